"""Times of day as Chinese notes have them: read to the minute, never guessed."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexcollect.cn.dates import BadDate
from lexcollect.cn.times import TIME_REASONS, BadTime, clock, parse_moment, parse_time


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("10:30", time(10, 30)),
        ("１０：３０", time(10, 30)),
        ("9:05:59", time(9, 5)),
        ("10点半", time(10, 30)),
        ("上午十点", time(10)),
        ("下午3点20分", time(15, 20)),
        ("下午三点一刻", time(15, 15)),
        ("晚上 8 点", time(20)),
        ("中午12点", time(12)),
        ("中午一点", time(13)),
        ("15时05分", time(15, 5)),
        ("十点零五分", time(10, 5)),
        ("两点整", time(2)),
        ("凌晨2点", time(2)),
        ("3:20 PM", time(15, 20)),
        ("12:10 am", time(0, 10)),
    ],
)
def test_what_people_write(words: str, moment: time) -> None:
    assert parse_time(words) == moment


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("25:00", "bad_time"),
        ("10:75", "bad_time"),
        ("上午15点", "bad_time"),
        ("13:00 PM", "bad_time"),
        ("晚上12点", "midnight"),
        ("上午", "unreadable"),
        ("1030", "unreadable"),
        ("", "unreadable"),
    ],
)
def test_what_no_clock_shows_is_refused_with_the_reason(words: str, reason: str) -> None:
    with pytest.raises(BadTime) as refused:
        parse_time(words)
    assert refused.value.reason == reason
    assert reason in TIME_REASONS


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("2026-11-28 10:30", time(10, 30)),
        ("2026年11月28日上午10点半", time(10, 30)),
        ("2026-11-28（周六） 下午3点", time(15)),
        ("2026-11-28T09:05:59+08:00", time(9, 5)),
        ("2026-11-28", None),
    ],
)
def test_a_day_with_its_hour(words: str, moment: time | None) -> None:
    assert parse_moment(words) == (date(2026, 11, 28), moment)


def test_a_moment_of_another_time_zone_is_refused() -> None:
    with pytest.raises(BadDate):
        parse_moment("2026-11-28T02:30:00Z")


@given(st.times())
def test_what_is_written_is_read_again(moment: time) -> None:
    assert parse_time(clock(moment)) == moment.replace(second=0, microsecond=0, tzinfo=None)
