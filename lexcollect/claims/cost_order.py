"""Costs before interest and principal (民法典 561): costs of realising a claim that were spent before a payment came.

Owns which costs a payment meets first, and what it left of them. A cost counts from its day, where the clause of its
contract puts it on the debtor and it is proved; one without a day, or spent after every payment, stays as it is. It
hangs on the first debt of its contract to fall due. Computes no order itself: the parts of a payment are the law's
or the contract's. Loaded only where a payment follows a cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.casefile.models import Case, Cost
from lexcollect.claims.costs import CostItem, cost_items
from lexcollect.claims.due_days import DueDate
from lexcollect.findings import Finding, finding
from lexcollect.law.rules.appropriation import Settlement
from lexcollect.law.rules.schedule import ZERO

if TYPE_CHECKING:
    from lexcollect.claims.account import Account

Spent = Mapping[str, tuple[tuple[date, Decimal], ...]]


def spent_on(case: Case, dues: Mapping[str, DueDate], as_of: date) -> Spent:
    """Return by debt the costs that a later payment can meet, each with its day and yuan."""
    found: dict[str, tuple[tuple[date, Decimal], ...]] = {}
    for cost, _, debt in _met_first(case, cost_items(case), dues, as_of):
        assert cost.date is not None
        found[debt] = (*found.get(debt, ()), (cost.date, cost.amount))
    return {debt: tuple(sorted(rows)) for debt, rows in found.items()}


def with_met(case: Case, account: Account, items: Sequence[CostItem]) -> tuple[CostItem, ...]:
    """Return ``items`` with what payments took of each, oldest first."""
    dues = {o.id: o.due for o in account.obligations}
    met = _met(account.settlement)
    found = list(items)
    rows = sorted(_met_first(case, items, dues, account.as_of), key=lambda row: row[0].date or date.max)
    for cost, at, debt in rows:
        taken = min(met.get(debt, ZERO), cost.amount)
        if taken:
            met[debt] -= taken
            found[at] = replace(items[at], met=taken)
    return tuple(found)


def remarks(case: Case, account: Account, items: Sequence[CostItem]) -> Iterator[Finding]:
    """Yield what payments took of costs, and what is asked in all where costs are met last."""
    met = sum((item.met for item in items), ZERO)
    if not met:
        return
    last = next((o for o in account.other_orders if o.reading.key == "claims.order_costs_last"), None)
    where = next(cost.where for cost, item in zip(case.costs, items, strict=False) if item.met)
    yield finding("LX-M246", where, amount=met, effect=last.effect if last else ZERO)


def _met(settlement: Settlement) -> dict[str, Decimal]:
    from lexcollect.law.rules.parts import Part

    found: dict[str, Decimal] = {}
    for share in settlement.shares:
        if share.part is Part.COSTS:
            found[share.debt] = found.get(share.debt, ZERO) + share.amount
    return found


def _met_first(
    case: Case, items: Sequence[CostItem], dues: Mapping[str, DueDate], as_of: date
) -> Iterator[tuple[Cost, int, str]]:
    """Yield each cost that a payment can meet, its place in the list, and the debt it hangs on."""
    paid = max((p.date for p in case.payments if p.date <= as_of), default=None)
    for at, (cost, item) in enumerate(zip(case.costs, items, strict=False)):
        mine = [o.id for o in case.obligations if o.contract == item.contract]
        if item.claimed and mine and paid is not None and cost.date is not None and cost.date <= paid:
            yield cost, at, min(mine, key=lambda id: dues[id].rolled)
