"""``office confirm``: the list of deadlines to be signed, and the second person's confirmation of it."""

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
    console: Console,
    matter: Path | None,
    by: str,
    entered_by: str,
    xlsx: Path | None,
    docx: Path | None,
    full: bool,
) -> Report:
    """Show how the deadlines of a matter stand to the last confirmation; with ``by`` confirm them."""
    from lexcollect.cli.console import words_for
    from lexcollect.cli.turn import holding
    from lexcollect.duties import confirming
    from lexcollect.matter.answering import answer as answered_on
    from lexcollect.matter.layout import find_matter

    folder, as_of = find_matter(matter), console.settings.as_of
    if by:

        def write(held: Held) -> Report:
            confirming.confirm(held, answered_on(folder, as_of, dates_anyway=True), by, entered_by)
            return Report()

        holding(console, folder, "office confirm", write)
    answered = answered_on(folder, as_of, dates_anyway=True)
    status = confirming.status_of(answered)
    sheet = confirming.sheet_of(answered, status, folder.name)
    last = status.last
    data = {
        "digest": status.digest,
        "confirmed": status.holds,
        "last": {"on": last.on, "by": last.by, "entered_by": last.entered_by, "digest": last.digest} if last else None,
        "changed": [{"id": id, "old": old, "new": new} for id, old, new in status.changed],
        "entered": list(status.entered),
    }
    words: tuple[str | Path, ...] = ("due", *words_for(folder))
    if not status.holds:
        words = ("office", "confirm", *words_for(folder), "--docx", "期限确认单.docx")
    screen = confirming.screen_of(answered, status, folder.name)
    found = confirming.findings_of(status)
    return tabled(sheet, found, xlsx, docx, (folder,), full=full, next=words, data=data, screen=screen)


command = duty(
    "confirm",
    answer,
    [
        Arg(["matter"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
        Opt(["--by"], "duties.opt.confirm_by", value_key="duties.value.name", default=""),
        Opt(["--entered-by"], "duties.opt.entered_by", value_key="duties.value.name", default=""),
        *files(),
    ],
)
