"""Kinds of the hearing and of the closing: the closed vocabularies of positions, grounds and results (质证、结案)."""

from __future__ import annotations

from lexcollect.casefile.values import Kind

__all__ = ["ClosingResult", "EvidenceObjection", "LossCause", "Position"]


class Position(Kind):
    """Our position on one quality of a piece of evidence (质证意见)."""

    ACCEPTED = "accepted", "accepted", "认可"
    DENIED = "denied", "not accepted", "不认可"
    RESERVED = "reserved", "reserved until the original is seen", "待核对原件", "保留"


class EvidenceObjection(Kind):
    """A ground of the rules on evidence against a piece of it (质证理由)."""

    COPY = "copy", "a copy without its original", "没有原件", "复印件"
    CARRIER = "carrier", "no original medium of a recording or of data", "没有原始载体"
    DOUBTFUL = "doubtful", "a recording or data that is in doubt", "存有疑点"
    ABSENT_WITNESS = "absent_witness", "a witness who did not appear", "证人未出庭"
    INTERESTED = "interested", "a witness with an interest", "证人有利害关系"
    CERTIFICATE = "certificate", "a certificate without the signatures it needs", "单位证明形式不符"
    UNLAWFUL = "unlawful", "obtained by unlawful means", "取得方法违法"
    TRANSLATION = "translation", "in a foreign language without translation", "没有译本"
    LATE = "late", "filed after its period", "逾期举证"
    ONE_SIDED = "one_sided", "made by the other side alone", "单方制作"
    INVOICE = "invoice", "an ordinary invoice that was no proof of payment", "发票不是付款凭证"


class ClosingResult(Kind):
    """How a matter ended (结案结果)."""

    PAID = "paid", "paid in full", "全部收回"
    SETTLED = "settled", "settled and performed", "和解履行完毕"
    PARTLY = "partly", "paid in part, the rest waived", "部分收回"
    NO_ASSETS = "no_assets", "enforcement ended for want of assets", "终结本次执行"
    INSOLVENT = "insolvent", "distributed in insolvency", "破产分配完毕"
    LOST = "lost", "claim refused", "请求被驳回"
    WITHDRAWN = "withdrawn", "withdrawn", "撤回"
    WRITTEN_OFF = "written_off", "written off, still claimed", "账销案存"


class LossCause(Kind):
    """Why a debt went bad (坏账成因)."""

    TERMS = "terms", "terms of the contract", "合同条款缺陷"
    CUSTOMER = "customer", "whom credit was given", "客户准入失误"
    APPROVAL = "approval", "approval inside the house", "内部审批疏漏"
    LATE_DEMAND = "late_demand", "late demand", "催收延误"
    INABILITY = "inability", "the debtor could not pay", "债务人客观不能"
