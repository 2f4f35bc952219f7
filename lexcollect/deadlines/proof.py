"""Proof: how well an event is proved.

Owns the table of grades for demands, consents and payments. A demand is proved by four links: the content, that this
content was sent, the right address or account, and arrival with its date (诉讼时效规定 8; rulebook on evidence,
section 7). Each verdict says what is missing and the one thing that would make the event count. Counts no period.

==================  =========================================================================================
strong              debtor's seal or signature; bank slip; letter with named contents, right address, arrival;
                    receipt of a court or arbitration body with its day (10, 11)
medium              agreed or attributed account with an answer; agreed mailbox; refused letter to an agreed
                    address; recorded call; receipt of a mediation body or the police (12, 13); papers on an obstacle
weak                a link is missing or the words are unclear: supports, but no date rests on it
none                nothing but our own word, or a day that nothing shows
==================  =========================================================================================

What the law says of a proved event (a withdrawn suit, a demand before the period) is not asked here.
"""

from __future__ import annotations

from enum import StrEnum

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import (
    Acknowledgement,
    Case,
    Communication,
    EnforcementAgreement,
    Filing,
    Obstacle,
    Party,
    Payment,
)
from lexcollect.records import dataclass
from lexcollect.wording import Text, text


class Grade(StrEnum):
    """How well an event is proved; a date rests on ``strong`` and ``medium`` only."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"
    NONE = "none"

    @property
    def counts(self) -> bool:
        """Whether a date may rest on it."""
        return self in (Grade.STRONG, Grade.MEDIUM)


@dataclass(frozen=True, slots=True)
class Proof:
    """The verdict: grade, why, and what would make a weaker event count."""

    grade: Grade
    why: Text
    would_count: Text | None = None


def _proof(grade: Grade, why: str, would_count: str = "") -> Proof:
    return Proof(grade, text(f"deadlines.why.{why}"), text(f"deadlines.need.{would_count}") if would_count else None)


def of_payment(payment: Payment) -> Proof:
    """Grade a part payment: a bank slip shows payer, amount and day (诉讼时效规定 14)."""
    if payment.kind is k.PaymentKind.SET_OFF:
        return _proof(Grade.NONE, "own_set_off", "confirm_set_off")
    if payment.evidence:
        return _proof(Grade.STRONG, "bank_slip")
    return _proof(Grade.NONE, "no_exhibit", "bank_slip")


def of_acknowledgement(fact: Acknowledgement, case: Case) -> Proof:
    """Grade the debtor's consent (诉讼时效规定 14): seal, or a person entitled to bind the debtor."""
    if not fact.evidence:
        return _proof(Grade.NONE, "no_exhibit", "paper")
    if not fact.promises_payment:
        return _proof(Grade.WEAK, "no_promise", "promise")
    if fact.seal:
        return _proof(Grade.STRONG, "sealed")
    attributed = bool(fact.signer_authority or fact.tied_to)
    if fact.channel is not None:
        return (
            _proof(Grade.MEDIUM, "attributed_message")
            if attributed
            else _proof(Grade.WEAK, "account_not_tied", "tie_account")
        )
    if fact.signed_by and _signs_for_itself(case.party(fact.by) if fact.by else case.debtor, fact.signed_by):
        return _proof(Grade.STRONG, "signed_in_person")
    if fact.signed_by and fact.signer_authority:
        return _proof(Grade.STRONG, "signed_with_authority")
    return _proof(Grade.WEAK, "signer_without_authority", "authority")


def _signs_for_itself(party: Party, signer: str) -> bool:
    """Tell whether the signer is the party: the natural person, or the legal representative (诉讼时效规定 8(2))."""
    if party.legal_rep and signer == party.legal_rep.name:
        return True
    return party.kind is k.PartyKind.NATURAL and signer in (party.name, party.id, "本人")


def of_filing(fact: Filing) -> Proof:
    """Grade proceedings by the receipt with its day (诉讼时效规定 10 to 13); their outcome is the law's business."""
    if not fact.evidence:
        return _proof(Grade.NONE, "no_exhibit", "court_receipt")
    if fact.kind is k.FilingKind.MEDIATION:
        return _proof(Grade.MEDIUM, "mediation_receipt")
    if fact.kind is k.FilingKind.POLICE_REPORT:
        return _proof(Grade.MEDIUM, "report_receipt")
    return _proof(Grade.STRONG, "court_receipt")


def of_obstacle(fact: Obstacle) -> Proof:
    """Grade a time in which the creditor could not act (民法典 194): papers, else nothing."""
    if fact.evidence:
        return _proof(Grade.MEDIUM, "obstacle_papers")
    return _proof(Grade.NONE, "no_exhibit", "obstacle_papers")


def of_agreement(fact: EnforcementAgreement) -> Proof:
    """Grade a settlement in enforcement by its paper, and whether the court has it (执行和解规定 2)."""
    if not fact.evidence:
        return _proof(Grade.NONE, "no_exhibit", "agreement_paper")
    return _proof(Grade.STRONG, "agreement_filed") if fact.filed else _proof(Grade.MEDIUM, "agreement_paper")


def of_communication(fact: Communication) -> Proof:
    """Grade a demand by how it was made (诉讼时效规定 8)."""
    if fact.kind is k.CommunicationKind.ASSIGNMENT_NOTICE:
        return _letter(fact) if fact.evidence else _proof(Grade.NONE, "no_exhibit", "paper")
    if not fact.demands_payment:
        return _proof(Grade.NONE, "no_demand", "demand_again")
    if fact.kind is k.CommunicationKind.CALL:
        return _call(fact)
    if not fact.evidence:
        return _proof(Grade.NONE, "no_exhibit", "paper")
    if not fact.wording_clear:
        return _proof(Grade.WEAK, "unclear_words", "demand_again")
    if fact.kind in (k.CommunicationKind.LETTER, k.CommunicationKind.LAWYER_LETTER):
        return _letter(fact)
    if fact.kind is k.CommunicationKind.VISIT:
        return (
            _proof(Grade.MEDIUM, "visit_signed")
            if fact.signed_by
            else _proof(Grade.WEAK, "visit_unsigned", "visit_signed")
        )
    return _message(fact)


def _call(fact: Communication) -> Proof:
    if fact.recorded and fact.evidence:
        return _proof(Grade.MEDIUM, "call_recorded")
    return _proof(Grade.NONE, "call_note", "recording")


def _letter(fact: Communication) -> Proof:
    agreed = fact.address_basis in (k.AddressBasis.CONTRACT, k.AddressBasis.REGISTERED, k.AddressBasis.ID_CARD)
    if fact.status in (k.Status.REFUSED, k.Status.RETURNED):
        if not agreed:
            return _proof(Grade.NONE, "refused_address", "address")
        if fact.delivered_on is None:
            return _proof(Grade.NONE, "no_attempt_day", "tracking")
        return (
            _proof(Grade.MEDIUM, "refused_agreed")
            if fact.contents_named
            else _proof(Grade.WEAK, "contents_not_named", "contents")
        )
    if fact.status is not k.Status.DELIVERED or fact.delivered_on is None:
        return _proof(Grade.NONE, "not_arrived", "tracking")
    if fact.contents_named and agreed:
        return _proof(Grade.STRONG, "letter_complete")
    if fact.contents_named or fact.reply:
        return _proof(Grade.MEDIUM, "letter_supported")
    return _proof(Grade.WEAK, "contents_not_named", "contents")


def _message(fact: Communication) -> Proof:
    tied = bool(fact.tied_to) or fact.address_basis is k.AddressBasis.CONTRACT
    if not tied:
        return _proof(Grade.WEAK, "account_not_tied", "tie_account")
    if fact.reply:
        return _proof(Grade.MEDIUM, "message_answered")
    if fact.kind is k.CommunicationKind.EMAIL and fact.address_basis is k.AddressBasis.CONTRACT:
        return _proof(Grade.MEDIUM, "agreed_mailbox")
    return _proof(Grade.WEAK, "no_answer", "answer")
