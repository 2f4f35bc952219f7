"""Schedule (步骤安排): a plan laid over a matter on a day: what is due, done, left out, waiting, and why.

Owns the order of work: for each debt the plan of its days overdue, what of it has happened, when the rest falls, what
holds it, and the last safe day it must lie before. What is alike of several debts is one line. Decides no law: days of
law come from the agenda, stops from ``deadlines.stops``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from lexcollect.claims.account import ZERO, ObligationAccount
from lexcollect.claims.stop import Stop
from lexcollect.deadlines.matter import Matter
from lexcollect.findings import Finding, Refused, finding
from lexcollect.law.calendar import Calendar
from lexcollect.law.trace import LawUnknown
from lexcollect.records import dataclass, field
from lexcollect.steps.debt import DebtPlan, lines_of
from lexcollect.steps.decided import NOTHING, Decided
from lexcollect.steps.following import FOLLOW, following
from lexcollect.steps.happened import events_of
from lexcollect.steps.limits import limits_of
from lexcollect.steps.lines import Line, Standing
from lexcollect.steps.plan import Plan
from lexcollect.steps.promises import Became, Promise, promises_of


@dataclass(frozen=True)
class Schedule:
    """The steps of a matter on a day, what is due first; ``promises`` with what became of them."""

    as_of: date
    plan: Plan
    lines: tuple[Line, ...]
    promises: tuple[Promise, ...] = ()
    findings: tuple[Finding, ...] = field(default=(), repr=False)

    @property
    def due(self) -> tuple[Line, ...]:
        """What is to be done now."""
        return tuple(line for line in self.lines if line.standing is Standing.DUE)

    @property
    def next(self) -> Line | None:
        """The first step still to be done that nothing holds."""
        return next((line for line in self.lines if line.standing in (Standing.DUE, Standing.LATER)), None)


def schedule(plan: Plan, answers: Matter, calendar: Calendar, decided: Decided = NOTHING) -> Schedule:
    """Return the steps of ``plan`` for the matter ``answers`` on its as-of day."""
    case, account, as_of = answers.case, answers.account, answers.as_of
    events = events_of(case, as_of)
    promises = promises_of(case, account)
    stops, unknown = _stops(answers)
    found: list[Finding] = [*unknown, *_unknown_steps(plan, decided), *_broken(promises, answers)]
    lines: list[Line] = []
    for debt in _open(answers):
        one = DebtPlan(
            _plan_for(plan, debt, as_of),
            case,
            debt,
            as_of,
            calendar,
            events,
            decided,
            promises,
            stops,
            limits_of(case, answers.agenda, debt.id),
        )
        told, about = lines_of(one)
        lines += [*told, *following(one, told)]
        found += about
    return Schedule(as_of, plan, tuple(sorted(_merged(lines), key=_order)), promises, tuple(dict.fromkeys(found)))


def _open(answers: Matter) -> list[ObligationAccount]:
    """Return the debts on which something is still to come; what came before anything was due goes to the first due."""
    account, as_of = answers.account, answers.as_of
    unsized = {o.id for o in answers.case.obligations if not o.amount}
    early = sum((amount for _, amount in account.credits), ZERO)
    found = []
    for debt in sorted(account.obligations, key=lambda o: o.due.rolled):
        if debt.id not in unsized and not (debt.principal or debt.penalty or debt.interest):
            continue
        if early and debt.due.rolled >= as_of and debt.id not in unsized and debt.principal <= early:
            early -= debt.principal
            continue
        found.append(debt)
    return found


def _plan_for(plan: Plan, debt: ObligationAccount, as_of: date) -> Plan:
    overdue = 0 if debt.due.unknown or debt.due.open else (as_of - debt.due.rolled).days
    return plan.at(overdue)


def _stops(answers: Matter) -> tuple[tuple[Stop, ...], tuple[Finding, ...]]:
    """Return the stops of the law, and the remark where the claims cannot be told and with them no stop."""
    try:
        return answers.claims.stops, ()
    except (Refused, LawUnknown):
        return (), (finding("LX-S040"),)


def _unknown_steps(plan: Plan, decided: Decided) -> list[Finding]:
    """Return what was recorded of steps that the plan does not have."""
    parts = [plan, *(part for _, part in plan.parts)]
    known = {FOLLOW, *(step.id for part in parts for step in part.steps)}
    return [finding("LX-S016", step=one.step, known=sorted(known)) for one in decided.done if one.step not in known]


def _broken(promises: Iterable[Promise], answers: Matter) -> list[Finding]:
    """Return each broken promise with what is missing of it, as long as something is owed on its debts."""
    owed = {o.id: o.principal for o in answers.account.obligations}
    told = []
    for one in promises:
        about = [id for id in owed if one.about(id) and owed[id]]
        if one.became is Became.BROKEN and about:
            code = "LX-S031" if one.paid else "LX-S030"
            missing = one.missing
            told.append(finding(code, on=one.on, until=one.until, amount=one.amount, paid=one.paid, missing=missing))
    return told


def _merged(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with what is alike of several debts on one."""
    groups: dict[tuple[object, ...], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.step.id, line.plan, line.standing, line.on, line.until, line.event), []).append(line)
    return [
        replace(
            group[0],
            obligations=tuple(dict.fromkeys(id for one in group for id in one.obligations)),
            amount=sum((one.amount for one in group), ZERO),
            why=tuple(dict.fromkeys(reason for one in group for reason in one.why)),
            cites=tuple(dict.fromkeys(cite for one in group for cite in one.cites)),
            pulled_from=next((one.pulled_from for one in group if one.pulled_from), None),
        )
        for group in groups.values()
    ]


_RANK = {s: n for n, s in enumerate(Standing)}


def _order(line: Line) -> tuple[int, date, str, tuple[str, ...]]:
    return _RANK[line.standing], line.on or date.max, line.step.id, line.obligations
