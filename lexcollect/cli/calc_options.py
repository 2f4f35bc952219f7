"""Options of the sub-calculators that several share: the conventions of the calculation, days, payments, rates.

Owns their names and help; the values are those of ``law.conventions``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.options import Arg, DateType, Opt
from lexcollect.law.options import OPTIONS

if TYPE_CHECKING:
    from lexcollect.law.conventions import Conventions


def convention(option: str) -> Opt:
    """Return the option for one convention; left out, the documented default holds."""
    name = f"--{option.replace('_', '-')}"
    return Opt([name], f"calc.opt.{option}", type=click.Choice([member.value for member in OPTIONS[option]]))


def principal() -> Arg:
    """Return the argument for the principal."""
    return Arg(["principal"], "calc.value.principal")


def days() -> list[click.Parameter]:
    """Return the last day and what it is."""
    return [
        Opt(["--to", "last"], "calc.opt.to", value_key="cli.value.date", type=DateType()),
        Opt(["--until"], "calc.opt.until", type=click.Choice(("cutoff", "payment")), default="cutoff"),
    ]


def payments() -> list[click.Parameter]:
    """Return the payments and how they are applied."""
    return [
        Opt(["--payments"], "calc.opt.payments", value_key="calc.value.payment", multiple=True),
        Opt(["--apply"], "calc.opt.apply", type=click.Choice(("statute", "principal")), default="statute"),
    ]


def rates() -> list[click.Parameter]:
    """Return what to do where published rates end."""
    return [
        Opt(["--until-known"], "calc.opt.until_known", is_flag=True),
        Opt(["--rates"], "calc.opt.rates", value_key="cli.value.file", type=click.Path(path_type=Path)),
    ]


def conventions_of(values: dict[str, Any]) -> Conventions:
    """Return the conventions chosen among ``values`` (name → value or ``None``)."""
    from lexcollect.law.conventions import Conventions

    return Conventions(**{name: values[name] for name in OPTIONS if values.get(name) is not None})
