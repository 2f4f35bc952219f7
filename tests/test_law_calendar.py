"""Which day is a 法定休假日: notices of the State Council first, weekends and statutory days where none is known."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from lexcollect.law.calendar import read_calendar, shipped_calendar
from lexcollect.law.trace import LawUnknown

CALENDAR = shipped_calendar()


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-02-28", True),  # Saturday made a working day
        ("2026-02-20", False),  # Friday off by 调休
        ("2024-02-18", True),  # Sunday made a working day
        ("2020-02-03", True),  # first day after the extended break of 2020
        ("2020-01-31", False),
        ("2026-11-21", False),  # an ordinary Saturday
        ("2026-11-20", True),
        ("2027-02-08", False),  # statutory day of a year without a notice
        ("2027-02-09", True),
        ("2028-05-02", False),  # the second day of May is statutory since 2025
        ("2031-10-02", False),  # no festival table, but fixed by date
        ("2031-10-06", True),
        ("2006-06-03", False),  # before the first notice: weekends
        ("2006-06-02", True),
    ],
)
def test_working_or_not(day: str, working: bool) -> None:
    assert CALENDAR.is_working(date.fromisoformat(day)) is working


def test_years_with_a_notice_are_firm_and_others_provisional() -> None:
    assert CALENDAR.data_through == date(2026, 12, 31)
    assert not CALENDAR.provisional(date(2007, 1, 1))
    assert CALENDAR.provisional(date(2006, 12, 31))
    assert CALENDAR.provisional(date(2027, 1, 1))


def test_days_before_the_five_day_week_are_refused() -> None:
    assert CALENDAR.is_working(date(1995, 5, 2))
    with pytest.raises(LawUnknown):
        CALENDAR.is_working(date(1995, 4, 28))


def test_rolling_leaves_a_working_day_where_it_is_and_crosses_a_whole_break() -> None:
    assert CALENDAR.roll_next(date(2026, 10, 1)) == date(2026, 10, 8)
    assert CALENDAR.roll_back(date(2026, 10, 5)) == date(2026, 9, 30)
    assert CALENDAR.roll_next(date(2026, 10, 8)) == CALENDAR.roll_back(date(2026, 10, 8)) == date(2026, 10, 8)


def test_every_year_of_the_notices_is_complete() -> None:
    """Each published year has its eleven (since 2025 thirteen) statutory days off, wherever they were moved."""
    for year in range(2008, 2027):
        off = [day for day in _days(year) if day.weekday() < 5 and not CALENDAR.is_working(day)]
        made_up = [day for day in _days(year) if day.weekday() >= 5 and CALENDAR.is_working(day)]
        assert len(off) - len(made_up) >= 6, year
        assert not CALENDAR.is_working(date(year, 1, 1)) and not CALENDAR.is_working(date(year, 10, 1))


def _days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def test_a_new_notice_is_a_change_of_data_only(tmp_path: Path) -> None:
    notices = tmp_path / "holidays.csv"
    notices.write_text(
        "date,name,type,status\n2027-01-01,元旦,off,published\n2027-01-02,元旦,off,published\n"
        "2027-01-03,元旦,work,published\n",
        encoding="utf-8",
    )
    festivals = tmp_path / "festivals.csv"
    festivals.write_text("date,name\n*-01-01,元旦\n", encoding="utf-8")
    calendar = read_calendar(notices, festivals)
    assert calendar.data_through == date(2027, 12, 31)
    assert calendar.is_working(date(2027, 1, 3))
    assert not calendar.provisional(date(2027, 6, 1))
    assert not calendar.is_working(date(2029, 1, 1))
