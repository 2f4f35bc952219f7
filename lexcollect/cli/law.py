"""``law`` (法规库): how far the law book reaches; the questions to it are sub-verbs, each in a module of its own.

Says nothing of law that the book does not hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import Parent
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report
from lexcollect.cli.verb import section
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console

#: Sub-verb → module that holds its ``command``; in the order of the help.
SUBS: dict[str, str] = {
    "show": "lexcollect.cli.law_show",
    "at": "lexcollect.cli.law_at",
    "stale": "lexcollect.cli.law_stale",
    "check": "lexcollect.cli.law_check",
    "update": "lexcollect.cli.law_update",
    "forms": "lexcollect.cli.law_forms",
    "court": "lexcollect.cli.law_court",
    "causes": "lexcollect.cli.law_causes",
}


class Law(Parent):
    """The verb ``law`` with its sub-verbs."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sub-verbs before the options."""
        section(formatter, say("law_verb.head.subs"), [(name, say(f"law_verb.sub.{name}")) for name in SUBS])
        self.format_shared(ctx, formatter)


def answer(console: Console, question: str | None) -> Report:
    """Tell how far texts, rates and calendar reach."""
    from lexcollect.cli.law_reach import reach_json, show_reach, sources_in_use
    from lexcollect.law.citations import editions
    from lexcollect.law.index import shipped_index
    from lexcollect.law.state import reach

    sources, findings = sources_in_use()
    found = reach(sources)

    def show(out: Console) -> None:
        show_reach(out, found)
        out.say(
            "law_verb.extent",
            rules=len(shipped_index()),
            parameters=sum(1 for _ in sources.book.parameters()),
            laws=len(editions()),
        )

    return Report(tuple(findings), {"known_through": reach_json(found)}, show, next=("law", "stale"))


#: The argument is never filled: a sub-verb is taken before; a slip is answered with those there are.
command = Law(
    "law",
    answer,
    [
        Arg(["question"], "law_verb.value.question", required=False, type=click.Choice(list(SUBS))),
    ],
    SUBS,
    "law_verb",
)
