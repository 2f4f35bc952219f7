"""Verb: how a command of ours differs from a plain click command.

Owns help pages in the language of the run, the shared options on every verb, and verbs loaded when called.
What stops a verb is turned into findings and an exit code by ``guard``.

"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.columns import columns, fold
from lexcollect.cli.options import SHARED, Opt, settings_of, shared_options
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.cli.report import Report

Answer = Callable[..., "Report"]


def section(formatter: click.HelpFormatter, head: str, rows: list[tuple[str, str]]) -> None:
    """Write a heading and two aligned columns."""
    formatter.write(f"\n{head}\n" + "".join(f"{line}\n" for line in columns(rows, formatter.width)))


def about(key: str) -> str:
    """Return a sentence about a verb; what is on a register stands in it by name."""
    from lexcollect.documents.register import in_help

    return say(key, **in_help())


class _Pages(click.Command):
    """Help pages with our headings; click's own sentences are translated by ``clicktext``."""

    about = ""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command is for."""
        for paragraph in about(self.about).split("\n"):
            formatter.write("\n" + "".join(f"  {line}\n" for line in fold(paragraph, formatter.width - 2)))

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the words of the usage line."""
        self.options_metavar = say("cli.value.options")
        return super().collect_usage_pieces(ctx)

    def own_and_shared(self, ctx: click.Context) -> tuple[list[Any], list[Any]]:
        """Return the help records of this command's own options and of the shared ones."""
        own: list[Any] = []
        shared: list[Any] = []
        for param in self.get_params(ctx):
            if isinstance(param, click.Option) and "--help" in param.opts:
                param.help = say("cli.opt.help")  # click keeps the first language it was shown in
            record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
            if record:
                (shared if param.name in SHARED or not param.expose_value else own).append(record)
        return own, shared

    def format_shared(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options of this command, then those of every command."""
        own, shared = self.own_and_shared(ctx)
        for head, records in ((say("cli.head.options"), own), (say("cli.head.shared"), shared)):
            if records:
                section(formatter, head, records)


class Verb(_Pages):
    """A verb: its callback takes a :class:`Console` and the parsed values, and answers with a report."""

    def __init__(self, name: str, answer: Answer, params: list[click.Parameter]) -> None:
        super().__init__(name, params=[*params, *shared_options()])
        self.answer = answer
        self.about = f"cli.about.{name}"

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the two lists of options."""
        self.format_shared(ctx, formatter)

    def invoke(self, ctx: click.Context) -> int:
        """Answer, print, and return the exit code."""
        from lexcollect.cli.console import Console
        from lexcollect.cli.guard import guarded

        console: Console = Console(settings_of(ctx))
        return guarded(console, self.name or "", lambda: self.answer(console, **ctx.params))


class Verbs(_Pages, click.Group):
    """The group of verbs, each loaded when it is called."""

    about = "cli.about"

    def __init__(self, name: str, table: dict[str, str]) -> None:
        super().__init__(name, params=[*shared_options(), _version()])
        self.table = table

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; without any word the help is shown, and scripts that forgot the verb get a usage code."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of the work."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a verb and return its command."""
        if cmd_name not in self.table:
            return None
        from importlib import import_module

        command: click.Command = import_module(self.table[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb that was typed; a Chinese name or a slip gets the verb that was meant."""
        if args[0] not in self.table and not args[0].startswith("-"):
            ctx.fail(self._no_such_verb(args[0]))
        return super().resolve_command(ctx, args)

    def _no_such_verb(self, typed: str) -> str:
        from difflib import get_close_matches

        meant = [v for v in self.table if typed and typed in about(f"cli.verb.{v}")]
        meant = meant or get_close_matches(typed.lower(), self.table)
        if meant:
            return say("cli.no_such_verb_meant", typed=typed, meant=meant)
        return say("cli.no_such_verb", typed=typed)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs with one line each, then the shared options."""
        section(formatter, say("cli.head.verbs"), [(name, about(f"cli.verb.{name}")) for name in self.table])
        self.format_shared(ctx, formatter)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the words of the usage line."""
        self.subcommand_metavar = say("cli.value.verb")
        return super().collect_usage_pieces(ctx)


def _version() -> click.Parameter:
    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            from lexcollect.version import __version__

            click.echo(f"lexcollect {__version__}")
            ctx.exit()

    attrs: dict[str, Any] = {"is_flag": True, "is_eager": True, "expose_value": False}
    return Opt(["--version"], "cli.opt.version", callback=show, **attrs)


def verb(name: str, *params: click.Parameter) -> Callable[[Answer], Verb]:
    """Make a function that answers ``(console, **values) -> Report`` the verb ``name``."""
    return lambda answer: Verb(name, answer, list(params))
