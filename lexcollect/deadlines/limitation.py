"""Limitation of the main claim: one clock per obligation and person, told together where they agree.

Owns which start and length the law gives an obligation (its own due date, the last of several; what its cause names),
and how equal clocks are told as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.causes.periods import periods_of
from lexcollect.claims.account import ObligationAccount
from lexcollect.claims.due_days import DueDate
from lexcollect.claims.gaps import road
from lexcollect.deadlines.clocks import BILL, ClaimClock
from lexcollect.deadlines.deadline import Deadline, Fallback, Ignored, unknown
from lexcollect.deadlines.facts import Facts
from lexcollect.deadlines.titles import title_on
from lexcollect.law.period import ending
from lexcollect.law.rules.limitation import LimitationResult, Start
from lexcollect.law.rules.limitation_starts import DueDate as LawDueDate
from lexcollect.law.rules.limitation_starts import (
    finance_lease,
    from_default_due_date,
    from_due_date,
    from_due_period,
    instalments,
    recurring,
)
from lexcollect.law.states import State
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, LawUnknown
from lexcollect.wording import Text, text

_TITLE = text("deadlines.title.limitation")
#: Unpaid rent had one year until the three years came (民法通则 136(3); deadlines rulebook 2.4).
_RENT_LENGTH, _RENT = "limitation.legacy_one_year", "租赁"
_RULES = {
    k.DebtNature.INSTALMENTS: "limitation.instalments",
    k.DebtNature.PERIODIC: "limitation.periodic",
    k.DebtNature.FINANCE_LEASE: "limitation.finance_lease_rent",
}
#: A debt for which no day was agreed runs from the grace of the first demand.
_NO_DUE_DATE = "limitation.no_due_date"
_ON_DEMAND = (Citation("诉讼时效规定", "4"), Citation("民法典", "511(1)(4)"))
#: The contract whose law gave the day: how a debt fell due → its name in the law.
_BY_LAW = {"receipt": "sale", "delivery": "work", "completion": "mandate"}


def limitation_deadlines(facts: Facts) -> list[Deadline]:
    """Return the limitation of each open obligation against each debtor; equal ones are told together."""
    out: list[Deadline] = []
    groups: dict[tuple[Any, ...], list[ClaimClock]] = {}
    debtor = facts.case.debtor.id
    persons = (debtor, *sorted(facts.debtors - {debtor}))
    for obligation in facts.open_obligations:
        id, rule = f"limitation:{obligation.id}", _rule_of(facts, obligation.id)
        try:
            if obligation.due.unknown and title_on(facts, debtor, obligation.id):
                continue  # what runs on is the time for enforcement
            if obligation.due.unknown:
                reason = text("deadlines.missing.due_day", id=obligation.id, road=road(facts.case, obligation.id))
                out.append(unknown(id, rule, _TITLE, debtor, (obligation.id,), reason, State.MISSING))
                continue
            if obligation.due.open:
                out.append(_not_demanded(id, debtor, obligation.id))
                continue
            start = start_of(facts, obligation)
            if start is None:
                reason = text("deadlines.missing.lease_end")
                out.append(unknown(id, rule, _TITLE, debtor, (obligation.id,), reason, State.MISSING))
                continue
            length = _length_of(facts, obligation.id)
            clocks, missing = _clocks(facts, obligation, persons, start, rule, length)
            out += missing
        except LawUnknown as error:
            out.append(unknown(id, rule, _TITLE, debtor, (obligation.id,), error.text))
            continue
        for key, same in _by_key(clocks).items():
            groups.setdefault((*key, tuple(c.person for c in same)), []).append(same[0])
    return out + [_told_together(group, key[-1]) for key, group in groups.items()]


def _not_demanded(id: str, debtor: str, obligation: str) -> Deadline:
    """Return the limitation of a debt without an agreed day that nobody demanded: not started (诉讼时效规定 4)."""
    said = text("law.unknown_start")
    return unknown(id, _NO_DUE_DATE, _TITLE, debtor, (obligation,), said, State.NOT_STARTED, _ON_DEMAND)


def _clocks(
    facts: Facts, obligation: ObligationAccount, persons: Sequence[str], start: Start, rule: str, length: str
) -> tuple[list[ClaimClock], list[Deadline]]:
    """Return the clock against each person, and those whose start nobody entered; on a bill each has its own right."""
    if not length.startswith(BILL):
        return [ClaimClock(facts, obligation, person, start, rule, length) for person in persons], []
    from lexcollect.deadlines.bill_rights import clock_of  # only a bill needs it

    clocks, missing = [], []
    for person in persons:
        own = clock_of(facts, obligation.id, person)
        if own is None:
            clocks.append(ClaimClock(facts, obligation, person, start, rule, length))
        elif own[1] is None:
            reason, id = text("deadlines.missing.refusal"), f"limitation:{obligation.id}:{person}"
            missing.append(unknown(id, own[0], _TITLE, person, (obligation.id,), reason, State.MISSING))
        else:
            clocks.append(ClaimClock(facts, obligation, person, own[1], own[0], own[0]))
    return clocks, missing


def _by_key(clocks: Sequence[ClaimClock]) -> dict[tuple[Any, ...], list[ClaimClock]]:
    found: dict[tuple[Any, ...], list[ClaimClock]] = {}
    for clock in clocks:
        found.setdefault(clock.key, []).append(clock)
    return found


def start_of(facts: Facts, obligation: ObligationAccount) -> Start | None:
    """Return the start of an obligation's clock: the unrolled due date (deadlines rulebook 1.4), or what its kind says.

    ``None`` when a finance lease does not say when its term ends.
    """
    due, nature = obligation.due, facts.nature(obligation.id)
    if nature is k.DebtNature.FINANCE_LEASE:
        contract = facts.case.contract(facts.obligation(obligation.id).contract)
        ended = contract.acceleration or contract.termination
        return finance_lease(contract.ends_on, ended.day if ended else None) if contract.ends_on else None
    if nature is k.DebtNature.INSTALMENTS:
        early = facts.case.contract(facts.obligation(obligation.id).contract).acceleration
        return instalments([o.due.agreed for o in facts.series(obligation.id)], early.day if early else None)
    if nature is k.DebtNature.PERIODIC:
        last = max(o.due.agreed for o in facts.series(obligation.id))
        start = recurring(due.unrolled, last, due.evidence)
        rolled = ((text("law.reading_due_rolled", day=due.rolled), due.rolled),) if due.moved else ()
        return replace(start, others=(*start.others, *rolled))
    if due.basis:
        return _on_demand(due)
    if due.start is None:
        return from_due_date(due.unrolled, due.evidence)
    return from_due_period(LawDueDate(due.unrolled, due.rolled), due.evidence)


def _on_demand(due: DueDate) -> Start:
    """Return the start of a debt without an agreed day: receipt of the goods, or the grace of the first demand."""
    assert due.start is not None
    if due.basis in _BY_LAW:
        return from_default_due_date(_BY_LAW[due.basis], due.start, due.evidence)
    if due.unrolled == due.start:
        said = text("law.start_demanded", day=due.start)
        return Start(due.unrolled, said, _ON_DEMAND, due.evidence, certainty=Certainty.CONVENTION)
    others = ((text("law.reading_due_rolled", day=due.rolled), due.rolled),) if due.moved else ()
    said = text("law.start_grace", day=due.start, end=due.unrolled)
    return Start(due.unrolled, said, _ON_DEMAND, due.evidence, others)


def _rule_of(facts: Facts, obligation: str) -> str:
    """Return the rule of the clock: how the due dates hang together, else what the cause has of its own."""
    if facts.account.obligation(obligation).due.basis in ("demand", "suit"):
        return _NO_DUE_DATE
    nature = facts.nature(obligation)
    own = _own_limitation(facts, obligation)
    return own if nature is k.DebtNature.SEPARATE else _RULES[nature]


def _own_limitation(facts: Facts, obligation: str) -> str:
    """Return the limitation the cause of the contract names (民法典 594, 票据法 17), else the general one."""
    contract = facts.case.contract(facts.obligation(obligation).contract)
    periods = periods_of(contract.cause)
    return (contract.cross_border and periods.cross_border) or periods.limitation


def _length_of(facts: Facts, obligation: str) -> str:
    """Return the name of the parameter with the years: that of the cause; rent was shorter before 2017-10-01."""
    rent = facts.nature(obligation) is k.DebtNature.PERIODIC
    contract = facts.case.contract(facts.obligation(obligation).contract)
    return _RENT_LENGTH if rent and _RENT in contract.cause else _own_limitation(facts, obligation)


def _told_together(group: Sequence[ClaimClock], persons: tuple[str, ...]) -> Deadline:
    first = group[0]
    ids = tuple(c.obligation.id for c in group)
    own = first.person == first.facts.case.debtor.id
    title = first.title
    notes = [text("deadlines.note.title", number=title.case_no or title.id)] if title else []
    notes += (
        text("deadlines.note.rolled_event", day=e.on, title=e.title, nominal=end.nominal, last=end.last_day)
        for e, end in first.rolled()
    )
    return Deadline(
        f"limitation:{ids[0]}" if own else f"limitation:{ids[0]}:{first.person}",
        first.rule,
        _TITLE,
        first.person,
        ids,
        first.answer.value.period,
        first.state,
        _with_revivals(first),
        first.decisive,
        _merge_fallbacks(group),
        _merge_ignored(group),
        persons=persons,
        used=first.used(),
        notes=tuple(notes),
    )


def _with_revivals(clock: ClaimClock) -> Answer[LimitationResult]:
    extra = clock.revivals()
    answer = clock.answer
    extra += [
        Alternative(text("deadlines.reading_no_roll"), ending(end.start, end.nominal, "none", clock.facts.calendar), ())
        for _, end in clock.rolled()
    ]
    return replace(answer, alternatives=(*answer.alternatives, *extra)) if extra else answer


def _merge_ignored(group: Sequence[ClaimClock]) -> tuple[Ignored, ...]:
    found: dict[tuple[str, Text], tuple[Ignored, dict[str, None]]] = {}
    for clock in group:
        for item in clock.ignored():
            _, ids = found.setdefault((item.event.law.id, item.reason), (item, dict.fromkeys(item.obligations)))
            ids[clock.obligation.id] = None
    merged = (replace(item, obligations=tuple(ids)) for item, ids in found.values())
    return tuple(sorted(merged, key=lambda i: i.event.on))


def _merge_fallbacks(group: Sequence[ClaimClock]) -> tuple[Fallback, ...]:
    """Return the fallbacks of all clocks of the group, latest first, each once.

    Obligations of one group can part ways once the common proof falls; the safe (earlier) chain is not lost.
    """
    seen: dict[tuple[Any, ...], tuple[Fallback, list[str]]] = {}
    for clock in group:
        for fallback in clock.fallbacks():
            key = (fallback.period.nominal, fallback.deciding and fallback.deciding.law.id)
            _, ids = seen.setdefault(key, (fallback, []))
            ids += fallback.obligations
    merged = (replace(fallback, obligations=tuple(ids)) for fallback, ids in seen.values())
    return tuple(sorted(merged, key=lambda f: f.period.nominal, reverse=True))
