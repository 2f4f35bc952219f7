"""Days in court: hearing, period for evidence, fee, answers; what the law says of each, counted by hand.

民事诉讼法 85: the day on which a period begins is not counted, its end on a holiday moves to the first day after; a
hearing is no period. The festival of 2026-06-19 to 21 and the weekends are in the calendar of that year.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from case_kit import AS_OF, agenda_with, case_with, codes, filing
from lexcollect.deadlines.agenda import Agenda
from lexcollect.deadlines.calendar_file import calendar_text
from lexcollect.law.states import State

D = date
SUIT = {"procedure": "ordinary", "case_no": "（2026）津0113民初88号", "organ": "天津市北辰区人民法院"}


def days(as_of: date = AS_OF, hearing: dict[str, Any] | None = None, **keys: Any) -> Agenda:
    groups: dict[str, Any] = {"filings": [filing("2026-06-10", **{**SUIT, **keys})]}
    return agenda_with(as_of, **groups, **({"hearing": hearing} if hearing else {}))


def dates(agenda: Agenda, rule: str) -> tuple[date, date, State]:
    (one,) = agenda.of_rule(rule)
    assert one.period is not None
    return one.period.act_by, one.period.last_day, one.state


def test_a_hearing_stands_on_its_day_even_a_saturday_and_goes_into_the_calendar() -> None:
    agenda = days(hearing={"date": "2026-12-12", "time": "上午9时", "room": "第五法庭"})
    assert dates(agenda, "proc.hearing") == (D(2026, 12, 12), D(2026, 12, 12), State.RUNNING)
    (one,) = agenda.of_rule("proc.hearing")
    said = one.notes[0].render("zh")
    assert said.startswith("上午9时，第五法庭，（2026）津0113民初88号；") and "按撤诉处理（民事诉讼法146）" in said


def test_a_hearing_that_is_over_is_no_day_to_keep() -> None:
    assert not days(D(2026, 12, 13), hearing={"date": "2026-12-12"}).of_rule("proc.hearing")
    assert days(D(2026, 12, 12), hearing={"date": "2026-12-12"}).of_rule("proc.hearing")


def test_a_period_for_evidence_that_ends_on_a_saturday_ends_on_monday() -> None:
    # 2026-11-28 is a Saturday; the day to work to is the Friday before.
    agenda = days(evidence_until="2026-11-28")
    assert dates(agenda, "proc.evidence") == (D(2026, 11, 27), D(2026, 11, 30), State.RUNNING)


def test_an_objection_to_the_court_suspends_the_period_for_evidence() -> None:
    """证据规定 55(1): until the ruling that dismisses it takes effect."""
    objected = {"by": "乙", "date": "2026-11-12"}
    (one,) = days(evidence_until="2026-12-01", objection=objected).of_rule("proc.evidence")
    assert any("证据规定55" in note.render("zh") for note in one.notes)
    (one,) = days(evidence_until="2026-12-01").of_rule("proc.evidence")
    assert not any("证据规定55" in note.render("zh") for note in one.notes)


def test_the_fee_is_paid_within_seven_days_and_over_a_festival_on_the_monday_after() -> None:
    """诉讼费用交纳办法 22(1): seven days from Friday 2026-06-12 end on the 19th, the festival; Monday is the 22nd."""
    agenda = days(D(2026, 6, 15), fee_notice_on="2026-06-12")
    assert dates(agenda, "proc.fee.first") == (D(2026, 6, 18), D(2026, 6, 22), State.RUNNING)
    paid = days(D(2026, 6, 15), fee_notice_on="2026-06-12", fee_paid="16064.40")
    assert dates(paid, "proc.fee.first")[2] is State.DONE


def test_who_may_object_to_the_court_is_told_while_it_may() -> None:
    """民事诉讼法 95, 130: announced on 2026-10-08, served on 11-07, fifteen days to Sunday 11-22: Monday 11-23."""
    agenda = days(announced_on="2026-10-08")
    assert dates(agenda, "proc.jurisdiction_objection") == (D(2026, 11, 20), D(2026, 11, 23), State.DATED)
    assert not days(D(2026, 11, 24), announced_on="2026-10-08").of_rule("proc.jurisdiction_objection")
    # Served by hand on Friday 11-06: fifteen days end on Saturday 11-21.
    agenda = days(complaint_served_on="2026-11-06")
    assert dates(agenda, "proc.jurisdiction_objection")[1] == D(2026, 11, 23)


def test_an_upheld_objection_is_appealed_in_ten_days_a_dismissed_one_by_the_other_side() -> None:
    """民事诉讼法 171(2): served on Friday 2026-11-13, ten days end on Monday 11-23."""
    ruled = {"by": "乙", "date": "2026-11-02", "ruling_served_on": "2026-11-13"}
    agenda = days(objection={**ruled, "upheld": "yes"})
    assert dates(agenda, "proc.appeal.ruling") == (D(2026, 11, 23), D(2026, 11, 23), State.RUNNING)
    agenda = days(objection={**ruled, "upheld": "no"})
    assert dates(agenda, "proc.appeal.ruling")[2] is State.DATED


def test_an_appeal_of_the_other_side_is_answered_in_fifteen_days() -> None:
    # 民事诉讼法 174: from Tuesday 2026-11-10 to Wednesday 11-25.
    assert dates(days(appeal_served_on="2026-11-10"), "proc.appeal.answer")[1] == D(2026, 11, 25)


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"evidence_notice_on": "2026-11-20", "evidence_until": "2026-12-04"}, "LX-D130"),  # fourteen days
        ({"evidence_notice_on": "2026-11-20", "evidence_until": "2026-12-05"}, ""),  # fifteen
        (
            {"procedure": "small_claims", "evidence_notice_on": "2026-11-20", "evidence_until": "2026-11-28"},
            "LX-D132",
        ),
        ({"procedure": "small_claims", "evidence_notice_on": "2026-11-20", "evidence_until": "2026-11-27"}, ""),
    ],
)
def test_a_period_for_evidence_keeps_to_the_rules_on_evidence(keys: dict[str, Any], code: str) -> None:
    """证据规定 51: fifteen days at least in ordinary procedure; for small claims as a rule seven at most."""
    found = [one for one in codes(days(**keys)) if one.startswith("LX-D13")]
    assert found == ([code] if code else [])


@pytest.mark.parametrize(("summoned", "told"), [("2026-12-08", True), ("2026-12-07", False)])
def test_a_summons_comes_three_days_before_the_hearing(summoned: str, told: bool) -> None:
    found = codes(days(hearing={"date": "2026-12-10", "summoned_on": summoned}))
    assert ("LX-D131" in found) is told


def test_days_in_court_stand_in_the_calendar_file() -> None:
    case = case_with(filings=[filing("2026-06-10", **SUIT)], hearing={"date": "2026-12-10"})
    agenda = days(hearing={"date": "2026-12-10", "time": "上午9时"}, evidence_until="2026-12-01")
    text = calendar_text([(case, agenda)], "0").replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20261210" in text and "DTSTART;VALUE=DATE:20261201" in text
    assert "开庭" in text and "上午9时" in text and "依据：法院文书写明的日期" in text


def test_of_a_suit_that_is_over_no_day_is_told() -> None:
    ended = {"outcome": "withdrawn", "ended_on": "2026-10-01", "evidence_until": "2026-12-01"}
    agenda = days(hearing={"date": "2026-12-10"}, **ended)
    assert not agenda.of_rule("proc.hearing") and not agenda.of_rule("proc.evidence")
