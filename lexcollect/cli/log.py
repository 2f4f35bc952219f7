"""``log`` (记录): what happened, entered at once and told at once where it breaks a rule or lacks its proof.

Owns the sub-verbs, each in its module. By itself it shows the log of the matter.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import Parent, SubVerb
from lexcollect.cli.log_options import SUBS
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report
from lexcollect.cli.verb import section
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


class Log(Parent):
    """The verb ``log`` with its sub-verbs."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sub-verbs before the options."""
        rows = [(name, say(f"log_verb.sub.{name}")) for name in self.subs]
        section(formatter, say("log_verb.head.subs"), rows)
        self.format_shared(ctx, formatter)


def answer(console: Console, matter: Path | None) -> Report:
    """Show the log of the matter."""
    from lexcollect.cli.log_show import shown

    return shown(console, matter, None)


command = Log(
    "log",
    answer,
    [Arg(["matter"], "cli.value.matter", required=False, type=click.Path(path_type=Path))],
    SUBS,
    "log_verb",
)

__all__ = ["SubVerb", "command"]
