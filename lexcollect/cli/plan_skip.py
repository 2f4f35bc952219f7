"""``plan skip``: somebody decides that a step is left out, with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg
from lexcollect.cli.plan_done import options, recorded
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def answer(console: Console, step: str, folder: Path | None, by: str, of: tuple[str, ...], why: str) -> Report:
    """Record that ``step`` is left out, and why."""
    from lexcollect.findings import Refused, finding
    from lexcollect.steps.decided import Done

    if not why.strip():
        raise Refused([finding("LX-S023")])
    return recorded(console, folder, by, lambda day: Done(step, day, by.strip(), of, why.strip(), left=True))


command = SubVerb(
    "plan skip",
    "plan_verb.about.skip",
    answer,
    [
        Arg(["step"], "plan_verb.value.step"),
        Arg(["folder"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
        *options(),
    ],
)
