"""Floating: rates that hang on a published one (浮动利率), taken apart: LPR的1.5倍, 违约时一年期LPR加计50%.

Owns the reading of the words into series, multiple, points and the day they name. Every word has to be known: one that
is passed over (但不超过…, 减点) would give another sum. Decides nothing that the words leave open, and knows no rate.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Literal

from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.cn.numerals import read_han_decimal
from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: From which fact a fixed rate takes its day.
Anchor = Literal["", "day", "filing", "making", "breach"]
#: The published rate: one-year LPR, LPR above five years, the benchmark lending rate that was before it.
Series = Literal["lpr_1y", "lpr_5y", "benchmark"]

_NUMBER = r"([0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十百点]+)"
_LPR = regex(r"贷?款?市场报价利率\(LPR\)|(?:贷款)?市场报价利率|LPR", re.IGNORECASE)
_BENCHMARK = regex("贷款基准利率|基准贷款利率|基准利率|贷款利率")
_DAY = regex(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_MARKUP = regex(rf"(?:加计|上浮|加收)(?:{_NUMBER}%|百分之{_NUMBER})")
_BASIS_POINTS = regex(rf"(?:加|\+|上浮){_NUMBER}个?(?:基点|BP)", re.IGNORECASE)
_POINTS = regex(rf"(?:(?:加|上浮){_NUMBER}个百分点|\+{_NUMBER}(?:%|个百分点))")
_TIMES = regex(rf"{_NUMBER}倍|[×*xX]{_NUMBER}(?![0-9.%])|{_NUMBER}[×*xX]")
_SHARE = regex(rf"[×*xX]?(?:{_NUMBER}%|百分之{_NUMBER})")
_ADDED = regex(rf"加(?:{_NUMBER}%|百分之{_NUMBER})")
_LOWERED = regex("下浮|减|低于|打折|折扣|折")
_CAPPED = regex("不超过|不高于|上限|最高|为限|以内|封顶|但")
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
_FIVE_YEARS = regex("五年期以上|5年期以上|五年期|5年期|五年以上")
#: What may stand beside the parts without changing the rate.
_FILLING = regex(
    "按照|按|以|参照|依照|照|同期|当期|同类|同档次|当时|有效的?|全国银行间同业拆借中心|同业拆借中心|中国人民银行|人民银行|央行"
    "|授权|公布|发布|颁布|最新|一年期|1年期|一年|的|之|标准|年利率|利率|利息|违约金|逾期付款|逾期|计算|计付|计收|支付|计"
    "|金融机构|银行|人民币|贷款|每?(?:延迟|迟延)?(?:一|1)?[日天]|[(),:.。、]|为|即|执行|给付|承担|收取"
)


@dataclass(frozen=True, slots=True)
class Floating:
    """A rate on a published one: ``multiplier`` times it, plus ``points`` (percentage points).

    ``anchor`` tells which day fixes it, ``day`` that day when it is named; ``running`` that the words say 同期.
    """

    series: Series
    multiplier: Decimal = Decimal(1)
    points: Decimal = Decimal(0)
    anchor: Anchor = ""
    day: date | None = None
    running: bool = False


class Unread(Exception):
    """Words about a floating rate that are not read; ``reason`` is one of ``rates.RATE_REASONS``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_floating(words: str) -> Floating | None:
    """Return what ``words`` (folded, without blanks) say about a published rate; ``None`` when they name none."""
    series = _series(words)
    if series is None:
        return None
    for reason, pattern in (("cap", _CAPPED), ("lowered", _LOWERED)):
        if pattern.search(words):
            raise Unread(reason)
    rest, day = _cut_day(words)
    anchor: Anchor = "day" if day else next((key for said, key in _ANCHORS if said in rest), "")
    for said, _ in _ANCHORS:
        rest = rest.replace(said, "")
    rest = (_BENCHMARK if series == "benchmark" else _LPR).sub("", _FIVE_YEARS.sub("", rest))
    rest, multiplier, points = _company(rest)
    if _FILLING.sub("", rest) or (series == "benchmark" and points):
        raise Unread("unreadable")
    return Floating(series, multiplier, points, anchor, day, running="同期" in words)


def _series(words: str) -> Series | None:
    if _LPR.search(words):
        return "lpr_5y" if _FIVE_YEARS.search(words) else "lpr_1y"
    return "benchmark" if _BENCHMARK.search(words) else None


def _cut_day(words: str) -> tuple[str, date | None]:
    found = _DAY.search(words)
    if found is None:
        return words, None
    try:
        return words.replace(found[0], "", 1), parse_date(found[0])
    except BadDate:
        raise Unread("unreadable") from None


def _company(rest: str) -> tuple[str, Decimal, Decimal]:
    """Cut multiple, mark-up and points out of ``rest``: what is left, the multiplier, the percentage points."""
    if _ADDED.search(rest):
        raise Unread("ambiguous")  # LPR加2%: two points, or two hundredths of it
    rest, markup = _cut(_MARKUP, rest)
    rest, basis = _cut(_BASIS_POINTS, rest)
    rest, points = _cut(_POINTS, rest)
    rest, times = _cut(_TIMES, rest)
    rest, share = _cut(_SHARE, rest)
    if times is not None and share is not None:
        raise Unread("ambiguous")
    if times == 0 or share == 0:
        raise Unread("unreadable")
    multiplier = times if times is not None else share / 100 if share is not None else Decimal(1)
    return rest, multiplier * (1 + (markup or Decimal(0)) / 100), (basis or Decimal(0)) / 100 + (points or Decimal(0))


def _cut(pattern: re.Pattern[str], rest: str) -> tuple[str, Decimal | None]:
    found = pattern.search(rest)
    if found is None:
        return rest, None
    number = next(group for group in found.groups() if group)
    read = Decimal(number) if number[0].isascii() else read_han_decimal(number)
    if read is None:
        raise Unread("unreadable")
    return rest.replace(found[0], "", 1), read


_SHORT: dict[Series, str] = {"lpr_1y": "一年期LPR", "lpr_5y": "五年期以上LPR", "benchmark": "贷款基准利率"}
_FULL: dict[Series, str] = {
    "lpr_1y": "全国银行间同业拆借中心公布的一年期贷款市场报价利率（LPR）",
    "lpr_5y": "全国银行间同业拆借中心公布的五年期以上贷款市场报价利率（LPR）",
    "benchmark": "中国人民银行公布的贷款基准利率",
}


def floating_words(rate: Floating, *, full: bool = False) -> str:
    """Return the rate in the words of contracts: 同期一年期LPR的1.5倍, 违约时一年期LPR加0.5个百分点.

    ``full``: the published rate by its whole name, as papers for a court say it.
    """
    day = f"{rate.day.year}年{rate.day.month}月{rate.day.day}日" if rate.day else ""
    when = {
        "": "同期" if rate.running else "",
        "day": day,
        "filing": "起诉时",
        "making": "合同成立时",
        "breach": "违约时",
    }
    name = (_FULL if full else _SHORT)[rate.series]
    times = f"的{_plain(rate.multiplier)}倍" if rate.multiplier != 1 else ""
    points = f"加{_plain(rate.points)}个百分点" if rate.points else ""
    return when[rate.anchor] + name + times + points


def _plain(value: Decimal) -> str:
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
