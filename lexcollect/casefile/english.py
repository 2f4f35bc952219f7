"""English: what the keys of a case file are called on an English page.

Owns the names of those keys that do not say it themselves; every other key is its own name, with blanks. ``Group.key``
goes before ``key``, as in ``labels``. Also in both languages: what may stand behind a key, and what the keys mean that
are easily taken for something else. The page of all keys and the fields of the review page tell the same.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lexcollect.casefile.values import Words
from lexcollect.wording import say
from lexcollect.wording.sheets import sentences

if TYPE_CHECKING:
    from lexcollect.casefile.facts import Field

ENGLISH: dict[str, str] = {
    # the groups
    "matter": "name of the matter",
    "in_charge": "person in charge",
    "obligations": "receivables",
    "leased_things": "things leased",
    "payouts": "loan paid out",
    "assignments": "assignments of the debt",
    "acknowledgements": "acknowledgements and promises",
    "communications": "demands and letters",
    "registry_checks": "checks of the registry",
    "securities": "guarantees",
    "collaterals": "mortgages and pledges",
    "asset_clues": "clues to assets",
    "running_fees": "fees that run by the day",
    "filings": "proceedings",
    "titles": "enforceable titles",
    "evidence_requests": "requests for evidence",
    "enforcement_requests": "requests in enforcement",
    "opposing_exhibits": "exhibits of the other side",
    "counterclaims": "claims of the other side",
    "measures": "measures of preservation",
    "obstacles": "grounds of suspension",
    "dispositions": "disposals by the debtor",
    "watched": "other deadlines",
    "form_entries": "entries of the official form",
    # what many facts have
    "id": "id",
    "evidence": "exhibits",
    "distinct": "a fact of its own, no duplicate",
    "standing": "state of proof",
    "plead": "put into papers",
    "covers": "receivables concerned",
    "scope_text": "scope in the words of the clause",
    "obligation": "receivable",
    "text": "words of the contract",
    "EnforcementRequest.text": "facts of the ground",
    "Restrained.text": "reason",
    "words": "words",
    "by": "by whom",
    "of": "of what",
    "to": "to whom",
    "why": "reason",
    # persons
    "uscc": "unified social credit code",
    "id_no": "number of the identity card",
    "id_kind": "kind of document",
    "id_checked": "number compared with the document",
    "birth": "date of birth",
    "legal_rep": "legal representative",
    "account_name": "holder of the account",
    "bank_name": "bank",
    "account_no": "account number",
    "licence_no": "licence number",
    "post": "position",
    "tie": "tie to the others of its side",
    "with_party": "beside whom",
    "cap": "at most",
    # contracts
    "written": "in writing",
    "performed_at": "place of performance",
    "receipt_at": "place of receipt",
    "online": "made over the network",
    "delivered_online": "delivered over the network",
    "nature": "how it is performed",
    "recourse_from": "recourse against",
    "ends_on": "end of the term",
    "works": "construction works",
    "term_interest": "interest for the term",
    "late_penalty": "penalty for late payment",
    "late_interest": "interest after the term",
    "overdue_loss": "statutory loss from late payment",
    "sme": "small or medium enterprise",
    "appropriation": "order of appropriation",
    "cost_clause": "clause on costs",
    "title_kept": "retention of title",
    "statement_authority": "who may confirm statements",
    "receivers": "who may receive goods",
    "acceleration": "acceleration of the debt",
    "then": "rate afterwards",
    "limit": "limit of the penalty",
    "up_to": "paid up to (percent)",
    "roll": "when it ends on a rest day",
    "markup": "markup on LPR (percent)",
    "mode": "how LPR is taken",
    "refused_counts": "refusal counts as service",
    "court_service": "also for papers of courts",
    # demands and their proof
    "im_account": "messenger account",
    "tied_to": "why the account is theirs",
    "signer_authority": "authority of the signer",
    "receiver_authority": "authority of the receiver",
    "designated_for": "meant for (receivable)",
    "contents_named": "contents named on the slip",
    "address_basis": "why this address",
    "posted_on": "posted on",
    "tracking_no": "tracking number",
    "links": "chain of proof",
    "promises_payment": "promises to pay",
    "doc_no": "number of the paper",
    "memo": "note of the payment",
    # courts and papers
    "case_no": "case number",
    "file_no": "file number",
    "letter_no": "number of the letter",
    "ruling_no": "number of the ruling",
    "agreement_no": "number of the agreement",
    "in_kind": "payment in kind",
    "returned_to": "returned to",
    "pre_suit": "before suit",
    "warn_days": "days of warning ahead",
    "count_as_of_day": "count the day itself",
    "payment_day": "day of payment counts for",
    "waive_rest": "waive the rest",
    # what a key that many groups have means in one of them
    "CostClause.covers": "costs covered",
    "Claimed.text": "request",
    "Question.text": "question",
    "FormEntry.text": "what is filled in",
    "InKind.text": "ownership and condition",
    "InKind.by": "to be handed over by",
    "RegistryCheck.by": "looked up by",
    "RegistryCheck.party": "party looked up",
    "RegistryCheck.state": "state in the register",
    "Objection.by": "who objects",
    "OpposingExhibit.by": "filed by",
    "OpposingExhibit.evidence": "our exhibits against it",
    "OpposingExhibit.number": "number as filed",
    "Counterclaim.by": "who claims it",
    "Review.by": "decided by",
    "Cost.title": "what for",
    "Issue.title": "issue",
    "Payment.title": "enforceable title it was paid on",
    "Choices.title": "enforceable title",
    "Choices.claimed": "claimed now",
    "Preservation.court": "court asked",
    "Works.court": "court of the place of the works",
    "Collateral.first": "security to be used first",
    "Collateral.state": "condition",
    "PreservationGuarantee.reason": "why no guarantee is needed",
    "PreservationGuarantee.address": "address of the guarantor",
    "EvidenceRequest.address": "address of the holder",
    "EvidenceRequest.days": "days more",
    "EnforcementRequest.person": "person to be added",
    "EnforcementRequest.ground": "ground for adding",
    "EnforcementRequest.debtor": "judgment debtor",
    "EnforcementRequest.amount": "up to how much",
    "Closing.told": "result in words",
    "Closing.level": "who may see it",
    "KeptItem.place": "where it is kept",
    "KeptItem.returned_on": "given back on",
    "Backing.party": "who stands in",
    "Mediation.court": "court that confirms",
    "TerminationChoice.basis": "basis of the termination",
    "Acknowledgement.contact": "call or visit in which it was given",
    "TitleKept.thing": "goods",
    "TitleKept.place": "where the goods are",
    "Communication.number": "number or account used",
    "SuretyThing.state": "condition",
    "LeasedThing.place": "where it is",
    "LeasedThing.number": "serial number",
    "Sharing.debt": "joint debt in all",
    "Hearing.present": "who appears",
}


def english_of(group: str, key: str) -> str:
    """Return the English name of ``key`` in ``group``."""
    return ENGLISH.get(f"{group}.{key}") or ENGLISH.get(key) or key.replace("_", " ")


def content_of(field: Field) -> Words:
    """Return what may stand behind a key that holds a value, in both languages; a choice is its words."""
    if field.kind is not None:
        members = list(field.kind)
        return Words("、".join(one.label for one in members), ", ".join(one.english for one in members))
    assert field.value is not None
    return field.refers.words if field.refers else field.value.words


@cache
def meaning_of(group: str, key: str) -> Words | None:
    """Return what ``key`` means in ``group``, where that is easily taken for something else."""
    known = sentences("case_keys")
    name = next((one for one in (f"{group}.{key}", key) if one in known), "")
    return Words(say(f"case_keys.{name}", "zh"), say(f"case_keys.{name}", "en")) if name else None
