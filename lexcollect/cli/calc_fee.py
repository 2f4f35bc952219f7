"""``calc fee`` (诉讼费用): one fee with its tiers, articles, who advances it, and what other readings change.

Owns the options and how the answer is told; what answers which ``--kind``, or the user's own ``--table``, is decided
in ``matter.sums.fee``.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from lexcollect.cli.calc_date import basis
from lexcollect.cli.calc_options import convention
from lexcollect.cli.calc_subs import sub_verb
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.law.fee_kinds import GROUNDS, kinds
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.matter.sums.fee import FeeFound


@sub_verb(
    "fee",
    Arg(["written"], "calc.value.amount", required=False),
    Opt(["--kind"], "calc.opt.fee_kind", type=click.Choice(kinds()), default="acceptance"),
    Opt(["--halved"], "calc.opt.halved", type=click.Choice(GROUNDS), multiple=True),
    Opt(["--table"], "calc.opt.fee_table", value_key="cli.value.file", type=click.Path(path_type=Path)),
    Opt(["--was"], "calc.opt.fee_was", value_key="calc.value.amount"),
    Opt(["--late"], "calc.opt.fee_late", is_flag=True),
    convention("fees"),
)
def command(
    console: Console,
    written: str | None,
    kind: str,
    halved: tuple[str, ...],
    table: Path | None,
    was: str | None,
    late: bool,
    fees: str | None,
) -> Report:
    """Compute one fee on the as-of day, by law or by the user's own table."""
    from lexcollect.law.conventions import Conventions
    from lexcollect.law.options import FeeRounding
    from lexcollect.matter.shapes.sums import fee_json
    from lexcollect.matter.sums.fee import changed, check_change, check_fee, check_own, fee, own_fee
    from lexcollect.matter.sums.inputs import Inputs

    inputs, day = Inputs(), console.settings.as_of
    conventions = Conventions(fees=FeeRounding(fees or FeeRounding.FEN))
    if table is not None:
        if click.get_current_context().get_parameter_source("kind") is ParameterSource.COMMANDLINE:
            inputs.say("LX-L613", "--kind")
        if was is not None:
            inputs.say("LX-L645", "--was")
        base, own = check_own(inputs, written, table, halved)
        found = own_fee(own, base, day, conventions)
    else:
        amount = check_fee(inputs, written, kind, halved)
        before = check_change(inputs, was, kind, halved)
        inputs.done()
        found = fee(kind, amount, day, halved, conventions)
        if before is not None and amount is not None:
            found = changed(found, before, amount, day, conventions, late=late)
    return Report(inputs.done(), fee_json(found), lambda out: _show(out, found))


def _show(out: Console, found: FeeFound) -> None:
    from lexcollect.cli.shown import signed
    from lexcollect.law.own_fees import OwnFees
    from lexcollect.law.rules.fees import Band

    answer, value = found.answer, found.answer.value
    if isinstance(value, Band):
        out.say("calc.fee.band", kind=found.called, low=value.low, high=value.high)
    else:
        out.say("calc.fee.head", kind=found.called, amount=value.amount)
    if isinstance(value, OwnFees):
        for title, part in value.fees:
            out.say("calc.fee.head", kind=title, amount=part.amount)
            _tiers(out, part)
    elif not isinstance(value, Band):
        _tiers(out, value)
    out.say("calc.head.basis")
    for step in answer.trace:
        out.line("  " + step.text.render() + basis(step.cites))
    for step in found.change.trace if found.change else ():
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
