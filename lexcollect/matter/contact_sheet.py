"""The log as a sheet (联系记录.xlsx): one row an entry, printable on A4 across; the same log gives the same bytes.

Owns its look. Text is written as text, so that nothing that was entered is computed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from lexcollect.cells import computes
from lexcollect.matter.contact_log import COLUMNS, Row
from lexcollect.matter.outputs import OutputKind, refuse_output
from lexcollect.wording import say

_SCHEMA = "lexcollect/contact-log/1"
_WIDTHS = {
    "day": 11,
    "time": 6,
    "kind": 8,
    "ours": 9,
    "party": 16,
    "person": 13,
    "content": 34,
    "reply": 15,
    "result": 16,
    "next": 10,
    "evidence": 13,
    "id": 13,
}
#: Height of a line of text, in points; a row is no taller than Excel allows.
_LINE, _TALLEST = 14.5, 400.0
_BORN = datetime(2000, 1, 1)  # noqa: DTZ001 - the clock plays no part: same log, same bytes
_FONT = "宋体"


def _ours(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return _SCHEMA.encode() in book.read("docProps/core.xml")
    except (zipfile.BadZipFile, KeyError):
        return False


#: A log as a workbook.
LOG_SHEET = OutputKind(".xlsx", _ours)


def write_log(path: Path, matter: str, rows: Sequence[Row], folder: Path) -> None:
    """Write ``rows`` of ``matter`` to ``path``; :class:`Refused` where no such file may be written."""
    from lexcollect.files import write_bytes

    refuse_output(path, LOG_SHEET, [folder])
    write_bytes(path, log_bytes(matter, rows))


def log_bytes(matter: str, rows: Sequence[Row]) -> bytes:
    """Return ``rows`` as the bytes of an .xlsx."""
    from xlsxwriter.workbook import Workbook

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        title = say("log_verb.sheet.title", matter=matter)
        book.set_properties({"title": title, "subject": _SCHEMA, "created": _BORN})
        sheet = book.add_worksheet(say("log_verb.sheet.name"))
        plain = {"font_name": _FONT, "font_size": 10, "valign": "top", "text_wrap": True, "border": 1}
        body = book.add_format({**plain, "num_format": "@"})
        quoted = book.add_format({**plain, "num_format": "@", "quote_prefix": True})
        head = book.add_format({**plain, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7E6E6"})
        top = book.add_format({"font_name": "黑体", "font_size": 14, "bold": True, "align": "center"})
        note = book.add_format({"font_name": _FONT, "font_size": 9, "font_color": "#595959"})
        sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, title, top)
        sheet.set_row(0, 26)
        sheet.write_string(1, 0, say("log_verb.sheet.note", count=len(rows)), note)
        for at, key in enumerate(COLUMNS):
            sheet.set_column(at, at, _WIDTHS[key])
            sheet.write_string(2, at, say(f"log_verb.head.{key}"), head)
        for line, row in enumerate(rows, 3):
            for at, cell in enumerate(row.cells()):
                sheet.write_string(line, at, cell, quoted if computes(cell) else body)
            sheet.set_row(line, _height(row.cells()))
        sheet.freeze_panes(3, 2)
        sheet.autofilter(2, 0, max(2, 2 + len(rows)), len(COLUMNS) - 1)
        sheet.set_landscape()
        sheet.set_margins(left=0.35, right=0.35, top=0.5, bottom=0.6)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        sheet.set_footer("&C&P / &N")
    return out.getvalue()


def _height(cells: Sequence[str]) -> float:
    """Return how tall a row must be for its longest cell: not every program works it out by itself."""
    from lexcollect.cn.width import screen_width

    lines = (
        sum(max(1, -(-screen_width(part) // int(_WIDTHS[key] - 1))) for part in cell.split("\n"))
        for key, cell in zip(COLUMNS, cells, strict=True)
    )
    return min(_LINE * max(lines) + 2, _TALLEST)
