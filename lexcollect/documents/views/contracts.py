"""Several contracts in one paper: whether they can stand together, and how each is named.

Owns the conditions: one cause on file, the same kind of claim, courts that do not differ. What is asked together needs
the court's leave and the consent of the parties (民事诉讼法 55(1)), which a warning says. With one contract everything
here says nothing. The sentences are in ``contract.yaml`` and ``complaint.yaml``.
"""

from __future__ import annotations

from decimal import Decimal

from lexcollect.casefile.models import Contract
from lexcollect.causes import cause_of
from lexcollect.documents.material import Material, View, listed, series, titled, yuan

_SOLD = "deliveries"
ZERO = Decimal("0.00")


def several(material: Material) -> bool:
    """Tell whether the receivables stand on more than one contract."""
    return len(material.contracts) > 1


def tell(view: View) -> None:
    """Note whether the contracts of the matter can be told in one paper."""
    material = view.material
    found = material.contracts
    if len(found) == 1:
        return
    if not _alike(material):
        view.limit("LX-P015", found[1].where, count=len(found))
        return
    courts = {c.jurisdiction.court for c in found if c.jurisdiction and c.jurisdiction.court}
    if len(courts) > 1 and view.paper in _TO_COURT:
        view.say("LX-P098", found[1].where, courts=listed(sorted(courts)))
    elif view.paper in _TO_COURT:
        view.say("LX-P097", found[1].where, names=listed(contract.called for contract in found))
    rates = {c.late_penalty.rate if c.late_penalty else None for c in found}
    if view.paper == "settlement" and len(rates) > 1:
        view.limit("LX-P099", found[1].where, names=listed(contract.called for contract in found))


_TO_COURT = frozenset({"complaint", "preservation"})


def _alike(material: Material) -> bool:
    """Tell whether one set of sentences fits all contracts: goods or services under one cause, nothing special."""
    found, cause = material.contracts, material.cause
    if cause is None or cause.performance.facts != _SOLD or material.claims.account.interest_name != "loss":
        return False
    same = all(cause_of(c.cause) is cause for c in found)
    return same and len({(c.written, bool(c.sme)) for c in found}) == 1


def clause_of(view: View, contract: Contract, clause: str) -> str:
    """Return a clause number; of several contracts with the name of its own before it."""
    return f"{name_of(contract)}{clause}" if several(view.material) else clause


def name_of(contract: Contract) -> str:
    """Return the name of a contract in book-title marks; one without a paper goes by its id."""
    return titled(contract.name) if contract.name else contract.id


def under(view: View, contract: Contract, debtor: str) -> str:
    """Return who pays on which contract: 被告就《A》; with one contract only who pays."""
    if not several(view.material):
        return debtor
    said = {"债务人": debtor, "合同": name_of(contract), "编号": contract.number}
    return view.pen.one("complaint.under", said)


def sums(view: View, place: str) -> str:
    """Return what is left of the principal under each contract, in the words of ``place``; nothing with one."""
    material = view.material
    if not several(material):
        return ""
    each = []
    for contract in material.contracts:
        left = sum((o.principal for o in material.claims.account.obligations if o.contract == contract.id), ZERO)
        each.append(view.pen.one("contract.sum", {"合同": name_of(contract), "金额": yuan(left)}))
    return view.pen.one(place, {"各合同": listed(each)})


def asked(view: View) -> str:
    """Return what is asked under each contract in all; nothing with one."""
    material = view.material
    if not several(material):
        return ""
    each = []
    for contract in material.contracts:
        total = sum((head.amount for head in material.claims.heads if head.contract == contract.id), ZERO)
        each.append(view.pen.one("contract.sum", {"合同": name_of(contract), "金额": yuan(total)}))
    return view.pen.one("complaint.sum_contracts", {"各合同": series(each)})
