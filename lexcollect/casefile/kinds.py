"""Kinds: the closed vocabularies of a case file, all under one name.

Owns each enumeration of contracts, debts, dealings and securities; those of persons stand in ``party_kinds``, those of
proceedings in ``proceeding_kinds``, of letters in ``letter_kinds``, of contacts in ``contact_kinds``, of
hearing and closing in ``hearing_kinds``. A member holds its value, its English words and the Chinese words that are read for
it (first word = label on screen), see :class:`~lexcollect.casefile.values.Kind`.
"""

from __future__ import annotations

from lexcollect.casefile.contact_kinds import *
from lexcollect.casefile.enforcing_kinds import *
from lexcollect.casefile.form_kinds import *
from lexcollect.casefile.hearing_kinds import *
from lexcollect.casefile.letter_kinds import *
from lexcollect.casefile.party_kinds import *
from lexcollect.casefile.proceeding_kinds import *
from lexcollect.casefile.values import Kind


class FactStanding(Kind):
    """How a fact stands (证明状态): what papers may say of it, and whether a date may rest on it."""

    SHOWN = "shown", "shown by paper", "已证", "有证据"
    ASSERTED = "asserted", "asserted", "主张", "我方主张"
    DISPUTED = "disputed", "disputed", "有争议", "对方否认"
    UNKNOWN = "unknown", "not known", "不明", "待核实"


class Unit(Kind):
    """Unit of an agreed period."""

    DAY = "day", "day", "日", "天"
    MONTH = "month", "month", "月", "个月"
    YEAR = "year", "year", "年"


class TermUnit(Kind):
    """Unit of a payment term: of the calendar, working days by the State Council's notices (工作日), a day of next month.

    ``month_day`` goes with 月结: the price of a month's goods is due on that day of the month after (次月几日).
    """

    DAY = "day", "day", "日", "天"
    MONTH = "month", "month", "月", "个月"
    YEAR = "year", "year", "年"
    WORKDAY = "workday", "working day", "工作日", "个工作日"
    MONTH_DAY = "month_day", "day of the next month", "次月几日", "次月日"


class After(Kind):
    """Event an agreed payment period counts from."""

    LAST_DELIVERY = "last_delivery", "last delivery", "最后一批签收", "签收", "收货"
    SIGNING = "signing", "signing", "签订"
    INVOICE = "invoice", "invoice", "开票"
    INVOICE_RECEIPT = "invoice_receipt", "receipt of the invoice", "收到发票", "收票"
    MONTH_END = "month_end", "end of the month of the last delivery", "月结", "当月月底"
    ACCEPTANCE = "acceptance", "acceptance", "验收合格", "验收"
    SETTLEMENT = "settlement", "settlement of accounts", "结算", "竣工结算"
    COMPLETION = "completion", "completion", "竣工", "完工"
    STATEMENT = "statement", "statement of account", "对账"
    HANDOVER = "handover", "handover for use", "交付使用", "工程交付", "移交使用"
    REPORT_SUBMITTED = "report_submitted", "acceptance report submitted", "提交竣工验收报告", "提交验收报告"
    SETTLEMENT_SUBMITTED = (
        "settlement_submitted",
        "settlement papers submitted",
        "提交结算文件",
        "报送结算",
        "提交竣工结算文件",
    )
    DEMAND = "demand", "no day agreed", "没有约定", "催告", "要求", "随时", "未约定"


class MilestoneKind(Kind):
    """A step of performance from which a period is agreed to run (履行节点)."""

    INVOICE_RECEIPT = "invoice_receipt", "receipt of the invoice", "收到发票", "收票"
    ACCEPTANCE = "acceptance", "acceptance", "验收合格", "验收", "竣工验收合格", "竣工验收"
    SETTLEMENT = "settlement", "settlement of accounts", "结算", "竣工结算"
    COMPLETION = "completion", "completion", "竣工", "完工"
    STATEMENT = "statement", "statement of account", "对账"
    HANDOVER = "handover", "handover for use", "交付使用", "工程交付", "移交使用"
    REPORT_SUBMITTED = "report_submitted", "acceptance report submitted", "提交竣工验收报告", "提交验收报告"
    SETTLEMENT_SUBMITTED = (
        "settlement_submitted",
        "settlement papers submitted",
        "提交结算文件",
        "报送结算",
        "提交竣工结算文件",
    )


class Portion(Kind):
    """Which part of a works price a receivable is (款项): what releases it and what it is claimed as follow from it."""

    ADVANCE = "advance", "advance", "预付款"
    PROGRESS = "progress", "progress payment", "进度款"
    SETTLEMENT = "settlement", "balance of the settlement", "结算款", "竣工结算款"
    RETENTION = "retention", "retention", "质保金", "质量保证金", "保修金"


class Qualification(Kind):
    """The contractor's qualification (资质), as far as a works contract may be void for it (建设工程解释一 1)."""

    HELD = "held", "qualified", "具备资质", "有资质"
    NONE = "none", "not qualified", "无资质", "没有资质"
    BEYOND = "beyond", "beyond the class of the qualification", "超越资质"
    BORROWED = "borrowed", "borrowed qualification", "借用资质", "挂靠"
    NO_TENDER = "no_tender", "compulsory tender not held", "应招标未招标", "中标无效"
    PASSED_ON = "passed_on", "works passed on unlawfully", "转包", "违法分包"


class Roll(Kind):
    """What the contract says of due dates on rest days; absent = the law decides (民法典 203, 204)."""

    NEXT = "next", "moves to the next working day", "顺延"
    NONE = "none", "does not move", "不顺延"


class Target(Kind):
    """One rung of an agreed order of appropriation (清偿抵充)."""

    DESIGNATED = "designated", "the order designated", "指定订单", "指定"
    OLDEST_PRINCIPAL = "oldest_principal", "principal due first", "先到期本金", "到期先后本金"
    INTEREST = "interest", "interest", "利息"
    PENALTY = "penalty", "penalty", "违约金"
    COSTS = "costs", "costs", "费用"


class ReceiverAuthority(Kind):
    """Why a receiver's signature binds the buyer."""

    NAMED_IN_CONTRACT = "named_in_contract", "named in the contract", "合同指定"
    SEAL = "seal", "seal", "盖章"
    AUTHORISED_LETTER = "authorised_letter", "letter of authority", "授权书"
    UNPROVED = "employee_unproved", "authority not proved", "未证明授权"
    UNSIGNED = "unsigned", "not signed", "未签收"


class AcknowledgementKind(Kind):
    """How the debtor agreed to perform (诉讼时效规定 14)."""

    STATEMENT = "statement", "statement of account", "对账单"
    DEBT_CONFIRMATION = "debt_confirmation", "confirmation of the debt", "债务确认书"
    REPAYMENT_PLAN = "repayment_plan", "repayment plan", "还款计划"
    PROMISE_MESSAGE = "promise_message", "promise", "承诺", "承诺消息"
    EXTENSION_REQUEST = "extension_request", "request for more time", "请求延期"
    AGREED_EXTENSION = "agreed_extension", "agreed extension", "协议展期", "双方约定新的付款日"
    IOU = "iou", "IOU given after the due date", "到期后出具的欠条", "欠条"
    SECURITY_PROVIDED = "security_provided", "security provided", "提供担保"
    PROMISE_AFTER_EXPIRY = "promise_after_expiry", "clear promise after limitation had run", "届满后承诺还款"


class CommunicationKind(Kind):
    """How something was said to the other side."""

    LETTER = "letter", "letter", "催款函", "信函", "催告函", "催收函", "催款通知", "催告通知"
    LAWYER_LETTER = "lawyer_letter", "lawyer's letter", "律师函"
    TERMINATION_NOTICE = (
        *("termination_notice", "notice of termination", "解除通知书"),
        *("解除通知", "解除合同通知", "解除合同通知书", "合同解除通知", "合同解除通知书"),
    )
    IM = "im", "instant message", "微信", "即时通讯"
    EMAIL = "email", "email", "电子邮件", "邮件"
    SMS = "sms", "text message", "短信"
    CALL = "call", "call", "电话"
    VISIT = "visit", "visit", "上门"
    PUBLIC_NOTICE = "public_notice", "public notice", "公告", "公告催收"
    ASSIGNMENT_NOTICE = "assignment_notice", "notice of assignment", "债权转让通知"


#: What is sent as a letter.
LETTERS = frozenset({CommunicationKind.LETTER, CommunicationKind.LAWYER_LETTER, CommunicationKind.TERMINATION_NOTICE})


class Outlet(Kind):
    """Where a public notice was published (诉讼时效规定 8(1)(4))."""

    NATIONAL = "national", "national medium", "国家级媒体", "全国"
    PROVINCE = "province_of_debtor", "medium of the missing party's province", "对方住所地省级媒体", "省级媒体", "省级"
    LOCAL = "local", "other medium", "其他媒体", "市级", "县级"


class Status(Kind):
    """What became of a communication."""

    SENT = "sent", "sent", "已发出", "已寄出"
    DELIVERED = "delivered", "delivered", "已送达", "签收", "已签收", "妥投"
    REFUSED = "refused", "refused", "拒收"
    RETURNED = "returned", "returned", "退回"


class AddressBasis(Kind):
    """Why the address or account counts as the addressee's."""

    CONTRACT = "contract", "agreed in the contract", "合同约定"
    REGISTERED = "registered", "registered domicile", "登记住所"
    ID_CARD = "id_card", "address on the identity card", "身份证住址"
    OTHER = "other", "other", "其他"


class SecurityKind(Kind):
    """Kind of security; only guarantees so far (保证)."""

    SURETY_JOINT = "surety_joint", "joint and several guarantee", "连带责任保证", "连带保证", "连带"
    SURETY_GENERAL = "surety_general", "general guarantee", "一般保证", "一般"
    SURETY_UNCLEAR = "surety_unclear", "guarantee, kind not stated", "保证方式未写清", "没写清"


class CollateralKind(Kind):
    """Kind of a security in a thing or right (物的担保)."""

    MORTGAGE = "mortgage", "mortgage", "抵押"
    REGISTERED_PLEDGE = "registered_pledge", "registered pledge of a right", "登记的权利质押", "权利质押"
    PLEDGE = "pledge", "pledge of a thing in the creditor's hands", "动产质押", "质押"


class DispositionKind(Kind):
    """How a debtor lessened its assets (民法典 538, 539)."""

    GIFT = "gift", "transfer for nothing", "无偿转让", "赠与"
    UNDERSALE = "undersale", "sale at a clearly unreasonable low price", "低价转让"
    OVERPURCHASE = "overpurchase", "purchase at a clearly unreasonable high price", "高价受让"
    WAIVER = "waiver", "waiver of a claim or of its security", "放弃债权", "放弃债权担保"
    EXTENSION = "extension", "extension of a claim in bad faith", "恶意延长债权履行期限", "延长履行期限"
    SECURITY = "security", "security for another's debt", "为他人债务提供担保", "对外担保"


class Resolution(Kind):
    """What a company decided on giving a guarantee, or why none was needed (公司法 15, 担保制度解释 8–10)."""

    SHAREHOLDERS = "shareholders", "resolution of the shareholders", "股东会决议"
    BOARD = "board", "resolution of the board", "董事会决议"
    SIGNED = "signed", "signed by two thirds of the shareholders", "三分之二以上股东签字", "股东签字同意"
    SUBSIDIARY = "subsidiary", "for a wholly owned subsidiary", "为全资子公司担保", "全资子公司"
    SOLE_OWNER = "sole_owner", "one-person company for its shareholder", "一人公司为股东担保"
    GUARANTOR = "guarantor", "guarantee company or bank guarantee", "担保公司或者金融机构保函", "担保公司"
    DISCLOSED = "disclosed", "announced by the listed company", "上市公司已公告"
    NONE = "none", "no resolution", "没有决议", "没有"


class CostKind(Kind):
    """Costs of realising a claim (实现债权的费用); ``repair`` is none of them: it is claimed as damages (赔偿损失)."""

    LAWYER_FEE = "lawyer_fee", "lawyer's fee", "律师费"
    PRESERVATION_INSURANCE = "preservation_insurance", "preservation insurance", "保全保险费"
    NOTARY = "notary", "notary fee", "公证费"
    TRAVEL = "travel", "travel", "差旅费"
    POSTAGE = "postage", "postage", "邮寄费", "快递费"
    SEARCH = "search", "searches of registers and archives", "查询费", "查档费"
    ANNOUNCEMENT = "announcement", "public notice", "公告费"
    APPRAISAL = "appraisal", "appraisal", "评估鉴定费", "评估费", "鉴定费"
    OUTSOURCED = "outsourced", "collection by others", "委外催收费"
    REPAIR = "repair", "repair of damage", "维修费", "修理费", "修复费", "损坏赔偿"
    OTHER = "other", "other", "其他费用"


class JurisdictionKind(Kind):
    """What the dispute clause chose."""

    COURT = "court", "court", "法院", "诉讼"
    ARBITRATION = "arbitration", "arbitration", "仲裁"


class Scope(Kind):
    """What a security covers."""

    PRINCIPAL = "principal", "principal", "本金", "主债权", "租金", "货款", "借款", "借款本金", "工程款", "服务费"
    INTEREST = "interest", "interest", "利息", "逾期利息"
    PENALTY = "penalty", "penalty", "违约金"
    DAMAGES = (
        *("damages", "damages", "损害赔偿金", "损害赔偿", "赔偿金", "赔偿损失", "损失"),
        *("占用费", "使用费", "占有使用费", "房屋占有使用费", "房屋占用费", "房屋使用费"),
    )
    COSTS = "costs", "costs of realising the claim", "实现债权的费用", "费用", "律师费", "诉讼费"
    NONE_AGREED = "none_agreed", "no scope agreed", "没有约定", "未约定"


class PaymentKind(Kind):
    """How a debt was reduced: money paid, or the creditor's own set-off (deposit, counterclaim)."""

    PAYMENT = "payment", "payment", "付款"
    SET_OFF = "set_off", "set-off", "抵扣", "抵销", "押金抵扣"


class BillKind(Kind):
    """Kind of a bill (票据法 2, 19, 73, 81)."""

    TRADE_ACCEPTANCE = "trade_acceptance", "trade acceptance bill", "商业承兑汇票", "电子商业承兑汇票"
    BANK_ACCEPTANCE = "bank_acceptance", "bank acceptance bill", "银行承兑汇票", "电子银行承兑汇票"
    PROMISSORY = "promissory", "promissory note", "本票"
    CHEQUE = "cheque", "cheque", "支票"


class RecourseFrom(Kind):
    """From whom is asked back what was paid for another (民法典 519, 700; 担保制度解释 13)."""

    PRINCIPAL = "principal_debtor", "principal debtor", "主债务人", "债务人"
    CO_GUARANTOR = "co_guarantor", "co-guarantor", "其他担保人", "共同担保人", "其他保证人", "共同保证人"
    JOINT_DEBTOR = "joint_debtor", "joint debtor", "其他连带债务人", "连带债务人"


class ShareGround(Kind):
    """Why a co-guarantor bears a share (担保制度解释 13)."""

    AGREED_SHARES = "agreed_shares", "shares were agreed", "约定分担份额"
    AGREED_RECOURSE = "agreed_recourse", "recourse was agreed without shares", "约定相互追偿"
    JOINT_GUARANTEE = "joint_guarantee", "a joint guarantee was agreed", "约定连带共同担保"
    SAME_PAPER = "same_paper", "all signed the same paper", "在同一份合同书上签字"


class FactoringKind(Kind):
    """Whether the factor may fall back on who assigned the receivable (民法典 766, 767)."""

    RECOURSE = "recourse", "with recourse", "有追索权", "有追索权保理"
    NO_RECOURSE = "no_recourse", "without recourse", "无追索权", "无追索权保理"


class DebtNature(Kind):
    """How several due dates of one contract hang together (民法典 189; deadlines rulebook 2.3)."""

    SEPARATE = "separate", "separate debts", "各自独立"
    INSTALMENTS = "instalments", "one debt in instalments", "同一债务分期履行", "分期"
    PERIODIC = "periodic", "recurring payments", "定期给付", "租金"
    FINANCE_LEASE = "finance_lease", "rent of a finance lease", "融资租赁租金"


class AskedAs(Kind):
    """As what a receivable is asked for that is not the debt of its contract itself (请求名目)."""

    COMPENSATION = "compensation", "damages", "赔偿", "赔偿损失", "维修费"
    PURCHASE_PRICE = "purchase_price", "price of the option to buy", "留购价款", "名义货价"
    FEE = "fee", "charges besides", "代垫费用", "水电费", "物业费", "其他费用"
    LUMP_PENALTY = "lump_penalty", "penalty in one sum", "一次性违约金", "定额违约金", "违约金"


class Valuation(Kind):
    """On what the value of a leased thing rests that is taken back (融资租赁解释 12)."""

    AGREED = "agreed", "as the contract has it", "约定", "合同约定"
    DEPRECIATED = "depreciated", "agreed depreciation and residual value", "折旧", "折旧残值", "折旧和残值"
    APPRAISED = "appraised", "appraisal", "评估", "评估价"
    SOLD = "sold", "what its sale brought", "变卖", "拍卖", "变卖价", "拍卖价"


class Every(Kind):
    """How long a period of rent is (租金周期)."""

    MONTH = "month", "month", "月", "每月", "按月", "月付"
    QUARTER = "quarter", "quarter", "季", "季度", "每季", "按季", "季付"
    HALF_YEAR = "half_year", "half-year", "半年", "每半年", "半年付"
    YEAR = "year", "year", "年", "每年", "按年", "年付"


class Currency(Kind):
    """The money a debt or payment stands in (币种); nothing is converted."""

    CNY = "CNY", "yuan", "人民币", "元", "人民币元"
    USD = "USD", "US dollars", "美元"
    EUR = "EUR", "euros", "欧元"
    HKD = "HKD", "Hong Kong dollars", "港元", "港币"
    JPY = "JPY", "yen", "日元"
    GBP = "GBP", "pounds sterling", "英镑"

    @property
    def unit(self) -> str:
        """How sums in it are written after the figure: 元, 美元."""
        return "元" if self is Currency.CNY else self.label


class LossMode(Kind):
    """Which LPR the statutory loss takes: that of the breach, or the running one (money rulebook 1.1)."""

    FIXED = "fixed", "LPR at the breach", "违约时LPR", "固定"
    SEGMENTED = "segmented", "running LPR", "同期LPR", "分段"


class LimitOf(Kind):
    """Of what a limit of the penalty is counted in percent."""

    PRICE = "price", "contract price", "合同价款", "合同总价"
    OVERDUE = "overdue", "each overdue sum", "逾期金额", "逾期款项"


class PaymentDay(Kind):
    """To which balance a payment day belongs (convention C2)."""

    REDUCED = "reduced", "counted on the reduced balance", "计入减少后余额"
    OLD = "old", "counted on the old balance", "计入原余额"


class Weak(Kind):
    """What a statement in a paper could cost the client (薄弱点): asked before it is pleaded."""

    REFUSED_PLAN = "refused_plan", "plan the creditor did not accept", "未接受的还款计划"
    FIGURES_STATED = "figures_stated", "statement with interest or penalty in figures", "对账单载明利息或者违约金"
    QUALITY_ALLEGED = "quality_alleged", "complaint of the goods by the debtor", "对方提出质量异议"
    LIMITATION = "limitation", "limitation over or near its end", "诉讼时效已过或者将届满"


class WeakAnswer(Kind):
    """What was decided on a weak point."""

    TELL = "tell", "told in papers", "写入", "写"
    LEAVE_OUT = "leave_out", "left out of papers", "不写", "不写入"
