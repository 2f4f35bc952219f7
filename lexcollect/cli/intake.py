"""``intake`` (收材料): read a messy folder into the matter and say what became of every file.

Owns what appears on the screen; which folder is read into which matter is decided in ``matter.receiving``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.console import words_for
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb
from lexcollect.layout import PROBLEMS
from lexcollect.matter.layout import shown

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.intake.records import Intake


@verb(
    "intake",
    Arg(["source"], "cli.value.source", required=False, type=click.Path(path_type=Path)),
    Arg(["folder"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
)
def command(console: Console, source: Path | None, folder: Path | None) -> Report:
    """Take ``source`` into the matter ``folder``."""
    from lexcollect.cli.turn import in_turn
    from lexcollect.matter.receiving import destination

    material, matter = destination(source, folder)
    return in_turn(console, matter, "intake", lambda: report_of(matter, read(console, material, matter)))


def read(console: Console, source: Path, matter: Path) -> Intake:
    """Take ``source`` into ``matter``, which is made if there is none, saying how far it is."""
    from lexcollect.matter.receiving import take

    with console.step("cli.intake.working", folder=shown(source)):
        return take(source, matter)


def report_of(matter: Path, intake: Intake, changed: tuple[str, ...] = ()) -> Report:
    """Return the report of an intake: its lines, its findings, and what to do next."""
    from lexcollect.matter.receiving import received
    from lexcollect.matter.shapes.papers import intake_json

    got = received(matter, intake)
    following: tuple[str | Path, ...] = ("calc", *words_for(matter))
    show, listed = lines_of(intake, got.proposed), str(matter / PROBLEMS)
    return Report(
        got.findings,
        intake_json(matter, intake),
        show,
        following,
        matter,
        (*changed, *got.written),
        listed_in=listed,
        errors_only=True,
    )


def lines_of(intake: Intake, proposed: tuple[str, ...] = ()) -> Callable[[Console], None]:
    """Return what prints the summary of an intake, and the catalogue that was proposed."""

    def show(out: Console) -> None:
        for line in intake.summary.lines:
            out.line(str(line))
        for name in proposed:
            out.say("cli.intake.proposed", file=name)
        if not intake.records:
            out.say("cli.intake.nothing")

    return show
