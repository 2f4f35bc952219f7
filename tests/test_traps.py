"""Traps and weak points: what a paper may not rest on or say, and what is asked before it is pleaded."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from case_kit import AS_OF, CONTRACT, PARTIES, case_with, debt, filing, letter, matter_with, seal, surety
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.documents import traps
from lexcollect.documents.drafting import DraftResult, draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs
from lexcollect.findings import Finding
from lexcollect.matter.papers import endings_of

BANK = {"account_name": "甲方示例有限公司", "bank_name": "示例银行江州支行", "account_no": "6200000000000001"}
OURS = [{**PARTIES[0], "bank": BANK}, PARTIES[1]]
PENALTY = {**CONTRACT, "late_penalty": {"rate": "0.05%/日", "clause": "第5条"}}
SURE = {"id": "丁", "role": "surety", "kind": "natural", "name": "丁样", "domicile": "丁地"}
DECIDED = {"by": "李样例", "date": "2026-11-20", "why": "已与委托人确认"}


def exhibit(id: str, title: str) -> ExhibitRef:
    return ExhibitRef(id, "1-1", title, "书证", 1)


def written(root: Path, *papers: str, own: str = "", as_of: date = AS_OF, **groups: Any) -> DraftResult:
    """Draft ``papers`` of the small case with ``groups``; ``own`` are sentences of the matter's own."""
    matter = matter_with(as_of, **{"parties": OURS, "choices": {"court": "江州市东湖区人民法院"}, **groups})
    named = {id for fact in (*matter.case.acknowledgements, *matter.case.deliveries) for id in fact.evidence}
    given = Material(
        matter.case, matter.claims, {id: exhibit(id, id) for id in sorted(named)}, ending=endings_of(matter)
    )
    templates = []
    if own:
        (root / "templates" / "条款").mkdir(parents=True)
        (root / "templates" / "条款" / "我的.yaml").write_text(own, "utf-8")
        templates = [root / "templates"]
    return draft(papers, given, root / "3-文书", sources={}, templates=templates)


def told(result: DraftResult, code: str) -> list[Finding]:
    return [f for f in result.findings if f.code == code]


def text_of(result: DraftResult) -> str:
    return "\n".join(line for path in result.written for line in paragraphs(path.read_bytes()))


# --- a statement of account that costs the penalty (买卖合同解释 18(3)) ---------------------------------------


@pytest.mark.parametrize(
    ("sentence", "costs"),
    [
        ("截至2026年11月21日，尚欠货款100,000.00元、违约金2,000.00元。", True),
        ("本次不计收违约金。", True),
        ("逾期利息按3,000元结算。", True),
        ("本函只核对货款，不改变双方关于违约金的约定。", False),
        ("尚欠货款100,000.00元。", False),
        ("违约金另行计算，以合同为准。", False),
        ("违约金不再主张。", True),
        ("贵方清偿中先抵充违约金的部分，不计入上表已清偿的货款。", False),
    ],
)
def test_a_statement_that_states_or_drops_late_charges_costs_the_penalty(sentence: str, costs: bool) -> None:
    assert bool(list(traps.costs_the_penalty([sentence], "对账函"))) is costs


def test_an_own_sentence_with_the_penalty_in_figures_stops_the_statement(tmp_path: Path) -> None:
    """The shipped statement tells principal alone and is written; the matter's own sentence is stopped with P335."""
    assert not told(written(tmp_path / "a", "statement", contracts=[PENALTY]), "LX-P335")
    own = "clauses:\n  statement.return: 贵方另欠违约金2,000.00元，请一并确认并付款\n"
    result = written(tmp_path / "b", "statement", own=own, contracts=[PENALTY])
    assert result.papers[0].refused
    assert "买卖合同解释 18(3)" in told(result, "LX-P335")[0].message("zh")


def test_without_an_agreed_penalty_there_is_none_to_lose(tmp_path: Path) -> None:
    own = "clauses:\n  statement.return: 贵方另欠利息2,000.00元，请一并确认并付款\n"
    assert not told(written(tmp_path, "statement", own=own), "LX-P335")


# --- an invoice as the only proof of delivery (买卖合同解释 5(1)) ----------------------------------------------


def delivered(*exhibits: str) -> dict[str, Any]:
    return {"deliveries": [{"obligation": "货款", "date": "2024-02-01", "evidence": list(exhibits)}]}


@pytest.mark.parametrize(
    ("exhibits", "alone"),
    [(("增值税专用发票",), True), (("增值税专用发票", "抵扣认证结果"), True), (("增值税专用发票", "送货单"), False)],
)
def test_an_invoice_alone_proves_no_delivery(tmp_path: Path, exhibits: tuple[str, ...], alone: bool) -> None:
    assert bool(told(written(tmp_path, "demand", **delivered(*exhibits)), "LX-P336")) is alone


# --- what a letter asks for -----------------------------------------------------------------------------------


def test_an_account_in_another_name_is_told_in_letters(tmp_path: Path) -> None:
    assert not told(written(tmp_path / "a", "demand"), "LX-P337")
    strange = [{**OURS[0], "bank": {**BANK, "account_name": "王某"}}, OURS[1]]
    assert "王某" in told(written(tmp_path / "b", "demand", parties=strange), "LX-P337")[0].message("zh")
    assert not told(written(tmp_path / "c", "complaint", parties=strange), "LX-P337")


@pytest.mark.parametrize(("days", "short"), [("1", True), ("2", True), ("3", False), ("7", False)])
def test_a_period_of_less_than_three_days_is_told(tmp_path: Path, days: str, short: bool) -> None:
    choices = {"court": "江州市东湖区人民法院", "letter": {"letter_no": "催字1号", "days": days}}
    assert bool(told(written(tmp_path, "demand", choices=choices), "LX-P344")) is short


# --- guarantors, security, and papers to come ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "beyond"),
    [
        ("判令丁样对上述债务120,000.00元承担连带清偿责任。", True),
        ("判令丁样在50,000.00元范围内对120,000.00元债务承担连带清偿责任。", False),
        ("丁样应承担保证责任，金额40,000.00元。", False),
        ("判令乙方支付120,000.00元。", False),
    ],
)
def test_a_guarantor_is_not_asked_beyond_its_ceiling(sentence: str, beyond: bool) -> None:
    found = list(traps.beyond_the_ceiling([sentence], {"丁样": Decimal("50000.00")}, "民事起诉状"))
    assert [f.code for f in found] == (["LX-P338"] if beyond else [])


def test_the_shipped_letter_to_a_guarantor_keeps_to_the_ceiling(tmp_path: Path) -> None:
    """Ceiling 50,000 yuan, debt 100,000: due 2024-03-15, the letter of 2024-05-01 kept the six months (692, 693)."""
    groups = {
        "parties": [*OURS, SURE],
        "securities": [surety(cap="50000.00")],
        "communications": [letter("2024-05-01", "丁")],
    }
    result = written(tmp_path, "guarantor", **groups)
    assert not told(result, "LX-P338")


def test_a_guarantor_whose_period_is_over_is_not_asked(tmp_path: Path) -> None:
    """Six months from 2024-03-15 end on 2024-09-15; nobody asked 丁 within them: no letter (民法典 692(2), 693(2))."""
    result = written(tmp_path, "guarantor", parties=[*OURS, SURE], securities=[surety()])
    assert result.papers[0].refused and told(result, "LX-P231")


def insolvent(registered: str) -> dict[str, Any]:
    return {
        "insolvencies": [{"person": "乙", "accepted_on": "2026-10-08"}],
        "collaterals": [
            {"id": "抵押", "kind": "mortgage", "grantor": "乙", "thing": "厂房", "registered_on": registered}
        ],
    }


@pytest.mark.parametrize(
    ("registered", "voidable"),
    [("2026-03-01", True), ("2025-10-08", True), ("2025-10-07", False), ("2024-01-12", False)],
)
def test_security_for_an_older_debt_within_the_year_may_be_undone(registered: str, voidable: bool) -> None:
    """Accepted on 2026-10-08: the year before it begins on 2025-10-08. The debt arose on 2024-01-15."""
    found = list(traps.voidable_security(case_with(**insolvent(registered)), AS_OF))
    assert [f.code for f in found] == (["LX-P339"] if voidable else [])


def test_security_given_with_the_debt_is_not_new_security_for_an_old_one() -> None:
    groups = insolvent("2026-03-01")
    case = case_with(obligations=[debt(date="2026-03-01", due="2026-06-01")], **groups)
    assert list(traps.voidable_security(case, AS_OF)) == []


def test_whoever_froze_before_suit_gets_no_payment_order() -> None:
    frozen = {"id": "冻结", "asset": "bank", "owner": "乙", "taken_on": "2026-05-06", "pre_suit": "是"}
    assert [f.code for f in traps.payment_order_barred(case_with(measures=[frozen]), AS_OF)] == ["LX-P340"]
    asked = case_with(filings=[filing("2026-05-06", "presuit_preservation")])
    assert [f.code for f in traps.payment_order_barred(asked, AS_OF)] == ["LX-P340"]
    in_suit = case_with(measures=[{**frozen, "pre_suit": "否"}])
    assert traps.payment_order_barred(in_suit, AS_OF) == []
    assert traps.payment_order_barred(case_with(measures=[frozen]), date(2026, 5, 5)) == []


def test_a_missing_debtor_is_sent_no_payment_order() -> None:
    gone = case_with(communications=[letter("2026-05-06", addressee_missing="是")])
    assert [f.code for f in traps.payment_order_barred(gone, AS_OF)] == ["LX-P341"]


def test_only_a_mediated_agreement_is_confirmed_within_thirty_days() -> None:
    """Effective 2026-10-22 (Thursday): the thirtieth day is Saturday 2026-11-21, so Monday 2026-11-23 is the last."""
    effective = date(2026, 10, 22)
    assert [f.code for f in traps.confirmation_barred("", effective, AS_OF)] == ["LX-P342"]
    assert traps.confirmation_barred("某商事调解中心", effective, date(2026, 11, 23)) == []
    assert [f.code for f in traps.confirmation_barred("某商事调解中心", effective, date(2026, 11, 24))] == ["LX-P343"]
    assert traps.confirmation_barred("某商事调解中心", None, AS_OF) == []


# --- weak points ---------------------------------------------------------------------------------------------


def plan(**more: Any) -> dict[str, Any]:
    return seal("2024-06-01", "repayment_plan", "计划", content="分十二期付清", accepted="否", **more)


def review(weak: str, of: str, answer: str) -> dict[str, Any]:
    return {"weak": weak, "of": of, "answer": answer, **DECIDED}


def test_a_plan_the_creditor_refused_is_asked_about_and_the_answer_kept(tmp_path: Path) -> None:
    asked = written(tmp_path / "a", "complaint", acknowledgements=[plan()])
    assert told(asked, "LX-P116") and "分十二期付清" in text_of(asked) and "未予接受" not in text_of(asked)
    tell = written(
        tmp_path / "b", "complaint", acknowledgements=[plan()], reviews=[review("refused_plan", "计划", "tell")]
    )
    assert not told(tell, "LX-P116") and "未予接受" in text_of(tell)
    out = written(
        tmp_path / "c", "complaint", acknowledgements=[plan()], reviews=[review("refused_plan", "计划", "leave_out")]
    )
    assert not told(out, "LX-P116") and "分十二期付清" not in text_of(out)


FIGURES = seal("2024-06-01", id="对账一", content="确认尚欠货款100,000元、违约金2,000元")
QUALITY = seal("2024-06-01", "promise_message", "承诺一", content="货有质量问题，但月底先付五万元")


@pytest.mark.parametrize(
    ("fact", "weak", "code"),
    [(FIGURES, "figures_stated", "LX-P330"), (QUALITY, "quality_alleged", "LX-P331")],
)
def test_what_the_debtor_wrote_may_cost_us_and_is_asked_first(
    tmp_path: Path, fact: dict[str, Any], weak: str, code: str
) -> None:
    groups = {"contracts": [PENALTY], "acknowledgements": [fact]}
    asked = written(tmp_path / "a", "complaint", **groups)
    assert len(told(asked, code)) == 1 and fact["content"] in text_of(asked)
    tell = written(tmp_path / "b", "complaint", reviews=[review(weak, fact["id"], "tell")], **groups)
    assert not told(tell, code) and "李样例" in told(tell, "LX-P329")[0].message("zh")
    out = written(tmp_path / "c", "complaint", reviews=[review(weak, fact["id"], "leave_out")], **groups)
    assert not told(out, code) and fact["content"] not in text_of(out)


def test_goods_without_complaint_are_no_weak_point(tmp_path: Path) -> None:
    fine = {**QUALITY, "content": "货物质量无异议，月底先付五万元"}
    assert not told(written(tmp_path, "complaint", acknowledgements=[fine]), "LX-P331")


@pytest.mark.parametrize(
    ("as_of", "code"),
    [
        (date(2026, 12, 14), ""),
        (date(2026, 12, 15), "LX-P332"),
        (date(2027, 3, 15), "LX-P332"),
        (date(2027, 3, 16), "LX-P333"),
    ],
)
def test_a_debt_near_the_end_of_limitation_is_asked_about_before_a_letter(
    tmp_path: Path, as_of: date, code: str
) -> None:
    """Due 2024-03-15, nothing since: three years end on 2027-03-15 (民法典 188, 201).

    Ninety days before is 2026-12-15: 16 days of December, 31, 28 and 15.
    """
    found = [f.code for f in written(tmp_path, "demand", as_of=as_of).findings if f.code in ("LX-P332", "LX-P333")]
    assert found == ([code] if code else [])


def test_the_answer_on_limitation_is_respected(tmp_path: Path) -> None:
    on = date(2027, 2, 1)
    tell = written(tmp_path / "a", "demand", as_of=on, reviews=[review("limitation", "货款", "tell")])
    assert not tell.papers[0].refused and told(tell, "LX-P329") and not told(tell, "LX-P332")
    out = written(tmp_path / "b", "demand", as_of=on, reviews=[review("limitation", "货款", "leave_out")])
    assert out.papers[0].refused and told(out, "LX-P334")
