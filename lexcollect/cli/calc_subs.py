"""Sub-verbs of ``calc``: what can be computed without a matter, and how the first word decides.

Owns the table of sub-verbs and the one rule: a first word that is a sub-verb is the sub-verb, every other word is a
matter folder; a folder of the same name is typed as ``./fee``. Each sub-verb is imported when it is called.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import click

from lexcollect.cli.verb import Answer, Verb, section
from lexcollect.wording import say

#: Sub-verb → module that holds its ``command``; in the order of the help.
SUBS: dict[str, str] = {
    "interest": "lexcollect.cli.calc_interest",
    "penalty": "lexcollect.cli.calc_penalty",
    "fee": "lexcollect.cli.calc_fee",
    "words": "lexcollect.cli.calc_words",
    "date": "lexcollect.cli.calc_date",
    "loan": "lexcollect.cli.calc_loan",
    "rollover": "lexcollect.cli.calc_rollover",
    "double": "lexcollect.cli.calc_double",
    "apply": "lexcollect.cli.calc_apply",
    "sme": "lexcollect.cli.calc_sme",
    "retention": "lexcollect.cli.calc_retention",
}


class SubVerb(Verb):
    """A sub-verb: a verb whose name has two words; ``about`` is the key of its page."""

    def __init__(self, name: str, about: str, answer: Answer, params: list[click.Parameter]) -> None:
        super().__init__(name, answer, params)
        self.about = about


def sub_verb(name: str, *params: click.Parameter) -> Callable[[Answer], SubVerb]:
    """Make a function that answers ``(console, **values) -> Report`` the sub-verb ``name`` of ``calc``."""
    return lambda answer: SubVerb(f"calc {name}", f"calc.about.{name}", answer, list(params))


class Parent(Verb):
    """A verb that works by itself and has sub-verbs beside it: ``subs`` names the module of each.

    The sentence of a sub-verb in the list is ``<room>.sub.<name>``.
    """

    def __init__(
        self, name: str, answer: Answer, params: list[click.Parameter], subs: dict[str, str], room: str
    ) -> None:
        super().__init__(name, answer, params)
        self.subs, self.room = subs, room

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Return the context of the sub-verb that ``args`` name, else of this verb."""
        place = self._first_word(args)
        if place is None or args[place] not in self.subs:
            return super().make_context(info_name, args, parent, **extra)
        name = args[place]
        rest = args[:place] + args[place + 1 :]
        return self.sub_command(name).make_context(f"{info_name} {name}", rest, parent, **extra)

    def sub_command(self, name: str) -> click.Command:
        """Import the module of a sub-verb and return its command."""
        found: click.Command = import_module(self.subs[name]).command
        return found

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sub-verbs before the options."""
        rows = [(name, say(f"{self.room}.sub.{name}")) for name in self.subs]
        head = "calc.head.subs" if self.name == "calc" else "cli.head.subs"
        section(formatter, say(head, verb=self.name), rows)
        super().format_options(ctx, formatter)

    def _first_word(self, args: list[str]) -> int | None:
        """Return the place of the first word that is neither an option nor its value."""
        with_value = {o for p in self.params if isinstance(p, click.Option) and not p.is_flag for o in p.opts}
        skip = False
        for place, word in enumerate(args):
            if skip:
                skip = False
            elif word == "--":
                return None
            elif word.startswith("-") and len(word) > 1:
                skip = word in with_value
            else:
                return place
        return None


def parent(name: str, subs: dict[str, str], room: str, *params: click.Parameter) -> Callable[[Answer], Parent]:
    """Make a function the verb ``name`` with the sub-verbs ``subs`` beside it."""
    return lambda answer: Parent(name, answer, list(params), subs, room)
