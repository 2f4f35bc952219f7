"""``calc fee`` (诉讼费用): one fee with its tiers, articles, who advances it, and what other readings change.

Owns the options and how the answer is told; which rule answers which ``--kind`` is decided in ``matter.sums.fee``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.calc_date import basis
from lexcollect.cli.calc_options import convention
from lexcollect.cli.calc_subs import sub_verb
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.wording import say, text

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.matter.sums.fee import FeeFound

# Written out, not read from the sums: the help page must not load them. A test compares.
KINDS = (
    "acceptance",
    "preservation",
    "enforcement",
    "payment-order",
    "appeal",
    "counterclaim",
    "bankruptcy",
    "arbitration",
    "jurisdiction",
    "non-property",
    "labour",
    "public-summons",
    "arbitration-review",
)
HALVINGS = ("simplified", "mediation", "withdrawal", "joined")


@sub_verb(
    "fee",
    Arg(["written"], "calc.value.amount", required=False),
    Opt(["--kind"], "calc.opt.fee_kind", type=click.Choice(KINDS), default="acceptance"),
    Opt(["--halved"], "calc.opt.halved", type=click.Choice(HALVINGS), multiple=True),
    convention("fees"),
)
def command(console: Console, written: str | None, kind: str, halved: tuple[str, ...], fees: str | None) -> Report:
    """Compute one fee on the as-of day."""
    from lexcollect.law.conventions import Conventions
    from lexcollect.law.options import FeeRounding
    from lexcollect.matter.shapes.sums import fee_json
    from lexcollect.matter.sums.fee import check_fee, fee
    from lexcollect.matter.sums.inputs import Inputs

    inputs = Inputs()
    amount = check_fee(inputs, written, kind, halved)
    noted = inputs.done()
    conventions = Conventions(fees=FeeRounding(fees or FeeRounding.FEN))
    found = fee(kind, amount, console.settings.as_of, halved, conventions)
    return Report(noted, fee_json(found), lambda out: _show(out, found))


def _show(out: Console, found: FeeFound) -> None:
    from lexcollect.cli.calc import signed
    from lexcollect.law.rules.fees import Fee

    answer, value = found.answer, found.answer.value
    name = text(f"calc.kind.{found.kind}")
    if isinstance(value, Fee):
        out.say("calc.fee.head", kind=name, amount=value.amount)
        _tiers(out, value)
    else:
        out.say("calc.fee.band", kind=name, low=value.low, high=value.high)
    out.say("calc.head.basis")
    for step in answer.trace:
        out.line("  " + step.text.render() + basis(step.cites))
    if found.readings:
        out.say("calc.head.otherwise")
    for one in found.readings:
        out.line("  " + say("calc.fee.effect", reading=one.text, amount=one.amount, effect=signed(one.effect)))
    if answer.assumptions:
        out.say("calc.head.conventions")
    for assumption in answer.assumptions:
        out.line("  " + assumption.text.render())


def _tiers(out: Console, fee: Any) -> None:
    """Print the tiers with what each adds, so that the sum can be redone by hand."""
    if len(fee.tiers) < 2:
        return
    heads = [say(f"calc.col.{c}") for c in ("part", "percent", "fee")]
    rows = [
        (
            f"{t.part:,.2f}",
            f"{t.percent.normalize():f}%" if t.percent else say("calc.fee.flat"),
            f"{t.amount.quantize(Decimal('0.0001')).normalize():,f}",
        )
        for t in fee.tiers
    ]
    rows.append((f"{fee.base:,.2f}", "", f"{sum(t.amount for t in fee.tiers):,f}"))
    out.table(heads, rows, right=(0, 1, 2))
