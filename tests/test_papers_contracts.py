"""Several contracts in one matter and one paper, and the instalments of one contract.

The steel matter with its third order under a second contract of the same parties. On 2026-11-21 the first two orders
owe 132,000.00 and 332,000.00 (86,166.00 and 199,366.00 penalty), the third 387,600.00 (222,061.80), as counted in
tests/test_claims_steel.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from papers import codes, drafted, errors, fields, material, text_of

SECOND = (
    "\nobligations:\n",
    """
  - id: 合同二
    cause: 买卖合同纠纷
    name: 圆钢购销合同
    number: JB-SH-2023-009
    signed_on: 2023-08-20
    payment_term: {count: 60, unit: day, after: last_delivery, clause: 第3条}
    late_penalty: {rate: %s, clause: 第6条}
    appropriation: {order: [designated, oldest_principal, penalty, costs], clause: 第4条}
    jurisdiction: {kind: court, court: %s, clause: 第9条}
    evidence: 合同

obligations:
""",
)
MOVED = ("title: 订单三, contract: 框架合同", "title: 订单三, contract: 合同二")
COURT = "天津市北辰区人民法院"


def two(rate: str = "每日万分之五", court: str = COURT) -> tuple[tuple[str, str], ...]:
    return (SECOND[0], SECOND[1] % (rate, court)), MOVED


def test_each_contract_is_told_and_summed_in_one_complaint(tmp_path: Path) -> None:
    """Principal 464,000.00 + 387,600.00; all 749,532.00 + 609,661.80 = 1,359,193.80."""
    text = text_of(drafted(tmp_path, "complaint", given=material(*two())), "complaint")
    for said in (
        "1. 判令被告一就《钢材购销框架合同》（编号：JB-SH-2023-001）支付货款464,000.00元；",
        "就《圆钢购销合同》（编号：JB-SH-2023-009）支付货款387,600.00元；",
        "起以464,000.00元为基数，按每日万分之五计算",
        "起以387,600.00元为基数，按每日万分之五计算",
        "共1,359,193.80元，其中《钢材购销框架合同》项下749,532.00元；《圆钢购销合同》项下609,661.80元",
        "2023年8月20日，原告与被告一签订《圆钢购销合同》（编号：JB-SH-2023-009）",
        "（二）《圆钢购销合同》",
        "合同约定：每份订单最后一批货物签收之日起60日内付清货款（第3条）",
        "2023年8月21日，被告一以编号DD-20230821的订单",
        "被告一就《钢材购销框架合同》尚欠原告货款本金464,000.00元",
        "被告一就《圆钢购销合同》尚欠原告货款本金387,600.00元",
        "《圆钢购销合同》：按照合同第6条，被告一逾期付款的",
    ):
        assert said in text, said


def test_different_rates_are_each_put_to_their_own_contract() -> None:
    relief = [row["内容"] for row in fields("complaint", *two("日0.03%"))["诉讼请求"]]
    (first,) = [line for line in relief if "被告一就《钢材购销框架合同》" in line and "违约金" in line]
    (second,) = [line for line in relief if "被告一就《圆钢购销合同》" in line and "违约金" in line]
    assert "按每日万分之五" in first and "万分之三" not in first
    assert "按每日万分之三" in second and "万分之五" not in second


@pytest.mark.parametrize("paper", ["letter", "preservation", "demand"])
def test_the_other_papers_name_both_contracts(tmp_path: Path, paper: str) -> None:
    text = text_of(drafted(tmp_path, paper, given=material(*two())), paper)
    assert "《钢材购销框架合同》" in text and "《圆钢购销合同》" in text
    if paper != "preservation":
        assert "签订《圆钢购销合同》" in text and "（第6条）" in text


def test_joinder_wants_leave_and_consent_and_one_court() -> None:
    """民事诉讼法 55(1)."""
    assert "LX-P097" in codes("complaint", *two())
    assert "LX-P098" in errors("complaint", *two(court="沈阳市沈河区人民法院"))


def test_a_sale_and_a_service_stand_side_by_side_and_the_court_decides() -> None:
    service = (SECOND[0], (SECOND[1] % ("每日万分之五", COURT)).replace("买卖合同纠纷", "服务合同纠纷"))
    assert "LX-P221" in codes("complaint", service, MOVED) and errors("complaint", service, MOVED) == []
    assert fields("complaint", service, MOVED)["案由"] == "买卖合同纠纷、服务合同纠纷"


def test_instalments_of_one_contract_are_no_orders_of_two_machines(tmp_path: Path) -> None:
    """民法典 189: one debt in instalments; nobody ordered anything by the number of an instalment."""
    one = ("    goods: 钢材\n", "    goods: 龙门吊一台\n    nature: instalments\n")
    text = text_of(drafted(tmp_path, "complaint", given=material(one)), "complaint")
    assert "的订单向原告订购" not in text and "分期款DD-20230406，H型钢100吨，货款432,000.00元" in text
    assert "各笔货款及欠款" in text


def test_goods_nobody_entered_are_not_told() -> None:
    one = ("    goods: 钢材\n", "    goods: 龙门吊一台\n    nature: instalments\n")
    bare = ("goods: H型钢, quantity: 100吨, unit_price: 4320, amount: 432000.00", "amount: 432000.00")
    row = fields("complaint", one, bare)["订单"][0]
    assert row["订立"].startswith("分期款DD-20230406，货款432,000.00元")


def test_one_contract_is_told_as_before(tmp_path: Path) -> None:
    text = text_of(drafted(tmp_path, "complaint"), "complaint")
    assert "就《" not in text and "项下：" not in text and "合同约定：" in text
