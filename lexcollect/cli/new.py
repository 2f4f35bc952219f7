"""``new`` (建案): make a matter folder with an explained case file.

Owns asking and telling; the folder and its first 案件.yaml are made by ``matter.creation``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.console import command_line, words_for
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb
from lexcollect.findings import Refused, Where, finding

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.matter.answers import Answers
    from lexcollect.matter.lock import Held


@verb(
    "new",
    Arg(["name"], "cli.value.name"),
    Opt(["--from", "source"], "cli.opt.from", value_key="cli.value.folder", type=click.Path(path_type=Path)),
)
def command(console: Console, name: str, source: Path | None) -> Report:
    """Ask, make the folder, and take in the material of ``source`` if there is any."""
    from lexcollect.cli.turn import holding
    from lexcollect.matter.answers import Answers
    from lexcollect.matter.creation import place_for, refuse_existing, unfinished

    folder, matter_name = place_for(name)
    going_on = source is not None and unfinished(folder)
    if not going_on:
        refuse_existing(folder)
    if source is not None and not source.is_dir():
        raise Refused([finding("LX-A102", Where(str(source)))])
    answers = Answers()
    if console.settings.ask and not going_on:
        from lexcollect.cli.wizard import ask_all

        console.say("cli.new.head", name=matter_name)
        answers, source = ask_all(console, source)
    return holding(console, folder, "new", lambda held: _made(console, held, matter_name, answers, source))


def _made(console: Console, held: Held, name: str, answers: Answers, source: Path | None) -> Report:
    """Make the matter and take in what there is; one that was cut short before is completed."""
    from lexcollect.matter.creation import begin, create, unfinished

    folder = held.folder
    told = (finding("LX-A129", Where(str(folder))),) if source is not None and unfinished(folder) else ()
    changed = create(folder, name, answers) if source is None else begin(folder, name, answers)

    def show(out: Console) -> None:
        out.say("cli.new.going_on" if told else "cli.new.done", folder=str(folder))
        if source is None:  # what is taken in tells it at its end
            out.say("cli.review", command=command_line(("review", *words_for(folder))))

    if source is None:
        following: tuple[str | Path, ...] = ("calc", *words_for(folder))
        return Report((), {"folder": str(folder)}, show, following, folder, changed)
    show(console)
    from lexcollect.cli.intake import read, report_of

    report = report_of(held, read(console, source, folder), changed)
    # What was taken in is put in order on the page first: the facts to confirm stand there beside their papers.
    return replace(report, findings=(*told, *report.findings), next=("review", *words_for(folder)))
