"""Kinds of letters: what a demand is for besides payment, and on what a contract is to be terminated (函件).

Owns the closed words of ``choices.letter``, ``choices.termination`` and of a title kept by the seller; whether a ground is there is for the papers.
"""

from __future__ import annotations

from lexcollect.casefile.values import Kind

__all__ = ["LetterPurpose", "RetakenFor", "TerminationBasis"]


class LetterPurpose(Kind):
    """What a demand prepares besides payment (催款函的目的); without one it asks for payment alone."""

    TERMINATE = "terminate", "before termination", "解除合同", "解除合同前的催告", "催告后解除"
    WHOLE = "whole", "before the whole sum is called in", "支付全部款项", "全部租金", "全部价款"
    CONFIRM = "confirm", "with a confirmation of the debt", "确认欠款", "请确认欠款", "确认债务"


class TerminationBasis(Kind):
    """On what a contract is terminated (解除依据; 民法典 562, 563)."""

    AGREED = "agreed", "agreed ground", "约定解除", "合同约定"
    AFTER_DEMAND = "after_demand", "not paid after a demand", "催告后仍不履行", "催告后未履行"
    REFUSAL = "refusal", "refusal before the due date", "拒绝履行", "明确表示不履行"
    PURPOSE_LOST = "purpose_lost", "purpose lost by the breach", "合同目的不能实现", "根本违约"


class RetakenFor(Kind):
    """For what a seller takes back what it kept the title of (取回标的物; 民法典 642(1))."""

    UNPAID = "unpaid", "not paid after a demand", "经催告仍未支付价款", "未支付价款"
    CONDITION = "condition", "an agreed condition was not met", "未完成特定条件", "未按约定完成特定条件"
    DISPOSED = "disposed", "sold, pledged or otherwise disposed of", "不当处分", "出卖、出质或者其他不当处分"
