"""Rate: from an agreed rate, or LPR with its company, to one rate line in words.

Owns which options go together and what is asked where the words leave a choice. The reading of phrases and every
published rate are the law's. An own rate table is taken in here and named on everything that uses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from lexcollect.matter.sums.inputs import Inputs
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

if TYPE_CHECKING:
    from lexcollect.cn.rates import Rate
    from lexcollect.law.rates import Rates
    from lexcollect.law.rules.phrases import Phrase
    from lexcollect.law.rules.schedule import RateLine

#: Whatever is above was meant otherwise: multiples of LPR, and percentage points on it.
_MOST_TIMES, _MOST_POINTS = 100, 1000
_LPR_ONLY = ("times", "markup", "points", "fixed", "segmented", "lpr_on", "term")


@dataclass(frozen=True)
class Chosen:
    """One rate: the line, its words, and how it reads the phrase (``agreed``, ``fixed``, ``segmented``, ``split``)."""

    line: RateLine
    words: Text
    phrase: Phrase


def wished(inputs: Inputs, given: Mapping[str, Any]) -> Phrase | None:
    """Return what is asked for, or ``None`` after a finding; a rate out of all proportion has one too."""
    phrase = _wished(inputs, given)
    if phrase is not None and (phrase.multiplier > _MOST_TIMES or phrase.points > _MOST_POINTS):
        inputs.say("LX-M127", "--rate" if given["rate"] else "--lpr", times=phrase.multiplier, points=phrase.points)
    return phrase


def for_use(inputs: Inputs, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rate of the fee for the use of money under a void contract: the running LPR (合同编通则解释 25(1))."""
    for name in ("rate", *_LPR_ONLY):
        if given[name]:
            inputs.say("LX-M110", one="--void", other=f"--{name.replace('_', '-')}")
    return {**dict.fromkeys(given), "lpr": True, "segmented": True}


def agreed_rate(
    inputs: Inputs, written: str, lpr_mode: Literal["fixed", "segmented"] | None = None, lpr_on: date | None = None
) -> Phrase | None:
    """Return what a contract's words ask for; ``lpr_mode`` and ``lpr_on`` settle how a rate on LPR is read."""
    settled = {"fixed": lpr_mode == "fixed", "segmented": lpr_mode == "segmented", "lpr_on": lpr_on}
    return wished(inputs, {**dict.fromkeys(("lpr", *_LPR_ONLY)), **settled, "rate": written})


def _wished(inputs: Inputs, given: Mapping[str, Any]) -> Phrase | None:
    if given["fixed"] and given["segmented"]:
        inputs.say("LX-M110", one="--fixed", other="--segmented")
    if given["lpr"] and given["rate"]:
        inputs.say("LX-M110", one="--rate", other="--lpr")
        return None
    if given["lpr"]:
        return _lpr(inputs, given)
    if not given["rate"]:
        inputs.say("LX-M109")
        return None
    for name in _LPR_ONLY:
        if given[name] and name not in ("fixed", "segmented", "lpr_on"):
            inputs.say("LX-M110", one="--rate", other=f"--{name}")
    phrase = read_phrase(inputs, given["rate"])
    return None if phrase is None else _moded(inputs, phrase, given)


def second_rate(inputs: Inputs, written: str, first: date, last: date) -> tuple[date, Phrase] | None:
    """Return the day and the rate of ``DATE:RATE``, or ``None`` with a finding; the day lies inside the time asked."""
    from lexcollect.cn.dates import BadDate, parse_date

    on, parted, rate = written.replace("：", ":").replace("=", ":").partition(":")
    try:
        day = parse_date(on)
    except BadDate:
        day = None
    if day is None or not parted:
        inputs.say("LX-M166", "--then", written=written[:60])
        return None
    if not first < day <= last:
        inputs.say("LX-M167", "--then", day=day, first=first, last=last)
        return None
    phrase = read_phrase(inputs, rate)
    return None if phrase is None else (day, phrase)


def read_phrase(inputs: Inputs, written: str) -> Phrase | None:
    """Return the rate phrase ``written``, or ``None`` with a finding that says what is wrong with it."""
    from lexcollect.cn.rates import BadRate, read_rate
    from lexcollect.law.rules.phrases import phrase_of

    shown = written[:60]
    try:
        return phrase_of(read_rate(written))
    except BadRate as bad:
        if bad.reason == "negative":
            inputs.say("LX-M106", "--rate", written=shown)
        else:
            inputs.say("LX-M108", "--rate", written=shown, reason=text(f"general.rate.{bad.reason}"))
    return None


def fixed_rate(inputs: Inputs, written: str) -> Rate | None:
    """Return the fixed rate that ``written`` says, or ``None`` with a finding: one on LPR is none."""
    phrase = read_phrase(inputs, written)
    if phrase is not None and phrase.rate is None:
        inputs.say("LX-M108", "--penalty", written=written[:60], reason=text("general.rate.floating"))
    return phrase.rate if phrase else None


def _lpr(inputs: Inputs, given: Mapping[str, Any]) -> Phrase:
    """Return the phrase that ``--lpr`` with its company stands for."""
    from lexcollect.law.rules.phrases import Phrase

    times, markup, points = (
        inputs.number(given[n], f"--{n}") if given[n] else None for n in ("times", "markup", "points")
    )
    if given["times"] and given["markup"]:
        inputs.say("LX-M110", one="--times", other="--markup")
    multiplier = (times if times is not None else Decimal(1)) * (1 + (markup or Decimal(0)) / 100)
    phrase = Phrase(
        "segmented",
        series="lpr_5y" if given["term"] == "5y" else "lpr_1y",
        multiplier=multiplier,
        points=(points or Decimal(0)) / 100,
        question="which_day",
    )
    if markup is not None and not given["segmented"]:
        # 买卖合同解释 18(4) takes the LPR at breach with a mark-up: that is what a mark-up usually stands for.
        phrase = replace(phrase, mode="fixed", anchor="breach", question="")
    return _moded(inputs, phrase, given)


def _moded(inputs: Inputs, phrase: Phrase, given: Mapping[str, Any]) -> Phrase:
    """Return ``phrase`` under ``--fixed``, ``--segmented`` and ``--lpr-on``; ask where it stays open."""
    if phrase.rate is not None:
        for name in ("fixed", "segmented", "lpr_on"):
            if given[name]:
                inputs.say("LX-M110", one="--rate", other=f"--{name.replace('_', '-')}")
    elif given["segmented"] and given["lpr_on"]:
        inputs.say("LX-M110", one="--segmented", other="--lpr-on")
    elif given["lpr_on"]:
        phrase = replace(phrase, mode="fixed", anchor="day", day=given["lpr_on"], question="")
    elif given["fixed"] and phrase.mode != "fixed":
        phrase = replace(phrase, mode="fixed", anchor="breach", question="")
    elif given["segmented"]:
        phrase = replace(phrase, mode="segmented", anchor="", day=None, question="")
    if phrase.anchor in ("filing", "making"):
        inputs.say("LX-M123", "--lpr-on")
    if phrase.question:
        inputs.say("LX-M114", "--rate" if given["rate"] else "--lpr", question=text(f"law_money.ask.{phrase.question}"))
    return phrase


def chosen(phrase: Phrase, first: date, last: date, rates: Rates) -> Chosen:
    """Return the rate line of ``phrase`` for a delay from ``first`` to ``last``, with its words."""
    from lexcollect.law.rules.phrases import rate_of

    line = rate_of(phrase, first, last, rates=rates)
    if phrase.rate is None and phrase.mode == "fixed":
        line = replace(line, source=rates.series(phrase.series).source)
    return Chosen(line, _words(phrase, line, first), phrase)


def _words(phrase: Phrase, line: RateLine, first: date) -> Text:
    from lexcollect.cn.rates import rate_words

    if phrase.rate is not None:
        annual = line.rates[0] * (36500 if line.per == "day" else 1)
        return text("calc.rate.agreed", words=rate_words(phrase.rate), annual=annual)
    series = text(f"calc.series.{phrase.series}")
    made = _made(phrase)
    if phrase.mode == "fixed":
        day = phrase.day or first
        return text(
            "calc.rate.fixed",
            day=day,
            series=series,
            base=line.bases[0],
            published=line.published[0],
            made=made,
            rate=line.rates[0],
        )
    return text(f"calc.rate.{phrase.mode}", series=series, made=made)


def _made(phrase: Phrase) -> str:
    """Return what is done with the published rate: ×1.5, +0.50 percentage points, or nothing."""
    times = f"×{phrase.multiplier.normalize():f}" if phrase.multiplier != 1 else ""
    points = f"+{phrase.points.normalize():f}%" if phrase.points else ""
    return times + points


def other_mode(phrase: Phrase, first: date) -> tuple[Text, Phrase] | None:
    """Return the other reading of a phrase on LPR (fixed for running, running for fixed), if there is one."""
    if phrase.rate is not None or phrase.mode not in ("fixed", "segmented"):
        return None
    if phrase.mode == "fixed":
        return text("calc.other.segmented"), replace(phrase, mode="segmented", anchor="", day=None)
    return text("calc.other.fixed", day=first), replace(phrase, mode="fixed", anchor="breach", day=None)


def rates_for(inputs: Inputs, own: Path | None, matter: Path | None = None) -> Rates:
    """Return the published rates: the table named by the user, the matter's, the user's own, else the shipped."""
    from lexcollect.matter.rates import rates_in_use

    rates, findings = rates_in_use(matter, own)
    inputs.findings += findings
    return rates
