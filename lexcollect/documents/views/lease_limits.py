"""What no shipped paper says of a lease: refused, or told to be looked at (租赁).

Owns the limits of the papers of leases: a finance lease of which both ways are asked for, or whose loss cannot be
counted or told, and the court of premises, which no program knows.
"""

from __future__ import annotations

from lexcollect.claims.standards import is_finance_lease
from lexcollect.documents.material import View

#: The cause of action whose court is that of the place of the premises alone (民诉法解释 28).
_PREMISES = "premises_lease"
_NAMES_COURT = ("complaint", "preservation", "preservation_before_suit", "letter", "demand")
#: The paper that reminds of rent, which a terminated finance lease no longer leaves.
_OF_RENT = ("reminder",)


def tell(view: View) -> None:
    """Note what the paper of ``view`` cannot say of its lease, and what a person must confirm."""
    material = view.material
    contract = material.contract
    if contract.termination and is_finance_lease(contract):
        _taken_back(view)
    if material.cause and material.cause.id == _PREMISES and view.paper in _NAMES_COURT:
        court = material.case.choices.court or (contract.jurisdiction.court if contract.jurisdiction else "")
        if court:
            view.say("LX-P091", contract.where, court=court)


def _taken_back(view: View) -> None:
    """Note why the loss of a terminated finance lease cannot be told (民法典 752, 融资租赁解释 10-12)."""
    material, contract = view.material, view.material.contract
    told = contract.termination
    assert told is not None
    if contract.acceleration:
        view.say("LX-P260", told.where, name=contract.name)
    elif told.day <= material.as_of and not material.claims.losses:
        view.limit("LX-P090", told.where, name=contract.name)
    elif material.claims.running or view.paper in _OF_RENT:
        view.limit("LX-P261", told.where, name=contract.name)
