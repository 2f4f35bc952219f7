"""``batch status`` (寄送状态): waybill numbers and outcomes read back from a list of letters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.batch_reading import PATH
from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.ledgers.returned import Returned

#: How the table is called beside the list.
_END = ".状态.xlsx"
#: So many letters with something to do stand on the screen; the table has all.
_SHOWN = 10


def answer(
    console: Console, ledger: Path, sending: Path, results: Path | None, papers: Path | None, out: Path | None
) -> Report:
    """Tell where each letter is, and write the table of it beside the list."""
    from lexcollect.ledgers.beside import write_table
    from lexcollect.ledgers.returned import status_of
    from lexcollect.ledgers.source import folder_of
    from lexcollect.ledgers.status_files import cells_of, csv_of, workbook_of

    found = status_of(folder_of(ledger, papers), sending, console.settings.as_of, results)
    place = out or sending.with_name(sending.stem + _END)
    csv = place.suffix.lower() == ".csv"
    data = csv_of(found.status).encode("utf-8-sig") if csv else workbook_of(found.status, sending.name, found.sha256)
    write_table(place, data, *(one for one in (sending, ledger, results) if one is not None))
    return Report(
        found.findings,
        {
            "batch": found.manifest.title,
            "letters": len(found.status.letters),
            "counts": {stage.value: count for stage, count in found.status.counts().items() if count},
            "table": str(place),
            "rows": [
                {"id": one.entry.id, "stage_key": one.stage.value, **cells_of(one)} for one in found.status.letters
            ],
        },
        lambda shown: _show(shown, sending, found, place),
        next=("batch", "check", ledger),
    )


def _show(out: Console, sending: Path, found: Returned, place: Path) -> None:
    from lexcollect.cli.shown import day
    from lexcollect.ledgers.status_files import cells_of, open_letters
    from lexcollect.wording import pair, say

    status = found.status
    counts = [
        say("batch_papers.status_count", stage=pair(*stage.named), count=count)
        for stage, count in status.counts().items()
        if count
    ]
    out.say("batch_papers.status_head", name=sending.name, count=len(status.letters), day=day(status.as_of))
    out.line("　" + "　".join(counts))
    asked = open_letters(status.letters)
    keys = ("rows", "name", "waybill", "stage", "by", "todo")
    if asked:
        heads = [say(f"batch_papers.head.{key}") for key in keys]
        out.table(heads, [[cells_of(one)[key] for key in keys] for one in asked[:_SHOWN]], tight=True)
    if len(asked) > _SHOWN:
        out.say("batch_papers.status_more", count=len(asked) - _SHOWN)
    out.say("batch_papers.status_table", path=place)


command = SubVerb(
    "batch status",
    "batch_papers.about.status",
    answer,
    [
        Arg(["ledger"], "batch_papers.value.ledger", type=PATH),
        Arg(["sending"], "batch_papers.value.sending", type=PATH),
        Opt(["--results"], "batch_papers.opt.results", value_key="cli.value.file", type=PATH),
        Opt(["--papers"], "batch_papers.opt.papers", value_key="cli.value.folder", type=PATH),
        Opt(["--out"], "batch_papers.opt.table", value_key="cli.value.file", type=PATH),
    ],
)
