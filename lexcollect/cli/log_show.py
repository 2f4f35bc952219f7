"""``log show`` (看记录): the log of the matter as a table, facts only; as a workbook on request."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.console import words_for
from lexcollect.cli.log_options import matter, sub_verb
from lexcollect.cli.options import Opt
from lexcollect.cli.report import Report
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console

#: Columns that the screen has; the workbook and JSON have all.
_ON_SCREEN = ("day", "time", "kind", "person", "content", "result", "id")


@sub_verb(
    "show",
    matter(),
    Opt(
        ["--xlsx"],
        "log_verb.opt.xlsx",
        value_key="cli.value.file",
        type=click.Path(path_type=Path, dir_okay=False),
    ),
)
def command(console: Console, matter: Path | None, xlsx: Path | None) -> Report:
    """Show the log."""
    return shown(console, matter, xlsx)


def shown(console: Console, given: Path | None, xlsx: Path | None) -> Report:
    """Return the log of the matter at ``given``; with ``xlsx`` it is written there too."""
    from lexcollect.cli.log_given import case_of
    from lexcollect.matter.contact_log import COLUMNS, log_json, rows_of
    from lexcollect.matter.layout import find_matter

    folder = find_matter(given)
    case = case_of(folder)
    rows = rows_of(case)

    def show(out: Console) -> None:
        if not rows:
            out.say("log_verb.nothing")
        else:
            at = [COLUMNS.index(key) for key in _ON_SCREEN]
            out.table([say(f"log_verb.head.{key}") for key in _ON_SCREEN], [_cut(row.cells(), at) for row in rows])
        if xlsx is not None:
            out.say("log_verb.sheet.written", file=str(xlsx), count=len(rows))

    report = Report((), {"matter": case.matter, "log": log_json(rows)}, show, ("due", *words_for(folder)))
    if xlsx is None:
        return report
    from lexcollect.cli.turn import in_turn
    from lexcollect.matter.contact_sheet import write_log
    from lexcollect.matter.outputs import matter_around

    def write() -> Report:
        write_log(xlsx, case.matter, rows, folder)
        return report

    around = matter_around(xlsx)
    if around is None:
        return write()
    written = in_turn(console, around, "log show --xlsx", write)
    return replace(written, matter=around, changed=(xlsx.resolve().relative_to(around).as_posix(),))


def _cut(cells: tuple[str, ...], at: list[int]) -> list[str]:
    """Return the cells of the screen; long words end in … there, the workbook has them whole."""
    return [cells[place] if len(cells[place]) <= 28 else f"{cells[place][:27]}…" for place in at]
