"""What a paper calls an order: by the number the other side knows, never by the name the program gave it.

The steel matter as the page writes it: the orders are 应收款1 to 应收款3; a person typed 订单DD-20230602 as a title, a
number into its field, or neither.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lexcollect.casefile.numbers import number_in
from papers import drafted, material, text_of

IDS = (("DD-20230406", "应收款1"), ("DD-20230602", "应收款2"), ("DD-20230821", "应收款3"))
#: Every paper of the suit and before it that speaks of orders.
PAPERS = ("complaint", "form", "letter", "settlement", "evidence_list", "preservation", "statement", "guarantor")
GIVEN = re.compile("应收款[123](?![0-9])")
TITLES = ("title: 订单一", "title: 订单二", "title: 订单三")


def test_an_order_named_by_its_title_is_told_by_the_number_in_it(tmp_path: Path) -> None:
    titled = tuple((old, f"title: 订单{id}") for old, (id, _) in zip(TITLES, IDS, strict=True))
    given = material(*IDS, *((old, new) for old, new in titled))
    result = drafted(tmp_path, *PAPERS, given=given)
    for paper in (p.paper for p in result.papers if p.path):
        assert not GIVEN.findall(text_of(result, paper)), paper
    text = text_of(result, "complaint")
    assert "被告一以编号DD-20230602的订单向原告订购中厚板80吨" in text
    assert "订单DD-20230602、DD-20230821" in text


def test_a_number_typed_into_its_field_is_the_one_told(tmp_path: Path) -> None:
    typed = tuple((old, f"number: CG-{n}, {old}") for n, old in enumerate(TITLES, 1))
    text = text_of(drafted(tmp_path, "complaint", given=material(*IDS, *typed)), "complaint")
    assert "以编号CG-2的订单" in text and not GIVEN.findall(text)


def test_an_order_without_any_number_is_told_by_its_day_and_goods(tmp_path: Path) -> None:
    bare = tuple((f"{old}, ", "") for old in TITLES)
    result = drafted(tmp_path, *PAPERS, given=material(*IDS, *bare))
    for paper in (p.paper for p in result.papers if p.path):
        assert not GIVEN.findall(text_of(result, paper)), paper
    text = text_of(result, "complaint")
    assert "2023年6月2日，被告一向原告订购中厚板80吨" in text
    assert "2023年6月2日中厚板的订单" in text


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("订单DD-20230602", "DD-20230602"),
        ("采购订单编号：HT2023-017", "HT2023-017"),
        ("DD-20230602号订单", "DD-20230602"),
        ("SMP-0001维修费", ""),
        ("2023年6月第一批钢材", ""),
        ("H型钢", ""),
    ],
)
def test_a_title_is_a_number_only_where_it_says_nothing_else(title: str, number: str) -> None:
    assert number_in(title) == number


def test_the_note_of_a_delivery_is_in_no_paper_that_leaves_the_house(tmp_path: Path) -> None:
    """Our own weakness (无人签字，司机说是临时工) is a note for us."""
    weak = ("note: 何样文2023年6月9日微信确认货已入库，并经对账单盖章确认", "note: 无人签字，收货的是临时工")
    result = drafted(tmp_path, *PAPERS, given=material(weak))
    for paper in (p.paper for p in result.papers if p.path):
        assert "临时工" not in text_of(result, paper), paper


def test_words_in_the_voice_of_the_other_side_stand_in_quotation_marks(tmp_path: Path) -> None:
    """我司、贵司 in the plaintiff's own sentence would mean the wrong company."""
    plan = ("content: 承认尚欠851,600元并提出分期计划", "content: 我司尚欠贵司货款851600元，拟分三期付清。")
    letter = ("content: 要求收到之日起7日内付清货款851,600元及违约金", "content: 现要求您7日内向我司付清货款")
    text = text_of(drafted(tmp_path, "complaint", given=material(plan, letter)), "complaint")
    assert "被告一发来还款计划，载明“我司尚欠贵司货款851600元，拟分三期付清”" in text
    assert "，载明“现要求您7日内向我司付清货款”，该函于2025年5月23日" in text


def test_what_tells_in_the_third_person_is_told_on_without_marks(tmp_path: Path) -> None:
    text = text_of(drafted(tmp_path, "complaint", given=material()), "complaint")
    assert "被告一发来还款计划，承认尚欠851,600元并提出分期计划" in text


def test_the_contract_that_shows_an_address_tells_of_no_letter(tmp_path: Path) -> None:
    """Named among the exhibits of the demand for its address clause, it holds no demand and no delivery."""
    named = ("evidence: [催款函, EMS面单1, EMS查询1, 微信]", "evidence: [催款函, EMS面单1, EMS查询1, 微信, 合同]")
    text = text_of(drafted(tmp_path, "evidence_list", given=material(named)), "evidence_list")
    rows = [line for line in text.splitlines() if "钢材购销框架合同" in line]
    assert rows and not any("催款函" in line for line in rows)
    assert "2025年5月20日《催款函》，2025年5月23日送达" in text  # at the page of tracking, which shows it
