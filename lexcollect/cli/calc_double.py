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
    Opt(["--owed"], "calc.opt.owed", value_key="calc.value.payment", multiple=True),
    Opt(["--item"], "calc.opt.item", value_key="calc.value.item", multiple=True),
    Opt(["--expires"], "calc.opt.expires", value_key="cli.value.date", type=DateType()),
    Opt(["--with-court-fee"], "calc.opt.with_court_fee", is_flag=True),
    Opt(["--collected"], "calc.opt.collected", value_key="calc.value.amount"),
    Opt(["--paid"], "calc.opt.paid", value_key="calc.value.payment", multiple=True),
    Opt(["--stay"], "calc.opt.stay", value_key="calc.value.span", multiple=True),
    Opt(["--to", "last"], "calc.opt.double_to", value_key="cli.value.date", type=DateType()),
)
def command(
    console: Console,
    owed: tuple[str, ...],
    item: tuple[str, ...],
    expires: date | None,
    with_court_fee: bool,
    collected: str | None,
    paid: tuple[str, ...],
    stay: tuple[str, ...],
    last: date | None,
) -> Report:
    """Compute the doubled part of what is ``owed`` to ``last``."""
    from pathlib import Path

    from lexcollect.cli.calc_ruled_show import show
    from lexcollect.matter.shapes.ruled import ruled_json
    from lexcollect.matter.sums.inputs import Inputs
    from lexcollect.matter.sums.judgment import Judgment, items_of
    from lexcollect.matter.sums.rate import rates_for
    from lexcollect.matter.sums.ruled import double

    inputs, end = Inputs(), last or console.settings.as_of
    due, received = inputs.dated(owed, "--owed"), inputs.dated(paid, "--paid")
    stays = inputs.spans(stay, "--stay")
    items = items_of(inputs, item)
    if bool(owed) is bool(item):
        inputs.say("LX-M110" if owed else "LX-M126", one="--owed", other="--item")
    if item and expires is None:
        inputs.say("LX-A167", "--expires")
    got = None if collected is None else inputs.amount(collected, "--collected")
    counted = [(day, amount) for day, amount in received if day <= end]
    for day, amount in received:
        if day > end:
            inputs.say("LX-M111", "--paid", day=day, amount=amount, last=end)
    published = rates_for(inputs, None, Path())
    noted = inputs.done()
    if items and expires is not None:
        judged = Judgment(items, expires, end, counted, stays, with_court_fee, got, published).answer()
        return Report(noted, ruled_json(judged), lambda out: show(out, judged))
    found = double(due, counted, end, stays=stays, rates=published)
    return Report(noted, ruled_json(found), lambda out: show(out, found))
