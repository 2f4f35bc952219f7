"""Ledgers for tests: small ones typed in a few lines, in every kind of file."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

HEAD = ["客户名称", "客户类型", "证件号", "合同编号", "签约日期", "到期日", "合同金额", "已还金额", "欠款余额", "状态"]
LIU = ["柳范宁", "个人", "120199196706030044", "SL1", date(2024, 1, 5), date(2024, 7, 5), 10000, 0, 10000, "逾期"]
DAY = date(2026, 11, 21)
DATA = Path(__file__).parent / "data" / "batch"


def row(**changes: Any) -> list[Any]:
    """Return a sound row of the heading, with ``changes`` by field."""
    fields = ["name", "kind", "ident", "contract", "sign", "due", "amount", "paid", "balance", "status"]
    return [changes.get(field, value) for field, value in zip(fields, LIU, strict=True)]


def workbook(path: Path, rows: Sequence[Sequence[Any]], *, sheet: str = "台账") -> Path:
    """Write ``rows`` as a workbook as people's programs do."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for one in rows:
        page.append(list(one))
    book.save(path)
    return path


def edited(path: Path, cells: dict[str, Any], sheet: str | None = None) -> None:
    """Change cells of a workbook, as somebody does in Excel."""
    book = load_workbook(path)
    page = book[sheet] if sheet else book.worksheets[0]
    for place, value in cells.items():
        page[place] = value
    book.save(path)


def cells_of(path: Path, sheet: int = 0) -> list[list[Any]]:
    """Return what a spreadsheet program sees in a workbook."""
    return [list(one) for one in load_workbook(path).worksheets[sheet].iter_rows(values_only=True)]


def raw_workbook(path: Path, sheet_xml: str, **parts: str) -> Path:
    """Write a workbook whose sheet is ``sheet_xml`` word by word, as odd programs write them."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        book = f'<workbook xmlns="{main}" xmlns:r="{kinds}">{parts.get("book", "")}'
        box.writestr("xl/workbook.xml", f'{book}<sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>')
        box.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{kinds}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        if "styles" in parts:
            box.writestr("xl/styles.xml", parts["styles"])
        box.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}">{sheet_xml}</worksheet>')
    return path


def sheet_rows(rows: Sequence[Sequence[Any]], first: int = 1) -> str:
    """Return ``rows`` as the rows of a sheet's XML, text inline."""
    out = []
    for number, cells in enumerate(rows, first):
        made = "".join(
            f"<c><v>{cell}</v></c>"
            if isinstance(cell, (int, float))
            else f'<c t="inlineStr"><is><t>{"" if cell is None else cell}</t></is></c>'
            for cell in cells
        )
        out.append(f'<row r="{number}">{made}</row>')
    return "".join(out)
