"""Kinds of events (时效中断、中止事由及不构成事由的情形): the closed list, with family and articles.

Owns :class:`EventKind`, :class:`Family`, :class:`Outcome` and the catalogue ``data/events.csv``, which has a line for
each kind. What an event does, ``law.rules.events`` says.
"""

from __future__ import annotations

import csv
from enum import StrEnum
from functools import cache

from lexcollect.law.parameters import DATA
from lexcollect.law.trace import Citation, parse_citation
from lexcollect.records import dataclass


class EventKind(StrEnum):
    """What happened, as the law tells events apart; their words are ``law_events.*`` of the wording."""

    # demands
    DEMAND_SIGNED = "demand_signed"
    DEMAND_ARRIVAL_PROVED = "demand_arrival_proved"
    DEMAND_RECORDED = "demand_recorded"
    LETTER_ARRIVED = "letter_arrived"
    LETTER_POSTED = "letter_posted"
    LETTER_SHOULD_HAVE_ARRIVED = "letter_should_have_arrived"
    ELECTRONIC_ARRIVED = "electronic_arrived"
    ELECTRONIC_SHOULD_HAVE_ARRIVED = "electronic_should_have_arrived"
    RECOURSE_IN_SYSTEM = "recourse_in_system"
    BANK_DEDUCTION = "bank_deduction"
    PUBLIC_NOTICE = "public_notice"
    # consent of the debtor
    PART_PAYMENT = "part_payment"
    INSTALMENT_PAID = "instalment_paid"
    REPAYMENT_PLAN = "repayment_plan"
    EXTENSION_REQUEST = "extension_request"
    SECURITY_PROVIDED = "security_provided"
    DEBT_ACKNOWLEDGED = "debt_acknowledged"
    IOU_AFTER_DUE = "iou_after_due"
    AGREED_EXTENSION = "agreed_extension"
    ENFORCEMENT_SETTLEMENT = "enforcement_settlement"
    # proceedings
    SUIT_FILED = "suit_filed"
    ARBITRATION_FILED = "arbitration_filed"
    PAYMENT_ORDER_APPLIED = "payment_order_applied"
    BANKRUPTCY_PETITION = "bankruptcy_petition"
    CLAIM_FILED_IN_BANKRUPTCY = "claim_filed_in_bankruptcy"
    MISSING_DEATH_DECLARATION = "missing_death_declaration"
    PRESUIT_PRESERVATION = "presuit_preservation"
    ENFORCEMENT_APPLIED = "enforcement_applied"
    ENFORCEMENT_ON_NOTARIAL_DEED = "enforcement_on_notarial_deed"
    JOINDER = "joinder"
    SETOFF_IN_SUIT = "setoff_in_suit"
    MEDIATION_REQUESTED = "mediation_requested"
    SUBROGATION_SUIT = "subrogation_suit"
    EXECUTION_CERTIFICATE_REQUESTED = "execution_certificate_requested"
    POLICE_REPORT = "police_report"
    # transfers, insolvency, after expiry
    ASSIGNMENT_NOTICE_ARRIVED = "assignment_notice_arrived"
    DEBT_ASSUMPTION_ARRIVED = "debt_assumption_arrived"
    DEBTOR_INSOLVENCY_ACCEPTED = "debtor_insolvency_accepted"
    PROMISE_AFTER_EXPIRY = "promise_after_expiry"
    PAYMENT_AFTER_EXPIRY = "payment_after_expiry"
    # what interrupts nothing by itself
    RECEIPT_SIGNED_ONLY = "receipt_signed_only"
    EXPLICIT_REFUSAL = "explicit_refusal"
    OBSTACLE = "obstacle"
    DEMAND_ON_SURETY_ARRIVED = "demand_on_surety_arrived"
    SURETY_SIGNS_DEMAND = "surety_signs_demand"
    INTERNAL_NOTE = "internal_note"
    CALL_UNRECORDED = "call_unrecorded"
    INVOICE_ISSUED = "invoice_issued"
    POSTED_UNPROVED = "posted_unproved"
    ONLINE_EXPOSURE = "online_exposure"


class Family(StrEnum):
    """How a kind of event works on a clock; the head of ``data/events.csv`` says each in a sentence."""

    DEMAND = "demand"
    CONSENT = "consent"
    TRANSFER = "transfer"
    EXTENSION = "extension"
    SETTLEMENT = "settlement"
    PROCEEDING = "proceeding"
    REPORT = "report"
    REVIVAL = "revival"
    INSOLVENCY = "insolvency"
    START = "start"
    OBSTACLE = "obstacle"
    NONE = "none"


class Outcome(StrEnum):
    """How proceedings ended (程序结果)."""

    WITHDRAWN = "withdrawn"
    DISMISSED = "dismissed"
    JUDGMENT = "judgment"
    AWARD = "award"
    MEDIATION_PAPER = "mediation_paper"
    PAYMENT_ORDER = "payment_order"


#: A suit or its like before an arbitral tribunal (起诉、申请仲裁).
SUITS = frozenset((EventKind.SUIT_FILED, EventKind.ARBITRATION_FILED))
#: Outcomes of proceedings that give the creditor a title: the claim moves to the enforcement period.
TITLES = frozenset((Outcome.JUDGMENT, Outcome.AWARD, Outcome.MEDIATION_PAPER, Outcome.PAYMENT_ORDER))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of the catalogue: its family, whether it can be pending, its articles."""

    code: EventKind
    family: Family
    pending: bool
    cites: tuple[Citation, ...]


def kind_of(code: EventKind) -> Kind:
    """Return the catalogue entry of ``code``."""
    return catalogue()[code]


@cache
def catalogue() -> dict[EventKind, Kind]:
    """Return all kinds of events by code; a line for a kind or family that the program does not know is an error."""
    with (DATA / "events.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(line for line in stream if not line.startswith("#")))
    return {
        (code := EventKind(row["kind"])): Kind(
            code,
            Family(row["family"]),
            row["pending"] == "yes",
            tuple(parse_citation(c) for c in row["cites"].split(";")),
        )
        for row in rows
    }
