"""Rates: agreed interest and penalty rates as people write them, exact and with their period.

Owns the one reader of rates, whoever asks: 每日万分之五, 日息万三, 每逾期一日按未付款项的万分之三, 日0.5‰, 0.05%/日,
月息一分五, 年利率14.6%, 0.0005/day, and through ``floating`` LPR的1.5倍; and the one way of writing a fixed rate back.
Refuses rates without a period, a base other than what is owed, caps, and what two readers would read differently
(年息1分, a bare 18.25/year). Converts no period into another: 365 or 360 is a question of law.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import Literal

from lexcollect.cn.floating import Floating, Unread, read_floating
from lexcollect.cn.numerals import han_decimal, read_han_decimal
from lexcollect.cn.width import fold, squeeze
from lexcollect.patterns import regex
from lexcollect.records import dataclass

Period = Literal["day", "month", "year"]

#: Every reason a :class:`BadRate` may carry.
RATE_REASONS = (
    "empty",
    "unreadable",
    "no_period",
    "sum",
    "ambiguous",
    "floating",
    "lowered",
    "cap",
    "base",
    "disagree",
    "negative",
    "too_large",
)

_EXACT = Context(prec=64)
_LONGEST = 80
_HIGHEST = Decimal(10)  # 1000 % for one period: whatever is above was meant otherwise
# A bare fraction (0.0005/day) is believed only where a percentage whose sign was forgotten would be absurd.
_BARE_BELOW: dict[Period, Decimal] = {"day": Decimal("0.01"), "month": Decimal("0.05"), "year": Decimal("0.5")}
_PERIODS: dict[str, Period] = {"日": "day", "天": "day", "月": "month", "年": "year"}
_ENGLISH: dict[str, Period] = {"d": "day", "m": "month", "y": "year", "a": "year"}
# A clause about delay: 每逾期一日，按未付款项的万分之三支付违约金. Its unit is the period, its base what is owed.
_LATE = "(?:逾期|延迟|迟延|延期|拖延|拖欠|超期)(?:付款|支付|还款|履行)?"
_DELAY = regex(rf"^(?:(?:如|若)?{_LATE}的[,:]?)?(?:每{_LATE}|{_LATE}每|{_LATE})[一1]个?(?P<unit>[日天月年])[,:]?")
_NAMED = regex(rf"^(?:{_LATE}的?)?(?:违约金|滞纳金|罚息|利息|资金占用费)(?:标准|比例|利率)?(?:为|是|按照|按|以)?[,:]?")
_OWED = regex(
    r"^(?:则|应|须|需)?(?:按照|按|以)?(?:"
    r"(?:应付|应还|应支付)?[而但]?(?:未|逾期|拖欠|所欠|欠|剩余|尚欠|迟延|延迟|延付|迟付)(?:未|支付|清偿|偿还|付|还|的)*"
    r"(?:货款|价款|租金|工程款|借款|本金|款项|费用|金额|数额|总额|余额|部分|款)+|尾款|余款|余额|(?:借款)?本金"
    r")(?:总额|金额|部分|数额)?(?:为基数|为基础|为本金)?[,的]*"
)
_PAYS = regex("^(?:[^,0-9%‰]{1,8}?向[^,0-9%‰]{1,10}?)?(?:应|须|需)?(?:支付|承担|偿付)(?=.)")
_BASED = regex("^(?:则|应|须|需)?(?:按照|按|以)?[^0-9%‰‱分]{2,24}?(?:的|为基数)[,]?(?=.*(?:[%‰‱分]|万|千))")
_SO = regex("^(?:则|应|须|需)?(?:按照|按|以)")
_TAIL = regex(
    f"(?:的?标准)?的?(?:计算|计付|计收|计|支付|承担|收取|加收|偿付|给付)?(?:{_LATE})?的?(?:违约金|滞纳金|利息|罚息|资金占用费)?$"
)
# A sum of money and no time it is owed for: 一次性支付违约金15000元.
_SUM = regex(r"[0-9〇零一二两三四五六七八九十百千万]元整?(?:人民币)?(?:的?违约金)?$")
_EVERY = regex(r"[每/一1]个?[日天月年]|[日天月年](?:息|利)|[%‰‱分之]")
_CAPPED = regex("不超过|不高于|上限|最高|为限|封顶|但|且")
_BEFORE = regex(
    r"^按?照?(?:每个?(?P<every>[日天月年])|(?P<named>[日天月年])(?P<kind>化利率|利率|费率|化|息|利)?|[一1]个?(?P<one>[天月年])"
    r"|per(?P<english>day|month|year))"
    r"[:,]?(?:利率|利息)?(?:按照|按|为|是|计)?的?[:,]?"
)
_AFTER = regex(
    r"(?:(?:[/每]个?|[一1]个?(?=[天月年]))(?P<han>[日天月年])|\((?P<bracket>[日天月年])\)|(?P<kind>[日月年])(?:利率|息|利)"
    r"|(?:/|per)(?P<english>days?|months?|years?|annum|d|m|y|a))$",
    re.IGNORECASE,
)
_TWICE = regex(r"^([^()]+)\(([^()]*[%‰‱分万千][^()]*)\)$")
_FLOATING = regex(r"LPR|市场报价利率|基准利率|同期|BP|基点|倍|上浮|下浮|加计", re.IGNORECASE)
_NUMBER = regex(r"^[0-9]{1,12}(?:\.[0-9]{1,24})?$")
_SIGNS = {"%": -2, "‰": -3, "‱": -4}
_PARTS = {"百": -2, "千": -3, "万": -4}
# 日息万三: said for 万分之三; never 万三十, which nobody says.
_SHORT_PART = regex(r"^([千万])([一二三四五六七八九](?:点.+)?|[0-9]{1,2}(?:\.[0-9]+)?)$")
_FEN_LI = regex(
    r"^(?:(?P<fen>[^分厘毫]+)分)?(?:(?P<li>[^分厘毫]+)厘|(?<=分)(?P<bare>[一二三四五六七八九1-9]))?(?P<half>半)?利?息?$"
)


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
    """Return the fixed rate that ``text`` names, exact; :class:`BadRate` with a reason otherwise.

    A rate on LPR or on the benchmark lending rate has the reason ``floating``: :func:`read_rate` reads that too.
    """
    read = read_rate(text)
    if isinstance(read, Floating):
        raise BadRate("floating", text)
    return read


def read_rate(text: str) -> Rate | Floating:
    """Return the rate that ``text`` names, fixed or on a published one; :class:`BadRate` with a reason otherwise.

    分 and 厘 are read with a month only (月息1分 is 1 %, 1厘 a tenth of it): by custom 年息1分 is 10 % and
    日息1分 is 0.1 %, and contracts mean either, so these are ``ambiguous``, as is a bare number that may
    lack its %. A share of the whole price (合同总价的万分之三) is ``base``: a share of what is owed is computed.
    """
    plain = squeeze(text)
    if not plain:
        raise BadRate("empty", text)
    if len(plain) > _LONGEST:
        raise BadRate("unreadable", text)
    if _SUM.search(plain) and not _EVERY.search(plain):
        raise BadRate("sum", text)
    try:
        floating = read_floating(_OWED.sub("", _DELAY.sub("", _NAMED.sub("", plain))))
    except Unread as unread:
        raise BadRate(unread.reason, text) from None
    if floating is not None:
        return floating
    if _FLOATING.search(plain):
        raise BadRate("floating", text)
    return _fixed(plain, text)


def _fixed(plain: str, text: str) -> Rate:
    twice = _TWICE.match(plain)
    per, amount = _split(twice[1] if twice else plain, text)
    rate = _rate(per, amount, text)
    if twice:
        inner, said = _split(twice[2], text)
        if _rate(inner or per, said, text) != rate:
            raise BadRate("disagree", text)
    return rate


def _rate(per: Period | None, amount: str, text: str) -> Rate:
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
    """Part the period from the amount; wherever it is said twice, it must be the same one."""
    said: list[Period] = []
    if _CAPPED.search(plain):
        raise BadRate("cap", text)
    plain = _NAMED.sub("", plain, count=1)
    if found := _DELAY.match(plain):
        said.append(_PERIODS[found["unit"]])
        plain = _PAYS.sub("", plain[found.end() :], count=1)
    plain = _TAIL.sub("", _SO.sub("", _OWED.sub("", plain, count=1), count=1), count=1)
    if found := _BEFORE.match(plain):
        said.append(_period(found["every"] or found["named"] or found["one"], found["english"]))
        plain = plain[found.end() :]
        plain = _SO.sub("", _OWED.sub("", plain, count=1), count=1)
    if found := _AFTER.search(plain):
        said.append(_period(found["han"] or found["bracket"] or found["kind"], found["english"]))
        plain = plain[: found.start()]
    if len(set(said)) > 1:
        raise BadRate("ambiguous", text)
    if _BASED.match(plain):
        raise BadRate("base", text)
    return (said[0] if said else None), plain


def _period(han: str | None, english: str | None) -> Period:
    return _PERIODS[han] if han else _ENGLISH[(english or "")[0].lower()]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if _NUMBER.match(text) else read_han_decimal(text)


def _fraction(amount: str) -> Decimal | None:
    """Read 5%, 0.5‰, 万分之五, 千分之0.5 and 万三."""
    if amount[-1:] in _SIGNS:
        number, power = _number(amount[:-1]), _SIGNS[amount[-1]]
    elif amount[:1] in _PARTS and amount[1:3] == "分之":
        number, power = _number(amount[3:]), _PARTS[amount[0]]
    elif short := _SHORT_PART.match(amount):
        number, power = _number(short[2]), _PARTS[short[1]]
    else:
        return None
    return None if number is None else number.scaleb(power, context=_EXACT)


def _traditional(amount: str, per: Period | None, text: str) -> Decimal | None:
    """Read 2分, 1分5厘, 一分五, 一分半 of a monthly rate; None when ``amount`` is not of that kind."""
    found = _FEN_LI.match(amount)
    if found is None or not (found["fen"] or found["li"]):
        return None
    written = found["fen"], found["li"] or found["bare"]
    numbers = [_number(part) if part else Decimal(0) for part in written]
    if numbers[0] is None or numbers[1] is None:
        return None
    if found["half"] and written[1]:
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
