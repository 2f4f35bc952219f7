"""Models: the whole case, and every fact group under one name.

Owns :class:`Case` (frozen). The groups live in ``parties``, ``contracts``, ``dealings``, ``leasing``, ``rights``,
``proceedings``, ``hearing``, ``terms``, ``registry_checks``, ``form_entries`` and ``reviews``; who needs one imports it
from here. Refuses unknown keys; knows no law.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated

from lexcollect.casefile import kinds as k
from lexcollect.casefile.agreements import Backing, InKind, Mediation
from lexcollect.casefile.contracts import (
    AgreedInterest,
    Appropriation,
    Contract,
    CostClause,
    Jurisdiction,
    LatePenalty,
    LaterRate,
    NoticeClause,
    OverdueLoss,
    PaymentTerm,
    Representative,
    Sharing,
    SmeTerms,
    TitleKept,
    Works,
)
from lexcollect.casefile.dealings import (
    Acknowledgement,
    Assignment,
    Bill,
    Communication,
    Delivery,
    GuaranteePeriod,
    Invoice,
    Links,
    Milestone,
    Obligation,
    Payment,
    Payout,
    Security,
)
from lexcollect.casefile.enforcing import EnforcementRequest, Restrained
from lexcollect.casefile.facts import Fact
from lexcollect.casefile.fields import Line
from lexcollect.casefile.form_entries import FormEntry
from lexcollect.casefile.hearing import Closing, Counterclaim, Hearing, Issue, KeptItem, OpposingExhibit, Question
from lexcollect.casefile.leasing import Acceleration, Deposit, LeasedThing, Rent, Termination
from lexcollect.casefile.parties import Agent, BankAccount, Party, Person, Proved, ServiceAddress, Tie
from lexcollect.casefile.proceedings import (
    Administrator,
    AssetClue,
    Award,
    Claimed,
    EnforcementAgreement,
    EnforcementSurety,
    EvidenceRequest,
    Filing,
    Insolvency,
    Measure,
    Objection,
    Obstacle,
    Preservation,
    PreservationGuarantee,
    Stay,
    SuretyThing,
    Title,
    Watched,
)
from lexcollect.casefile.registry_checks import RegistryCheck
from lexcollect.casefile.reviews import Review
from lexcollect.casefile.rights import Collateral, ComplaintTime, Disposition
from lexcollect.casefile.terms import (
    Choices,
    Cost,
    Instalment,
    LetterChoice,
    OpenInstalment,
    PaymentOrderChoice,
    RealisationChoice,
    RunningFee,
    Settlement,
    TerminationChoice,
)
from lexcollect.casefile.values import Key, Wanted

SCHEMA = "lexcollect/case/1"

__all__ = [
    "SCHEMA",
    "Acceleration",
    "Acknowledgement",
    "Administrator",
    "Agent",
    "AgreedInterest",
    "Appropriation",
    "AssetClue",
    "Assignment",
    "Award",
    "Backing",
    "BankAccount",
    "Bill",
    "Case",
    "Choices",
    "Claimed",
    "Closing",
    "Collateral",
    "Communication",
    "ComplaintTime",
    "Contract",
    "Cost",
    "CostClause",
    "Counterclaim",
    "Delivery",
    "Deposit",
    "Disposition",
    "EnforcementAgreement",
    "EnforcementRequest",
    "EnforcementSurety",
    "EvidenceRequest",
    "Fact",
    "Filing",
    "FormEntry",
    "GuaranteePeriod",
    "Hearing",
    "InKind",
    "Insolvency",
    "Instalment",
    "Invoice",
    "Issue",
    "Jurisdiction",
    "KeptItem",
    "LatePenalty",
    "LaterRate",
    "LeasedThing",
    "LetterChoice",
    "Links",
    "Measure",
    "Mediation",
    "Milestone",
    "NoticeClause",
    "Objection",
    "Obligation",
    "Obstacle",
    "OpenInstalment",
    "OpposingExhibit",
    "OverdueLoss",
    "Party",
    "Payment",
    "PaymentOrderChoice",
    "PaymentTerm",
    "Payout",
    "Person",
    "Preservation",
    "PreservationGuarantee",
    "Proved",
    "Question",
    "RealisationChoice",
    "RegistryCheck",
    "Rent",
    "Representative",
    "Restrained",
    "Review",
    "RunningFee",
    "Security",
    "ServiceAddress",
    "Settlement",
    "Sharing",
    "SmeTerms",
    "Stay",
    "SuretyThing",
    "Termination",
    "TerminationChoice",
    "Tie",
    "Title",
    "TitleKept",
    "Watched",
    "Works",
]


class Case(Fact):
    """The whole matter: the one source of truth (案件); ``in_charge`` is who works on it, for lists of many matters."""

    schema_: Annotated[Line, Key("schema")]
    matter: Line
    note: Line = ""
    in_charge: Line = ""
    parties: Annotated[tuple[Party, ...], Wanted(2)]
    agents: tuple[Agent, ...] = ()
    contracts: Annotated[tuple[Contract, ...], Wanted(1)]
    obligations: tuple[Obligation, ...] = ()
    rents: tuple[Rent, ...] = ()
    leased_things: tuple[LeasedThing, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    payouts: tuple[Payout, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    payments: tuple[Payment, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    communications: tuple[Communication, ...] = ()
    registry_checks: tuple[RegistryCheck, ...] = ()
    securities: tuple[Security, ...] = ()
    collaterals: tuple[Collateral, ...] = ()
    preservation: Preservation | None = None
    asset_clues: tuple[AssetClue, ...] = ()
    costs: tuple[Cost, ...] = ()
    running_fees: tuple[RunningFee, ...] = ()
    filings: tuple[Filing, ...] = ()
    titles: tuple[Title, ...] = ()
    evidence_requests: tuple[EvidenceRequest, ...] = ()
    enforcement_requests: tuple[EnforcementRequest, ...] = ()
    opposing_exhibits: tuple[OpposingExhibit, ...] = ()
    counterclaims: tuple[Counterclaim, ...] = ()
    issues: tuple[Issue, ...] = ()
    questions: tuple[Question, ...] = ()
    hearing: Hearing | None = None
    closing: Closing | None = None
    measures: tuple[Measure, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    insolvencies: tuple[Insolvency, ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    watched: tuple[Watched, ...] = ()
    settlement: Settlement | None = None
    choices: Choices = Choices()
    form_entries: tuple[FormEntry, ...] = ()
    reviews: tuple[Review, ...] = ()

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
    def creditors(self) -> tuple[Party, ...]:
        """All creditors (各债权人) in file order; mostly one."""
        return self.by_role(k.Role.CREDITOR)

    @cached_property
    def printed(self) -> Mapping[str, str]:
        """What a column of a paper calls each debt, by id: its own number, else its name or day (订单编号)."""
        from lexcollect.casefile.numbers import printed  # only papers and schedules print it

        return printed(self.obligations)

    @cached_property
    def id_printed(self) -> Mapping[str, str]:
        """The id of each debt by what a column calls it."""
        return {name: id for id, name in self.printed.items()}

    @property
    def debtor(self) -> Party:
        """The principal debtor (主债务人): the first of several."""
        return self.by_role(k.Role.DEBTOR)[0]

    @cached_property
    def debtors(self) -> tuple[Party, ...]:
        """Whoever owes the debt itself (各债务人): debtors, joint debtors, and a spouse whose ground is stated."""
        joint = (p for p in self.parties if p.role is k.Role.JOINT_DEBTOR)
        spouses = (p for p in self.parties if p.role is k.Role.SPOUSE and p.tie and p.tie.ground)
        return (*self.by_role(k.Role.DEBTOR), *joint, *spouses)

    @property
    def by_shares(self) -> bool:
        """Whether the debtors owe by shares (按份债务, 民法典 517): each its own part, nobody for another."""
        return any(p.tie and p.tie.sharing is k.Sharing.SHARES for p in self.debtors)

    @property
    def currency(self) -> k.Currency:
        """The money the first debt stands in; where debts differ no sum is told (``claims.currencies``)."""
        return self.obligations[0].currency

    def insolvent_on(self, day: date) -> tuple[Insolvency, ...]:
        """Return the insolvencies that bind creditors on ``day``: accepted, and not dismissed or ended by payment."""
        lifted = (k.InsolvencyEnd.DISMISSED, k.InsolvencyEnd.PAID)
        return tuple(
            i
            for i in self.insolvencies
            if i.accepted_on <= day and not (i.ending in lifted and i.ended_on is not None and i.ended_on <= day)
        )

    def contract(self, id: str) -> Contract:
        """Return the contract ``id``."""
        return self._contracts[id]

    def obligation(self, id: str) -> Obligation:
        """Return the receivable ``id``."""
        return self._obligations[id]

    def deliveries_of(self, obligation: str) -> tuple[Delivery, ...]:
        """Return the deliveries under ``obligation`` by date."""
        return self._deliveries.get(obligation, ())

    def invoices_of(self, obligation: str) -> tuple[Invoice, ...]:
        """Return the invoices for ``obligation``."""
        return self._invoices.get(obligation, ())

    def milestone(self, obligation: Obligation, kind: k.MilestoneKind) -> Milestone | None:
        """Return the last step of ``kind`` of an obligation, else that of its contract."""
        steps = [m for m in self.milestones if m.kind is kind]
        own = [m for m in steps if m.obligation == obligation.id]
        whole = [m for m in steps if not m.obligation and m.contract == obligation.contract]
        return max(own or whole, key=lambda m: m.date, default=None)

    @cached_property
    def _deliveries(self) -> dict[str, tuple[Delivery, ...]]:
        found: dict[str, list[Delivery]] = {}
        for delivery in sorted(self.deliveries, key=lambda d: d.date):
            found.setdefault(delivery.obligation, []).append(delivery)
        return {id: tuple(each) for id, each in found.items()}

    @cached_property
    def _invoices(self) -> dict[str, tuple[Invoice, ...]]:
        found: dict[str, list[Invoice]] = {}
        for invoice in self.invoices:
            found.setdefault(invoice.obligation, []).append(invoice)
        return {id: tuple(each) for id, each in found.items()}

    @cached_property
    def _obligations(self) -> dict[str, Obligation]:
        return {o.id: o for o in reversed(self.obligations)}

    @cached_property
    def _contracts(self) -> dict[str, Contract]:
        return {c.id: c for c in reversed(self.contracts)}

    @cached_property
    def _by_id(self) -> dict[str, Party]:
        return {p.id: p for p in self.parties}
