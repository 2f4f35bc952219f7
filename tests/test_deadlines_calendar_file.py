"""The calendar file: read by a calendar library that is not ours."""

from __future__ import annotations

from datetime import date, timedelta

from icalendar import Calendar

from lexcollect.deadlines.calendar_file import calendar_text, uid
from lexcollect.deadlines.urgency import Alarm, alarm, thresholds
from steel import AS_OF, steel, steel_case, steel_with


def entries(text: str) -> list:  # type: ignore[type-arg]
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_only_running_deadlines_on_the_date_to_work_to() -> None:
    found = entries(calendar_text([(steel_case(), steel().agenda)], "1"))
    assert [e.decoded("DTSTART") for e in found] == [date(2028, 5, 23), date(2028, 7, 4)]
    assert "沈河案" in str(found[0]["SUMMARY"])
    assert "主债务诉讼时效" in str(found[0]["SUMMARY"])


def test_three_reminders_each() -> None:
    first = entries(calendar_text([(steel_case(), steel().agenda)], "1"))[0]
    assert [a.decoded("TRIGGER") for a in first.walk("VALARM")] == [timedelta(days=-d) for d in (90, 30, 7)]


def test_a_changed_fact_keeps_the_uid_and_a_later_day_outranks() -> None:
    before, after = steel(), steel_with(("delivered_on: 2025-05-23", "delivered_on: 2025-05-26"))
    uids = [uid(m.case, m.agenda.deadlines[0]) for m in (before, after)]
    assert uids[0] == uids[1]
    later = steel_with(as_of=AS_OF + timedelta(days=7))
    sequences = [entries(calendar_text([(m.case, m.agenda)], "1"))[0]["SEQUENCE"] for m in (before, later)]
    assert sequences[1] > sequences[0]


def test_lines_are_folded_and_survive() -> None:
    text = calendar_text([(steel_case(), steel().agenda)], "1")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "EA102030405CN" in str(entries(text)[0]["DESCRIPTION"])


def test_levels_by_days_left() -> None:
    period = steel().agenda.deadlines[0].period
    levels = [alarm("limitation.general", period, period.act_by - timedelta(days=d)) for d in (91, 90, 30, 7, -1)]
    assert levels == [Alarm.CALM, Alarm.NOTICE, Alarm.WARNING, Alarm.CRITICAL, Alarm.OVER]
    assert thresholds("guarantee.period") == (60, 30, 7)
    assert thresholds("guarantee.limitation_joint") == (90, 30, 7)
    assert thresholds("limitation.cap20") == (730, 180, 30)
