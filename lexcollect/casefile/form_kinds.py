"""Kinds that official forms print a place for: what a sum is charged for, and how a loan is repaid (要素式文书的栏目).

Owns the closed words of ``obligations.charge`` and ``contracts.repayment``. No figure follows from either.
"""

from __future__ import annotations

from lexcollect.casefile.values import Kind

__all__ = ["Charge", "Repayment"]


class Charge(Kind):
    """What a receivable is charged for, where an official form has a place for that alone (费用项目)."""

    INTEREST = "interest", "interest by the lender's account", "利息"
    TERM_INTEREST = "term_interest", "interest of the term by the lender's account", "期内利息"
    PENALTY_INTEREST = "penalty_interest", "penalty interest by the lender's account", "罚息", "逾期利息"
    COMPOUND = "compound", "compound interest by the lender's account", "复利"
    LATE_FEE = "late_fee", "late fee of a card", "滞纳金"
    HANDLING = "handling", "handling fee", "手续费"
    PREMIUM = "premium", "insurance premium", "保险费", "保费"
    OCEAN_FREIGHT = "ocean_freight", "ocean freight", "海运费"
    TRUCKING = "trucking", "trucking", "拖车费"
    CUSTOMS = "customs", "customs clearance", "报关费"


class Repayment(Kind):
    """How a loan is repaid, as the forms of loans print it (还款方式)."""

    EQUAL_INSTALMENTS = "equal_instalments", "equal instalments of principal and interest", "等额本息"
    EQUAL_PRINCIPAL = "equal_principal", "equal parts of principal", "等额本金"
    AT_ONCE = "at_once", "principal and interest at the end", "到期一次性还本付息"
    MONTHLY = "monthly", "interest by the month, principal at the end", "按月计息、到期一次性还本", "按月付息"
    QUARTERLY = "quarterly", "interest by the quarter, principal at the end", "按季计息、到期一次性还本", "按季付息"
    YEARLY = "yearly", "interest by the year, principal at the end", "按年计息、到期一次性还本", "按年付息"
    OTHER = "other", "otherwise", "其他", "其他方式"
