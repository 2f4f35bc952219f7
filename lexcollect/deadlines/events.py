"""Events: what happened in a case, as the deadline rules see it.

Owns the derivation of events from the fact groups: payments, acknowledgements, communications, filings, obstacles
(deliveries and due dates are no events). Nothing is typed twice. Each event keeps its proof, the obligations it
covers and the person it concerns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Acknowledgement, Case, Communication, Filing, Obstacle, Payment, Title
from lexcollect.claims.account import Account
from lexcollect.deadlines.links import Shown
from lexcollect.deadlines.proof import (
    Grade,
    Proof,
    as_it_stands,
    exhibits_of,
    of_acknowledgement,
    of_agreement,
    of_communication,
    of_filing,
    of_obstacle,
    of_payment,
)
from lexcollect.law.rules.event_kinds import EventKind, Outcome
from lexcollect.law.rules.events import LawEvent
from lexcollect.records import dataclass
from lexcollect.wording import Text, in_brackets, text

_ACKNOWLEDGED = {
    k.AcknowledgementKind.STATEMENT: EventKind.DEBT_ACKNOWLEDGED,
    k.AcknowledgementKind.DEBT_CONFIRMATION: EventKind.DEBT_ACKNOWLEDGED,
    k.AcknowledgementKind.REPAYMENT_PLAN: EventKind.REPAYMENT_PLAN,
    k.AcknowledgementKind.PROMISE_MESSAGE: EventKind.DEBT_ACKNOWLEDGED,
    k.AcknowledgementKind.EXTENSION_REQUEST: EventKind.EXTENSION_REQUEST,
    k.AcknowledgementKind.AGREED_EXTENSION: EventKind.AGREED_EXTENSION,
    k.AcknowledgementKind.IOU: EventKind.IOU_AFTER_DUE,
    k.AcknowledgementKind.SECURITY_PROVIDED: EventKind.SECURITY_PROVIDED,
    k.AcknowledgementKind.PROMISE_AFTER_EXPIRY: EventKind.PROMISE_AFTER_EXPIRY,
}
_FILED = {
    k.FilingKind.SUIT: EventKind.SUIT_FILED,
    k.FilingKind.ARBITRATION: EventKind.ARBITRATION_FILED,
    k.FilingKind.PAYMENT_ORDER: EventKind.PAYMENT_ORDER_APPLIED,
    k.FilingKind.PRESUIT_PRESERVATION: EventKind.PRESUIT_PRESERVATION,
    k.FilingKind.ENFORCEMENT: EventKind.ENFORCEMENT_APPLIED,
    k.FilingKind.BANKRUPTCY_CLAIM: EventKind.CLAIM_FILED_IN_BANKRUPTCY,
    k.FilingKind.MEDIATION: EventKind.MEDIATION_REQUESTED,
    k.FilingKind.POLICE_REPORT: EventKind.POLICE_REPORT,
}
_MESSAGES = (k.CommunicationKind.IM, k.CommunicationKind.EMAIL, k.CommunicationKind.SMS)


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One event: the law's view of it, how well it is proved, which obligations and whom it concerns.

    ``covers`` is empty for all obligations of that person; ``title`` names it for the screen; ``person`` is empty for
    what concerns everybody (an obstacle of the creditor).
    """

    law: LawEvent
    proof: Proof
    title: Text
    covers: tuple[str, ...]
    person: str

    @property
    def on(self) -> date:
        """The day it takes effect."""
        return self.law.on

    def concerns(self, obligation: str) -> bool:
        """Tell whether the event speaks of ``obligation``."""
        return not self.covers or obligation in self.covers

    def seen_as(self, kind: EventKind | None = None, **changes: Any) -> CaseEvent:
        """Return the same event as the law sees it on another clock: another kind, person or outcome."""
        return replace(self, law=replace(self.law, kind=kind or self.law.kind, **changes))


def events_of(case: Case, account: Account, shown: Shown = None) -> tuple[CaseEvent, ...]:
    """Return every event of the case in order of effect; payments by what they were applied to.

    ``shown`` says what each exhibit is, by the catalogue if there is one.
    """
    found = [
        *_payments(case, account, shown),
        *(_acknowledgement(case, a, shown) for a in case.acknowledgements),
        *(_communication(case, c, shown) for c in case.communications),
        *(event for f in case.filings for event in _filing(case, f, shown)),
        *(_obstacle(o, shown) for o in case.obstacles),
        *(event for title in case.titles for event in _agreements(case, title, shown)),
    ]
    return tuple(sorted(found, key=lambda e: (e.on, e.law.id, e.person)))


def _payments(case: Case, account: Account, shown: Shown) -> list[CaseEvent]:
    out, consenting = [], {p.id for p in (*case.by_role(k.Role.SURETY), *case.debtors)}
    for number, payment in enumerate(case.payments, 1):
        if payment.date > account.as_of or payment.undated:
            continue  # money whose days nobody knows interrupts nothing
        id = payment.id or f"付款{number}"  # as the ledger calls it
        covers = tuple(dict.fromkeys(s.debt for s in account.shares if s.payment == id))
        covers = covers or tuple(debt for debt, one in account.ledger.rolled.items() if id in one.early)
        # consent of whoever paid by itself, else of the debtor (民法典 195(2))
        payer = payment.payer if payment.payer in consenting else case.debtor.id
        event = LawEvent(
            EventKind.PART_PAYMENT,
            payment.date,
            id,
            payer,
            amount=payment.amount,
            evidence=payment.evidence,
        )
        kind = "set_off" if payment.kind is k.PaymentKind.SET_OFF else "payment"
        title = text(f"deadlines.event.{kind}", amount=payment.amount)
        proof = as_it_stands(payment, of_payment(payment, shown, third=_third(case, payment)))
        out.append(CaseEvent(event, proof, title, covers or ("",), payer))
    return out


def _third(case: Case, payment: Payment) -> bool:
    """Tell whether a third person paid without a stated mandate: that is no act of the debtor (诉讼时效规定 14)."""
    if not payment.payer or payment.basis:
        return False
    return case.party(payment.payer).role is k.Role.THIRD_PARTY


def _acknowledgement(case: Case, fact: Acknowledgement, shown: Shown) -> CaseEvent:
    """Return a consent; a new day counts as agreed only if both sides agreed, else it is a day the debtor named."""
    person = fact.by or case.debtor.id
    kind = fact.kind
    if kind is k.AcknowledgementKind.AGREED_EXTENSION and fact.accepted is False:
        kind = k.AcknowledgementKind.EXTENSION_REQUEST
    agreed = kind is k.AcknowledgementKind.AGREED_EXTENSION or (
        kind is k.AcknowledgementKind.REPAYMENT_PLAN and fact.accepted is True and fact.new_due_on is not None
    )
    event = LawEvent(
        EventKind.AGREED_EXTENSION if agreed else _ACKNOWLEDGED[kind],
        fact.date,
        fact.id,
        person,
        new_due_date=fact.new_due_on if agreed or kind is k.AcknowledgementKind.PROMISE_AFTER_EXPIRY else None,
        named_date=None if agreed else fact.new_due_on,
        amount=fact.amount,
        evidence=fact.evidence,
    )
    proof = as_it_stands(fact, of_acknowledgement(fact, case, shown))
    return CaseEvent(event, proof, text(f"deadlines.event.{fact.kind.value}"), fact.covers, person)


def _communication(case: Case, fact: Communication, shown: Shown) -> CaseEvent:
    proof = as_it_stands(fact, of_communication(fact, case, shown))
    on = fact.delivered_on or fact.date
    event = LawEvent(
        _kind(case, fact, proof),
        on,
        fact.id,
        fact.recipient,
        amount=fact.amount,
        outlet_level=fact.outlet.value if fact.outlet else "",
        debtor_missing=fact.addressee_missing,
        evidence=exhibits_of(fact),
    )
    number = fact.tracking_no
    title = text(f"deadlines.event.{fact.kind.value}", number=in_brackets(number) if number else "")
    return CaseEvent(event, proof, title, fact.covers, fact.recipient)


def _kind(case: Case, fact: Communication, proof: Proof) -> EventKind:
    """Return the law's word for the communication; what is not proved interrupts nothing."""
    assignment = fact.kind is k.CommunicationKind.ASSIGNMENT_NOTICE
    if not (fact.demands_payment or assignment) or proof.grade is Grade.NONE:
        return EventKind.CALL_UNRECORDED if fact.kind is k.CommunicationKind.CALL else EventKind.POSTED_UNPROVED
    if assignment:
        return EventKind.ASSIGNMENT_NOTICE_ARRIVED
    if case.party(fact.recipient).role is k.Role.SURETY:
        return EventKind.DEMAND_ON_SURETY_ARRIVED
    if fact.kind in k.LETTERS:
        refused = fact.status in (k.Status.REFUSED, k.Status.RETURNED)
        return EventKind.LETTER_SHOULD_HAVE_ARRIVED if refused else EventKind.LETTER_ARRIVED
    if fact.kind is k.CommunicationKind.PUBLIC_NOTICE:
        return EventKind.PUBLIC_NOTICE
    if fact.kind in _MESSAGES:
        return EventKind.ELECTRONIC_ARRIVED
    if fact.kind is k.CommunicationKind.CALL:
        return EventKind.DEMAND_RECORDED
    return EventKind.DEMAND_SIGNED if fact.signed_by else EventKind.DEMAND_ARRIVAL_PROVED


def _filing(case: Case, fact: Filing, shown: Shown) -> Iterator[CaseEvent]:
    """Yield the proceedings once for each person they are directed against; nobody named: the principal debtor."""
    title = text(f"deadlines.event.filing_{fact.kind.value}", number=in_brackets(fact.case_no) if fact.case_no else "")
    report = fact.kind is k.FilingKind.POLICE_REPORT
    outcome = None if fact.outcome is k.Outcome.PENDING else Outcome(fact.outcome.value)
    for person in fact.against or (case.debtor.id,):
        event = LawEvent(
            _FILED[fact.kind],
            fact.date,
            fact.id,
            person,
            ended=fact.ended_on,
            outcome=outcome,
            complaint_served_on=fact.complaint_served_on,
            decision_known=fact.ended_on if report else None,
            evidence=fact.evidence,
        )
        yield CaseEvent(event, as_it_stands(fact, of_filing(fact, shown)), title, fact.covers, person)


def _agreements(case: Case, title: Title, shown: Shown) -> Iterator[CaseEvent]:
    """Yield the settlements in enforcement of a title, for each person it binds (民诉法解释 466)."""
    for number, fact in enumerate(title.agreements, 1):
        for person in title.against or (case.debtor.id,):
            event = LawEvent(
                EventKind.ENFORCEMENT_SETTLEMENT,
                fact.signed_on,
                f"{title.id}:和解{number}",
                person,
                settlement_last_day=max(i.due_on for i in fact.instalments),
                evidence=fact.evidence,
            )
            covers = title.covers
            yield CaseEvent(event, of_agreement(fact, shown), text("deadlines.event.agreement"), covers, person)


def _obstacle(fact: Obstacle, shown: Shown) -> CaseEvent:
    event = LawEvent(EventKind.OBSTACLE, fact.first, f"obstacle:{fact.first}", until=fact.last, evidence=fact.evidence)
    proof = as_it_stands(fact, of_obstacle(fact, shown))
    return CaseEvent(event, proof, text("deadlines.event.obstacle", reason=fact.reason), (), "")


def as_own(event: CaseEvent) -> CaseEvent:
    """Return the event on the clock of the person it concerns: a demand on a surety is one on its own debt."""
    on_surety = event.law.kind is EventKind.DEMAND_ON_SURETY_ARRIVED
    return event.seen_as(EventKind.DEMAND_ARRIVAL_PROVED if on_surety else None, person="")


def on_day_with(events: Iterable[CaseEvent], deciding: CaseEvent) -> tuple[CaseEvent, ...]:
    """Return the events that fall together with ``deciding``: same day, an exhibit in common."""
    on, mine = deciding.law.on, deciding.law.evidence
    same_day = [e for e in events if e.law.on == on]
    return tuple(e for e in same_day if e is deciding or not set(mine).isdisjoint(e.law.evidence))
