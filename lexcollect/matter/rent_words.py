"""Rent in words (租金怎样付): 每月5日前付58000元 → sum, period and day.

Owns that one reader, for the interview. What a sentence does not say stays open.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from lexcollect.cn.amounts import BadAmount
from lexcollect.cn.width import fold
from lexcollect.cn.yuan import read_yuan
from lexcollect.patterns import regex

_EVERY = (
    (regex("半年"), "half_year"),
    (regex("每季|按季|季度|季付"), "quarter"),
    (regex("每年|按年|年付|一年一付"), "year"),
    (regex("每个?月|按月|月付|月租|逐月"), "month"),
)
_DAY = regex(r"(?<!\d)([12]?\d|3[01])\s*[日号]")
_SUM = regex(r"\d[\d,]*(?:\.\d+)?\s*(?:万元|万|元)|[一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]{2,}\s*元整?")


_BY = regex(r"除以\s*(\d{2})(?!\d)|按(?:每月)?\s*(\d{2})\s*[天日](?:折算|计算|计)")


class Rent(NamedTuple):
    """What was said: ``every`` is a month where nothing else was, ``day`` and ``amount`` are 0 where they were not.

    ``month_days`` are the days by which a part of a month counts (日租金按月租金除以30).
    """

    amount: Decimal = Decimal(0)
    every: str = "month"
    day: int = 0
    told: bool = False
    month_days: int = 0


def read_rent(words: str) -> Rent:
    """Return what ``words`` say of the rent; ``told`` tells whether they said anything of it."""
    plain = fold(words)
    every = next((period for pattern, period in _EVERY if pattern.search(plain)), "")
    day = _DAY.search(plain)
    found = _SUM.search(plain)
    amount = Decimal(0)
    if found:
        try:
            amount = read_yuan(found[0]).value
        except BadAmount:
            found = None
    by = _BY.search(plain)
    days = int(by[1] or by[2]) if by else 0
    return Rent(amount, every or "month", int(day[1]) if day else 0, bool(every or day or found), days)
