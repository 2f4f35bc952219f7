"""Numerals: small Chinese numbers (小写数字) written and read: 一, 十二, 二十, 一点七五.

Owns whole numbers from 0 to 9999 and decimals read digit by digit after 点. Refuses capitals (壹贰叁 belong
to ``capitals``), 廿, 万 and anything that is not the usual spelling.
"""

from __future__ import annotations

from decimal import Decimal

from lexcollect.patterns import regex

#: The digits 0–9 as they stand in dates: 〇 for zero.
HAN_DIGITS = "〇一二三四五六七八九"
#: What people type for the zero of 二〇二三: the right sign, the circles, the character, the letter, the
#: digit.
ZEROS = "〇○◯零Oo0"

_SPOKEN = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
_DIGIT = {char: value for value, char in enumerate(_SPOKEN)} | {"两": 2, "〇": 0}
_ONE = "[一二两三四五六七八九]"
_SHAPE = regex(f"^(?:({_ONE})千)?零?(?:({_ONE})百)?零?(?:({_ONE})?(十))?零?({_ONE})?$")


def han_number(n: int) -> str:
    """Return ``n`` (0–9999) as it is spoken: 零, 十二, 二十, 一百零五. Others are a programming mistake."""
    if not 0 <= n <= 9999:
        raise ValueError(f"han_number knows 0 to 9999, not {n}")
    if n == 0:
        return "零"
    words, pending = "", False
    for size, unit in _UNITS:
        digit, n = divmod(n, size)
        if digit:
            words += ("零" if pending else "") + _SPOKEN[digit] + unit
        pending = bool(words) and digit == 0
    return words[1:] if words.startswith("一十") else words


def han_count(n: int) -> str:
    """Return ``n`` as it stands before a measure word: two things are 两项."""
    return "两" if n == 2 else han_number(n)


def read_han_number(text: str) -> int | None:
    """Return the whole number that ``text`` spells (0–9999; 一十五 and 两 are understood), or None."""
    if text in ("零", "〇"):
        return 0
    found = _SHAPE.match(text)
    if not text or found is None:
        return None
    thousands, hundreds, tens, ten, ones = found.groups()
    tens = tens or ("一" if ten else None)
    digits = (_DIGIT[place] if place else 0 for place in (thousands, hundreds, tens, ones))
    total = sum(digit * size for digit, (size, _) in zip(digits, _UNITS, strict=True))
    return total if _same_number(text, total) else None


def _same_number(text: str, value: int) -> bool:
    """Say whether ``text`` is a usual spelling of ``value``: zeros where they belong, 两 for 二 allowed."""
    plain = text.replace("两百", "二百").replace("两千", "二千")
    plain = "二" if plain == "两" else plain
    written = han_number(value)
    return plain in (written, "一" + written if written.startswith("十") else written, _tens_spoken(written))


def _tens_spoken(written: str) -> str:
    """Return the other spelling of a ten inside a larger number: 一百一十五 is also said 一百十五."""
    return written.replace("百一十", "百十")


def han_decimal(value: Decimal) -> str:
    """Return ``value`` (0–9999.99…) as it is spoken: 一点七五, 五. No rounding."""
    whole, _, rest = f"{value:f}".partition(".")
    rest = rest.rstrip("0")
    return han_number(int(whole)) + ("点" + "".join(_SPOKEN[int(d)] for d in rest) if rest else "")


def read_han_decimal(text: str) -> Decimal | None:
    """Return the number that ``text`` spells, with or without 点: 一点七五 is 1.75; None when it is none."""
    whole_text, point, rest = text.partition("点")
    whole = read_han_number(whole_text)
    if whole is None or (point and (not rest or any(char not in _DIGIT or char == "两" for char in rest))):
        return None
    return Decimal(f"{whole}.{''.join(str(_DIGIT[char]) for char in rest)}" if rest else whole)
