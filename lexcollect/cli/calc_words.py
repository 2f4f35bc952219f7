"""``calc words`` (大写): an amount in digits and in capitals, in both directions.

Owns how the permitted spellings are told; amounts are read in ``matter.sums.words``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.cli.calc_subs import sub_verb
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


@sub_verb("words", Arg(["written"], "calc.value.words", nargs=-1, required=True))
def command(console: Console, written: tuple[str, ...]) -> Report:
    """Tell each amount in digits and capitals; several must be the same amount."""
    from lexcollect.matter.shapes.sums import words_json
    from lexcollect.matter.sums.inputs import Inputs
    from lexcollect.matter.sums.words import read_same

    inputs = Inputs()
    amount = read_same(inputs, written)
    found = inputs.done()
    assert amount is not None  # otherwise there was a finding
    return Report(found, words_json(amount), lambda out: _show(out, amount))


def _show(out: Console, amount: Decimal) -> None:
    from lexcollect.cn.capitals import capitals
    from lexcollect.matter.sums.words import others

    out.say("calc.words.digits", amount=f"{amount:,.2f}")
    out.say("calc.words.capitals", words=capitals(amount))
    for other in others(amount):
        out.say("calc.words.also", words=other)
    out.say("calc.words.rule")
