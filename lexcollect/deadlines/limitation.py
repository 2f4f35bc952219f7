"""Limitation of the main claim: one clock per obligation and person, told together where they agree.

Owns which start the law gives an obligation (its own due date, the last of several), which events move whose clock,
and what is left if a proof falls. Joint debtors share their interruptions (诉讼时效规定 15(2)); a decision or a new due
date binds only whom it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.causes.periods import periods_of
from lexcollect.claims.account import ObligationAccount
from lexcollect.claims.ledger import DueDate
from lexcollect.deadlines.deadline import Deadline, Fallback, Ignored, unknown
from lexcollect.deadlines.events import CaseEvent, on_day_with
from lexcollect.deadlines.facts import Facts
from lexcollect.deadlines.titles import title_on
from lexcollect.law.period import Period, ending
from lexcollect.law.rules.chain import Chain, End, Prepared, Suspension, prepare, walk
from lexcollect.law.rules.event_kinds import TITLES, EventKind
from lexcollect.law.rules.events import Scope
from lexcollect.law.rules.limitation import LimitationResult, Start, cap_of, clock_for, limitation, state_of
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

#: How many steps down a chain of fallbacks is followed.
MAX_FALLBACKS = 12
_TITLE = text("deadlines.title.limitation")
#: Rules of rights on bills.
_BILL = "bill."
#: Unpaid rent had one year until the three years came (民法通则 136(3); deadlines rulebook 2.4).
_RENT_LENGTH, _RENT = "limitation.legacy_one_year", "租赁"
_RULES = {
    k.DebtNature.INSTALMENTS: "limitation.instalments",
    k.DebtNature.PERIODIC: "limitation.periodic",
    k.DebtNature.FINANCE_LEASE: "limitation.finance_lease_rent",
}
#: What would make an event count that the law ignored, by the law's reason.
_NEEDS = {
    "law.ignored_consent_after_expiry": "new_promise",
    "law.ignored_payment_after_expiry": "new_promise",
    "law.ignored_after_expiry": "new_promise",
    "law.ignored_withdrawn_unserved": "return_slip",
    "law.guarantee_withdrawn_joint": "return_slip",
    "law.guarantee_needs_suit": "sue_debtor",
}
#: A debt for which no day was agreed runs from the grace of the first demand.
_NO_DUE_DATE = "limitation.no_due_date"
_ON_DEMAND = (Citation("诉讼时效规定", "4"), Citation("民法典", "511(1)(4)"))
_PROMISES = (
    k.AcknowledgementKind.REPAYMENT_PLAN,
    k.AcknowledgementKind.PROMISE_MESSAGE,
    k.AcknowledgementKind.EXTENSION_REQUEST,
    k.AcknowledgementKind.IOU,
)


def limitation_deadlines(facts: Facts) -> list[Deadline]:
    """Return the limitation of each open obligation against each debtor; equal ones are told together."""
    out: list[Deadline] = []
    groups: dict[tuple[Any, ...], list[_Clock]] = {}
    debtor = facts.case.debtor.id
    persons = (debtor, *sorted(facts.debtors - {debtor}))
    for obligation in facts.open_obligations:
        id, rule = f"limitation:{obligation.id}", _rule_of(facts, obligation.id)
        try:
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
) -> tuple[list[_Clock], list[Deadline]]:
    """Return the clock against each person, and those whose start nobody entered; on a bill each has its own right."""
    if not length.startswith(_BILL):
        return [_Clock(facts, obligation, person, start, rule, length) for person in persons], []
    from lexcollect.deadlines.bill_rights import clock_of  # only a bill needs it

    clocks, missing = [], []
    for person in persons:
        own = clock_of(facts, obligation.id, person)
        if own is None:
            clocks.append(_Clock(facts, obligation, person, start, rule, length))
        elif own[1] is None:
            reason, id = text("deadlines.missing.refusal"), f"limitation:{obligation.id}:{person}"
            missing.append(unknown(id, own[0], _TITLE, person, (obligation.id,), reason, State.MISSING))
        else:
            clocks.append(_Clock(facts, obligation, person, own[1], own[0], own[0]))
    return clocks, missing


def _by_key(clocks: Sequence[_Clock]) -> dict[tuple[Any, ...], list[_Clock]]:
    found: dict[tuple[Any, ...], list[_Clock]] = {}
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
    if due.basis == "receipt":
        return from_default_due_date("sale", due.start, due.evidence)
    if due.unrolled == due.start:
        said = text("law.start_demanded", day=due.start)
        return Start(due.unrolled, said, _ON_DEMAND, due.evidence, certainty=Certainty.CONVENTION)
    others = ((text("law.reading_due_rolled", day=due.rolled), due.rolled),) if due.moved else ()
    said = text("law.start_grace", day=due.start, end=due.unrolled)
    return Start(due.unrolled, said, _ON_DEMAND, due.evidence, others)


class _Clock:
    """The limitation clock of one obligation against one person."""

    def __init__(
        self, facts: Facts, obligation: ObligationAccount, person: str, start: Start, rule: str, length: str
    ) -> None:
        self.facts, self.obligation, self.person, self.rule, self.start = facts, obligation, person, rule, start
        self.length, bill = length, length.startswith(_BILL)
        kind = facts.case.party(person).kind
        self.scope = Scope(
            person,
            facts.bound_with(person),
            debtor_kind=("natural_person" if kind is k.PartyKind.NATURAL else "legal_person"),
            strict_person=bill,
        )
        # A right on a bill lapses: no twenty years, no suspension (票据法 17).
        self.bill = bill
        suspension: Suspension = "never" if bill else "six_months"
        heard, parts = facts.bound_with(person), facts.one_debt(obligation.id)
        concerned = [
            e for e in facts.events if (e.person in heard or not e.person) and any(e.concerns(part) for part in parts)
        ]
        self.unproved = [e for e in concerned if not e.proof.grade.counts]
        self.proved = [_on_clock(e, person, obligation.id) for e in concerned if e.proof.grade.counts]
        self.of_law = {id(e.law): e for e in self.proved}
        laws = [e.law for e in self.proved]
        self.answer = limitation(
            start,
            laws,
            rule=rule,
            length=self.length,
            scope=self.scope,
            as_of=facts.as_of,
            calendar=facts.calendar,
            capped=not bill,
            suspension=suspension,
        )
        book = facts.law.book
        cap = None if bill else cap_of(start.on, book)
        clock = clock_for(self.length, start.on, book, facts.calendar, self.scope, cap)
        self.clock = replace(clock, as_of=facts.as_of, suspension=suspension)
        self.prepared = prepare(laws, self.scope, facts.as_of)
        self.chain = walk(start.on, self.prepared, self.clock)
        self.decisive = self._decisive(self.chain)
        self.title = title_on(facts, person, obligation.id)

    def _decisive(self, chain: Chain) -> CaseEvent | None:
        """Return what the end stands on: the obstacle that moved it last, else the last restart."""
        if chain.end.obstacles:
            return self.of_law[id(chain.end.obstacles[-1])]
        return self.of_law[id(chain.deciding.event)] if chain.deciding else None

    @property
    def state(self) -> State:
        """The state of the clock; a title in force moves the claim to its enforcement period."""
        return State.ADJUDICATED if self.title else self.answer.value.status

    @property
    def key(self) -> tuple[Any, ...]:
        """What two clocks must have in common to be told together."""
        period = self.answer.value.period
        return self.rule, self.state, period and period.nominal, self.decisive and self.decisive.law.id

    def fallbacks(self) -> Iterator[Fallback]:
        """Yield what is left when the deciding proof falls, then the next, and so on."""
        left, deciding = list(self.proved), self.decisive
        gone: tuple[CaseEvent, ...] = ()
        chain = self.chain
        for _ in range(MAX_FALLBACKS):
            if deciding is None:
                return
            fallen = on_day_with(left, deciding)
            gone = (*gone, *fallen)
            down = {id(e) for e in fallen}
            left = [e for e in left if id(e) not in down]
            kept = {id(e.law) for e in left}
            chain = self._shorter(chain, kept) or self._walk(kept)
            deciding = self._decisive(chain)
            period = chain.period(self.clock)
            yield Fallback(gone, deciding, period, state_of(chain, period, self.facts.as_of))

    def _walk(self, kept: set[int]) -> Chain:
        """Return the chain of the laws' events ``kept`` alone."""
        prepared = Prepared(
            tuple(r for r in self.prepared.readings if id(r.event) in kept),
            tuple(o for o in self.prepared.obstacles if id(o) in kept),
        )
        return walk(self.start.on, prepared, self.clock)

    def _shorter(self, chain: Chain, kept: set[int]) -> Chain | None:
        """Return ``chain`` without its last link, if no later event could take its place; ``None``: walk anew.

        Up to its last link a walk is the same with or without that link; this saves walking again at each step.
        """
        if (
            self.prepared.obstacles
            or chain.pending
            or chain.adjudicated
            or chain.revived
            or not chain.links
            or chain.first_end is None
        ):
            return None
        last, links = chain.links[-1].reading, chain.links[:-1]
        for reading in reversed(self.prepared.readings):
            if reading is last:
                break
            if reading.restart is not None and id(reading.event) in kept:
                return None
        if any(id(link.reading.event) not in kept for link in links):
            return None
        return Chain(links[-1].end if links else chain.first_end, links, first_end=chain.first_end)

    def ignored(self) -> list[Ignored]:
        """Return the events no date rests on: unproved, or without effect in law."""
        unproved = [Ignored(e, e.proof.why, e.proof.would_count, would_be=self._completed(e)) for e in self.unproved]
        return unproved + [
            Ignored(self.of_law[id(i.event)], i.reason, need_of(i.reason)) for i in self.answer.value.ignored
        ]

    def _completed(self, event: CaseEvent) -> Period | None:
        """Return the period that would hold if the missing links of ``event`` were there; ``None``: no later one."""
        if not event.proof.missing or self.chain.pending or self.chain.adjudicated:
            return None
        laws = [*(e.law for e in self.proved), _on_clock(event, self.person, self.obligation.id).law]
        chain = walk(self.start.on, prepare(laws, self.scope, self.facts.as_of), self.clock)
        return chain.period(self.clock) if chain.end.nominal > self.chain.end.nominal else None

    def revivals(self) -> list[Alternative[Period]]:
        """Return what a promise after the end would give, read as a clear promise to pay (诉讼时效规定 19)."""
        out: list[Alternative[Period]] = []
        for item in () if self.bill else self.answer.value.ignored:
            event = self.of_law[id(item.event)]
            if item.reason.key != "law.ignored_consent_after_expiry" or not _promises(self.facts, event):
                continue
            clear = event.seen_as(EventKind.PROMISE_AFTER_EXPIRY)
            laws = [clear.law if e is event else e.law for e in self.proved]
            period = limitation(
                self.start,
                laws,
                length=self.length,
                scope=self.scope,
                as_of=self.facts.as_of,
                calendar=self.facts.calendar,
            ).value.period
            if period is not None:
                words = text("deadlines.reading_revived", day=event.on, title=event.title)
                out.append(Alternative(words, period, ()))
        return out

    def rolled(self) -> list[tuple[CaseEvent, End]]:
        """Return the events the date needs that came only between the counted end of a period and its rolled one."""
        if not self.chain.relies_on_rollover:
            return []
        ends = [self.chain.first_end or self.chain.end, *(link.end for link in self.chain.links)]
        needed = self.chain.needed()
        return [
            (self.of_law[id(link.reading.event)], before)
            for before, link in zip(ends, self.chain.links, strict=False)
            if link in needed and link.reading.event.on > before.nominal
        ]

    def used(self) -> tuple[CaseEvent, ...]:
        """Return the events without which the date would not stand, in order."""
        needed = [self.of_law[id(link.reading.event)] for link in self.chain.needed()]
        return (*needed, *(self.of_law[id(o)] for o in self.chain.end.obstacles))


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


def _on_clock(event: CaseEvent, person: str, obligation: str) -> CaseEvent:
    """Return the event on the clock of one joint debtor and obligation: what binds only another is taken as less.

    An interruption works for all (诉讼时效规定 15(2)); a judgment against another gives no title here, and a new due
    date agreed with another only shows consent. So for one debt in instalments what was done for another of them: it
    interrupts for all (9), no more.
    """
    if event.person in (person, "") and event.concerns(obligation):
        return event
    if event.law.outcome in TITLES:
        return event.seen_as(outcome=None)
    if event.law.kind is EventKind.AGREED_EXTENSION:
        return event.seen_as(EventKind.EXTENSION_REQUEST, new_due_date=None)
    return event


def need_of(reason: Text) -> Text | None:
    """Return the one thing that would make an event count which the law ignored for ``reason``."""
    need = _NEEDS.get(reason.key)
    return text(f"deadlines.need.{need}") if need else None


def _promises(facts: Facts, event: CaseEvent) -> bool:
    fact = next((a for a in facts.case.acknowledgements if a.id == event.law.id), None)
    return fact is not None and fact.promises_payment and fact.kind in _PROMISES


def _told_together(group: Sequence[_Clock], persons: tuple[str, ...]) -> Deadline:
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


def _with_revivals(clock: _Clock) -> Answer[LimitationResult]:
    extra = clock.revivals()
    answer = clock.answer
    extra += [
        Alternative(text("deadlines.reading_no_roll"), ending(end.start, end.nominal, "none", clock.facts.calendar), ())
        for _, end in clock.rolled()
    ]
    return replace(answer, alternatives=(*answer.alternatives, *extra)) if extra else answer


def _merge_ignored(group: Sequence[_Clock]) -> tuple[Ignored, ...]:
    found: dict[tuple[str, Text], Ignored] = {}
    for clock in group:
        for item in clock.ignored():
            key = (item.event.law.id, item.reason)
            known = found.get(key, item)
            if clock.obligation.id not in known.obligations:
                found[key] = replace(known, obligations=(*known.obligations, clock.obligation.id))
    return tuple(sorted(found.values(), key=lambda i: i.event.on))


def _merge_fallbacks(group: Sequence[_Clock]) -> tuple[Fallback, ...]:
    """Return the fallbacks of all clocks of the group, latest first, each once.

    Obligations of one group can part ways once the common proof falls; the safe (earlier) chain is not lost.
    """
    seen: dict[tuple[Any, ...], Fallback] = {}
    for clock in group:
        for fallback in clock.fallbacks():
            key = (fallback.period.nominal, fallback.deciding and fallback.deciding.law.id)
            known = seen.get(key)
            ids = known.obligations if known else ()
            seen[key] = replace(known or fallback, obligations=(*ids, clock.obligation.id))
    return tuple(sorted(seen.values(), key=lambda f: f.period.nominal, reverse=True))
