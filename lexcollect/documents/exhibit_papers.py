"""Which kinds of paper are among the exhibits: what a letter was written from, what stands for a missing contract.

Owns the kinds and what counts as one. Says nothing of what an exhibit proves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Contract, Proved

_CHATS = frozenset({k.CommunicationKind.IM, k.CommunicationKind.EMAIL, k.CommunicationKind.SMS})


def of_papers(case: Case, contract: Contract, as_of: date) -> dict[str, object]:
    """Return which kinds of paper are among the exhibits."""
    groups: dict[str, Sequence[Proved]] = {
        "deliveries": case.deliveries,
        "payouts": case.payouts,
        "leased_things": case.leased_things,
        "invoices": case.invoices,
        "payments": [p for p in case.payments if p.kind is not k.PaymentKind.SET_OFF],
        "acknowledgements": case.acknowledgements,
        "assignments": case.assignments,
    }
    found: dict[str, object] = {f"paper.{name}": any(fact.evidence for fact in facts) for name, facts in groups.items()}
    notes = [a for a in case.acknowledgements if a.kind is k.AcknowledgementKind.IOU and a.date <= as_of]
    statements = [a for a in case.acknowledgements if a.kind is k.AcknowledgementKind.STATEMENT and a.date <= as_of]
    confirmed = [a for a in case.acknowledgements if a.kind is not k.AcknowledgementKind.STATEMENT and a.date <= as_of]
    others = [a for a in confirmed if a.kind is not k.AcknowledgementKind.IOU]
    sent = [s for s in case.communications if s.date <= as_of and s.evidence]
    spoken = [a for a in confirmed if a.channel in _CHATS and a.evidence]
    return {
        **found,
        "paper.contract": contract.evidence,
        "paper.orders": _of_their_own(case, contract, charges=False),
        "paper.charges": _of_their_own(case, contract, charges=True),
        "paper.iou": any(a.evidence for a in notes),
        "paper.statement": any(a.evidence for a in statements),
        "paper.confirmations": any(a.evidence and a.channel not in _CHATS for a in others),
        "paper.assignment_notices": any(s.kind is k.CommunicationKind.ASSIGNMENT_NOTICE for s in sent),
        "paper.letters": any(s.kind in k.LETTERS for s in sent),
        "paper.chats": spoken or any(s.kind in _CHATS for s in sent),
    }


def _of_their_own(case: Case, contract: Contract, *, charges: bool) -> set[str]:
    """Return the exhibits of receivables that show nothing else: an order is a paper of its own, its invoice is not.

    What shows ``charges`` beside the debt of the contract (水电费, 维修费) is no voucher of the debt itself.
    """
    others = (*case.deliveries, *case.payouts, *case.invoices, *case.acknowledgements, contract)
    mine = [o for o in case.obligations if bool(o.asked_as) is charges]
    return {id for o in mine for id in o.evidence} - {id for fact in others for id in fact.evidence}
