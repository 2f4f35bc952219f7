"""Sheet: the report as an .xlsx with charts of the spreadsheet's own (Excel, WPS, LibreOffice).

Owns the look: a first sheet with what the figures mean and links to the others, a sheet a table, charts above it, A4
landscape with the heading repeated on every page. Sums are values and no formulas, words are text and never computed,
linked or run; the same report gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lexcollect.cells import computes
from lexcollect.cn.width import screen_width
from lexcollect.reporting.charts import Drawn, drawn
from lexcollect.reporting.tables import Cell, Column, Form, Sheetful, Table, shown
from lexcollect.wording import say

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_BORN = datetime(2000, 1, 1)  # noqa: DTZ001 - the clock plays no part: same report, same bytes
#: By which a report of ours is known among its properties, with the day that a spreadsheet program would change.
MARK = "lexcollect report"
_FONT, _HEAD_FONT = "宋体", "黑体"
_FORMATS = {
    Form.MONEY: "#,##0.00",
    Form.COUNT: "#,##0",
    Form.RATE: "0.0%",
    Form.DAYS: "#,##0.0",
    Form.DATE: "yyyy-mm-dd",
}
#: A chart is so many rows of a sheet high, each 20 points, and so many pixels wide.
_CHART_ROWS, _CHART_WIDTH = 17, 880
_ROW, _A4 = 20, 9
_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def workbook(report: Sheetful) -> bytes:
    """Return ``report`` as the bytes of an .xlsx."""
    from xlsxwriter.workbook import Workbook

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": report.title.render(), "created": _BORN, "keywords": MARK})
        _Book(book, report).write()
    return out.getvalue()


def is_ours(data: bytes) -> bool:
    """Tell whether ``data`` is a report of ours that nobody saved since: saving changes the day of its last change."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            core = packed.read("docProps/core.xml").decode("utf-8")
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return False
    return MARK in core and f">{_BORN.isoformat()}Z</dcterms:modified>" in core


class _Book:
    """One workbook on its way."""

    def __init__(self, book: Workbook, report: Sheetful) -> None:
        self.book, self.report = book, report
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def write(self) -> None:
        """Write the first sheet, then a sheet a table."""
        first = self.book.add_worksheet(say("reporting.sheet_first"))
        names = self._names()
        tables = [table for part in self.report.parts for table in part.tables]
        for table, name in zip(tables, names, strict=True):
            self._table(self.book.add_worksheet(name), table, name)
        self._first(first, names)

    def _names(self) -> list[str]:
        """Return a name for every sheet: that of its table, each once, as short as spreadsheets want it."""
        taken = {say("reporting.sheet_first").casefold()}
        found = []
        for table in (table for part in self.report.parts for table in part.tables):
            base = table.title.render().translate(_FORBIDDEN).strip()[:_NAME]
            name, number = base, 2
            while name.casefold() in taken:
                name, number = f"{base[: _NAME - 4]}({number})", number + 1
            taken.add(name.casefold())
            found.append(name)
        return found

    def _first(self, sheet: Worksheet, names: list[str]) -> None:
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 96)
        sheet.set_row(0, 34)
        self._words(sheet, 0, 0, self.report.title.render(), font_size=18, font_name=_HEAD_FONT)
        at = 1
        for line in self.report.lines:
            self._words(sheet, at, 0, line.render(), font_color="#555555")
            at += 1
        at += 1
        left = iter(names)
        for part in self.report.parts:
            self._words(sheet, at, 0, part.title.render(), font_size=13, font_name=_HEAD_FONT, bottom=1)
            self._words(sheet, at, 1, "", bottom=1)
            at += 1
            for line in part.meaning:
                self._words(sheet, at, 1, line.render(), text_wrap=True, font_color="#555555")
                sheet.set_row(at, 18 * (screen_width(line.render()) // 96 + 1))
                at += 1
            for table in part.tables:
                name = next(left)
                link = self._format(font_color="#1F5FA8", underline=1)
                sheet.write_url(at, 0, f"internal:'{name}'!A1", link, name)
                self._words(sheet, at, 1, say("reporting.sheet_rows", count=len(table.rows)))
                at += 1
            at += 1
        self._printed(sheet)

    def _table(self, sheet: Worksheet, table: Table, name: str) -> None:
        for n, column in enumerate(table.columns):
            sheet.set_column(n, n, self._width(table, n, column))
        sheet.set_row(0, 28)
        self._words(sheet, 0, 0, table.title.render(), font_size=14, font_name=_HEAD_FONT)
        self._words(sheet, 1, 0, self.report.lines[0].render() if self.report.lines else "", font_color="#555555")
        chart = drawn(table)
        head = 3 + (_CHART_ROWS if chart else 0)
        for n, column in enumerate(table.columns):
            look = {"bold": True, "bg_color": "#E9EDF2", "border": 1, "text_wrap": True, "valign": "vcenter"}
            self._words(sheet, head, n, column.head.render(), **look, align="right" if column.form.number else "left")
        sheet.set_row(head, 32)
        at = head + 1
        for row in table.rows:
            for n, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
                self._cell(sheet, at, n, column, cell, {"border": 1, "valign": "top"})
            at += 1
        if table.rows and table.detail:
            sheet.autofilter(head, 0, at - 1, len(table.columns) - 1)
        if table.total:
            for n, (column, cell) in enumerate(zip(table.columns, table.total, strict=True)):
                self._cell(sheet, at, n, column, cell, {"border": 1, "bold": True, "top": 2, "bg_color": "#F5F7FA"})
            at += 1
        for note in table.notes:
            self._words(sheet, at, 0, note.render(), font_color="#555555")
            at += 1
        if chart:
            self._chart(sheet, table, chart, name, head)
        else:
            sheet.freeze_panes(head + 1, 0)
        self._printed(sheet, head)

    def _width(self, table: Table, n: int, column: Column) -> float:
        """Return the width of a column: what it holds, within bounds."""
        cells = (*(row[n] for row in table.rows[:200]), *((table.total[n],) if table.total else ()))
        most = max((screen_width(shown(cell, column.form)) for cell in cells), default=0)
        head = screen_width(column.head.render())
        widest = 60 if len(table.columns) < 6 else 32
        return float(min(max(most + 2, head / 2 + 2, 8), widest))

    def _cell(self, sheet: Worksheet, at: int, n: int, column: Column, cell: Cell, look: Mapping[str, Any]) -> None:
        if isinstance(cell, Decimal | int):
            style = self._format(**look, num_format=_FORMATS.get(column.form, "#,##0.00"))
            sheet.write_number(at, n, cell, style)
        elif isinstance(cell, date):
            style = self._format(**look, num_format=_FORMATS[Form.DATE], align="left")
            sheet.write_datetime(at, n, datetime.combine(cell, time()), style)
        else:
            align = "right" if column.form.number else "left"
            self._words(sheet, at, n, shown(cell, column.form), **look, align=align, text_wrap=True)

    def _words(self, sheet: Worksheet, at: int, n: int, words: str, **look: Any) -> None:
        quoted = {"quote_prefix": True} if computes(words) else {}
        sheet.write_string(at, n, words[:32000], self._format(num_format="@", **look, **quoted))

    def _chart(self, sheet: Worksheet, table: Table, found: Drawn, name: str, head: int) -> None:
        assert table.chart is not None
        kind = {"type": "bar" if found.across else "column"}
        if found.stacked:
            kind["subtype"] = "stacked"
        chart = self.book.add_chart(kind)
        first, last = head + 1, head + len(found.labels)
        label = table.place(table.chart.label)
        for key, series in zip(table.chart.values, found.series, strict=True):
            place = table.place(key)
            chart.add_series(
                {
                    "name": [name, head, place],
                    "categories": [name, first, label, last, label],
                    "values": [name, first, place, last, place],
                    "fill": {"color": f"#{series.colour}"},
                    "gap": 60,
                }
            )
        size = {"size": 10, "name": _FONT}
        chart.set_title({"name": found.title, "name_font": {"size": 12, "name": _HEAD_FONT, "bold": False}})
        lines = {"visible": True, "line": {"color": "#DDDDDD"}}
        amounts = {"num_font": size, "num_format": "#,##0", "major_gridlines": lines, "max": float(found.end)}
        names = {"num_font": size}
        if found.across:  # of a bar chart the names are the upright axis: the first one on top, the figures below
            chart.set_y_axis(names | {"reverse": True, "crossing": "max", "major_gridlines": {"visible": False}})
            chart.set_x_axis(amounts)
        else:
            chart.set_x_axis(names)
            chart.set_y_axis(amounts)
        chart.set_legend({"none": True} if len(found.series) == 1 else {"position": "bottom", "font": size})
        chart.set_size({"width": _CHART_WIDTH, "height": _CHART_ROWS * _ROW * 4 // 3 - 24})
        sheet.insert_chart(2, 0, chart, {"object_position": 2, "description": found.title})
        for row in range(2, head):
            sheet.set_row(row, _ROW)

    def _printed(self, sheet: Worksheet, head: int | None = None) -> None:
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        sheet.set_footer("&C" + say("reporting.page_of", page="&P", pages="&N"))
        if head is not None:
            sheet.repeat_rows(head)

    def _format(self, **look: Any) -> Format:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            base = {"font_name": _FONT, "font_size": 10.5, "valign": "vcenter"}
            self._formats[key] = self.book.add_format(base | look)
        return self._formats[key]
