"""Rate phrases (利率表述): what the words of a clause, claim or judgment mean for a calculation.

Owns the reading of phrases such as 按同期一年期LPR的1.5倍, 违约行为发生时LPR加计50%, 月息2分, 日万分之五, and the
rate line they come to. Refuses what names no rate (:class:`~lexcollect.law.rules.schedule.BadMoney`). Where the
words leave a choice it takes the usual one and says so in ``question``: that is to be asked, never decided silently.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.cn.numerals import read_han_decimal
from lexcollect.cn.rates import BadRate, Rate, parse_rate
from lexcollect.cn.width import squeeze
from lexcollect.law.rates import Rates, shipped_rates
from lexcollect.law.rules.overdue import Mode, default_mode, loss_rate
from lexcollect.law.rules.schedule import BadMoney, RateLine, agreed, yearly
from lexcollect.records import dataclass

#: From which fact a fixed rate takes its day.
Anchor = Literal["", "day", "filing", "making", "breach"]

_NUMBER = r"([0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十百点]+)"
_TIMES = re.compile(_NUMBER + "倍")
_MARKUP = re.compile(r"(?:加计|上浮|加收)(?:" + _NUMBER + "%|百分之" + _NUMBER + ")")
_POINTS = re.compile(r"(?:加|\+|上浮)" + _NUMBER + r"(?:个)?(?:基点|BP)", re.IGNORECASE)
_LPR = re.compile("LPR|市场报价利率", re.IGNORECASE)
_BENCHMARK = re.compile("基准利率|贷款利率")
_DAY = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_ANCHORS: tuple[tuple[str, Anchor], ...] = (
    ("起诉时", "filing"),
    ("立案时", "filing"),
    ("合同成立时", "making"),
    ("合同订立时", "making"),
    ("合同签订时", "making"),
    ("违约行为发生时", "breach"),
    ("违约时", "breach"),
    ("逾期时", "breach"),
)
_FIVE_YEARS = "五年期"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A rate phrase taken apart.

    ``rate`` for an agreed rate in figures; else ``mode`` with ``series``, ``multiplier`` and ``points`` (percentage
    points). ``anchor`` tells which day fixes the rate, ``day`` is that day when the words name it. ``question`` is
    the key of a question to ask (``law_money.ask.…``), empty when the words are clear.
    """

    mode: Mode | Literal["agreed"]
    rate: Rate | None = None
    series: str = "lpr_1y"
    multiplier: Decimal = Decimal(1)
    points: Decimal = Decimal(0)
    anchor: Anchor = ""
    day: date | None = None
    question: str = ""


def read_phrase(written: str) -> Phrase:
    """Return what ``written`` says about the rate; :class:`BadMoney` (``no_rate_phrase``) when it names none."""
    words = squeeze(written)
    if _LPR.search(words):
        return _published(words)
    if _BENCHMARK.search(words):
        return Phrase("split", multiplier=_multiplier(words), question="benchmark")
    try:
        rate = parse_rate(written)
    except BadRate:
        raise BadMoney("no_rate_phrase", words=written[:40]) from None
    return Phrase("agreed", rate=rate, question="monthly" if rate.per == "month" else "")


def _published(words: str) -> Phrase:
    day = _named_day(words)
    anchor: Anchor = "day" if day else next((key for said, key in _ANCHORS if said in words), "")
    mode: Mode = "fixed" if anchor else "segmented"
    clear = bool(anchor) or "同期" in words
    points = _first(_POINTS, words)
    return Phrase(
        mode,
        series="lpr_5y" if _FIVE_YEARS in words else "lpr_1y",
        multiplier=_multiplier(words),
        points=points / 100 if points else Decimal(0),
        anchor=anchor,
        day=day,
        question="" if clear else "which_day",
    )


def _named_day(words: str) -> date | None:
    found = _DAY.search(words)
    if not found:
        return None
    try:
        return parse_date(found[0])
    except BadDate:
        return None


def _multiplier(words: str) -> Decimal:
    times, markup = _first(_TIMES, words), _first(_MARKUP, words)
    return (times or Decimal(1)) * (1 + (markup or Decimal(0)) / 100)


def _first(pattern: re.Pattern[str], words: str) -> Decimal | None:
    found = pattern.search(words)
    if not found:
        return None
    number = next(group for group in found.groups() if group)
    try:
        return Decimal(number)
    except InvalidOperation:
        return read_han_decimal(number)


def rate_of(
    phrase: Phrase,
    first: date,
    last: date,
    *,
    filed: date | None = None,
    made: date | None = None,
    rates: Rates | None = None,
) -> RateLine:
    """Return the rate line of ``phrase`` for a delay from ``first`` to ``last``.

    :class:`BadMoney` (``no_anchor_day``) when the phrase hangs on a day that is not given.
    """
    if phrase.rate is not None:
        return agreed(phrase.rate)
    if phrase.mode == "fixed":
        day = {"day": phrase.day, "filing": filed, "making": made, "breach": first}[phrase.anchor or "breach"]
        if day is None:
            raise BadMoney("no_anchor_day", anchor=phrase.anchor)
        quote = (rates or shipped_rates()).lpr(day, phrase.series)
        return yearly(quote.rate * phrase.multiplier + phrase.points, quote.rate, quote.published)
    if phrase.mode == "split":
        usual = default_mode(first, last)
        return loss_rate(first, last, "segmented" if usual == "fixed" else usual, phrase.multiplier, rates=rates)
    return (rates or shipped_rates()).series(phrase.series).line(phrase.multiplier, phrase.points)
