"""Costs: what realising the claim costs and who bears it.

Owns the cost items (律师费, 保全保险费 …) that may stand in the claims, the court acceptance fee and the preservation
fee. A cost is claimed only with a clause of its own contract that names it, proof, and payment: the clause of another
contract says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.damage import looks_like_damage
from lexcollect.casefile.models import Case, Cost, CostClause
from lexcollect.claims.standards import bound
from lexcollect.findings import Finding, finding
from lexcollect.law.rules.fees import Fee, acceptance_fee, preservation_fee
from lexcollect.law.rules.schedule import ZERO
from lexcollect.law.trace import Answer
from lexcollect.records import dataclass
from lexcollect.wording import Text, pair, text


@dataclass(frozen=True, slots=True)
class CostItem:
    """One kind of cost: amount in yuan, whether it is claimed, contract and clause, and the reason.

    ``contract`` is empty where several contracts could bear it and the case file does not say which. ``met`` is what
    payments that came later took of it (民法典 561), in yuan.
    """

    kind: k.CostKind
    amount: Decimal
    claimed: bool
    contract: str
    clause: str
    reason: Text
    evidence: tuple[str, ...] = ()
    met: Decimal = ZERO

    @property
    def left(self) -> Decimal:
        """What is still asked of it, in yuan."""
        return self.amount - self.met

    @property
    def unplaced(self) -> bool:
        """Whether it only lacks the name of its contract."""
        return not self.contract


@dataclass(frozen=True, slots=True)
class Fees:
    """The court's fees on the claim in money, with their working; ``paid`` is what was paid for the suit already."""

    acceptance: Answer[Fee]
    preservation: Answer[Fee]
    paid: Decimal = ZERO


def cost_items(case: Case) -> tuple[CostItem, ...]:
    """Return every cost that was spent or that a clause would allow, with what becomes of it."""
    clauses = _clauses(case)
    items = [_spent(case.costs[i], clauses) for i in range(len(case.costs))]
    return (*items, *_allowed(items, clauses))


def _clauses(case: Case) -> dict[str, CostClause | None]:
    """Return the cost clause of each contract that something is owed under."""
    owing = [*(o.contract for o in case.obligations), *(fee.contract for fee in case.running_fees)]
    return {id: bound(case.contract(id)).cost_clause for id in dict.fromkeys(owing)}


def remarks(case: Case, costs: tuple[CostItem, ...]) -> Iterator[Finding]:
    """Yield of every cost that was spent and is not in the claim why it is not, at its place in the file."""
    for cost, item in zip(case.costs, costs, strict=False):
        kind = pair(*cost.kind.named)
        if item.claimed:
            continue
        if cost.kind is k.CostKind.REPAIR:
            missing = text("claims.repair_day" if cost.date is None else "claims.repair_contract")
            yield finding("LX-M433", cost.where, amount=cost.amount, missing=missing)
        elif item.unplaced:
            yield finding("LX-M012", cost.where, kind=kind, amount=cost.amount)
        elif looks_like_damage(cost):
            yield finding("LX-M432", cost.where, title=cost.title, kind=kind, amount=cost.amount)
        elif item.clause:
            yield finding("LX-M431", cost.where, kind=kind, amount=cost.amount, clause=item.clause)
        else:
            yield finding("LX-M430", cost.where, kind=kind, amount=cost.amount)


def _spent(cost: Cost, clauses: dict[str, CostClause | None]) -> CostItem:
    if cost.kind is k.CostKind.REPAIR:  # what ``casefile.damage`` could not make a receivable of
        return CostItem(cost.kind, cost.amount, False, cost.contract, "", text("claims.cost_repair"), cost.evidence)
    bearing = [id for id, clause in clauses.items() if clause and cost.kind in clause.covers]
    if not cost.contract and len(clauses) > 1 and bearing:
        return CostItem(cost.kind, cost.amount, False, "", "", text("claims.cost_which_contract", ids=bearing))
    contract = cost.contract or next(iter(clauses))
    clause = clauses.get(contract)
    if clause is None or contract not in bearing:
        why = text("claims.cost_damage" if looks_like_damage(cost) else "claims.cost_no_clause")
        return CostItem(cost.kind, cost.amount, False, contract, "", why, cost.evidence)
    if not cost.evidence:
        return CostItem(cost.kind, cost.amount, False, contract, clause.clause, text("claims.cost_no_proof"))
    reason = text("claims.cost_claimed", clause=clause.clause)
    return CostItem(cost.kind, cost.amount, True, contract, clause.clause, reason, cost.evidence)


def _allowed(items: list[CostItem], clauses: dict[str, CostClause | None]) -> Iterator[CostItem]:
    """Yield the lawyer's fee a clause would allow where none was spent under that contract."""
    fee = k.CostKind.LAWYER_FEE
    spent = {item.contract for item in items if item.kind is fee}
    for contract, clause in clauses.items():
        if clause and fee in clause.covers and contract not in spent and "" not in spent:
            reason = text("claims.cost_unproved", clause=clause.clause)
            yield CostItem(fee, ZERO, False, contract, clause.clause, reason)


def fees_of(case: Case, total: Decimal, as_of: date) -> Fees | None:
    """Return acceptance and preservation fee: on the whole claim, or on the amount chosen for preservation.

    ``None`` for a claim in foreign money: the tariff is in yuan, and nothing is converted.
    """
    if case.currency is not k.Currency.CNY:
        return None
    preserved = case.preservation.amount if case.preservation and case.preservation.amount else total
    suits = [f for f in case.filings if f.kind is k.FilingKind.SUIT and f.date <= as_of and f.fee_paid]
    paid = sum((f.fee_paid for f in suits if f.fee_paid), ZERO)
    return Fees(acceptance_fee(total, as_of), preservation_fee(preserved, as_of), paid)
