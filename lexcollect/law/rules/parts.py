"""Parts of a debt (债务的组成), and why a payment went to one of them.

Owns the two lists; the order between parts is an agreement's or the law's (``law.rules.debts``).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal


class Part(StrEnum):
    """What a sum pays: the words of 民法典 561 plus 违约金, which stands in neither list."""

    COSTS = "costs"  # 实现债权的有关费用
    INTEREST = "interest"  # 利息
    PENALTY = "penalty"  # 违约金
    PRINCIPAL = "principal"  # 主债务


#: The parts that grow from day to day (利息、违约金).
Charged = Literal[Part.INTEREST, Part.PENALTY]


class Why(StrEnum):
    """Which rung of the ladder gave a payment to a debt (民法典 560); its words are ``law_money.why.*``."""

    NAMED = "named"
    MARKED = "marked"  # both called the payment by this part
    DUE = "due"  # due before not due
    SECURED = "secured"
    BURDEN = "burden"
    EARLIEST = "earliest"
    PRO_RATA = "pro_rata"
    EARLY = "early"  # a loan repaid before it is due
    AT_WILL = "at_will"  # no day agreed: it may be paid at any time
    VOID = "void"  # money of a void contract: to be given back at once
    ONLY_DUE = "only_due"
    REST = "rest"
