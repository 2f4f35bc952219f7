"""Gridded: a spreadsheet, or a table of text, as rows of words for the page of a file.

Owns the limits on what is shown (sheets, rows, columns, characters) and how a stored value is written. Runs in the
painter's process only. Computes no formula and decides nothing: what a sheet hides is told by ``formats.hidden``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from lexcollect.formats.kinds import FileKind

#: Kinds that a reader may bring as rows.
BOOKS = frozenset({FileKind.XLSX, FileKind.ODF, FileKind.OLE})
#: A table of text need not look like one by its content: then its name says so.
_NAMED = frozenset({".csv", ".tsv"})
#: So much of a file is shown: sheets, rows of one, columns, characters of a cell.
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, MOST_SIGNS = 20, 500, 40, 300
_MARKS = "\t,;|"


def is_table(path: Path, kind: FileKind) -> bool:
    """Tell whether a file is to be read as rows."""
    return kind in BOOKS or kind is FileKind.CSV or (kind is FileKind.TEXT and path.suffix.lower() in _NAMED)


def gridded(path: Path, kind: FileKind) -> list[dict[str, Any]]:
    """Return the sheets of a file: ``name``, ``hidden``, ``heads`` (A, B …), ``rows`` (number, cells).

    ``all_rows`` and ``all_columns`` say how many there are, empty rows left out. Raises what the readers raise for a
    file that is none.
    """
    return list(_of_book(path)) if kind in BOOKS else [_shown("", False, _of_text(path))]


def _of_book(path: Path) -> Iterator[dict[str, Any]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with CalamineWorkbook.from_path(str(path)) as book:
        sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        for one in sheets[:MOST_SHEETS]:
            sheet = book.get_sheet_by_name(one.name)
            left = [""] * (sheet.start or (0, 0))[1]  # empty columns at the left are not among the cells
            rows = ((n, [*left, *map(written, row)]) for n, row in enumerate(sheet.iter_rows(), start=1))
            yield _shown(one.name, one.visible != SheetVisibleEnum.Visible, rows)


def _of_text(path: Path) -> Iterator[tuple[int, list[str]]]:
    from lexcollect.formats.reading import content

    text = "".join(piece.text for piece in content(path).text()).lstrip("\ufeff")
    first = text[:4000].splitlines()[:20]
    mark = max(_MARKS, key=lambda one: sum(line.count(one) for line in first))
    yield from enumerate(csv.reader(text.splitlines(), delimiter=mark), start=1)


def _shown(name: str, hidden: bool, rows: Iterable[tuple[int, Sequence[str]]]) -> dict[str, Any]:
    kept: list[tuple[int, list[str]]] = []
    count = width = 0
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        width = max(width, max(n for n, cell in enumerate(cells, start=1) if cell.strip()))
        if count <= MOST_ROWS:
            kept.append((number, [_cut(cell) for cell in islice(cells, MOST_COLUMNS)]))
    wide = min(width, MOST_COLUMNS)
    filled = [(number, [*cells[:wide], *[""] * (wide - len(cells))]) for number, cells in kept]
    heads = [_letters(n) for n in range(wide)]
    return {
        "name": name,
        "hidden": hidden,
        "heads": heads,
        "rows": filled,
        "all_rows": count,
        "all_columns": width,
    }


def _letters(column: int) -> str:
    """Return what a spreadsheet program calls the column, counted from 0."""
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


def _cut(cell: str) -> str:
    return cell if len(cell) <= MOST_SIGNS else f"{cell[:MOST_SIGNS]}…"


def written(cell: object) -> str:
    """Return a stored value as a person writes it: whole numbers without a point, days as days."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return (
            str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else format(Decimal(repr(cell)).normalize(), "f")
        )
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    if isinstance(cell, timedelta):
        return str(cell)
    return "" if cell is None else str(cell)
