"""Counting: 民法典 201–203, 民事诉讼法 85. Whatever is counted, the three dates keep their order."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexcollect.law.calendar import shipped_calendar
from lexcollect.law.period import Unit, count, shift
from lexcollect.law.trace import LawUnknown

CALENDAR = shipped_calendar()
DAYS = st.dates(date(1999, 1, 1), date(2036, 12, 31))
UNITS: st.SearchStrategy[Unit] = st.sampled_from(("day", "month", "year"))


@given(DAYS, st.integers(0, 60), UNITS)
@settings(max_examples=300, deadline=None)
def test_act_by_nominal_and_last_day_keep_their_order(start: date, n: int, unit: Unit) -> None:
    period = count(start, n, unit, "next", CALENDAR)
    assert period.act_by <= period.nominal <= period.last_day
    assert CALENDAR.is_working(period.act_by) and CALENDAR.is_working(period.last_day)
    assert count(start, n, unit, "none", CALENDAR).last_day == period.nominal


@given(DAYS, st.integers(0, 240))
@settings(max_examples=200, deadline=None)
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(start: date, n: int) -> None:
    end = shift(start, n, "month")
    assert (end.year - start.year) * 12 + end.month - start.month == n
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


@given(DAYS, DAYS, st.integers(0, 60), UNITS)
@settings(max_examples=200, deadline=None)
def test_a_later_start_never_ends_earlier(one: date, other: date, n: int, unit: Unit) -> None:
    first, second = sorted((one, other))
    assert count(first, n, unit, "next", CALENDAR).last_day <= count(second, n, unit, "next", CALENDAR).last_day


def test_counting_backward_works_to_the_working_day_before() -> None:
    """Seven days before 2026-02-26 lie in the Spring Festival break: the Saturday before it was a working day."""
    period = count(date(2026, 2, 26), 7, "day", "back", CALENDAR)
    assert (period.nominal, period.last_day, period.act_by) == (date(2026, 2, 19), date(2026, 2, 19), date(2026, 2, 14))


@pytest.mark.parametrize(
    ("as_of", "state"),
    [("2026-11-20", "running"), ("2026-11-21", "grace"), ("2026-11-23", "grace"), ("2026-11-24", "expired")],
)
def test_where_a_day_stands(as_of: str, state: str) -> None:
    """2023-11-22 + 3 years ends on a Sunday; only the roll-over is left after Friday."""
    period = count(date(2023, 11, 22), 3, "year", "next", CALENDAR)
    assert period.state(date.fromisoformat(as_of)) == state


def test_eighteen_months_are_counted_in_one_step() -> None:
    assert shift(date(2025, 1, 31), 18, "month") == date(2026, 7, 31)


def test_an_end_beyond_all_dates_is_refused() -> None:
    with pytest.raises(LawUnknown):
        shift(date(2026, 1, 1), 9999, "year")
