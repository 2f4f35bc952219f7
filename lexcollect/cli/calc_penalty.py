"""``calc penalty`` (算违约金): an agreed penalty on one sum, with the lines above which a court may reduce it.

Owns the options; they are read and the sum is computed in ``matter.sums``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli import calc_options
from lexcollect.cli.calc_interest import report
from lexcollect.cli.calc_options import convention
from lexcollect.cli.calc_subs import sub_verb
from lexcollect.cli.options import DateType, Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.matter.sums.accrual import DueKind


@sub_verb(
    "penalty",
    calc_options.principal(),
    Opt(["--rate"], "calc.opt.penalty_rate", value_key="calc.value.rate", required=True),
    Opt(["--due"], "calc.opt.due", value_key="cli.value.date", type=DateType()),
    Opt(["--due-kind"], "calc.opt.due_kind", type=click.Choice(("day", "period")), default="day"),
    Opt(["--from", "first"], "calc.opt.from_or_due", value_key="cli.value.date", type=DateType()),
    *calc_options.days(),
    *calc_options.payments(),
    *calc_options.rates(),
    *(convention(name) for name in ("year", "span", "cutoff", "payment_day", "rounding", "due_roll", "penalty_rank")),
)
def command(
    console: Console,
    principal: str,
    rate: str,
    due: date | None,
    due_kind: DueKind,
    first: date | None,
    last: date | None,
    payments: tuple[str, ...],
    rates: Path | None,
    until_known: bool,
    until: Any,
    apply: str,
    **given: Any,
) -> Report:
    """Compute the penalty on ``principal`` for a delay from ``first`` or after ``due``."""
    from lexcollect.law.rules.parts import Part
    from lexcollect.matter.sums.accrual import Question, default_after
    from lexcollect.matter.sums.inputs import Inputs
    from lexcollect.matter.sums.rate import agreed_rate, rates_for

    inputs = Inputs()
    last = last or console.settings.as_of
    conventions = calc_options.conventions_of(given)
    amount = inputs.amount(principal, "")
    begins, falls_due = default_after(inputs, first, due, due_kind, conventions)
    if begins and last < begins:
        inputs.say("LX-M107", "--to", first=begins, last=last)
    phrase = agreed_rate(inputs, rate)
    paid = inputs.payments(payments, begins or date.min, max(begins or last, last))
    published = rates_for(inputs, rates, Path())
    noted = inputs.done()
    assert phrase is not None and begins is not None  # otherwise there was a finding
    asked = Question(
        Part.PENALTY,
        amount,
        phrase,
        begins,
        last,
        paid,
        conventions,
        published,
        until=until,
        due=falls_due,
        principal_first=apply == "principal",
        stop=until_known,
    )
    return report(asked, noted)
