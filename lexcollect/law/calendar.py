"""The working-day calendar: which day is a 法定休假日, and how firmly that is known.

Owns ``data/holidays.csv`` (yearly notices of the State Council) and ``data/festivals.csv`` (statutory days
of years without a notice). Answers for years without a published notice stand on weekends and the statutory
days alone and are called provisional. Refuses (:class:`~lexcollect.law.trace.LawUnknown`) days before the
five-day week of 1995-05-01 (职工工作时间规定 7, 9).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from lexcollect.law.parameters import DATA
from lexcollect.law.trace import LawUnknown
from lexcollect.wording import text

ONE_DAY = timedelta(days=1)
_SATURDAY = 5
#: First day of the five-day week (职工工作时间规定, in force 1995-05-01).
FIRST_DAY = date(1995, 5, 1)


class Calendar:
    """Working days by data: listed days first, else Monday to Friday."""

    def __init__(
        self, listed: dict[date, bool], published: Iterable[int], fixed: Iterable[tuple[int, int]] = ()
    ) -> None:
        """Take listed days (True = working), years with a notice, and the statutory days fixed by date."""
        self._listed = listed
        self._published = frozenset(published)
        self._fixed = frozenset(fixed)
        self._next: dict[date, date] = {}
        self._back: dict[date, date] = {}
        years = self._published
        #: Last day for which a published notice is known.
        self.data_through = date(max(years), 12, 31) if years else date(FIRST_DAY.year - 1, 12, 31)

    def with_notices(self, listed: Mapping[date, bool], years: Iterable[int]) -> Calendar:
        """Return this calendar with the days of further notices (True = working) and the ``years`` they are for."""
        return Calendar({**self._listed, **listed}, self._published | set(years), self._fixed)

    def published(self, year: int) -> bool:
        """Tell whether the notice for ``year`` is known."""
        return year in self._published

    def listed(self, day: date) -> bool | None:
        """Return what a notice or the statute says of ``day`` itself: working, rest, or nothing (``None``)."""
        return self._listed.get(day)

    def statutory(self, year: int) -> list[date]:
        """Return the days off by statute of a ``year`` without a notice, as far as they are on file."""
        fixed = {date(year, month, number) for month, number in self._fixed}
        return sorted(fixed | {day for day, working in self._listed.items() if day.year == year and not working})

    def is_working(self, day: date) -> bool:
        """Tell whether ``day`` is a working day; a weekend day declared a working day is one."""
        listed = self._listed.get(day)
        if listed is not None:
            return listed
        if day < FIRST_DAY:
            raise LawUnknown(text("law.no_calendar", day=day, first=FIRST_DAY))
        if day > self.data_through and (day.month, day.day) in self._fixed:
            return False
        return day.weekday() < _SATURDAY

    def roll_next(self, day: date) -> date:
        """Return ``day`` or, if it is no working day, the first working day after it (民法典 203)."""
        found = self._next.get(day)
        if found is None:
            found = day
            while not self.is_working(found):
                found += ONE_DAY
            self._next[day] = found
        return found

    def roll_back(self, day: date) -> date:
        """Return ``day`` or, if it is no working day, the last working day before it."""
        found = self._back.get(day)
        if found is None:
            found = day
            while not self.is_working(found):
                found -= ONE_DAY
            self._back[day] = found
        return found

    def provisional(self, day: date) -> bool:
        """Tell whether no published notice covers the year of ``day``."""
        return day.year not in self._published


def read_calendar(notices: Path, festivals: Path) -> Calendar:
    """Read the two data files into a calendar; a malformed row is a mistake of the data (``ValueError``)."""
    listed: dict[date, bool] = {}
    published: set[int] = set()
    fixed: set[tuple[int, int]] = set()
    for row in _rows(notices):
        day = date.fromisoformat(row["date"])
        listed[day] = row["type"] == "work"
        if row["status"] == "published" and (day.month, day.day) == (1, 1):
            published.add(day.year)
    for row in _rows(festivals):
        if row["date"].startswith("*-"):
            month, number = row["date"][2:].split("-")
            fixed.add((int(month), int(number)))
        else:
            listed.setdefault(date.fromisoformat(row["date"]), False)
    return Calendar(listed, published, fixed)


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))


@cache
def shipped_calendar() -> Calendar:
    """Return the calendar that comes with the program."""
    return read_calendar(DATA / "holidays.csv", DATA / "festivals.csv")
