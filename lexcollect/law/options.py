"""Options: the readings of a calculation that no article settles, each with its words beside it.

Owns the closed lists (C2–C8 of the money rulebook); the first member of each is the default. Light on purpose: the
help pages read their values from here without loading the law.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Self

_FEN, _YUAN = Decimal("0.01"), Decimal(1)


class Option(StrEnum):
    """A choice between readings; a member is declared with its value and its words, Chinese and English."""

    zh: str
    en: str

    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        """Make the member whose value is ``value``."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh, member.en = zh, en
        return member


class Span(Option):
    """C2: which end of a period counts."""

    HEAD = "head", "起算日计入，清偿日不计入（算头不算尾）", "the first day counts, the day of payment does not"
    BOTH = "both", "起算日和末日都计入（首尾都算）", "the first and the last day count"
    TAIL = "tail", "起算日不计入，末日计入（算尾不算头）", "the first day does not count, the last does"
    NEITHER = "neither", "起算日和末日都不计入（首尾都不算）", "neither the first nor the last day counts"


class PaymentDay(Option):
    """C2: which balance the day of a payment bears."""

    REDUCED = "reduced", "付款当日按付款后的余额计", "on the day of a payment the reduced balance applies"
    OLD = "old", "付款当日仍按付款前的余额计", "on the day of a payment the old balance still applies"


class Cutoff(Option):
    """C3: whether the day of 暂计至 counts."""

    COUNTED = "counted", "“暂计至”当日计入", "the cut-off day is counted"
    NOT_COUNTED = "not_counted", "“暂计至”当日不计入", "the cut-off day is not counted"


class Year(Option):
    """C4: how many days a year has."""

    DAYS_365 = "365", "年利率按一年365天折算，按实际天数计", "actual days over 365"
    DAYS_360 = "360", "年利率按一年360天折算，按实际天数计", "actual days over 360"
    ACTUAL = "actual", "年利率按当年实际天数（365或366天）折算", "actual days over the days of that year"
    THIRTY_360 = "30/360", "每月按30天、每年按360天计", "months of 30 days, years of 360"
    MONTHS = (
        "months",
        "整月按月利率计，余下天数按每月30天折算",
        "whole months at the monthly rate, rest in thirtieths",
    )
    DAYS_30 = "days/30", "实际天数除以30乘以月利率", "actual days over 30 at the monthly rate"


class Rounding(Option):
    """C5: where a fen is rounded."""

    LINE = (
        "line",
        "每行四舍五入到分，合计为各行之和",
        "each line rounded half-up to 0.01, the total adds the lines",
    )
    TOTAL = "total", "各行不舍入，合计四舍五入到分", "lines unrounded, the total rounded half-up to 0.01"
    YUAN = "yuan", "各行不舍入，合计四舍五入到元", "lines unrounded, the total rounded half-up to whole yuan"
    YUAN_DOWN = "yuan_down", "各行不舍入，合计舍去元以下", "lines unrounded, the total cut off to whole yuan"

    def sum_of(self, exact: Decimal) -> Decimal:
        """Return a total that was not rounded line by line, in yuan with two decimals."""
        if self in (Rounding.LINE, Rounding.TOTAL):
            return exact.quantize(_FEN, ROUND_HALF_UP)
        return exact.quantize(_YUAN, ROUND_DOWN if self is Rounding.YUAN_DOWN else ROUND_HALF_UP).quantize(_FEN)


class FeeRounding(Option):
    """C7: how a court's fee is rounded."""

    FEN = "fen", "费用四舍五入到分", "fees rounded half-up to 0.01"
    YUAN = "yuan", "费用四舍五入到元", "fees rounded half-up to whole yuan"
    YUAN_DOWN = "yuan_down", "费用舍去元以下", "fees cut off to whole yuan"


class DueRoll(Option):
    """C8: whether a due date on a rest day moves (民法典 203, 204)."""

    BY_KIND = (
        "by_kind",
        "按期间约定的付款日遇休息日顺延，按固定日期约定的不顺延；合同另有约定的从其约定",
        "a due date agreed as a period moves from a rest day, a fixed day does not; a clause decides first",
    )
    ROLL = "roll", "付款日遇休息日一律顺延", "every due date on a rest day moves"
    KEEP = "keep", "付款日遇休息日一律不顺延", "no due date moves"


class PenaltyRank(Option):
    """Where 违约金 stands among what a payment discharges: it is named neither in 民法典 560 nor in 561."""

    AFTER_INTEREST = (
        "after_interest",
        "违约金的抵充次序在利息之后、本金之前",
        "penalty is paid after interest, before principal",
    )
    AFTER_PRINCIPAL = "after_principal", "违约金的抵充次序在本金之后", "penalty is paid after principal"


#: Every option by its name, in the order in which they are shown.
OPTIONS: dict[str, type[Option]] = {
    "span": Span,
    "payment_day": PaymentDay,
    "cutoff": Cutoff,
    "year": Year,
    "rounding": Rounding,
    "fees": FeeRounding,
    "due_roll": DueRoll,
    "penalty_rank": PenaltyRank,
}
