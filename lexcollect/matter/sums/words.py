"""Words: an amount in digits and in capitals (大写), read in either spelling.

Owns telling the two spellings apart, and the other spellings permitted; the rules are those of ``cn.capitals``
(正确填写票据和结算凭证的基本规定).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.patterns import regex
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.matter.sums.inputs import Inputs

_DIGITS = regex("[0-9０-９]")


def read_same(inputs: Inputs, written: Sequence[str]) -> Decimal | None:
    """Return the amount that every word of ``written`` says; different amounts, and slips, are noted."""
    read = [_read(inputs, words) for words in written]
    values = list(dict.fromkeys(value for value in read if value is not None))
    if len(values) > 1:
        inputs.say("LX-M117", amounts=[f"{value:,.2f}" for value in values])
    return values[0] if values else None


def _read(inputs: Inputs, words: str) -> Decimal | None:
    """Return the amount in digits or capitals, or ``None`` with a finding."""
    before = len(inputs.findings)
    value = inputs.amount(words, "", zero=True)
    if len(inputs.findings) > before:
        return None
    if not _DIGITS.search(words):
        from lexcollect.cn.amounts import BadAmount
        from lexcollect.cn.capitals import parse_capitals

        try:
            parse_capitals(words)
        except BadAmount as bad:
            reason = text(f"general.amount.{bad.reason}")
            inputs.say("LX-M118", written=words[:60], reason=reason, amount=f"{value:,.2f}")
    return value


def others(amount: Decimal) -> list[str]:
    """Return the other spellings the rules permit, shortest first; 圆 and 正 may stand for 元 and 整 in each."""
    from lexcollect.cn.capitals import capitals, permitted_spellings

    return sorted(permitted_spellings(amount) - {capitals(amount)}, key=lambda s: (len(s), s))
