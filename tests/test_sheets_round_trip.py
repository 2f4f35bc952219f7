"""The round trip of the evidence sheet: the same six edits by three programs come back as exactly these, nothing else.

Facts: two groups. 合同 and 订单 are 1-1 and 1-2; 送货单, 对账单, 催款函 are 2-1 to 2-3; 草稿 and =公式 are left out, on
新到 nobody has decided. A person moves 订单 before 合同 (0.5), renames 合同, dates 对账单, leaves 催款函 out, puts 新到
in at 3.5, overwrites a grey cell, and deletes the row of 送货单. Question: what stands in the catalogue?
"""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from lexcollect.evidence.items import Catalogue, Item
from lexcollect.layout import CATALOGUE, EVIDENCE_SHEET
from lexcollect.matter.sheets import read_handed
from lexcollect.sheets.evidence_book import TABLE
from office_hands import edit
from test_sheets_evidence import HEADS, TODAY, Open, catalogue_of, matter, taken

__all__ = ["matter"]

#: File of the row → what is typed in it, by column.
EDITS: dict[str, dict[str, str | float]] = {
    "订单.txt": {"order": 0.5},
    "合同.txt": {"title": "《钢材购销合同》", "date_source": "我说的"},
    "对账单.txt": {"date": "2023-10-08"},
    "催款函.txt": {"submit": "否", "reason": "另案使用"},
    "新到.txt": {"submit": "是", "group": "2 履行", "order": 3.5, "title": "欠条", "date": "2024年1月5日"},
}
DELETED = "送货单.txt"


def by_openpyxl(folder: Path, _: Path) -> bytes:
    sheet = Open(folder)
    for file, cells in EDITS.items():
        sheet.put(file, **cells)
    sheet.sheet.delete_rows(sheet.row(DELETED))
    out = io.BytesIO()
    sheet.book.save(out)
    return out.getvalue()


def by_libreoffice(folder: Path, work: Path) -> bytes:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not here")
    sheet = Open(folder)
    typed = [
        (sheet.columns[HEADS[key]] - 1, sheet.row(file) - 1, value)
        for file, cells in EDITS.items()
        for key, value in cells.items()
    ]
    return edit(soffice, sheet.path, TABLE, typed, [sheet.row(DELETED) - 1], work / "office")


def by_xlsxwriter(folder: Path, work: Path) -> bytes:
    """A program that writes the whole book anew: no style, no picture, no list of choices is left."""
    edited = openpyxl.load_workbook(io.BytesIO(by_openpyxl(folder, work)))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for source in edited.worksheets:
            target = book.add_worksheet(source.title)
            if source.sheet_state != "visible":
                target.hide()
            for row in source.iter_rows():
                for cell in row:
                    _write(target, cell)
    return out.getvalue()


def _write(target: Any, cell: Any) -> None:
    if isinstance(cell.value, (int, float)):
        target.write_number(cell.row - 1, cell.column - 1, cell.value)
    elif cell.value is not None:
        target.write_string(cell.row - 1, cell.column - 1, str(cell.value))


def _without(item: Item, *names: str) -> dict[str, object]:
    return {name: getattr(item, name) for name in Item.__dataclass_fields__ if name not in names}


def _of(catalogue: Catalogue, item_id: str) -> Item:
    found = catalogue.item(item_id)
    assert found is not None, item_id
    return found


@pytest.mark.parametrize("editor", [by_openpyxl, by_libreoffice, by_xlsxwriter])
def test_six_edits_come_back_as_these_and_no_others(matter: Path, tmp_path: Path, editor: Any) -> None:
    before = catalogue_of(matter)
    (matter / EVIDENCE_SHEET).write_bytes(editor(matter, tmp_path))
    (handed,) = read_handed(matter, TODAY)
    told = [f.code for f in handed.findings]
    assert "LX-W063" in told and not handed.stops  # the grey cell is told and not taken
    after = taken(matter)
    listed = [(item.no, item.title, item.date, item.files[0].name) for item in after.items]
    assert listed == [
        ("1-1", "采购订单", date(2023, 4, 6), "订单.txt"),
        ("1-2", "《钢材购销合同》", date(2023, 3, 15), "合同.txt"),
        ("2-1", "对账单", date(2023, 10, 8), "对账单.txt"),
        ("2-2", "欠条", date(2024, 1, 5), "新到.txt"),
    ]
    assert {(one.name, one.reason) for one in after.left_out} >= {("草稿.txt", "草稿"), ("催款函.txt", "另案使用")}
    assert sorted(one.name for one in after.left_out) == ["=公式.txt", "催款函.txt", "草稿.txt", "送货单.txt"]
    # Nothing else: what was not touched is as it was, cell by cell.
    assert _without(_of(after, "订单"), "no") == _without(_of(before, "订单"), "no")
    assert _without(_of(after, "合同"), "no", "title") == _without(_of(before, "合同"), "no", "title")
    dated = ("no", "date", "date_source")
    assert _without(_of(after, "对账单"), *dated) == _without(_of(before, "对账单"), *dated)
    assert [(group.no, group.title) for group in after.groups] == [(1, "合同与担保"), (2, "履行")]
    assert not read_handed(matter, TODAY)  # the sheet that was written anew says what stands


@pytest.mark.parametrize("editor", [by_libreoffice, by_xlsxwriter])
def test_the_catalogue_is_the_same_byte_for_byte_whoever_saved(matter: Path, tmp_path: Path, editor: Any) -> None:
    start, sheet = (matter / CATALOGUE).read_bytes(), (matter / EVIDENCE_SHEET).read_bytes()
    other = editor(matter, tmp_path)
    (matter / EVIDENCE_SHEET).write_bytes(by_openpyxl(matter, tmp_path))
    (first,) = read_handed(matter, TODAY)
    (matter / EVIDENCE_SHEET).write_bytes(other)
    (second,) = read_handed(matter, TODAY)
    assert (second.said, second.catalogue) == (first.said, first.catalogue)
    assert (matter / CATALOGUE).read_bytes() == start and sheet != other
