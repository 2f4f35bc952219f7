"""``calc interest`` (算利息): interest on one sum at an agreed rate or at LPR, segment by segment.

Owns the options; they are read and the sum is computed in ``matter.sums``, the figures are the law's.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.cli import calc_options, calc_rate
from lexcollect.cli.calc_options import convention
from lexcollect.cli.calc_subs import sub_verb
from lexcollect.cli.exits import Exit
from lexcollect.cli.options import DateType, Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


@sub_verb(
    "interest",
    calc_options.principal(),
    Opt(["--from", "first"], "calc.opt.from", value_key="cli.value.date", type=DateType(), required=True),
    *calc_options.days(),
    *calc_rate.options(),
    Opt(["--void"], "calc.opt.void", is_flag=True),
    Opt(["--then"], "calc.opt.then", value_key="calc.value.then"),
    Opt(["--owed"], "calc.opt.owed_before", value_key="calc.value.amount"),
    Opt(["--costs"], "calc.opt.costs", value_key="calc.value.amount"),
    *calc_options.payments(),
    *calc_options.rates(),
    *(convention(name) for name in ("year", "span", "cutoff", "payment_day", "rounding")),
)
def command(
    console: Console,
    principal: str,
    first: date,
    last: date | None,
    payments: tuple[str, ...],
    rates: Path | None,
    until_known: bool,
    until: Any,
    apply: str,
    void: bool,
    then: str | None,
    owed: str | None,
    costs: str | None,
    **given: Any,
) -> Report:
    """Compute interest on ``principal`` from ``first`` to ``last``."""
    from lexcollect.matter.sums.inputs import Inputs
    from lexcollect.matter.sums.rate import for_use, rates_for, second_rate, wished

    inputs = Inputs()
    last = last or console.settings.as_of
    amount = inputs.amount(principal, "")
    if last < first:
        inputs.say("LX-M107", "--to", first=first, last=last)
    phrase = wished(inputs, for_use(inputs, given) if void else given)
    second = None if then is None else second_rate(inputs, then, first, last)
    there = [inputs.amount(value or "0", name, zero=True) for value, name in ((owed, "--owed"), (costs, "--costs"))]
    paid = inputs.payments(payments, first, max(first, last))
    published = rates_for(inputs, rates, Path())
    noted = inputs.done()
    assert phrase is not None  # without a rate there was a finding
    from lexcollect.law.rules.parts import Part
    from lexcollect.matter.sums.accrual import Question

    asked = Question(
        Part.INTEREST,
        amount,
        phrase,
        first,
        last,
        paid,
        calc_options.conventions_of(given),
        published,
        until=until,
        principal_first=apply == "principal",
        stop=until_known,
        owed=there[0],
        costs=there[1],
        second=second,
        void=void,
    )
    return report(asked, noted)


def report(asked: Any, noted: Any) -> Report:
    """Return the report on ``asked``; a missing publication ends with the code for unknown law."""
    from lexcollect.cli.calc_money_show import show
    from lexcollect.matter.shapes.sums import accrual_json
    from lexcollect.matter.sums.accrual import RateMissing, outcome

    try:
        found = outcome(asked, noted)
    except RateMissing as missing:
        return Report(missing.findings, exit=Exit.LAW_UNKNOWN)
    return Report(found.findings, accrual_json(found), lambda out: show(out, found))
