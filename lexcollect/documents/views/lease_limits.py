"""What no shipped paper says of a lease: refused, or told to be looked at (租赁).

Owns the limits of the papers of leases: termination of a finance lease with return and damages, and the court of
premises, which no program knows.
"""

from __future__ import annotations

from lexcollect.claims.standards import is_finance_lease
from lexcollect.documents.material import View

#: The cause of action whose court is that of the place of the premises alone (民诉法解释 28).
_PREMISES = "premises_lease"
_TO_COURT = ("complaint", "preservation")


def tell(view: View) -> None:
    """Note what the paper of ``view`` cannot say of its lease, and what a person must confirm."""
    material = view.material
    contract = material.contract
    if contract.termination and is_finance_lease(contract):
        view.limit("LX-P090", contract.termination.where, name=contract.name)
    if material.cause and material.cause.id == _PREMISES and view.paper in _TO_COURT:
        court = material.case.choices.court or (contract.jurisdiction.court if contract.jurisdiction else "")
        if court:
            view.say("LX-P091", contract.where, court=court)
