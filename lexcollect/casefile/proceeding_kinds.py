"""Kinds of proceedings, titles, preservation and enforcement: the closed vocabularies of what runs before a court.

Owns their enumerations; asked for by way of :mod:`~lexcollect.casefile.kinds`.
"""

from __future__ import annotations

from lexcollect.casefile.values import Kind


class Stage(Kind):
    """When preservation is asked for (财产保全)."""

    PRE_SUIT = "pre_suit", "before suit", "诉前"
    SUIT = "suit", "with the suit", "诉讼", "诉中"
    PRE_ENFORCEMENT = "pre_enforcement", "between title and enforcement", "执行前"


class GuaranteeKind(Kind):
    """What secures the respondent against a wrong preservation (财产保全规定 6–9)."""

    INSURER = "insurer", "insurer's undertaking", "保险公司保函", "诉责险"
    OWN_PROPERTY = "own_property", "own property", "自有财产"
    THIRD_PARTY = "third_party", "third party", "第三人担保"
    BANK = "bank", "bank guarantee", "银行保函"
    NONE = "none", "exemption asked for", "申请免于担保", "无"


class ClueKind(Kind):
    """Kind of asset a clue leads to (财产线索)."""

    BANK_ACCOUNT = "bank_account", "bank account", "银行账户"
    REAL_ESTATE = "real_estate", "real estate", "不动产"
    VEHICLE = "vehicle", "vehicle", "车辆"
    MACHINERY = "machinery", "machinery", "机器设备"
    STOCK = "stock", "stock in trade", "存货"
    RECEIVABLE = "receivable", "receivable", "应收账款"
    EQUITY = "equity", "equity", "股权"
    PAYMENT_ACCOUNT = "payment_account", "payment account", "支付账户", "微信支付账户", "支付宝账户"
    INTELLECTUAL_PROPERTY = "intellectual_property", "intellectual property", "知识产权"
    BILL = "bill", "bill", "票据"
    SECURITIES = "securities", "securities", "有价证券", "证券"
    INSURANCE = "insurance", "insurance policy", "保险"
    RENT = "rent", "rent to be received", "租金收益"
    OTHER = "other", "other", "其他"


class ClueSource(Kind):
    """Where a clue was lawfully found; sources that are not listed are refused (compliance rule L31)."""

    CONTRACT = "contract", "contract", "合同"
    INVOICE = "invoice", "invoice", "发票"
    BANK_SLIP = "bank_slip", "bank slip", "银行回单"
    REGISTER = "register", "public register", "登记公示"
    PUBLIC_JUDGMENT = "public_judgment", "published judgment", "公开文书"
    DEBTOR = "debtor", "the debtor's own words", "债务人陈述"
    SITE_VISIT = "site_visit", "visit to the site", "现场察看"
    REGISTRY_SEARCH = "registry_search", "search of a registry by a lawyer", "律师查询登记机构", "律师查档"


class FilingKind(Kind):
    """Proceedings that interrupt limitation from their filing (诉讼时效规定 10, 11, 12; 民法典 195)."""

    SUIT = "suit", "suit", "起诉"
    ARBITRATION = "arbitration", "arbitration", "申请仲裁", "仲裁"
    PAYMENT_ORDER = "payment_order", "application for a payment order", "申请支付令", "支付令"
    PRESUIT_PRESERVATION = "presuit_preservation", "preservation before suit", "诉前保全"
    ENFORCEMENT = "enforcement", "application for enforcement", "申请执行"
    BANKRUPTCY_CLAIM = "bankruptcy_claim", "claim filed in insolvency", "申报债权"
    MEDIATION = "mediation", "request for mediation", "申请调解"
    POLICE_REPORT = "police_report", "report to the police", "报案"


class Procedure(Kind):
    """By which procedure a court hears a suit (审理程序)."""

    ORDINARY = "ordinary", "ordinary procedure", "普通程序"
    SIMPLIFIED = "simplified", "simplified procedure", "简易程序"
    SMALL_CLAIMS = "small_claims", "small claims", "小额诉讼", "小额诉讼程序"


class EvidenceRequestKind(Kind):
    """What a party asks a court for on evidence (证据申请)."""

    INVESTIGATION = "investigation", "that the court collects evidence", "调查收集证据", "调查取证"
    ORDER = "order", "a lawyer's order of investigation", "律师调查令", "调查令"
    PRODUCTION = "production", "that the other side produces a document", "责令提交书证", "提交书证"
    PRESERVATION = "preservation", "preservation of evidence", "证据保全"
    EXTENSION = "extension", "a longer period for evidence", "延期举证", "延长举证期限"


class Asserted(Kind):
    """A right that proceedings were used to assert, beside the claim itself (一并主张的权利)."""

    CONSTRUCTION_PRIORITY = (
        "construction_priority",
        "priority for the works price",
        "建设工程价款优先受偿权",
        "优先受偿权",
    )
    CREDITOR_REVOCATION = "creditor_revocation", "creditor's revocation", "债权人撤销权", "撤销权"
    MORTGAGE = "mortgage", "mortgage", "抵押权", "担保物权"


class Outcome(Kind):
    """How proceedings ended (结果)."""

    PENDING = "pending", "pending", "进行中"
    WITHDRAWN = "withdrawn", "withdrawn", "撤诉", "撤回"
    DISMISSED = "dismissed", "dismissed", "驳回"
    JUDGMENT = "judgment", "judgment", "判决"
    AWARD = "award", "award", "裁决"
    MEDIATION_PAPER = "mediation_paper", "mediation paper", "调解书"
    PAYMENT_ORDER = "payment_order", "payment order", "支付令"


class TitleKind(Kind):
    """An enforceable paper (执行依据)."""

    JUDGMENT = "judgment", "first-instance judgment", "一审判决", "判决书"
    APPEAL_JUDGMENT = "appeal_judgment", "appeal judgment", "二审判决"
    MEDIATION_PAPER = "mediation_paper", "mediation paper", "调解书"
    AWARD = "award", "award", "裁决书"
    PAYMENT_ORDER = "payment_order", "payment order", "支付令"
    NOTARIAL_DEED = "notarial_deed", "notarial deed", "公证债权文书"


class InsolvencyKind(Kind):
    """Which proceedings were opened over a debtor (企业破产法 7)."""

    LIQUIDATION = "liquidation", "liquidation", "破产清算"
    RESTRUCTURING = "restructuring", "restructuring", "破产重整", "重整"
    COMPOSITION = "composition", "composition", "破产和解"


class InsolvencyEnd(Kind):
    """How insolvency proceedings ended (企业破产法 12, 86, 98, 108, 120)."""

    DISMISSED = "dismissed", "application dismissed", "驳回申请"
    PAID = "paid", "ended because the debts were paid or secured", "清偿终结"
    RESTRUCTURED = "restructured", "restructuring plan or composition approved", "批准重整计划", "认可和解协议"
    WOUND_UP = "wound_up", "ended after distribution, or for want of assets", "终结破产程序", "破产终结"


class AwardKind(Kind):
    """What a title grants money for; decides what bears double interest (迟延履行利息解释 1(3))."""

    PRINCIPAL = "principal", "principal", "本金", "货款", "借款本金", "价款"
    GENERAL_INTEREST = "general_interest", "general interest", "一般债务利息", "利息", "逾期利息"
    FIXED_PENALTY = "fixed_penalty", "penalty of a fixed sum", "违约金", "固定违约金"
    DAILY_PENALTY = "daily_penalty", "penalty that runs by the day", "按日违约金", "按日计算的违约金"
    DAMAGES = "damages", "damages", "损害赔偿", "赔偿金"
    LAWYER_FEE = "lawyer_fee", "lawyer's fee", "律师费"
    OTHER_COSTS = "other_costs", "other costs", "其他费用", "保全费"
    COURT_FEE_TO_CREDITOR = (
        "court_fee_to_creditor",
        "court fee to be paid to the creditor directly",
        "应付我方的诉讼费",
        "直接支付我方的诉讼费",
    )
    COURT_FEE_TO_COURT = "court_fee_to_court", "court fee owed to the court", "应交法院的诉讼费", "诉讼费"


class Asset(Kind):
    """What is seized or frozen; decides for how long (民诉法解释 485)."""

    BANK = "bank", "bank deposit", "银行存款"
    MOVABLE = "movable", "movable thing", "动产"
    IMMOVABLE = "immovable", "immovable thing", "不动产"
    OTHER_RIGHT = "other_right", "other right", "其他财产权", "股权"
