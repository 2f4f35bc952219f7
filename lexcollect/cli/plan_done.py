"""``plan done``: a step is recorded as done by somebody, where no fact of the case file shows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg, DateType, Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.steps.decided import Done, HoldEntry


def recorded(
    console: Console, folder: Path | None, by: str, entry: Callable[[date], Done | HoldEntry], *, on: date | None = None
) -> Report:
    """Record ``entry`` in the matter, and tell its steps after that.

    A day ``on`` which lies ahead of the day of the clock is refused: what has not happened is no record.
    """
    from lexcollect.cli.console import words_for
    from lexcollect.cli.options import now
    from lexcollect.cli.turn import holding
    from lexcollect.findings import Refused, finding
    from lexcollect.layout import STEPS
    from lexcollect.matter.layout import find_matter
    from lexcollect.matter.lock import Held
    from lexcollect.matter.opening import open_matter
    from lexcollect.matter.step_records import record

    today = now().date()
    if not by.strip():
        raise Refused([finding("LX-S021")])
    if on is not None and on > today:
        raise Refused([finding("LX-S022", on=on, today=today)])
    matter = find_matter(folder)

    def write(held: Held) -> Report:
        opened = open_matter(matter, for_figures=True)
        record(held, opened.case, entry(on or today))
        return Report(
            (),
            {"path": STEPS},
            lambda out: out.say("plan_verb.recorded", file=STEPS),
            next=("plan", *words_for(matter)),
            matter=matter,
            changed=(STEPS,),
        )

    return holding(console, matter, "plan", write)


def answer(
    console: Console, step: str, folder: Path | None, on: date | None, by: str, of: tuple[str, ...], why: str
) -> Report:
    """Record that ``step`` was done."""
    from lexcollect.steps.decided import Done

    return recorded(console, folder, by, lambda day: Done(step, day, by.strip(), of, why), on=on)


def options() -> list[click.Parameter]:
    """Return the options of who, about which debts, and why."""
    return [
        Opt(["--by"], "plan_verb.opt.by", value_key="plan_verb.value.name", default=""),
        Opt(["--of"], "plan_verb.opt.of", value_key="plan_verb.value.debt", multiple=True),
        Opt(["--why"], "plan_verb.opt.why", value_key="plan_verb.value.words", default=""),
    ]


command = SubVerb(
    "plan done",
    "plan_verb.about.done",
    answer,
    [
        Arg(["step"], "plan_verb.value.step"),
        Arg(["folder"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
        Opt(["--on"], "plan_verb.opt.on", value_key="cli.value.date", type=DateType()),
        *options(),
    ],
)
