"""``calc sme`` (中小企业款项): until when a public body or a large enterprise must pay, and late interest.

Owns the options; the sum is put together in ``matter.sums.ruled``, the figures are the law's.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli import calc_options
from lexcollect.cli.calc_options import convention
from lexcollect.cli.calc_subs import sub_verb
from lexcollect.cli.options import Arg, DateType, Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


@sub_verb(
    "sme",
    Arg(["written"], "calc.value.amount", required=False),
    Opt(["--buyer"], "calc.opt.buyer", type=click.Choice(("public", "large")), required=True),
    Opt(["--start"], "calc.opt.sme_start", value_key="cli.value.date", type=DateType(), required=True),
    Opt(["--days"], "calc.opt.sme_days", value_key="calc.value.number", type=click.IntRange(0, 3650)),
    Opt(["--agreed"], "calc.opt.agreed", value_key="calc.value.percent"),
    Opt(["--signed"], "calc.opt.signed", value_key="cli.value.date", type=DateType()),
    *calc_options.days(),
    *(convention(name) for name in ("year", "span", "cutoff", "rounding")),
)
def command(
    console: Console,
    written: str | None,
    buyer: Any,
    start: date,
    days: int | None,
    agreed: str | None,
    signed: date | None,
    last: date | None,
    until: Any,
    **given: Any,
) -> Report:
    """Compute the last day to pay and late interest on the amount."""
    from pathlib import Path

    from lexcollect.cli.calc_ruled_show import show
    from lexcollect.matter.shapes.ruled import ruled_json
    from lexcollect.matter.sums.inputs import Inputs
    from lexcollect.matter.sums.rate import rates_for
    from lexcollect.matter.sums.ruled import sme

    inputs = Inputs()
    amount = None if written is None else inputs.amount(written, "")
    percent = None if agreed is None else inputs.number(agreed, "--agreed")
    if agreed is not None and signed is None:
        inputs.say("LX-M164", "--signed")
    published = rates_for(inputs, None, Path())
    noted = inputs.done()
    found = sme(
        buyer,
        start,
        last or console.settings.as_of,
        days=days,
        amount=amount,
        agreed=percent,
        signed=signed,
        until=until,
        conventions=calc_options.conventions_of(given),
        rates=published,
    )
    return Report(noted, ruled_json(found), lambda out: show(out, found))
