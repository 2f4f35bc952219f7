"""The money of a paper: a claim in foreign money is written in it, figure by figure (币种).

Owns the one pass over a rendered part that writes 美元 for 元 after every figure, and takes away the amounts in
capitals (a column of them names the money): they are a form of the renminbi (正确填写票据和结算凭证的基本规定). Of a
paper on several moneys each contract is written in its own. Converts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_CAPITALS, _PREFIX, _AFTER_FIGURE = r"（大写：人民币[^（）<]*）", r"人民币(?=\d)", r"(?<=\d)元"
_HEADING, _UNIT = "（元）", "元"
_ALONE = r"\d{1,3}(?:,\d{3})*\.\d\d"
#: A column of capitals says the money instead: the heading, and a cell that holds nothing else.
_COLUMN, _MONEY = "金额（大写）", "币种"
_CELL = r"(?<=>)[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+元[零壹贰叁肆伍陆柒捌玖角分整]*(?=<)"


def in_currency(xml: str, unit: str) -> str:
    """Return a rendered part with its sums in ``unit`` (美元)."""
    plain = re.sub(_PREFIX, "", re.sub(_CAPITALS, "", xml))
    plain = re.sub(_CELL, unit, plain).replace(_COLUMN, _MONEY)
    return re.sub(_AFTER_FIGURE, unit, plain).replace(_HEADING, f"（{unit}）")


def with_units(told: Any, unit: str) -> Any:
    """Return what is told of one contract with the money behind every figure that stands alone: cells of tables."""
    if isinstance(told, str):
        return f"{told}{unit}" if re.fullmatch(_ALONE, told) else told
    if isinstance(told, dict):
        return {key: with_units(value, unit) for key, value in told.items()}
    if isinstance(told, list):
        return [with_units(value, unit) for value in told]
    return told


def of_several(xml: str, units: Iterable[str]) -> str:
    """Return a rendered part on several moneys, whose figures have their units: what the template adds goes."""
    plain = xml.replace(_HEADING, "")
    for unit in units:
        plain = plain.replace(f"{unit}{_UNIT}", unit).replace(f"（{unit}）", "")
        if unit != _UNIT:
            plain = re.sub(rf"人民币(?=[\d,.]+{unit})", "", plain)
    return plain
