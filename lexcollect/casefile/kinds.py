"""Kinds: the closed vocabularies of a case file.

Owns each enumeration and the Chinese words that are read for its members (first word = label on screen).
"""

from __future__ import annotations

from enum import StrEnum

from lexcollect.casefile.fields import choice


class Role(StrEnum):
    """What a party is in the matter (身份)."""

    CREDITOR = "creditor"
    DEBTOR = "debtor"
    SURETY = "surety"
    JOINT_DEBTOR = "joint_debtor"


class PartyKind(StrEnum):
    """What a party is in law (类型)."""

    ORGANISATION = "organisation"
    NATURAL = "natural"
    INDIVIDUAL_BUSINESS = "individual_business"
    BRANCH = "branch"


class AgentKind(StrEnum):
    """On what ground an agent acts (民事诉讼法 61, 民诉法解释 86–88)."""

    LAWYER = "lawyer"
    BASIC_LEGAL_WORKER = "basic_legal_worker"
    EMPLOYEE = "employee"
    CLOSE_RELATIVE = "close_relative"


class Authority(StrEnum):
    """General or special authority of an agent (民诉法解释 89)."""

    GENERAL = "general"
    SPECIAL = "special"


class Unit(StrEnum):
    """Unit of an agreed period."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class After(StrEnum):
    """Event an agreed payment period counts from."""

    LAST_DELIVERY = "last_delivery"
    SIGNING = "signing"
    INVOICE = "invoice"


class Roll(StrEnum):
    """What the contract says of due dates on rest days; absent = the law decides (民法典 203, 204)."""

    NEXT = "next"
    NONE = "none"


class Target(StrEnum):
    """One rung of an agreed order of appropriation (清偿抵充)."""

    DESIGNATED = "designated"
    OLDEST_PRINCIPAL = "oldest_principal"
    INTEREST = "interest"
    PENALTY = "penalty"
    COSTS = "costs"


class ReceiverAuthority(StrEnum):
    """Why a receiver's signature binds the buyer."""

    NAMED_IN_CONTRACT = "named_in_contract"
    SEAL = "seal"
    AUTHORISED_LETTER = "authorised_letter"
    UNPROVED = "employee_unproved"
    UNSIGNED = "unsigned"


class AcknowledgementKind(StrEnum):
    """How the debtor agreed to perform (诉讼时效规定 14)."""

    STATEMENT = "statement"
    DEBT_CONFIRMATION = "debt_confirmation"
    REPAYMENT_PLAN = "repayment_plan"
    PROMISE_MESSAGE = "promise_message"
    EXTENSION_REQUEST = "extension_request"
    AGREED_EXTENSION = "agreed_extension"
    IOU = "iou"
    SECURITY_PROVIDED = "security_provided"


class CommunicationKind(StrEnum):
    """How something was said to the other side."""

    LETTER = "letter"
    LAWYER_LETTER = "lawyer_letter"
    IM = "im"
    EMAIL = "email"
    SMS = "sms"
    CALL = "call"
    VISIT = "visit"
    ASSIGNMENT_NOTICE = "assignment_notice"


class Status(StrEnum):
    """What became of a communication."""

    SENT = "sent"
    DELIVERED = "delivered"
    REFUSED = "refused"
    RETURNED = "returned"


class AddressBasis(StrEnum):
    """Why the address or account counts as the addressee's."""

    CONTRACT = "contract"
    REGISTERED = "registered"
    ID_CARD = "id_card"
    OTHER = "other"


class SecurityKind(StrEnum):
    """Kind of security; only guarantees so far (保证)."""

    SURETY_JOINT = "surety_joint"
    SURETY_GENERAL = "surety_general"
    SURETY_UNCLEAR = "surety_unclear"


class Stage(StrEnum):
    """When preservation is asked for (财产保全)."""

    PRE_SUIT = "pre_suit"
    SUIT = "suit"


class GuaranteeKind(StrEnum):
    """What secures the respondent against a wrong preservation (财产保全规定 6–9)."""

    INSURER = "insurer"
    OWN_PROPERTY = "own_property"
    THIRD_PARTY = "third_party"
    BANK = "bank"
    NONE = "none"


class ClueKind(StrEnum):
    """Kind of asset a clue leads to (财产线索)."""

    BANK_ACCOUNT = "bank_account"
    REAL_ESTATE = "real_estate"
    VEHICLE = "vehicle"
    MACHINERY = "machinery"
    STOCK = "stock"
    RECEIVABLE = "receivable"
    EQUITY = "equity"
    OTHER = "other"


class ClueSource(StrEnum):
    """Where a clue was lawfully found; sources that are not listed are refused (compliance rule L31)."""

    CONTRACT = "contract"
    INVOICE = "invoice"
    BANK_SLIP = "bank_slip"
    REGISTER = "register"
    PUBLIC_JUDGMENT = "public_judgment"
    DEBTOR = "debtor"
    SITE_VISIT = "site_visit"


class CostKind(StrEnum):
    """Costs of realising a claim (实现债权的费用)."""

    LAWYER_FEE = "lawyer_fee"
    PRESERVATION_INSURANCE = "preservation_insurance"
    NOTARY = "notary"
    TRAVEL = "travel"


class JurisdictionKind(StrEnum):
    """What the dispute clause chose."""

    COURT = "court"
    ARBITRATION = "arbitration"


class Scope(StrEnum):
    """What a security covers."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    PENALTY = "penalty"
    COSTS = "costs"


class PaymentKind(StrEnum):
    """How a debt was reduced: money paid, or the creditor's own set-off (deposit, counterclaim)."""

    PAYMENT = "payment"
    SET_OFF = "set_off"


class FilingKind(StrEnum):
    """Proceedings that interrupt limitation from their filing (诉讼时效规定 10, 11, 12; 民法典 195)."""

    SUIT = "suit"
    ARBITRATION = "arbitration"
    PAYMENT_ORDER = "payment_order"
    PRESUIT_PRESERVATION = "presuit_preservation"
    ENFORCEMENT = "enforcement"
    BANKRUPTCY_CLAIM = "bankruptcy_claim"
    MEDIATION = "mediation"
    POLICE_REPORT = "police_report"


class Outcome(StrEnum):
    """How proceedings ended (结果)."""

    PENDING = "pending"
    WITHDRAWN = "withdrawn"
    DISMISSED = "dismissed"
    JUDGMENT = "judgment"
    AWARD = "award"
    MEDIATION_PAPER = "mediation_paper"
    PAYMENT_ORDER = "payment_order"


class TitleKind(StrEnum):
    """An enforceable paper (执行依据)."""

    JUDGMENT = "judgment"
    APPEAL_JUDGMENT = "appeal_judgment"
    MEDIATION_PAPER = "mediation_paper"
    AWARD = "award"
    PAYMENT_ORDER = "payment_order"
    NOTARIAL_DEED = "notarial_deed"


class Asset(StrEnum):
    """What is seized or frozen; decides for how long (民诉法解释 485)."""

    BANK = "bank"
    MOVABLE = "movable"
    IMMOVABLE = "immovable"
    OTHER_RIGHT = "other_right"


class DebtNature(StrEnum):
    """How several due dates of one contract hang together (民法典 189; deadlines rulebook 2.3)."""

    SEPARATE = "separate"
    INSTALMENTS = "instalments"
    PERIODIC = "periodic"
    FINANCE_LEASE = "finance_lease"


class LossMode(StrEnum):
    """Which LPR the statutory loss takes: that of the breach, or the running one (money rulebook 1.1)."""

    FIXED = "fixed"
    SEGMENTED = "segmented"


class PaymentDay(StrEnum):
    """To which balance a payment day belongs (convention C2)."""

    REDUCED = "reduced"
    OLD = "old"


WORDS: dict[type[StrEnum], dict[StrEnum, tuple[str, ...]]] = {
    Role: {
        Role.CREDITOR: ("债权人", "原告", "卖方", "出卖人", "出租人"),
        Role.DEBTOR: ("债务人", "被告", "买方", "买受人", "承租人"),
        Role.SURETY: ("保证人", "担保人"),
        Role.JOINT_DEBTOR: ("共同债务人", "债务加入人"),
    },
    PartyKind: {
        PartyKind.ORGANISATION: ("法人", "公司", "企业", "单位"),
        PartyKind.NATURAL: ("自然人", "个人"),
        PartyKind.INDIVIDUAL_BUSINESS: ("个体工商户",),
        PartyKind.BRANCH: ("分支机构", "分公司"),
    },
    AgentKind: {
        AgentKind.LAWYER: ("律师",),
        AgentKind.BASIC_LEGAL_WORKER: ("基层法律服务工作者",),
        AgentKind.EMPLOYEE: ("员工", "工作人员"),
        AgentKind.CLOSE_RELATIVE: ("近亲属",),
    },
    Authority: {Authority.GENERAL: ("一般授权",), Authority.SPECIAL: ("特别授权",)},
    Unit: {Unit.DAY: ("日", "天"), Unit.MONTH: ("月", "个月"), Unit.YEAR: ("年",)},
    After: {
        After.LAST_DELIVERY: ("最后一批签收", "签收", "收货"),
        After.SIGNING: ("签订",),
        After.INVOICE: ("开票", "收到发票"),
    },
    Roll: {Roll.NEXT: ("顺延",), Roll.NONE: ("不顺延",)},
    Target: {
        Target.DESIGNATED: ("指定订单", "指定"),
        Target.OLDEST_PRINCIPAL: ("先到期本金", "到期先后本金"),
        Target.INTEREST: ("利息",),
        Target.PENALTY: ("违约金",),
        Target.COSTS: ("费用",),
    },
    ReceiverAuthority: {
        ReceiverAuthority.NAMED_IN_CONTRACT: ("合同指定",),
        ReceiverAuthority.SEAL: ("盖章",),
        ReceiverAuthority.AUTHORISED_LETTER: ("授权书",),
        ReceiverAuthority.UNPROVED: ("未证明授权",),
        ReceiverAuthority.UNSIGNED: ("未签收",),
    },
    AcknowledgementKind: {
        AcknowledgementKind.STATEMENT: ("对账单",),
        AcknowledgementKind.DEBT_CONFIRMATION: ("债务确认书",),
        AcknowledgementKind.REPAYMENT_PLAN: ("还款计划",),
        AcknowledgementKind.PROMISE_MESSAGE: ("承诺", "承诺消息"),
        AcknowledgementKind.EXTENSION_REQUEST: ("请求延期",),
        AcknowledgementKind.AGREED_EXTENSION: ("协议展期", "双方约定新的付款日"),
        AcknowledgementKind.IOU: ("到期后出具的欠条",),
        AcknowledgementKind.SECURITY_PROVIDED: ("提供担保",),
    },
    CommunicationKind: {
        CommunicationKind.LETTER: ("催款函", "信函"),
        CommunicationKind.LAWYER_LETTER: ("律师函",),
        CommunicationKind.IM: ("微信", "即时通讯"),
        CommunicationKind.EMAIL: ("电子邮件", "邮件"),
        CommunicationKind.SMS: ("短信",),
        CommunicationKind.CALL: ("电话",),
        CommunicationKind.VISIT: ("上门",),
        CommunicationKind.ASSIGNMENT_NOTICE: ("债权转让通知",),
    },
    Status: {
        Status.SENT: ("已发出", "已寄出"),
        Status.DELIVERED: ("已送达", "签收"),
        Status.REFUSED: ("拒收",),
        Status.RETURNED: ("退回",),
    },
    AddressBasis: {
        AddressBasis.CONTRACT: ("合同约定",),
        AddressBasis.REGISTERED: ("登记住所",),
        AddressBasis.ID_CARD: ("身份证住址",),
        AddressBasis.OTHER: ("其他",),
    },
    SecurityKind: {
        SecurityKind.SURETY_JOINT: ("连带责任保证", "连带保证"),
        SecurityKind.SURETY_GENERAL: ("一般保证",),
        SecurityKind.SURETY_UNCLEAR: ("保证方式未写清", "没写清"),
    },
    Stage: {Stage.PRE_SUIT: ("诉前",), Stage.SUIT: ("诉讼", "诉中")},
    GuaranteeKind: {
        GuaranteeKind.INSURER: ("保险公司保函", "诉责险"),
        GuaranteeKind.OWN_PROPERTY: ("自有财产",),
        GuaranteeKind.THIRD_PARTY: ("第三人担保",),
        GuaranteeKind.BANK: ("银行保函",),
        GuaranteeKind.NONE: ("申请免于担保", "无"),
    },
    ClueKind: {
        ClueKind.BANK_ACCOUNT: ("银行账户",),
        ClueKind.REAL_ESTATE: ("不动产",),
        ClueKind.VEHICLE: ("车辆",),
        ClueKind.MACHINERY: ("机器设备",),
        ClueKind.STOCK: ("存货",),
        ClueKind.RECEIVABLE: ("应收账款",),
        ClueKind.EQUITY: ("股权",),
        ClueKind.OTHER: ("其他",),
    },
    ClueSource: {
        ClueSource.CONTRACT: ("合同",),
        ClueSource.INVOICE: ("发票",),
        ClueSource.BANK_SLIP: ("银行回单",),
        ClueSource.REGISTER: ("登记公示",),
        ClueSource.PUBLIC_JUDGMENT: ("公开文书",),
        ClueSource.DEBTOR: ("债务人陈述",),
        ClueSource.SITE_VISIT: ("现场察看",),
    },
    CostKind: {
        CostKind.LAWYER_FEE: ("律师费",),
        CostKind.PRESERVATION_INSURANCE: ("保全保险费",),
        CostKind.NOTARY: ("公证费",),
        CostKind.TRAVEL: ("差旅费",),
    },
    JurisdictionKind: {JurisdictionKind.COURT: ("法院", "诉讼"), JurisdictionKind.ARBITRATION: ("仲裁",)},
    Scope: {
        Scope.PRINCIPAL: ("本金", "主债权"),
        Scope.INTEREST: ("利息",),
        Scope.PENALTY: ("违约金",),
        Scope.COSTS: ("实现债权的费用", "费用"),
    },
    PaymentKind: {PaymentKind.PAYMENT: ("付款",), PaymentKind.SET_OFF: ("抵扣", "抵销", "押金抵扣")},
    FilingKind: {
        FilingKind.SUIT: ("起诉",),
        FilingKind.ARBITRATION: ("申请仲裁", "仲裁"),
        FilingKind.PAYMENT_ORDER: ("申请支付令", "支付令"),
        FilingKind.PRESUIT_PRESERVATION: ("诉前保全",),
        FilingKind.ENFORCEMENT: ("申请执行",),
        FilingKind.BANKRUPTCY_CLAIM: ("申报债权",),
        FilingKind.MEDIATION: ("申请调解",),
        FilingKind.POLICE_REPORT: ("报案",),
    },
    Outcome: {
        Outcome.PENDING: ("进行中",),
        Outcome.WITHDRAWN: ("撤诉", "撤回"),
        Outcome.DISMISSED: ("驳回",),
        Outcome.JUDGMENT: ("判决",),
        Outcome.AWARD: ("裁决",),
        Outcome.MEDIATION_PAPER: ("调解书",),
        Outcome.PAYMENT_ORDER: ("支付令",),
    },
    TitleKind: {
        TitleKind.JUDGMENT: ("一审判决", "判决书"),
        TitleKind.APPEAL_JUDGMENT: ("二审判决",),
        TitleKind.MEDIATION_PAPER: ("调解书",),
        TitleKind.AWARD: ("裁决书",),
        TitleKind.PAYMENT_ORDER: ("支付令",),
        TitleKind.NOTARIAL_DEED: ("公证债权文书",),
    },
    Asset: {
        Asset.BANK: ("银行存款",),
        Asset.MOVABLE: ("动产",),
        Asset.IMMOVABLE: ("不动产",),
        Asset.OTHER_RIGHT: ("其他财产权", "股权"),
    },
    DebtNature: {
        DebtNature.SEPARATE: ("各自独立",),
        DebtNature.INSTALMENTS: ("同一债务分期履行", "分期"),
        DebtNature.PERIODIC: ("定期给付", "租金"),
        DebtNature.FINANCE_LEASE: ("融资租赁租金",),
    },
    LossMode: {LossMode.FIXED: ("违约时LPR", "固定"), LossMode.SEGMENTED: ("同期LPR", "分段")},
    PaymentDay: {PaymentDay.REDUCED: ("计入减少后余额",), PaymentDay.OLD: ("计入原余额",)},
}


def word(member: StrEnum) -> str:
    """Return the Chinese label of ``member``."""
    return WORDS[type(member)][member][0]


RoleField = choice(Role, WORDS[Role])
PartyKindField = choice(PartyKind, WORDS[PartyKind])
AgentKindField = choice(AgentKind, WORDS[AgentKind])
AuthorityField = choice(Authority, WORDS[Authority])
UnitField = choice(Unit, WORDS[Unit])
AfterField = choice(After, WORDS[After])
RollField = choice(Roll, WORDS[Roll])
TargetField = choice(Target, WORDS[Target])
ReceiverAuthorityField = choice(ReceiverAuthority, WORDS[ReceiverAuthority])
AcknowledgementKindField = choice(AcknowledgementKind, WORDS[AcknowledgementKind])
CommunicationKindField = choice(CommunicationKind, WORDS[CommunicationKind])
StatusField = choice(Status, WORDS[Status])
AddressBasisField = choice(AddressBasis, WORDS[AddressBasis])
SecurityKindField = choice(SecurityKind, WORDS[SecurityKind])
StageField = choice(Stage, WORDS[Stage])
GuaranteeKindField = choice(GuaranteeKind, WORDS[GuaranteeKind])
ClueKindField = choice(ClueKind, WORDS[ClueKind])
ClueSourceField = choice(ClueSource, WORDS[ClueSource])
CostKindField = choice(CostKind, WORDS[CostKind])
JurisdictionKindField = choice(JurisdictionKind, WORDS[JurisdictionKind])
ScopeField = choice(Scope, WORDS[Scope])
PaymentKindField = choice(PaymentKind, WORDS[PaymentKind])
FilingKindField = choice(FilingKind, WORDS[FilingKind])
OutcomeField = choice(Outcome, WORDS[Outcome])
TitleKindField = choice(TitleKind, WORDS[TitleKind])
AssetField = choice(Asset, WORDS[Asset])
DebtNatureField = choice(DebtNature, WORDS[DebtNature])
LossModeField = choice(LossMode, WORDS[LossMode])
PaymentDayField = choice(PaymentDay, WORDS[PaymentDay])
