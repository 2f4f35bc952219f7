"""Capitals: amounts in Chinese capital numerals (大写), written in one way and read in every permitted one.

Owns the rules of 正确填写票据和结算凭证的基本规定 (annex to 支付结算办法), points 1 to 4. Refuses to write
what is no whole number of fen, is negative or lies above 9,999,999,999,999.99; refuses to read spellings
the rules do not allow (一二三, 拾元整 for 壹拾元整, 整 after 分).
"""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from lexcollect.cn.amounts import MAX_YUAN, BadAmount, exact_fen
from lexcollect.cn.width import squeeze
from lexcollect.patterns import regex

# The rules know no upper end. A common limit is 10^12; here thirteen digits before the point are written, the
# upper five of them counted in 亿 (9,000,000,000,000 is 玖万亿): the rules for 万 and 亿 apply unchanged.

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ((1000, "仟"), (100, "佰"), (10, "拾"), (1, ""))
_VALUE = {char: value for value, char in enumerate(_DIGITS)}
_SIZE = {unit: size for size, unit in _UNITS if unit}
_LEGAL = regex(f"^[{_DIGITS}仟佰拾万亿元角分整]+$")
_SMALL = regex(f"^[{_DIGITS}〇一二三四五六七八九两十百千仟佰拾万亿元角分整]{{1,60}}$")
# The rules accept 圆, 正 and the unsimplified forms.
_VARIANTS = str.maketrans("圆圓正貳參叁陸億萬", "元元整贰叁叁陆亿万")
_LONGEST = 60

# 零 after these places is permitted but not needed when the place is zero and the next digit is not. The
# third case of point 4 names 万 and 元. It does not name 亿, so there the canonical form writes 零 and the
# reader accepts both.
_Zeros = frozenset[str]
_CANONICAL_ZEROS: _Zeros = frozenset({"亿"})


def capitals(x: Decimal) -> str:
    """Return ``x`` yuan in capitals without 人民币: 1359193.80 → 壹佰叁拾伍万玖仟壹佰玖拾叁元捌角.

    整 stands after 元 and not after 角; optional 零 are left out; below one yuan 元 is left out; 0 is 零元整.
    Raises :class:`BadAmount` for negative amounts, more than two places and more than 9,999,999,999,999.99;
    ``TypeError`` for anything but ``Decimal``.
    """
    return _spell(exact_fen(x), _CANONICAL_ZEROS, zheng_after_jiao=False)


def parse_capitals(text: str) -> Decimal:
    """Return the amount in yuan that ``text`` spells in capitals; 人民币 in front and spaces are allowed.

    Accepts every spelling the rules permit (圆, 正, 整 after 角, optional 零). :class:`BadAmount` has the
    reason ``spelling`` when the characters are right but stand in an order the rules do not allow, ``small`` when
    一二三 stand for 壹贰叁.
    """
    plain = squeeze(text).removeprefix("人民币").lstrip(":￥¥").translate(_VARIANTS)
    if not plain:
        raise BadAmount("empty", text)
    if plain.startswith("负"):
        raise BadAmount("negative", text)
    if len(plain) > _LONGEST or not _LEGAL.match(plain):
        raise BadAmount("small" if _SMALL.match(plain) else "not_a_number", text)
    value = _evaluate(plain)
    if value > MAX_YUAN:
        raise BadAmount("too_large", text)
    if plain not in permitted_spellings(value):
        raise BadAmount("spelling", text)
    return value


def permitted_spellings(x: Decimal) -> frozenset[str]:
    """Return every spelling of ``x`` yuan that the rules permit, with 元 and 整, without 人民币."""
    amount = exact_fen(x)
    choices = [frozenset(c) for size in range(4) for c in combinations(("亿", "万", "元"), size)]
    return frozenset(_spell(amount, zeros, zheng_after_jiao=z) for zeros in choices for z in (False, True))


def _spell(amount: Decimal, zeros: _Zeros, *, zheng_after_jiao: bool) -> str:
    yuan, cents = divmod(int(amount * 100), 100)
    jiao, fens = divmod(cents, 10)
    words = _whole(yuan, zeros) + "元" if yuan or not cents else ""
    if not cents:
        return words + "整"
    # Point 4: after 元 comes 零 when 角 is zero; when 元 is zero and 角 is not, 零 is optional.
    if yuan and (not jiao or (yuan % 10 == 0 and "元" in zeros)):
        words += "零"
    if jiao:
        words += _DIGITS[jiao] + "角"
    if fens:
        return words + _DIGITS[fens] + "分"
    return words + ("整" if zheng_after_jiao else "")


def _whole(n: int, zeros: _Zeros) -> str:
    """Spell a whole number: what stands before 亿 or 万, the unit, the gap, the rest."""
    for size, unit in ((10**8, "亿"), (10**4, "万")):
        if n >= size:
            high, low = divmod(n, size)
            rest = _whole(low, zeros) if low else ""
            return _whole(high, zeros) + unit + _gap(high, low, size, unit in zeros) + rest
    return _section(n)


def _gap(high: int, low: int, size: int, optional_written: bool) -> str:
    """Return 零 where the digits around a unit have a zero between them that must or shall be written."""
    if not low:
        return ""
    # 100001000: the whole 万 section is empty, so 零 is needed although 仟 follows (壹亿零壹仟元整). The same
    # holds below 万亿 when all four places before 亿 are empty.
    needed = low < size // 10 or (high % 10**4 == 0)
    return "零" if needed or (high % 10 == 0 and optional_written) else ""


def _section(n: int) -> str:
    """Spell 0 to 9999; zeros inside become one 零, zeros at the end none."""
    if n == 0:
        return "零"
    words, pending = "", False
    for size, unit in _UNITS:
        digit, n = divmod(n, size)
        if digit:
            words += ("零" if pending else "") + _DIGITS[digit] + unit
        pending = bool(words) and digit == 0
    return words


def _evaluate(plain: str) -> Decimal:
    """Add up what the characters are worth, without asking whether they stand in the right order."""
    before, yuan, after = plain.rpartition("元")
    after = after.rstrip("整")
    cents = sum(
        _VALUE.get(after[i - 1], 0) * worth for mark, worth in (("角", 10), ("分", 1)) if (i := after.find(mark)) > 0
    )
    return Decimal(_count(before) * 100 + cents if yuan else cents).scaleb(-2)


def _count(text: str) -> int:
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        high, found, low = text.rpartition(unit)
        if found:
            return _count(high) * size + _count(low)
    total, digit = 0, 0
    for char in text:
        if char in _SIZE:
            total += digit * _SIZE[char]
            digit = 0
        else:
            digit = _VALUE.get(char, 0)
    return total + digit
