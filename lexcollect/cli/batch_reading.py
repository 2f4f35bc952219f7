"""How the sub-verbs of ``batch`` read a ledger: the options that say which sheet, heading and columns are meant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.options import Arg, Opt

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.ledgers.row import Ledger

PATH: Any = click.Path(path_type=Path)


def reading() -> list[click.Parameter]:
    """Return the ledger as argument, and fresh copies of the options for reading it."""
    return [
        Arg(["ledger"], "batch_papers.value.ledger", type=PATH),
        Opt(["--sheet"], "batch_verb.opt.sheet", value_key="batch_verb.value.sheet", default=""),
        Opt(["--head"], "batch_verb.opt.head", value_key="batch_verb.value.row", type=click.IntRange(1), default=None),
        Opt(["--column"], "batch_verb.opt.column", value_key="batch_verb.value.column", multiple=True),
        Opt(["--mapping"], "batch_verb.opt.mapping", value_key="batch_verb.value.file", type=PATH, default=None),
    ]


def read(console: Console, ledger: Path, said: dict[str, Any]) -> Ledger:
    """Return the ledger on the day of the run; ``said`` are the values of the options above."""
    from lexcollect.ledgers.checking import Choices, check
    from lexcollect.ledgers.mapping_file import typed_columns

    choices = Choices(said["sheet"], said["head"] or 0, typed_columns(said["column"]), said["mapping"])
    with console.step("batch_papers.reading", name=ledger.name):
        return check(ledger, console.settings.as_of, choices)
