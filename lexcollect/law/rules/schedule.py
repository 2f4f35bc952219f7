"""Schedules: money that grows by the day, line by line.

Owns :class:`RateLine` (a rate through time), :class:`Line` (one row of a 利息/违约金计算表) and the day-walk that
turns a principal, a rate and reductions into lines that somebody can redo by hand. A new line opens only when
the rate or the balance changes. Refuses days for which no rate is known (:class:`RateUnknown`) and facts that
contradict each other (:class:`BadMoney`). Knows nothing of why the money is owed.

Rates: per year in percent (``3.65``), per day as a fraction (``0.0005`` = 每日万分之五).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal, NamedTuple

from lexcollect.cn.amounts import FEN
from lexcollect.cn.rates import Rate
from lexcollect.law.conventions import DEFAULTS, Conventions
from lexcollect.law.options import Cutoff, PaymentDay, Rounding, Span, Year
from lexcollect.law.period import shift
from lexcollect.law.rules.parts import Part
from lexcollect.law.trace import LawUnknown
from lexcollect.records import dataclass, field
from lexcollect.wording import Text, text

Per = Literal["day", "year"]
#: What the last day of a period is: a cut-off (暂计至) or the day of payment (清偿日).
Until = Literal["cutoff", "payment"]
Beyond = Literal["refuse", "stop"]

ZERO = Decimal("0.00")
#: Past every day of a calendar: "open end".
OPEN = date.max.toordinal() + 2


class BadMoney(ValueError):
    """Facts that contradict each other; ``reason`` is a stable key, ``text`` says fact and remedy."""

    def __init__(self, reason: str, **params: Any) -> None:
        self.reason = reason
        self.params = params
        self.text: Text = text(f"law_money.bad.{reason}", **params)
        super().__init__(reason)


class RateUnknown(LawUnknown):
    """A rate that is not known, or not there, on a needed day.

    ``code``: ``LPR_UNKNOWN``, ``USE_PBOC_BENCHMARK``, ``BENCHMARK_ENDED``, ``RATE_BEFORE``. ``missing`` is
    the publication that would supply it, ``computable_until`` the last day a segmented sum can be taken to.
    """

    def __init__(
        self, code: str, said: Text, *, missing: date | None = None, computable_until: date | None = None
    ) -> None:
        self.code = code
        self.missing = missing
        self.computable_until = computable_until
        super().__init__(said)


@dataclass(frozen=True, slots=True)
class RateLine:
    """A rate through time: from the day ``starts[i]`` (ordinal) on, ``rates[i]``, made from ``bases[i]``.

    Neighbours differ. ``known_until`` is the last ordinal the line covers; ``missing`` the publication after it;
    ``published`` are the days of the base rates' publications, ``source`` the name of the user's own table;
    ``before`` and ``after`` are the codes of the refusal for days outside.
    """

    per: Per
    starts: tuple[int, ...]
    rates: tuple[Decimal, ...]
    bases: tuple[Decimal | None, ...]
    known_until: int = OPEN
    missing: date | None = None
    published: tuple[date | None, ...] = (None,)
    source: str = ""
    before: str = "RATE_BEFORE"
    after: str = "LPR_UNKNOWN"

    def at(self, day: date) -> Decimal:
        """Return the rate on ``day``."""
        return self.rates[max(bisect_right(self.starts, day.toordinal()) - 1, 0)]

    def check(self, first: int, end: int) -> None:
        """Raise :class:`RateUnknown` when ordinals ``first`` to ``end`` − 1 are not all covered."""
        if first < self.starts[0]:
            day, begins = date.fromordinal(first), date.fromordinal(self.starts[0])
            raise RateUnknown(self.before, text(f"law_money.rate.{self.before}", day=day, first=begins))
        if end - 1 > self.known_until:
            known = date.fromordinal(self.known_until)
            said = text(f"law_money.rate.{self.after}", known=known, missing=self.missing or known)
            raise RateUnknown(self.after, said, missing=self.missing, computable_until=known)


def daily(rate: Decimal) -> RateLine:
    """Return an agreed rate per day, a fraction: ``Decimal("0.0005")`` is 每日万分之五."""
    return _constant("day", rate)


def yearly(rate: Decimal, base: Decimal | None = None, published: date | None = None, source: str = "") -> RateLine:
    """Return a constant rate per year in percent; ``base`` is the published rate it was made from, and when."""
    return _constant("year", rate, base, published, source)


def _constant(
    per: Per, rate: Decimal, base: Decimal | None = None, published: date | None = None, source: str = ""
) -> RateLine:
    if rate < 0:
        raise BadMoney("negative_rate", rate=rate)
    return RateLine(per, (1,), (rate,), (base,), published=(published,), source=source)


def joined(one: RateLine, day: date, other: RateLine) -> RateLine:
    """Return ``one`` to the day before ``day`` and ``other`` from that day on (先后两种利率).

    :class:`BadMoney` (``two_measures``) when one is a rate per day and the other per year: which year basis would join
    them, nobody has said.
    """
    if one.per != other.per:
        raise BadMoney("two_measures")
    cut = day.toordinal()
    kept = [i for i, start in enumerate(one.starts) if start < cut]
    first = max(bisect_right(other.starts, cut) - 1, 0)
    reached = one.known_until >= cut - 1
    until = other if reached else one
    return RateLine(
        one.per,
        (*(one.starts[i] for i in kept), max(cut, other.starts[first]), *other.starts[first + 1 :]),
        (*(one.rates[i] for i in kept), *other.rates[first:]),
        (*(one.bases[i] for i in kept), *other.bases[first:]),
        until.known_until,
        until.missing,
        (*(one.published[i] for i in kept), *other.published[first:]),
        one.source or other.source,
        one.before,
        until.after,
    )


def agreed(rate: Rate) -> RateLine:
    """Return a rate as people agree it; a monthly one is twelve times as much a year (月利率)."""
    if rate.per == "day":
        return daily(rate.value)
    return yearly(rate.value * (1200 if rate.per == "month" else 100))


class Line(NamedTuple):
    """One row of a schedule: ``base`` × ``rate`` × ``days``; ``first`` and ``last`` are both counted.

    ``days`` are the days of the year basis (30/360 counts months of 30). ``exact`` is the unrounded amount,
    ``amount`` the same half-up to 0.01 (C5). ``base_rate`` was ``published`` on that day. ``kind`` is
    ``interest`` or ``penalty``.
    """

    item: str
    kind: Part
    base: Decimal
    first: date
    last: date
    days: int
    base_rate: Decimal | None
    published: date | None
    rate: Decimal
    per: Per
    exact: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Schedule:
    """Lines with their total; ``exact_total`` is the unrounded sum, shown beside it (C5).

    ``stopped`` is the last day computed when the rates ended before the period (only on request).
    """

    lines: tuple[Line, ...]
    total: Decimal
    exact_total: Decimal
    conventions: Conventions = field(default=DEFAULTS, repr=False)
    stopped: date | None = None

    @property
    def days(self) -> int:
        """Return the days of all lines together."""
        return sum(line.days for line in self.lines)


def first_ordinal(first: date, conventions: Conventions) -> int:
    """Return the ordinal of the first day that counts, ``first`` being the day the money starts to run (C2)."""
    return first.toordinal() + (conventions.span in (Span.TAIL, Span.NEITHER))


def end_ordinal(last: date, until: Until, conventions: Conventions) -> int:
    """Return the ordinal after the last day that counts (C2 for a payment day, C3 for a cut-off)."""
    cutoff = conventions.span is Span.HEAD and until == "cutoff" and conventions.cutoff is Cutoff.COUNTED
    counted = conventions.span in (Span.BOTH, Span.TAIL) or cutoff
    return last.toordinal() + counted


def payment_ordinal(day: date, conventions: Conventions) -> int:
    """Return the first ordinal that bears the reduced balance after a payment on ``day`` (C2)."""
    return day.toordinal() + (conventions.payment_day is PaymentDay.OLD)


def schedule(
    principal: Decimal,
    rate: RateLine,
    first: date,
    last: date,
    *,
    reductions: Iterable[tuple[date, Decimal]] = (),
    until: Until = "cutoff",
    conventions: Conventions = DEFAULTS,
    item: str = "",
    kind: Part = Part.INTEREST,
    beyond: Beyond = "refuse",
) -> Schedule:
    """Return what ``principal`` earns from ``first`` to ``last`` while ``reductions`` (day, amount) shrink it.

    ``beyond="stop"`` computes up to the last day a rate is known and says so in ``stopped``.
    :class:`BadMoney` for a period that ends before it begins or reductions above the principal.
    """
    start, end = first_ordinal(first, conventions), end_ordinal(last, until, conventions)
    if last < first and end < start:
        raise BadMoney("ends_before_start", first=first, last=last)
    stopped = None
    if beyond == "stop" and end - 1 > rate.known_until:
        end = rate.known_until + 1
        stopped = date.fromordinal(rate.known_until)
    lines: list[Line] = []
    base, open_from = principal, start
    for day, amount in sorted(reductions):
        change = payment_ordinal(day, conventions)
        if change > open_from:
            accrue(lines, item, kind, base, rate, open_from, min(change, end), conventions.year, start)
            open_from = max(open_from, min(change, end))
        base -= amount
        if base < 0:
            raise BadMoney("payment_above_debt", day=day, amount=amount, left=base + amount)
    accrue(lines, item, kind, base, rate, open_from, end, conventions.year, start)
    return closed(lines, conventions, stopped)


def closed(lines: Sequence[Line], conventions: Conventions, stopped: date | None = None) -> Schedule:
    """Return ``lines`` with their total under the rounding convention (C5)."""
    exact = sum((line.exact for line in lines), Decimal(0))
    if conventions.rounding is Rounding.LINE:
        total = sum((line.amount for line in lines), ZERO)
    else:
        total = conventions.rounding.sum_of(exact)
    return Schedule(tuple(lines), total, exact, conventions, stopped)


def accrue(
    lines: list[Line],
    item: str,
    kind: Part,
    base: Decimal,
    rate: RateLine,
    first: int,
    end: int,
    year: Year,
    anchor: int,
) -> None:
    """Append the lines of one balance from ordinal ``first`` to ``end`` − 1, cut where the rate changes.

    ``anchor`` is the schedule's first ordinal, from which whole months are counted. This is the inner loop.
    """
    if not base or end <= first:
        return
    starts, rates, bases, published, per = rate.starts, rate.rates, rate.bases, rate.published, rate.per
    if first < starts[0] or end - 1 > rate.known_until:
        rate.check(first, end)
    divisor = 1 if per == "day" else _DIVISORS.get(year, 0)
    index, count = bisect_right(starts, first) - 1, len(starts)
    while first < end:
        index += 1
        stop = starts[index] if index < count and starts[index] < end else end
        value = rates[index - 1]
        if divisor:
            days = stop - first
            exact = base * value * days / divisor
        else:
            days, exact = _by_calendar(base * value, first, stop, year, anchor)
        lines.append(
            Line(
                item,
                kind,
                base,
                date.fromordinal(first),
                date.fromordinal(stop - 1),
                days,
                bases[index - 1],
                published[index - 1],
                value,
                per,
                exact,
                exact.quantize(FEN, ROUND_HALF_UP),
            )
        )
        first = stop


def one_day(base: Decimal, rate: RateLine, ordinal: int, year: Year) -> Decimal:
    """Return what ``base`` bears on the day of ``ordinal``, half-up to 0.01; past the known rates at the last one."""
    day = date.fromordinal(ordinal)
    product = base * rate.at(day)
    if rate.per == "day":
        return product.quantize(FEN, ROUND_HALF_UP)
    if year is Year.ACTUAL:
        return _actual(product, ordinal, ordinal + 1).quantize(FEN, ROUND_HALF_UP)
    return (product / _DIVISORS.get(year, _MONTHS_OF_30)).quantize(FEN, ROUND_HALF_UP)


#: Year bases that count real days: percent × basis. Real days ÷ 30 × a twelfth is the same division as 360.
_DIVISORS: dict[Year, int] = {Year.DAYS_365: 36500, Year.DAYS_360: 36000, Year.DAYS_30: 36000}
#: A year of twelve months of thirty days, in percent.
_MONTHS_OF_30 = 36000


def _by_calendar(product: Decimal, first: int, stop: int, year: Year, anchor: int) -> tuple[int, Decimal]:
    """Return days and unrounded amount of base × rate for the bases that look at the calendar (C4)."""
    if year is Year.ACTUAL:
        return stop - first, _actual(product, first, stop)
    if year is Year.THIRTY_360:
        days = _thirty(date.fromordinal(stop)) - _thirty(date.fromordinal(first))
        return days, product * days / _MONTHS_OF_30
    # Whole months and a rest in thirtieths, counted from the schedule's own first day so that lines add up.
    thirtieths = _months(anchor, stop) - _months(anchor, first)
    return stop - first, product * thirtieths / _MONTHS_OF_30


def _actual(product: Decimal, first: int, stop: int) -> Decimal:
    total = Decimal(0)
    while first < stop:
        year = date.fromordinal(first).year
        new_year = date(year + 1, 1, 1).toordinal()
        length = new_year - date(year, 1, 1).toordinal()
        end = min(stop, new_year)
        total += product * (end - first) / (100 * length)
        first = end
    return total


def _thirty(day: date) -> int:
    return day.year * 360 + day.month * 30 + min(day.day, 30)


def _months(anchor: int, end: int) -> int:
    """Return whole months from ``anchor`` to ``end`` times 30, plus the days that remain."""
    start, stop = date.fromordinal(anchor), date.fromordinal(end)
    months = (stop.year - start.year) * 12 + stop.month - start.month
    while months and shift(start, months, "month") > stop:
        months -= 1
    return months * 30 + (stop - shift(start, months, "month")).days
