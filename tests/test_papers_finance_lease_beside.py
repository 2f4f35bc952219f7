"""A finance lease that was ended beside other contracts, its statement and notice; a price that is not due yet.

Counted by hand on 2025-11-30. The lease ended on 2025-05-18: loss 52,980.00 (see the tests of the ended lease); rent
due by then: February to May, 4 × 30,000 = 120,000. A second contract, 20,000 due on 2025-09-30, a Tuesday, 每日万分之五
from 10-01: 31 + 30 = 61 days × 10.00 = 610.00. Together 52,980 + 20,000 + 610 = 73,590.00. Of the first lease alone,
all rent called early: 450,000 + penalty 46,980 + price of the option 100, which was to be paid on 2026-04-30.
"""

from __future__ import annotations

from decimal import Decimal as D
from pathlib import Path

import pytest

from finance_lease import OPTION, finance_lease_with
from test_papers_finance_lease import drafted
from test_papers_finance_lease_ended import ENDED, PLAN
from test_papers_lease import texts

SECOND = (
    "租赁物:\n",
    """  - 编号: 乙合同
    案由: 买卖合同纠纷
    名称: 刀具购销合同
    signed_on: 2025-03-01
    goods: 刀具
    late_penalty: {rate: 每日万分之五, clause: 第6条}
    jurisdiction: {kind: court, court: 沈阳市和平区人民法院, clause: 第9条}

租赁物:
""",
)
PRICE = ("应收款:\n", "应收款:\n  - {编号: 刀具款, 所属合同: 乙合同, 金额: 20000.00, 到期: 2025-09-30}\n")
TERMS = (PLAN[0], "    - {due_on: 2025-12-31, amount: 40000.00}\n    - {due_on: 2026-03-31}\n")
BESIDE = (ENDED, SECOND, PRICE, TERMS)
ASKING = ("letter", "demand", "complaint", "preservation", "settlement")
ASSIGNED = (
    "securities:\n",
    "债权转让:\n  - {assignor: 沈阳虚构租赁有限公司, date: 2025-10-15, agreement: 协议, 证据: 合同}\n\nsecurities:\n",
)


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return texts(drafted(tmp_path_factory.mktemp("beside"), *BESIDE, papers=(*ASKING, "statement", "guarantor")))


def test_damages_and_the_other_debt_are_one_sum_in_every_paper(beside: dict[str, str]) -> None:
    assert finance_lease_with(*BESIDE).claims.total == D("73590.00")
    assert [paper for paper in ASKING if "73,590.00" not in beside[paper]] == []
    lost = "解除《融资租赁合同》造成的损失人民币52,980.00元（大写：人民币伍万贰仟玖佰捌拾元整）"
    owed = "本金人民币20,000.00元（大写：人民币贰万元整）"
    late = "逾期付款违约金人民币610.00元（大写：人民币陆佰壹拾元整）"
    assert f"贵方尚欠{owed}，并应支付{late}、{lost}，三项合计人民币73,590.00元" in beside["letter"]
    assert f"原合同项下{owed}、{late}、{lost}，合计人民币73,590.00元" in beside["settlement"]
    assert "以及解除《融资租赁合同》造成的损失52,980.00元。" in beside["demand"]
    # 40,000 first, the rest of 73,590: 33,590.
    assert "33,590.00" in beside["settlement"]


def test_the_complaint_says_of_which_contract_the_choice_was_made(beside: dict[str, str]) -> None:
    said = beside["complaint"]
    assert "1. 判令被告一就《融资租赁合同》（编号：RZ-2024-021）赔偿解除合同造成的损失52,980.00元；" in said
    assert "就《融资租赁合同》，原告选择解除合同、收回租赁物并请求被告一赔偿损失" in said
    assert "判令被告二对《融资租赁合同》项下" in said and "解除合同造成的损失52,980.00元）承担连带清偿责任" in said


def test_the_end_of_the_lease_is_told_by_its_name(beside: dict[str, str]) -> None:
    for paper, who, whom in (("letter", "委托人", "贵方"), ("complaint", "原告", "被告一")):
        told = f"2025年5月18日，就《融资租赁合同》，{who}解除合同的通知到达{whom}（合同第9条），合同自该日解除"
        assert told in beside[paper], paper


def test_the_guarantor_of_the_lease_is_asked_for_the_damages_alone(beside: dict[str, str]) -> None:
    """民法典 566(3): it was lost with the debts of the other contract, for which it does not stand."""
    (claim,) = finance_lease_with(*BESIDE).claims.sureties
    assert claim.gross == D("52980.00")
    assert "支付人民币52,980.00元（大写：人民币伍万贰仟玖佰捌拾元整）" in beside["guarantor"]


def test_the_statement_lists_the_rent_that_was_due_and_the_other_debt(beside: dict[str, str], tmp_path: Path) -> None:
    """120,000 + 20,000; of the lease alone 120,000. Late charges and damages stay out (买卖合同解释 18(3))."""
    assert "我方尚欠贵方款项人民币140,000.00元" in beside["statement"]
    alone = texts(drafted(tmp_path, ENDED, PLAN, papers=("statement", "debt_confirmation")))
    assert "我方尚欠贵方租金人民币120,000.00元" in alone["statement"]
    assert "尚欠债权人租金人民币120,000.00元（大写：人民币壹拾贰万元整）" in alone["debt_confirmation"]
    for said in (beside["statement"], *alone.values()):
        assert "《融资租赁合同》已于2025年5月18日解除，上列只列解除时已到期的租金" in said
        assert "2025-06" not in said and "52,980" not in said and "2,880" not in said


def test_before_any_rent_was_due_there_is_nothing_to_list(tmp_path: Path) -> None:
    early = (ENDED[0], ENDED[1].replace("2025-05-18", "2025-02-10"))
    result = drafted(tmp_path, early, PLAN, papers=("statement",))
    assert {"LX-P502"} == {f.code for f in result.findings if f.stops}


def test_the_notice_of_assignment_tells_the_damages_and_no_rents(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, ENDED, PLAN, ASSIGNED, papers=("assignment_notice",)))["assignment_notice"]
    assert "应当赔偿解除合同造成的损失人民币52,980.00元（大写：人民币伍万贰仟玖佰捌拾元整）。" in said
    assert "2025-02" not in said and "450,000.00" not in said


def test_a_price_that_is_not_due_is_told_with_its_day(tmp_path: Path) -> None:
    """民法典 752 calls the rent early; the price of the option needs a clause, which is asked for."""
    papers = texts(drafted(tmp_path, papers=("letter", "settlement", "complaint")))
    assert "另有留购价款100.00元，约定于2026年4月30日支付，现一并请求" in papers["letter"]
    assert "另有留购价款100.00元，约定于2026年4月30日支付，现一并请求" in papers["complaint"]
    assert "、留购价款（约定于2026年4月30日支付）人民币100.00元" in papers["settlement"]
    assert "应当支付" not in papers["letter"]
    told = {f.code: dict(f.params) for f in finance_lease_with().claims.findings}
    assert told["LX-M400"]["amount"] == D("100.00")
    assert "LX-M400" not in {f.code for f in finance_lease_with((OPTION, "")).claims.findings}
