"""Coverage: which obligations a guarantee speaks of (保证的主债权范围).

Owns the reading of a guarantee's own words: named obligations, contract, window of a maximum amount; and how far an
obligation is secured by them. Whether a guarantee is still alive is decided by ``deadlines``.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lexcollect.casefile.models import Case, Obligation, Security
from lexcollect.wording import Text, text


def outside_of(security: Security, obligation: Obligation, case: Case) -> Text | None:
    """Return why ``obligation`` is outside the guarantee's own words, or ``None``."""
    if security.covers and obligation.id not in security.covers:
        return text("claims.not_named")
    if security.contract and obligation.contract != security.contract:
        return text("claims.other_contract")
    arisen = arisen_on(case, obligation)
    start, end = security.debts_from or date.min, security.debts_to or date.max
    if not start <= arisen <= end:
        return text("claims.outside_window", day=arisen, start=security.debts_from, end=security.debts_to)
    return None


def arisen_on(case: Case, obligation: Obligation) -> date:
    """Return the day the debt arose (债权发生日): the order, else last delivery or money lent, else the contract."""
    if obligation.date:
        return obligation.date
    deliveries = case.deliveries_of(obligation.id)
    if deliveries:
        return deliveries[-1].date
    lent = [p.date for p in case.payouts if p.obligation == obligation.id]
    if lent:
        return min(lent)
    return case.contract(obligation.contract).signed_on or _first_trace(case, obligation)


def _first_trace(case: Case, obligation: Obligation) -> date:
    """Return the first day a debt without an order and a signed contract is seen: its invoice, else a fixed due day."""
    billed = [i.date for i in case.invoices if i.obligation == obligation.id]
    fixed = obligation.due.day if obligation.due else None
    return min(billed, default=fixed or date.min)


def secured(case: Case) -> dict[str, Decimal]:
    """Return how far each obligation is secured; only compared, for the ladder of 民法典 560(2).

    Each guarantee that covers it counts with all it stands for, so debts under the same guarantees rank alike.
    """
    found = {o.id: Decimal(0) for o in case.obligations}
    for security in case.securities:
        covered = [o for o in case.obligations if outside_of(security, o, case) is None]
        stands = sum((o.amount for o in covered), Decimal(0))
        stands = stands if security.cap is None else min(stands, security.cap)
        for obligation in covered:
            found[obligation.id] += stands
    return found
