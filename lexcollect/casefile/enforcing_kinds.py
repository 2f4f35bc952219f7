"""Kinds of late stages: who stands in with a settlement, what fixes a secured debt, whom a court restricts, lists, adds.

Owns their enumerations; asked for by way of :mod:`~lexcollect.casefile.kinds`.
"""

from __future__ import annotations

from lexcollect.casefile.values import Kind


class BackingKind(Kind):
    """How somebody newly stands in for a debt with a settlement (民法典 552, 686)."""

    JOINT = "joint", "joint and several guarantor", "连带责任保证", "连带保证"
    GENERAL = "general", "general guarantor", "一般保证"
    JOINS = "joins", "joins the debt", "债务加入"


class FeeBearer(Kind):
    """Who bears the court's fee in a settlement of a suit (诉讼费用交纳办法 31)."""

    DEBTOR = "debtor", "the debtor", "债务人负担", "乙方负担"
    CREDITOR = "creditor", "the creditor", "债权人负担", "甲方负担"
    HALVES = "halves", "each side half", "各半负担", "各负担一半"


class EnforcementRequestKind(Kind):
    """What is asked of the court that executes (执行申请)."""

    CONSUMPTION = "consumption", "restriction of consumption", "限制消费", "限制高消费"
    LISTING = "listing", "entry in the list of dishonest judgment debtors", "纳入失信", "纳入失信被执行人名单"
    JOINDER = "joinder", "that a judgment debtor be added", "追加被执行人", "追加"
    SUBSTITUTION = "substitution", "that a judgment debtor be changed", "变更被执行人", "变更"


class FixedBy(Kind):
    """Why the debts that a security up to a sum covers are fixed (最高额抵押、质押的债权确定, 民法典 423, 439)."""

    TERM = "term", "the agreed time is over", "约定的债权确定期间届满", "期间届满"
    ASKED = "asked", "asked for after two years", "满二年后请求确定", "请求确定"
    NO_MORE = "no_more", "no new debt can arise", "新的债权不可能发生"
    SEIZED = "seized", "the thing was sealed up or seized", "担保财产被查封、扣押", "被查封"
    DISSOLVED = "dissolved", "debtor or grantor declared bankrupt or dissolved", "被宣告破产或者解散", "破产或者解散"


class UnitPerson(Kind):
    """Who is restricted together with a unit (限制消费规定 3(2))."""

    LEGAL_REP = "legal_rep", "legal representative", "法定代表人"
    PRINCIPAL = "principal", "principal person in charge", "主要负责人"
    RESPONSIBLE = "responsible", "person directly responsible for the non-performance", "影响债务履行的直接责任人员"
    CONTROLLER = "controller", "actual controller", "实际控制人"


class ListingGround(Kind):
    """Why a judgment debtor is entered in the list (失信名单规定 1)."""

    ABLE = "able", "able to perform and refuses", "有履行能力而拒不履行"
    OBSTRUCTS = "obstructs", "obstructs with false evidence, violence or threats", "妨碍、抗拒执行", "妨碍抗拒执行"
    EVADES = "evades", "evades by sham suits, hiding or moving assets", "规避执行"
    REPORTS_NOT = "reports_not", "breaks the duty to report assets", "违反财产报告制度"
    CONSUMES = "consumes", "breaks an order restricting consumption", "违反限制消费令"
    BREAKS_SETTLEMENT = "breaks_settlement", "breaks a settlement in enforcement without cause", "拒不履行执行和解协议"


class JoinderGround(Kind):
    """On what a person becomes judgment debtor (变更追加规定 10–25), and what looks like it and is none."""

    HEIR = "heir", "takes the estate of a judgment debtor who died", "遗产管理人、继承人", "继承人"
    MERGED = "merged", "goes on after a merger", "合并后存续或者新设", "合并"
    DIVIDED = "divided", "was set up in a division", "分立后新设", "分立"
    SOLE_OWNER = "sole_owner", "owner of a sole proprietorship", "个人独资企业出资人"
    PARTNER = "partner", "general partner", "普通合伙人"
    LIMITED_PARTNER = "limited_partner", "limited partner who did not pay in", "未足额出资的有限合伙人"
    OF_BRANCH = "of_branch", "legal person of a branch", "分支机构的法人", "总公司"
    OTHER_BODY = "other_body", "answers for another unincorporated body", "对非法人组织债务承担责任的主体"
    UNPAID_CAPITAL = "unpaid_capital", "shareholder who did not pay in", "未缴纳或者未足额缴纳出资的股东", "未出资股东"
    WITHDRAWN_CAPITAL = "withdrawn_capital", "shareholder who withdrew the capital", "抽逃出资的股东", "抽逃出资"
    SOLD_UNPAID = "sold_unpaid", "former shareholder who sold unpaid shares", "未履行出资义务即转让股权的原股东"
    ONE_PERSON = "one_person", "shareholder of a one-person company", "一人公司股东", "一人有限责任公司的股东"
    UNLIQUIDATED = "unliquidated", "deregistered without liquidation", "未经清算即注销的股东", "未经清算即注销"
    TOOK_ASSETS = "took_assets", "took the assets for nothing on dissolution", "无偿接受财产"
    PROMISED_REGISTRY = "promised_registry", "promised payment on deregistration", "注销登记时承诺清偿"
    PROMISED_COURT = "promised_court", "promised the court to pay in the debtor's place", "向执行法院承诺代为履行"
    TRANSFERRED = "transferred", "received the assets by administrative order", "依行政命令无偿受让财产"
    BUYER_OF_UNPAID = "buyer_of_unpaid", "who bought unpaid shares", "未届期或者未足额出资股权的受让人"
    SURETY_TO_COURT = "surety_to_court", "guarantor in enforcement", "执行担保人"
    ONLY_AGREED = "only_agreed", "promised in a settlement, not to the court", "只在和解协议中承诺的第三人"
