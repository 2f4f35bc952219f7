"""Kinds: the closed vocabularies of a case file.

Owns each enumeration; a member holds its value, its English words and the Chinese words that are read for it (first
word = label on screen), see :class:`~lexcollect.casefile.values.Kind`.
"""

from __future__ import annotations

from lexcollect.casefile.values import Kind


class Role(Kind):
    """What a party is in the matter (身份)."""

    CREDITOR = (
        "creditor",
        "creditor",
        "债权人",
        "原告",
        "卖方",
        "出卖人",
        "出租人",
        "出借人",
        "贷款人",
        "供应商",
        "供货方",
        "房东",
    )
    DEBTOR = (
        "debtor",
        "debtor",
        "债务人",
        "被告",
        "买方",
        "买受人",
        "承租人",
        "借款人",
        "采购方",
        "需方",
        "租客",
        "租户",
    )
    SURETY = "surety", "surety", "保证人", "担保人"
    JOINT_DEBTOR = "joint_debtor", "joint debtor", "共同债务人", "债务加入人"
    SPOUSE = "spouse", "spouse of the debtor", "配偶", "债务人配偶", "妻子", "丈夫"
    THIRD_PARTY = "third_party", "third person, no party to the suit", "案外人", "代付人", "代收人"


class Sharing(Kind):
    """How several creditors hold a claim, or several debtors owe a debt (民法典 517, 518)."""

    JOINT = "joint", "jointly and severally", "连带"
    SHARES = "shares", "by shares", "按份"
    COMMON = "common", "as one common debt or claim", "共同"


class TieGround(Kind):
    """On what it rests that a party owes beside another one (民法典 518(2), 552, 1064)."""

    AGREED = "agreed", "agreed in the contract", "合同约定"
    JOINED = "joined", "joined the debt", "债务加入"
    LAW = "law", "by law", "法律规定"
    SIGNED = "signed", "signed together", "共同签名", "共同签字"
    RATIFIED = "ratified", "ratified afterwards", "事后追认"
    DAILY_NEEDS = "daily_needs", "for the daily needs of the family", "家庭日常生活"
    FAMILY_LIFE = "family_life", "used for the common life of the spouses", "夫妻共同生活"
    FAMILY_BUSINESS = "family_business", "used for the common business of the spouses", "夫妻共同经营", "共同生产经营"


class PartyKind(Kind):
    """What a party is in law (类型)."""

    ORGANISATION = "organisation", "organisation", "法人", "公司", "企业", "单位"
    NATURAL = "natural", "natural person", "自然人", "个人"
    INDIVIDUAL_BUSINESS = "individual_business", "individual business", "个体工商户"
    BRANCH = "branch", "branch", "分支机构", "分公司"


class CertificateKind(Kind):
    """The paper by which a natural person is identified (证件类型); the form of the number tells it mostly."""

    ID_CARD = "id_card", "identity card", "居民身份证", "身份证"
    RESIDENCE_PERMIT = (
        "residence_permit",
        "residence permit of a Hong Kong, Macao or Taiwan resident",
        "港澳台居民居住证",
    )
    PERMANENT_RESIDENCE = "permanent_residence", "permanent residence card", "外国人永久居留身份证", "永久居留身份证"
    HK_MACAO_PERMIT = "hk_macao_permit", "mainland travel permit (Hong Kong, Macao)", "港澳居民来往内地通行证", "回乡证"
    TAIWAN_PERMIT = "taiwan_permit", "mainland travel permit (Taiwan)", "台湾居民来往大陆通行证", "台胞证"
    PASSPORT = "passport", "passport", "护照"


class AgentKind(Kind):
    """On what ground an agent acts (民事诉讼法 61, 民诉法解释 86–88)."""

    LAWYER = "lawyer", "lawyer", "律师"
    BASIC_LEGAL_WORKER = "basic_legal_worker", "basic legal worker", "基层法律服务工作者"
    EMPLOYEE = "employee", "employee", "员工", "工作人员"
    CLOSE_RELATIVE = "close_relative", "close relative", "近亲属"


class Authority(Kind):
    """General or special authority of an agent (民诉法解释 89)."""

    GENERAL = "general", "general", "一般授权"
    SPECIAL = "special", "special", "特别授权"


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
    IOU = "iou", "IOU given after the due date", "到期后出具的欠条"
    SECURITY_PROVIDED = "security_provided", "security provided", "提供担保"


class CommunicationKind(Kind):
    """How something was said to the other side."""

    LETTER = "letter", "letter", "催款函", "信函"
    LAWYER_LETTER = "lawyer_letter", "lawyer's letter", "律师函"
    IM = "im", "instant message", "微信", "即时通讯"
    EMAIL = "email", "email", "电子邮件", "邮件"
    SMS = "sms", "text message", "短信"
    CALL = "call", "call", "电话"
    VISIT = "visit", "visit", "上门"
    PUBLIC_NOTICE = "public_notice", "public notice", "公告", "公告催收"
    ASSIGNMENT_NOTICE = "assignment_notice", "notice of assignment", "债权转让通知"


class Outlet(Kind):
    """Where a public notice was published (诉讼时效规定 8(1)(4))."""

    NATIONAL = "national", "national medium", "国家级媒体", "全国"
    PROVINCE = "province_of_debtor", "medium of the missing party's province", "对方住所地省级媒体", "省级媒体", "省级"
    LOCAL = "local", "other medium", "其他媒体", "市级", "县级"


class Status(Kind):
    """What became of a communication."""

    SENT = "sent", "sent", "已发出", "已寄出"
    DELIVERED = "delivered", "delivered", "已送达", "签收"
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


class Stage(Kind):
    """When preservation is asked for (财产保全)."""

    PRE_SUIT = "pre_suit", "before suit", "诉前"
    SUIT = "suit", "with the suit", "诉讼", "诉中"


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


class CostKind(Kind):
    """Costs of realising a claim (实现债权的费用)."""

    LAWYER_FEE = "lawyer_fee", "lawyer's fee", "律师费"
    PRESERVATION_INSURANCE = "preservation_insurance", "preservation insurance", "保全保险费"
    NOTARY = "notary", "notary fee", "公证费"
    TRAVEL = "travel", "travel", "差旅费"


class JurisdictionKind(Kind):
    """What the dispute clause chose."""

    COURT = "court", "court", "法院", "诉讼"
    ARBITRATION = "arbitration", "arbitration", "仲裁"


class Scope(Kind):
    """What a security covers."""

    PRINCIPAL = "principal", "principal", "本金", "主债权"
    INTEREST = "interest", "interest", "利息"
    PENALTY = "penalty", "penalty", "违约金"
    DAMAGES = "damages", "damages", "损害赔偿金", "损害赔偿"
    COSTS = "costs", "costs of realising the claim", "实现债权的费用", "费用"


class PaymentKind(Kind):
    """How a debt was reduced: money paid, or the creditor's own set-off (deposit, counterclaim)."""

    PAYMENT = "payment", "payment", "付款"
    SET_OFF = "set_off", "set-off", "抵扣", "抵销", "押金抵扣"


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


class InsolvencyEnd(Kind):
    """How insolvency proceedings ended (企业破产法 12, 86, 98, 108, 120)."""

    DISMISSED = "dismissed", "application dismissed", "驳回申请"
    PAID = "paid", "ended because the debts were paid or secured", "清偿终结"
    RESTRUCTURED = "restructured", "restructuring plan or composition approved", "批准重整计划", "认可和解协议"
    WOUND_UP = "wound_up", "ended after distribution, or for want of assets", "终结破产程序", "破产终结"


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


class FactoringKind(Kind):
    """Whether the factor may fall back on who assigned the receivable (民法典 766, 767)."""

    RECOURSE = "recourse", "with recourse", "有追索权", "有追索权保理"
    NO_RECOURSE = "no_recourse", "without recourse", "无追索权", "无追索权保理"


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


class Every(Kind):
    """How long a period of rent is (租金周期)."""

    MONTH = "month", "month", "月", "每月", "按月", "月付"
    QUARTER = "quarter", "quarter", "季", "季度", "每季", "按季", "季付"
    HALF_YEAR = "half_year", "half-year", "半年", "每半年", "半年付"
    YEAR = "year", "year", "年", "每年", "按年", "年付"


class LenderKind(Kind):
    """Who lent, as far as other rules follow from it (民间借贷规定 1, 13; 法释〔2020〕27号)."""

    PRIVATE = "private", "private lender", "民间出借人", "自然人", "企业", "公司"
    LICENSED = "licensed", "licensed financial institution", "持牌金融机构", "金融机构", "银行"
    LOCAL_FINANCE = "local_finance", "local financial organisation", "地方金融组织", "小额贷款公司", "典当行"
    PROFESSIONAL = "professional", "unlicensed professional lender", "职业放贷人"


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


class SmeBuyer(Kind):
    """Who must pay a small or medium enterprise in time (保障中小企业款项支付条例 2, 3)."""

    PUBLIC = "public", "public body", "机关事业单位", "机关", "事业单位"
    LARGE = "large", "large enterprise", "大型企业"


class LossMode(Kind):
    """Which LPR the statutory loss takes: that of the breach, or the running one (money rulebook 1.1)."""

    FIXED = "fixed", "LPR at the breach", "违约时LPR", "固定"
    SEGMENTED = "segmented", "running LPR", "同期LPR", "分段"


class PaymentDay(Kind):
    """To which balance a payment day belongs (convention C2)."""

    REDUCED = "reduced", "counted on the reduced balance", "计入减少后余额"
    OLD = "old", "counted on the old balance", "计入原余额"
