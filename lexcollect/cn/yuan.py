"""Yuan: an amount as a person writes it, in figures, in words, or in both.

Owns the reading of what stands in contracts, IOUs and case files: 327,000.00, 32.7万元, 叁拾贰万柒仟元 (with or
without 整), 三十二万七千元, 12元5角, ￥327,000.00（大写：叁拾贰万柒仟元整）. Figure and words that disagree are
refused, and what two readers would read differently is too (三万五). The rules of 大写 are those of ``capitals``;
here nothing is asked but what the writer meant.
"""

from __future__ import annotations

import re
from decimal import Decimal

from lexcollect.cn.amounts import BadAmount, exact_fen, parse_yuan
from lexcollect.cn.width import fold
from lexcollect.patterns import regex
from lexcollect.records import dataclass

_LONGEST = 120
# Capitals, unsimplified forms and what is said beside them, as the small numerals.
_SMALL = str.maketrans(
    "〇○壹贰貳贰叁參参两肆伍陆陸柒捌玖拾佰仟萬億圆圓正", "零零一二二二三三三二四五六六七八九十百千万亿元元整"
)
_WORDS = regex("[零一二三四五六七八九十百千万亿角分]")
# 大写 and the like in front of an amount; alone in a bracket they say nothing.
_LABEL = regex(r"^(?:人民币|大写|小写|金额|合计|共计|总计|计|即|RMB|CNY)+\s*[:]?\s*", re.IGNORECASE)
_ONLY_LABEL = regex(r"(?:人民币|大写|小写|元|RMB|CNY|[:,;、。\s])+", re.IGNORECASE)
# Where one spelling of the amount ends and the other begins.
_BORDER = regex(r"[()]|[,;、\s]*(?=大写|小写)|(?<=[元圆圓整正角分])[,;、\s]*(?=[￥¥])")
_BY_FOUR = regex(r"^([￥¥]?\s*[1-9][0-9]{0,3}(?:,[0-9]{4})+(?:\.[0-9]{1,2})?)\s*元?整?$")
_FIGURE = r"(?:[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)"
_DIGIT = "[一二三四五六七八九1-9]"
_SECTION = regex(f"^零?(?:({_DIGIT})千)?零?(?:({_DIGIT})百)?零?(?:({_DIGIT})?(十))?零?({_DIGIT})?$")
_OF_A_UNIT = regex(f"^({_FIGURE})([千百十])?$")
_COINS = regex("^零?(?:([零一二三四五六七八九0-9])角)?零?(?:([一二三四五六七八九0-9])分)?整?$")
_VALUE = {char: value for value, char in enumerate("零一二三四五六七八九")}
_SIZE = {"千": 1000, "百": 100, "十": 10, None: 1}


@dataclass(frozen=True, slots=True)
class Written:
    """An amount that was read: ``value`` in yuan with two places; ``usual`` when figures say it as everybody does."""

    value: Decimal
    usual: bool


def read_yuan(text: str) -> Written:
    """Return the amount that ``text`` says; :class:`BadAmount` with its reason when it says none, or two."""
    plain = fold(text).strip()
    if not plain:
        raise BadAmount("empty", text)
    if len(plain) > _LONGEST:
        parse_yuan(text)
        raise BadAmount("not_a_number", text)
    parts = [part for part in _BORDER.split(plain) if part.strip() and not _ONLY_LABEL.fullmatch(part)]
    if len(parts) < 2 and plain.startswith("("):
        parts = [plain]  # (100): as accountants write less than nothing
    read = [_one(part, text) for part in parts] or [Written(parse_yuan(plain), usual=True)]
    if len({one.value for one in read}) > 1:
        raise BadAmount("disagree", text)
    return Written(read[0].value, any(one.usual for one in read))


def _one(part: str, text: str) -> Written:
    bare = _LABEL.sub("", part.strip()).strip(" ,;:。")
    words = bare.translate(_SMALL)
    if found := _BY_FOUR.match(bare):
        return Written(parse_yuan(found[1].replace(",", "")), usual=False)
    if not _WORDS.search(words):
        return Written(parse_yuan(bare), usual=True)
    if words.startswith(("负", "-", "−")):
        raise BadAmount("negative", text)
    if re.search(r"[0-9]\s+[0-9]", words):
        raise BadAmount("not_a_number", text)
    return Written(exact_fen(_in_words("".join(words.lstrip("￥¥").split()), text)), usual=False)


def _in_words(words: str, text: str) -> Decimal:
    """Return the yuan that small numerals, units and figures say together."""
    whole, yuan, coins = words.removesuffix("人民币").partition("元")
    if not yuan:
        whole, coins = (
            ("", whole) if _COINS.match(whole) and whole not in ("", "整") else (whole.removesuffix("整"), "")
        )
    found = _COINS.match(coins)
    if found is None:
        raise BadAmount("spelling" if _WORDS.search(coins) else "not_a_number", text)
    jiao, fens = (Decimal(_digit(place)) if place else Decimal(0) for place in found.groups())
    if not whole and (yuan or not coins):
        raise BadAmount("not_a_number", text)
    if coins.strip("整") and "." in whole:
        raise BadAmount("ambiguous", text)
    return (_count(whole, text) if whole else Decimal(0)) + jiao / 10 + fens / 100


def _count(words: str, text: str) -> Decimal:
    """Return the number: what stands before 亿 and 万, each times its unit, and the rest."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        high, found, low = words.rpartition(unit)
        if found:
            if unit in high or (unit == "万" and "亿" in high):
                raise BadAmount("spelling", text)
            return _count(high, text) * size + _below(high, low, size, text)
    return _section(words, text)


def _below(high: str, low: str, size: int, text: str) -> Decimal:
    """Return what follows a unit; 三万五 and 12万5 are 35,000 to one and 30,005 to another."""
    if not low:
        return Decimal(0)
    rest = _count(low, text)
    bare = re.fullmatch(f"{_DIGIT}|[0-9]+", low) is not None and len(low) != len(str(size)) - 1
    if "." in high or bare or (not rest and not low.isdecimal()):
        raise BadAmount("ambiguous", text)
    if rest >= size:
        raise BadAmount("spelling", text)
    return rest


def _section(words: str, text: str) -> Decimal:
    """Return a number below ten thousand in words, or a figure with or without a unit of its own."""
    if found := _OF_A_UNIT.match(words):
        if re.match("0[0-9]", found[1]) and len(found[1]) != 4:
            raise BadAmount("leading_zero", text)
        return Decimal(found[1].replace(",", "")) * _SIZE[found[2]]
    if words == "零":
        return Decimal(0)
    found = _SECTION.match(words)
    if found is None:
        raise BadAmount("not_a_number" if re.search(r"[^零一二三四五六七八九十百千0-9.,]", words) else "spelling", text)
    thousands, hundreds, tens, ten, ones = found.groups()
    if ones and (thousands or hundreds) and not ten and "零" not in words[-2:]:
        raise BadAmount("ambiguous", text)  # 三百五
    tens = tens or ("一" if ten else None)
    places = (thousands, 1000), (hundreds, 100), (tens, 10), (ones, 1)
    return Decimal(sum(_digit(place) * worth for place, worth in places if place))


def _digit(char: str) -> int:
    return _VALUE[char] if char in _VALUE else int(char)
