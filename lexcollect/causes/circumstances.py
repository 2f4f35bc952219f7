"""Circumstances: the names under which a clause or an article may ask how a matter stands.

Owns the closed list (name → Chinese meaning). What holds in a matter is found out in ``documents``; here is only what
may be asked for. A name that is not in the list is a mistake in the file that uses it. ``payment.set_off`` asks for a
kind of fact: the names behind the dot are those of the case file and of the heads of claim, which a test compares.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from lexcollect.causes.cause import HeadKind

#: How the matter as a whole stands; articles may ask for these too.
MATTER: MappingProxyType[str, str] = MappingProxyType(
    {
        "payments": "已有付款或者抵销冲抵债务",
        "penalty": "截止日已有约定的违约金",
        "loss": "主张法定的逾期付款损失",
        "costs": "主张实现债权的费用",
        "guarantee": "有可以主张的保证",
        "joint": "有连带责任保证",
        "general": "有一般保证",
        "ceiling": "保证有最高债权额",
        "clause": "争议解决条款写明了条号",
        "no_clause": "没有写明条号的争议解决条款",
        "agents": "有诉讼代理人",
        "clues": "有财产线索",
        "paper.contract": "合同有证据",
        "paper.orders": "有订单等债权凭证作证据",
        "paper.deliveries": "有送货单作证据",
        "paper.invoices": "有发票作证据",
        "paper.payments": "有付款凭证作证据",
        "paper.acknowledgements": "有对账或者承认作证据",
        "paper.statement": "有对账单",
    }
)
_FACT = {
    "own_words": "案件文件写了原文",
    "numbered": "写明了条款号或者编号",
    "fixed_day": "约定了具体日期",
    "each": "分笔计算",
    "named": "指明了名称或者对象",
    "applied": "已经冲抵",
    "told": "写明了内容",
    "with_authority": "写明了权限",
    "signed": "有人签字",
    "sealed": "加盖了印章",
    "not_accepted": "债权人没有接受",
    "arrived": "已经送达",
    "in_person": "本人签收",
    "by_seal": "盖章签收",
    "whole": "没有约定担保范围",
    "capped": "超过最高债权额",
    "one": "只有一项",
    "two": "有两项",
    "waived": "附条件减免",
    "with_firm": "写明了执业机构",
    "court_named": "写明了法院",
    "agreed_order": "约定了抵充顺序",
    "same_rate": "各笔标准相同",
    "per_year": "按年利率",
    "day_reduced": "付款当日按付款后的余额计算",
    "cutoff_counted": "截止日计算在内",
}
_KINDS: dict[str, tuple[str, ...]] = {
    "head": tuple(kind.value for kind in HeadKind),
    "party": ("organisation", "natural", "individual_business", "branch"),
    "agent": ("lawyer", "basic_legal_worker", "employee", "close_relative"),
    "unit": ("day", "month", "year"),
    "after": ("last_delivery", "signing", "invoice"),
    "target": ("designated", "oldest_principal", "interest", "penalty", "costs"),
    "surety": ("joint", "general"),
    "scope": ("principal", "interest", "penalty", "costs"),
    "payment": ("payment", "set_off"),
    "part": ("principal", "penalty", "interest", "costs"),
    "acknowledgement": (
        *("statement", "debt_confirmation", "repayment_plan", "promise_message"),
        *("extension_request", "agreed_extension", "iou", "security_provided"),
    ),
    "channel": ("letter", "lawyer_letter", "im", "email", "sms", "call", "visit", "assignment_notice"),
    "address": ("contract", "registered", "id_card", "other"),
    "security": ("insurer", "own_property", "third_party", "bank", "none"),
    "dispute": ("court", "arbitration"),
}
CIRCUMSTANCES: MappingProxyType[str, str] = MappingProxyType(
    {**MATTER, **_FACT, **{f"{kind}.{name}": "" for kind, names in _KINDS.items() for name in names}}
)


def of_kind(prefix: str, member: StrEnum | None) -> frozenset[str]:
    """Return the circumstance that ``member`` is: ``of_kind("unit", Unit.DAY)`` is ``unit.day``; nothing for none."""
    return frozenset() if member is None else frozenset({f"{prefix}.{member.value}"})
