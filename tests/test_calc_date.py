"""``calc date``: three dates of a period (民法典 201–203, 民事诉讼法 85)."""

from __future__ import annotations

import pytest

from calc_run import asked, data
from lexcollect.cli.calc_date import LONGEST, UNITS
from lexcollect.cli.exits import Exit
from lexcollect.matter.sums import period


@pytest.mark.parametrize(
    ("start", "number", "unit", "nominal", "last", "act_by"),
    [
        ("2026-11-21", "15", "day", "2026-12-06", "2026-12-07", "2026-12-04"),
        ("2026-01-31", "1", "month", "2026-02-28", "2026-02-28", "2026-02-28"),
        ("2024-02-29", "3", "年", "2027-02-28", "2027-03-01", "2027-02-26"),
        ("2023-04-18", "60", "日", "2023-06-17", "2023-06-19", "2023-06-16"),
    ],
)
def test_three_dates(start: str, number: str, unit: str, nominal: str, last: str, act_by: str) -> None:
    found = data("calc", "date", start, number, unit)
    assert (found["nominal"], found["last_day"], found["act_by"]) == (nominal, last, act_by)


def test_the_article_follows_the_kind() -> None:
    civil = data("calc", "date", "2026-11-21", "15", "day")
    procedural = data("calc", "date", "2026-11-21", "15", "day", "--kind", "procedural")
    assert [c for s in civil["trace"] for c in s["cites"]] == ["民法典第201条第1款", "民法典第203条第1款"]
    assert [c for s in procedural["trace"] for c in s["cites"]] == [
        "民事诉讼法第85条第2款",
        "民事诉讼法第85条第3款",
        "民事诉讼法第85条第4款",
    ]


def test_other_readings_are_told_in_days() -> None:
    found = data("calc", "date", "2026-01-14", "3", "month")
    assert {(a["last_day"], a["days"]) for a in found["alternatives"]} == {("2026-04-13", -1)}
    _, screen = asked("calc", "date", "2026-01-05", "2", "month")
    assert "如约定每月按30日算" in screen


def test_counted_backward_it_does_not_roll_and_is_to_be_done_earlier() -> None:
    found = data("calc", "date", "2026-11-30", "15", "day", "--back")
    assert (found["nominal"], found["last_day"], found["act_by"]) == ("2026-11-15", "2026-11-15", "2026-11-13")


def test_a_year_without_a_holiday_notice_is_called_provisional() -> None:
    assert data("calc", "date", "2026-12-20", "30", "day")["provisional"] is True
    assert "暂定" in asked("calc", "date", "2026-12-20", "30", "day")[1]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("2026-13-01", "15", "day"), 2),
        (("2026-01-01", "0", "day"), 2),
        (("2026-01-01", "40001", "day"), 2),
        (("2026-01-01", "15", "week"), 2),
        (("2026-01-01", "9000", "year"), 5),
    ],
)
def test_bad_input_ends_with_its_code_and_no_traceback(words: tuple[str, ...], code: int) -> None:
    exit_code, screen = asked("calc", "date", *words)
    assert exit_code == code, screen
    assert "Traceback" not in screen


def test_the_units_offered_are_those_that_are_counted() -> None:
    assert (tuple(period.UNITS), period.LONGEST) == (UNITS, LONGEST)


# --- working days, as parties agree on them ---


@pytest.mark.parametrize(
    ("start", "number", "last"),
    [
        ("2026-09-23", "3", "2026-09-29"),  # Thu 24; 25 is 中秋, Sat, Sun; Mon 28, Tue 29
        ("2026-09-30", "3", "2026-10-10"),  # 1–7 October off; Thu 8, Fri 9, Sat 10 worked instead
        ("2026-02-13", "2", "2026-02-24"),  # Sat 14 worked instead; 15–23 off; Tue 24
        ("2026-11-21", "1", "2026-11-23"),  # from a Saturday
    ],
)
def test_working_days_by_the_calendar_of_notices(start: str, number: str, last: str) -> None:
    """签收后三个工作日内: rest days do not count, a Saturday worked instead does."""
    found = data("calc", "date", start, number, "工作日")
    assert (found["nominal"], found["last_day"], found["act_by"]) == (last, last, last)
    assert [c for s in found["trace"] for c in s["cites"]] == ["民法典第201条第1款", "民法典第204条"]


def test_working_days_backward() -> None:
    """Three working days before Tuesday 2026-09-29: Mon 28, Thu 24, Wed 23."""
    assert data("calc", "date", "2026-09-29", "3", "workday", "--back")["last_day"] == "2026-09-23"


def test_working_days_read_as_calendar_days_are_the_other_reading() -> None:
    found = data("calc", "date", "2026-11-21", "5", "个工作日")
    assert found["last_day"] == "2026-11-27"
    assert [(a["last_day"], a["days"]) for a in found["alternatives"]] == [("2026-11-26", -1)]


@pytest.mark.parametrize(("start", "number"), [("2026-12-30", "2"), ("2026-12-31", "1"), ("2020-01-01", "3000")])
def test_working_days_past_the_last_notice_are_refused(start: str, number: str) -> None:
    """2027 has no notice on file: a wrong guess about one day would move all that follow."""
    code, screen = asked("calc", "date", start, number, "workday")
    assert code == Exit.LAW_UNKNOWN and "2027" in screen and "law update --holidays" in screen
    code, _ = asked("calc", "date", "2026-12-30", "1", "workday")
    assert code == Exit.FINE


def test_working_days_before_the_first_notice_are_refused() -> None:
    assert asked("calc", "date", "2005-06-01", "5", "workday")[0] == Exit.LAW_UNKNOWN
