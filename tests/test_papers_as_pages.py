"""What a judge saw on the finished pages of a works matter, a lease of machines and a shop: read as Word files.

Counted from the case files: the machines' guarantor signed on 1 March 2024, under the Civil Code, until all is repaid,
which is six months by law (民法典 692, 担保制度解释 32); the works matter has one demand, of 5 December 2025; the only
paper of a receivable of the shop is the bill for water and power, none of a rent.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lexcollect.casefile import parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from test_claims_lease import CASE_FILE as MACHINES
from test_papers_lease import texts
from test_premises_lease import CASE_FILE as SHOP
from works import CASE_FILE as WORKS

VAGUE = "保证期间为直至主债务本息还清时为止（依法视为约定不明，为主债务履行期限届满之日起六个月）"


def read(root: Path, file: Path, as_of: date, papers: tuple[str, ...], *changes: tuple[str, str]) -> dict[str, str]:
    text = file.read_text("utf-8")
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    case = parse_case(text).case
    assert case is not None
    matter = answer_case(case, as_of)
    ids = dict.fromkeys(id for fact in facts_of(case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    return texts(draft(papers, Material(case, matter.claims, exhibits), root, sources={"案件.yaml": "0" * 64}))


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    papers = ("complaint", "guarantor", "letter")
    return read(tmp_path_factory.mktemp("machines"), MACHINES, date(2025, 10, 31), papers)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return read(tmp_path_factory.mktemp("shop"), SHOP, date(2026, 3, 31), ("complaint", "letter", "form"))


def test_a_guarantee_until_all_is_repaid_is_told_with_the_six_months_of_the_law(machines: dict[str, str]) -> None:
    """担保制度解释 32: without it the reader cannot see why a demand of August 2025 was in time for February's rent."""
    for paper in ("complaint", "guarantor"):
        assert VAGUE in machines[paper] and "第六百九十二条" in machines[paper], paper
        assert "有关担保制度的解释》第三十二条" in machines[paper], paper


def test_of_a_guarantee_older_than_the_code_no_six_months_are_told(tmp_path: Path) -> None:
    """民法典时间效力规定 27, 担保法解释 32: two years then; the paper says what was agreed only."""
    older = ("created_on: 2024-03-01\n    scope", "created_on: 2020-12-31\n    scope")
    said = read(tmp_path, MACHINES, date(2025, 10, 31), ("guarantor",), older)["guarantor"]
    assert "保证期间为直至主债务本息还清时为止" in said and "六个月" not in said


def test_a_letter_was_sent_to_the_address_of_the_contract(machines: dict[str, str], shop: dict[str, str]) -> None:
    for said in (machines["complaint"], shop["complaint"], shop["form"]):
        assert "按合同约定的地址向被告" in said and "在合同约定的地址" not in said


def test_a_bill_for_power_is_no_voucher_of_rent(machines: dict[str, str], shop: dict[str, str]) -> None:
    """The lawyer's letter names what it was written from: nobody filed a voucher of rent."""
    assert "下列材料：合同、其他款项的凭证、租赁物交接单、付款凭证、往来函件。" in shop["letter"]
    assert "下列材料：合同、其他款项的凭证、租赁物交接单、付款凭证、往来函件。" in machines["letter"]


def test_the_form_names_a_let_shop_once_and_the_one_demand_of_a_works_matter(
    shop: dict[str, str], tmp_path: Path
) -> None:
    """法〔2025〕82号: the forms have no blank of their own for a demand on a works price."""
    assert shop["form"].count("\n一层商铺（位于沈阳市和平区样例街5号）") == 0
    works = read(tmp_path, WORKS, date(2026, 3, 31), ("form",))["form"]
    assert "2025年12月5日，原告以邮政EMS（单号EA123456785CN）按合同约定的地址向被告寄送催告函" in works
