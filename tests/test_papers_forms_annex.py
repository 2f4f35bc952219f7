"""The evidence list goes with the form: the exhibits of the catalogue in the columns the court prints (form 28)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from form_matters import title_material
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.documents.forms import Filling, form_of
from lexcollect.documents.forms.drawing import draw
from lexcollect.documents.forms.mapping import covered, mapped
from lexcollect.documents.forms.reading import annex_of
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs, tables
from lexcollect.documents.register import PAPERS
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.evidence.refs import exhibit_refs
from papers import drafted, exhibits, material
from steel import FOLDER
from test_papers_forms_more import below
from test_papers_forms_titles import AFTER

COLUMNS = ["编号", "页码", "证据名称", "证据来源", "拟证明事项"]


def test_the_columns_are_those_of_the_official_list() -> None:
    """法〔2025〕82号 prints one list of evidence, with form 28; the others say 可另附页 and have none of their own."""
    assert list(annex_of(form_of("28")).columns) == COLUMNS
    assert annex_of(form_of("06")) == annex_of(form_of("28"))


def test_every_exhibit_stands_once_under_the_number_that_the_complaint_cites(tmp_path: Path) -> None:
    """Facts: 28 exhibits in five groups. Question: the list. Answer: numbers, pages and words of the catalogue."""
    result = drafted(tmp_path, "form")
    path = result.papers[0].path
    assert path is not None
    rows = next(table for table in tables(path.read_bytes()) if table[0] == COLUMNS)
    heads = [row for row in rows[1:] if len(set(row)) == 1]  # a cell over all columns
    listed = [row for row in rows[1:] if row not in heads]
    assert [row[0] for row in listed] == [ref.no for ref in exhibits().values()]
    contract = next(row for row in listed if row[0] == "2-1")
    assert contract[1:4] == ["4–6", "《钢材购销框架合同》（编号JB-SH-2023-001）", "原告与被告一签订，原告保管"]
    assert [row[0] for row in heads] == [
        "1. 主体资格",
        "2. 合同与担保",
        "3. 交货与开票",
        "4. 付款与结算",
        "5. 催收与时效",
    ]
    said = paragraphs(path.read_bytes())
    assert "提交人：天津津渤示例钢材贸易有限公司" in said and "提交时间：2026年11月21日" in said


def test_the_row_on_evidence_sends_to_the_list_and_names_its_size() -> None:
    found = PAPERS["form"].view()(material()).fields
    assert below(found, "F25") == ["详见附件的证据清单，共28份证据"]
    assert len([row for group in found["附件"]["组"] for row in group["行"]]) == 28


def test_without_exhibits_there_is_no_list_and_the_form_says_what_the_narrative_says() -> None:
    bare = replace(material(), exhibits={})
    found, told = (PAPERS[paper].view()(bare).fields for paper in ("form", "complaint"))
    assert "附件" not in found and below(found, "F25") == [told["证据说明"]]


def test_words_nobody_confirmed_are_not_filed() -> None:
    """A proposal writes 待确认 where the user has to decide: the column stays blank."""
    catalogue, _ = load_catalogue(FOLDER / "证据目录.yaml", FOLDER / "inbox")
    assert catalogue is not None
    first = replace(catalogue.items[0], purpose="待确认", source="待确认：谁提供")
    refs = exhibit_refs(replace(catalogue, items=(first, *catalogue.items[1:])))
    assert (refs[first.id].purpose, refs[first.id].source) == ("", "")
    assert all(refs[item.id].purpose == item.purpose for item in catalogue.items[1:])


@pytest.mark.parametrize("number", ["65", "66", "67"])
def test_an_objection_has_its_list_too(number: str) -> None:
    found = PAPERS["form"].view()(replace(title_material(AFTER), form=number)).fields
    assert found["附件"]["题"] == "证据清单" and below(found, "D1") == ["详见附件的证据清单，共14份证据"]


def test_forms_that_the_other_side_signs_have_none() -> None:
    assert [number for number in covered() if not mapped(number).annex] == ["04", "60", "63", "68"]


def test_only_form_28_prints_the_list_while_it_is_empty() -> None:
    printed = [number for number in covered() if "拟证明事项" in paragraphs_of(number)]
    assert printed == ["28"]


def paragraphs_of(number: str) -> str:
    data = draw(form_of(number), Filling())
    return "".join([*paragraphs(data), *(cell for table in tables(data) for row in table for cell in row)])


def test_an_exhibit_without_pages_or_group_leaves_its_cells_blank() -> None:
    alone = Material(material().case, material().claims, {"合同": ExhibitRef("合同", "1", "合同", "书证", 1)})
    found = PAPERS["form"].view()(alone).fields["附件"]
    assert found["组"] == [{"组": "", "行": [["1", "", "合同", "", ""]]}]
