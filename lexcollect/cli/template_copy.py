"""``template copy``: the shipped template of a paper, copied into the matter to be changed there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def answer(console: Console, paper: str, folder: Path | None) -> Report:
    """Copy the template of ``paper`` into the folder of templates of the matter."""
    from lexcollect.cli.turn import in_turn
    from lexcollect.matter.layout import find_matter
    from lexcollect.matter.templating import copy

    matter = find_matter(folder)

    def write() -> Report:
        place = copy(paper, matter).relative_to(matter).as_posix()
        return Report(
            (),
            {"path": place},
            lambda out: out.say("template_verb.copied", path=place),
            next=("template", "check", str(matter / place)),
            matter=matter,
            changed=(place,),
        )

    return in_turn(console, matter, "template", write)


command = SubVerb(
    "template copy",
    "template_verb.about.copy",
    answer,
    [
        Arg(["paper"], "template_verb.value.paper"),
        Arg(["folder"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
    ],
)
