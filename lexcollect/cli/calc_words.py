"""``calc words`` (大写): an amount in digits and in capitals, in both directions.

Owns how the permitted spellings are told; the rules are those of ``cn.capitals`` (正确填写票据和结算凭证的基本规定).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lexcollect.cli.calc_inputs import Inputs
from lexcollect.cli.calc_subs import sub_verb
from lexcollect.cli.options import Arg
from lexcollect.cli.report import Report
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.cli.console import Console

_CAPITALS = re.compile("[零壹贰叁肆伍陆柒捌玖拾佰仟貳參叁陸萬億]")
_DIGITS = re.compile("[0-9０-９]")


@sub_verb("words", Arg(["written"], "calc.value.words", nargs=-1, required=True))
def command(console: Console, written: tuple[str, ...]) -> Report:
    """Tell each amount in digits and capitals; several must be the same amount."""
    inputs = Inputs()
    read = [(words, _read(words, inputs)) for words in written]
    values = list(dict.fromkeys(value for _, value in read if value is not None))
    if len(values) > 1:
        shown = [f"{value:,.2f}" for value in values]
        inputs.say("LX-M117", amounts=shown)
    found = inputs.done()
    amount = values[0]
    return Report(found, as_json(amount), lambda out: _show(out, amount))


def _read(words: str, inputs: Inputs) -> Decimal | None:
    """Return the amount in digits or capitals, or ``None`` with a finding."""
    if not _CAPITALS.search(words) or _DIGITS.search(words):
        before = len(inputs.findings)
        value = inputs.amount(words, "", zero=True)
        return value if len(inputs.findings) == before else None
    from lexcollect.cn.amounts import BadAmount
    from lexcollect.cn.capitals import parse_capitals

    try:
        return parse_capitals(words)
    except BadAmount as bad:
        inputs.say("LX-M118", written=words[:60], reason=text(f"casefile.reason.{bad.reason}"))
        return None


def others(amount: Decimal) -> list[str]:
    """Return the other spellings the rules permit, shortest first; 圆 and 正 may stand for 元 and 整 in each."""
    from lexcollect.cn.capitals import capitals, permitted_spellings

    return sorted(permitted_spellings(amount) - {capitals(amount)}, key=lambda s: (len(s), s))


def as_json(amount: Decimal) -> dict[str, Any]:
    """Return the amount in every spelling."""
    from lexcollect.cn.capitals import capitals

    return {"amount": str(amount), "digits": f"{amount:,.2f}", "capitals": capitals(amount), "also": others(amount)}


def _show(out: Console, amount: Decimal) -> None:
    from lexcollect.cn.capitals import capitals

    out.say("calc.words.digits", amount=f"{amount:,.2f}")
    out.say("calc.words.capitals", words=capitals(amount))
    for other in others(amount):
        out.say("calc.words.also", words=other)
    out.say("calc.words.rule")
