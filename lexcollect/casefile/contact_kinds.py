"""Kinds of contacts: who was spoken to, where, what he asked for, and how a register shows a firm (联系情况).

Owns their enumerations; asked for by way of :mod:`~lexcollect.casefile.kinds`. Which contacts are permitted is decided
in ``contacts``.
"""

from __future__ import annotations

from lexcollect.casefile.values import Kind


class Capacity(Kind):
    """In what capacity somebody was spoken to (对方身份)."""

    SELF = "self", "the party itself", "本人", "债务人本人"
    LEGAL_REP = "legal_rep", "legal representative or person in charge", "法定代表人", "负责人"
    NAMED = "named", "named in the contract or authorised in writing", "合同载明的人员", "书面授权的人员"
    FINANCE = "finance", "finance contact", "财务对接人", "财务人员", "财务"
    AGENT = "authorised_agent", "authorised agent", "代理人", "经办人"
    LAWYER = "lawyer", "lawyer of the other side", "对方律师", "律师"
    SURETY = "surety", "surety", "担保人", "保证人"
    ADMINISTRATOR = "administrator", "insolvency administrator", "管理人", "破产管理人"
    STAFF = "staff", "other staff of the debtor", "对方其他员工", "前台", "员工"
    FAMILY = "family", "family", "家属", "亲属", "家人"
    OUTSIDER = "outsider", "somebody else", "无关的人", "第三人", "其他人"


class ContactWish(Kind):
    """What the other side asked for on being contacted (对方要求)."""

    LAWYER_ONLY = "lawyer_only", "to deal with its lawyer only", "只联系律师", "请联系我的律师", "找律师"
    NO_CONTACT = "no_contact", "not to be contacted again", "不要再联系", "拒绝联系"
    LEAVE = "leave", "that the visitors leave", "要求离开", "请离开"


class Premises(Kind):
    """Where a visit took place (见面地点)."""

    BUSINESS = "business", "business premises", "经营场所", "公司", "办公室", "厂区"
    HOME = "home", "home", "住宅", "家中", "住所"
    OURS = "ours", "our own premises", "我方场所", "我方公司"
    NEUTRAL = "neutral", "another place", "其他地点", "法院", "公共场所"


class RegistryState(Kind):
    """How a public register shows a firm (登记状态)."""

    ACTIVE = "active", "existing", "存续", "在业", "开业", "正常", "在营"
    ABNORMAL = "abnormal", "listed for irregular operation", "经营异常", "列入经营异常名录"
    SERIOUS = "serious", "listed for serious breach of law", "严重违法失信", "列入严重违法失信名单"
    REVOKED = "revoked", "licence revoked", "吊销", "吊销未注销", "已吊销"
    LIQUIDATING = "liquidating", "in liquidation", "清算", "清算中"
    DISSOLVED = "dissolved", "deregistered", "注销", "已注销"
    MOVED = "moved", "moved to another register", "迁出", "已迁出"


__all__ = ["Capacity", "ContactWish", "Premises", "RegistryState"]
