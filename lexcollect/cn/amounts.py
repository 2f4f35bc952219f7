"""Amounts: yuan (人民币元) in digits, read strictly and written with two places.

Owns ``fen``, the only rounding of money in this project (half-up, on decimals), and the reading of plain
figures: ``1,359,193.80``, ``100000.5``, ``￥100,000.00元``, full-width digits. Refuses negative amounts, idle
zeros in front, more than two places, units, scientific notation and floats: each with its reason, never with a
guess. Words and 万 are read by ``yuan``, which everybody asks who reads what a person wrote.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from lexcollect.cn.width import fold
from lexcollect.patterns import regex

#: The smallest amount: one fen (分).
FEN = Decimal("0.01")
#: The largest amount that is read or written: 9,999,999,999,999.99 yuan.
MAX_YUAN = Decimal("9999999999999.99")
#: Every reason a :class:`BadAmount` may carry; those from ``spelling`` on come from words only.
AMOUNT_REASONS = (
    "empty",
    "not_a_number",
    "negative",
    "leading_zero",
    "too_many_places",
    "too_large",
    "unit",
    "spelling",
    "small",
    "ambiguous",
    "disagree",
)

_EXACT = Context(prec=64)
_LONGEST = 64
_PREFIX = regex(r"^(?:人民币|RMB|CNY)?\s*[:：]?\s*[￥¥]?\s*", re.IGNORECASE)
_SUFFIX = regex(r"\s*(?:[元圆](?:人民币)?[整正]?|RMB|CNY)?$", re.IGNORECASE)
_NUMBER = regex(r"^(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<places>[0-9]+))?$")
_WITH_UNIT = regex(r"^[0-9][0-9,.]*\s*(?:[十百千万萬亿億]|[wWkK]$)")
_IDLE_ZERO = regex(r"^0,?[0-9]")
_NEGATIVE = regex(r"^(?:[-−–—负]|\(.*\)$)")


class BadAmount(ValueError):
    """Text or number that is not an acceptable amount; ``reason`` is one of :data:`AMOUNT_REASONS`."""

    def __init__(self, reason: str, shown: object = "") -> None:
        super().__init__(f"{reason}: {str(shown)[:60]!r}")
        self.reason = reason


def fen(x: Decimal) -> Decimal:
    """Return ``x`` yuan rounded half-up to whole fen (0.005 → 0.01); never minus zero.

    A float is a programming mistake (``TypeError``); infinity and NaN are ``BadAmount("not_a_number")``.
    """
    if not isinstance(x, Decimal):
        raise TypeError(f"money is Decimal, not {type(x).__name__}")
    if not x.is_finite():
        raise BadAmount("not_a_number", x)
    try:
        rounded = x.quantize(FEN, rounding=ROUND_HALF_UP, context=_EXACT)
    except InvalidOperation:
        raise BadAmount("too_large", "") from None
    return abs(rounded) if rounded.is_zero() else rounded


def exact_fen(x: Decimal) -> Decimal:
    """Return ``x`` with two places if it is a whole, not negative number of fen up to :data:`MAX_YUAN`.

    Otherwise ``BadAmount``: ``not_a_number``, ``negative``, ``too_large``, ``too_many_places``.
    """
    rounded = fen(x)
    if x < 0:
        raise BadAmount("negative", x)
    if x > MAX_YUAN:
        raise BadAmount("too_large", rounded)
    if rounded != x:
        raise BadAmount("too_many_places", x)
    return rounded


def parse_yuan(text: str) -> Decimal:
    """Return the amount that ``text`` writes in digits, in yuan with two places.

    Understands thousands separators (each group of three), 人民币, RMB, CNY, ￥, 元 and 整 around the
    number and full-width characters. Raises :class:`BadAmount` for everything else: ``unit`` for 万, 亿, w and k,
    ``leading_zero`` for 007.50, in which a digit may be missing in front.
    """
    plain = fold(text).strip()
    if not plain:
        raise BadAmount("empty", text)
    if len(plain) > _LONGEST:
        raise BadAmount("too_large" if _NUMBER.match(plain) else "not_a_number", text)
    number = _SUFFIX.sub("", _PREFIX.sub("", plain, count=1), count=1)
    if _NEGATIVE.match(plain) or _NEGATIVE.match(number):
        raise BadAmount("negative" if any(char.isdigit() for char in number) else "not_a_number", text)
    if _WITH_UNIT.match(number):
        raise BadAmount("unit", text)
    found = _NUMBER.match(number)
    if found is None:
        raise BadAmount("not_a_number", text)
    if len(found["places"] or "") > 2:
        raise BadAmount("too_many_places", text)
    if _IDLE_ZERO.match(number):
        raise BadAmount("leading_zero", text)
    return exact_fen(Decimal(number.replace(",", "")))


def format_yuan(x: Decimal) -> str:
    """Return ``x`` yuan with thousands separators and two places, rounded half-up: ``1,359,193.80``."""
    return f"{fen(x):,.2f}"
