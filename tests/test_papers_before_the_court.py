"""What the last reader before the court would send back: contents of exhibits, sums paid at once, costs without ground.

Told by hand from the case files: the lease's guarantor refused the letter of 10 June 2025 on the 12th; the letter of
1 August 2025 ended that lease on arrival; the guarantor who paid on 20 May 2024 lent nothing; the agent's commission is
paid in one sum on 31 May 2026; the loan's lawyer cost 15,000.00 by clause 6.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from drawn import OWN, _example, _kind
from lexcollect.documents.material import Material
from lexcollect.documents.register import PAPERS
from test_every_kind import KINDS


def fields(paper: str, given: Material) -> dict[str, Any]:
    return PAPERS[paper].view()(given).fields


@cache
def example(name: str) -> Material:
    return _example(name)


@cache
def kind(name: str) -> Material:
    return _kind(next(known for known in KINDS if name in known))


def contents(given: Material) -> dict[str, str]:
    return {row["名称"]: row["内容"] for group in fields("evidence_list", given)["组别"] for row in group["证据"]}


def test_a_letter_that_was_refused_is_not_told_as_served() -> None:
    """诉讼时效规定 8: whether it arrived decides; the court must not read 送达 where the slip says 拒收."""
    said = contents(example("lease"))
    assert said["EMS投递查询（催告函）"] == (
        "2025年6月10日《租金催告函》，2025年6月12日送达；"
        "2025年6月10日致冯样例的《关于承担保证责任的催告函》，2025年6月12日拒收"
    )
    # The letters themselves show no arrival (证据规定 19: what an exhibit proves is what it carries).
    assert said["《关于承担保证责任的催告函》"] == "2025年6月10日致冯样例的《关于承担保证责任的催告函》"
    assert said["《租金催告函》"] == "2025年6月10日《租金催告函》"


def test_a_notice_that_ended_a_contract_is_called_so_in_the_list_as_in_the_complaint() -> None:
    said = contents(example("lease"))
    assert (
        said["《合同解除通知书》"].startswith("2025年8月1日解除合同通知；")
        and "催款函" not in said["《合同解除通知书》"]
    )
    assert said["EMS投递查询（解除通知）"].startswith("2025年8月1日解除合同通知，2025年8月4日送达")


def test_what_an_exhibit_holds_is_said_once() -> None:
    """证据规定 19: 对证据材料的内容作简要说明; a number that the name of the exhibit says is not told again."""
    assert contents(example("lease"))["维修发票18,600.00元"] == "SMP-0001维修费，金额18,600.00元"
    invoice = "电子发票（增值税专用发票）25322000000000000001"
    assert contents(example("invoices"))[invoice] == "2025年6月20日开具发票，24,800.00元"


def test_a_guarantor_who_paid_lent_nothing() -> None:
    """民法典 700: what he paid was the debt of another."""
    said = contents(kind("追偿权"))["代偿回单"]
    assert "2024年5月20日代为清偿债务300,000.00元" in said and "借款" not in said


@pytest.mark.parametrize(
    ("exhibit", "content"),
    [
        ("转让合同", "2025年2月10日丙方样本机械有限公司转让债权的《债权转让合同》"),
        ("保证书", "王样例出具的保证书"),
        ("订单", "订单DD-1，金额200,000.00元"),
    ],
)
def test_papers_of_an_assigned_debt_say_what_they_hold(exhibit: str, content: str) -> None:
    assert contents(kind("债权转让"))[exhibit] == content


def test_one_sum_is_paid_at_once_and_has_no_instalment_to_miss() -> None:
    told = fields("settlement", kind("销售代理"))
    assert len(told["分期"]) == 1 and told["付款方式"] == "乙方按下表一次性向甲方付款"
    assert told["分期说明"] == "上表金额等于第一条确认的债务总额"
    assert told["加速"]["内容"].startswith("乙方进入破产程序") and "任何一期" not in told["加速"]["内容"]
    assert told["不减免"].endswith("继续计算，付款时一并付清")
    parts = fields("settlement", example("steel"))
    assert parts["付款方式"] == "乙方按下表分期向甲方付款" and parts["加速"]["内容"].startswith("任何一期逾期超过5日")


def test_costs_in_the_sum_to_be_preserved_have_their_ground_among_the_facts() -> None:
    """保全规定 1(2): 请求事项和所根据的事实与理由."""
    assert "申请人为实现债权支出律师费15,000.00元，按照合同第6条应由被申请人一承担（证据5-1，第52–54页）" in [
        said.replace("\u2011", "-") for said in fields("preservation", example("loan"))["共同"]
    ]
    assert fields("preservation", example("steel"))["共同"] == []  # nothing was spent


def test_an_agreement_that_both_sides_sign_cites_no_exhibit_of_one_side() -> None:
    told = fields("enforcement_settlement", OWN["enforcement_settlement"]())
    assert "证据" not in told["序言"] and told["合称"] == {"申请人": "", "被执行人": "（以上各乙方以下合称“乙方”）"}
    (waiver,) = [one["款"] for one in told["各条"] if one["题"] == "减免"]
    assert waiver[0].startswith("乙方足额、按时付清全部各期款项的，甲方免除第一条所列债务中的人民币10,000.00元")


def test_a_mediation_without_measures_has_no_heading_on_them() -> None:
    heads = [one["题"] for one in fields("mediation_agreement", OWN["mediation_agreement"]())["另条"]]
    assert "诉讼费用" in heads and "诉讼费用和保全措施" not in heads


def test_who_agrees_to_electronic_service_says_where() -> None:
    """民诉法解释 135: 传真、电子邮件、移动通信; a person signs for himself, a company for itself."""
    (person,) = fields("service_confirmation", example("loan"))["各书"]
    (company,) = fields("service_confirmation", example("steel"))["各书"]
    assert person["电子送达地址"] == "同意的，电子送达地址（邮箱、传真或者手机）："
    assert person["确认"].startswith("本人已阅读") and company["确认"].startswith("本单位已阅读")
