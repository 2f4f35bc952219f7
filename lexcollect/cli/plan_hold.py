"""``plan hold``: a sum is held out of its steps until a day, for an objection or by decision of the office."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg, DateType, Opt
from lexcollect.cli.plan_done import options, recorded
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


def answer(
    console: Console,
    folder: Path | None,
    until: date | None,
    objection: bool,
    by: str,
    of: tuple[str, ...],
    why: str,
) -> Report:
    """Record a hold from the day of the run until ``until``."""
    from lexcollect.cli.options import now
    from lexcollect.findings import Refused, finding
    from lexcollect.steps.decided import Held, HoldEntry

    if not why.strip():
        raise Refused([finding("LX-S023")])
    today = now().date()
    if until is not None and until < today:
        raise Refused([finding("LX-S015", first=today, until=until)])
    kind = Held.OBJECTION if objection else Held.HOLD
    return recorded(console, folder, by, lambda day: HoldEntry(kind, day, by.strip(), until, of, why.strip()))


command = SubVerb(
    "plan hold",
    "plan_verb.about.hold",
    answer,
    [
        Arg(["folder"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
        Opt(["--until"], "plan_verb.opt.until", value_key="cli.value.date", type=DateType()),
        Opt(["--objection"], "plan_verb.opt.objection", is_flag=True),
        *options(),
    ],
)
