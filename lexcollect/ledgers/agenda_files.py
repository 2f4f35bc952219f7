"""Agenda files: what of a ledger runs out, as a table for Excel or as CSV, and as a calendar (期限文件).

Owns the columns of the table and the entries of the calendar: one entry a day, on the last working day on or before the
end, naming the rows and never more of a person than that. Writes where the caller may write. The ledger is not touched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from lexcollect.cells import csv_text
from lexcollect.cn.amounts import format_yuan
from lexcollect.ledgers.agenda import Due, Ending
from lexcollect.ledgers.row import Action
from lexcollect.wording import pair, say

SHEET, FORM = "即将届满", "lexcollect/agenda/1"
#: The columns: key and width.
COLUMNS = (
    *(("row", 7.0), ("name", 30.0), ("contract", 16.0), ("balance", 15.0), ("due", 12.0), ("demand", 12.0)),
    *(("method", 12.0), ("ends", 12.0), ("act_by", 12.0), ("days", 8.0), ("state", 14.0), ("todo", 46.0)),
)
#: In so few days a letter may not arrive.
TOO_LATE_FOR_POST = 3
#: So many days before an end the calendar reminds.
REMINDERS = (30, 7, 1)
#: So many rows are named in one entry.
_NAMED = 12


def cells_of(one: Ending) -> dict[str, str]:
    """Return a row of the table by column."""
    row, limit = one.row, one.row.limitation
    return {
        "row": f"{row.number}",
        "name": row.name,
        "contract": row.contract,
        "balance": f"{row.balance:.2f}" if row.balance is not None else "",
        "due": row.due.isoformat() if row.due else "",
        "demand": row.demand.isoformat() if row.demand else "",
        "method": pair(*row.method.named).render() if row.method else "",
        "ends": one.day.isoformat(),
        "act_by": limit.act_by.isoformat() if limit.act_by else "",
        "days": f"{one.days}",
        "state": pair(*row.action.named).render(),
        "todo": todo(one),
    }


def todo(one: Ending) -> str:
    """Return what is to be done before the day: a written demand, something faster than a letter, a look at the data.

    A demand interrupts on the day it arrives (诉讼时效规定 8), a complaint on the day it is handed in (10).
    """
    if one.row.action is Action.SKIP_CLOSED:
        return say("batch_papers.todo.closed")
    if one.row.action is Action.SKIP_DUPLICATE:
        return say("batch_papers.left.duplicate", row=one.row.duplicate_of)
    if one.row.action is Action.REVIEW_STATUS:
        return say("batch_papers.todo.status")
    if one.days <= TOO_LATE_FOR_POST:
        return say("batch_papers.todo.at_once")
    if one.weak:
        return say("batch_papers.todo.weak")
    return say("batch_papers.todo.ready" if one.ready else "batch_papers.todo.mend")


def heads() -> list[str]:
    """Return the headings of the table."""
    return [say(f"batch_papers.head.{key}") for key, _ in COLUMNS]


def csv_of(due: Due) -> str:
    """Return the table as CSV."""
    return csv_text([heads(), *([cells_of(one)[key] for key, _ in COLUMNS] for one in due.within)])


def workbook_of(due: Due, ledger: str, sha256: str) -> bytes:
    """Return the table as a workbook."""
    from lexcollect.sheets.workbook import Shape, SheetColumn, SheetRow, SheetTable, workbook_bytes

    shapes = {"row": Shape.NUMBER, "days": Shape.NUMBER, "balance": Shape.MONEY}
    shapes |= dict.fromkeys(("due", "demand", "ends", "act_by"), Shape.DATE)
    columns = [
        SheetColumn(key, head, width, open=False, shape=shapes.get(key, Shape.TEXT))
        for (key, width), head in zip(COLUMNS, heads(), strict=True)
    ]
    rows = tuple(SheetRow(f"{one.row.number}", cells_of(one), lead=one.days <= REMINDERS[1]) for one in due.within)
    title = say("batch_papers.agenda_title", ledger=ledger, day=due.as_of, days=due.days)
    notes = (say("batch_papers.agenda_note"),)
    return workbook_bytes(FORM, sha256, SHEET, [SheetTable(SHEET, title, notes, tuple(columns), rows)])


def calendar_of(due: Due, ledger: str, version: str) -> tuple[str, int]:
    """Return the calendar of what ends, and how many entries it has: one a day to work to."""
    from lexcollect.deadlines.calendar_file import Entry, calendar_text

    days: dict[date, list[Ending]] = {}
    for one in due.within:
        days.setdefault(one.row.limitation.act_by or one.day, []).append(one)
    entries = [
        Entry(_uid(ledger, day), day, _summary(mine, ledger), _body(mine), due.as_of, REMINDERS)
        for day, mine in sorted(days.items())
    ]
    return calendar_text([], version, entries, say("batch_papers.ics_name", ledger=ledger)), len(days)


def _uid(ledger: str, day: date) -> str:
    return hashlib.sha256(f"ledger\n{ledger}\n{day}".encode()).hexdigest()[:32] + "@lexcollect"


def _summary(mine: Sequence[Ending], ledger: str) -> str:
    return say("batch_papers.ics_summary", ledger=ledger, count=len(mine), ready=sum(one.ready for one in mine))


def _body(mine: Sequence[Ending]) -> str:
    lines = [
        say(
            "batch_papers.ics_row",
            row=one.row.number,
            contract=one.row.contract or "—",
            ends=one.day,
            balance=format_yuan(one.row.balance) if one.row.balance is not None else "—",
            todo=todo(one),
        )
        for one in mine[:_NAMED]
    ]
    return "\n".join([*lines, *_rest(mine)])


def _rest(mine: Sequence[Ending]) -> Iterable[str]:
    if len(mine) > _NAMED:
        yield say("batch_papers.ics_rest", count=len(mine) - _NAMED)
