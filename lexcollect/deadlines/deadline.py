"""Deadline: the shape of one answer about time, and of all of a matter.

Owns :class:`Deadline` and what it is made of, and :class:`Agenda`. Computes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from lexcollect.deadlines.events import CaseEvent
from lexcollect.deadlines.proof import Proof
from lexcollect.deadlines.urgency import Alarm, alarm
from lexcollect.findings import Finding
from lexcollect.law.period import Period
from lexcollect.law.states import State
from lexcollect.law.trace import Answer, Citation, LawUnknown, Step
from lexcollect.records import dataclass, field
from lexcollect.wording import Text

#: States in which there is still something to be done in time.
OPEN = (State.RUNNING, State.GRACE)
#: States that name no date because something is not known: a fact, or the law on that day.
UNTOLD = (State.UNKNOWN, State.MISSING)
#: Order of the states on the list: to be done, cannot be told, waiting, lost, safe.
_GROUPS = (
    OPEN,
    UNTOLD,
    (
        State.DOUBTFUL,
        State.SUSPENDED,
        State.INTERRUPTED_PENDING,
        State.NOT_STARTED,
        State.DATED,
        State.MANUAL,
        State.NO_LIMIT,
        State.NOT_AVAILABLE,
        State.NOT_APPLICABLE,
    ),
    (State.EXPIRED, State.LAPSED, State.GONE),
    (State.PRESERVED, State.DONE, State.ADJUDICATED),
)
_GROUP = {state: number for number, states in enumerate(_GROUPS) for state in states}


@dataclass(frozen=True, slots=True)
class Fallback:
    """What is left when a proof falls: the events taken away, and the period that then decides."""

    without: tuple[CaseEvent, ...]
    deciding: CaseEvent | None
    period: Period
    state: State
    obligations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ignored:
    """An event no date rests on: why, and the one thing that would make it count.

    ``would_be`` is the period that would hold if the missing link of its proof were there.
    """

    event: CaseEvent
    reason: Text
    would_count: Text | None = None
    obligations: tuple[str, ...] = ()
    would_be: Period | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline: for whom, about which obligations, until when, and why.

    ``state``: ``running``, ``grace`` (only a roll-over is left), ``expired``; ``preserved``, ``lapsed``, ``doubtful``
    (guarantees); ``suspended``, ``interrupted_pending``, ``adjudicated``; ``done`` (the act was done in time),
    ``gone`` (a measure ended); ``missing`` (a fact is not there), ``unknown`` (the law book does not know).
    ``persons`` are all whose clock shows the same; ``used`` the events the date needs; ``notes`` further sentences.
    ``raised`` lifts a calm deadline to the first level (guarantee of a debt in default).
    """

    id: str
    rule: str
    title: Text
    person: str
    obligations: tuple[str, ...]
    period: Period | None
    state: State
    answer: Answer[Any]
    deciding: CaseEvent | None = None
    fallbacks: tuple[Fallback, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    security: str = ""
    persons: tuple[str, ...] = ()
    used: tuple[CaseEvent, ...] = ()
    notes: tuple[Text, ...] = ()
    raised: bool = False

    @property
    def proof(self) -> Proof | None:
        """How well the deciding event is proved; ``None`` when the period runs from its own start."""
        return self.deciding.proof if self.deciding else None

    @property
    def open(self) -> bool:
        """Whether something can and must still be done in time."""
        return self.state in OPEN

    @property
    def named(self) -> bool:
        """Whether somebody named the day itself, so that nothing is counted: a court, for a hearing."""
        return self.period is not None and self.period.start == self.period.nominal

    @property
    def untold(self) -> bool:
        """Whether no date can be told: a fact is missing, or the law on that day is not on file."""
        return self.state in UNTOLD

    @property
    def beyond_law(self) -> bool:
        """Whether the law book does not know the answer."""
        return self.state is State.UNKNOWN

    @property
    def everybody(self) -> tuple[str, ...]:
        """All persons whose clock this is."""
        return self.persons or (self.person,)

    @property
    def order(self) -> tuple[int, date, str]:
        """The place in the list: what must be done first, by its date to work to."""
        return _GROUP[self.state], self.period.act_by if self.period else date.max, self.id


@dataclass(frozen=True)
class Agenda:
    """All deadlines of a matter on an as-of day, most urgent first; ``warn_days`` are chosen thresholds."""

    as_of: date
    deadlines: tuple[Deadline, ...]
    events: tuple[CaseEvent, ...] = field(default=(), repr=False)
    findings: tuple[Finding, ...] = ()
    warn_days: tuple[int, ...] = ()

    def get(self, id: str) -> Deadline | None:
        """Return the deadline ``id``, or ``None``."""
        return next((d for d in self.deadlines if d.id == id), None)

    def of_rule(self, rule: str) -> tuple[Deadline, ...]:
        """Return the deadlines of one rule."""
        return tuple(d for d in self.deadlines if d.rule == rule)

    def level(self, deadline: Deadline) -> Alarm:
        """Return how near ``deadline`` is; what is not open any more is calm."""
        if deadline.period is None or not deadline.open:
            return Alarm.CALM
        found = alarm(deadline.rule, deadline.period, self.as_of, self.warn_days)
        return max(found, Alarm.NOTICE) if deadline.raised else found


def unknown(
    id: str,
    rule: str,
    title: Text,
    person: str,
    obligations: tuple[str, ...],
    reason: Text,
    state: State = State.UNKNOWN,
    cites: tuple[Citation, ...] = (),
) -> Deadline:
    """Return the deadline that cannot be told, with its reason: never a guess, never dropped."""
    return Deadline(id, rule, title, person, obligations, None, state, Answer(None, (Step(rule, reason, cites),)))


def told(
    make: Callable[[], list[Deadline]], id: str, rule: str, title: Text, person: str, obligations: tuple[str, ...] = ()
) -> list[Deadline]:
    """Return what ``make`` returns; if the law book does not know, the one deadline that says so."""
    try:
        return make()
    except LawUnknown as error:
        return [unknown(id, rule, title, person, obligations, error.text)]
