"""Rules on contacts: what is told of a call, a message or a visit, and on what each rule rests.

Days: 2026-11-27 is a Friday, 2026-11-28 a Saturday; 2026-10-10 (Saturday) is a working day by the notice for 2026.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_kit import PARTIES, case_with, debt
from lexcollect.casefile.models import Case
from lexcollect.contacts.judging import judged
from lexcollect.contacts.policy import Policy, read_policy
from lexcollect.contacts.rules import Standard, every_rule, limits_on, within
from lexcollect.law.calendar import shipped_calendar

CALL: dict[str, Any] = {
    "id": "a",
    "kind": "call",
    "date": "2026-11-27",
    "time": "10:30",
    "sender": "甲",
    "recipient": "乙",
    "capacity": "finance",
    "spoken_to": "何样文",
    "answered": "是",
    "content": "请付货款",
}
SURETY = {"id": "丁", "role": "surety", "kind": "natural", "name": "丁样例"}


def case(*communications: dict[str, Any], **more: Any) -> Case:
    said = [{key: value for key, value in one.items() if value} for one in communications]
    return case_with(parties=[*PARTIES, SURETY], obligations=[debt()], communications=said, **more)


def codes(*communications: dict[str, Any], policy: Policy | None = None, **more: Any) -> list[str]:
    """Return the codes told of the last contact."""
    told = case(*communications, **more)
    found = judged(told, told.communications[-1], policy or Policy(), shipped_calendar().is_working)
    return [one.code for one in found]


def test_a_call_on_a_working_morning_to_the_finance_contact_is_in_order() -> None:
    assert codes(CALL) == []


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"time": "22:00"}, ["LX-N001"]),
        ({"time": "07:59"}, ["LX-N001"]),
        ({"time": "08:00"}, ["LX-N004"]),
        ({"time": "20:00"}, ["LX-N002"]),
        ({"time": "19:59"}, ["LX-N004"]),
        ({"time": "18:00"}, ["LX-N004"]),
        ({"time": "17:59"}, []),
        ({"date": "2026-11-28"}, ["LX-N003"]),
        ({"date": "2026-10-10"}, []),
        ({"date": "2026-10-01"}, ["LX-N003"]),
        ({"time": ""}, ["LX-N022"]),
        ({"time": "", "date": "2026-11-28"}, ["LX-N022", "LX-N003"]),
        ({"date": "2020-12-31"}, ["LX-N021"]),
    ],
)
def test_hours(when: dict[str, str], expected: list[str]) -> None:
    """民法典 1033(1): nights; evenings, days of rest and the hours of the house are policy."""
    assert codes({**CALL, **when}) == expected


def test_a_message_at_night_is_a_warning_and_a_letter_has_no_hour() -> None:
    assert codes({**CALL, "kind": "im", "time": "23:00"}) == ["LX-N002"]
    assert codes({**CALL, "kind": "letter", "time": "23:00"}) == []


def test_the_fourth_answered_call_of_a_day_is_told_and_calls_that_nobody_took_do_not_count() -> None:
    hours = ("09:10", "09:20", "09:30", "09:40")
    calls = [{**CALL, "id": str(at), "time": hour} for at, hour in enumerate(hours)]
    assert codes(*calls[:3]) == []
    assert codes(*calls) == ["LX-N005"]
    assert codes(*[{**one, "answered": "否"} for one in calls[:3]], calls[3]) == []
    assert codes(*calls[:3], {**calls[3], "recipient": "丁", "spoken_to": "丁样例", "capacity": "surety"}) == []
    assert codes(*calls[:3], {**calls[3], "date": "2026-11-26"}) == []


def test_a_later_call_of_the_day_says_nothing_of_an_earlier_one() -> None:
    hours = ("15:00", "15:10", "15:20", "09:40")
    assert codes(*[{**CALL, "id": str(at), "time": hour} for at, hour in enumerate(hours)]) == []


def test_the_second_visit_and_the_eleventh_message_of_a_day() -> None:
    visit = {**CALL, "kind": "visit", "premises": "business"}
    assert codes(visit, {**visit, "id": "b", "time": "14:00"}) == ["LX-N006"]
    message = {**CALL, "kind": "im", "messages": "10"}
    assert codes(message) == []
    assert codes(message, {**message, "id": "b", "time": "11:00", "messages": "1"}) == ["LX-N007"]


@pytest.mark.parametrize(
    ("capacity", "expected"),
    [("family", ["LX-N008"]), ("outsider", ["LX-N008"]), ("staff", ["LX-N009"]), ("", ["LX-N010"]), ("lawyer", [])],
)
def test_persons(capacity: str, expected: list[str]) -> None:
    """民法典 1032, 1033; 个人信息保护法 10, 23, 25: nobody else is told of the debt."""
    assert codes({**CALL, "spoken_to": "王某", "capacity": capacity}) == expected


def test_whom_the_case_file_names_needs_no_capacity() -> None:
    people = {"statement_authority": [{"name": "何样文"}]}
    contracts = [{"id": "合同", "cause": "买卖合同纠纷", "name": "合同", "signed_on": "2024-01-01", **people}]
    assert codes({**CALL, "capacity": ""}, contracts=contracts) == []
    assert codes({**CALL, "capacity": "", "spoken_to": "丁样例", "recipient": "丁"}) == []
    assert codes({**CALL, "capacity": ""}, policy=Policy(permitted=frozenset({"何样文"}))) == []


def test_a_call_that_nobody_took_told_nobody() -> None:
    assert codes({**CALL, "answered": "否", "capacity": "family"}) == []


def test_after_contact_my_lawyer_only_the_lawyer_is_called_and_letters_still_go() -> None:
    asked = {**CALL, "id": "first", "date": "2026-11-20", "request": "lawyer_only"}
    assert codes(asked, CALL) == ["LX-N011"]
    assert codes(asked, {**CALL, "capacity": "lawyer", "spoken_to": "赵律师"}) == []
    assert codes(asked, {**CALL, "kind": "letter"}) == []
    assert codes({**asked, "request": "no_contact"}, CALL) == ["LX-N012"]
    assert codes({**asked, "date": "2026-11-28"}, CALL) == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"premises": "home"}, ["LX-N013"]),
        ({"stayed": "是", "request": "leave"}, ["LX-N014"]),
        ({"request": "leave"}, ["LX-N023"]),
        ({"request": "leave", "stayed": "否"}, []),
        ({"visitors": "3"}, ["LX-N015"]),
        ({"visitors": "2"}, []),
        ({"filmed": "是"}, ["LX-N016"]),
        ({"filmed": "是", "premises": "ours"}, []),
    ],
)
def test_visits(more: dict[str, str], expected: list[str]) -> None:
    """刑法 245; 治安管理处罚法 47(3): homes, and staying when asked to leave."""
    assert codes({**CALL, "kind": "visit", "premises": "business", **more}) == expected


def test_a_recording_wants_its_notice() -> None:
    assert codes({**CALL, "recorded": "是"}) == ["LX-N017"]
    assert codes({**CALL, "recorded": "是", "notified": "是"}) == []


def test_a_letter_to_a_third_person_gives_the_debt_away() -> None:
    third = {"id": "戊", "role": "third_party", "kind": "organisation", "name": "戊公司"}
    told = case_with(
        parties=[*PARTIES, third], obligations=[debt()], communications=[{**CALL, "kind": "letter", "recipient": "戊"}]
    )
    (found,) = judged(told, told.communications[0], Policy(), shipped_calendar().is_working)
    assert (found.code, found.stops) == ("LX-N020", True)


def test_what_the_other_side_sent_is_not_judged() -> None:
    assert codes({**CALL, "sender": "乙", "recipient": "甲", "time": "23:00"}) == []


# --- what stands behind a rule -----------------------------------------------------------------------------


def test_each_answer_says_on_what_it_rests() -> None:
    told = case({**CALL, "time": "23:30"})
    (found,) = judged(told, told.communications[0], Policy(), shipped_calendar().is_working)
    assert "民法典 1033(1)" in found.message("zh") and "法律规定" in found.message("zh")
    calls = [{**CALL, "id": str(at), "time": f"09:{at}0"} for at in range(4)]
    told = case(*calls)
    (found,) = judged(told, told.communications[-1], Policy(), shipped_calendar().is_working)
    assert "不直接约束一般债权人" in found.message("zh") and "治安管理处罚法 50(1)(5)" in found.message("zh")


def test_the_law_of_2026_is_not_cited_for_a_call_of_2025() -> None:
    before, after = limits_on(date(2025, 12, 31)), limits_on(date(2026, 1, 1))
    assert before is not None and after is not None
    assert "治安管理处罚法" not in "".join(rule.basis for rule in before.values())
    assert "治安管理处罚法 47(3)" in after["home"].basis
    assert limits_on(date(2020, 12, 31)) is None


def test_the_benchmark_counts_from_its_publication() -> None:
    before, after = limits_on(date(2025, 2, 27)), limits_on(date(2025, 2, 28))
    assert before is not None and before["calls"].standard is Standard.POLICY
    assert after is not None and after["calls"].standard is Standard.BENCHMARK


def test_every_rule_has_source_and_day() -> None:
    assert all(rule.source and rule.basis and rule.verified_on for rule in every_rule())


# --- the house's own limits --------------------------------------------------------------------------------


def policy(text: str) -> tuple[Policy, list[str]]:
    read, found = read_policy(text.encode(), "联系规则.yaml")
    return read, [one.code for one in found]


def test_a_house_may_be_stricter_and_set_its_own_policy() -> None:
    stricter, found = policy("禁止时段: 21:00-08:30\n每日接通次数: 1\n休息日: 不限\n")
    assert found == []
    assert codes({**CALL, "time": "21:10"}, policy=stricter) == ["LX-N001"]
    assert codes({**CALL, "date": "2026-11-28"}, policy=stricter) == []
    assert codes(CALL, {**CALL, "id": "b", "time": "11:00"}, policy=stricter) == ["LX-N005"]


@pytest.mark.parametrize("words", ["不限", "23:00-08:00", "22:00-07:30", "09:00-18:00"])
def test_what_rests_on_a_statute_is_never_loosened(words: str) -> None:
    read, found = policy(f"禁止时段: {words}\n")
    assert found == ["LX-N053"] and read.values == {}
    assert codes({**CALL, "time": "22:30"}, policy=read) == ["LX-N001"]


def test_slips_in_a_policy_are_told_and_change_nothing() -> None:
    assert policy("每日通话次数: 2\n") == (Policy(), ["LX-N051"])
    assert policy("每日接通次数: 几次\n") == (Policy(), ["LX-N052"])
    assert policy("住宅: 不限\n")[1] == ["LX-N051"]
    assert policy("- 1\n")[1] == ["LX-N050"]


def test_the_policy_of_a_matter_goes_before_that_of_the_house() -> None:
    house, matter = Policy({"calls": "1", "visits": "2"}), Policy({"calls": "2"})
    assert matter.over(house).values == {"calls": "2", "visits": "2"}


@given(st.times(), st.times(), st.times())
def test_hours_and_their_complement_divide_the_day(first: Any, last: Any, moment: Any) -> None:
    words = [f"{one:%H:%M}" for one in (first, last, moment)]
    if words[0] != words[1]:
        assert within(words[2], (words[0], words[1])) is not within(words[2], (words[1], words[0]))


@given(st.integers(0, 400))
def test_a_day_has_rules_from_the_first_on(days: int) -> None:
    first = min(rule.since for rule in every_rule())
    found = limits_on(first + timedelta(days=days))
    assert found is not None and set(found) == {rule.id for rule in every_rule()}
