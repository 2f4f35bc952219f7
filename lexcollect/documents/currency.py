"""The money of a paper: a claim in foreign money is written in it, figure by figure (币种).

Owns the one pass over a rendered part that writes 美元 for 元 after every figure, and takes away the amounts in
capitals, which are a form of the renminbi (正确填写票据和结算凭证的基本规定). Converts nothing.
"""

from __future__ import annotations

import re

_CAPITALS, _PREFIX, _AFTER_FIGURE = r"（大写：人民币[^（）<]*）", r"人民币(?=\d)", r"(?<=\d)元"
_HEADING = "（元）"


def in_currency(xml: str, unit: str) -> str:
    """Return a rendered part with its sums in ``unit`` (美元)."""
    plain = re.sub(_PREFIX, "", re.sub(_CAPITALS, "", xml))
    return re.sub(_AFTER_FIGURE, unit, plain).replace(_HEADING, f"（{unit}）")
