"""``plan`` (催收计划): the steps of a matter, what is next and why; what is done with plans are sub-verbs.

By itself it is ``plan show``. Steps are the office's own; periods of law are told by ``due``.
"""

from __future__ import annotations

from pathlib import Path

import click

from lexcollect.cli.calc_subs import parent
from lexcollect.cli.console import Console
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report

#: Sub-verb → module that holds its ``command``; in the order of the work.
SUBS: dict[str, str] = {
    "show": "lexcollect.cli.plan_show",
    "list": "lexcollect.cli.plan_list",
    "check": "lexcollect.cli.plan_check",
    "copy": "lexcollect.cli.plan_copy",
    "done": "lexcollect.cli.plan_done",
    "skip": "lexcollect.cli.plan_skip",
    "hold": "lexcollect.cli.plan_hold",
}


@parent(
    "plan",
    SUBS,
    "plan_verb",
    Arg(["matter"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
    Opt(["--plan", "word"], "plan_verb.opt.plan", value_key="plan_verb.value.plan", default=""),
    Opt(["--ics"], "plan_verb.opt.ics", value_key="cli.value.file", type=click.Path(path_type=Path, dir_okay=False)),
    Opt(["--full"], "cli.opt.full", is_flag=True),
)
def command(console: Console, matter: Path | None, word: str, ics: Path | None, full: bool) -> Report:
    """Tell the steps of ``matter``."""
    from lexcollect.cli.plan_show import answer

    return answer(console, matter, word, ics, full)
