"""The state of the law book: what it says on a day, how far it reaches, and what has gone stale.

Owns the questions behind ``law at`` and ``law stale``. Never extends anything: what the book, the rates or the
calendar do not know on a day is handed back as unknown, with its sentence. Knows no clock: the day is given.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from lexcollect.law.book import Book, shipped_book
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.citations import Edition, editions
from lexcollect.law.parameters import Parameter, Value
from lexcollect.law.rates import LPR, Quote, Rates, Series, next_publication, shipped_rates
from lexcollect.law.trace import LawUnknown
from lexcollect.records import dataclass
from lexcollect.wording import Text


class DayKind(StrEnum):
    """What a day is by the calendar (工作日、休息日、未公布)."""

    WORKING = "working"
    REST = "rest"
    UNKNOWN = "unknown"


#: So many missing publications (twenty years) are listed; the rest would be no news.
_NAMED = 240


@dataclass(frozen=True, slots=True)
class Sources:
    """The book, the rates and the calendar that are asked."""

    book: Book
    rates: Rates
    calendar: Calendar


def shipped_sources() -> Sources:
    """Return the sources that come with the program."""
    return Sources(shipped_book(), shipped_rates(), shipped_calendar())


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the sources reach.

    ``texts``: the last day on which a parameter was verified, ``texts_from``: the earliest; ``lpr``: the last
    publication on file, ``lpr_until``: the last day it certainly covers; ``holidays``: the last day of the last year
    with a published notice.
    """

    texts: date
    lpr: date
    lpr_until: date
    holidays: date
    texts_from: date


def reach(sources: Sources) -> Reach:
    """Return how far ``sources`` reach."""
    lpr = sources.rates.series(LPR[0])
    book, notices = sources.book, sources.calendar.data_through
    return Reach(book.verified_through(), lpr.data_through, lpr.known_until, notices, book.verified_from())


@dataclass(frozen=True, slots=True)
class ParameterState:
    """A parameter on a day: its value, or the sentence that says why there is none."""

    parameter: Parameter
    value: Value | None
    unknown: Text | None = None


@dataclass(frozen=True, slots=True)
class RateState:
    """A published rate on a day: the quote, or the sentence that says why there is none."""

    series: Series
    quote: Quote | None
    unknown: Text | None = None


@dataclass(frozen=True, slots=True)
class DayState:
    """Everything the sources say of one day; ``calendar_firm`` tells that a published notice covers its year.

    ``beyond_texts`` tells that the day lies after the last verification: later law is unknown, not unchanged.
    """

    day: date
    parameters: tuple[ParameterState, ...]
    rates: tuple[RateState, ...]
    kind: DayKind
    calendar_firm: bool
    calendar_unknown: Text | None
    beyond_texts: bool
    in_force: tuple[Edition, ...]


def state_on(day: date, sources: Sources) -> DayState:
    """Return the state of the law on ``day``."""
    kind, unknown = _kind(day, sources.calendar)
    return DayState(
        day,
        tuple(_parameter(parameter, day) for parameter in sources.book.parameters()),
        tuple(_rate(series, day) for series in sources.rates.table),
        kind,
        unknown is None and not sources.calendar.provisional(day),
        unknown,
        day > reach(sources).texts,
        tuple(edition for edition in editions() if edition.covers(day)),
    )


def _parameter(parameter: Parameter, day: date) -> ParameterState:
    try:
        return ParameterState(parameter, parameter.at(day))
    except LawUnknown as unknown:
        return ParameterState(parameter, None, unknown.text)


def _rate(series: Series, day: date) -> RateState:
    try:
        return RateState(series, series.at(day))
    except LawUnknown as unknown:
        return RateState(series, None, unknown.text)


def _kind(day: date, calendar: Calendar) -> tuple[DayKind, Text | None]:
    try:
        return (DayKind.WORKING if calendar.is_working(day) else DayKind.REST), None
    except LawUnknown as unknown:
        return DayKind.UNKNOWN, unknown.text


@dataclass(frozen=True, slots=True)
class Stale:
    """What must not be relied on any more on the as-of day.

    ``publications`` are the missing days of publication of the LPR, ``years`` the years without a holiday notice,
    ``parameters`` those past the day for their review.
    """

    parameters: tuple[Parameter, ...]
    publications: tuple[date, ...]
    years: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.parameters or self.publications or self.years)


def stale_on(as_of: date, sources: Sources) -> Stale:
    """Return what is stale on ``as_of``."""
    last = sources.calendar.data_through.year
    years = tuple(range(last + 1, as_of.year + 1))
    return Stale(tuple(sources.book.stale(as_of)), missing_publications(as_of, sources), years)


def missing_publications(as_of: date, sources: Sources) -> tuple[date, ...]:
    """Return the days up to ``as_of`` on which an LPR was due that is not on file."""
    found: list[date] = []
    day = sources.rates.series(LPR[0]).missing
    while day is not None and day <= as_of and len(found) < _NAMED:
        found.append(day)
        day = next_publication(day, sources.calendar)
    return tuple(found)


def known_by_report(as_of: date) -> tuple[Edition, ...]:
    """Return the editions in force on ``as_of`` whose text was not seen."""
    return tuple(edition for edition in editions() if edition.scope == "report" and edition.covers(as_of))
