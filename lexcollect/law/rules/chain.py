"""The chain of restarts: one pass over the events of a clock that can be interrupted and suspended.

Owns the walk that limitation, enforcement and bill periods share: each event counts only inside the period opened
by the one before (民法典 195, 民法典总则编解释 38(1)); obstacles in the last six months move the end (194); an
outer limit cuts it off (188(2)). Refuses nothing: every event comes out as used or as ignored with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from lexcollect.law.calendar import Calendar
from lexcollect.law.period import Period, Unit, ending, shift
from lexcollect.law.rules.event_kinds import EventKind, Family, kind_of
from lexcollect.law.rules.events import NO_SCOPE, LawEvent, Reading, Scope, in_order, read_event
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

#: ``six_months``: the period ends six months after the obstacle (民法典 194(2)); ``rest``: what was left runs on
#: (执行程序解释 19); ``earlier``: the earlier of the two; ``never``: the period knows no suspension.
Suspension = Literal["six_months", "rest", "earlier", "never"]
# Looked up once: access to a member of an enumeration is a call, which ten thousand matters would feel.
_OBSTACLE = EventKind.OBSTACLE
_EXTENSION, _REVIVAL, _INSOLVENCY, _CONSENT = Family.EXTENSION, Family.REVIVAL, Family.INSOLVENCY, Family.CONSENT
#: What revives a claim although it had expired (诉讼时效规定 19(1), 19(2)).
_AGREED = frozenset((EventKind.PROMISE_AFTER_EXPIRY, EventKind.AGREED_EXTENSION))
_PAID = frozenset((EventKind.PAYMENT_AFTER_EXPIRY, EventKind.PART_PAYMENT, EventKind.INSTALMENT_PAID))


@dataclass(frozen=True, slots=True)
class Clock:
    """What runs: ``nominal`` gives the end for a start, ``cap`` the outer limit, ``scope`` whose clock it is.

    ``nominal`` takes the start and, if obstacles moved the end, that end: it may open a longer period of a new law.
    ``last_part`` is the length of the last part of the period in which an obstacle counts and of what is added after
    it (民法典 194); obstacles that ended before ``added_since`` only stopped the period; ``lapse`` is how far back a
    claim of an insolvent may have lapsed (破产法规定二 19). ``as_of`` is the day up to which an obstacle without an
    end is known to last (``None``: for ever).
    """

    nominal: Callable[[date, date | None], date]
    calendar: Calendar
    last_part: tuple[int, Unit]
    added_since: date
    lapse: tuple[int, Unit]
    scope: Scope = NO_SCOPE
    cap: date | None = None
    suspension: Suspension = "six_months"
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class End:
    """Where a period from ``start`` ends, and what moved it."""

    start: date
    nominal: date
    last_day: date
    suspended: bool = False
    obstacles: tuple[LawEvent, ...] = ()
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Ignored:
    """An event without effect and the reason."""

    event: LawEvent
    reason: Text


@dataclass(frozen=True, slots=True)
class Link:
    """One restart: the reading that caused it and the end it gives."""

    reading: Reading
    end: End


@dataclass(frozen=True, slots=True)
class Chain:
    """The result of the walk: the last end, its links, what was used and what was ignored, and why."""

    end: End
    links: tuple[Link, ...] = ()
    used: tuple[LawEvent, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    pending: bool = False
    adjudicated: bool = False
    revived: bool = False
    relies_on_rollover: bool = False
    manual_review: bool = False
    first_end: End | None = None
    revival: Link | None = None

    @property
    def deciding(self) -> Reading | None:
        """Return the reading whose restart decides the end; ``None``: the period still runs from its start."""
        return self.links[-1].reading if self.links else None

    def needed(self) -> list[Link]:
        """Return the links without which the chain would break, and the last one."""
        ends = [self.first_end or self.end, *(link.end for link in self.links)]
        return [
            link
            for i, link in enumerate(self.links)
            if i + 1 == len(self.links) or self.links[i + 1].reading.event.on > ends[i].last_day
        ]

    def period(self, clock: Clock) -> Period:
        """Return the last period with its three dates."""
        return ending(self.end.start, self.end.nominal, "next", clock.calendar)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Events read once: obstacles apart, the rest in order."""

    readings: tuple[Reading, ...]
    obstacles: tuple[LawEvent, ...]


def prepare(events: Iterable[LawEvent], scope: Scope, as_of: date | None = None) -> Prepared:
    """Read every event for the clock of ``scope``; events after ``as_of`` have not happened yet."""
    readings, obstacles = [], []
    for event in in_order(events):
        if as_of is not None and event.on > as_of:
            readings.append(Reading(event, kind_of(event.kind), None, text("law.ignored_future", as_of=as_of)))
        elif event.kind is _OBSTACLE:
            obstacles.append(event)
        else:
            readings.append(read_event(event, scope))
    return Prepared(tuple(readings), tuple(obstacles))


def walk(start: date, prepared: Prepared, clock: Clock) -> Chain:
    """Walk the readings from ``start`` and return the chain; one pass, linear in the events."""
    walker = _Walker(start, prepared.obstacles, clock)
    for reading in prepared.readings:
        walker.take(reading)
    return walker.chain()


def other_readings(start: date, prepared: Prepared, clock: Clock, main: Chain) -> list[tuple[Text, Chain]]:
    """Return the chains under the other readings of single events, where they end differently from ``main``."""
    found: list[tuple[Text, Chain]] = []
    for index, reading in enumerate(prepared.readings):
        for words, restart in reading.others:
            changed = replace(reading, restart=restart, reason=None, pending=False)
            readings = (*prepared.readings[:index], changed, *prepared.readings[index + 1 :])
            chain = walk(start, Prepared(readings, prepared.obstacles), clock)
            if chain.end.nominal != main.end.nominal:
                found.append((words, chain))
    return found


def end_from(start: date, obstacles: Sequence[LawEvent], clock: Clock) -> End:
    """Return the end of the period from ``start`` with its obstacles and its outer limit."""
    nominal = clock.nominal(start, None)
    used: tuple[LawEvent, ...] = ()
    suspended = False
    if obstacles and clock.suspension != "never":
        nominal, used, suspended = _moved(start, nominal, obstacles, clock)
    cap = clock.cap
    if cap is not None and cap < nominal:
        return End(start, cap, clock.calendar.roll_next(cap), False, used, True)
    return End(start, nominal, clock.calendar.roll_next(nominal), suspended, used)


def _moved(
    start: date, own: date, obstacles: Sequence[LawEvent], clock: Clock
) -> tuple[date, tuple[LawEvent, ...], bool]:
    """Return the end ``own`` as obstacles in its last part move it, which did, and whether one still lasts."""
    nominal, used, suspended = own, [], False
    back = (-clock.last_part[0], clock.last_part[1])
    for obstacle in obstacles:
        known_until = obstacle.until or clock.as_of
        if obstacle.on > nominal or (known_until and known_until < shift(nominal, *back)):
            continue
        used.append(obstacle)
        if obstacle.until is None:
            suspended = True
        else:
            nominal = max(nominal, _after(obstacle, nominal, clock))
    if nominal != own:
        nominal = max(nominal, clock.nominal(start, nominal))
    return nominal, tuple(used), suspended


def _after(obstacle: LawEvent, nominal: date, clock: Clock) -> date:
    """Return the new last day after an obstacle that ended."""
    until, (n, unit) = obstacle.until or nominal, clock.last_part
    six = shift(until, n, unit)
    stopped_on = max(obstacle.on, shift(nominal, -n, unit))
    rest = until + timedelta(days=(nominal - stopped_on).days)
    if until < clock.added_since:
        return rest
    return {"six_months": six, "rest": rest, "earlier": min(six, rest), "never": nominal}[clock.suspension]


class _Walker:
    """The state of one walk."""

    def __init__(self, start: date, obstacles: Sequence[LawEvent], clock: Clock) -> None:
        self.clock, self.obstacles = clock, obstacles
        self.end = self.first_end = end_from(start, obstacles, clock)
        self.links: list[Link] = []
        self.used: list[LawEvent] = []
        self.ignored: list[Ignored] = []
        self.revival: Link | None = None
        self.pending = self.adjudicated = self.revived = self.rollover = self.manual = False

    def take(self, reading: Reading) -> None:
        event = reading.event
        if reading.restart is None:
            self.ignored.append(Ignored(event, reading.reason or text("law.ignored_unknown")))
        elif event.on > self.end.last_day and not (self.end.suspended or self.pending):
            self._after_expiry(reading, reading.restart)
        elif reading.pending and event.on <= self.end.start:
            self.pending = True  # proceedings that were already under way when the clock would have started
            self.used.append(event)
        elif not self.links and event.on <= self.end.start and reading.kind.family is not _EXTENSION:
            self._ignore(event, "law.ignored_before_start", start=self.end.start)
        elif reading.restart < self.end.start:
            self._ignore(event, "law.ignored_clock_not_running", start=self.end.start)
        else:
            self.rollover |= event.on > self.end.nominal and not (self.end.suspended or self.pending)
            self.pending |= reading.pending
            self.adjudicated |= reading.adjudicated
            # a promise made in time is an ordinary consent of its own day
            self._restart(reading, event.on if reading.kind.family is _REVIVAL else reading.restart)

    def _restart(self, reading: Reading, start: date) -> None:
        self.used.append(reading.event)
        if self.links and start == self.end.start:
            return  # a second proof of the same day supports the link, it does not move it
        self.end = end_from(start, self.obstacles, self.clock)
        self.links.append(Link(reading, self.end))

    def _after_expiry(self, reading: Reading, start: date) -> None:
        event, family = reading.event, reading.kind.family
        agreed = event.kind in _AGREED
        if agreed or (family is _INSOLVENCY and self._lapsed_lately(event)):
            self.revived = True
            self.manual |= family is _INSOLVENCY
            self._restart(reading, start)
            self.revival = self.links[-1]
        elif event.kind in _PAID:
            self.manual = True
            self._ignore(event, "law.ignored_payment_after_expiry", last=self.end.last_day)
        elif family is _CONSENT:
            self.manual = True
            self._ignore(event, "law.ignored_consent_after_expiry", last=self.end.last_day)
        else:
            self._ignore(event, "law.ignored_after_expiry", last=self.end.last_day)

    def _lapsed_lately(self, event: LawEvent) -> bool:
        """Claims of the insolvent that lapsed in the year before acceptance start again (破产法规定二 19)."""
        n, unit = self.clock.lapse
        return self.end.last_day >= shift(event.on, -n, unit)

    def _ignore(self, event: LawEvent, key: str, **params: date) -> None:
        self.ignored.append(Ignored(event, text(key, **params)))

    def chain(self) -> Chain:
        for obstacle in self.obstacles:
            if obstacle not in self.end.obstacles:
                self._ignore(obstacle, "law.ignored_obstacle", nominal=self.end.nominal)
        return Chain(
            self.end,
            tuple(self.links),
            tuple(self.used),
            tuple(self.ignored),
            self.pending,
            self.adjudicated,
            self.revived,
            self.rollover,
            self.manual or bool(self.end.obstacles),
            self.first_end,
            self.revival,
        )
