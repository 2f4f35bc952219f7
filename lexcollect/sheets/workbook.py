"""Workbook: tables of text as an .xlsx that people fill in.

Owns the look that all our sheets share (grey where the program writes, white where a person may), the choices of a
cell, the pictures, and the hidden memory by which a sheet that comes back is compared with what it was. Text is written
as text: no formula, no link, no macro, no clock; the same tables give the same bytes.
"""

from __future__ import annotations

import gc
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lexcollect.cells import computes
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field
from lexcollect.sheets.reading import FORM, MEMORY, NEEDED, TOLD

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_FONT = "宋体"
_LISTS = "_lists"
_GREY, _HEAD_OPEN, _HEAD_GREY, _LEAD = "#EFEFEF", "#DCE6F1", "#D9D9D9", "#FFF2CC"
#: Height of a line of text, of a row with a picture, and the greatest of a row, in points.
_LINE, _PICTURE, _TALLEST = 14.0, 62.0, 280.0
#: A picture is at most so many pixels high and wide.
PICTURE_PIXELS = 80
#: An amount that a cell holds to the fen as a number.
_AMOUNT = regex(r"\d{1,12}(?:\.\d{1,2})?")
_BORN = datetime(2000, 1, 1)  # noqa: DTZ001 - the clock plays no part: same table, same bytes


class Shape(StrEnum):
    """How the cells of a column are written."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MONEY = "money"


@dataclass(frozen=True)
class SheetColumn:
    """A column: ``key`` in the memory, heading, width in characters, whether it is open, and its choices.

    ``strict``: only a choice may stand there; else the list is an offer. ``folded``: seldom used, one click away;
    ``needed``: must be filled in.
    """

    key: str
    head: str
    width: float
    open: bool = True
    shape: Shape = Shape.TEXT
    choices: tuple[str, ...] = ()
    strict: bool = False
    hidden: bool = False
    folded: bool = False
    help: str = ""
    needed: bool = False


@dataclass(frozen=True)
class SheetRow:
    """A row: the ``id`` by which it is known again, its cells by key, and a JPEG for the column ``picture``.

    ``memory``: what its cells stand for, where they show other words. A ``spare`` row is an empty one to be filled in.
    ``shapes`` and ``choices`` are those of single cells, by key; cells under ``locked`` keys are grey. A ``lead`` row
    begins a block of rows.
    """

    id: str
    cells: Mapping[str, str]
    picture: bytes = b""
    spare: bool = False
    memory: Mapping[str, str] | None = None
    lead: bool = False
    locked: tuple[str, ...] = ()
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetTable:
    """A table: the name of its sheet, a title and lines of explanation above the heading, columns and rows.

    A ``form`` stands on its side: a line for each column, beside it what is ``told`` of it, and a column for each row.
    """

    name: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    hidden: bool = False
    form: bool = False
    told: Mapping[str, str] = field(default_factory=dict)


def workbook_bytes(schema: str, source: str, title: str, tables: Sequence[SheetTable]) -> bytes:
    """Return the workbook of ``tables``; ``schema`` and ``source`` (a SHA-256) stand in its memory."""
    from xlsxwriter.workbook import Workbook

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with _uncollected(), Workbook(buffer, options) as book:
        book.set_properties({"title": title, "created": _BORN})
        writer = _Writer(book)
        for table in tables:
            writer.table(table)
        writer.memory(schema, source, tables)
        writer.lists()
    return buffer.getvalue()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let nothing be looked through for what nobody uses while hundreds of thousands of cells come to be at once."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass
class _Writer:
    """A workbook on its way: its formats, and the lists that cells may choose from."""

    book: Workbook
    formats: dict[tuple[str, ...], Format] = field(default_factory=dict)
    choices: dict[tuple[str, ...], int] = field(default_factory=dict)

    def table(self, table: SheetTable) -> None:
        sheet = self.book.add_worksheet(table.name)
        last = len(table.columns) - 1
        sheet.write_string(0, 0, table.title, self._format("title"))
        for at, note in enumerate(table.notes, 1):
            sheet.write_string(at, 0, note, self._format("note"))
        head = len(table.notes) + 1
        if table.form:
            self._form(sheet, table, head)
            return
        for at, column in enumerate(table.columns):
            options = {"level": 1, "hidden": True} if column.folded else {"hidden": True} if column.hidden else {}
            sheet.set_column(at, at, column.width, None, options)
            words = f"{column.head}{NEEDED}" if column.needed else column.head
            sheet.write_string(head, at, words, self._format("head", "open" if column.open else "grey"))
            if column.help:
                sheet.write_comment(head, at, column.help, {"author": "", "x_scale": 2, "y_scale": 1.2})
        sheet.set_row(head, 30)
        for at, row in enumerate(table.rows, head + 1):
            self._row(sheet, at, table.columns, row)
        self._dressed(sheet, table, head, last)
        if table.hidden:
            sheet.hide()

    def _form(self, sheet: Worksheet, table: SheetTable, head: int) -> None:
        """Write a table on its side: a line for each column, its cells beside each other."""
        last = len(table.rows) + 2
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, 20)
        sheet.set_column(2, last - 1, 28)
        sheet.set_column(last, last, 30)
        for at, words in ((0, FORM), (1, "说明"), (last, TOLD)):
            sheet.write_string(head, at, words, self._format("head", "grey"))
        for at, row in enumerate(table.rows, 2):
            sheet.write_string(head, at, row.cells.get("", "") or "（新增）", self._format("head", "open"))
        lines = sorted(table.columns, key=lambda column: column.key != "id")  # the ids stand first, out of sight
        for at, column in enumerate(lines, head + 1):
            words = f"{column.head}{NEEDED}" if column.needed else column.head
            told = table.told.get(column.key, "")
            sheet.write_string(at, 0, words, self._format("label", "open"))
            sheet.write_string(at, 1, column.help, self._format("text", "grey"))
            sheet.write_string(at, last, told, self._format("text", "grey"))
            tallest = max(_lines(words, 22), _lines(column.help, 20), *(_lines(part, 30) for part in told.split("\n")))
            for place, row in enumerate(table.rows, 2):
                held = row.id if column.key == "id" else row.cells.get(column.key, "")
                self._cell(sheet, at, place, held, column, row)
                tallest = max(tallest, sum(_lines(part, 28) for part in held.split("\n")))
            options = {"hidden": True} if column.hidden else {"level": 1, "hidden": True} if column.folded else {}
            sheet.set_row(at, min(tallest * _LINE + 4, _TALLEST), None, options)
            if column.choices:
                rule = self._rule(column.head, column.choices, strict=column.strict)
                sheet.data_validation(at, 2, at, last + 20, rule)
        sheet.freeze_panes(head + 1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        self._printed(sheet, head)
        if table.hidden:
            sheet.hide()

    def _printed(self, sheet: Worksheet, head: int) -> None:
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(head)
        sheet.set_margins(0.4, 0.4, 0.5, 0.5)
        sheet.set_footer("&C第 &P 页，共 &N 页")

    def _row(self, sheet: Worksheet, at: int, columns: Sequence[SheetColumn], row: SheetRow) -> None:
        lines = 1
        for place, column in enumerate(columns):
            words = row.id if column.key == "id" else row.cells.get(column.key, "")
            self._cell(sheet, at, place, words, column, row)
            if column.key in row.choices:
                sheet.data_validation(
                    at, place, at, place, self._rule(column.head, row.choices[column.key], strict=False)
                )
            if not column.hidden:
                lines = max(lines, sum(_lines(part, column.width) for part in words.split("\n")))
            if column.key == "picture" and row.picture:
                options: dict[str, Any] = {"image_data": io.BytesIO(row.picture), "object_position": 1}
                sheet.insert_image(at, place, "picture.jpg", {**options, "x_offset": 3, "y_offset": 3})
        height = max(lines * _LINE + 4, _PICTURE if row.picture else 0)
        sheet.set_row(at, min(height, _TALLEST))

    def _cell(self, sheet: Worksheet, at: int, place: int, words: str, column: SheetColumn, row: SheetRow) -> None:
        is_open = column.open and column.key not in row.locked
        ground = "lead" if row.lead and not is_open else "open" if is_open else "grey"
        shape = row.shapes.get(column.key, column.shape)
        if shape is Shape.DATE and (day := _day(words)):
            sheet.write_datetime(at, place, datetime(day.year, day.month, day.day), self._format("day", ground))  # noqa: DTZ001
        elif shape is Shape.NUMBER and words.isascii() and words.isdecimal() and len(words) < 10:
            sheet.write_number(at, place, int(words), self._format("number", ground))
        elif shape is Shape.MONEY and _AMOUNT.fullmatch(words):
            sheet.write_number(at, place, Decimal(words), self._format("money", ground))
        elif words:
            quoted = ("quoted",) if computes(words) else ()
            sheet.write_string(at, place, words, self._format("text", ground, *quoted))
        else:
            name = {Shape.DATE: "day", Shape.NUMBER: "number", Shape.MONEY: "money"}.get(shape, "text")
            sheet.write_blank(at, place, None, self._format(name, ground))

    def _dressed(self, sheet: Worksheet, table: SheetTable, head: int, last: int) -> None:
        """Choices, filter, frozen heading, and how the sheet is printed."""
        bottom = head + max(len(table.rows), 1)
        for at, column in enumerate(table.columns):
            if column.choices:
                rule = self._rule(column.head, column.choices, strict=column.strict)
                sheet.data_validation(head + 1, at, bottom + 200, at, rule)
        sheet.autofilter(head, 0, bottom, last)
        sheet.freeze_panes(head + 1, 0)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3: two dozen columns
        self._printed(sheet, head)

    def _rule(self, head: str, choices: tuple[str, ...], *, strict: bool) -> dict[str, Any]:
        return {
            "validate": "list",
            "source": self._list(choices),
            "error_type": "stop" if strict else "information",
            "show_error": strict,
            "error_title": head,
            "error_message": "请从下拉列表中选择",
        }

    def _list(self, choices: tuple[str, ...]) -> str:
        column = self.choices.setdefault(choices, len(self.choices))
        name = _letters(column)
        return f"={_LISTS}!${name}$1:${name}${len(choices)}"

    def lists(self) -> None:
        """Write the choices of all cells, hidden."""
        sheet = self.book.add_worksheet(_LISTS)
        for choices, column in self.choices.items():
            for row, words in enumerate(choices):
                sheet.write_string(row, column, words)
        sheet.very_hidden()

    def memory(self, schema: str, source: str, tables: Iterable[SheetTable]) -> None:
        """Write what a person may change, as it was, hidden."""
        sheet = self.book.add_worksheet(MEMORY)
        sheet.write_row(0, 0, [schema, source])
        at = 1
        for table in tables:
            keys = [column.key for column in table.columns if column.key not in ("id", "picture")]
            for row in table.rows:
                if row.spare:
                    continue
                sheet.write_row(at, 0, [table.name, row.id])
                at += 1
                held = row.cells if row.memory is None else row.memory
                for key in (*keys, *(key for key in row.memory or () if key not in keys)):
                    if words := held.get(key, ""):
                        for place, one in enumerate((table.name, row.id, key, words)):
                            sheet.write_string(at, place, one)
                        at += 1
        sheet.very_hidden()

    def _format(self, *names: str) -> Format:
        if names not in self.formats:
            self.formats[names] = self.book.add_format(_style(names))
        return self.formats[names]


def _style(names: tuple[str, ...]) -> dict[str, Any]:
    plain: dict[str, Any] = {"font_name": _FONT, "font_size": 10, "valign": "vcenter"}
    if names[0] == "title":
        return {**plain, "font_size": 15, "bold": True}
    if names[0] == "note":
        return {**plain, "font_color": "#444444"}
    cell = {**plain, "border": 1, "border_color": "#BFBFBF", "text_wrap": True}
    if names[0] == "head":
        ground = _HEAD_OPEN if names[1] == "open" else _HEAD_GREY
        return {**cell, "bold": True, "align": "center", "bg_color": ground}
    if names[0] == "label":
        return {**cell, "bg_color": _HEAD_OPEN}
    if names[1] == "grey":
        cell |= {"bg_color": _GREY, "font_color": "#595959"}
    if names[1] == "lead":
        cell |= {"bg_color": _LEAD, "bold": True, "top": 2, "top_color": "#7F7F7F"}
    if "quoted" in names:
        cell["quote_prefix"] = True
    shape = {"day": "yyyy-mm-dd", "number": "General", "money": "#,##0.00"}.get(names[0], "@")
    align = {"text": {}, "money": {"align": "right"}}.get(names[0], {"align": "center"})
    return {**cell, "num_format": shape, **align}


def _day(words: str) -> date | None:
    """Return the day that ``words`` (ISO) are, if a spreadsheet program can hold it as one."""
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if day.year >= 1901 and len(words) == 10 else None


def _lines(words: str, width: float) -> int:
    """Return in how many lines ``words`` stand in a column so many characters wide."""
    return max(1, -(-_taken(words) // max(int(width), 1)))


@lru_cache(maxsize=4096)
def _taken(words: str) -> int:
    """Return how many narrow characters wide ``words`` are; the same words stand in thousands of cells."""
    if words.isascii():
        return len(words)
    return len(words) + sum(width in "WFA" for width in map(unicodedata.east_asian_width, words))


def _letters(at: int) -> str:
    words = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        words = chr(65 + rest) + words
    return words
