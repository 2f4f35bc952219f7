"""Sub-verbs of ``bundle``: what is done with a package that stands, and what a next step is called.

A first word that is a sub-verb is the sub-verb; a matter folder of that name is typed ``./stamp``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from lexcollect.cli.calc_subs import Parent
from lexcollect.cli.console import words_for
from lexcollect.cli.verb import Answer, section
from lexcollect.wording import say

#: Sub-verb → module that holds its ``command``; in the order of the work.
SUBS: dict[str, str] = {
    "serve": "lexcollect.cli.bundle_serve",
    "stamp": "lexcollect.cli.bundle_stamp",
    "sign": "lexcollect.cli.bundle_sign",
    "prove": "lexcollect.cli.bundle_prove",
}


def matter_words(matter: Path) -> tuple[Path, ...]:
    """Return the word that names ``matter`` behind ``bundle``; one that is called like a sub-verb is named in full."""
    words = words_for(matter)
    return tuple(word.absolute() if str(word) in SUBS else word for word in words)


class Bundle(Parent):
    """The verb ``bundle`` with its sub-verbs."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sub-verbs before the options."""
        rows = [(name, say(f"bundle_verb.sub.{name}")) for name in self.subs]
        section(formatter, say("bundle_verb.head.subs"), rows)
        self.format_shared(ctx, formatter)


def bundle(*params: click.Parameter) -> Callable[[Answer], Bundle]:
    """Make a function the verb ``bundle`` with its sub-verbs beside it."""
    return lambda answer: Bundle("bundle", answer, list(params), SUBS, "bundle_verb")
