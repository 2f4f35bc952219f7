"""Excel lists: a list table as an .xlsx that prints on A4 as it stands.

Owns its look: widths, the heading that repeats on every page, the groups, page numbers in the foot. Text is written as
text: nothing that was received is computed, linked or run; the same table gives the same bytes.
"""

from __future__ import annotations

import io
import unicodedata
from datetime import datetime
from typing import Any

from lexcollect.bundle.list_tables import CENTRED, WIDTHS, ListTable
from lexcollect.cells import computes
from lexcollect.wording import say

_FONT, _SANS = "宋体", "黑体"
_LINE, _TALLEST = 14.0, 400.0
#: A label of the head or foot is so many columns wide that it is read.
_LABEL = 10
_BORN = datetime(2000, 1, 1)  # noqa: DTZ001 - the clock plays no part: same table, same bytes


def excel_bytes(table: ListTable) -> bytes:
    """Return ``table`` as an .xlsx."""
    from xlsxwriter.workbook import Workbook

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": table.title, "created": _BORN})
        _Writer(book, table).write()
    return out.getvalue()


class _Writer:
    """One sheet on its way."""

    def __init__(self, book: Any, table: ListTable) -> None:
        self.book, self.table = book, table
        self.sheet = book.add_worksheet(table.title[:31])
        self.widths = [WIDTHS[key] for key, _ in table.columns]
        self.last = len(self.widths) - 1
        self.at = 0
        self._formats: dict[tuple[str, ...], Any] = {}

    def write(self) -> None:
        """Write title, head, rows and foot, and how the sheet is printed."""
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        self._across(self.table.title, "title", 28)
        for label, words in self.table.head:
            self._across(f"{label}{words}", "line")
        heading = self.at
        for column, (_, head) in enumerate(self.table.columns):
            self.sheet.write_string(heading, column, head, self._format("head"))
        self.sheet.set_row(heading, 24)
        self.at += 1
        for group in self.table.groups:
            if group.heading:
                self._across(group.heading, "group")
            for row in group.rows:
                self._row(row)
        for label, words in self.table.foot:
            self._across(f"{label}{words}", "line")
        for label, words in self.table.sign:
            self._across(f"{label}{words or '　' * 10}", "sign", 30)
        self._printed(heading)

    def _row(self, row: tuple[str, ...]) -> None:
        lines = 1
        for column, (words, (key, _)) in enumerate(zip(row, self.table.columns, strict=True)):
            names = ["cell", *(["centred"] if key in CENTRED else []), *(["quoted"] if computes(words) else [])]
            self.sheet.write_string(self.at, column, words, self._format(*names))
            lines = max(lines, _lines(words, self.widths[column]))
        self.sheet.set_row(self.at, min(lines * _LINE + 6, _TALLEST))
        self.at += 1

    def _across(self, words: str, name: str, height: float = 0) -> None:
        """Write a line over all columns."""
        quoted = ("quoted",) if computes(words) else ()
        self.sheet.merge_range(self.at, 0, self.at, self.last, "", self._format(name, *quoted))
        self.sheet.write_string(self.at, 0, words, self._format(name, *quoted))
        self.sheet.set_row(self.at, height or _lines(words, sum(self.widths)) * _LINE + 6)
        self.at += 1

    def _printed(self, heading: int) -> None:
        self.sheet.freeze_panes(heading + 1, 0)
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(heading)
        self.sheet.set_margins(0.8, 0.5, 0.6, 0.6)
        self.sheet.center_horizontally()
        self.sheet.set_footer("&C" + say("binding.list_page", "zh", page="&P", pages="&N"))

    def _format(self, *names: str) -> Any:
        if names not in self._formats:
            self._formats[names] = self.book.add_format(_style(names))
        return self._formats[names]


def _style(names: tuple[str, ...]) -> dict[str, Any]:
    style: dict[str, Any] = {
        "font_name": _FONT,
        "font_size": 10.5,
        "valign": "vcenter",
        "text_wrap": True,
        "num_format": "@",
    }
    kind = names[0]
    if kind == "title":
        style |= {"font_name": _SANS, "font_size": 18, "align": "center"}
    elif kind == "sign":
        style |= {"align": "right"}
    elif kind != "line":
        style |= {"border": 1}
    if kind in ("head", "group"):
        style |= {"font_name": _SANS, "bg_color": "#EBEBEB" if kind == "head" else "#F7F7F7"}
    if kind == "head" or "centred" in names:
        style |= {"align": "center"}
    if "quoted" in names:
        style["quote_prefix"] = True
    return style


def _lines(words: str, width: float) -> int:
    """Return in how many lines ``words`` stand in a column so many characters wide."""
    taken = sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in words)
    return max(1, -(-taken // max(int(width) - 1, 1)))
