"""Sending: the list by which letters are posted and their tracking numbers come back (寄件清单).

Owns the columns of ``寄件清单.xlsx``: recipient, address, telephone, the content line for the waybill (内件品名), and
the open ones for waybill number and outcome, as text. A row is known again by its hidden id, wherever it is sorted
to. A letter without an address is listed without one: none is invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lexcollect.cn.amounts import format_yuan
from lexcollect.ledgers.manifest import Entry, Manifest
from lexcollect.wording import say

#: How the sheet is called, and of what form its memory is.
SHEET, FORM = "寄件清单", "lexcollect/sending/1"
#: The columns: key, width, and whether a person fills it.
COLUMNS = (
    *(("number", 6.0, False), ("name", 28.0, False), ("address", 40.0, False), ("phone", 15.0, False)),
    *(("content", 46.0, False), ("file", 40.0, False), ("asked", 14.0, False)),
    *(("waybill", 18.0, True), ("posted", 12.0, True), ("arrived", 12.0, True), ("outcome", 12.0, True)),
    *(("remark", 30.0, True),),
)
#: What a person fills in; the outcome is one of a list.
OPEN = tuple(key for key, _, open_ in COLUMNS if open_)
#: So many contracts are named on a waybill; it is a small field.
_NAMED = 2


def content_line(entry: Entry, title: str) -> str:
    """Return what is written on the waybill as its content: 关于合同SL1欠款100.00元的催款函."""
    contracts = [one for one in entry.contracts if one]
    named = "、".join(contracts[:_NAMED])
    key = "content_many" if len(contracts) > _NAMED else "content" if contracts else "content_bare"
    return say(
        f"batch_papers.{key}",
        "zh",
        contracts=named,
        count=len(contracts),
        asked=format_yuan(Decimal(entry.asked)),
        title=title,
    )


def outcomes() -> tuple[str, ...]:
    """Return what may become of a letter, as the sheet offers it."""
    return tuple(say(f"batch_papers.outcome.{key}", "zh") for key in ("delivered", "returned", "refused", "lost"))


def sheet_bytes(manifest: Manifest, entries: Sequence[Entry]) -> bytes:
    """Return the workbook of ``entries``, whose hidden ids are those of the manifest."""
    from lexcollect.files import sha256_bytes
    from lexcollect.sheets.workbook import Shape, SheetColumn, SheetRow, SheetTable, workbook_bytes

    heads = {key: say(f"batch_papers.head.{key}", "zh") for key, _, _ in COLUMNS}
    columns = [
        SheetColumn(
            key,
            heads[key],
            width,
            open=open_,
            shape=Shape.MONEY if key == "asked" else Shape.NUMBER if key == "number" else Shape.TEXT,
            choices=outcomes() if key == "outcome" else (),
            help=say("batch_papers.waybill_help", "zh") if key == "waybill" else "",
        )
        for key, width, open_ in COLUMNS
    ]
    columns.append(SheetColumn("id", say("batch_papers.head.id", "zh"), 4.0, open=False, hidden=True))
    rows = tuple(SheetRow(one.id, {**_cells(one, manifest.title, number)}) for number, one in enumerate(entries, 1))
    title = say("batch_papers.sending_title", "zh", title=manifest.title, day=manifest.as_of, count=len(entries))
    notes = tuple(say(f"batch_papers.sending_note{number}", "zh") for number in (1, 2, 3))
    table = SheetTable(SHEET, title, notes, tuple(columns), rows)
    return workbook_bytes(FORM, sha256_bytes(manifest.json().encode("utf-8")), SHEET, [table])


def _cells(entry: Entry, title: str, number: int) -> dict[str, str]:
    missing = [] if entry.address else [say("batch_papers.no_address_yet", "zh")]
    return {
        "number": f"{number}",
        "name": entry.name,
        "address": entry.address,
        "phone": entry.phone,
        "content": content_line(entry, title),
        "file": entry.file.rpartition("/")[2],
        "asked": entry.asked,
        "remark": "".join(missing),
    }
