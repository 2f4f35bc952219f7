"""Limitation (诉讼时效): until when a claim can be sued on without the defence of limitation.

Owns :func:`limitation`, the one function behind every ``limitation.*`` rule that runs from a known day; which day
that is, ``law.rules.limitation_starts`` says. Knows no case file. Never says that a claim is barred: the other side
*can raise* the defence (民法典 192(1)), courts do not raise it (193).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial

from lexcollect.law.book import Book, shipped_book
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.parameters import Parameter
from lexcollect.law.period import Period, Unit, ending, shift
from lexcollect.law.rules.chain import (
    Chain,
    Clock,
    Ignored,
    Prepared,
    Suspension,
    other_readings,
    prepare,
    walk,
)
from lexcollect.law.rules.counting import counting_articles
from lexcollect.law.rules.events import NO_SCOPE, LawEvent, Scope
from lexcollect.law.states import State
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, Step
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

GENERAL = "limitation.general"
_CAP = "limitation.cap20"
_LAST_PART = "limitation.suspension"
_LAPSE = "limitation.insolvency_lapse"
_ADDED = "limitation.suspension_added_since"
_SUSPENSION = (Citation("民法典", "194(1)"), Citation("民法典", "194(2)"))
_CAP_CITES = (Citation("民法典", "188(2)"), Citation("民法典总则编解释", "35"))
_FIRMNESS = (Certainty.STATUTORY, Certainty.GUIDANCE, Certainty.CONVENTION, Certainty.DEBATED, Certainty.SECONDARY)


@dataclass(frozen=True, slots=True)
class LimitationResult:
    """The state of a claim's limitation.

    ``status``: ``running``, ``grace``, ``expired`` (needs an as-of day), ``dated`` (no as-of day given),
    ``suspended``, ``interrupted_pending`` (proceedings not ended; ``period`` is the safe one from the filing),
    ``adjudicated`` (a title exists: see the enforcement period), ``not_started``, ``not_applicable``, ``manual``.
    ``deciding`` is the event whose day the period runs from (``None``: its first start).
    """

    status: State
    period: Period | None = None
    deciding: LawEvent | None = None
    used: tuple[LawEvent, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    cap: date | None = None
    capped: bool = False
    revived: bool = False
    relies_on_rollover: bool = False
    manual_review: bool = False

    @property
    def start(self) -> date | None:
        """Return the day the period is counted from (itself not counted)."""
        return self.period.start if self.period else None

    @property
    def provisional(self) -> bool:
        """Tell whether an end lies in a year without a published holiday notice."""
        return self.period is not None and self.period.provisional


@dataclass(frozen=True, slots=True)
class Start:
    """A day a period runs from, and why: ``others`` are other arguable starts with the words of that reading."""

    on: date
    text: Text
    cites: tuple[Citation, ...] = ()
    evidence: tuple[str, ...] = ()
    others: tuple[tuple[Text, date], ...] = ()
    certainty: Certainty = Certainty.STATUTORY


def limitation(
    start: Start | date,
    events: Iterable[LawEvent] = (),
    *,
    rule: str = GENERAL,
    length: str = GENERAL,
    scope: Scope = NO_SCOPE,
    injury: date | None = None,
    capped: bool = True,
    suspension: Suspension = "six_months",
    as_of: date | None = None,
    book: Book | None = None,
    calendar: Calendar | None = None,
) -> Answer[LimitationResult]:
    """Return until when the claim is safe from the defence of limitation.

    民法典 188–198; explained by the record ``limitation.general``.

    ``length`` names the parameter with the years, ``injury`` starts the twenty years (default: the start);
    enforcement and bills, which share the walk, are not ``capped`` and know another ``suspension``.
    :class:`~lexcollect.law.trace.LawUnknown` for a start before the book or the calendar begins.
    """
    book, calendar = book or shipped_book(), calendar or shipped_calendar()
    start = start if isinstance(start, Start) else Start(start, text("law.start_given", day=start))
    cap = cap_of(injury or start.on, book) if capped else None
    clock = clock_for(length, start.on, book, calendar, scope, cap, suspension=suspension, as_of=as_of)
    prepared = prepare(events, scope, as_of)
    return answer_of(rule, start, book.parameter(length), prepared, clock, walk(start.on, prepared, clock))


def answer_of(
    rule: str, start: Start, length: Parameter, prepared: Prepared, clock: Clock, chain: Chain
) -> Answer[LimitationResult]:
    """Return what ``chain``, walked over ``prepared`` on ``clock``, says of limitation, with its working."""
    result = _result(chain, clock)
    return Answer(
        result,
        _trace(rule, start, chain, result, length, clock),
        _alternatives(start, prepared, clock, chain),
        _certainty(start, chain, length.at(start.on).certainty, debated_suspension=clock.suspension == "earlier"),
    )


def restart_chain(
    start: date,
    events: Iterable[LawEvent],
    *,
    length: str = GENERAL,
    scope: Scope = NO_SCOPE,
    injury: date | None = None,
    book: Book | None = None,
    calendar: Calendar | None = None,
) -> Chain:
    """Return the bare chain of restarts in one pass: for fallbacks and statistics, without working."""
    book, calendar = book or shipped_book(), calendar or shipped_calendar()
    clock = clock_for(length, start, book, calendar, scope, cap_of(injury or start, book))
    return walk(start, prepare(events, scope), clock)


def clock_for(
    length: str,
    start: date,
    book: Book,
    calendar: Calendar,
    scope: Scope,
    cap: date | None,
    *,
    suspension: Suspension = "six_months",
    as_of: date | None = None,
) -> Clock:
    """Return the clock of a limitation period whose years are the parameter ``length``."""
    part, lapse = book.at(_LAST_PART, start), book.at(_LAPSE, start)
    added = date.fromisoformat(str(book.at(_ADDED, start).value))
    return Clock(
        partial(nominal_end, book.parameter(length)),
        calendar,
        (part.number, _unit(part.unit)),
        added,
        (lapse.number, _unit(lapse.unit)),
        scope,
        cap,
        suspension,
        as_of,
    )


def cap_of(injury: date, book: Book) -> date:
    """Return the end of the twenty years from the injury (民法典 188(2)): neither suspended nor interrupted."""
    value = book.at(_CAP, injury)
    return shift(injury, value.number, _unit(value.unit))


@lru_cache(maxsize=65536)
def nominal_end(parameter: Parameter, start: date, moved: date | None = None) -> date:
    """Return the end by counting alone, across a change of the length.

    A longer period of a new law applies to a period still open on its first day (民法总则诉讼时效解释 2); one that
    was full before stays full (3). On the last day itself the period is still open. ``moved`` is the end as moved by
    an obstacle, which may have kept the period open.
    """
    value = parameter.at(start)
    nominal = shift(start, value.number, _unit(value.unit))
    for later in parameter.values:
        if later.since > value.since and max(nominal, moved or nominal) >= later.since:
            nominal = shift(start, later.number, _unit(later.unit))
    return nominal


def _unit(written: str) -> Unit:
    return "day" if written == "day" else "month" if written == "month" else "year"


def _result(chain: Chain, clock: Clock) -> LimitationResult:
    period = chain.period(clock)
    deciding = chain.deciding
    return LimitationResult(
        state_of(chain, period, clock.as_of),
        period,
        deciding.event if deciding else None,
        chain.used,
        chain.ignored,
        clock.cap,
        chain.end.capped,
        chain.revived,
        chain.relies_on_rollover,
        chain.manual_review,
    )


def state_of(chain: Chain, period: Period, as_of: date | None) -> State:
    """Return where ``chain`` with its last ``period`` stands on ``as_of``; ``dated`` without such a day."""
    if chain.adjudicated:
        return State.ADJUDICATED
    if chain.pending:
        return State.INTERRUPTED_PENDING
    if chain.end.suspended:
        return State.SUSPENDED
    return period.state(as_of) if as_of else State.DATED


def _trace(
    rule: str, start: Start, chain: Chain, result: LimitationResult, parameter: Parameter, clock: Clock
) -> tuple[Step, ...]:
    steps = [Step(rule, start.text, start.cites, start.evidence, start.on)]
    for link in chain.links:
        event = link.reading.event
        key = "law.step_revived" if chain.revived and link is chain.revival else "law.step_restart"
        steps.append(
            Step(
                rule,
                text(key, day=event.on, event=event.title(), start=link.end.start),
                link.reading.kind.cites,
                event.evidence,
                link.end.start,
            )
        )
    for obstacle in chain.end.obstacles:
        steps.append(_obstacle_step(obstacle, clock.suspension, clock.added_since, chain.end.nominal))
    period = result.period
    if period is None:
        return tuple(steps)
    value = parameter.at(period.start)
    steps.append(
        Step(
            rule,
            text("law.step_length", n=value.value, unit=text(f"law.unit_{value.unit}", n=value.value)),
            value.cite,
            result=period.nominal,
        )
    )
    if chain.end.capped:
        steps.append(Step(_CAP, text("law.step_cap", cap=result.cap), _CAP_CITES, result=result.cap))
    steps.append(counting_step(period))
    return tuple(steps)


def _obstacle_step(obstacle: LawEvent, suspension: Suspension, added_since: date, nominal: date) -> Step:
    cites: tuple[Citation, ...] = _SUSPENSION
    if obstacle.until is None:
        key = "law.step_obstacle_open"
    elif suspension == "six_months" and obstacle.until >= added_since:
        key = "law.step_obstacle"
    else:
        old = obstacle.until < added_since
        article = Citation("民法通则", "139") if old else Citation("执行程序解释", "19")
        key, cites = "law.step_obstacle_rest", (article,) if old else (*_SUSPENSION, article)
    words = text(key, day=obstacle.on, until=obstacle.until)
    return Step("limitation.suspension", words, cites, obstacle.evidence, nominal)


def counting_step(period: Period) -> Step:
    """Return the step that shows the three dates of a period."""
    key = "law.step_counted_provisional" if period.provisional else "law.step_counted"
    return Step(
        "period.civil",
        text(key, start=period.start, nominal=period.nominal, last=period.last_day, act_by=period.act_by),
        counting_articles(period.nominal),
        result=period.last_day,
    )


def _alternatives(start: Start, prepared: Prepared, clock: Clock, main: Chain) -> tuple[Alternative[Period], ...]:
    out: list[Alternative[Period]] = []
    for words, day in start.others:
        chain = walk(day, prepared, clock)
        if chain.end.nominal != main.end.nominal:
            out.append(Alternative(words, chain.period(clock), start.cites))
    for words, chain in other_readings(start.on, prepared, clock, main):
        cites = chain.deciding.kind.cites if chain.deciding else ()
        out.append(Alternative(words, chain.period(clock), cites))
    if main.end.obstacles and clock.suspension == "earlier":
        out.extend(_suspension_readings(start, prepared, clock, main))
    if main.end.capped:
        uncapped = ending(main.end.start, clock.nominal(main.end.start, None), "next", clock.calendar)
        out.append(Alternative(text("law.reading_uncapped"), uncapped, _CAP_CITES))
    return tuple(out)


def _suspension_readings(start: Start, prepared: Prepared, clock: Clock, main: Chain) -> Iterator[Alternative[Period]]:
    """Yield the two ways of counting after an obstacle, where they differ from the earlier one that was used."""
    ways: tuple[tuple[Suspension, Citation], ...] = (
        ("six_months", Citation("民法典", "194(2)")),
        ("rest", Citation("执行程序解释", "19")),
    )
    for way, article in ways:
        chain = walk(start.on, prepared, replace(clock, suspension=way))
        if chain.end.nominal != main.end.nominal:
            yield Alternative(text(f"law.reading_suspension_{way}"), chain.period(clock), (article,))


def _certainty(start: Start, chain: Chain, length: Certainty, *, debated_suspension: bool = False) -> Certainty:
    """Return the weakest mark of what the answer rests on: its start, its length, the links it cannot do without."""
    marks: Sequence[Certainty] = (start.certainty, length, *(link.reading.certainty for link in chain.needed()))
    if chain.relies_on_rollover or chain.revived or (chain.end.obstacles and debated_suspension):
        marks = (*marks, Certainty.DEBATED)
    return max(marks, key=_FIRMNESS.index)
