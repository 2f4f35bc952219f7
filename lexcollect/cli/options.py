"""Options: what every verb takes, and the settings that follow from it.

Owns the shared options (usable before and after the verb), the types of their values, and the only reading of
the clock: ``--as-of`` is today in China unless given. Help texts are looked up when shown, in the language of
the run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from lexcollect.wording import Lang, say, text

if TYPE_CHECKING:
    from datetime import date, datetime

_META = "lexcollect."


class Settings(NamedTuple):
    """What the shared options say: ``as_of`` 计算基准日, ``ask`` whether questions may be asked."""

    as_of: date
    as_of_given: bool
    json: bool
    ask: bool
    quiet: bool
    debug: bool
    lang: Lang


def now() -> datetime:
    """Return the present moment in China, which has kept UTC+8 without summer time since 1992."""
    from datetime import datetime, timedelta, timezone

    return datetime.now(timezone(timedelta(hours=8)))


class DateType(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A day in any accepted spelling (``2026-11-21``, ``2026年11月21日`` …)."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail with a sentence that says how to write one."""
        from datetime import date

        from lexcollect.cn.dates import BadDate, parse_date

        if isinstance(value, date):
            return value
        try:
            return parse_date(str(value))
        except BadDate as bad:
            self.fail(
                say("cli.bad_date", value=value, reason=text(f"general.date.{bad.reason}", day=bad.day)), param, ctx
            )


class Opt(click.Option):
    """An option; ``key`` names its help in the catalogue, ``value_key`` what its value is called."""

    def __init__(self, decls: Sequence[str], key: str, *, value_key: str = "", **attrs: Any) -> None:
        super().__init__(decls, **attrs)
        self.key = key
        self.value_key = value_key

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the two columns of the help in the language of the run."""
        self.help = say(self.key)
        return super().get_help_record(ctx)

    def make_metavar(self, *context: Any, **named: Any) -> str:
        """Return how the value is called in the help."""
        return say(self.value_key) if self.value_key else super().make_metavar(*context, **named)


class Arg(click.Argument):
    """An argument whose name on the help page is the sentence ``key`` of the catalogue."""

    def __init__(self, decls: Sequence[str], key: str, **attrs: Any) -> None:
        super().__init__(decls, **attrs)
        self.key = key

    def make_metavar(self, *context: Any, **named: Any) -> str:
        """Return the name in brackets when it may be left out, with dots when it may be repeated."""
        name = say(self.key) if self.required else f"[{say(self.key)}]"
        return name + ("…" if self.nargs != 1 else "")

    def get_error_hint(self, *context: Any, **named: Any) -> str:
        """Return the name used in usage errors."""
        return f"“{say(self.key)}”"


def shared_options() -> list[click.Parameter]:
    """Return fresh copies of the options every verb takes."""
    flag: dict[str, Any] = {"is_flag": True, "expose_value": False, "callback": _remember}
    value: dict[str, Any] = {"expose_value": False, "callback": _remember}
    return [
        Opt(["--as-of"], "cli.opt.as_of", value_key="cli.value.date", type=DateType(), **value),
        Opt(["--json"], "cli.opt.json", **flag),
        Opt(["--no-input"], "cli.opt.no_input", **flag),
        Opt(["--quiet"], "cli.opt.quiet", **flag),
        Opt(["--debug"], "cli.opt.debug", **flag),
        Opt(["--lang"], "cli.opt.lang", value_key="cli.value.lang", type=click.Choice(["zh", "en"]), **value),
    ]


SHARED = frozenset({"as_of", "json", "no_input", "quiet", "debug", "lang"})


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    # Only what was really typed is kept: a flag before the verb must survive the verb's own default.
    if value not in (None, False):
        ctx.meta[f"{_META}{param.name}"] = value


def settings_of(ctx: click.Context) -> Settings:
    """Return the settings of this run."""
    from lexcollect.wording import language

    given: Callable[[str], Any] = lambda name: ctx.meta.get(f"{_META}{name}")  # noqa: E731
    return Settings(
        as_of=given("as_of") or now().date(),
        as_of_given=bool(given("as_of")),
        json=bool(given("json")),
        ask=not (given("no_input") or given("json")),
        quiet=bool(given("quiet")),
        debug=bool(given("debug")),
        lang=language(),
    )


def language_of(argv: Sequence[str]) -> Lang:
    """Return the language asked for: ``--lang`` anywhere, else ``LEXCOLLECT_LANG``, else Chinese.

    Read before anything is parsed, because the help and the complaints about the command line speak it too.
    """
    chosen = os.environ.get("LEXCOLLECT_LANG", "")
    for i, word in enumerate(argv):
        if word == "--":
            break
        if word == "--lang" and i + 1 < len(argv):
            chosen = argv[i + 1]
        elif word.startswith("--lang="):
            chosen = word.removeprefix("--lang=")
    return "en" if chosen.strip().lower().startswith("en") else "zh"
