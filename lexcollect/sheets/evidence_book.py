"""Evidence book: the evidence sheet (证据整理表.xlsx) of a matter.

Owns what stands above its heading, which choices its cells offer, and its schema. The lines come from ``rows``.
"""

from __future__ import annotations

from collections.abc import Mapping

from lexcollect.evidence.items import EVIDENCE_KINDS, ORIGINALS
from lexcollect.files import sha256_bytes
from lexcollect.law.carriers import carriers
from lexcollect.sheets.columns import ANSWERS, COLUMNS
from lexcollect.sheets.rows import Lines, group_cell
from lexcollect.sheets.workbook import Shape, SheetColumn, SheetRow, SheetTable, workbook_bytes
from lexcollect.wording import say, speaking

SCHEMA = "lexcollect/evidence-sheet/1"
#: The name of the table in the workbook.
TABLE = "证据整理表"
_SHAPES = {"order": Shape.NUMBER, "date": Shape.DATE, "pages": Shape.NUMBER}
_STRICT = frozenset(("submit", "kind", "original"))


def evidence_book(raw: bytes, lines: Lines, pictures: Mapping[str, bytes]) -> bytes:
    """Return the sheet for the catalogue ``raw`` with its ``lines``; ``pictures`` are JPEGs by the id of the line."""
    with speaking("zh"):
        rows = tuple(SheetRow(row.id, row.cells, pictures.get(row.id, b"")) for row in lines.rows)
        notes = tuple(say(f"sheets.evidence.note{n}") for n in (1, 2, 3))
        columns = tuple(_column(key, lines) for key in (column.key for column in COLUMNS))
        table = SheetTable(TABLE, say("sheets.evidence.title"), notes, columns, rows)
        return workbook_bytes(SCHEMA, sha256_bytes(raw), TABLE, (table,))


def _column(key: str, lines: Lines) -> SheetColumn:
    column = next(one for one in COLUMNS if one.key == key)
    choices = {
        "group": tuple(group_cell(number, title) for number, title in sorted(lines.groups.items())),
        "kind": EVIDENCE_KINDS,
        "proof": tuple(one.zh for one in carriers().values()),
        "submit": ANSWERS,
        "original": ORIGINALS,
    }.get(key, ())
    return SheetColumn(
        key,
        column.head,
        column.width,
        column.open,
        _SHAPES.get(key, Shape.TEXT),
        choices,
        key in _STRICT,
        hidden=key == "id",
    )
