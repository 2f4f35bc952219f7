"""Mortgage and pledge in the complaint: 民法典 392, 394, 402, 410, 425, 436, 440."""

from __future__ import annotations

from datetime import date

import pytest

from lexcollect.casefile import parse_case
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.material import Material, View
from lexcollect.documents.register import PAPERS

CASE = """schema: lexcollect/case/1
案名: 有抵押的借款
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 自然人, 名称: 甲示例, 住所: 甲地}
  - {编号: 乙, 身份: 债务人, 类型: 自然人, 名称: 乙示例, 住所: 乙地}
  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙示例, 住所: 丙地}
合同:
  - {编号: 借条, 案由: 民间借贷纠纷, 名称: 借条, 签订日期: 2024-01-10, 期内利息: 年利率10%,
     付款期限: {固定日期: 2025-01-09}}
应收款:
  - {编号: JK-001, 合同: 借条, 日期: 2024-01-10, 金额: 500000}
借款交付:
  - {应收款: JK-001, 日期: 2024-01-10, 金额: 500000}
担保:
  - {编号: 保, 类型: 连带责任保证, 担保人: 丙, 出具日期: 2024-01-10,
     保证期间: {期间长度: 2, 单位: 年, 原文: 二年}REGARDLESS}
物的担保:
  - {编号: 房, 类型: KIND, 担保人: GRANTOR, 担保物: 乙地1号房屋REGISTERED}
选择: {法院: 甲地人民法院}
"""
REGISTERED = ", 登记日期: 2024-01-12, 号码: 虚构证明0001, 金额: 400000"
MORTGAGE = (
    "判令原告有权就被告一提供抵押的乙地1号房屋折价，或者以拍卖、变卖该财产所得的价款，"
    "在400,000.00元范围内就被告一的上列债务优先受偿"
)


def complaint(
    kind: str = "抵押", grantor: str = "乙", registered: str = REGISTERED, regardless: str = "", day: str = "2025-06-30"
) -> View:
    text = CASE.replace("KIND", kind).replace("GRANTOR", grantor).replace("REGISTERED", registered)
    loaded = parse_case(text.replace("REGARDLESS", regardless))
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    found = answer_case(loaded.case, date.fromisoformat(day))
    return PAPERS["complaint"].view()(Material(found.case, found.claims, {}))


def relief(view: View) -> list[str]:
    return [row["内容"].rstrip("；。") for row in view.fields["诉讼请求"]]


def codes(view: View) -> set[str]:
    return {f.code for f in view.findings} & {"LX-P112", "LX-P113", "LX-P114"}


def test_a_registered_mortgage_is_asked_for_up_to_its_sum_and_the_surety_behind_it() -> None:
    view = complaint()
    asked = relief(view)
    assert MORTGAGE in asked
    (surety,) = [line for line in asked if "被告二" in line and "债务（" in line]
    assert surety.endswith("对被告一提供的担保物实现后不足清偿的部分承担连带清偿责任")
    assert codes(view) == {"LX-P113"}
    law = view.fields["法律依据"]
    assert "第三百九十二条" in law and "第三百九十四条" in law and "第四百一十条" in law
    assert (
        "被告一以乙地1号房屋为上述债务提供抵押担保，于2024年1月12日办理抵押登记（登记证明号虚构证明0001）"
        in view.fields["共同"]
    )


def test_a_guarantee_that_answers_regardless_stands_beside_it() -> None:
    view = complaint(regardless=", 不分先后: 是")
    (surety,) = [line for line in relief(view) if "被告二" in line and "债务（" in line]
    assert surety.endswith("）承担连带清偿责任") and not codes(view)


def test_the_thing_of_a_guarantor_does_not_go_before_its_own_guarantee() -> None:
    view = complaint(grantor="丙")
    assert MORTGAGE.replace("就被告一提供", "就被告二提供") in relief(view)
    assert not [line for line in relief(view) if "不足清偿" in line] and not codes(view)


@pytest.mark.parametrize("kind", ["抵押", "权利质押"])
def test_without_registration_nothing_is_asked_and_that_is_told(kind: str) -> None:
    view = complaint(kind, registered="")
    assert not [line for line in relief(view) if "优先受偿" in line]
    assert codes(view) == {"LX-P114"} and not view.fields["占用费"]


def test_registered_after_the_day_it_is_not_there_yet() -> None:
    assert codes(complaint(registered=", 登记日期: 2025-07-01")) == {"LX-P114"}


def test_a_pledged_thing_in_hand_needs_no_registration() -> None:
    asked = [line for line in relief(complaint("动产质押", registered="")) if "优先受偿" in line]
    assert asked == [
        "判令原告有权就被告一出质的乙地1号房屋折价，或者以拍卖、变卖该财产所得的价款，就被告一的上列债务优先受偿"
    ]


def test_a_guarantor_whose_period_is_over_is_sued_for_the_thing_alone() -> None:
    # The guarantee of two years ended on 2027-01-09; the mortgage lives with the claim (民法典 419).
    view = complaint(grantor="丙", day="2027-06-30")
    assert MORTGAGE.replace("就被告一提供", "就被告二提供") in relief(view) and not codes(view)
    assert not [line for line in relief(view) if line.startswith("判令被告二")]


#: A third person who owes nothing and gave his house (民法典 394).
THIRD = ("合同:\n", "  - {编号: 丁, 身份: 抵押人, 类型: 自然人, 名称: 丁示例, 住所: 丁地}\n合同:\n")


def third(paper: str = "complaint", *changes: tuple[str, str]) -> View:
    text = CASE.replace("KIND", "抵押").replace("GRANTOR", "丁").replace("REGISTERED", REGISTERED)
    for was, now in (THIRD, ("REGARDLESS", ""), *changes):
        assert was in text, was
        text = text.replace(was, now)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    found = answer_case(loaded.case, date(2025, 6, 30))
    return PAPERS[paper].view()(Material(found.case, found.claims, {}))


def test_a_third_person_is_sued_with_the_debtor_for_the_thing_he_gave_up_to_its_sum() -> None:
    """担保制度解释 45(3): debtor and grantor are sued together; he answers with the house, 400,000.00 at most."""
    view = third()
    assert [party["名称"] for party in view.fields["被告"]] == ["乙示例", "丙示例", "丁示例"]
    assert MORTGAGE.replace("就被告一提供", "就被告三提供") in relief(view) and not codes(view)
    assert not [line for line in relief(view) if line.startswith("判令被告三")]
    # The thing of a third person does not go before the guarantor: the creditor may turn to either (民法典 392).
    (surety,) = [line for line in relief(view) if "被告二" in line and "债务（" in line]
    assert surety.endswith("）承担连带清偿责任")
    assert view.fields["综述"].endswith("；被告三以乙地1号房屋为上述债务提供担保，原告有权就该担保物优先受偿")
    assert "第四十五条" in view.fields["法律依据"] and "第三百九十四条" in view.fields["法律依据"]


def test_nothing_else_of_a_third_person_is_frozen() -> None:
    view = third("preservation", ("选择: {", "保全: {阶段: 诉讼, 理由: 转移财产}\n选择: {"))
    assert [party["名称"] for party in view.fields["被申请人"]] == ["乙示例", "丙示例"]
    assert "LX-P200" in [f.code for f in view.findings]


def test_who_is_chosen_not_to_be_sued_is_told() -> None:
    view = third("complaint", ("{法院: 甲地人民法院}", "{法院: 甲地人民法院, 列为被告: [乙, 丙]}"))
    assert [party["名称"] for party in view.fields["被告"]] == ["乙示例", "丙示例"]
    assert codes(view) == {"LX-P112"}


def test_a_third_person_without_a_thing_on_record_is_told() -> None:
    text = CASE.replace("KIND", "抵押").replace("GRANTOR", "乙").replace("REGISTERED", "").replace("REGARDLESS", "")
    assert "LX-C234" in [f.code for f in parse_case(text.replace(*THIRD)).findings]


def test_an_outsider_who_gave_a_thing_is_not_sued_unasked() -> None:
    view = third("complaint", ("身份: 抵押人", "身份: 案外人"))
    assert codes(view) == {"LX-P112"} and len(view.fields["被告"]) == 2
