"""``batch due`` (台账期限): which claims of a ledger run out, by day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.batch_reading import PATH, reading
from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.ledgers.agenda import Due

#: So many rows stand on the screen; the table that is written has all.
_SHOWN = 12


def answer(
    console: Console,
    ledger: Path,
    within: int,
    where: tuple[str, ...],
    ics: Path | None,
    table: Path | None,
    **said: Any,
) -> Report:
    """Tell what ends; write the table and the calendar that were asked for."""
    from lexcollect.cli.batch_reading import read as read_ledger
    from lexcollect.ledgers.agenda import due_of
    from lexcollect.ledgers.agenda_files import calendar_of, csv_of, workbook_of
    from lexcollect.ledgers.beside import write_calendar, write_table
    from lexcollect.ledgers.where import conditions
    from lexcollect.version import __version__

    wanted = conditions(where)
    read = read_ledger(console, ledger, said)
    due = due_of(read, within, wanted)
    files: dict[str, str] = {}
    if table is not None:
        data = (
            csv_of(due).encode("utf-8-sig")
            if table.suffix.lower() == ".csv"
            else workbook_of(due, ledger.name, read.sha256)
        )
        write_table(table, data, ledger)
        files["table"] = str(table)
    entries = 0
    if ics is not None:
        text, entries = calendar_of(due, ledger.name, __version__)
        write_calendar(ics, text)
        files["ics"] = str(ics)
    return Report(
        read.findings,
        {**_json(due), "files": files},
        lambda out: _show(out, ledger, due, ics, entries, table),
        next=("batch", "draft", ledger, "--template", "催款函", "--where", f"{within}天内"),
    )


def _json(due: Due) -> dict[str, Any]:
    return {
        "within": due.days,
        "soon": {"rows": due.soon[0], "ready": due.soon[1]},
        "later": {"rows": due.later[0], "ready": due.later[1]},
        "phone_only": due.weak,
        "demand_after_expiry": due.late_demand,
        "expired": due.over,
        "unknown": due.unknown,
        "running": due.running,
        "rows": [
            {
                "row": one.row.number,
                "name": one.row.name,
                "contract": one.row.contract,
                "balance": f"{one.row.balance:.2f}" if one.row.balance is not None else None,
                "ends": one.day.isoformat(),
                "act_by": one.row.limitation.act_by.isoformat() if one.row.limitation.act_by else None,
                "days": one.days,
                "ready": one.ready,
                "phone_only": one.weak,
                "action": one.row.action.value,
            }
            for one in due.within
        ],
    }


def _show(out: Console, ledger: Path, due: Due, ics: Path | None, entries: int, table: Path | None) -> None:
    from lexcollect.cli.shown import day
    from lexcollect.cn.amounts import format_yuan
    from lexcollect.ledgers.agenda import until
    from lexcollect.ledgers.agenda_files import cells_of
    from lexcollect.wording import say

    last = until(due.as_of, due.days)
    out.say(
        "batch_papers.due_head",
        ledger=ledger.name,
        day=day(due.as_of),
        days=due.days,
        last=last,
        rows=len(due.within),
        ready=sum(one.ready for one in due.within),
        amount=format_yuan(due.amount),
    )
    keys = ("row", "name", "contract", "balance", "ends", "days", "state", "todo")
    heads = [say(f"batch_papers.head.{key}") for key in keys]
    rows = [[cells_of(one)[key] for key in keys] for one in due.within[:_SHOWN]]
    if rows:
        out.table(heads, rows, right=(0, 3, 5), tight=True)
    if len(due.within) > _SHOWN:
        out.say("batch_papers.due_more", count=len(due.within) - _SHOWN)
    out.say(
        "batch_papers.due_bands",
        soon=due.soon[0],
        soon_ready=due.soon[1],
        soon_last=until(due.as_of, 30),
        later=due.later[0],
        later_ready=due.later[1],
        later_last=until(due.as_of, 90),
    )
    out.say("batch_papers.due_weak", weak=due.weak, late=due.late_demand)
    out.say("batch_papers.due_rest", over=due.over, unknown=due.unknown)
    if table is not None:
        out.say("batch_papers.due_table", path=table, count=len(due.within))
    if ics is not None:
        out.say("batch_papers.due_calendar", path=ics, count=entries)


command = SubVerb(
    "batch due",
    "batch_papers.about.due",
    answer,
    [
        *reading(),
        Opt(
            ["--within"],
            "batch_papers.opt.within",
            value_key="batch_papers.value.days",
            type=click.IntRange(0),
            default=30,
        ),
        Opt(["--where"], "batch_papers.opt.where", value_key="batch_papers.value.condition", multiple=True),
        Opt(["--ics"], "batch_papers.opt.ics", value_key="cli.value.file", type=PATH),
        Opt(["--table"], "batch_papers.opt.table", value_key="cli.value.file", type=PATH),
    ],
)
