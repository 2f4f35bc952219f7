"""Models: which facts a case file can hold.

Owns the fact groups (frozen; each fact knows its place in the file). The groups follow the papers that need them:
parties, agents, contracts, obligations, deliveries, invoices, payments, acknowledgements, communications,
securities, preservation, asset clues, costs, settlement, choices. Refuses unknown keys; knows no law.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from lexcollect.casefile import kinds as k
from lexcollect.casefile.fields import Count, Day, IdNumber, Line, Money, RateField, Uscc, YesNo
from lexcollect.findings import NOWHERE, Where

SCHEMA = "lexcollect/case/1"

Ids = tuple[Line, ...]


class Fact(BaseModel):
    """One fact or group of keys; ``where`` is its place in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    where: SkipJsonSchema[Where] = Field(default=NOWHERE, exclude=True, repr=False)


class Proved(Fact):
    """A fact that names the exhibits which prove it (证据)."""

    evidence: Ids = ()


class Person(Fact):
    """A natural person with a post: legal representative, contact (法定代表人、负责人)."""

    name: Line
    post: Line = ""
    phone: Line = ""


class ServiceAddress(Fact):
    """An address agreed for notices and service of court papers (约定送达地址)."""

    address: Line
    recipient: Line = ""
    phone: Line = ""
    email: Line = ""
    clause: Line = ""


class BankAccount(Fact):
    """An account to pay into (收款账户)."""

    account_name: Line
    bank_name: Line
    account_no: Line


class Party(Proved):
    """A party (当事人), named exactly as registered."""

    id: Line
    role: k.RoleField
    kind: k.PartyKindField
    name: Line
    uscc: Uscc | None = None
    id_no: IdNumber | None = None
    gender: Line = ""
    birth: Day | None = None
    ethnicity: Line = ""
    legal_rep: Person | None = None
    domicile: Line = ""
    phone: Line = ""
    email: Line = ""
    service_address: ServiceAddress | None = None
    bank: BankAccount | None = None
    note: Line = ""


class Agent(Fact):
    """An agent (代理人): lawyer with firm and licence number, employee …"""

    id: Line
    name: Line
    kind: k.AgentKindField
    firm: Line = ""
    licence_no: Line = ""
    phone: Line = ""
    email: Line = ""
    address: Line = ""
    authority: k.AuthorityField = k.Authority.GENERAL


class PaymentTerm(Fact):
    """When the price falls due: a period after an event (付款期限), or a fixed ``day``."""

    count: Count | None = None
    unit: k.UnitField = k.Unit.DAY
    after: k.AfterField | None = None
    day: Day | None = None
    roll: k.RollField | None = None
    clause: Line = ""
    text: Line = ""


class LatePenalty(Fact):
    """The agreed penalty for late payment (逾期付款违约金)."""

    rate: RateField
    clause: Line = ""
    text: Line = ""


class Appropriation(Fact):
    """The agreed order in which payments are applied (清偿抵充顺序, 民法典 560, 561)."""

    order: tuple[k.TargetField, ...]
    clause: Line = ""
    text: Line = ""


class CostClause(Fact):
    """Which costs of realising the claim the debtor bears by contract (费用承担条款)."""

    covers: tuple[k.CostKindField, ...]
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


class Jurisdiction(Fact):
    """The dispute clause (争议解决)."""

    kind: k.JurisdictionKindField
    court: Line = ""
    clause: Line = ""
    text: Line = ""


class Contract(Proved):
    """A contract (合同)."""

    id: Line
    cause: Line
    name: Line
    number: Line = ""
    signed_on: Day
    signed_place: Line = ""
    goods: Line = ""
    payment_term: PaymentTerm | None = None
    late_penalty: LatePenalty | None = None
    appropriation: Appropriation | None = None
    cost_clause: CostClause | None = None
    statement_authority: tuple[Representative, ...] = ()
    receivers: tuple[Representative, ...] = ()
    notice: NoticeClause | None = None
    jurisdiction: Jurisdiction | None = None


class Obligation(Proved):
    """A receivable (应收款): one order, instalment or invoice that falls due by itself."""

    id: Line
    contract: Line
    title: Line = ""
    date: Day | None = None
    goods: Line = ""
    quantity: Line = ""
    unit_price: Line = ""
    amount: Money
    due: PaymentTerm | None = None


class Delivery(Proved):
    """A delivery (交货)."""

    obligation: Line
    date: Day
    doc_no: Line = ""
    goods: Line = ""
    quantity: Line = ""
    receiver: Line = ""
    receiver_authority: k.ReceiverAuthorityField = k.ReceiverAuthority.UNPROVED
    note: Line = ""


class Invoice(Proved):
    """A VAT invoice (发票)."""

    number: Line
    date: Day
    amount: Money
    obligation: Line = ""


class Payment(Proved):
    """Money received (付款)."""

    id: Line = ""
    date: Day
    amount: Money
    payer: Line = ""
    channel: Line = ""
    designated_for: Line = ""
    memo: Line = ""


class Acknowledgement(Proved):
    """The debtor's consent to perform: statement, plan, promise (债务人同意履行)."""

    id: Line
    kind: k.AcknowledgementKindField
    date: Day
    by: Line = ""
    covers: Ids = ()
    amount: Money | None = None
    signed_by: Line = ""
    signer_authority: Line = ""
    seal: Line = ""
    channel: k.CommunicationKindField | None = None
    tied_to: Line = ""
    content: Line = ""
    promises_payment: YesNo = True
    accepted: YesNo | None = None


class Communication(Proved):
    """Something said to the debtor or surety: letter, message, call, visit (催收与往来)."""

    id: Line
    kind: k.CommunicationKindField
    date: Day
    sender: Line = ""
    recipient: Line
    covers: Ids = ()
    amount: Money | None = None
    demands_payment: YesNo = True
    wording_clear: YesNo = True
    content: Line = ""
    carrier: Line = ""
    tracking_no: Line = ""
    contents_named: YesNo | None = None
    address: Line = ""
    address_basis: k.AddressBasisField | None = None
    posted_on: Day | None = None
    delivered_on: Day | None = None
    status: k.StatusField = k.Status.SENT
    signed_by: Line = ""
    tied_to: Line = ""
    recorded: YesNo = False
    reply: Line = ""
    reply_on: Day | None = None


class GuaranteePeriod(Fact):
    """The agreed guarantee period (保证期间): a term, a day, “until repaid”, or nothing."""

    count: Count | None = None
    unit: k.UnitField = k.Unit.YEAR
    until: Day | None = None
    until_repaid: YesNo = False
    each: YesNo = False
    text: Line = ""


class Security(Proved):
    """A guarantee (保证)."""

    id: Line
    kind: k.SecurityKindField
    grantor: Line
    contract: Line = ""
    name: Line = ""
    created_on: Day
    cap: Money | None = None
    debts_from: Day | None = None
    debts_to: Day | None = None
    covers: Ids = ()
    scope: tuple[k.ScopeField, ...] = ()
    period: GuaranteePeriod | None = None


class PreservationGuarantee(Fact):
    """What the applicant offers against a wrong preservation (保全担保)."""

    kind: k.GuaranteeKindField
    provider: Line = ""
    number: Line = ""
    amount: Money | None = None


class Preservation(Fact):
    """A preservation to be asked for (财产保全)."""

    stage: k.StageField = k.Stage.SUIT
    amount: Money | None = None
    guarantee: PreservationGuarantee | None = None
    reason: Line = ""


class AssetClue(Proved):
    """A lawful clue to an asset of the other side (财产线索)."""

    kind: k.ClueKindField
    owner: Line
    description: Line
    location: Line = ""
    encumbrances: Line = ""
    source: k.ClueSourceField
    measure: Line = ""


class Cost(Proved):
    """A cost of realising the claim that was spent (实现债权的费用)."""

    kind: k.CostKindField
    amount: Money
    date: Day | None = None


class Instalment(Fact):
    """One instalment of a settlement (分期)."""

    due_on: Day
    amount: Money


class Settlement(Fact):
    """Terms of an instalment settlement (还款和解)."""

    instalments: Annotated[tuple[Instalment, ...], Field(min_length=1)]
    grace_days: Count = 5
    waive_penalty: Money | None = None
    guarantor_consents: YesNo = False
    signed_place: Line = ""


class LetterChoice(Fact):
    """How the next demand is written (律师函)."""

    letter_no: Line = ""
    days: Count = 7
    agent: Line = ""


class Choices(Fact):
    """Decisions of the person in charge (选择); what is absent follows the documented default."""

    defendants: Ids = ()
    court: Line = ""
    count_as_of_day: YesNo = True
    payment_day: k.PaymentDayField = k.PaymentDay.REDUCED
    letter: LetterChoice = LetterChoice()


class Case(Fact):
    """The whole matter: the one source of truth (案件)."""

    schema_: Line = Field(alias="schema")
    matter: Line
    note: Line = ""
    parties: tuple[Party, ...] = Field(json_schema_extra={"minItems": 2})
    agents: tuple[Agent, ...] = ()
    contracts: tuple[Contract, ...] = Field(json_schema_extra={"minItems": 1})
    obligations: tuple[Obligation, ...] = Field(json_schema_extra={"minItems": 1})
    deliveries: tuple[Delivery, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    payments: tuple[Payment, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    communications: tuple[Communication, ...] = ()
    securities: tuple[Security, ...] = ()
    preservation: Preservation | None = None
    asset_clues: tuple[AssetClue, ...] = ()
    costs: tuple[Cost, ...] = ()
    settlement: Settlement | None = None
    choices: Choices = Choices()

    def party(self, id: str) -> Party:
        """Return the party ``id``; :class:`KeyError` if there is none (checked while loading)."""
        return self._by_id[id]

    def by_role(self, role: k.Role) -> tuple[Party, ...]:
        """Return the parties of ``role`` in file order."""
        return tuple(p for p in self.parties if p.role is role)

    @property
    def creditor(self) -> Party:
        """The creditor (债权人): the loader makes sure that there is one."""
        return self.by_role(k.Role.CREDITOR)[0]

    @property
    def debtor(self) -> Party:
        """The principal debtor (主债务人)."""
        return self.by_role(k.Role.DEBTOR)[0]

    def contract(self, id: str) -> Contract:
        """Return the contract ``id``."""
        return next(c for c in self.contracts if c.id == id)

    def deliveries_of(self, obligation: str) -> tuple[Delivery, ...]:
        """Return the deliveries under ``obligation`` by date."""
        return tuple(sorted((d for d in self.deliveries if d.obligation == obligation), key=lambda d: d.date))

    @cached_property
    def _by_id(self) -> dict[str, Party]:
        return {p.id: p for p in self.parties}
