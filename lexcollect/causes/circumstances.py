"""Circumstances: the names under which a clause or an article may ask how a matter stands.

Owns the closed list (name → Chinese meaning). What holds in a matter is found out in ``documents``; here is only what
may be asked for. A name that is not in the list is a mistake in the file that uses it. ``payment.set_off`` asks for a
kind of fact: the names behind the dot are those of the case file and of the heads of claim, which a test compares.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

#: How the matter as a whole stands; articles may ask for these too.
MATTER: MappingProxyType[str, str] = MappingProxyType(
    {
        "payments": "已有付款或者抵销冲抵债务",
        "paid": "债务人一方已有付款",
        "paid_by_others": "部分付款由债务人以外的人作出",
        "set_off": "部分债务因抵销消灭",
        "performed": "每笔债权都记有债权人的履行",
        "penalty": "截止日已有约定的违约金；借款的，已有利息",
        "penalty_runs": "截止日之后违约金、逾期付款损失（借款利息）继续计算",
        "floating": "违约金的标准随公布的利率变动",
        "penalty_paid": "部分违约金、逾期付款损失（借款利息）已经冲抵",
        "insolvent": "债务人进入破产，停止计息",
        "loss": "截止日已有法定的逾期付款损失",
        "charged": "截止日已有违约金、逾期付款损失或者借款利息",
        "use_fee": "有按日计算的占用费",
        "term_interest": "约定了借期内利息",
        "late_rate": "约定了逾期利率",
        "late_interest": "截止日已有逾期利息",
        "lent_less": "实际交付少于约定的借款",
        "before_cap": "约定利息的借款订立于2020年8月20日之前",
        "costs": "主张实现债权的费用",
        "guarantee": "有可以主张的保证",
        "joint": "有连带责任保证",
        "general": "有一般保证",
        "ceiling": "保证有最高债权额",
        "sureties_only": "只对保证人提出，债务人不在内",
        "clause": "争议解决条款写明了条号",
        "no_clause": "没有写明条号的争议解决条款",
        "agents": "有诉讼代理人",
        "clues": "有财产线索",
        "paper.contract": "合同有证据",
        "paper.orders": "有订单等债权凭证作证据",
        "paper.deliveries": "有送货单作证据",
        "paper.payouts": "有借款交付凭证作证据",
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
    "principal_head": "债务本身",
    "runs": "此后继续计算",
    "capped": "超过最高债权额",
    "guaranteed_runs": "所保证的债权此后仍有违约金、逾期付款损失或者利息",
    "part_only": "只请求其中一部分",
    "paid_since": "此后又有付款",
    "security_offered": "写明了保全担保",
    "for_each": "每笔债权都有，金额相符",
    "one": "只有一项",
    "two": "有两项",
    "waived": "附条件减免",
    "with_firm": "写明了执业机构",
    "court_named": "写明了法院",
    "agreed_order": "约定了抵充顺序",
    "same_rate": "各笔标准相同",
    "per_year": "按年利率",
    "published": "标准以公布的利率为准",
    "from_day": "写明了改变的日期",
    "day_reduced": "付款当日按付款后的余额计算",
    "cutoff_counted": "截止日计算在内",
}
_KINDS: dict[str, dict[str, str]] = {
    "loss_mode": {
        "fixed": "按违约行为发生时的LPR",
        "segmented": "按同期LPR",
        "split": "2019年8月20日前后分别按贷款基准利率、同期LPR",
        "benchmark": "按贷款基准利率",
    },
    "head": {
        "principal": "本金",
        "price": "货款",
        "loan": "借款本金",
        "term_interest": "期内利息",
        "late_interest": "逾期利息",
        "penalty": "违约金",
        "rent": "租金",
        "use_fee": "占有使用费",
        "works": "工程价款",
        "retention": "质量保证金",
        "fee": "服务费",
        "bill": "票据金额",
        "compensation": "损害赔偿",
        "recourse": "追偿款",
        "double_interest": "加倍部分债务利息",
        "costs": "实现债权的费用",
    },
    "party": {"organisation": "法人", "natural": "自然人", "individual_business": "个体工商户", "branch": "分支机构"},
    "certificate": {
        "id_card": "居民身份证",
        "residence_permit": "港澳台居民居住证",
        "permanent_residence": "外国人永久居留身份证",
        "hk_macao_permit": "港澳居民来往内地通行证",
        "taiwan_permit": "台湾居民来往大陆通行证",
        "passport": "护照",
    },
    "agent": {
        "lawyer": "律师",
        "basic_legal_worker": "基层法律服务工作者",
        "employee": "员工",
        "close_relative": "近亲属",
    },
    "unit": {"day": "日", "month": "月", "year": "年", "workday": "工作日"},
    "after": {
        "last_delivery": "最后一批签收",
        "signing": "签订",
        "invoice": "开票",
        "invoice_receipt": "收到发票",
        "month_end": "月结",
        "acceptance": "验收合格",
        "settlement": "结算",
        "completion": "竣工",
        "statement": "对账",
    },
    "target": {
        "designated": "指定订单",
        "oldest_principal": "先到期本金",
        "interest": "利息",
        "penalty": "违约金",
        "costs": "费用",
    },
    "surety": {"joint": "连带责任保证人", "general": "一般保证人"},
    "scope": {"principal": "本金", "interest": "利息", "penalty": "违约金", "costs": "实现债权的费用"},
    "payment": {"payment": "付款", "set_off": "抵扣"},
    "acknowledgement": {
        "statement": "对账单",
        "debt_confirmation": "债务确认书",
        "repayment_plan": "还款计划",
        "promise_message": "承诺",
        "extension_request": "请求延期",
        "agreed_extension": "协议展期",
        "iou": "到期后出具的欠条",
        "security_provided": "提供担保",
    },
    "channel": {
        "letter": "催款函",
        "lawyer_letter": "律师函",
        "im": "微信",
        "email": "电子邮件",
        "sms": "短信",
        "call": "电话",
        "visit": "上门",
        "assignment_notice": "债权转让通知",
    },
    "address": {"contract": "合同约定", "registered": "登记住所", "id_card": "身份证住址", "other": "其他"},
    "security": {
        "insurer": "保险公司保函",
        "own_property": "自有财产",
        "third_party": "第三人担保",
        "bank": "银行保函",
        "none": "申请免于担保",
    },
    "dispute": {"court": "法院", "arbitration": "仲裁"},
    "part": {"principal": "本金", "penalty": "违约金", "interest": "利息", "costs": "实现债权的费用"},
}
CIRCUMSTANCES: MappingProxyType[str, str] = MappingProxyType(
    {**MATTER, **_FACT, **{f"{kind}.{name}": said for kind, names in _KINDS.items() for name, said in names.items()}}
)


def of_kind(prefix: str, member: StrEnum | None) -> frozenset[str]:
    """Return the circumstance that ``member`` is: ``of_kind("unit", Unit.DAY)`` is ``unit.day``; nothing for none."""
    return frozenset() if member is None else frozenset({f"{prefix}.{member.value}"})
