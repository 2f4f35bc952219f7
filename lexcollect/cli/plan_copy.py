"""``plan copy``: a shipped plan copied into the matter, to be changed there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def answer(console: Console, name: str, folder: Path | None) -> Report:
    """Copy the plan ``name`` into the matter as the one it follows."""
    from lexcollect.cli.turn import in_turn
    from lexcollect.matter.layout import find_matter
    from lexcollect.matter.step_records import copy_plan

    matter = find_matter(folder)

    def write() -> Report:
        place = copy_plan(name, matter).relative_to(matter).as_posix()
        return Report(
            (),
            {"path": place},
            lambda out: out.say("plan_verb.copied", path=place),
            next=("plan", "check", str(matter / place)),
            matter=matter,
            changed=(place,),
        )

    return in_turn(console, matter, "plan", write)


command = SubVerb(
    "plan copy",
    "plan_verb.about.copy",
    answer,
    [
        Arg(["name"], "plan_verb.value.plan"),
        Arg(["folder"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
    ],
)
