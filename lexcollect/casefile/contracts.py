"""Contracts: what the parties agreed of price, time, delay, costs, notices and courts (合同约定).

Owns :class:`Contract` and its clauses; each that may be written as one value is read from the words of the contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.facts import Fact
from lexcollect.casefile.fields import (
    AnyRateField,
    Count,
    Day,
    ExhibitRefs,
    Line,
    Money,
    Percent,
    RateField,
    YesNo,
    read_text,
)
from lexcollect.casefile.leasing import Acceleration, Deposit, Termination
from lexcollect.casefile.parties import Proved
from lexcollect.casefile.rights import ComplaintTime
from lexcollect.casefile.values import Alike, BadValue, Size
from lexcollect.cn.courts import names_a_court
from lexcollect.cn.payment_terms import BadTerm, read_term
from lexcollect.wording import text as sentence


class PaymentTerm(Fact, alone="text"):
    """When the price falls due: a period after an event (付款期限), or a fixed ``day``; one value says it in words.

    ``after: demand``: no day was agreed (民法典 511(4), 628, 675); ``count`` then is a grace that was.
    """

    count: Count | None = None
    unit: k.TermUnit = k.TermUnit.DAY
    after: k.After | None = None
    day: Day | None = None
    roll: k.Roll | None = None
    up_to: Percent | None = None
    clause: Line = ""
    text: Line = ""

    @property
    def whole(self) -> bool:
        """Whether a day can be counted from it; a day of the next month (次月几日) exists and goes with 月结."""
        if self.day is not None:
            return True
        if self.count is None or self.after is None:
            return False
        return self.unit is not k.TermUnit.MONTH_DAY or (self.after is k.After.MONTH_END and 1 <= self.count <= 31)

    @property
    def none_agreed(self) -> bool:
        """Whether it says no more than that no day was agreed (没有约定), without a grace."""
        return self.after is k.After.DEMAND and self.day is None and not self.count

    @classmethod
    def from_words(cls, written: str) -> Mapping[str, Any]:
        """Return the term that is written out (2024-03-01前、签收后60日内), its words kept unless they are a day."""
        text = read_text(written)
        try:
            term = read_term(text)
        except BadTerm as bad:
            if bad.reason == "demand":
                return {
                    "after": k.After.DEMAND.value,
                    "text": text,
                    **({"count": str(bad.number)} if bad.number else {}),
                }
            reason = sentence(f"general.term.{bad.reason}")
            raise BadValue("LX-C120", text=text, reason=reason) from None
        share = {"up_to": term.up_to} if term.up_to else {}
        if term.day is not None:
            return {"day": term.day.isoformat(), **share}
        return {"count": str(term.number), "unit": term.unit, "after": term.event, "text": text, **share}


class LaterRate(Fact):
    """The rate that follows another (先后两种标准): after so many days of delay, or from a day on."""

    after_days: Count | None = None
    from_day: Day | None = None
    rate: AnyRateField


class Sharing(Fact):
    """How co-guarantors or joint debtors share what one of them paid (分担, 担保制度解释 13, 民法典 519).

    ``share`` is the defendant's, in percent; without it ``persons`` (ours among them) bear equal shares.
    ``unrecovered`` is what cannot be had from the debtor. Among joint debtors: ``debt`` the whole debt, ``own_share``
    ours, ``performed`` what the defendant paid itself; ``failed`` is what a third joint debtor cannot perform of its
    share of ``failed_share`` percent, and the others bear in proportion (519(3)). ``text`` tells it in the user's own
    words.
    """

    ground: k.ShareGround | None = None
    share: Percent | None = None
    own_share: Percent | None = None
    persons: Count | None = None
    unrecovered: Money | None = None
    debt: Money | None = None
    performed: Money | None = None
    failed: Money | None = None
    failed_share: Percent | None = None
    text: Line = ""


class PenaltyLimit(Fact, alone="percent"):
    """The most an agreed penalty comes to (违约金上限): so many percent of a sum, or a sum.

    ``of`` is the contract price (``price``; without it the receivables of the contract) or each overdue sum.
    """

    percent: Percent | None = None
    of: k.LimitOf | None = None
    price: Money | None = None
    amount: Money | None = None


class LatePenalty(Fact, alone="rate"):
    """The agreed penalty for late payment (逾期付款违约金).

    ``rate`` may hang on LPR; the words say of which day (同期, 违约时, 合同成立时, a day). ``then`` is a second rate,
    ``limit`` the most it comes to.
    """

    rate: AnyRateField
    then: LaterRate | None = None
    limit: PenaltyLimit | None = None
    clause: Line = ""
    text: Line = ""


class OverdueLoss(Fact, alone="markup"):
    """The statutory loss from late payment, asked for where no penalty was agreed (逾期付款损失).

    ``markup`` in percent on one-year LPR; ``mode`` fixed at the breach or running (买卖合同解释 18(4)).
    """

    markup: Percent | None = None
    mode: k.LossMode | None = None


class AgreedInterest(Fact, alone="rate"):
    """An agreed rate of interest (利息约定): for the term of a loan, or for the time after it."""

    rate: RateField
    clause: Line = ""
    text: Line = ""


class Works(Fact):
    """The works a contract is about (工程): where they are, who may build them, what was agreed of audit and priority.

    ``court`` is that of the place of the works (民事诉讼法 34); ``price`` the sum in the contract; ``audit`` the clause
    that settles as audited, in its own words; ``reply_days``: settlement papers that the employer did not answer in so
    many days count as accepted (建设工程解释一 21); ``priority``: whether the priority of 民法典 807 is asked for.
    """

    project: Line = ""
    place: Line = ""
    court: Line = ""
    price: Money | None = None
    qualification: k.Qualification | None = None
    audit: Line = ""
    reply_days: Count | None = None
    priority: YesNo | None = None


class Appropriation(Fact):
    """The agreed order in which payments are applied (清偿抵充顺序, 民法典 560, 561)."""

    order: Annotated[tuple[k.Target, ...], Size(least=1)]
    clause: Line = ""
    text: Line = ""


class CostClause(Fact):
    """Which costs of realising the claim the debtor bears by contract (费用承担条款)."""

    covers: tuple[k.CostKind, ...]
    clause: Line = ""
    text: Line = ""


class Representative(Fact):
    """A person the contract names for a task: statements, receipt of goods (授权经办人)."""

    name: Line
    phone: Line = ""
    email: Line = ""
    im_account: Line = ""
    clause: Line = ""


class NoticeClause(Fact):
    """What the contract says of notices (通知与送达)."""

    clause: Line = ""
    refused_counts: YesNo = False
    court_service: YesNo = False
    text: Line = ""


class Jurisdiction(Fact, alone="text"):
    """The dispute clause (争议解决); its words alone say whether it names a court or arbitration."""

    kind: k.JurisdictionKind
    court: Line = ""
    clause: Line = ""
    text: Line = ""

    @classmethod
    def from_words(cls, written: str) -> Mapping[str, Any]:
        """Return the clause that is written out (甲方住所地人民法院、提交江州仲裁委员会仲裁)."""
        words = read_text(written)
        kind = k.JurisdictionKind.ARBITRATION if "仲裁" in words else k.JurisdictionKind.COURT
        return {"kind": kind.value, ("court" if names_a_court(words) else "text"): words}


class SmeTerms(Fact, alone="buyer"):
    """The creditor is a small or medium enterprise (中小企业款项, 保障中小企业款项支付条例).

    ``size`` in words as it was when the contract was made (中型企业、小型企业、微型企业), ``told`` that the buyer was
    told so (3); ``inspection_until`` ends the time agreed for acceptance, from which the term runs where the buyer
    delays it (10).
    """

    buyer: k.SmeBuyer
    size: Line = ""
    told: YesNo | None = None
    inspection_until: Day | None = None
    evidence: ExhibitRefs = ()

    @property
    def size_in_words(self) -> str:
        """Return the size as papers write it: 小型 is 小型企业."""
        return f"{self.size}企业" if self.size in ("中型", "小型", "微型") else self.size


class TitleKept(Fact):
    """The seller keeps the title until it is paid (所有权保留; 民法典 641–643), and why it takes the goods back.

    ``thing`` is what the title was kept of, as the contract describes it, ``place`` where it is. ``registered_on`` and
    ``number`` are those of the register entry. ``ground`` and ``breach`` (the facts) are those of 642(1),
    ``redeem_days`` the time to redeem it (643).
    """

    clause: Line = ""
    text: Line = ""
    thing: Line = ""
    place: Line = ""
    registered_on: Day | None = None
    number: Line = ""
    ground: k.RetakenFor | None = None
    breach: Line = ""
    redeem_days: Count | None = None


class Contract(
    Proved,
    noun=("合同", "contract"),
    alike=(
        Alike(("number",)),
        Alike(("name", "signed_on"), ("number",)),
    ),
    named=True,
):
    """A contract (合同); ``written``: there is a paper. Without one it stands on what was performed (民法典 490(2)).

    ``performed_at`` is the place of performance that the contract names (民诉法解释 18(1)), not one of delivery.
    ``online``: a sale that was made over the network, ``platform`` on which platform of electronic commerce;
    ``delivered_online``: the thing was delivered over the network too, else ``receipt_at`` is where it was received
    (民诉法解释 20).
    """

    id: Line
    cause: Line
    written: YesNo = True
    name: Line = ""
    number: Line = ""
    signed_on: Day | None = None
    signed_place: Line = ""
    performed_at: Line = ""
    online: YesNo = False
    platform: Line = ""
    delivered_online: YesNo = False
    receipt_at: Line = ""
    goods: Line = ""
    nature: k.DebtNature | None = None
    cross_border: YesNo = False
    recourse_from: k.RecourseFrom | None = None
    sharing: Sharing | None = None
    ends_on: Day | None = None
    payment_term: PaymentTerm | None = None
    works: Works | None = None
    lender: k.LenderKind = k.LenderKind.PRIVATE
    term_interest: AgreedInterest | None = None
    late_interest: AgreedInterest | None = None
    repayment: k.Repayment | None = None
    late_penalty: LatePenalty | None = None
    overdue_loss: OverdueLoss | None = None
    sme: SmeTerms | None = None
    appropriation: Appropriation | None = None
    cost_clause: CostClause | None = None
    deposit: Deposit | None = None
    acceleration: Acceleration | None = None
    termination: Termination | None = None
    title_kept: TitleKept | None = None
    inspection: ComplaintTime | None = None
    warranty: ComplaintTime | None = None
    statement_authority: tuple[Representative, ...] = ()
    receivers: tuple[Representative, ...] = ()
    notice: NoticeClause | None = None
    jurisdiction: Jurisdiction | None = None

    @property
    def called(self) -> str:
        """How findings call it: its name, without a paper its id."""
        return self.name or self.id
