"""Agreements in every stage: what a settlement holds besides money, in a suit, in enforcement, a promise, confirmation.

The steel matter on 2026-11-21: 851,600.00 and 507,593.80 are 1,359,193.80; 257,593.80 is waived, 1,101,600.00 is paid
in four instalments. With machines at 100,000.00 the last instalment is 150,000.00, the others 851,600.00 together.
"""

from __future__ import annotations

from datetime import date as D
from pathlib import Path

import pytest

import enforced
from enforced import NEVER, PLAN, SETTLED
from lexcollect.documents.register import PAPERS
from papers import codes, drafted, errors, material
from running_suit import PENDING
from test_papers_preservation import read

COMPANY = (
    "agents:\n",
    """  - {id: 控股, role: third_party, kind: organisation, name: 沈阳样例控股有限公司, uscc: 91210103FAKE00070M,
     domicile: 沈阳市沈河区虚构路1号, phone: 024-00000001, legal_rep: {name: 钱示例}}
agents:
""",
)
LAST = ("2027-09-30, amount: 250000.00}", "2027-09-30, amount: 150000.00}")
GIVEN = "  in_kind: [{thing: 数控机床2台, value: 100000.00, by: 2027-01-31}]\n"
BACKED = "  backings: [{party: 控股, kind: 连带责任保证, cap: 500000.00, resolution: 2026年11月10日股东会决议}]\n"
MEDIATED = (
    "  mediation: {organ: 沈阳市样例商事调解中心, mediator: 韩示例, agreement_no: 商调5号, effective_on: 2026-11-10,\n"
    "    court: 沈阳市沈河区人民法院}\n"
)


def terms(*more: str) -> tuple[str, str]:
    """The terms of settlement with these keys besides."""
    return ("  grace_days: 5\n", "".join(more) + "  grace_days: 5\n")


def said(root: Path, paper: str, *changes: tuple[str, str], as_of: D = D(2026, 11, 21)) -> str:
    return read(drafted(root, paper, given=material(*changes, as_of=as_of)), paper)


# --- what a settlement holds besides money -------------------------------------------------------------------


def test_a_plain_settlement_is_numbered_as_before(tmp_path: Path) -> None:
    text = said(tmp_path, "settlement")
    for head in ("第七条　担保", "第八条　送达地址", "第九条　争议解决", "第十条　其他"):
        assert f"\n{head}\n" in text, head
    assert "以物抵债" not in text and "公证处" not in text and "LX-P603" in codes("settlement")


def test_a_thing_after_the_due_day_discharges_once_it_is_handed_over(tmp_path: Path) -> None:
    """合同编通则解释 27: 1,001,600.00 in money and 100,000.00 in machines are 1,101,600.00."""
    text = said(tmp_path, "settlement", terms(GIVEN), LAST)
    assert "各方确认，第一条所列债务的履行期限已经届满。乙方以数控机床2台作价人民币100,000.00元抵偿乙方的债务，" in text
    assert (
        "于2027年1月31日前交付甲方。" in text and "该部分债务不消灭，甲方可以选择请求履行原债务或者本条约定。" in text
    )
    assert "与以物抵债的作价金额100,000.00元之和等于第一条确认的债务总额减去第四条附条件减免的金额" in text
    assert "并依约交付抵债财产的，" in text and "1,001,600.00" in text and "归甲方所有" not in text
    assert "LX-P607" in codes("settlement", terms(GIVEN), LAST)
    assert errors("settlement", terms(GIVEN)) == ["LX-P005"]  # the machines and the whole sum would be too much


def test_a_thing_before_the_due_day_is_only_realised() -> None:
    """合同编通则解释 28, 民法典 401, 428: no title passes on default, and its value takes nothing of the debt."""
    early = D(2023, 10, 20)  # order three falls due on 2023-11-06
    plan = [
        ("  instalments:\n", "  instalments:\n    - {due_on: 2024-01-31}\n"),
        ("    - {due_on: 2026-12-31, amount: 351600.00}\n", ""),
        ("    - {due_on: 2027-03-31, amount: 250000.00}\n", ""),
        ("    - {due_on: 2027-06-30, amount: 250000.00}\n", ""),
        ("    - {due_on: 2027-09-30, amount: 250000.00}\n", ""),
        ("  waive_penalty: 257593.80\n", ""),
    ]
    found = PAPERS["settlement"].view()(material(*plan, terms(GIVEN), as_of=early))
    (article,) = found.fields["另条"]
    assert article["题"] == "以物抵债" and len(article["款"]) == 1
    assert "可以请求将乙方的数控机床2台拍卖、变卖或者折价" in article["款"][0]
    assert "该财产不因乙方没有清偿而归甲方所有" in article["款"][0]
    assert "LX-P605" in [f.code for f in found.findings]
    assert found.fields["分期合计"]["金额"] == found.fields["债务"]["合计"]


def test_a_new_guarantor_signs_with_kind_ceiling_period_and_the_decision_of_its_company(tmp_path: Path) -> None:
    """民法典 686, 688, 692; 公司法 15."""
    text = said(tmp_path, "settlement", COMPANY, terms(BACKED))
    assert "丁方（保证人）：沈阳样例控股有限公司，" in text and "第八条　新增担保" in text
    assert (
        "丁方为乙方在本协议项下的全部债务向甲方提供连带责任保证，" in text and "最高债权额为人民币500,000.00元" in text
    )
    assert "保证期间为最后一期付款期限届满之日起三年；依第五条提前到期的，自提前到期之日起计算。" in text
    assert "丁方就上述担保已作出决议：2026年11月10日股东会决议，决议作为本协议附件。" in text
    assert "一式四份" in text and "丁方（盖章）：沈阳样例控股有限公司" in text
    bare = said(
        tmp_path / "b", "settlement", COMPANY, terms(BACKED.replace(", resolution: 2026年11月10日股东会决议", ""))
    )
    assert "【待补：沈阳样例控股有限公司同意担保的公司决议】" in bare
    joins = BACKED.replace("连带责任保证", "债务加入")
    text = said(tmp_path / "c", "settlement", COMPANY, terms(joins))
    assert "丁方自愿加入乙方在本协议项下的债务，与乙方承担连带清偿责任，以人民币500,000.00元为限。" in text
    assert "丁方（债务加入人）：" in text


def test_a_notary_covers_whoever_owes_by_the_agreement(tmp_path: Path) -> None:
    """公证法 37; 公证债权文书执行规定 6: of a guarantor only with his own promise."""
    text = said(tmp_path, "settlement", COMPANY, terms(BACKED, "  notary: 沈阳市样例公证处\n"))
    assert "各方同意就本协议向沈阳市样例公证处申请办理赋予强制执行效力的公证。" in text
    assert "乙方、丙方、丁方承诺：不履行或者不完全履行本协议的，自愿接受人民法院强制执行，" in text
    told = codes("settlement", COMPANY, terms(BACKED, "  notary: 沈阳市样例公证处\n"))
    assert "LX-P606" in told and "LX-P603" not in told


# --- in a suit -----------------------------------------------------------------------------------------------


def test_in_a_suit_the_court_makes_a_paper_of_it_and_nothing_is_withdrawn(tmp_path: Path) -> None:
    """民事调解规定 2, 8, 9, 15(2); 民事诉讼法 100; 交纳办法 15, 31."""
    text = said(tmp_path, "mediation_agreement", PENDING, terms("  fee_borne: 债务人负担\n"))
    assert text.startswith("调解协议\n") and "（案号：（2026）津0113民初88号），由天津市北辰区人民法院审理" in text
    assert "请求人民法院依法确认本协议并制作民事调解书，民事调解书经各方签收后即具有法律效力。" in text
    assert "甲方不因本协议撤回起诉，本协议不以撤回起诉为条件。" in text
    assert "乙方按照第六条承担逾期付款的责任后，甲方不再要求其支付迟延履行期间的加倍部分债务利息。" in text
    assert "丙方提供的担保列入民事调解书，民事调解书送交丙方。" in text
    assert "案件受理费减半交纳，由乙方负担；" in text and "争议解决" not in text and "一份交人民法院" in text
    assert "请求人民法院对案件作出裁判" not in text  # a clause no court allows (民事调解规定 8(2))
    assert "LX-P601" in codes("mediation_agreement", PENDING)
    assert "【待补：案件受理费由谁负担】" in said(tmp_path / "b", "mediation_agreement", PENDING)


def test_without_a_suit_there_is_no_court_and_with_one_the_private_paper_warns() -> None:
    assert errors("mediation_agreement") == ["LX-P367"]
    assert "LX-P602" in codes("settlement", PENDING) and "LX-P603" not in codes("settlement", PENDING)


# --- a promise of the debtor alone ---------------------------------------------------------------------------


def test_a_promise_waives_nothing_and_confirms_without_condition(tmp_path: Path) -> None:
    """The waiver of 257,593.80 is the creditor's to give: in the promise it stays owed with the last instalment."""
    text = said(tmp_path, "repayment_promise")
    assert text.startswith("还款承诺书\n致：天津津渤示例钢材贸易有限公司（甲方）\n乙方（承诺人）：沈阳沈河")
    assert "乙方确认：截至2026年11月21日，乙方欠付甲方原合同项下货款本金人民币851,600.00元" in text
    assert "不以本承诺书其他内容的履行为条件，也不以甲方减免债务或者同意延期为条件。" in text
    assert "余257,593.80元；甲方没有书面同意减免的，乙方于最后一期的付款期限届满之日一并付清。" in text
    assert "免除" not in text and "时效" not in text and "本协议" not in text
    assert "任何一期逾期超过5日或者金额不足的，全部剩余款项自甲方书面通知到达乙方之日提前到期。" in text
    whole = (("  waive_penalty: 257593.80\n", ""), ("2027-09-30, amount: 250000.00}", "2027-09-30}"))
    assert "下表各期金额合计等于第一条确认的债务总额。" in said(tmp_path / "b", "repayment_promise", *whole)
    backed = said(tmp_path / "c", "repayment_promise", COMPANY, terms(BACKED))
    assert "在本承诺书项下的全部债务" in backed and "依第四条提前到期的" in backed


@pytest.mark.parametrize("paper", ["settlement", "repayment_promise", "mediation_confirmation"])
def test_with_an_insolvent_debtor_nobody_settles(paper: str) -> None:
    """企业破产法 16: no payment to one creditor; the claim is filed."""
    gone = ("choices:\n", "insolvencies:\n  - {person: 沈河, accepted_on: 2026-11-02}\nchoices:\n")
    assert "LX-P070" in errors(paper, gone)


# --- judicial confirmation -----------------------------------------------------------------------------------


def test_both_sides_ask_for_confirmation_and_the_sums_stand_as_agreed(tmp_path: Path) -> None:
    """民事诉讼法 205, 民诉法解释 351, 354: jointly, with the organisation's certificate."""
    text = said(tmp_path, "mediation_confirmation", terms(MEDIATED))
    assert "申请人一：天津津渤" in text and "申请人二：沈阳沈河" in text and "申请人三：郑样例" in text
    assert "经沈阳市样例商事调解中心主持调解、于2026年11月10日生效的调解协议（编号：商调5号）有效。" in text
    assert "于2026年12月31日前支付351,600.00元、" in text and "才免除其余257,593.80元。" in text
    assert "出于自愿" in text and "没有损害国家利益、社会公共利益和他人合法权益" in text
    assert "此致\n沈阳市沈河区人民法院" in text and "调解组织主持调解的证明" in text
    assert "申请人二（盖章）：沈阳沈河" in text and "【待补" not in text


def test_confirmation_ends_after_thirty_days_and_needs_a_mediator() -> None:
    """2026-11-10 + 30 days: 2026-12-10 is the last day."""
    view = PAPERS["mediation_confirmation"].view()

    def stops(*changes: tuple[str, str], as_of: D) -> list[str]:
        return [f.code for f in view(material(*changes, as_of=as_of)).findings if f.stops]

    assert stops(as_of=D(2026, 11, 21)) == ["LX-P342"]
    assert stops(terms(MEDIATED), as_of=D(2026, 12, 10)) == []
    assert stops(terms(MEDIATED), as_of=D(2026, 12, 11)) == ["LX-P343"]
    assert "LX-P586" in codes("mediation_confirmation", terms(MEDIATED, GIVEN), LAST)


# --- in enforcement ------------------------------------------------------------------------------------------


def test_a_settlement_in_enforcement_pays_what_is_left_and_keeps_the_title(tmp_path: Path) -> None:
    """120,000.00 and 13,041.00 are 133,041.00; less 10,000.00 waived and 60,000.00 first: 63,041.00 last.
    执行和解规定 2, 8, 9, 10, 17."""
    text = enforced.said(tmp_path, "enforcement_settlement", NEVER, SETTLED)
    assert "尚未履行货款本金120,000.00元，另有加倍部分债务利息13,041.00元，合计人民币133,041.00元" in text
    assert "63,041.00" in text and "123,041.00" in text and "减去附条件减免的10,000.00元。" in text
    assert "甲方可以申请恢复执行原生效法律文书，也可以就履行本协议向执行法院提起诉讼；" in text
    assert "已经履行的部分依法扣除。" in text and "自本协议约定履行期间的最后一日起计算。" in text
    assert "共同提交江州市东湖区人民法院，请求依法裁定中止执行；全部履行完毕的，由人民法院作执行结案处理。" in text
    assert "乙方二（被执行人）：王样例" in text and "【待补" not in text


def test_a_guarantor_in_enforcement_promises_the_court_or_is_sued(tmp_path: Path) -> None:
    """执行和解规定 18."""
    row = "  新增担保: [{担保人: 赵样品, 类型: 连带责任保证, 向法院承诺: 是}]\n财产线索:\n"
    backed = ("财产线索:\n", PLAN.replace("财产线索:\n", row))
    text = enforced.said(tmp_path, "enforcement_settlement", NEVER, enforced.OWNER, backed)
    assert "丙方（保证人）：赵样品" in text and "第五条提前到期" not in text
    assert "丙方向人民法院承诺：乙方不履行本协议的，自愿接受直接强制执行。" in text
    alone = (backed[0], backed[1].replace(", 向法院承诺: 是", ""))
    text = enforced.said(tmp_path / "b", "enforcement_settlement", NEVER, enforced.OWNER, alone)
    assert "丙方不履行担保责任的，甲方可以另行起诉。" in text and "直接强制执行" not in text


def test_sums_that_miss_and_a_waiver_of_principal_are_refused() -> None:
    wrong = ("财产线索:\n", PLAN.replace("2025-06-30}", "2025-06-30, 金额: 63041.01}"))
    assert enforced.refused("enforcement_settlement", NEVER, wrong) == ["LX-P005"]
    deep = ("财产线索:\n", PLAN.replace("10000.00", "13041.01"))
    assert enforced.refused("enforcement_settlement", NEVER, deep) == ["LX-P008"]
    exact = ("财产线索:\n", PLAN.replace("10000.00", "13041.00"))
    assert enforced.refused("enforcement_settlement", NEVER, exact) == []
    general = ("权限: 特别授权", "权限: 一般授权")
    assert "LX-P609" in enforced.told("enforcement_settlement", NEVER, SETTLED, general)
    unfiled = ("  - {编号: 执行, 类型: 申请执行,", "  - {编号: 报案, 类型: 报案,")
    assert enforced.refused("enforcement_settlement", NEVER, SETTLED, unfiled) == ["LX-P571"]
