"""Counting of periods (期间的计算): 民法典 200–204, 民事诉讼法 85.

Owns the three dates of a period and the only use of calendar-month arithmetic. Refuses nothing: what starts a
period and how long it is, the rules say.

The record ``period.civil`` explains the counting.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from dateutil.relativedelta import relativedelta

from lexcollect.law.calendar import Calendar
from lexcollect.law.states import State
from lexcollect.law.trace import LawUnknown
from lexcollect.records import dataclass
from lexcollect.wording import text

Unit = Literal["day", "month", "year"]
#: ``next``: to the first working day after; ``none``: not moved; ``back``: counted backward from an event.
Roll = Literal["next", "none", "back"]


@dataclass(frozen=True, slots=True)
class Period:
    """A period with its three dates.

    ``nominal`` is the last day by counting alone, ``last_day`` the outer limit after the roll-over of its
    kind, ``act_by`` the last working day on or before ``nominal``: the date to work to. ``provisional`` marks
    an end in a year whose holiday notice is not published.
    """

    start: date
    nominal: date
    last_day: date
    act_by: date
    provisional: bool = False

    def state(self, as_of: date) -> State:
        """Return where ``as_of`` stands: in time, only the roll-over left, or over."""
        if as_of <= self.act_by:
            return State.RUNNING
        return State.GRACE if as_of <= self.last_day else State.EXPIRED


@lru_cache(maxsize=65536)
def shift(start: date, n: int, unit: Unit) -> date:
    """Return ``start`` moved by ``n`` units (negative: back), in one step, month-end rule of 民法典 202."""
    try:
        if unit == "day":
            return start + timedelta(days=n)
        return start + (relativedelta(months=n) if unit == "month" else relativedelta(years=n))
    except (OverflowError, ValueError):
        raise LawUnknown(text("law.beyond_calendar", day=start, n=n)) from None


def ending(start: date, nominal: date, roll: Roll, calendar: Calendar) -> Period:
    """Return the period from ``start`` whose last day by counting is ``nominal``."""
    last_day = calendar.roll_next(nominal) if roll == "next" else nominal
    act_by = calendar.roll_back(nominal)
    provisional = calendar.provisional(act_by) or calendar.provisional(nominal) or calendar.provisional(last_day)
    return Period(start, nominal, last_day, act_by, provisional)


def count(start: date, n: int, unit: Unit, roll: Roll, calendar: Calendar) -> Period:
    """Count ``n`` units from ``start`` (itself not counted); ``back`` counts backward from it.

    民法典 200–204, 民事诉讼法 85; explained by the record ``period.civil``.
    """
    return ending(start, shift(start, -n if roll == "back" else n, unit), roll, calendar)


def count_working(start: date, n: int, calendar: Calendar, *, back: bool = False) -> Period:
    """Count ``n`` working days (工作日) from ``start``, itself not counted; ``back`` counts backward from it.

    The parties may agree to count so (民法典 204); the law itself counts calendar days (200). The last day is a working
    day, so nothing is left to roll. :class:`LawUnknown` as soon as a day is needed of a year without a published
    notice: a working day that turns out to be a holiday would shift every day behind it.
    """
    day, left = start, n
    while left:
        try:
            day += timedelta(days=-1 if back else 1)
        except OverflowError:
            raise LawUnknown(text("law.beyond_calendar", day=start, n=n)) from None
        if calendar.provisional(day):
            raise LawUnknown(text("law.no_notice", start=start, n=n, year=day.year))
        left -= calendar.is_working(day)
    return Period(start, day, day, day)
