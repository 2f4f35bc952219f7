"""Result book: the workbook of a checked ledger, written row by row.

Owns its look: the user's cells as they were, those with something to say in red or yellow, the answers at the right, a
second sheet with counts, columns and the meaning of every code. Everything that was text is written as text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cells import computes
from lexcollect.findings import Level
from lexcollect.ledgers.answers import COLUMNS, DAY, MONEY, beside_row, own_cells
from lexcollect.ledgers.raw import Holds, RawCell, RawRow, column_of
from lexcollect.ledgers.row import Ledger, LedgerRow
from lexcollect.ledgers.summary import summary_rows
from lexcollect.wording import say, speaking

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_FONT = "宋体"
_BORN = datetime(2000, 1, 1)  # noqa: DTZ001 - the clock plays no part: same ledger, same bytes
_GROUND = {Level.ERROR: "#F8CBAD", Level.WARNING: "#FFF2CC"}
_ACTION_GROUND = {"ready": "#E2EFDA", "review_data": "#F8CBAD", "review_expired": "#FCE4D6", "review_status": "#FFF2CC"}
_LONGEST = 32_767
_ROWS_FOR_WIDTH = 300
#: Height of a line and the greatest of a row, in points.
_LINE, _TALLEST = 13.5, 260.0
_NARROWEST, _WIDEST = 6, 32
_OURS_GROUND = "#DCE6F1"
#: Spreadsheet programs know no day before.
_FIRST_YEAR = 1900

Joined = Iterator[tuple[RawRow, LedgerRow | None]]


def write_book(place: Path, ledger: Ledger, rows: Callable[[], Joined]) -> None:
    """Write the workbook of ``ledger`` to ``place``; ``rows`` goes through the rows of the file."""
    from xlsxwriter.workbook import Workbook

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with speaking("zh"), Workbook(str(place), options) as book:
        book.set_properties({"title": say("ledgers.book_title", file=ledger.file), "created": _BORN})
        writer = _Writer(book, ledger)
        writer.table(rows)
        writer.summary()


class _Writer:
    """A workbook on its way."""

    def __init__(self, book: Workbook, ledger: Ledger) -> None:
        self.book, self.ledger = book, ledger
        self.wide = len(ledger.columns)
        self._formats: dict[tuple[str, ...], Format] = {}

    def table(self, rows: Callable[[], Joined]) -> None:
        """Write the sheet of the ledger."""
        sheet = self.book.add_worksheet(_sheet_name(self.ledger.sheet))
        self._columns(sheet, rows)
        last = 0
        for raw, row in rows():
            own = own_cells(raw, self.wide)
            at = last = raw.number - 1
            told = beside_row(raw, row, self.ledger, own)
            height = _height(told[0] if row else "")
            if raw.hidden or height:
                sheet.set_row(at, height, None, {"hidden": raw.hidden})
            is_head = raw.number in self.ledger.head_rows
            grounds = _grounds(row)
            for column, cell in enumerate(own):
                if cell is None and column in grounds:
                    sheet.write_blank(at, column, None, self._format("text", grounds[column]))
                elif cell is not None:
                    self._own(sheet, at, column, cell, "head" if is_head else grounds.get(column, ""))
            self._beside(sheet, at, told, row, is_head)
        head = self.ledger.head_rows[-1]
        sheet.freeze_panes(head, min(2, self.wide))
        sheet.autofilter(head - 1, 0, max(last, head), self.wide + len(COLUMNS) - 2)
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(2, 0)
        sheet.repeat_rows(head - 1)

    def _columns(self, sheet: Worksheet, rows: Callable[[], Joined]) -> None:
        widths = [_NARROWEST] * self.wide
        for number, (raw, _) in enumerate(rows()):
            if number > _ROWS_FOR_WIDTH:
                break
            if raw.number >= self.ledger.head_rows[0]:
                for column, cell in enumerate(raw.cells[: self.wide]):
                    if cell:
                        widths[column] = max(widths[column], min(_width(cell.text) + 2, _WIDEST))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for at, ours in enumerate(COLUMNS, self.wide):
            sheet.set_column(at, at, ours.width, None, {"hidden": ours.key == "checksum"})

    def _own(self, sheet: Worksheet, at: int, column: int, cell: RawCell, ground: str) -> None:
        """Write a cell of the user as it was: a number as a number, a day as a day, a formula as its value."""
        words = cell.text or cell.formula
        if cell.holds is Holds.DATE and (day := _day(cell.text)):
            sheet.write_datetime(at, column, day, self._format("day", ground))
        elif cell.holds is Holds.NUMBER and _is_number(cell.text):
            sheet.write_number(at, column, float(cell.text), self._format("number", ground))
        else:
            self._text(sheet, at, column, words, ground)

    def _text(self, sheet: Worksheet, at: int, column: int, words: str, *names: str) -> None:
        quoted = ("quoted",) if computes(words) else ()
        sheet.write_string(at, column, words[:_LONGEST], self._format("text", *names, *quoted))

    def _beside(self, sheet: Worksheet, at: int, words: list[str], row: LedgerRow | None, is_head: bool) -> None:
        for offset, (column, one) in enumerate(zip(COLUMNS, words, strict=False)):
            place = self.wide + offset
            if not one:
                continue
            if is_head:
                self._text(sheet, at, place, one, "head", "ours")
            elif row is not None and column.shape == DAY and (day := _day(one)):
                sheet.write_datetime(at, place, day, self._format("day", ""))
            elif row is not None and column.shape == MONEY:
                sheet.write_number(at, place, float(Decimal(one)), self._format("money", ""))
            elif column.key == "action" and row is not None:
                self._text(sheet, at, place, one, f"action.{row.action.value}")
            else:
                self._text(sheet, at, place, one, "wrap" if column.key == "issues" else "")

    def summary(self) -> None:
        """Write the second sheet: counts, columns, the meaning of the codes."""
        sheet = self.book.add_worksheet(say("ledgers.summary_sheet", "zh"))
        for column, width in enumerate((24, 10, 42, 48, 70)):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for at, (kind, words) in enumerate(summary_rows(self.ledger)):
            for column, one in enumerate(words):
                if kind == "row" and column == 1 and one.isdecimal():
                    sheet.write_number(at, column, int(one), self._format("number", ""))
                else:
                    self._text(sheet, at, column, one, "head" if kind == "head" else "wrap" if kind == "row" else "big")

    def _format(self, *names: str) -> Format:
        if names not in self._formats:
            self._formats[names] = self.book.add_format(_style(names))
        return self._formats[names]


def _style(names: tuple[str, ...]) -> dict[str, Any]:
    shape = {"day": "yyyy-mm-dd", "number": "General", "money": "#,##0.00"}.get(names[0], "@")
    style: dict[str, Any] = {"font_name": _FONT, "font_size": 10, "valign": "vcenter", "num_format": shape}
    for name in names[1:]:
        if name == "head":
            style |= {"bold": True, "align": "center", "text_wrap": True, "border": 1, "bg_color": "#D9D9D9"}
        elif name == "ours":
            style |= {"bg_color": _OURS_GROUND}
        elif name == "big":
            style |= {"bold": True, "font_size": 12}
        elif name == "wrap":
            style |= {"text_wrap": True}
        elif name == "quoted":
            style |= {"quote_prefix": True}
        elif name.startswith("action."):
            ground = _ACTION_GROUND.get(name.partition(".")[2])
            style |= {"bg_color": ground} if ground else {}
        elif name in (Level.ERROR, Level.WARNING):
            style |= {"bg_color": _GROUND[Level(name)]}
    return style


def _grounds(row: LedgerRow | None) -> dict[int, str]:
    """Return column → the gravest level of what is said of its cell."""
    found: dict[int, str] = {}
    for issue in row.issues if row else ():
        if issue.column and issue.level is not Level.NOTE:
            at = column_of(issue.column)
            if found.get(at) != Level.ERROR:
                found[at] = issue.level.value
    return found


def _day(words: str) -> date | None:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if day.year >= _FIRST_YEAR else None


def _is_number(words: str) -> bool:
    try:
        return Decimal(words).is_finite()
    except ArithmeticError:
        return False


def _height(issues: str) -> float | None:
    """Return how high a row is in which several things are said; nothing for one line."""
    lines = sum(max(1, -(-_width(line) // (COLUMNS[0].width - 2))) for line in issues.split("\n"))
    return min(lines * _LINE + 3, _TALLEST) if lines > 1 else None


def _width(words: str) -> int:
    return max(
        (sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line) for line in words.split("\n")),
        default=0,
    )


def _sheet_name(name: str) -> str:
    """Return a name that a workbook takes for a sheet."""
    bare = "".join("_" if sign in "[]:*?/\\" else sign for sign in name).strip("'")[:31]
    return bare or say("ledgers.sheet", "zh")
