"""Special periods: the rights that the cause of a contract brings with it, on the agenda by themselves.

Owns the way from a special period of a cause file (rule, day it runs from, whose right it is, what uses it) to its
deadline. Our own right is used by a suit in time or is gone; the other side's is shown while it can still be used
against us, and is nothing for us to do. A day that nobody entered is asked for, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Contract
from lexcollect.causes.cause import Keeping, Special, Trigger, Whose
from lexcollect.causes.periods import periods_of
from lexcollect.claims.account import ObligationAccount
from lexcollect.claims.vocabulary import UNITS
from lexcollect.deadlines.deadline import Deadline, Ignored, told, unknown
from lexcollect.deadlines.events import CaseEvent
from lexcollect.deadlines.facts import Facts
from lexcollect.law.index import rule as rule_of
from lexcollect.law.period import Period, shift
from lexcollect.law.rules.event_kinds import SUITS, Outcome
from lexcollect.law.rules.watch import one_day
from lexcollect.law.states import State
from lexcollect.law.trace import Answer
from lexcollect.wording import Text, pair, text

#: The priority of those only who contracted with the employer (建设工程解释一 35).
PRIORITY = "right.construction_priority"
_QUALITY = "right.quality_notice"
_MILESTONES = {
    Trigger.ACCEPTANCE: k.MilestoneKind.ACCEPTANCE,
    Trigger.SETTLEMENT: k.MilestoneKind.SETTLEMENT,
    Trigger.COMPLETION: k.MilestoneKind.COMPLETION,
    Trigger.STATEMENT: k.MilestoneKind.STATEMENT,
    Trigger.INVOICE_RECEIPT: k.MilestoneKind.INVOICE_RECEIPT,
}


def special_deadlines(facts: Facts) -> list[Deadline]:
    """Return the special periods of each contract's cause; debts that start on one day are told together."""
    out: list[Deadline] = []
    for contract in facts.case.contracts:
        mine = [o for o in facts.open_obligations if o.contract == contract.id]
        for special in periods_of(contract.cause).special:
            if special.rule == PRIORITY and _without_priority(contract):
                continue
            for day, same in _by_start(facts, special, mine):
                out += _of(facts, contract, special, day, same)
    return out


def _without_priority(contract: Contract) -> bool:
    """Tell whether the creditor of a works contract has no priority, or chose to leave it."""
    from lexcollect.claims.standards import no_direct_contract  # only a works contract needs it

    return no_direct_contract(contract) or (contract.works is not None and contract.works.priority is False)


def _by_start(
    facts: Facts, special: Special, obligations: Sequence[ObligationAccount]
) -> Iterator[tuple[date | None, tuple[ObligationAccount, ...]]]:
    found: dict[tuple[date | None, frozenset[int]], list[ObligationAccount]] = {}
    for obligation in obligations:
        acts = frozenset(id(e.law) for e in _acts(facts, special, obligation.id))
        found.setdefault((_start(facts, special.trigger, obligation), acts), []).append(obligation)
    for (day, _), same in found.items():
        yield day, tuple(same)


def _start(facts: Facts, trigger: Trigger, obligation: ObligationAccount) -> date | None:
    """Return the day the period runs from: for the creditor's clocks a due date is taken unrolled."""
    if trigger is Trigger.DUE:
        return None if obligation.due.open else obligation.due.unrolled
    if trigger is Trigger.DELIVERY:
        return max((d.date for d in facts.case.deliveries_of(obligation.id)), default=None)
    step = facts.case.milestone(facts.obligation(obligation.id), _MILESTONES[trigger])
    return step.date if step else None


def _of(
    facts: Facts, contract: Contract, special: Special, day: date | None, same: tuple[ObligationAccount, ...]
) -> list[Deadline]:
    rule = rule_of(special.rule)
    title, ids = pair(rule.title, rule.title_en), tuple(o.id for o in same)
    id, theirs = f"{special.rule}:{ids[0]}", special.whose is Whose.DEBTOR
    person = facts.case.debtor.id if theirs else facts.case.creditor.id
    if day is None:
        if theirs:
            return []  # of the other side's right nothing has to be done
        reason = text("deadlines.missing.special_start", what=text(f"deadlines.trigger.{special.trigger.value}"))
        return [unknown(id, special.rule, title, person, ids, reason, State.MISSING)]
    make = partial(_theirs if theirs else _ours, facts, contract, special, title, id, person, ids, day)
    return told(make, id, special.rule, title, person, ids)


def _theirs(
    facts: Facts,
    contract: Contract,
    special: Special,
    title: Text,
    id: str,
    person: str,
    ids: tuple[str, ...],
    day: date,
) -> list[Deadline]:
    """Return the other side's period while it runs: until then the defence is open to it."""
    answer, period = _asked(facts, special, day, contract)
    if period is None or period.state(facts.as_of) is State.EXPIRED:
        return []
    note = text("deadlines.note.theirs", last=period.last_day)
    return [Deadline(id, special.rule, title, person, ids, period, State.DATED, answer, notes=(note,))]


def _ours(
    facts: Facts,
    contract: Contract,
    special: Special,
    title: Text,
    id: str,
    person: str,
    ids: tuple[str, ...],
    day: date,
) -> list[Deadline]:
    """Return our own period: done by a proved suit in time, else running, else gone."""
    answer, period = _asked(facts, special, day, contract)
    if period is None:
        state = getattr(answer.value, "status", State.DATED)
        return [Deadline(id, special.rule, title, person, ids, None, state, answer)]
    if day > facts.as_of:
        reason = text("law.ignored_future", as_of=facts.as_of)
        return [unknown(id, special.rule, title, person, ids, reason, State.NOT_STARTED)]
    acts = _acts(facts, special, ids[0])
    used = next((e for e in acts if _why_not(facts, special, e, period) is None), None)
    state = State.DONE if used else period.state(facts.as_of)
    ignored = [i for e in acts if (i := _why_not(facts, special, e, period))]
    return [
        Deadline(
            id,
            special.rule,
            title,
            person,
            ids,
            period,
            State.GONE if state is State.EXPIRED else state,
            answer,
            used,
            ignored=tuple(ignored),
            used=(used,) if used else (),
        )
    ]


def _asked(facts: Facts, special: Special, day: date, contract: Contract) -> tuple[Answer[Any], Period | None]:
    if special.rule == _QUALITY and (agreed := _agreed(contract, day)):
        from lexcollect.law.rules.rights import quality_notice

        found = quality_notice(day, facts.law, **agreed)
        return found, found.value.period
    make = one_day(special.rule)
    assert make is not None, special.rule
    answer = make(day, facts.law)
    period = getattr(answer.value, "period", None)
    return answer, period if isinstance(period, Period) else None


def _agreed(contract: Contract, received: date) -> dict[str, date]:
    """Return the time agreed for complaints; of inspection and warranty the later, in which a defect can still show.

    An inspection too short for hidden defects binds for visible ones alone (民法典 622).
    """
    ends = {
        f"{name}_until": shift(received, time.count, UNITS[time.unit])
        for name, time in (("agreed", contract.inspection), ("warranty", contract.warranty))
        if time is not None
    }
    last = max(ends, key=lambda name: ends[name], default="")
    return {last: ends[last]} if last else {}


def _acts(facts: Facts, special: Special, obligation: str) -> list[CaseEvent]:
    """Return what was done that could use the right: for one kept by suit, the suits for the debt."""
    if special.kept_by is not Keeping.SUIT:
        return []
    return [
        e
        for e in facts.events
        if e.law.kind in SUITS
        and e.on <= facts.as_of
        and e.law.outcome is not Outcome.WITHDRAWN
        and e.concerns(obligation)
    ]


def _why_not(facts: Facts, special: Special, event: CaseEvent, period: Period) -> Ignored | None:
    """Return why a suit did not use the right: unproved, the right not asserted in it, or too late."""
    if not event.proof.grade.counts:
        return Ignored(event, event.proof.why, event.proof.would_count)
    if not _asserted(facts, special, event):
        return Ignored(event, text("deadlines.ignored_not_asserted"), text("deadlines.need.assert_right"))
    if event.on > period.last_day:
        return Ignored(event, text("deadlines.ignored_after_right", last=period.last_day))
    return None


def _asserted(facts: Facts, special: Special, event: CaseEvent) -> bool:
    """Tell whether the suit was for the right too: a suit for the price alone does not use a priority."""
    right = special.rule.rpartition(".")[2]
    return any(f.id == event.law.id and any(a.value == right for a in f.asserts) for f in facts.case.filings)
