"""Costs before interest and principal: what 民法典 561 gives to costs that were spent before a payment came.

Owns the question and its effect in yuan. The account itself leaves costs unpaid and puts payments on the debts, which
never asks for more; that the article puts costs first is told, not applied. Loaded only where a payment follows a cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from lexcollect.casefile.models import Case
from lexcollect.claims.account import ZERO, Account
from lexcollect.claims.costs import CostItem
from lexcollect.findings import Finding, finding
from lexcollect.law.rules.appropriation import settle
from lexcollect.law.rules.parts import Part

_Spent = dict[str, tuple[tuple[date, Decimal], ...]]


def remarks(case: Case, account: Account, costs: tuple[CostItem, ...]) -> Iterator[Finding]:
    """Yield the costs that a later payment would meet first, with what that changes of the whole claim."""
    spent = _spent(case, account, costs)
    total = sum((amount for rows in spent.values() for _, amount in rows), ZERO)
    if not total:
        return
    asked = [replace(debt, spent=spent.get(debt.id, ())) for debt in account.ledger.debts]
    other = settle(
        asked,
        account.ledger.payments,
        account.as_of,
        agreed=account.ledger.orders,
        conventions=account.conventions,
        calendar=account.means.calendar,
        beyond=account.means.beyond,
    )
    met = total - other.left(Part.COSTS)
    if met:
        effect = other.total - account.settlement.total - total
        yield finding("LX-M246", case.costs[0].where, amount=met, effect=effect)


def _spent(case: Case, account: Account, costs: tuple[CostItem, ...]) -> _Spent:
    """Return the claimed costs with their days, each with the first debt of its contract to fall due."""
    found: _Spent = {}
    for cost, item in zip(case.costs, costs, strict=False):
        mine = [o for o in account.obligations if o.contract == item.contract]
        if item.claimed and cost.date is not None and cost.date <= account.as_of and mine:
            first = min(mine, key=lambda o: o.due.rolled)
            found[first.id] = (*found.get(first.id, ()), (cost.date, cost.amount))
    return found
