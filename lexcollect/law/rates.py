"""Published rates: LPR and the old benchmark lending rates, with the last day each is certain.

Owns ``data/rates/*.csv``, the look-up of a day, rate lines for the schedules, and the check of a newer table.
Refuses (:class:`~lexcollect.law.rules.schedule.RateUnknown`) every day whose publication is not in the table: the
last rate is never carried past the day before the next publication is due. A new rate applies from its
publication day itself (C6).

Says: LPR is published on the 20th, or the next working day, by 全国银行间同业拆借中心; it holds until the next one.
The benchmark ends where the courts' rules leave it, on 2019-08-20 (买卖合同解释 18(4), 民间借贷规定 25(2)).
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.parameters import DATA
from lexcollect.law.period import shift
from lexcollect.law.rules.schedule import BadMoney, RateLine, RateUnknown
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

#: First publication of the reformed LPR; from this day the rules of the courts no longer name the benchmark.
LPR_BEGINS = date(2019, 8, 20)
BENCHMARK_ENDS = LPR_BEGINS - timedelta(days=1)
_PUBLICATION_DAY = 20
LPR = ("lpr_1y", "lpr_5y")
BENCHMARK = ("le_6m", "le_1y", "y1_3", "y3_5", "gt_5y")
#: A publication that moves further than this (percentage points) is looked at twice.
_LARGEST_MOVE = Decimal("0.50")
_LARGEST_RATE = Decimal("24")


class Row(NamedTuple):
    """One publication: its day and the rates in percent, by series name."""

    day: date
    values: tuple[tuple[str, Decimal], ...]


class Quote(NamedTuple):
    """A published rate in percent and the day of its publication."""

    rate: Decimal
    published: date
    series: str


# Compared by identity: a series is the key of the rate-line cache, and its table is long.
@dataclass(frozen=True, eq=False)
class Series:
    """One published rate through time. ``known_until`` is the last certain day, ``missing`` the next publication.

    ``source`` is empty for the shipped table, else the name of the user's file, printed on every schedule.
    """

    name: str
    days: tuple[int, ...]
    values: tuple[Decimal, ...]
    known_until: date
    missing: date | None
    source: str = ""

    @property
    def data_through(self) -> date:
        """Return the day of the last publication in the table."""
        return date.fromordinal(self.days[-1])

    def at(self, day: date) -> Quote:
        """Return the rate in force on ``day``; ``RateUnknown`` outside the known time."""
        ordinal = day.toordinal()
        self.line().check(ordinal, ordinal + 1)
        index = bisect_right(self.days, ordinal) - 1
        return Quote(self.values[index], date.fromordinal(self.days[index]), self.name)

    def line(self, multiplier: Decimal = Decimal(1), points: Decimal = Decimal(0)) -> RateLine:
        """Return the running rate (同期): published rate × ``multiplier`` + ``points`` (percentage points)."""
        return _line(self, multiplier, points)


@lru_cache(maxsize=256)
def _line(series: Series, multiplier: Decimal, points: Decimal) -> RateLine:
    starts: list[int] = []
    bases: list[Decimal | None] = []
    for day, value in zip(series.days, series.values, strict=True):
        if not bases or bases[-1] != value:
            starts.append(day)
            bases.append(value)
    rates = tuple((base or Decimal(0)) * multiplier + points for base in bases)
    if rates and min(rates) < 0:
        raise BadMoney("negative_rate", rate=min(rates))
    lpr = series.name in LPR
    return RateLine(
        "year",
        tuple(starts),
        rates,
        tuple(bases),
        series.known_until.toordinal(),
        series.missing,
        tuple(date.fromordinal(day) for day in starts),
        series.source,
        "USE_PBOC_BENCHMARK" if lpr else "RATE_BEFORE",
        "LPR_UNKNOWN" if lpr else "BENCHMARK_ENDED",
    )


@dataclass(frozen=True)
class Rates:
    """All series by name: ``lpr_1y``, ``lpr_5y`` and the five benchmark terms."""

    table: tuple[Series, ...]

    def series(self, name: str) -> Series:
        """Return the series ``name``; :class:`BadMoney` (``unknown_rate``) for a name that is none."""
        for found in self.table:
            if found.name == name:
                return found
        raise BadMoney("unknown_rate", name=name, known=tuple(s.name for s in self.table))

    def lpr(self, day: date, name: str = "lpr_1y") -> Quote:
        """Return the LPR in force on ``day`` (one year unless ``lpr_5y`` is asked for)."""
        return self.series(name).at(day)

    def with_lpr(self, rows: Sequence[Row], source: str, calendar: Calendar) -> Rates:
        """Return these rates with the LPR rows of the user's table ``source`` in place of the shipped ones."""
        fresh = {s.name: s for s in lpr_series(rows, calendar, source)}
        return Rates(tuple(fresh.get(s.name, s) for s in self.table))

    def through(self, last: date, calendar: Calendar) -> Rates:
        """Return the rates as known when the publication of ``last`` was the newest."""
        one = self.series("lpr_1y")
        kept = [date.fromordinal(day) for day in one.days if day <= last.toordinal()]
        rows = [Row(day, tuple((name, self.lpr(day, name).rate) for name in LPR)) for day in kept]
        return self.with_lpr(rows, one.source, calendar)


def next_publication(last: date, calendar: Calendar) -> date:
    """Return when the publication after ``last`` is due: the 20th of the next month or the next working day."""
    year, month = (last.year + 1, 1) if last.month == 12 else (last.year, last.month + 1)
    return calendar.roll_next(date(year, month, _PUBLICATION_DAY))


def lpr_series(rows: Sequence[Row], calendar: Calendar, source: str = "") -> tuple[Series, ...]:
    """Return the LPR series of ``rows`` in order of publication."""
    if not rows:
        raise BadMoney("empty_table", source=source)
    days = tuple(row.day.toordinal() for row in rows)
    missing = next_publication(rows[-1].day, calendar)
    known = missing - timedelta(days=1)
    return tuple(
        Series(name, days, tuple(dict(row.values)[name] for row in rows), known, missing, source) for name in LPR
    )


def read_rows(path: Path, names: Sequence[str]) -> list[Row]:
    """Read a rate table (``date`` and the columns ``names``; lines with # are comments).

    :class:`BadMoney` (``bad_table``) names the first row that cannot be read.
    """
    try:
        written = path.read_text("utf-8-sig").replace("\0", "\ufffd").splitlines()
    except UnicodeDecodeError:
        raise BadMoney("bad_table", file=path.name, line=1) from None
    lines = [(number, line) for number, line in enumerate(written, 1) if line.strip() and not line.startswith("#")]
    rows = []
    for (number, _), row in zip(lines[1:], csv.DictReader(line for _, line in lines), strict=False):
        try:
            values = tuple((name, _percent(row[name])) for name in names)
            rows.append(Row(date.fromisoformat(row["date"]), values))
        except (InvalidOperation, KeyError, TypeError, ValueError):
            raise BadMoney("bad_table", file=path.name, line=number) from None
    return rows


def _percent(written: str) -> Decimal:
    value = Decimal(written)
    if not value.is_finite():
        raise ValueError(written)
    return value


@cache
def shipped_rates() -> Rates:
    """Return the rates that come with the program."""
    folder = DATA / "rates"
    lpr = lpr_series(read_rows(folder / "lpr.csv", LPR), shipped_calendar())
    benchmark = read_rows(folder / "benchmark.csv", BENCHMARK)
    days = tuple(row.day.toordinal() for row in benchmark)
    return Rates(
        lpr
        + tuple(
            Series(name, days, tuple(dict(row.values)[name] for row in benchmark), BENCHMARK_ENDS, None)
            for name in BENCHMARK
        )
    )


class TableProblem(NamedTuple):
    """Something wrong with a rate table: a stable key, the day, and the sentence."""

    kind: str
    day: date
    text: Text


def check_lpr(rows: Sequence[Row], calendar: Calendar, known: Rates | None = None) -> list[TableProblem]:
    """Check a newer LPR table: order, publication days, gaps, plausibility, agreement with ``known``."""
    found: list[TableProblem] = []
    shipped = _by_day(known) if known else {}
    for index, row in enumerate(rows):
        before = rows[index - 1] if index else None
        found += _problems(row, before, calendar)
        mine = shipped.get(row.day)
        if mine is not None and mine != row.values:
            found.append(_problem("differs", row.day))
        elif mine is None and shipped and row.day <= max(shipped):
            found.append(_problem("not_published", row.day))
    held = {row.day for row in rows}
    first = rows[0].day if rows else LPR_BEGINS
    found += [_problem("dropped", day) for day in shipped if day not in held and day >= first]
    return found


def _by_day(rates: Rates) -> dict[date, tuple[tuple[str, Decimal], ...]]:
    days = (date.fromordinal(day) for day in rates.series("lpr_1y").days)
    return {day: tuple((name, rates.lpr(day, name).rate) for name in LPR) for day in days}


def _problems(row: Row, before: Row | None, calendar: Calendar) -> Iterable[TableProblem]:
    if any(not 0 < value < _LARGEST_RATE for _, value in row.values):
        yield _problem("implausible", row.day)
    if before is None:
        return
    if row.day <= before.day:
        yield _problem("order", row.day)
        return
    due = next_publication(before.day, calendar)
    if row.day > due:
        yield _problem("gap", due)
    elif row.day < due:
        yield _problem("not_due", row.day)
    if any(abs(value - dict(before.values)[name]) > _LARGEST_MOVE for name, value in row.values):
        yield _problem("jump", row.day)


def _problem(kind: str, day: date) -> TableProblem:
    return TableProblem(kind, day, text(f"law_money.table.{kind}", day=day))


def term_of(first: date, end: date) -> str:
    """Return the benchmark term class for a delay from ``first`` to the day before ``end`` (practice).

    Six months, one, three and five years, each including its last day (``le_6m`` … ``gt_5y``).
    """
    for months, name in ((6, "le_6m"), (12, "le_1y"), (36, "y1_3"), (60, "y3_5")):
        if end <= shift(first, months, "month"):
            return name
    return "gt_5y"


__all__ = [
    "BENCHMARK",
    "BENCHMARK_ENDS",
    "LPR",
    "LPR_BEGINS",
    "Quote",
    "RateUnknown",
    "Rates",
    "Row",
    "Series",
    "TableProblem",
    "check_lpr",
    "lpr_series",
    "next_publication",
    "read_rows",
    "shipped_rates",
    "term_of",
]
