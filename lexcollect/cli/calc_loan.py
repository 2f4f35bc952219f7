"""``calc loan`` (民间借贷利息): what a court supports of the interest on a private loan.

Owns the options; the sum is put together in ``matter.sums.ruled``, the figures are the law's.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli import calc_options
from lexcollect.cli.calc_options import convention
from lexcollect.cli.calc_subs import sub_verb
from lexcollect.cli.options import DateType, Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


@sub_verb(
    "loan",
    calc_options.principal(),
    Opt(["--from", "first"], "calc.opt.from", value_key="cli.value.date", type=DateType(), required=True),
    *calc_options.days(),
    Opt(["--rate"], "calc.opt.loan_rate", value_key="calc.value.percent"),
    Opt(["--made"], "calc.opt.made", value_key="cli.value.date", type=DateType()),
    Opt(["--filed"], "calc.opt.filed", value_key="cli.value.date", type=DateType()),
    Opt(["--cap-day", "reference"], "calc.opt.cap_day", type=click.Choice(("filing", "making")), default="filing"),
    Opt(["--deducted"], "calc.opt.deducted", value_key="calc.value.amount"),
    Opt(["--penalty"], "calc.opt.loan_penalty", value_key="calc.value.rate"),
    Opt(["--old-paid"], "calc.opt.old_paid", value_key="calc.value.amount"),
    *(convention(name) for name in ("year", "span", "cutoff", "rounding")),
)
def command(
    console: Console,
    principal: str,
    first: date,
    last: date | None,
    until: Any,
    rate: str | None,
    made: date | None,
    filed: date | None,
    reference: Any,
    deducted: str | None,
    penalty: str | None,
    old_paid: str | None,
    **given: Any,
) -> Report:
    """Compute the interest on a private loan from ``first`` to ``last``."""
    from pathlib import Path

    from lexcollect.cli.calc_ruled_show import show
    from lexcollect.matter.shapes.ruled import ruled_json
    from lexcollect.matter.sums import loans
    from lexcollect.matter.sums.inputs import Inputs
    from lexcollect.matter.sums.rate import fixed_rate, rates_for
    from lexcollect.matter.sums.ruled import loan

    inputs, last = Inputs(), last or console.settings.as_of
    note = inputs.amount(principal, "")
    taken = None if deducted is None else inputs.amount(deducted, "--deducted", zero=True)
    percent = None if rate is None else inputs.number(rate, "--rate")
    if last < first:
        inputs.say("LX-M107", "--to", first=first, last=last)
    if (rate is not None or penalty is not None) and made is None:
        inputs.say("LX-M162", "--made")
    if penalty is not None and rate is None:
        inputs.say("LX-M239", "--rate")
    beside = None if penalty is None else fixed_rate(inputs, penalty)
    returned = None if old_paid is None else inputs.amount(old_paid, "--old-paid")
    published = rates_for(inputs, None, Path())
    noted = inputs.done()
    conventions = calc_options.conventions_of(given)
    if returned is not None:
        told = loans.old_paid(note, returned, first, last, until=until, conventions=conventions)
        return Report(noted, ruled_json(told), lambda out: show(out, told))
    if beside is not None and percent is not None and made is not None:
        both = loans.together(
            note,
            first,
            last,
            late=percent,
            penalty=beside,
            made=made,
            until=until,
            conventions=conventions,
            rates=published,
        )
        return Report(noted, ruled_json(both), lambda out: show(out, both))
    found = loan(
        note,
        first,
        last,
        rate=percent,
        made=made,
        filed=filed,
        reference=reference,
        deducted=taken,
        until=until,
        conventions=conventions,
        rates=published,
    )
    return Report(noted, ruled_json(found), lambda out: show(out, found))
