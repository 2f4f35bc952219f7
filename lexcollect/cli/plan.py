"""``plan`` (催收计划): the steps of a matter, what is next and why; what is done with plans are sub-verbs.

By itself it is ``plan show``. Steps are the office's own; periods of law are told by ``due``.
"""

from __future__ import annotations

from pathlib import Path

import click

from lexcollect.cli.calc_subs import Parent
from lexcollect.cli.console import Console
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.cli.verb import section
from lexcollect.wording import say

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


class Plans(Parent):
    """The verb ``plan`` with its sub-verbs."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sub-verbs before the options."""
        section(formatter, say("plan_verb.head.subs"), [(name, say(f"plan_verb.sub.{name}")) for name in SUBS])
        self.format_shared(ctx, formatter)


def answer(
    console: Console,
    matter: Path | None,
    word: str,
    ics: Path | None,
    everything: bool,
    within: int | None,
    full: bool,
) -> Report:
    """Tell the steps of ``matter``, or of every matter below it."""
    if everything:
        if word:
            raise click.UsageError("--all / --plan")
        from lexcollect.cli.plan_all import all_of

        return all_of(console, matter or Path(), ics, within or 0, full=full)
    if within is not None:
        raise click.UsageError(say("plan_verb.needs_all"))
    from lexcollect.cli.plan_show import answer as of_one

    return of_one(console, matter, word, ics, full)


command = Plans(
    "plan",
    answer,
    [
        Arg(["matter"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
        Opt(["--plan", "word"], "plan_verb.opt.plan", value_key="plan_verb.value.plan", default=""),
        Opt(
            ["--ics"], "plan_verb.opt.ics", value_key="cli.value.file", type=click.Path(path_type=Path, dir_okay=False)
        ),
        Opt(["--all", "everything"], "plan_verb.opt.all", is_flag=True),
        Opt(["--within"], "plan_verb.opt.within", value_key="deadlines.value_days", type=click.IntRange(0, 3650)),
        Opt(["--full"], "cli.opt.full", is_flag=True),
    ],
    SUBS,
    "plan_verb",
)
