"""Kinds of parties and those who act for them: the closed vocabularies of who somebody is.

Owns their enumerations; asked for by way of :mod:`~lexcollect.casefile.kinds`.
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
        "供方",
        "供货商",
        "卖家",
        "出借方",
        "放款人",
        "房东",
        "出租方",
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
        "购货方",
        "买家",
        "欠款人",
        "借款方",
        "租客",
        "租户",
        "承租方",
    )
    SURETY = "surety", "surety", "保证人", "担保人"
    JOINT_DEBTOR = "joint_debtor", "joint debtor", "共同债务人", "债务加入人"
    SPOUSE = "spouse", "spouse of the debtor", "配偶", "债务人配偶", "妻子", "丈夫"
    GRANTOR = "grantor", "third person who gave a thing as security", "抵押人", "出质人", "担保物提供人"
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


class Instance(Kind):
    """The stage of proceedings for which an agent acts (审级): each needs a power of its own or its name in one."""

    FIRST = "first", "first instance", "一审", "第一审"
    SECOND = "second", "second instance", "二审", "第二审"
    RETRIAL = "retrial", "retrial", "再审"
    ENFORCEMENT = "enforcement", "enforcement", "执行", "执行程序"


class LenderKind(Kind):
    """Who lent, as far as other rules follow from it (民间借贷规定 1, 13; 法释〔2020〕27号)."""

    PRIVATE = "private", "private lender", "民间出借人", "自然人", "企业", "公司"
    LICENSED = "licensed", "licensed financial institution", "持牌金融机构", "金融机构", "银行"
    LOCAL_FINANCE = "local_finance", "local financial organisation", "地方金融组织", "小额贷款公司", "典当行"
    PROFESSIONAL = "professional", "unlicensed professional lender", "职业放贷人"


class SmeBuyer(Kind):
    """Who must pay a small or medium enterprise in time (保障中小企业款项支付条例 2, 3)."""

    PUBLIC = "public", "public body", "机关事业单位", "机关", "事业单位"
    LARGE = "large", "large enterprise", "大型企业"
