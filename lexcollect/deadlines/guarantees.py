"""Guarantees: until when each guarantor is bound for each obligation, and from when its own debt ages.

Owns guarantee periods (保证期间) and the limitation of the guarantee debt, per guarantor and per obligation, and the
standing that ``claims`` needs. A demand on the debtor is none on the guarantor.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Security
from lexcollect.claims.account import Account, ObligationAccount
from lexcollect.claims.persons import Standing, outside_of
from lexcollect.deadlines.agenda import Agenda, Deadline, Ignored
from lexcollect.deadlines.events import CaseEvent
from lexcollect.law.calendar import Calendar
from lexcollect.law.rules.guarantee import (
    Agreed,
    Guarantee,
    GuaranteeResult,
    Mode,
    guarantee_limitation,
    guarantee_period,
)
from lexcollect.law.trace import Answer
from lexcollect.wording import text

_MODES: dict[k.SecurityKind, Mode | None] = {
    k.SecurityKind.SURETY_JOINT: "joint",
    k.SecurityKind.SURETY_GENERAL: "general",
    k.SecurityKind.SURETY_UNCLEAR: None,
}


def guarantee_deadlines(case: Case, account: Account, events: Sequence[CaseEvent],
                        calendar: Calendar) -> list[Deadline]:
    """Return, per guarantee and covered obligation, its period, and once kept the limitation of its debt."""
    out: list[Deadline] = []
    for security in case.securities:
        mine = [e for e in events if e.person == security.grantor]
        proved = [e for e in mine if e.proof.grade.counts]
        unproved = tuple(Ignored(e, e.proof.why, e.proof.would_count) for e in mine if not e.proof.grade.counts)
        limits: dict[tuple[Any, ...], Deadline] = {}
        for obligation in account.obligations:
            if outside_of(security, next(o for o in case.obligations if o.id == obligation.id), case):
                continue
            guarantee = _guarantee(security, obligation)
            laws = [e.law for e in proved]
            period = guarantee_period(guarantee, laws, as_of=account.as_of, calendar=calendar)
            out.append(_period_deadline(security, obligation, period, proved, unproved))
            if period.value.preserved:
                _limit(limits, security, obligation,
                       guarantee_limitation(guarantee, laws, as_of=account.as_of, calendar=calendar), proved)
        out.extend(limits.values())
    return out


def _guarantee(security: Security, obligation: ObligationAccount) -> Guarantee:
    due, period = obligation.due, security.period
    agreed = None
    if period is not None and period.until_repaid:
        agreed = Agreed(unclear=True)
    elif period is not None and period.until is not None:
        agreed = Agreed(until=period.until)
    elif period is not None and period.count is not None:
        agreed = Agreed(n=period.count, unit=period.unit.value)
    return Guarantee(due.unrolled, agreed, _MODES[security.kind], security.created_on,
                     main_due_rolled=due.rolled if due.moved else None, surety=security.grantor)


def _period_deadline(security: Security, obligation: ObligationAccount, answer: Answer[GuaranteeResult],
                     proved: Sequence[CaseEvent], unproved: tuple[Ignored, ...]) -> Deadline:
    value = answer.value
    act = next((e for e in proved if e.law is value.preserved_by), None)
    late = [Ignored(e, i.reason) for i in value.ignored for e in proved if e.law is i.event]
    state = "lapsed" if value.status == "expired" else value.status
    return Deadline(
        f"guarantee:{security.id}:{obligation.id}", "guarantee.period", text("deadlines.title.guarantee"),
        security.grantor, (obligation.id,), value.period, state, answer, act, (), (*late, *unproved), security.id)


def _limit(limits: dict[tuple[Any, ...], Deadline], security: Security, obligation: ObligationAccount,
           answer: Answer[Any], proved: Sequence[CaseEvent]) -> None:
    value = answer.value
    if value.period is None:
        return
    key = (value.period.nominal, value.status)
    known = limits.get(key)
    ids = (*known.obligations, obligation.id) if known else (obligation.id,)
    act = min((e for e in proved if e.on >= value.period.start), key=lambda e: e.on, default=None)
    deciding = next((e for e in proved if e.law is value.deciding), act)
    limits[key] = Deadline(
        f"guarantee-limitation:{security.id}:{ids[0]}", "guarantee.limitation_joint",
        text("deadlines.title.guarantee_limitation"), security.grantor, ids, value.period, value.status,
        answer, deciding, (), (), security.id)


def standings_of(agenda: Agenda) -> dict[tuple[str, str], Standing]:
    """Return where each guarantee stands for each obligation, for the claims."""
    out: dict[tuple[str, str], Standing] = {}
    for deadline in agenda.of_rule("guarantee.period"):
        assert deadline.period is not None
        state = {"preserved": "kept", "lapsed": "lapsed"}.get(deadline.state, "open")
        reason = text(f"deadlines.standing.{state}", last=deadline.period.last_day,
                      day=deadline.deciding.on if deadline.deciding else None)
        cites = tuple(c for step in deadline.answer.trace for c in step.cites)
        out[(deadline.security, deadline.obligations[0])] = Standing(state, reason, cites)
    return out
