"""Rates: agreed interest and penalty rates as people write them, exact and with their period.

Owns the reading of 每日万分之五, 日0.5‰, 0.05%/日, 月息2分, 年利率14.6%, 0.0005/day, and the one way of
writing each back. Refuses rates without a period, floating rates (LPR, 基准利率), and what two readers
would read differently (年息1分, a bare 18.25/year). Converts no period into another: 365 or 360 is a
question of law.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import Literal

from lexcollect.cn.numerals import han_decimal, read_han_decimal
from lexcollect.cn.width import fold, squeeze
from lexcollect.records import dataclass

Period = Literal["day", "month", "year"]

#: Every reason a :class:`BadRate` may carry.
RATE_REASONS = ("empty", "unreadable", "no_period", "ambiguous", "floating", "negative", "too_large")

_EXACT = Context(prec=64)
_LONGEST = 40
_HIGHEST = Decimal(10)  # 1000 % for one period: whatever is above was meant otherwise
# A bare fraction (0.0005/day) is believed only where a percentage whose sign was forgotten would be absurd.
_BARE_BELOW: dict[Period, Decimal] = {"day": Decimal("0.01"), "month": Decimal("0.05"), "year": Decimal("0.5")}
_PERIODS: dict[str, Period] = {"日": "day", "天": "day", "月": "month", "年": "year"}
_ENGLISH: dict[str, Period] = {"d": "day", "m": "month", "y": "year", "a": "year"}
_BEFORE = re.compile(
    r"^按?照?(?:每个?(?P<every>[日天月年])|(?P<named>[日天月年])(?P<kind>化利率|利率|费率|化|息|利)?|per(?P<english>day|month|year))"
    r"[:,]?(?:利率|利息)?(?:按照|按|为|是)?的?[:,]?"
)
_AFTER = re.compile(
    r"(?:[/每]个?(?P<han>[日天月年])|(?:/|per)(?P<english>days?|months?|years?|annum|d|m|y|a))$",
    re.IGNORECASE,
)
_FLOATING = re.compile(r"LPR|市场报价利率|基准利率|同期|BP|基点|倍|上浮|下浮|加计", re.IGNORECASE)
_NUMBER = re.compile(r"^[0-9]{1,12}(?:\.[0-9]{1,24})?$")
_SIGNS = {"%": -2, "‰": -3, "‱": -4}
_PARTS = {"百": -2, "千": -3, "万": -4}
_FEN_LI = re.compile(r"^(?:(?P<fen>[^分厘毫]+)分)?(?:(?P<li>[^分厘毫]+)厘)?(?P<half>半)?利?息?$")


class BadRate(ValueError):
    """Text that is not an acceptable rate; ``reason`` is one of :data:`RATE_REASONS`."""

    def __init__(self, reason: str, shown: str = "") -> None:
        super().__init__(f"{reason}: {shown[:60]!r}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate: ``value`` is the fraction of the base for one ``per`` (0.0005 per day is 每日万分之五)."""

    value: Decimal
    per: Period


def parse_rate(text: str) -> Rate:
    """Return the rate that ``text`` names, exact; raise :class:`BadRate` with a reason otherwise.

    分 and 厘 are read with a month only (月息1分 is 1 %, 1厘 a tenth of it): by custom 年息1分 is 10 % and
    日息1分 is 0.1 %, and contracts mean either, so these are ``ambiguous``, as is a bare number that may
    lack its %.
    """
    plain = squeeze(text)
    if not plain:
        raise BadRate("empty", text)
    if len(plain) > _LONGEST:
        raise BadRate("unreadable", text)
    if _FLOATING.search(plain):
        raise BadRate("floating", text)
    per, amount = _split(plain, text)
    if amount.startswith(("-", "−", "负")):
        raise BadRate("negative", text)
    value = _fraction(amount)
    if value is None:
        value = _traditional(amount, per, text)
    if value is None:
        value = _bare(amount, per, text)
    if per is None:
        raise BadRate("no_period", text)
    if value > _HIGHEST:
        raise BadRate("too_large", text)
    return Rate(Decimal(_shifted(value, 0)), per)


def _split(plain: str, text: str) -> tuple[Period | None, str]:
    """Part the period from the amount; a period at both ends must be the same one."""
    before = after = None
    if found := _BEFORE.match(plain):
        before = _period(found["every"] or found["named"], found["english"])
        plain = plain[found.end() :]
    if found := _AFTER.search(plain):
        after = _period(found["han"], found["english"])
        plain = plain[: found.start()]
    if before and after and before != after:
        raise BadRate("ambiguous", text)
    return before or after, plain.removesuffix("计算").removesuffix("计")


def _period(han: str | None, english: str | None) -> Period:
    return _PERIODS[han] if han else _ENGLISH[(english or "")[0].lower()]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if _NUMBER.match(text) else read_han_decimal(text)


def _fraction(amount: str) -> Decimal | None:
    """Read 5%, 0.5‰ and 万分之五, 千分之0.5."""
    if amount[-1:] in _SIGNS:
        number, power = _number(amount[:-1]), _SIGNS[amount[-1]]
    elif amount[:1] in _PARTS and amount[1:3] == "分之":
        number, power = _number(amount[3:]), _PARTS[amount[0]]
    else:
        return None
    return None if number is None else number.scaleb(power, context=_EXACT)


def _traditional(amount: str, per: Period | None, text: str) -> Decimal | None:
    """Read 2分, 1分5厘, 一分半 of a monthly rate; None when ``amount`` is not of that kind."""
    found = _FEN_LI.match(amount)
    if found is None or not (found["fen"] or found["li"]):
        return None
    numbers = [_number(found[unit]) if found[unit] else Decimal(0) for unit in ("fen", "li")]
    if numbers[0] is None or numbers[1] is None:
        return None
    if found["half"] and found["li"]:
        raise BadRate("unreadable", text)
    if per != "month":
        raise BadRate("no_period" if per is None else "ambiguous", text)
    half = Decimal(5) if found["half"] else Decimal(0)
    return (numbers[0] * 10 + numbers[1] + half).scaleb(-3, context=_EXACT)


def _bare(amount: str, per: Period | None, text: str) -> Decimal:
    if not _NUMBER.match(amount):
        raise BadRate("unreadable", text)
    number = Decimal(amount)
    if per is None:
        raise BadRate("no_period", text)
    if "/" not in fold(text) or number >= _BARE_BELOW[per]:
        raise BadRate("ambiguous", text)
    return number


def rate_words(r: Rate) -> str:
    """Return the rate as contracts write it: 每日万分之五, 每日千分之一, 每日2%, 月利率2%, 年利率18.25%.

    :func:`parse_rate` reads it back to the same rate. A negative or infinite value is a programming mistake.
    """
    if not r.value.is_finite() or r.value < 0:
        raise ValueError(f"not a rate: {r.value}")
    if r.per != "day":
        return ("月利率" if r.per == "month" else "年利率") + _shifted(r.value, 2) + "%"
    if r.value >= Decimal("0.01") or r.value == 0:
        return f"每日{_shifted(r.value, 2)}%"
    thousandths = Decimal(_shifted(r.value, 3))
    if thousandths == thousandths.to_integral_value():
        return "每日千分之" + han_decimal(thousandths)
    return "每日万分之" + han_decimal(Decimal(_shifted(r.value, 4)))


def _shifted(value: Decimal, places: int) -> str:
    """Return ``value`` times ten to the ``places`` as plain digits without idle zeros."""
    digits = f"{value.scaleb(places, context=_EXACT):f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
