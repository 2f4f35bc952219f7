"""Status files: the state of a batch's letters as a table beside the list (寄送状态表).

Owns the columns. The list that came back is not touched: the answer is a file of its own. What may be entered in the
ledger as a demand is only a letter that arrived, with the day it did (民法典 195, 诉讼时效规定 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lexcollect.cells import csv_text
from lexcollect.ledgers.tracking import Sent, Stage, Status
from lexcollect.wording import pair, say

if TYPE_CHECKING:
    from lexcollect.sheets.workbook import SheetRow

SHEET, FORM = "寄送状态", "lexcollect/sending-status/1"
#: The columns: key and width.
COLUMNS = (
    *(("rows", 10.0), ("name", 28.0), ("contracts", 20.0), ("asked", 14.0), ("waybill", 17.0), ("posted", 12.0)),
    *(("arrived", 12.0), ("outcome", 12.0), ("stage", 14.0), ("todo", 52.0), ("by", 12.0)),
    *(("ledger_demand", 14.0), ("ledger_method", 12.0)),
)
#: What brings a demand to the debtor: delivered, or refused by the one it was meant for.
_ARRIVED = frozenset({Stage.DELIVERED})


def heads() -> list[str]:
    """Return the headings."""
    return [say(f"batch_papers.head.{key}") for key, _ in COLUMNS]


def cells_of(one: Sent) -> dict[str, str]:
    """Return the row of one letter by column."""
    arrived = one.stage in _ARRIVED and one.arrived is not None
    return {
        "rows": "、".join(map(str, one.entry.rows)),
        "name": one.entry.name,
        "contracts": "、".join(one.entry.contracts),
        "asked": one.entry.asked,
        "waybill": one.waybill,
        "posted": one.posted.isoformat() if one.posted else "",
        "arrived": one.arrived.isoformat() if one.arrived else "",
        "outcome": one.outcome,
        "stage": pair(*one.stage.named).render(),
        "todo": one.todo.render(),
        "by": one.by.isoformat() if one.by else "",
        "ledger_demand": one.arrived.isoformat() if arrived and one.arrived else "",
        "ledger_method": "EMS" if arrived else "",
    }


def csv_of(status: Status) -> str:
    """Return the table as CSV."""
    return csv_text([heads(), *([cells_of(one)[key] for key, _ in COLUMNS] for one in status.letters)])


def workbook_of(status: Status, name: str, sha256: str) -> bytes:
    """Return the table as a workbook; letters for which something is to be done stand out."""
    from lexcollect.sheets.workbook import Shape, SheetColumn, SheetTable, workbook_bytes

    shapes = dict.fromkeys(("posted", "arrived", "by", "ledger_demand"), Shape.DATE) | {"asked": Shape.MONEY}
    columns = [
        SheetColumn(key, head, width, open=False, shape=shapes.get(key, Shape.TEXT))
        for (key, width), head in zip(COLUMNS, heads(), strict=True)
    ]
    rows = tuple(_row(one) for one in status.letters)
    title = say("batch_papers.status_title", name=name, day=status.as_of)
    table = SheetTable(SHEET, title, notes(), tuple(columns), rows)
    return workbook_bytes(FORM, sha256, SHEET, [table])


def notes() -> tuple[str, ...]:
    """Return what is explained above the table."""
    return tuple(say(f"batch_papers.status_note{number}") for number in (1, 2))


def _row(one: Sent) -> SheetRow:
    from lexcollect.sheets.workbook import SheetRow

    return SheetRow(one.entry.id, cells_of(one), lead=one.stage in (Stage.OVERDUE, Stage.SAVE_PAGE, Stage.UNCLEAR))


def open_letters(letters: Sequence[Sent]) -> list[Sent]:
    """Return the letters for which something is to be done, the earliest day first."""
    from datetime import date

    asked = (Stage.SAVE_PAGE, Stage.OVERDUE, Stage.UNPOSTED, Stage.NO_DAY, Stage.UNCLEAR, Stage.RETURNED)
    return sorted((one for one in letters if one.stage in asked), key=lambda one: (one.by or date.max, one.entry.rows))
