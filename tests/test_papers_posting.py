"""寄送核对单: what is written on the waybill, where the letter goes, what is kept (诉讼时效规定 8, 邮政法 49)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lexcollect.documents.drafting import draft, outdated
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs
from papers import material as steel_material
from services import AGENT, service_material

SOURCES = {"案件.yaml": "0" * 64}


def sheets(root: Path, given: Material, *papers: str) -> str:
    """Return the words of the sheets drafted along with ``papers``."""
    result = draft([*papers, "service_checklist"], given, root, sources=SOURCES)
    path = next(p.path for p in result.papers if p.paper == "service_checklist")
    assert path is not None, [f.line() for f in result.findings]
    return "\n".join(paragraphs(path.read_bytes()))


def test_one_sheet_for_each_letter_and_addressee_that_is_drafted_with_it(tmp_path: Path) -> None:
    said = sheets(tmp_path, steel_material(), "final_demand", "guarantor")
    assert said.count("本单内部留存") == 2
    assert "《最终催告函》（2026年11月21日），致沈阳沈河样例重型机械有限公司" in said
    assert "《保证人催告函》（2026年11月21日），致郑样例" in said


def test_the_line_of_the_waybill_says_who_what_when_and_on_which_contract(tmp_path: Path) -> None:
    said = sheets(tmp_path, steel_material(), "demand", "guarantor")
    assert (
        "逐字照写：天津津渤示例钢材贸易有限公司催款函，2026年11月21日，"
        "《钢材购销框架合同》（编号JB-SH-2023-001），货款本金851,600.00元" in said
    )
    # To the guarantor the sum of the main debt is not his.
    assert "保证人催告函，2026年11月21日，就沈阳沈河样例重型机械有限公司的债务请求承担保证责任，" in said


def test_by_itself_it_is_for_the_letter_of_the_law_firm_or_the_creditors_own(tmp_path: Path) -> None:
    assert "《律师函》" in sheets(tmp_path / "a", steel_material())
    assert "《催款函》" in sheets(tmp_path / "b", service_material(AGENT))


def test_an_agreed_address_is_named_with_its_clause_and_a_domicile_with_its_ground(tmp_path: Path) -> None:
    said = sheets(tmp_path, steel_material(), "demand", "guarantor")
    assert "收件人吴样本，电话19900000004（依据：第7.1条）" in said
    assert "沈阳市沈河区样例街99号院3号楼2-1（依据：身份证件或者户籍信息）" in said
    # Agreed address and domicile of the buyer are the same: it is posted to once.
    assert "两处都寄" not in said


def test_two_addresses_are_both_posted_to(tmp_path: Path) -> None:
    given = steel_material(("    domicile: 沈阳市沈河区样例街99号\n", "    domicile: 沈阳市沈河区样例街100号\n"))
    said = sheets(tmp_path, given, "demand")
    assert "两处都寄" in said and "样例街100号" in said and "登记信息，交寄当日打印" in said


def test_tracking_is_saved_within_twenty_days_and_the_post_asked_within_a_year(tmp_path: Path) -> None:
    said = sheets(tmp_path, steel_material(), "demand")
    assert "寄出后第3日起查询" in said and "最迟在寄出后20日内" in said and "自交寄之日起一年内" in said


def test_guarantors_that_are_not_there_have_no_sheet(tmp_path: Path) -> None:
    given = service_material("保安服务")
    result = draft(["guarantor", "service_checklist"], given, tmp_path, sources=SOURCES)
    assert "LX-P559" in [f.code for f in result.findings]


def test_a_sheet_is_not_told_to_be_out_of_date_by_the_letters_it_was_drafted_with(tmp_path: Path) -> None:
    draft(["final_demand", "guarantor", "service_checklist"], steel_material(), tmp_path, sources=SOURCES)
    later = steel_material(as_of=date(2026, 11, 22))
    assert "寄送核对单" not in " ".join(f.where.file for f in outdated(later, tmp_path))
