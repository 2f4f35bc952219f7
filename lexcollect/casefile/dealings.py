"""Dealings: what was owed, delivered, paid, said and secured (履行、付款、往来、担保).

Owns the fact groups that claims and deadlines rest on; what was agreed stands in ``contracts``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.contracts import PaymentTerm
from lexcollect.casefile.facts import Fact
from lexcollect.casefile.fields import (
    CommunicationRef,
    ContractRef,
    Count,
    Day,
    ExhibitRefs,
    Line,
    Money,
    ObligationRef,
    ObligationRefs,
    PartyRef,
    RateField,
    TimeOfDay,
    TitleRef,
    YesNo,
    read_text,
)
from lexcollect.casefile.parties import Proved
from lexcollect.casefile.values import Alike, BadValue
from lexcollect.cn.guarantee_periods import read_guarantee_period


class Bill(Fact):
    """A bill our creditor holds (票据): what stands on it, when it was presented, when and why payment was refused.

    Its sum and its day of maturity are those of the receivable. Who is neither ``drawer`` nor ``acceptor`` answers as a
    prior party, for a shorter time (票据法 17). ``settled_on`` and ``settled``: our creditor paid a later holder, that
    much, and has further recourse (再追索, 71); ``sued_on`` is the day it was sued before.
    """

    kind: k.BillKind
    number: Line = ""
    issued_on: Day | None = None
    drawer: Line = ""
    acceptor: Line = ""
    presented_on: Day | None = None
    refused_on: Day | None = None
    reason: Line = ""
    settled_on: Day | None = None
    settled: Money | None = None
    sued_on: Day | None = None


class RolledOver(Fact, noun=("前期借款结转", "earlier loan rolled over"), alone="date"):
    """Earlier principal and interest settled and written into a new note (前期借款结转, 民间借贷规定 27).

    ``date`` is the day of the note, ``rate`` the earlier rate, ``made`` the day of the first contract where that is not
    the day of the money. The receivable is the sum of the note, its payout the money of the first loan.
    """

    date: Day
    rate: RateField | None = None
    made: Day | None = None


class Obligation(
    Proved,
    noun=("应收款", "receivable"),
    alike=(
        Alike(("contract", "date", "amount"), ("due", "goods", "quantity")),
        Alike(("contract", "amount"), ("date", "due", "goods", "quantity", "title")),
    ),
    named=True,
):
    """A receivable (应收款): one order, instalment or invoice that falls due by itself.

    ``charge``: what it is charged for, where an official form has a place for that alone (罚息、海运费). ``number``:
    the number the other side knows it by, where the id is not that number.
    """

    id: Line
    contract: ContractRef
    number: Line = ""
    title: Line = ""
    date: Day | None = None
    goods: Line = ""
    quantity: Line = ""
    unit_price: Line = ""
    amount: Money
    portion: k.Portion | None = None
    due: PaymentTerm | None = None
    nature: k.DebtNature | None = None
    bears_penalty: YesNo | None = None
    asked_as: k.AskedAs | None = None
    charge: k.Charge | None = None
    bill: Bill | None = None
    rolled: RolledOver | None = None
    currency: k.Currency = k.Currency.CNY

    @property
    def bears(self) -> bool:
        """Tell whether penalty or loss runs on it: never on a penalty in one sum, which is one itself."""
        return self.bears_penalty is not False and self.asked_as is not k.AskedAs.LUMP_PENALTY

    @property
    def beside(self) -> bool:
        """Tell whether it is asked for beside the debt of its contract (赔偿、代垫费用): a penalty may not mean it."""
        return self.asked_as in (k.AskedAs.COMPENSATION, k.AskedAs.FEE)


class Delivery(
    Proved,
    noun=("交货", "delivery"),
    alike=(
        Alike(("obligation", "date"), ("doc_no", "goods", "quantity")),
        Alike(("date", "goods", "quantity"), ("doc_no",)),
        Alike(("doc_no",), ("goods", "quantity")),
    ),
):
    """A delivery (交货)."""

    obligation: ObligationRef
    date: Day
    doc_no: Line = ""
    goods: Line = ""
    quantity: Line = ""
    receiver: Line = ""
    receiver_authority: k.ReceiverAuthority = k.ReceiverAuthority.UNPROVED
    note: Line = ""


class Milestone(
    Proved,
    noun=("履行节点", "milestone"),
    alike=(Alike(("obligation", "kind"), ("date",)), Alike(("contract", "kind"), ("date", "obligation"))),
):
    """A step of performance from which a payment term runs: acceptance, settlement, completion … (履行节点).

    Of one debt (``obligation``), or of all debts of a ``contract``. ``amount`` is the sum of a settlement that was
    submitted or agreed.
    """

    obligation: ObligationRef = ""
    contract: ContractRef = ""
    kind: k.MilestoneKind
    date: Day
    amount: Money | None = None
    title: Line = ""


class Payout(
    Proved,
    noun=("借款交付", "payout"),
    alike=(Alike(("date", "amount"), ("obligation", "channel")),),
):
    """Money lent and really handed over (借款交付): what counts as principal (民法典 670, 679).

    ``obligation`` may be left out where the contract has one receivable, or where the whole sum was paid at once.
    """

    obligation: ObligationRef = ""
    date: Day
    amount: Money
    channel: Line = ""
    memo: Line = ""


class Assignment(
    Proved,
    noun=("债权转让", "assignment"),
    alike=(Alike(("assignor", "date"), ("agreement", "factoring")),),
):
    """A transfer of the receivables to our creditor (债权转让, 民法典 545–547): who assigned, when, by which paper.

    ``covers`` none named: all. ``factoring`` where the assignee is a factor (保理). The notice to the debtor is a
    communication of its own (往来: 债权转让通知).
    """

    assignor: Line
    date: Day
    agreement: Line = ""
    covers: ObligationRefs = ()
    factoring: k.FactoringKind | None = None


class Invoice(
    Proved,
    noun=("发票", "invoice"),
    alike=(
        Alike(("number",), ("obligation",)),
        Alike(("number", "amount")),
    ),
):
    """A VAT invoice (发票)."""

    number: Line
    date: Day
    amount: Money
    obligation: ObligationRef = ""


class Payment(Proved, noun=("付款", "payment"), alike=(Alike(("date", "amount"), ("kind", "payer")),)):
    """Money received (付款), or a set-off such as a deposit (抵扣).

    The day of a set-off is the day its notice reached the debtor, and its exhibits prove that (民法典 568). ``title``
    is the enforceable paper it was paid on, where there are several. A third person who paid for the debtor
    (``payer``) or took the money for the creditor (``collected_by``) is a party (案外人) that is not sued;
    ``basis`` is the mandate (委托付款、授权收款). ``for_contract`` is the contract the debtor named when paying
    (民法典 560(1)); ``elsewhere``: it was paid on another contract than those in dispute and is not applied here.
    Without ``currency`` it was paid in the money of the debts. ``undated``: the sum is known and its days are not;
    ``date`` then is the day by which all of it had come in, and interrupts nothing.
    """

    id: Line = ""
    kind: k.PaymentKind = k.PaymentKind.PAYMENT
    date: Day
    amount: Money
    payer: PartyRef = ""
    collected_by: PartyRef = ""
    basis: Line = ""
    channel: Line = ""
    designated_for: ObligationRef = ""
    for_contract: ContractRef = ""
    elsewhere: YesNo = False
    undated: YesNo = False
    title: TitleRef = ""
    memo: Line = ""
    currency: k.Currency | None = None


class Acknowledgement(
    Proved,
    noun=("确认", "acknowledgement"),
    alike=(Alike(("kind", "date"), ("by", "amount", "covers", "content", "channel", "contact")),),
):
    """The debtor's consent to perform: statement, plan, promise (债务人同意履行).

    A promise to pay is one: ``amount`` what was promised, ``new_due_on`` the day it was promised for, ``contact`` the
    call or visit in which it was given. ``refusal_told``: whether papers say that the creditor did not accept it
    (写明未接受): a weak point, asked first.
    """

    id: Line
    kind: k.AcknowledgementKind
    date: Day
    by: PartyRef = ""
    covers: ObligationRefs = ()
    amount: Money | None = None
    signed_by: Line = ""
    signer_authority: Line = ""
    seal: Line = ""
    channel: k.CommunicationKind | None = None
    tied_to: Line = ""
    content: Line = ""
    promises_payment: YesNo = True
    accepted: YesNo | None = None
    refusal_told: YesNo | None = None
    new_due_on: Day | None = None
    contact: CommunicationRef = ""


class Links(Fact):
    """Which exhibit carries which link of the proof of a demand (证明链, 诉讼时效规定 8).

    ``content`` what was said, ``sent`` that this was what was posted, ``address`` why it is the addressee's,
    ``arrival`` that and when it arrived, ``answer`` the other side's reply.
    """

    content: ExhibitRefs = ()
    sent: ExhibitRefs = ()
    address: ExhibitRefs = ()
    arrival: ExhibitRefs = ()
    answer: ExhibitRefs = ()

    @property
    def own(self) -> tuple[str, ...]:
        """The exhibits of the demand itself; what its address rests on (the contract) is not one of them."""
        return tuple(dict.fromkeys((*self.content, *self.sent, *self.arrival, *self.answer)))


class Communication(
    Proved,
    noun=("往来", "communication"),
    alike=(
        Alike(("kind", "date", "recipient"), ("time", "sender", "tracking_no", "content", "amount", "covers")),
        Alike(("tracking_no",)),
    ),
):
    """Something said to the debtor or surety: letter, message, call, visit (催收与往来).

    ``time`` is the time of day in Beijing; ``caller`` who of our side called or went, ``visitors`` how many went;
    ``number`` the number or account that was used, ``messages`` how many messages the entry stands for; ``spoken_to``
    with ``post`` and ``capacity`` is who was reached, ``request`` what that person asked for. ``notified``: recording
    was told beforehand; ``recording`` is its file among the material.
    """

    id: Line
    kind: k.CommunicationKind
    date: Day
    sender: PartyRef = ""
    recipient: PartyRef
    covers: ObligationRefs = ()
    amount: Money | None = None
    demands_payment: YesNo = True
    wording_clear: YesNo = True
    content: Line = ""
    carrier: Line = ""
    tracking_no: Line = ""
    contents_named: YesNo | None = None
    address: Line = ""
    address_basis: k.AddressBasis | None = None
    posted_on: Day | None = None
    delivered_on: Day | None = None
    status: k.Status = k.Status.SENT
    signed_by: Line = ""
    tied_to: Line = ""
    recorded: YesNo = False
    outlet: k.Outlet | None = None
    addressee_missing: YesNo | None = None
    reply: Line = ""
    reply_on: Day | None = None
    links: Links | None = None
    grace_days: Count | None = None
    time: TimeOfDay = ""
    caller: Line = ""
    number: Line = ""
    messages: Count | None = None
    answered: YesNo | None = None
    spoken_to: Line = ""
    post: Line = ""
    capacity: k.Capacity | None = None
    request: k.ContactWish | None = None
    premises: k.Premises | None = None
    visitors: Count | None = None
    stayed: YesNo | None = None
    filmed: YesNo | None = None
    notified: YesNo | None = None
    recording: Line = ""
    next_step: Line = ""


class GuaranteePeriod(Fact, alone="text"):
    """The agreed guarantee period (保证期间): a term, a day, “until repaid”, or nothing; its words alone say which."""

    count: Count | None = None
    unit: k.Unit = k.Unit.YEAR
    until: Day | None = None
    until_repaid: YesNo = False
    none_agreed: YesNo = False
    each: YesNo = False
    text: Line = ""

    @classmethod
    def from_words(cls, written: str) -> Mapping[str, Any]:
        """Return the period that is written out (二年、六个月、直至还清为止); it runs from where the law lets it."""
        words = read_text(written)
        period = read_guarantee_period(words)
        if period is None:
            raise BadValue("LX-C237", text=words)
        return {**period, "text": "" if "none_agreed" in period else words}


class Security(
    Proved, noun=("担保", "security"), alike=(Alike(("grantor", "created_on"), ("contract", "covers", "name")),)
):
    """A guarantee (保证).

    ``scope``: what it covers as agreed, or that nothing was agreed of it; then, and where nobody entered it, the law
    covers the whole (民法典 691). ``scope_text`` are the clause's own words for it (租金、占用费及实现债权的费用),
    which papers tell and no others.
    """

    id: Line
    kind: k.SecurityKind
    grantor: PartyRef
    contract: ContractRef = ""
    name: Line = ""
    created_on: Day | None = None
    cap: Money | None = None
    debts_from: Day | None = None
    debts_to: Day | None = None
    covers: ObligationRefs = ()
    scope: tuple[k.Scope, ...] = ()
    scope_text: Line = ""
    period: GuaranteePeriod | None = None
    regardless: YesNo = False
    resolution: k.Resolution | None = None
    for_shareholder: YesNo = False
    at_fault: YesNo | None = None

    @property
    def period_unsaid(self) -> bool:
        """Whether nobody said that a period was agreed, or that none was: unknown is not 没有约定 (民法典 692(2))."""
        held = self.period
        return held is None or not (held.text or held.none_agreed or held.count or held.until or held.until_repaid)

    @property
    def agreed_scope(self) -> tuple[k.Scope, ...]:
        """What the guarantee covers by agreement; empty where the law says it (民法典 691)."""
        return tuple(part for part in self.scope if part is not k.Scope.NONE_AGREED)
