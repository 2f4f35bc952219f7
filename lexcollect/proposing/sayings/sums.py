"""Sums (数额) as people type them: 541796.80, 20万, 38w, 三十二万, 5万块.

Owns which number of a message is money: one with a unit of money, or a long one that no other unit, date or number of
a paper claims. 100多万 is no sum, and a number of tons is none.
"""

from __future__ import annotations

import re
from decimal import Decimal

from lexcollect.patterns import regex
from lexcollect.proposing.marks import sum_of
from lexcollect.records import dataclass

_FIGURE = r"(?<![\d.A-Za-z#-])(?<!\d,)(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,2})?(?!\d)"
_UNIT = r"(?:万元|万块|万|w|W|千元|千块|千|元|块钱|块)"
_SUM = regex(
    rf"(?P<figure>{_FIGURE})(?P<many>多|来|几)?(?P<unit>{_UNIT})?(?P<tail>[\u4e00-\u9fffA-Za-z%/号]{{0,2}})"
    rf"|(?P<words>[一二三四五六七八九十两][一二三四五六七八九十百千万两零]*)(?P<more>多|来|几)?(?P<wunit>万元|万|千元|百元|元|块)"
)
#: What stands behind a number that is no money, where it has no unit of money.
_OTHER = regex(
    r"^(?:吨|车|件|套|台|根|张|支|米|斤|公斤|个|人|天|日|号|月|年|周|点|分|时|次|批|期|楼|层|岁|折|mm|MM|[kK][gG]|[tT]|%|/|秒|笔|单)"
)
_DAY = regex(r"20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
#: So large a bare number is money where people talk of a debt; a smaller one may be anything.
_BARE = Decimal(1_000)
_SHORT = {"w": "万", "W": "万", "万块": "万", "千块": "千", "块钱": "元", "块": "元"}
_TIMES = {"万": 10_000, "万元": 10_000, "千": 1_000, "千元": 1_000, "元": 1, "": 1}


@dataclass(frozen=True, slots=True)
class Money:
    """A sum with its words and place in the folded text."""

    value: Decimal
    words: str
    start: int
    end: int


def sums_named(text: str) -> tuple[Money, ...]:
    """Return the sums in ``text`` (folded), in its order."""
    return tuple(one for match in _SUM.finditer(text) if (one := _money(match)) is not None)


def _money(match: re.Match[str]) -> Money | None:
    if match["words"] is not None:
        value = None if match["more"] else sum_of(f"{match['words']}{match['wunit'].replace('块', '元')}")
        return Money(value, match[0], match.start(), match.end()) if value else None
    if match["many"]:
        return None
    unit = _SHORT.get(match["unit"] or "", match["unit"] or "")
    value = Decimal(match["figure"].replace(",", "")) * _TIMES[unit]
    end = match.start("tail")
    if not unit and (value < _BARE or _OTHER.match(match["tail"]) or _is_year(match)):
        return None
    if unit and _OTHER.match(match["tail"]) and match["tail"][:1] in "/吨":
        return None  # 4,320元/吨, 5万吨
    return Money(value.quantize(Decimal("0.01")), match.string[match.start() : end], match.start(), end)


def _is_year(match: re.Match[str]) -> bool:
    """Tell whether a bare number is a year, or a day written in eight digits: no money."""
    return match["tail"][:1] == "年" or _DAY.fullmatch(match["figure"]) is not None


def only(sums: tuple[Money, ...]) -> Money | None:
    """Return the sum where there is one alone, however often it is said; ``None`` where there are several."""
    return sums[0] if len({one.value for one in sums}) == 1 else None
