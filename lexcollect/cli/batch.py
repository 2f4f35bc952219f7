"""``batch`` (批量): a ledger of many small debts; what is done with it are sub-verbs, each in its module.

By itself it says what a run on the ledger would read: sheet, heading and columns, nothing written.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import Parent
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report
from lexcollect.cli.verb import section
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console

#: Sub-verb → module that holds its ``command``; in the order of the work.
SUBS: dict[str, str] = {
    "check": "lexcollect.cli.batch_check",
    "due": "lexcollect.cli.batch_due",
    "draft": "lexcollect.cli.batch_draft",
    "status": "lexcollect.cli.batch_status",
}


class Batch(Parent):
    """The verb ``batch`` with its sub-verbs."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sub-verbs before the options."""
        rows = [(name, say(f"batch_verb.sub.{name}")) for name in SUBS]
        section(formatter, say("batch_verb.head.subs"), rows)
        self.format_shared(ctx, formatter)


def answer(console: Console, ledger: Path) -> Report:
    """Say how the ledger would be read."""
    from lexcollect.cli.batch_shown import columns_json, say_columns
    from lexcollect.ledgers.checking import Choices, located
    from lexcollect.ledgers.opening import open_ledger

    sheet, _, heading = located(ledger, open_ledger(ledger), Choices())

    def show(out: Console) -> None:
        out.say("batch_verb.reads", sheet=sheet or ledger.name, rows="–".join(map(str, heading.rows)))
        say_columns(out, heading.columns)

    data = {"sheet": sheet, "heading": list(heading.rows), "columns": columns_json(heading.columns)}
    return Report((), data, show, next=("batch", "check", ledger))


command = Batch(
    "batch",
    answer,
    [Arg(["ledger"], "batch_verb.value.ledger", type=click.Path(path_type=Path))],
    SUBS,
    "batch_verb",
)
