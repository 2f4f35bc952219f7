"""Stop: a reason in law why something must not be done, or not against somebody (法律障碍).

Owns the shape in which ``deadlines`` hands its answer into ``claims``, and the acts that can be stopped. Decides
nothing and knows no paper: which paper does which act stands in the register of papers.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from lexcollect.findings import NOWHERE, Where
from lexcollect.law.trace import Citation
from lexcollect.records import dataclass
from lexcollect.wording import Text


class Act(StrEnum):
    """What a creditor does with a paper; the register of papers names it."""

    DEMAND = "demand"  # 催告
    SUE = "sue"  # 起诉
    PRESERVE = "preserve"  # 诉讼财产保全
    PRESERVE_BEFORE = "preserve_before"  # 诉前、仲裁前财产保全
    PRESERVE_TITLE = "preserve_title"  # 执行前财产保全
    SETTLE = "settle"  # 还款和解
    ENFORCE = "enforce"  # 申请执行、恢复执行
    REALISE = "realise"  # 申请实现担保物权


class Ground(StrEnum):
    """Why an act is stopped, or what must be minded before it."""

    ARBITRATION = "arbitration"  # the parties agreed on arbitration
    NOT_DUE = "not_due"  # the debt is not due yet
    NOT_DEMANDED = "not_demanded"  # no day was agreed and nobody demanded the debt
    DAY_UNKNOWN = "day_unknown"  # the case file does not hold the due day
    AMOUNT_UNKNOWN = "amount_unknown"  # the case file does not hold the amount
    PAID = "paid"  # nothing is owed
    INSOLVENT = "insolvent"  # the person's insolvency was accepted
    DECIDED = "decided"  # a judgment, award or mediation paper is there
    PENDING = "pending"  # the claim is before a court or tribunal
    PERFORMING = "performing"  # a signed settlement is kept
    LAPSED = "lapsed"  # the guarantee period is over
    SECURITY_LAPSED = "security_lapsed"  # the time of a mortgage is over (民法典 419)
    LIMITATION = "limitation"  # limitation is over: a plea, no stop (民法典 192, 193)
    EARLIER = "earlier"  # earlier proceedings or papers that a lawyer has to look at


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: the act, whom it protects (``""``: everybody), the articles, and what to do instead.

    ``bars``: the act must not be done; else it may and is to be weighed. ``facts`` are what the finding names.
    """

    act: Act
    ground: Ground
    cites: tuple[Citation, ...]
    instead: Text
    person: str = ""
    obligations: tuple[str, ...] = ()
    facts: tuple[tuple[str, Any], ...] = ()
    where: Where = NOWHERE
    bars: bool = True
