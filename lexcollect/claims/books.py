"""Books: what the other side confirmed and what proves delivery, held against the account (账实核对).

Owns the comparison of confirmed sums with the books of that day, and the reminder that an invoice alone proves no
delivery (买卖合同解释 5(1)). Changes nothing: a confirmed sum is kept and told as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Acknowledgement, Case, Obligation
from lexcollect.claims.account import Account
from lexcollect.claims.coverage import arisen_on
from lexcollect.findings import Finding, finding

#: What states a balance of the account; a plan or a promise may speak of a part only.
_BALANCES = frozenset({k.AcknowledgementKind.STATEMENT, k.AcknowledgementKind.DEBT_CONFIRMATION})


def remarks(case: Case, account: Account) -> Iterator[Finding]:
    """Yield the confirmed balances that differ from the books, and debts that only an invoice speaks for."""
    if any(debt.loan for debt in account.ledger.debts):
        return
    for fact, booked in differences(case, account):
        stated = fact.amount or Decimal(0)
        difference = abs(stated - booked)
        yield finding("LX-M211", fact.where, day=fact.date, stated=stated, booked=booked, difference=difference)
    bare = [o for o in case.obligations if _only_invoiced(case, o, account.as_of)]
    if bare:
        yield finding("LX-M216", bare[0].where, ids=tuple(o.id for o in bare), count=len(bare))


def differences(case: Case, account: Account) -> Iterator[tuple[Acknowledgement, Decimal]]:
    """Yield the confirmed balances that differ from the books of their day, and what these showed; of a loan none."""
    if any(debt.loan for debt in account.ledger.debts):
        return
    for fact in case.acknowledgements:
        if fact.kind in _BALANCES and fact.amount is not None and fact.date <= account.as_of:
            booked = _booked(case, fact)
            if booked != fact.amount:
                yield fact, booked


def _booked(case: Case, fact: Acknowledgement) -> Decimal:
    """Return what the books show on the day of a confirmation: what had arisen, less what had been paid on it."""
    lump = k.AskedAs.LUMP_PENALTY  # no item of the books, unless the confirmation names it
    concerned = [o for o in case.obligations if (o.id in fact.covers if fact.covers else o.asked_as is not lump)]
    ids = {o.id for o in concerned}
    owed = sum((o.amount for o in concerned if arisen_on(case, o) <= fact.date), Decimal(0))
    paid = (
        p.amount
        for p in case.payments
        if p.date <= fact.date and (not p.designated_for or p.designated_for in ids or not fact.covers)
    )
    return owed - sum(paid, Decimal(0))


def _only_invoiced(case: Case, obligation: Obligation, as_of: date) -> bool:
    """Tell whether an invoice is all that speaks for a delivery of goods."""
    from lexcollect.causes import cause_of

    cause = cause_of(case.contract(obligation.contract).cause)
    if cause is None or cause.performance.facts != "deliveries" or case.milestones:
        return False
    if any(d.obligation == obligation.id and d.date <= as_of for d in case.deliveries):
        return False
    return any(i.obligation == obligation.id and i.date <= as_of for i in case.invoices)
