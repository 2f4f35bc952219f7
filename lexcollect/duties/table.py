"""Table (表格): an answer of the office as the one shape that screen, sheet, Word file and JSON are made from.

Owns the way from rows to ``reporting.tables``. Computes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lexcollect.reporting.tables import Cell, Column, Form, Part, Sheetful, Table
from lexcollect.wording import Text, text


def sheetful(
    key: str,
    as_of: date,
    source: str,
    columns: Sequence[tuple[str, Form]],
    rows: Sequence[Sequence[Cell]],
    *,
    lines: Sequence[Text] = (),
    notes: Sequence[Text] = (),
) -> Sheetful:
    """Return one table ``key`` (``duties.title.KEY``) with its columns (``duties.col.NAME``)."""
    title = text(f"duties.title.{key}")
    heads = tuple(Column(name, text(f"duties.col.{name}"), form, form is not Form.WORDS) for name, form in columns)
    table = Table(key, text("duties.list"), heads, tuple(tuple(row) for row in rows), notes=tuple(notes))
    return Sheetful(title, as_of, source, tuple(lines), (Part(key, title, (), (table,)),))
