"""``calc apply`` (清偿抵充): what payments leave of several debts, and in which order they went.

Owns the options; debts and payments are read in ``matter.sums.applied``, the order is the law's.
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

_ORDERS = ("statute", "charges_first", "principal_first")


@sub_verb(
    "apply",
    Opt(["--debt"], "calc.opt.debt", value_key="calc.value.debt", multiple=True, required=True),
    Opt(["--paid"], "calc.opt.paid_named", value_key="calc.value.payment", multiple=True),
    Opt(["--order"], "calc.opt.order", type=click.Choice(_ORDERS), default="statute"),
    Opt(["--charge"], "calc.opt.charge", type=click.Choice(("penalty", "interest")), default="penalty"),
    Opt(["--to", "last"], "calc.opt.to", value_key="cli.value.date", type=DateType()),
    *(convention(name) for name in ("year", "cutoff", "payment_day", "rounding", "penalty_rank")),
)
def command(
    console: Console,
    debt: tuple[str, ...],
    paid: tuple[str, ...],
    order: str,
    charge: Any,
    last: date | None,
    **given: Any,
) -> Report:
    """Apply what was ``paid`` to the debts."""
    from lexcollect.cli.calc_ruled_show import show
    from lexcollect.matter.shapes.ruled import ruled_json
    from lexcollect.matter.sums.applied import applied, debts_of, payments_of
    from lexcollect.matter.sums.inputs import Inputs

    inputs, end = Inputs(), last or console.settings.as_of
    debts = debts_of(inputs, debt, charge)
    payments = payments_of(inputs, paid, debts, end)
    noted = inputs.done()
    found = applied(debts, payments, end, order=order, conventions=calc_options.conventions_of(given))
    return Report(noted, ruled_json(found), lambda out: show(out, found))
