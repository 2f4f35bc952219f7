"""Letters on their way: the page of tracking twenty days after posting, the inquiry within a year (邮政法 49)."""

from __future__ import annotations

from datetime import date

from case_kit import agenda_with, letter
from lexcollect.deadlines.urgency import Alarm
from lexcollect.law.states import State

#: Posted on Tuesday 2026-11-03: twenty days end on 2026-11-23, a Monday; the year on 2027-11-03, a Wednesday.
POSTED = {"delivered_on": None, "status": "sent", "posted_on": "2026-11-03", "tracking_no": "EA1"}


def sent(**more: object) -> list[dict[str, object]]:
    given = {**letter("2026-11-03"), **POSTED, **more}
    return [{key: value for key, value in given.items() if value is not None}]


def test_a_letter_on_its_way_has_a_day_for_its_tracking_and_one_for_the_inquiry() -> None:
    agenda = agenda_with(date(2026, 11, 6), communications=sent())
    tracking, inquiry = agenda.get("tracking:函2026-11-03乙"), agenda.get("inquiry:函2026-11-03乙")
    assert tracking is not None and tracking.period is not None and tracking.period.last_day == date(2026, 11, 23)
    assert inquiry is not None and inquiry.period is not None and inquiry.period.last_day == date(2027, 11, 3)
    # Seventeen days before the end, that is three days after posting, it is first told.
    assert agenda.level(tracking) is Alarm.NOTICE and "EA1" in tracking.notes[0].render("zh")


def test_two_days_after_posting_nothing_is_told_yet() -> None:
    agenda = agenda_with(date(2026, 11, 5), communications=sent())
    tracking = agenda.get("tracking:函2026-11-03乙")
    assert tracking is not None and agenda.level(tracking) is Alarm.CALM


def test_after_twenty_days_the_page_is_gone_and_the_inquiry_is_left() -> None:
    agenda = agenda_with(date(2026, 11, 24), communications=sent())
    assert [d.state for id in ("tracking", "inquiry") if (d := agenda.get(f"{id}:函2026-11-03乙"))] == [
        State.GONE,
        State.RUNNING,
    ]


def test_what_arrived_came_back_or_went_by_message_has_no_such_day() -> None:
    for more in ({"status": "delivered", "delivered_on": "2026-11-05"}, {"status": "returned"}, {"kind": "im"}):
        agenda = agenda_with(date(2026, 11, 10), communications=sent(**more))
        assert agenda.of_rule("service.tracking") == () and agenda.of_rule("service.postal_inquiry") == ()


def test_without_a_day_of_posting_the_day_of_the_letter_counts() -> None:
    agenda = agenda_with(date(2026, 11, 10), communications=sent(posted_on=None))
    found = agenda.get("tracking:函2026-11-03乙")
    assert found is not None and found.period is not None and found.period.last_day == date(2026, 11, 23)
