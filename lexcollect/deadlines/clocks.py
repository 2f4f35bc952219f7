"""The limitation clock of one obligation against one person: what moves it, and what is left if a proof falls.

Owns which events concern whom. Joint debtors share their interruptions (诉讼时效规定 15(2)); a decision or a new due
date binds only whom it names; a right on a bill is moved by what was done against the same person alone.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.claims.account import ObligationAccount
from lexcollect.deadlines.deadline import Fallback, Ignored
from lexcollect.deadlines.events import CaseEvent, on_day_with
from lexcollect.deadlines.facts import Facts
from lexcollect.deadlines.titles import title_on
from lexcollect.law.period import Period
from lexcollect.law.rules.chain import Chain, End, Prepared, Suspension, prepare, walk
from lexcollect.law.rules.event_kinds import TITLES, EventKind
from lexcollect.law.rules.events import Scope
from lexcollect.law.rules.limitation import Start, answer_of, cap_of, clock_for, limitation, state_of
from lexcollect.law.states import State
from lexcollect.law.trace import Alternative
from lexcollect.wording import Text, text

#: How many steps down a chain of fallbacks is followed.
MAX_FALLBACKS = 12
#: Rules of rights on bills.
BILL = "bill."
#: What would make an event count that the law ignored, by the law's reason.
_NEEDS = {
    "law.ignored_consent_after_expiry": "new_promise",
    "law.ignored_payment_after_expiry": "new_promise",
    "law.ignored_after_expiry": "new_promise",
    "law.ignored_withdrawn_unserved": "return_slip",
    "law.guarantee_withdrawn_joint": "return_slip",
    "law.guarantee_needs_suit": "sue_debtor",
}
_PROMISES = (
    k.AcknowledgementKind.REPAYMENT_PLAN,
    k.AcknowledgementKind.PROMISE_MESSAGE,
    k.AcknowledgementKind.EXTENSION_REQUEST,
    k.AcknowledgementKind.IOU,
)


class ClaimClock:
    """The limitation clock of one obligation against one person."""

    def __init__(
        self, facts: Facts, obligation: ObligationAccount, person: str, start: Start, rule: str, length: str
    ) -> None:
        self.facts, self.obligation, self.person, self.rule, self.start = facts, obligation, person, rule, start
        self.length, bill = length, length.startswith(BILL)
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
        self.unproved: list[CaseEvent] = []
        self.proved: list[CaseEvent] = []
        for e in concerned:
            if e.proof.grade.counts:
                self.proved.append(_on_clock(e, person, obligation.id))
            else:
                self.unproved.append(e)
        self.of_law = {id(e.law): e for e in self.proved}
        laws = [e.law for e in self.proved]
        book = facts.law.book
        cap = None if bill else cap_of(start.on, book)
        self.clock = clock_for(
            length, start.on, book, facts.calendar, self.scope, cap, suspension=suspension, as_of=facts.as_of
        )
        self.prepared = prepare(laws, self.scope, facts.as_of)
        self.chain = walk(start.on, self.prepared, self.clock)
        self.answer = answer_of(rule, start, book.parameter(length), self.prepared, self.clock, self.chain)
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
        left, deciding = dict(self.of_law), self.decisive
        gone: tuple[CaseEvent, ...] = ()
        chain = self.chain
        for _ in range(MAX_FALLBACKS):
            if deciding is None:
                return
            fallen = on_day_with(left.values(), deciding)
            gone = (*gone, *fallen)
            for event in fallen:
                del left[id(event.law)]
            chain = self._shorter(chain, left, alone=len(fallen) == 1) or self._walk(left)
            deciding = self._decisive(chain)
            period = chain.period(self.clock)
            yield Fallback(gone, deciding, period, state_of(chain, period, self.facts.as_of), (self.obligation.id,))

    def _walk(self, kept: Container[int]) -> Chain:
        """Return the chain of the laws' events ``kept`` alone."""
        prepared = Prepared(
            tuple(r for r in self.prepared.readings if id(r.event) in kept),
            tuple(o for o in self.prepared.obstacles if id(o) in kept),
        )
        return walk(self.start.on, prepared, self.clock)

    def _shorter(self, chain: Chain, kept: Container[int], *, alone: bool) -> Chain | None:
        """Return ``chain`` without its last link, if no later event could take its place; ``None``: walk anew.

        Up to its last link a walk is the same with or without that link; this saves walking again at each step.
        ``alone`` tells that the event of that link fell and no other.
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
        if not alone and any(id(link.reading.event) not in kept for link in links):
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
            clear = event.seen_as(EventKind.PROMISE_AFTER_EXPIRY, new_due_date=event.law.named_date)
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


def _on_clock(event: CaseEvent, person: str, obligation: str) -> CaseEvent:
    """Return the event on the clock of one joint debtor and obligation: what binds only another is taken as less.

    An interruption works for all (诉讼时效规定 15(2)); a judgment against another gives no title here, and a new due
    date agreed with another only shows consent. So for one debt in instalments what was done for another of them: it
    interrupts for all (9), no more. Who promises after the end gives up a defence of its own only (19(1)).
    """
    if event.person in (person, "") and event.concerns(obligation):
        return event
    if event.law.outcome in TITLES:
        return event.seen_as(outcome=None)
    if event.law.kind in (EventKind.AGREED_EXTENSION, EventKind.PROMISE_AFTER_EXPIRY):
        return event.seen_as(EventKind.EXTENSION_REQUEST, new_due_date=None)
    return event


def need_of(reason: Text) -> Text | None:
    """Return the one thing that would make an event count which the law ignored for ``reason``."""
    need = _NEEDS.get(reason.key)
    return text(f"deadlines.need.{need}") if need else None


def _promises(facts: Facts, event: CaseEvent) -> bool:
    fact = next((a for a in facts.case.acknowledgements if a.id == event.law.id), None)
    return fact is not None and fact.promises_payment and fact.kind in _PROMISES
