"""``calc double`` (加倍部分债务利息): the doubled part for late performance of a judgment.

Owns the options; the sum is put together in ``matter.sums.ruled``, the figures are the law's.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lexcollect.cli.calc_subs import sub_verb
from lexcollect.cli.options import DateType, Opt
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


@sub_verb(
    "double",
    Opt(["--owed"], "calc.opt.owed", value_key="calc.value.payment", multiple=True, required=True),
    Opt(["--paid"], "calc.opt.paid", value_key="calc.value.payment", multiple=True),
    Opt(["--stay"], "calc.opt.stay", value_key="calc.value.span", multiple=True),
    Opt(["--to", "last"], "calc.opt.double_to", value_key="cli.value.date", type=DateType()),
)
def command(
    console: Console, owed: tuple[str, ...], paid: tuple[str, ...], stay: tuple[str, ...], last: date | None
) -> Report:
    """Compute the doubled part of what is ``owed`` to ``last``."""
    from pathlib import Path

    from lexcollect.cli.calc_ruled_show import show
    from lexcollect.matter.shapes.ruled import ruled_json
    from lexcollect.matter.sums.inputs import Inputs
    from lexcollect.matter.sums.rate import rates_for
    from lexcollect.matter.sums.ruled import double

    inputs, end = Inputs(), last or console.settings.as_of
    due, received = inputs.dated(owed, "--owed"), inputs.dated(paid, "--paid")
    stays = inputs.spans(stay, "--stay")
    counted = [(day, amount) for day, amount in received if day <= end]
    for day, amount in received:
        if day > end:
            inputs.say("LX-M111", "--paid", day=day, amount=amount, last=end)
    published = rates_for(inputs, None, Path())
    noted = inputs.done()
    found = double(due, counted, end, stays=stays, rates=published)
    return Report(noted, ruled_json(found), lambda out: show(out, found))
