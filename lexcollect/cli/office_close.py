"""``office close``: what still runs in a matter that somebody wants to put away; nothing is moved or deleted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.office import duty, files, tabled
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.matter.lock import Held


def answer(
    console: Console, matter: Path | None, by: str, why: str, xlsx: Path | None, docx: Path | None, full: bool
) -> Report:
    """Check ``matter``; with ``by`` the check is kept in its journal."""
    from lexcollect.cli.console import words_for
    from lexcollect.cli.turn import holding
    from lexcollect.duties.leaving import findings_of, record, running_in, table_of
    from lexcollect.findings import Refused, finding
    from lexcollect.matter.answering import answer as answered_on
    from lexcollect.matter.layout import find_matter

    folder = find_matter(matter)
    if why.strip() and not by.strip():
        raise Refused([finding("LX-R143")])
    answered = answered_on(folder, console.settings.as_of, dates_anyway=True)
    found = running_in(answered)
    if by.strip():

        def write(held: Held) -> Report:
            record(held, answered, found, by, why)
            return Report()

        holding(console, folder, "office close", write)
    sheet = table_of(found, answered, folder.name)
    data = {
        "running": [
            {
                "what": r.what.value,
                "told": r.told.render(),
                "day": r.day.isoformat() if r.day else None,
                "stops": r.stops,
            }
            for r in found
        ],
        "recorded": bool(by.strip()),
    }
    words: tuple[str | Path, ...] = (
        ("due", *words_for(folder)) if found else ("draft", *words_for(folder), "closing_report")
    )
    return tabled(sheet, findings_of(found, why), xlsx, docx, (folder,), full=full, next=words, data=data)


command = duty(
    "close",
    answer,
    [
        Arg(["matter"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
        Opt(["--by"], "duties.opt.close_by", value_key="duties.value.name", default=""),
        Opt(["--why"], "duties.opt.close_why", value_key="duties.value.words", default=""),
        *files(),
    ],
)
