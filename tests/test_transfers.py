"""Debts that come from other debts: recourse of a guarantor, an assigned price, a factored receivable; all by hand."""

from __future__ import annotations

from datetime import date as D
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.casefile.facts import walk
from lexcollect.documents.drafting import DraftResult, draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs, tables
from lexcollect.findings import Refused
from transfers import AS_OF, SURETY, YOU, answered, assigned, bill, factored, loaded, recourse

PAPERS = ("complaint", "letter", "preservation", "settlement")
#: Before the six months against the endorser are over.
BILL_DAY = D(2025, 5, 31)
UNFINISHED = ("None", "{", "}", "待补")
#: What the settlement pays in one sum: the whole debt of each matter.
PLANS = {"recourse": "287654.79", "assigned": "244760.00", "factored": "244760.00"}


def drafted(root: Path, groups: dict[str, Any], *papers: str, as_of: D = AS_OF) -> DraftResult:
    matter = answered(groups, as_of)
    ids = dict.fromkeys(id for fact in walk(matter.case) for id in getattr(fact, "evidence", ()))
    exhibits = {id: ExhibitRef(id, str(n), id, "书证", 1) for n, id in enumerate(ids, 1)}
    return draft(
        papers or PAPERS, Material(matter.case, matter.claims, exhibits), root, sources={"案件.yaml": "0" * 64}
    )


def texts(result: DraftResult) -> dict[str, str]:
    found = {}
    for one in result.papers:
        assert one.path is not None, [f.line() for f in result.findings]
        data = one.path.read_bytes()
        cells = (cell for table in tables(data) for row in table for cell in row)
        found[one.paper] = "\n".join([*paragraphs(data), *cells])
    return found


def planned(name: str) -> dict[str, Any]:
    make = {"recourse": recourse, "assigned": assigned, "factored": factored}[name]
    plan = {"instalments": [{"due_on": "2026-06-30", "amount": PLANS[name]}], "guarantor_consents": True}
    return make(settlement=plan)


def codes(groups: dict[str, Any]) -> set[str]:
    return {f.code for f in loaded(groups).findings}


# --- recourse ---------------------------------------------------------------------------------------------------


def test_a_guarantor_asks_for_what_it_paid_and_the_agreed_penalty() -> None:
    """民法典 700: 300,000 paid 2024-05-20; 0.02 % a day: 239 days 14,340.00, then 264,340 for 441 days 23,314.79."""
    claims = answered(recourse()).claims
    assert [(h.kind.value, h.amount) for h in claims.heads] == [
        ("recourse", Decimal("264340.00")),
        ("penalty", Decimal("23314.79")),
    ]
    assert claims.total == Decimal("287654.79")
    assert [str(c) for c in claims.heads[0].cites] == ["民法典第700条", "担保制度解释第18条"]


def test_the_limitation_of_recourse_runs_from_the_payment_made() -> None:
    """民法典 188: three years from 2024-05-20; the debtor's own payment of 2025-01-15 starts them again."""
    (clock,) = answered(recourse(payments=[])).agenda.of_rule("limitation.general")
    assert clock.period is not None and clock.period.nominal == D(2027, 5, 20)
    (clock,) = answered(recourse()).agenda.of_rule("limitation.general")
    assert clock.period is not None and clock.period.nominal == D(2028, 1, 15)


def test_recourse_goes_no_further_than_what_was_borne_and_has_no_statutory_loss() -> None:
    """民法典 700, 担保制度解释 18; no article names a rate, so none is charged and none is advised."""
    more = recourse()
    more["obligations"] = [{**more["obligations"][0], "amount": "320000.00"}]
    assert "LX-C187" in codes(more)
    bare = recourse()
    bare["contracts"] = [{k: v for k, v in bare["contracts"][0].items() if k != "late_penalty"}]
    claims = answered(bare).claims
    assert [h.kind.value for h in claims.heads] == ["recourse"] and claims.total == Decimal("250000.00")
    assert "LX-M001" not in {f.code for f in claims.findings}
    bare["contracts"] = [{**bare["contracts"][0], "overdue_loss": {"markup": "50"}}]
    assert "LX-M013" in {f.code for f in answered(bare).claims.findings}


@pytest.mark.parametrize(
    "whom, code, article",
    [("其他担保人", "LX-M252", "担保制度解释第13条"), ("joint_debtor", "LX-M253", "民法典第519条")],
)
def test_recourse_from_anybody_but_the_principal_debtor_is_refused_by_name(
    tmp_path: Path, whom: str, code: str, article: str
) -> None:
    """民法典 700 gives the whole from the debtor; 519 and 担保制度解释 13, 14 give a share on terms of their own."""
    among = recourse()
    among["contracts"] = [{**among["contracts"][0], "recourse_from": whom}]
    matter = answered(among)
    with pytest.raises(Refused) as refused:
        _ = matter.claims
    (said,) = refused.value.findings
    assert said.code == code and article in f"{said.line('zh')}{said.remedy('zh')}"
    assert matter.agenda.of_rule("limitation.general")  # the days go on
    with pytest.raises(Refused):
        drafted(tmp_path, among, "complaint")


def test_from_whom_recourse_is_had_is_asked_once() -> None:
    def told(more: dict[str, Any]) -> bool:
        base = recourse()
        base["contracts"] = [{**base["contracts"][0], **more}]
        return "LX-M254" in {f.code for f in answered(base).claims.findings}

    assert told({}) and not told({"追偿对象": "主债务人"})


# --- assignment -------------------------------------------------------------------------------------------------


def test_the_assignee_sues_under_the_original_cause_with_penalty_and_guarantee() -> None:
    """民法典 547: 200,000 from 2024-03-16 to 2026-03-31 are 746 days at 60 yuan: 44,760."""
    claims = answered(assigned()).claims
    assert [(h.kind.value, h.amount) for h in claims.heads] == [
        ("price", Decimal("200000.00")),
        ("penalty", Decimal("44760.00")),
    ]
    assert [(s.party, s.amount) for s in claims.sureties] == [("丁", Decimal("244760.00"))]


def test_the_notice_interrupts_from_its_arrival() -> None:
    """诉讼时效规定 17(1): from 2025-02-14."""
    (clock,) = answered(assigned()).agenda.of_rule("limitation.general")
    assert clock.period is not None and clock.period.nominal == D(2028, 2, 14)


def test_whom_no_notice_reached_is_named() -> None:
    """民法典 546, 696; 合同编通则解释 48(2)."""
    assert "LX-C186" not in codes(assigned())
    (told,) = [f for f in loaded(assigned(communications=[])).findings if f.code == "LX-C186"]
    assert "南浦样例商贸有限公司、王样例" in told.message("zh")


def test_what_is_assigned_and_what_is_our_own_are_two_matters() -> None:
    two = assigned()
    two["obligations"] = [*two["obligations"], {**two["obligations"][0], "id": "DD-2", "date": "2024-01-16"}]
    assert "LX-C188" not in codes(two)
    two["assignments"] = [{**two["assignments"][0], "covers": ["DD-1"]}]
    assert "LX-C188" in codes(two)


def test_chinese_keys_of_an_assignment() -> None:
    ours = assigned()
    ours["债权转让"] = [
        {"让与人": "丙方样本机械有限公司", "日期": "2025-02-10", "转让合同": "债权转让合同", "保理方式": "无追索权"}
    ]
    del ours["assignments"]
    found = loaded(ours).case
    assert found is not None and found.assignments[0].factoring == "no_recourse"


# --- factoring --------------------------------------------------------------------------------------------------


def test_a_factor_claims_the_receivable_it_bought() -> None:
    """民法典 761, 766, 769: the account debtor owes what it owed the seller."""
    claims = answered(factored()).claims
    assert [(h.kind.value, h.amount) for h in claims.heads] == [
        ("principal", Decimal("200000.00")),
        ("penalty", Decimal("44760.00")),
    ]


def test_repayment_of_the_financing_is_refused_by_name() -> None:
    """民法典 766 leaves the sum to the factoring contract: no rule here."""
    assert "LX-C189" in codes({**factored(), "assignments": []})
    several = factored()
    several["contracts"] = [{**several["contracts"][0], "cause": "多重保理纠纷"}]
    assert answered(several).claims.heads[0].kind.value == "principal"


def test_several_factors_have_no_papers(tmp_path: Path) -> None:
    several = factored()
    several["contracts"] = [{**several["contracts"][0], "cause": "多重保理纠纷"}]
    result = drafted(tmp_path, several)
    assert all(p.refused for p in result.papers) and "LX-P009" in {f.code for f in result.findings}


# --- papers -----------------------------------------------------------------------------------------------------


def test_the_letters_name_to_whom_the_guarantee_was_given_and_which_bill_is_meant(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path / "a", planned("assigned"), "demand", "guarantor"))
    assert "贵方向丙方样本机械有限公司出具保证书，" in said["guarantor"] and "贵方向我方" not in said["guarantor"]
    assert "丙方样本机械有限公司与贵方签订上述合同" in said["demand"] and "证据" not in said["demand"]
    told = texts(drafted(tmp_path / "b", bill(), "letter", "preservation", as_of=BILL_DAY))
    for paper, text in told.items():
        assert "票据号码230833100000120240610000001" in text, paper
        assert "2024年12月13日被拒绝付款" in text, paper


@pytest.mark.parametrize("name", PLANS)
def test_the_four_papers_are_written_and_finished(tmp_path: Path, name: str) -> None:
    said = texts(drafted(tmp_path, planned(name)))
    assert set(said) == set(PAPERS)
    for paper, text in said.items():
        assert not [word for word in UNFINISHED if word in text], paper


def test_the_papers_of_recourse_tell_no_sale(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, planned("recourse")))
    for paper, text in said.items():
        sold = [w for w in ("货", "买", "卖", "订单", "订购", "借款") if w in text.replace("货币", "")]
        assert not sold, paper
    complaint = said["complaint"]
    for words in (
        "案由：追偿权纠纷",
        "判令被告支付代偿款264,340.00元",
        "原告为被告的债务提供保证，签订《委托保证合同》",
        "原告于2024年5月20日以银行转账方式代为清偿债务300,000.00元",
        "第七百条",
        "第十八条",
        "原告有权在承担保证责任的范围内向被告追偿",
    ):
        assert words in complaint, words


@pytest.mark.parametrize("name", ["assigned", "factored"])
def test_the_papers_name_who_assigned_and_when_each_was_told(tmp_path: Path, name: str) -> None:
    said = texts(drafted(tmp_path, planned(name)))
    complaint = said["complaint"]
    for words in (
        "丙方样本机械有限公司与被告一签订《设备买卖合同》",
        "被告二向丙方样本机械有限公司出具保证书，",
        "丙方样本机械有限公司于2024年2月1日交付20台",
        "2025年2月14日，债权转让通知送达被告一、被告二",
        "第五百四十七条",
    ):
        assert words in complaint, words
    assert "原告与被告一签订" not in complaint and "原告于2024年" not in complaint and "催要" not in complaint
    assert "丙方样本机械有限公司与贵方签订上述合同" in said["letter"]
    assert "丙方样本机械有限公司与乙方于2024年1月10日签订" in said["settlement"]
    paper = "《国内保理合同》，办理有追索权保理" if name == "factored" else "《债权转让合同》"
    assert paper in complaint


def test_an_assignment_without_notice_tells_none(tmp_path: Path) -> None:
    bare = assigned(communications=[], parties=[assigned()["parties"][0], YOU], securities=[])
    text = texts(drafted(tmp_path, bare, "complaint"))["complaint"]
    assert "将上述对被告的债权转让给原告" in text and "通知" not in text
    assert SURETY["name"] not in text


@pytest.mark.parametrize("name", ["assigned", "factored"])
def test_a_payment_order_says_by_what_the_debt_became_ours(tmp_path: Path, name: str) -> None:
    """民法典 545, 546: without the assignment and its notice the applicant has no debt to ask for."""
    said = texts(drafted(tmp_path, planned(name), "payment_order"))["payment_order"]
    thing, paper = ("应收账款", "《国内保理合同》") if name == "factored" else ("债权", "《债权转让合同》")
    assert f"2025年2月10日，丙方样本机械有限公司将上述对被申请人的{thing}转让给申请人，双方签订{paper}" in said
    assert "2025年2月14日，债权转让通知送达被申请人、保证人王样例（证据5；证据6）。" in said
    before, after = said.split("将上述对被申请人的")
    assert "被申请人尚未付款。" in before and "（二）到期和数额" in after


def test_a_payment_order_for_a_bill_names_the_bill(tmp_path: Path) -> None:
    """Only the acceptor is asked: 民诉法解释 427 wants the bill and its sum."""
    alone = bill(parties=[p for p in bill()["parties"] if p["role"] != "joint_debtor"])
    said = texts(drafted(tmp_path, alone, "payment_order", as_of=BILL_DAY))["payment_order"]
    assert "票据号码230833100000120240610000001" in said and "2024年12月13日被拒绝付款" in said


def test_the_form_names_the_assignor_as_seller_and_tells_the_assignment(tmp_path: Path) -> None:
    """民法典 545, 546; 合同主体 of the form are those who made the contract."""
    said = texts(drafted(tmp_path, planned("assigned"), "form"))["form"]
    assert "出卖人（卖方）：丙方样本机械有限公司" in said and "出卖人（卖方）：江州示例担保有限公司" not in said
    assert "2025年2月10日，丙方样本机械有限公司将上述对被告一的债权转让给原告" in said
    assert "债权转让通知送达被告一、被告二（证据5；证据6）" in said


@pytest.mark.parametrize("name", ["assigned", "factored"])
def test_a_letter_rests_on_the_papers_of_the_assignment_it_tells(tmp_path: Path, name: str) -> None:
    said = texts(drafted(tmp_path, planned(name), "letter"))["letter"]
    assert "送货单、债权转让文件、债权转让通知。" in said
    assert "债权转让通知送达贵方、保证人王样例。" in said
    assert "债权转让" not in texts(drafted(tmp_path / "own", recourse(), "letter"))["letter"]


def test_the_list_of_clues_names_the_case_as_the_other_papers_do(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, planned("assigned"), "asset_list"))["asset_list"]
    assert "江州示例担保有限公司与南浦样例商贸有限公司、王样例买卖合同纠纷一案" in said


# --- bills ------------------------------------------------------------------------------------------------------


def test_a_dishonoured_bill_bears_lpr_from_its_maturity() -> None:
    """票据法 70(1)(2), 票据纠纷规定 21: 500,000 at 3.10 % for 161 days and at 3.00 % for 12: 6,836.99 and 493.15."""
    claims = answered(bill(), BILL_DAY).claims
    assert [(h.kind.value, h.amount, h.per_day) for h in claims.heads] == [
        ("bill", Decimal("500000.00"), 0),
        ("late_interest", Decimal("7330.14"), Decimal("41.10")),
    ]
    (head,) = [h for h in claims.heads if h.kind.value == "late_interest"]
    assert [(line.first, line.last, line.days) for line in head.lines] == [
        (D(2024, 12, 10), D(2025, 5, 19), 161),
        (D(2025, 5, 20), D(2025, 5, 31), 12),
    ]
    assert [str(c) for c in head.cites] == ["票据法第70条第1款第2项", "票据纠纷规定第21条"]


def test_before_the_benchmark_ended_the_bill_bears_the_benchmark() -> None:
    """Matured 2019-08-10: nine days at the benchmark, LPR of each day from 2019-08-20."""
    old = bill()
    old["obligations"] = [{**old["obligations"][0], "due": "2019-08-10"}]
    (head,) = [h for h in answered(old, D(2019, 8, 31)).claims.heads if h.kind.value == "late_interest"]
    assert (head.lines[0].last, head.lines[1].first) == (D(2019, 8, 19), D(2019, 8, 20))


def test_the_acceptor_answers_two_years_and_the_endorser_six_months() -> None:
    """票据法 17(1)(1), (3): from maturity 2024-12-10, from the refusal of 2024-12-13; 票据纠纷规定 19: each alone."""
    agenda = answered(bill(), BILL_DAY).agenda
    (two_years,), (six_months,) = agenda.of_rule("bill.acceptor_2y"), agenda.of_rule("bill.recourse_6m")
    assert two_years.period is not None and six_months.period is not None
    assert (two_years.person, two_years.period.nominal) == ("乙", D(2026, 12, 10))
    assert (six_months.person, six_months.period.nominal) == ("丙", D(2025, 6, 13))
    lapsed = answered(bill(), D(2025, 7, 1)).agenda.of_rule("bill.recourse_6m")
    assert lapsed[0].state == "expired"


def changed(**more: Any) -> dict[str, Any]:
    """The matter with other facts of the bill; ``None`` takes one away."""
    base = bill()
    facts = {k: v for k, v in {**base["obligations"][0]["bill"], **more}.items() if v is not None}
    base["obligations"] = [{**base["obligations"][0], "bill": facts}]
    return base


@pytest.mark.parametrize(
    "more, code",
    [
        ({"refused_on": None}, "LX-D031"),
        ({"presented_on": "2024-12-23"}, "LX-D030"),
        ({"presented_on": "2024-12-05"}, "LX-D032"),
    ],
)
def test_what_weakens_a_right_on_a_bill_is_said(more: dict[str, Any], code: str) -> None:
    """票据法 53, 62, 65; the tenth day is Friday 2024-12-20."""
    assert code in {f.code for f in answered(changed(**more), BILL_DAY).agenda.findings}
    assert code not in {f.code for f in answered(bill(), BILL_DAY).agenda.findings}


def test_a_bill_not_presented_yet_has_its_ten_days_on_the_agenda() -> None:
    (row,) = answered(changed(presented_on=None, refused_on=None), D(2024, 12, 15)).agenda.of_rule(
        "bill.presentment_10d"
    )
    assert row.period is not None and row.period.nominal == D(2024, 12, 20)


def test_the_claim_for_payment_bears_no_interest_the_law_does_not_name() -> None:
    """票据法 70 speaks of recourse; against the acceptor alone the sum is asked for."""
    payment = bill()
    payment["contracts"] = [{**payment["contracts"][0], "cause": "票据付款请求权纠纷"}]
    claims = answered(payment, BILL_DAY).claims
    assert [(h.kind.value, h.amount) for h in claims.heads] == [("bill", Decimal("500000.00"))]


def test_the_papers_of_a_bill(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, bill(), as_of=BILL_DAY))
    for paper, text in said.items():
        assert not [w for w in ("货", "买", "卖", "订单", "订购", "逾期付款损失", "加计", *UNFINISHED) if w in text], (
            paper
        )
    complaint = said["complaint"]
    for words in (
        "原告持有商业承兑汇票一张（编号PJ-1），票据号码230833100000120240610000001",
        "2024年12月13日被拒绝付款（拒付理由：商业承兑汇票承兑人账户余额不足）",
        "票据金额的利息（暂计至2025年5月31日为7,330.14元",
        "判令被告二对上述第1、2项债务承担连带清偿责任",
        "由票据支付地或者被告住所地人民法院管辖",
        "《中华人民共和国票据法》第六十一条、第六十八条、第七十条",
    ):
        assert words in complaint, words
    assert "第四百六十九条" not in complaint and "第二十四条" not in complaint


def test_the_papers_of_a_bill_speak_of_a_bill_and_of_no_contract(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, bill(), as_of=BILL_DAY))
    complaint, settlement = said["complaint"], said["settlement"]
    assert "（一）票据关系" in complaint and "（二）票据的记载及到期" in complaint
    assert "合同的订立" not in complaint and "合同的履行" not in complaint
    assert "原合同" not in settlement and "（以下称“票据关系”）" in settlement


def test_that_lpr_is_a_convention_is_said_on_the_screen_and_in_the_basis(tmp_path: Path) -> None:
    """票据法 70 and 票据纠纷规定 21 name the central bank's rate; neither names LPR."""
    assert "LX-M250" in {f.code for f in answered(bill(), BILL_DAY).claims.findings}
    complaint = texts(drafted(tmp_path, bill(), "complaint", as_of=BILL_DAY))["complaint"]
    assert "2019年8月20日起参照同期一年期贷款市场报价利率（LPR）计算" in complaint
    old = bill()
    old["obligations"] = [{**old["obligations"][0], "due": "2019-08-10"}]
    assert "LX-M250" not in {f.code for f in answered(old, D(2019, 8, 19)).claims.findings}
    payment = bill(contracts=[{**bill()["contracts"][0], "cause": "票据付款请求权纠纷"}])
    assert "LX-M250" not in {f.code for f in answered(payment, BILL_DAY).claims.findings}


# --- an IOU -----------------------------------------------------------------------------------------------------


def test_an_iou_for_a_price_is_sued_for_under_the_sale_it_comes_from(tmp_path: Path) -> None:
    """86,000 confirmed 2024-06-30, due 2024-12-31, no penalty: 2021-2026 LPR is asked for only when chosen."""
    iou = {
        "id": "欠条",
        "kind": "iou",
        "date": "2024-06-30",
        "by": "乙",
        "amount": "86000.00",
        "signed_by": "许样本",
        "seal": "公章",
        "content": "尚欠水泵款86,000元，2024年12月31日前付清",
        "evidence": ["欠条"],
    }
    matter = {
        **assigned(assignments=[], communications=[], securities=[], deliveries=[]),
        "parties": [assigned()["parties"][0], YOU],
        "contracts": [{"id": "买卖", "cause": "买卖合同纠纷", "written": False, "goods": "水泵"}],
        "obligations": [
            {"id": "QK-1", "contract": "买卖", "amount": "86000.00", "due": "2024-12-31", "evidence": ["欠条"]}
        ],
        "acknowledgements": [iou],
        "settlement": {"instalments": [{"due_on": "2026-06-30", "amount": "86000.00"}]},
    }
    claims = answered(matter).claims
    assert claims.total == Decimal("86000.00")
    (clock,) = answered(matter).agenda.of_rule("limitation.general")
    assert clock.period is not None and clock.period.nominal == D(2027, 12, 31)
    said = texts(drafted(tmp_path, matter))
    assert "出具欠条，载明尚欠水泵款86,000元" in said["complaint"]
    assert "提供了下列材料：欠条。" in said["letter"]
    for paper, text in said.items():
        assert not [w for w in ("签订《", "聊天记录", *UNFINISHED) if w in text], paper


def test_every_debtor_of_the_bill_is_named_in_the_summary_and_letters_cite_no_exhibit(tmp_path: Path) -> None:
    # 票据法 68: the endorser owes beside the acceptor; both are sued.
    told = texts(drafted(tmp_path, bill(), "complaint", "letter", "settlement", as_of=BILL_DAY))
    complaint = next(said for name, said in told.items() if "综上" in said)
    assert "综上，被告一、被告二作为票据债务人" in complaint or "综上，被告一和被告二作为票据债务人" in complaint
    others = [said for said in told.values() if said is not complaint]
    assert len(others) == 2
    assert all("系票据的背书人" in said and "（证据" not in said for said in others)
