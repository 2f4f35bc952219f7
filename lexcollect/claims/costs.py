"""Costs: what realising the claim costs and who bears it.

Owns the cost items (律师费, 保全保险费 …) that may stand in the claims, the court acceptance fee and the preservation
fee. A cost is claimed only with a clause that names it, proof, and payment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, CostClause
from lexcollect.claims.account import ZERO, Account
from lexcollect.law.rules.fees import Fee, acceptance_fee, preservation_fee
from lexcollect.law.trace import Answer
from lexcollect.wording import Text, text


@dataclass(frozen=True, slots=True)
class CostItem:
    """One kind of cost: amount in yuan, whether it is claimed, the clause, and the reason."""

    kind: k.CostKind
    amount: Decimal
    claimed: bool
    clause: str
    reason: Text
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fees:
    """The court's fees on the claim in money, with their working."""

    acceptance: Answer[Fee]
    preservation: Answer[Fee]


def cost_items(case: Case) -> tuple[CostItem, ...]:
    """Return every cost that was spent or that a clause would allow, with what becomes of it."""
    clause = next((c.cost_clause for c in case.contracts if c.cost_clause), None)
    allowed = set(clause.covers) if clause else set()
    items = [_spent(case, i, allowed, clause) for i in range(len(case.costs))]
    spent = {item.kind for item in items}
    if k.CostKind.LAWYER_FEE in allowed - spent and clause:
        items.append(
            CostItem(
                k.CostKind.LAWYER_FEE, ZERO, False, clause.clause, text("claims.cost_unproved", clause=clause.clause)
            )
        )
    return tuple(items)


def _spent(case: Case, index: int, allowed: set[k.CostKind], clause: CostClause | None) -> CostItem:
    cost = case.costs[index]
    if clause is None or cost.kind not in allowed:
        return CostItem(cost.kind, cost.amount, False, "", text("claims.cost_no_clause"), cost.evidence)
    if not cost.evidence:
        return CostItem(cost.kind, cost.amount, False, clause.clause, text("claims.cost_no_proof"))
    return CostItem(
        cost.kind, cost.amount, True, clause.clause, text("claims.cost_claimed", clause=clause.clause), cost.evidence
    )


def fees_of(case: Case, account: Account, total: Decimal, as_of: date) -> Fees:
    """Return acceptance and preservation fee: on the whole claim, or on the amount chosen for preservation."""
    preserved = case.preservation.amount if case.preservation and case.preservation.amount else total
    return Fees(acceptance_fee(total, as_of), preservation_fee(preserved, as_of))
