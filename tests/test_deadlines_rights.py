"""Mortgages and acts of the debtor that can be undone: until when, counted by hand from the articles first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from case_kit import agenda_with, codes, debt, filing, letter
from lexcollect.casefile import parse_case
from lexcollect.deadlines.deadline import Agenda, Deadline
from lexcollect.deadlines.matter import answer_case
from lexcollect.law.states import State

D = date
REVOCATION, MORTGAGE = "right.creditor_revocation", "security.mortgage"


def gift(**more: Any) -> dict[str, Any]:
    return {"id": "赠房", "kind": "无偿转让", "date": "2025-10-01", "知道日期": "2026-03-02", "to": "乙例之妻", **more}


def house(**more: Any) -> dict[str, Any]:
    return {"id": "厂房", "kind": "抵押", "grantor": "乙", "thing": "江边厂房", "registered_on": "2024-01-12", **more}


def only(agenda: Agenda, rule: str) -> Deadline:
    [found] = agenda.of_rule(rule)
    return found


def test_a_gift_is_undone_within_a_year_of_knowing() -> None:
    # 民法典 541: known on 2026-03-02, one year: 2027-03-02, a Tuesday.
    found = only(agenda_with(dispositions=[gift()]), REVOCATION)
    assert (found.period.nominal, found.state, found.person) == (D(2027, 3, 2), "running", "甲")
    assert "无偿转让" in found.title.render("zh") and "诉讼" in found.notes[0].render("zh")


def test_five_years_after_the_act_it_is_over_whenever_it_was_known() -> None:
    # 民法典 541, second sentence: the act of 2021-11-23 and five years: 2026-11-23, before the year of knowing ends.
    found = only(agenda_with(dispositions=[gift(date="2021-11-23")]), REVOCATION)
    assert (found.period.nominal, found.state) == (D(2026, 11, 23), "running")


def test_a_suit_that_asserts_the_revocation_in_time_uses_it() -> None:
    suit = filing("2026-06-01", asserts=["撤销权"])
    used = only(agenda_with(dispositions=[gift()], filings=[suit]), REVOCATION)
    assert (used.state, used.deciding and used.deciding.on) == ("done", D(2026, 6, 1))
    other = only(agenda_with(dispositions=[gift()], filings=[filing("2026-06-01")]), REVOCATION)
    assert other.state == "running"
    late = gift(known_on="2025-01-10", date="2025-01-02")  # one year: Saturday 2026-01-10, rolled to the 12th
    late.pop("知道日期")
    missed = only(agenda_with(dispositions=[late], filings=[suit]), REVOCATION)
    assert missed.state == "gone" and "2026-01-12" in missed.ignored[0].reason.render("zh")


def test_without_the_day_of_knowing_nothing_is_guessed() -> None:
    unknown = {key: value for key, value in gift().items() if key != "知道日期"}
    agenda = agenda_with(dispositions=[unknown])
    assert only(agenda, REVOCATION).state == "missing" and "LX-D012" in codes(agenda)


def test_a_mortgage_lives_as_long_as_the_claim() -> None:
    # 民法典 419: the claim due 2024-03-15 ends on 2027-03-15; a demand that arrived 2025-03-04 makes both 2028-03-04.
    assert only(agenda_with(collaterals=[house()]), MORTGAGE).period.nominal == D(2027, 3, 15)
    moved = only(agenda_with(collaterals=[house()], communications=[letter("2025-03-04")]), MORTGAGE)
    assert moved.period.nominal == D(2028, 3, 4)
    assert "419" in str(moved.answer.trace[0].cites[0])


def test_the_buyers_time_to_complain_is_no_clock_of_the_mortgage() -> None:
    delivered = [{"obligation": "货款", "date": "2025-02-10", "evidence": ["送货单"]}]
    agenda = agenda_with(collaterals=[house()], deliveries=delivered)
    assert only(agenda, MORTGAGE).period.nominal == D(2027, 3, 15) and agenda.of_rule("right.quality_notice")


def test_a_mortgage_whose_claim_is_over_is_gone() -> None:
    # Due 2022-03-15: over on 2025-03-15; the court no longer protects the mortgage (419).
    assert only(agenda_with(collaterals=[house()], obligations=[debt(due="2022-03-15")]), MORTGAGE).state == "gone"


def test_a_mortgage_asserted_in_the_suit_is_used() -> None:
    suit = filing("2026-06-01", asserts=["抵押权"])
    assert only(agenda_with(collaterals=[house()], filings=[suit]), MORTGAGE).state == "done"


def test_with_a_judgment_against_the_debtor_the_enforcement_period_counts() -> None:
    # 担保制度解释 44(1): in force 2025-06-20, performance within ten days ends 2025-06-30; two years: 2027-06-30.
    judgment = {
        "id": "判决",
        "kind": "judgment",
        "against": ["乙"],
        "effective_on": "2025-06-20",
        "performance_count": "10",
        "evidence": ["判决书"],
    }
    agenda = agenda_with(
        collaterals=[house()],
        filings=[filing("2025-01-10", outcome="judgment", ended_on="2025-06-01")],
        titles=[judgment],
    )
    found = only(agenda, MORTGAGE)
    assert (found.period.nominal, found.state) == (D(2027, 6, 30), "running")
    assert "44(1)" in str(found.answer.trace[0].cites[0].article)


@pytest.mark.parametrize(("kind", "rows"), [("登记的权利质押", 1), ("动产质押", 0)])
def test_a_thing_in_our_hands_is_kept_and_a_registered_right_ends_like_a_mortgage(kind: str, rows: int) -> None:
    # 担保制度解释 44(2), 44(3).
    assert len(agenda_with(collaterals=[house(kind=kind)]).of_rule(MORTGAGE)) == rows


def test_a_mortgage_for_one_debt_follows_that_debt_alone() -> None:
    debts = {"obligations": [debt(), debt("二", due="2025-05-20")]}
    found = only(agenda_with(**debts, collaterals=[house(covers=["二"])]), MORTGAGE)
    assert (found.obligations, found.period.nominal) == (("二",), D(2028, 5, 20))


LEASE = """schema: lexcollect/case/1
案名: 商铺转租
当事人:
  - {编号: 甲, 身份: 出租人, 类型: 法人, 名称: 虚构甲商业有限公司}
  - {编号: 乙, 身份: 承租人, 类型: 法人, 名称: 虚构乙餐饮有限公司}
合同: [{编号: 合同, 案由: 房屋租赁合同纠纷, 名称: 商铺租赁合同, 签订日期: 2025-12-20}]
租金: [{所属合同: 合同, 金额: 10000, 起: 2026-01-01, 止: 2026-12-31, 付款日: 5}]
租赁物: [{编号: 铺, 所属合同: 合同, 名称: 一层商铺, 知道转租日: 2026-05-01MORE}]
"""


@pytest.mark.parametrize(
    ("more", "as_of", "state"),
    [
        ("", date(2026, 10, 1), State.RUNNING),
        ("", date(2026, 11, 3), State.GONE),
        (", 转租异议日: 2026-07-01", date(2026, 11, 3), State.DONE),
        (", 转租异议日: 2026-11-03", date(2026, 11, 3), State.GONE),
    ],
)
def test_a_lessor_who_learned_of_a_sublease_objects_within_six_months(more: str, as_of: date, state: State) -> None:
    # 民法典 718: six months from 2026-05-01, the Sunday 2026-11-01; the safe day is Friday 2026-10-30.
    case = parse_case(LEASE.replace("MORE", more)).case
    assert case is not None
    (found,) = [d for d in answer_case(case, as_of).agenda.deadlines if d.rule == "right.sublet_objection"]
    assert found.period is not None and found.state is state
    assert (found.period.nominal, found.period.act_by) == (date(2026, 11, 1), date(2026, 10, 30))


def test_who_consented_to_a_sublease_has_nothing_to_object_to() -> None:
    case = parse_case(LEASE.replace("MORE", ", 同意转租: 是")).case
    assert case is not None
    assert not [d for d in answer_case(case, date(2026, 10, 1)).agenda.deadlines if d.id.startswith("sublet:")]


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ("right.contract_voidable", date(2027, 2, 1)),  # 民法典 152(1)(1): one year from knowledge
        ("重大误解的撤销权", date(2026, 5, 2)),  # 152(1)(1): ninety days from 2026-02-01
        ("right.contract_voidable_outer", date(2031, 2, 1)),  # 152(2): five years from the act
    ],
)
def test_a_right_to_avoid_is_watched_by_the_day_it_runs_from(rule: str, last: date) -> None:
    case = parse_case(LEASE.replace("MORE", "") + f"其他期限: [{{编号: 撤, 规则: {rule}, 起算日: 2026-02-01}}]\n").case
    assert case is not None
    agenda = answer_case(case, date(2026, 10, 1)).agenda
    (found,) = [d for d in agenda.deadlines if d.id == "watched:撤"]
    assert found.period is not None and found.period.nominal == last
    told = [note.render("zh") for note in found.notes]
    assert any("right.contract_voidable_outer" in said for said in told) is ("outer" not in rule)
    assert "LX-D004" not in {f.code for f in agenda.findings}
