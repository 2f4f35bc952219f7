"""Events: what happened in a case, as the deadline rules see it.

Owns the derivation of events from the fact groups (deliveries and due dates are not events; payments,
acknowledgements and communications are). Nothing is typed twice. Each event keeps its proof, the obligations it
covers and the person it concerns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Acknowledgement, Case, Communication
from lexcollect.claims.account import Account
from lexcollect.deadlines.proof import Grade, Proof, of_acknowledgement, of_communication, of_payment
from lexcollect.law.rules.events import LawEvent
from lexcollect.wording import Text, text

_ACKNOWLEDGED = {
    k.AcknowledgementKind.STATEMENT: "debt_acknowledged",
    k.AcknowledgementKind.DEBT_CONFIRMATION: "debt_acknowledged",
    k.AcknowledgementKind.REPAYMENT_PLAN: "repayment_plan",
    k.AcknowledgementKind.PROMISE_MESSAGE: "debt_acknowledged",
    k.AcknowledgementKind.EXTENSION_REQUEST: "extension_request",
}
_LETTERS = (k.CommunicationKind.LETTER, k.CommunicationKind.LAWYER_LETTER)
_MESSAGES = (k.CommunicationKind.IM, k.CommunicationKind.EMAIL, k.CommunicationKind.SMS)


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One event: the law's view of it, how well it is proved, which obligations and whom it concerns.

    ``covers`` is empty for all obligations of that person; ``title`` names it for the screen.
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


def events_of(case: Case, account: Account) -> tuple[CaseEvent, ...]:
    """Return every event of the case in order of effect; payments by what they were applied to."""
    found = [*_payments(case, account), *map(_acknowledgement_of(case), case.acknowledgements),
             *(_communication(case, c) for c in case.communications)]
    return tuple(sorted(found, key=lambda e: (e.on, e.law.id)))


def _payments(case: Case, account: Account) -> list[CaseEvent]:
    out = []
    for payment, ledger_payment in zip(
        (p for p in case.payments if p.date <= account.as_of), account.ledger.payments, strict=True
    ):
        covers = tuple(dict.fromkeys(s.debt for s in account.shares if s.payment == ledger_payment.id))
        event = LawEvent("part_payment", payment.date, ledger_payment.id, case.debtor.id,
                         amount=payment.amount, evidence=payment.evidence)
        out.append(CaseEvent(event, of_payment(payment), text("deadlines.event.payment", amount=payment.amount),
                             covers or ("",), case.debtor.id))
    return out


def _acknowledgement_of(case: Case) -> Callable[[Acknowledgement], CaseEvent]:
    def build(fact: Acknowledgement) -> CaseEvent:
        person = fact.by or case.debtor.id
        event = LawEvent(_ACKNOWLEDGED[fact.kind], fact.date, fact.id, person, amount=fact.amount,
                         evidence=fact.evidence)
        return CaseEvent(event, of_acknowledgement(fact), text(f"deadlines.event.{fact.kind.value}"), fact.covers,
                         person)

    return build


def _communication(case: Case, fact: Communication) -> CaseEvent:
    proof = of_communication(fact)
    on = fact.delivered_on or fact.date
    event = LawEvent(_kind(case, fact, proof), on, fact.id, fact.recipient, amount=fact.amount,
                     evidence=fact.evidence)
    number = fact.tracking_no
    title = text(f"deadlines.event.{fact.kind.value}", number=f"（{number}）" if number else "")
    return CaseEvent(event, proof, title, fact.covers, fact.recipient)


def _kind(case: Case, fact: Communication, proof: Proof) -> str:
    """Return the law's word for the communication; what is not proved interrupts nothing."""
    if not fact.demands_payment or proof.grade is Grade.NONE:
        return "call_unrecorded" if fact.kind is k.CommunicationKind.CALL else "posted_unproved"
    if case.party(fact.recipient).role is k.Role.SURETY:
        return "demand_on_surety_arrived"
    if fact.kind in _LETTERS:
        refused = fact.status in (k.Status.REFUSED, k.Status.RETURNED)
        return "letter_should_have_arrived" if refused else "letter_arrived"
    if fact.kind in _MESSAGES:
        return "electronic_arrived"
    return "demand_signed" if fact.signed_by else "demand_arrival_proved"


def on_day_with(events: Sequence[CaseEvent], deciding: CaseEvent) -> tuple[CaseEvent, ...]:
    """Return the events that fall together with ``deciding``: same day, an exhibit in common."""
    mine = set(deciding.law.evidence)
    return tuple(e for e in events if e is deciding or (e.on == deciding.on and mine & set(e.law.evidence)))
