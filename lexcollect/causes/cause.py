"""The shapes of a cause of action: frozen, typed, without behaviour beyond looking things up.

Owns :class:`Cause` and its parts. Reading is in ``reading``, finding one by its name in ``table``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from lexcollect.law.trace import Citation
from lexcollect.records import dataclass


class HeadKind(StrEnum):
    """What a sum is asked for as (诉讼请求项目)."""

    PRINCIPAL = "principal"  # 本金：案由还没有文件的
    PRICE = "price"  # 货款、价款
    LOAN = "loan"  # 借款本金
    TERM_INTEREST = "term_interest"  # 期内利息
    LATE_INTEREST = "late_interest"  # 逾期利息、逾期付款损失
    PENALTY = "penalty"  # 违约金
    LUMP_PENALTY = "lump_penalty"  # 一次性违约金
    RENT = "rent"  # 租金
    USE_FEE = "use_fee"  # 占有使用费
    PURCHASE_PRICE = "purchase_price"  # 留购价款
    WORKS = "works"  # 工程价款
    RETENTION = "retention"  # 质量保证金
    FEE = "fee"  # 服务费、报酬
    BILL = "bill"  # 票据金额
    COMPENSATION = "compensation"  # 损害赔偿
    RECOURSE = "recourse"  # 追偿款
    DOUBLE_INTEREST = "double_interest"  # 加倍部分债务利息
    COSTS = "costs"  # 实现债权的费用


class Burden(StrEnum):
    """Who has to prove (举证责任)."""

    CREDITOR = "creditor"
    DEBTOR = "debtor"


class Shows(StrEnum):
    """What an element of a claim is about (要件事实): by it the facts of a case file are found that bear it."""

    PARTIES = "parties"  # 当事人
    AGREEMENT = "agreement"  # 合同成立
    BUILDER = "builder"  # 谁施工
    BOUGHT = "bought"  # 租赁物存在、出租人出资购买
    HANDED_OVER = "handed_over"  # 履行：交付、提供、出借
    ACCEPTED = "accepted"  # 工程质量合格
    AMOUNT = "amount"  # 数额
    EXTRA = "extra"  # 增加的工作
    ADVANCES = "advances"  # 垫付的费用
    DUE = "due"  # 付款期限届满
    RETENTION = "retention"  # 质量保证金的返还期限届满
    FUNDS = "funds"  # 出借资金来源
    INTEREST = "interest"  # 期内利息的约定
    LATE_INTEREST = "late_interest"  # 逾期利率的约定
    LATE_CHARGE = "late_charge"  # 违约金条款
    EXCESS = "excess"  # 违约金过高
    PAID = "paid"  # 已经付款
    DEFENCE = "defence"  # 对方的其他抗辩
    DEPOSIT = "deposit"  # 押金
    DEMAND = "demand"  # 法律要求的催告
    ELECTION = "election"  # 全部租金与解除之间的选择
    USE_AFTER = "use_after"  # 期满、解除之后的占用
    DAMAGE = "damage"  # 损坏
    REGISTERED = "registered"  # 所有权登记
    TRANSFER = "transfer"  # 债权转让
    TRANSFER_NOTICE = "transfer_notice"  # 转让通知
    PRESENTED = "presented"  # 提示付款
    COSTS = "costs"  # 实现债权的费用
    SECURITY = "security"  # 担保
    PRIORITY = "priority"  # 工程价款优先受偿权
    LIMITATION = "limitation"  # 时效


class LatenessRule(StrEnum):
    """The law's answers for late payment without an agreed rate (逾期付款的法定标准)."""

    SALE = "overdue.sale"  # 买卖合同解释 18(4)
    LOAN = "lending.interest"  # 民间借贷规定 25, 28, 31
    WORKS = "works.interest"  # 建设工程解释一 26, 27
    BILL = "bill.interest"  # 票据法 70(1)(2)、票据纠纷规定 21


class FallsDue(StrEnum):
    """When the reward falls due where no day was agreed, as the law of the contract says (约定不明时的付款时间)."""

    DELIVERY = "delivery"  # 承揽：交付工作成果时（民法典 782）
    COMPLETION = "completion"  # 委托：完成委托事务（民法典 928）


class Asked(StrEnum):
    """What the interview of a new matter asks for besides the nine questions (建案时追问的事实)."""

    CONTRACT = "contract"  # 合同名称、编号、签订日期
    SPAN = "span"  # 租期
    ENDED = "ended"  # 合同解除日
    DEPOSIT = "deposit"  # 押金
    THINGS = "things"  # 租赁物
    NOTE = "note"  # 借条的金额和日期
    PAYOUTS = "payouts"  # 实际交付的每一笔
    REPAID = "repaid"  # 已经还过的每一笔
    DEBTS = "debts"  # 应收的每一笔
    PROJECT = "project"  # 工程名称和地点
    ACCEPTED = "accepted"  # 验收合格日
    SETTLED = "settled"  # 结算的日期和金额


class Trigger(StrEnum):
    """The day of the matter from which a special period of a cause runs (起算事实); never one that nobody entered."""

    DUE = "due"  # 应付之日
    DELIVERY = "delivery"  # 最后一批交付
    ACCEPTANCE = "acceptance"  # 验收合格
    SETTLEMENT = "settlement"  # 结算
    COMPLETION = "completion"  # 竣工
    STATEMENT = "statement"  # 对账
    INVOICE_RECEIPT = "invoice_receipt"  # 收到发票


class Whose(StrEnum):
    """Whose right ends with a special period (谁的权利): ours is to be used in time, theirs to be waited out."""

    CREDITOR = "creditor"
    DEBTOR = "debtor"


class Keeping(StrEnum):
    """By what act a right is used in time (行使方式)."""

    SUIT = "suit"  # 起诉、申请仲裁并一并主张（filings 的 asserts）
    NOTHING = ""


#: How the due dates of one contract hang together, as the case file names it (民法典 189, 融资租赁解释 14).
NATURES = ("separate", "instalments", "periodic", "finance_lease")
#: The rule of limitation of a claim that has none of its own (民法典 188).
GENERAL = "limitation.general"
#: The words every cause has: whatever else a clause asks for, these it can rely on.
NOUNS = ("债", "本金", "单笔", "履行", "标的", "债权方", "债务方")
#: Whose role in the contract every cause names.
ROLES = ("债权人", "债务人")


@dataclass(frozen=True, slots=True)
class Covered:
    """One name of the official list a file covers; ``limitation`` where that sub-cause has a period of its own.

    ``nature`` where its due dates hang together otherwise than those of the file: 分期付款买卖 is one price in parts.
    """

    number: str
    name: str
    limitation: str = ""
    nature: str = ""


@dataclass(frozen=True, slots=True)
class Special:
    """A special period of a cause: the rule, the day it runs from, whose right it is, and what uses it in time."""

    rule: str
    trigger: Trigger
    whose: Whose = Whose.CREDITOR
    kept_by: Keeping = Keeping.NOTHING


@dataclass(frozen=True, slots=True)
class Performance:
    """What the creditor had to perform: the fact group that holds it, noun and verb to tell it, the article."""

    facts: str
    noun: str
    verb: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class HeadWords:
    """What a head of claim is called, and the articles it rests on."""

    title: str
    title_en: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Lateness:
    """The statutory standard for late payment: the law's rule, and whether it applies by itself or by reference.

    ``by_reference``: the cause is no sale and takes the sale's rule through 民法典 646, which is cited first.
    """

    rule: LatenessRule
    by_reference: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """An article a paper of this cause relies on, always or in one circumstance."""

    paper: str
    when: str
    cite: Citation


@dataclass(frozen=True, slots=True)
class Form:
    """The official element form (要素式起诉状): its number in the batch, its title, the edition."""

    number: str
    title: str
    edition: str


@dataclass(frozen=True, slots=True)
class Element:
    """A line of the proof matrix (举证): what must be shown, by whom, on which articles, usually by which papers.

    ``shows`` is the closed word by which the facts of a case file are found that bear it. Burdens and articles are
    those of the day the cause was ``verified_on``.
    """

    fact: str
    fact_en: str
    shows: Shows
    burden: Burden
    cites: tuple[Citation, ...]
    evidence: tuple[str, ...]
    evidence_en: tuple[str, ...]
    missing: str
    missing_en: str


@dataclass(frozen=True, slots=True, eq=False)
class Cause:
    """A kind of debt (案由): everything that is different from one kind to the next.

    ``roles`` and ``nouns`` map a Chinese keyword to the word this cause uses for it (``nouns["债"]`` is 货款 in a
    sale). ``limitation`` is the rule of the general period, ``cross_border`` that of a contract between states
    (民法典 594), ``deadlines`` are the special ones; ``nature`` is how due
    dates hang together where the case file does not say; ``like`` names the
    cause whose sentences it takes as far as it has none of its own. ``demand_first`` are the articles by which the
    debtor is called on to pay before a suit, ``falls_due`` is when the reward is due where no day was agreed.
    ``interview`` is what a new matter of this kind is asked besides.
    """

    id: str
    number: str
    name: str
    name_en: str
    edition: date
    covers: tuple[Covered, ...]
    roles: Mapping[str, str]
    nouns: Mapping[str, str]
    performance: Performance
    heads: Mapping[HeadKind, HeadWords]
    principal: HeadKind
    lateness: Lateness | None
    cap: str
    limitation: str
    cross_border: str
    deadlines: tuple[Special, ...]
    nature: str
    like: str
    grounds: tuple[Ground, ...]
    form: Form | None
    proof: tuple[Element, ...]
    source: str
    verified_on: date
    review_by: date
    demand_first: tuple[Citation, ...] = ()
    falls_due: FallsDue | None = None
    interview: tuple[Asked, ...] = ()

    def articles(self, paper: str, circumstances: Iterable[str] = ()) -> tuple[Citation, ...]:
        """Return the articles a ``paper`` (``complaint`` …) relies on in the given circumstances, in file order."""
        holds = {"always", *circumstances}
        return tuple(g.cite for g in self.grounds if g.paper == paper and g.when in holds)

    def limitation_of(self, name: str) -> str:
        """Return the rule of limitation for the cause called ``name``: its own, else the one of the file."""
        return limitation_named(self.covers, name, self.limitation)


def limitation_named(covers: Iterable[Covered], name: str, general: str) -> str:
    """Return the rule of limitation that ``covers`` gives the cause called ``name``, else ``general``."""
    return next((c.limitation for c in covers if c.name == name and c.limitation), general)
