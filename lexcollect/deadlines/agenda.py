"""Agenda: the deadlines of a matter, each with its proof, its fallbacks and its working.

Owns :class:`Deadline` and :class:`Agenda`. Rests a date on the strongest chain of events that are proved; lists the
others with the reason; shows what would be left if the deciding proof falls.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case
from lexcollect.claims.account import Account, ObligationAccount
from lexcollect.deadlines.events import CaseEvent, events_of, on_day_with
from lexcollect.deadlines.proof import Proof
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.period import Period
from lexcollect.law.rules.events import Scope
from lexcollect.law.rules.limitation import LimitationResult, Start, limitation
from lexcollect.law.rules.limitation_starts import DueDate as LawDueDate
from lexcollect.law.rules.limitation_starts import from_due_date, from_due_period
from lexcollect.law.trace import Answer
from lexcollect.wording import Text, text

#: How many steps down a chain of fallbacks is followed.
MAX_FALLBACKS = 12


@dataclass(frozen=True, slots=True)
class Fallback:
    """What is left when a proof falls: the events taken away, and the period that then decides."""

    without: tuple[CaseEvent, ...]
    deciding: CaseEvent | None
    period: Period
    state: str
    obligations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ignored:
    """An event no date rests on: why, and the one thing that would make it count."""

    event: CaseEvent
    reason: Text
    would_count: Text | None = None
    obligations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline: for whom, about which obligations, until when, and why.

    ``state`` is ``running``, ``grace``, ``expired``, or for guarantees ``preserved`` or ``lapsed``.
    """

    id: str
    rule: str
    title: Text
    person: str
    obligations: tuple[str, ...]
    period: Period | None
    state: str
    answer: Answer[Any]
    deciding: CaseEvent | None = None
    fallbacks: tuple[Fallback, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    security: str = ""

    @property
    def proof(self) -> Proof | None:
        """How well the deciding event is proved; ``None`` when the period runs from its own start."""
        return self.deciding.proof if self.deciding else None


@dataclass(frozen=True)
class Agenda:
    """All deadlines of a matter on an as-of day, most urgent first."""

    as_of: date
    deadlines: tuple[Deadline, ...]
    events: tuple[CaseEvent, ...] = field(default=(), repr=False)

    def get(self, id: str) -> Deadline | None:
        """Return the deadline ``id``, or ``None``."""
        return next((d for d in self.deadlines if d.id == id), None)

    def of_rule(self, rule: str) -> tuple[Deadline, ...]:
        """Return the deadlines of one rule."""
        return tuple(d for d in self.deadlines if d.rule == rule)


def agenda_of(case: Case, account: Account, *, calendar: Calendar | None = None) -> Agenda:
    """Return the deadlines of ``case`` on the account's as-of day."""
    from lexcollect.deadlines.guarantees import guarantee_deadlines

    calendar = calendar or shipped_calendar()
    events = events_of(case, account)
    found = [*limitation_deadlines(case, account, events, calendar),
             *guarantee_deadlines(case, account, events, calendar)]
    return Agenda(account.as_of, tuple(sorted(found, key=_urgency)), events)


def _urgency(deadline: Deadline) -> tuple[int, date, str]:
    running = deadline.state in ("running", "grace")
    day = deadline.period.act_by if deadline.period else date.max
    return (0 if running else 1, day, deadline.id)


# --- limitation of the main claim ---------------------------------------------------------------------------


def limitation_deadlines(case: Case, account: Account, events: Sequence[CaseEvent],
                         calendar: Calendar) -> list[Deadline]:
    """Return the limitation of each open obligation against the debtor; equal ones are told together."""
    clocks = [_Clock(case, account, o, events, calendar) for o in account.obligations if o.principal or o.penalty]
    groups: dict[tuple[Any, ...], list[_Clock]] = {}
    for clock in clocks:
        groups.setdefault(clock.key, []).append(clock)
    return [_told_together(case, group) for group in groups.values()]


class _Clock:
    """The limitation clock of one obligation."""

    def __init__(self, case: Case, account: Account, obligation: ObligationAccount, events: Sequence[CaseEvent],
                 calendar: Calendar) -> None:
        self.obligation, self.as_of, self.calendar = obligation, account.as_of, calendar
        joint = frozenset(p.id for p in case.by_role(k.Role.JOINT_DEBTOR))
        debtor = case.debtor
        self.scope = Scope(debtor.id, joint, debtor_kind=(
            "natural_person" if debtor.kind is k.PartyKind.NATURAL else "legal_person"))
        self.person = debtor.id
        mine = [e for e in events if e.person in {debtor.id, *joint}]
        self.concerned = [e for e in mine if e.concerns(obligation.id)]
        self.proved = [e for e in self.concerned if e.proof.grade.counts]
        self.start = start_of(obligation)
        self.answer = self.run(self.proved)
        self.deciding = _event(self.proved, self.answer.value)

    def run(self, events: Sequence[CaseEvent]) -> Answer[LimitationResult]:
        return limitation(self.start, [e.law for e in events], scope=self.scope, as_of=self.as_of,
                          calendar=self.calendar)

    @property
    def key(self) -> tuple[Any, ...]:
        value = self.answer.value
        return value.status, value.period and value.period.nominal, self.deciding and self.deciding.law.id

    def fallbacks(self) -> tuple[Fallback, ...]:
        left, deciding = list(self.proved), self.deciding
        out: list[Fallback] = []
        gone: tuple[CaseEvent, ...] = ()
        while deciding is not None and len(out) < MAX_FALLBACKS:
            fallen = on_day_with(left, deciding)
            gone = (*gone, *fallen)
            left = [e for e in left if e not in fallen]
            value = self.run(left).value
            deciding = _event(left, value)
            if value.period is None:
                break
            out.append(Fallback(gone, deciding, value.period, value.period.state(self.as_of)))
        return tuple(out)

    def ignored(self) -> list[Ignored]:
        unproved = [Ignored(e, e.proof.why, e.proof.would_count) for e in self.concerned
                    if not e.proof.grade.counts]
        by_law = {i.event.id: i.reason for i in self.answer.value.ignored}
        return unproved + [Ignored(e, by_law[e.law.id]) for e in self.proved if e.law.id in by_law]


def start_of(obligation: ObligationAccount) -> Start:
    """Return the start of an obligation's clock: the unrolled due date (deadlines rulebook 1.4)."""
    due = obligation.due
    if due.start is None:
        return from_due_date(due.unrolled, due.evidence)
    return from_due_period(LawDueDate(due.unrolled, due.rolled), due.evidence)


def _event(events: Sequence[CaseEvent], value: LimitationResult) -> CaseEvent | None:
    if value.deciding is None:
        return None
    return next(e for e in events if e.law is value.deciding)


def _told_together(case: Case, group: Sequence[_Clock]) -> Deadline:
    first = group[0]
    ids = tuple(c.obligation.id for c in group)
    ignored: dict[tuple[str, Text], Ignored] = {}
    for clock in group:
        for item in clock.ignored():
            key = (item.event.law.id, item.reason)
            known = ignored.get(key, item)
            ignored[key] = replace(known, obligations=(*known.obligations, clock.obligation.id))
    return Deadline(
        f"limitation:{ids[0]}", "limitation.general", text("deadlines.title.limitation"), first.person, ids,
        first.answer.value.period, first.answer.value.status, first.answer, first.deciding,
        _merge_fallbacks(group), tuple(sorted(ignored.values(), key=lambda i: i.event.on)))


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
