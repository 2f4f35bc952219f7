"""The papers of leases and works read from the bench: each sentence has its fact, each heading what stands under it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from finance_lease import finance_lease_with
from lexcollect.casefile import parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs
from lexcollect.findings import Refused
from lexcollect.resources import resource
from test_papers_lease import drafted as lease
from test_papers_lease import texts
from test_premises_lease import CASE_FILE as PREMISES
from works import works_case, works_loaded, works_with

PREMISES_DAY = date(2026, 3, 31)
#: A penalty in one sum, asked for beside the works price.
LUMP = (
    "\nmilestones:",
    "\n  - {id: WYJ, contract: 施工合同, asked_as: 一次性违约金, amount: 100000.00, due: 2025-06-30}\n\nmilestones:",
)
VOID = ("qualification: held ", "qualification: borrowed ")


def said(root: Path, matter: Matter, paper: str) -> str:
    ids = dict.fromkeys(id for fact in facts_of(matter.case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    result = draft([paper], Material(matter.case, matter.claims, exhibits), root, sources={"案件.yaml": "0" * 64})
    path = result.papers[0].path
    assert path is not None, [f.line() for f in result.findings]
    return "\n".join(paragraphs(path.read_bytes())).replace("\u2011", "-")


def premises(*changes: tuple[str, str]) -> Matter:
    text = PREMISES.read_text("utf-8")
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, PREMISES_DAY)


# Leases


def test_a_complaint_tells_that_the_term_is_over_and_the_premises_are_still_held(tmp_path: Path) -> None:
    """Relief 5 asks for the shop back (民法典 733): the facts say that the term ended and nothing was given back."""
    complaint = said(tmp_path, premises(), "complaint")
    assert "2025年12月31日，租赁期限届满。" in complaint
    assert "截至2026年3月31日，被告尚未返还一层商铺（位于沈阳市和平区样例街5号）。" in complaint


@pytest.mark.parametrize("paper", ["letter", "demand"])
def test_a_letter_that_wants_the_thing_back_says_why(tmp_path: Path, paper: str) -> None:
    letter = said(tmp_path, premises(), paper)
    assert "贵方尚未返还一层商铺" in letter
    assert "租赁关系终止后，承租人应当返还租赁房屋；未返还而继续占用的，应当支付占用期间的费用。" in letter


def test_given_back_nothing_of_a_return_is_told(tmp_path: Path) -> None:
    back = ("handed_over_on: 2025-01-01", "handed_over_on: 2025-01-01, returned_on: 2026-03-31")
    matter = premises(back, ("first: 2026-01-01, thing: 铺", "first: 2026-01-01, last: 2026-03-31, thing: 铺"))
    for paper in ("complaint", "letter", "settlement"):
        paper_text = said(tmp_path / paper, matter, paper)
        assert "尚未返还" not in paper_text and "应当返还租赁物" not in paper_text and "义务不因" not in paper_text


def test_two_rates_that_run_on_are_told_apart(tmp_path: Path) -> None:
    assert (
        "自2026年4月1日起分别以9,959.68元为基数按年利率4.65%、以54,000.00元为基数按年利率4.5%计算至实际付清之日止"
        in said(tmp_path, premises(), "complaint")
    )


def test_the_heads_of_the_facts_say_what_stands_under_them(tmp_path: Path) -> None:
    """Nobody entered a statement of account in the leases; fees and costs stand under the head of the penalty."""
    shop = said(tmp_path / "shop", premises(), "complaint")
    assert "（三）付款与欠款" in shop and "（四）逾期付款损失及其他款项" in shop
    digger = texts(lease(tmp_path / "digger", papers=("complaint",)))["complaint"]
    assert "（三）付款、合同解除与欠款" in digger and "（四）逾期付款违约金及其他款项" in digger
    works = said(tmp_path / "works", works_with(), "complaint")
    assert "（四）欠付工程价款的利息及实现债权的费用" in works
    assert "对账" not in shop + digger + works


def test_a_settlement_of_a_lease_that_is_over_keeps_the_return_and_does_not_revive_it(tmp_path: Path) -> None:
    settlement = said(tmp_path, premises(), "settlement")
    assert "原合同的租赁期限已经届满" in settlement and "原合同继续有效" not in settlement
    assert "乙方向甲方返还一层商铺（位于沈阳市和平区样例街5号）的义务不因本协议而改变" in settlement
    assert "实现债权的费用、逾期付款损失、租金和其他各项款项（按到期先后）" in settlement


def test_a_period_that_is_paid_is_listed_with_its_penalty_alone(tmp_path: Path) -> None:
    # Seven periods: more than eight are told in a table.
    few = ("last: 2025-08-04, due_day", "last: 2025-06-30, due_day")
    rest = ("2027-06-30, amount: 300000.00}", "2027-06-30}")
    settlement = texts(lease(tmp_path, few, rest, papers=("settlement",)))["settlement"]
    assert "2024-12期租金已经清偿，尚欠违约金487.20元" in settlement and "租金0.00元" not in settlement


def test_without_clues_no_heading_promises_them(tmp_path: Path) -> None:
    asked = said(tmp_path, premises(), "preservation")
    assert "查询财产的申请：" in asked and "财产线索" not in asked


def test_a_letter_to_a_guarantor_begins_with_a_whole_sentence(tmp_path: Path) -> None:
    letter = said(tmp_path, finance_lease_with(), "guarantor")
    assert (
        "沈阳示例融资租赁有限公司（以下称“我方”）就贵方为大连样例机械加工有限公司对我方所负债务承担保证责任一事，"
        "致函如下。" in letter
    )


# Finance lease: the whole rent


def test_the_complaint_says_why_the_machine_is_not_asked_for(tmp_path: Path) -> None:
    """民法典 752: the whole rent, or termination and return; 融资租赁解释 10(2): the other one later."""
    complaint = said(tmp_path, finance_lease_with(), "complaint")
    assert "原告选择请求被告一支付全部租金，本案不请求解除合同、收回租赁物" in complaint
    assert "《最高人民法院关于审理融资租赁合同纠纷案件适用法律问题的解释》第九条、第十条" in complaint


@pytest.mark.parametrize("paper", ["letter", "demand"])
def test_a_letter_tells_why_rent_not_yet_due_is_asked_for(tmp_path: Path, paper: str) -> None:
    assert "2025年5月18日，催告的合理期限届满，贵方仍未支付欠付租金" in said(tmp_path, finance_lease_with(), paper)


def test_preservation_and_settlement_tell_it_too(tmp_path: Path) -> None:
    assert "请求支付全部租金；租金合计720,000.00元" in said(tmp_path / "a", finance_lease_with(), "preservation")
    assert "甲方已请求支付全部租金" in said(tmp_path / "b", finance_lease_with(), "settlement")


# Works


def test_a_void_works_contract_loses_its_penalty_in_one_sum() -> None:
    """民法典 155, 793: price 2,675,430.12, retention 270,000.00, interest 78,629.77; 100,000.00 is not asked for."""
    matter = works_with(LUMP, VOID)
    assert matter.claims.total == D("3024059.89")
    (told,) = [f for f in matter.claims.findings if f.code == "LX-C233"]
    assert dict(told.params)["amount"] == D("100000.00")


def test_a_works_contract_that_stands_keeps_it() -> None:
    assert works_with(LUMP).claims.total == D("3184059.89")  # with the lawyer's fee of 60,000.00


def test_nothing_but_a_penalty_under_a_void_contract_is_refused() -> None:
    case = works_case(LUMP, VOID)
    lump = tuple(o for o in case.obligations if o.asked_as)
    with pytest.raises(Refused) as refused:
        answer_case(case.but(obligations=lump, payments=()), PREMISES_DAY)
    assert [f.code for f in refused.value.findings] == ["LX-C233"]


def test_a_penalty_is_no_part_of_the_settled_price() -> None:
    assert "LX-C144" not in [f.code for f in works_loaded(LUMP).findings]


def test_the_complaint_on_a_void_contract_says_why_it_is_void_and_that_the_works_are_good(tmp_path: Path) -> None:
    complaint = said(tmp_path, works_with(LUMP, VOID), "complaint")
    assert (
        "案涉工程施工合同因借用资质而无效，但工程已经通过竣工验收，被告应当参照合同关于工程价款的约定折价补偿原告"
        in complaint
    )
    assert "《最高人民法院关于审理建设工程施工合同纠纷案件适用法律问题的解释（一）》第一条、" in complaint
    assert "违约金" not in complaint


@pytest.mark.parametrize("paper", ["letter", "complaint"])
def test_clauses_of_a_void_contract_on_costs_are_not_told_as_agreed(tmp_path: Path, paper: str) -> None:
    assert "第16.3条" not in said(tmp_path, works_with(VOID), paper)


# All


@pytest.mark.parametrize("path", sorted(resource("templates").rglob("*.docx")), ids=lambda path: path.stem)
def test_page_numbers_stand_in_the_middle_of_every_page(path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as parts:
        feet = [name for name in parts.namelist() if "footer" in name and name.endswith(".xml")]
        assert len(feet) == 1 and b'<w:jc w:val="center"/>' in parts.read(feet[0])


@pytest.mark.parametrize("name", ["强制执行申请书", "恢复执行申请书"])
def test_the_head_of_the_clues_stands_on_the_page_of_their_table(name: str) -> None:
    path = resource("templates") / "court_filings" / f"{name}.docx"
    with zipfile.ZipFile(path) as parts:
        body = parts.read("word/document.xml").decode("utf-8")
        styles = parts.read("word/styles.xml").decode("utf-8")
    above = [block for block in body.split("<w:p>") if "{{ 查控 }}" in block and 'w:val="LxBodyAbove"' in block]
    assert len(above) == 1 and "<w:keepNext/>" in styles.split('w:styleId="LxBodyAbove"')[1].split("</w:style>")[0]
