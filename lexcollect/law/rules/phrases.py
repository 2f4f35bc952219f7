"""Rate phrases (利率表述): what the words of a clause, claim or judgment mean for a calculation.

Owns what phrases such as 按同期一年期LPR的1.5倍, 违约行为发生时LPR加计50%, 月息2分, 日万分之五 stand for, and the rate
line they come to; the words themselves are read by ``cn.rates``. Refuses what names no rate
(:class:`~lexcollect.law.rules.schedule.BadMoney`). Where the words leave a choice it takes the usual one and says so
in ``question``: that is to be asked, never decided silently.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from lexcollect.cn.floating import Anchor, Floating
from lexcollect.cn.rates import BadRate, Rate, read_rate
from lexcollect.law.rates import Rates, shipped_rates
from lexcollect.law.rules.overdue import Mode, default_mode, loss_rate
from lexcollect.law.rules.schedule import BadMoney, RateLine, agreed, yearly
from lexcollect.records import dataclass


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
    try:
        return phrase_of(read_rate(written))
    except BadRate:
        raise BadMoney("no_rate_phrase", words=written[:40]) from None


def phrase_of(rate: Rate | Floating) -> Phrase:
    """Return what a rate that was read stands for, with the question that its words leave open."""
    if isinstance(rate, Rate):
        return Phrase("agreed", rate=rate, question="monthly" if rate.per == "month" else "")
    if rate.series == "benchmark":
        return Phrase("split", multiplier=rate.multiplier, points=rate.points, question="benchmark")
    return Phrase(
        "fixed" if rate.anchor else "segmented",
        series=rate.series,
        multiplier=rate.multiplier,
        points=rate.points,
        anchor=rate.anchor,
        day=rate.day,
        question="" if rate.anchor or rate.running else "which_day",
    )


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
