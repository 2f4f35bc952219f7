"""Tables: the one shape of a report, from which screen, sheet, Word file, page and JSON are made.

Owns what a report is: parts with definitions, tables and charts. A cell is a value and no text, so that all ways out
show the same figure; how it is written is decided here once (``shown``). Computes nothing.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.wording import Text, say

#: A page or a Word file shows so many rows of a table; a sheet holds them all.
MOST_ROWS = 2000

Cell = str | Text | Decimal | int | date | None

#: Control characters, which no file of a report can hold.
_UNSEEN = regex("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TENTH = Decimal("0.1")
_CENT = Decimal("0.01")


class Form(StrEnum):
    """What a column holds."""

    WORDS = "words"
    MONEY = "money"
    COUNT = "count"
    RATE = "rate"  # a part of one, shown in percent
    DAYS = "days"
    DATE = "date"

    @property
    def number(self) -> bool:
        """Whether it stands to the right."""
        return self in (Form.MONEY, Form.COUNT, Form.RATE, Form.DAYS)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in JSON, its heading, what it holds; ``short`` words stay on one line.

    One that stands ``aside`` is in every file, and on the screen only when all is asked for."""

    key: str
    head: Text
    form: Form = Form.WORDS
    short: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of a table: ``label`` and ``values`` name columns; ``stacked`` puts the values of a row on one bar.

    ``across`` lays the bars down, for names that are long. ``rows``: so many of the first rows, nothing: all.
    ``colours`` are those of the values, as six digits.
    """

    title: Text
    label: str
    values: tuple[str, ...]
    stacked: bool = False
    across: bool = False
    rows: int | None = None
    colours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Rows under columns, and their total; ``notes`` stand below; ``detail``: too long for a screen.

    ``below`` is a column that the screen tells in a line of its own, row by row, where there is anything in it.
    """

    key: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    notes: tuple[Text, ...] = ()
    chart: Chart | None = None
    detail: bool = False
    below: str = ""

    def place(self, key: str) -> int:
        """Return which column ``key`` is."""
        return next(n for n, column in enumerate(self.columns) if column.key == key)


@dataclass(frozen=True)
class Part:
    """One report (账龄、回收率……): what its figures mean, its tables."""

    key: str
    title: Text
    meaning: tuple[Text, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Sheetful:
    """A whole report on ``as_of``: where the facts came from, and its parts."""

    title: Text
    as_of: date
    source: str
    lines: tuple[Text, ...]
    parts: tuple[Part, ...]


def shown(cell: Cell, form: Form) -> str:
    """Return a cell as it is read: 851,600.00, 12.3%, 2026-11-21; a dash for nothing where a figure could be."""
    if cell is None:
        return "—" if form.number or form is Form.DATE else ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return _figure(cell, form)
    if isinstance(cell, int):
        return f"{cell:,}"
    return _UNSEEN.sub("", cell if isinstance(cell, str) else cell.render())


def cut_words(table: Table) -> str:
    """Return what stands below a table of which only the first rows are shown; its total is of all."""
    return say("reporting.cut_rows", shown=MOST_ROWS, count=len(table.rows))


def _figure(value: Decimal, form: Form) -> str:
    if form is Form.RATE:
        return f"{(value * 100).quantize(_TENTH, ROUND_HALF_UP)}%"
    if form is Form.DAYS:
        return f"{value.quantize(_TENTH, ROUND_HALF_UP):,}"
    return f"{value.quantize(_CENT, ROUND_HALF_UP):,}"


def plain(cell: Cell, form: Form) -> Any:
    """Return a cell for JSON: money and rates as text, so that no digit is lost."""
    if isinstance(cell, Text):
        return cell.render()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return str(_rounded(cell, form))
    return cell


def _rounded(value: Decimal, form: Form) -> Decimal:
    steps = {Form.RATE: Decimal("0.0001"), Form.DAYS: _TENTH}
    return value.quantize(steps.get(form, _CENT), ROUND_HALF_UP)


def as_json(report: Sheetful) -> dict[str, Any]:
    """Return the report as plain data: every table with its rows by column, and its total."""
    return {
        "title": report.title.render(),
        "source": report.source,
        "lines": [line.render() for line in report.lines],
        "reports": [
            {
                "report": part.key,
                "title": part.title.render(),
                "meaning": [line.render() for line in part.meaning],
                "tables": [_table_json(table) for table in part.tables],
            }
            for part in report.parts
        ],
    }


def _table_json(table: Table) -> dict[str, Any]:
    def row(cells: tuple[Cell, ...]) -> dict[str, Any]:
        return {c.key: plain(cell, c.form) for c, cell in zip(table.columns, cells, strict=True)}

    return {
        "table": table.key,
        "title": table.title.render(),
        "columns": {c.key: c.head.render() for c in table.columns},
        "rows": [row(cells) for cells in table.rows],
        "total": row(table.total) if table.total else None,
        "notes": [note.render() for note in table.notes],
    }
