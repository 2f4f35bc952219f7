"""律师函, 诉讼财产保全申请书, 还款和解协议: what each must hold, what refuses it, what it must never say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from in_suit import INSURER
from lexcollect.causes import cause_of
from lexcollect.documents import grounds
from lexcollect.documents.register import PAPERS
from lexcollect.law.citations import Known, check
from papers import codes, drafted, errors, fields, material, text_of
from steel import AS_OF

LAWYER = "    firm: 天津样例律师事务所\n"
LICENCE = '    licence_no: "11201202600000001"\n'


def test_letter_demands_amount_by_a_period_into_an_account(tmp_path: Path) -> None:
    text = text_of(drafted(tmp_path, "letter"), "letter")
    assert "请贵方于收到本函之日起7日内，向委托人付清货款本金人民币851,600.00元" in text
    assert "账号：1200 0000 0000 0000 001" in text
    assert "（大写：人民币壹佰叁拾伍万玖仟壹佰玖拾叁元捌角）" in text
    assert "执业证号：11201202600000001" in text


def test_letter_counts_what_went_to_the_penalty_as_paid_too(tmp_path: Path) -> None:
    # Without a clause on appropriation 300,000.00 of 2023-07-14 pays the penalty of 24 days first (民法典 561).
    clause = """    appropriation:            # 指明订单从其指明；未指明按到期先后冲本金；最后冲违约金和费用
      order: [designated, oldest_principal, penalty, costs]
      clause: 第4.2条
"""
    given = material((clause, ""), ("rate: 每日万分之五", "rate: 年利率14.6%"))
    totals = fields("letter", (clause, ""), ("rate: 每日万分之五", "rate: 年利率14.6%"))["合计"]
    to_penalty = sum(s.amount for s in given.claims.account.shares if s.part == "penalty")
    assert to_penalty > 0
    text = text_of(drafted(tmp_path, "letter", "preservation", given=given), "letter")
    # Both receipts, 300,000 + 150,000, are told as paid; what went where stands behind.
    assert totals["已付"] == "450,000.00"
    rest = 450_000 - to_penalty
    assert f"贵方已付450,000.00元（冲抵违约金{to_penalty:,.2f}元、本金{rest:,.2f}元）。" in text
    assert "基数×14.6%÷365×天数" in text
    assert fields("letter")["合计"]["另付"] == ""


def test_letter_is_refused_without_firm_or_licence_number(tmp_path: Path) -> None:
    for missing in (LAWYER, LICENCE):
        result = drafted(tmp_path, "letter", given=material((missing, "")))
        assert "LX-P002" in [f.code for f in result.findings]
        assert not result.written


def test_letter_is_refused_without_an_account() -> None:
    bank = (
        "    bank: {account_name: 天津津渤示例钢材贸易有限公司, bank_name: 渤海湾示范银行天津北辰支行, "
        "account_no: 1200 0000 0000 0000 001}\n"
    )
    assert codes("letter", (bank, "")) == ["LX-P004"]


def test_letter_names_no_exhibit_numbers_and_no_id_number(tmp_path: Path) -> None:
    text = text_of(drafted(tmp_path, "letter"), "letter")
    assert "证据" not in text
    assert "210199197105060017" not in text


def test_letter_under_an_arbitration_clause_threatens_no_suit(tmp_path: Path) -> None:
    given = material(("{kind: court, court: 天津市北辰区人民法院,", "{kind: arbitration,"))
    text = text_of(drafted(tmp_path, "letter", given=given), "letter")
    assert "向约定的仲裁机构申请仲裁" in text
    assert "提起诉讼" not in text


def test_preservation_holds_the_six_contents(tmp_path: Path) -> None:
    text = text_of(drafted(tmp_path, "preservation"), "preservation")
    for content in (
        "送达地址：天津市北辰区",
        "联系方式：",
        "请求事项：",
        "事实与理由：",
        "请求保全数额：",
        "被保全财产信息",
        "担保情况：",
        "诉讼财产保全责任保险保函",
    ):
        assert content in text


def test_preservation_asks_no_more_than_each_one_owes() -> None:
    limits = fields("preservation")["保全数额"]
    assert limits["总额"] == "1,359,193.80"
    assert [row["金额"] for row in limits["各被申请人"]] == ["1,359,193.80", "800,000.00"]


def test_preservation_beyond_the_claim_is_refused() -> None:
    assert errors("preservation", ("preservation:\n", "preservation:\n  amount: 2000000.00\n")) == ["LX-P019"]


def test_preservation_before_suit_needs_another_paper() -> None:
    assert errors("preservation", ("  stage: suit\n", "  stage: pre_suit\n")) == ["LX-P018"]


def test_preservation_without_guarantee_or_reason_shows_a_blank() -> None:
    without = (f"  guarantee: {INSURER}\n", "")
    assert "LX-P013" in codes("preservation", without)
    assert fields("preservation", without)["担保情况"].startswith("【待补")


def test_settlement_instalments_must_add_up() -> None:
    assert errors("settlement", ("amount: 351600.00}", "amount: 351600.01}")) == ["LX-P005"]


def test_settlement_waives_penalty_only_never_principal() -> None:
    found = codes("settlement", ("waive_penalty: 257593.80", "waive_penalty: 600000.00"))
    assert "LX-P008" in found


def test_settlement_confirms_the_debt_without_conditions(tmp_path: Path) -> None:
    text = text_of(drafted(tmp_path, "settlement"), "settlement")
    confirmation = text.split("第二条　还款安排")[0]
    assert "乙方欠付甲方原合同项下货款本金人民币851,600.00元" in confirmation
    assert "不以本协议其他条款的生效或者履行为条件" in confirmation
    assert "免除" not in confirmation


def test_settlement_keeps_the_guarantor_to_his_orders_and_ceiling(tmp_path: Path) -> None:
    text = text_of(drafted(tmp_path, "settlement"), "settlement")
    clause = next(line for line in text.splitlines() if "书面同意" in line)
    assert "订单DD-20230602、DD-20230821项下" in clause
    assert "DD-20230406" not in clause
    assert "最高债权额为人民币800,000.00元（大写：人民币捌拾万元整）" in clause


def test_settlement_without_consent_binds_no_guarantor(tmp_path: Path) -> None:
    result = drafted(tmp_path, "settlement", given=material(("guarantor_consents: 是", "guarantor_consents: 否")))
    text = text_of(result, "settlement")
    assert "LX-P001" in [f.code for f in result.findings]
    assert "郑样例" not in text
    assert "担保人未书面同意的，本协议不加重其责任" in text


def test_settlement_warns_of_insolvency_in_the_note_not_in_the_paper(tmp_path: Path) -> None:
    result = drafted(tmp_path, "settlement")
    assert "LX-P006" in [f.code for f in result.findings]
    assert "撤销" not in text_of(result, "settlement")


def test_settlement_without_terms_is_refused() -> None:
    text = material().case.settlement
    assert text is not None
    given = material()
    bare = given.case.but(settlement=None)
    view = PAPERS["settlement"].view()(type(given)(bare, given.claims, given.exhibits))
    assert [f.code for f in view.findings if f.stops] == ["LX-P004"]
    assert not view.fields


def test_every_cited_article_is_in_force() -> None:
    circumstances = ["payments", "penalty", "guarantee", "joint", "general", "ceiling", "clause", "no_clause"]
    cited = [c for paper in PAPERS for c in grounds.grounds(paper, circumstances, cause_of("买卖合同纠纷"))]
    assert len(cited) > 20
    for citation in cited:
        assert check(citation, AS_OF) is Known.YES, citation


def test_articles_are_written_as_courts_write_them() -> None:
    assert grounds.written(grounds.grounds("preservation", (), cause_of("买卖合同纠纷"))) == (
        "《中华人民共和国民事诉讼法》第一百零三条、第一百零五条、第一百零六条和《最高人民法院关于人民法院办理财产保全案件"
        "若干问题的规定》第一条"
    )


def test_cut_off_day_is_the_same_in_every_paper(tmp_path: Path) -> None:
    result = drafted(tmp_path, "complaint", "letter", "preservation", given=material(as_of=date(2026, 12, 1)))
    for paper in ("complaint", "letter", "preservation"):
        text = text_of(result, paper)
        assert "2026年12月1日" in text
        assert "2026年11月21日" not in text
