"""``plan check``: is a plan of one's own fit for use; every mistake by its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def answer(console: Console, file: Path) -> Report:
    """Check the plan in ``file``; changes nothing."""
    from lexcollect.matter.planning import check_file

    plan, findings = check_file(file)

    def show(out: Console) -> None:
        if plan is not None:
            out.say("plan_verb.fit", file=file.name, title=plan.title, steps=len(plan.steps), bands=len(plan.bands))
        else:
            out.say("plan_verb.unfit", file=file.name)

    data = {"file": str(file), "fit": plan is not None, "steps": len(plan.steps) if plan else None}
    return Report(findings, data, show, next=("plan", "list"), one_by_one=True)


command = SubVerb(
    "plan check",
    "plan_verb.about.check",
    answer,
    [Arg(["file"], "plan_verb.value.file", type=click.Path(path_type=Path))],
)
