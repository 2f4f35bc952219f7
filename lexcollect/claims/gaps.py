"""Gaps: debts of which the case file does not hold the due day or the amount (到期日不明、金额不明).

Owns what is told of them. Without a day the principal counts, late charges and limitation are withheld; without an
amount the sums leave the debt out, its days are told. The sums are not complete then. Refuses to take a day that nobody
entered: where the law gives one (民法典 511(4), 628), the user says that none was agreed. Computes nothing. Loaded only
for such debts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.casefile.models import Case, Payment
from lexcollect.causes import cause_of
from lexcollect.causes.cause import LatenessRule
from lexcollect.claims.standards import lateness_of
from lexcollect.findings import Finding, Where, finding
from lexcollect.law.rules.debts import Debt
from lexcollect.wording import Text, text

if TYPE_CHECKING:
    from lexcollect.claims.account import Account


def undated(case: Case, account: Account) -> tuple[str, ...]:
    """Return the debts that are still owed, that no title decided, and whose due day is unknown."""
    decided = {id for title in case.titles for id in title.covers}
    open_ = (o.id for o in account.obligations if o.due.unknown and o.principal and o.id not in decided)
    return tuple(id for id in open_ if not case.choices.claimed or id in case.choices.claimed)


def unsized(case: Case) -> tuple[str, ...]:
    """Return the debts whose amount nobody entered."""
    return tuple(o.id for o in case.obligations if not o.amount)


def taking_their_own(case: Case, debts: tuple[Debt, ...], as_of: date) -> tuple[Debt, ...]:
    """Return the debts, those without an amount as large as what was paid for them by name, and bearing nothing.

    What was named for such a debt goes to no other (民法典 560(1)); how much is left of it is not known.
    """
    lacking = set(unsized(case))

    def taken(id: str) -> Decimal:
        return sum((p.amount for p in case.payments if p.designated_for == id and p.date <= as_of), Decimal("0.00"))

    return tuple(
        replace(debt, principal=taken(debt.id), charges=(), late=None) if debt.id in lacking else debt for debt in debts
    )


def remarks(case: Case, account: Account) -> Iterator[Finding]:
    """Yield that the order of the payments hangs on a day that is not known."""
    paid = [
        payment
        for number, payment in enumerate(case.payments, 1)
        if payment.date <= account.as_of and _hangs(payment, payment.id or f"付款{number}", account)
    ]
    if paid and len(account.obligations) > 1 and (ids := undated(case, account)):
        yield finding("LX-M301", paid[0].where, ids=ids)


def _hangs(payment: Payment, id: str, account: Account) -> bool:
    """Tell whether what a payment met may hang on a day: not where it was named for a debt that took all of it."""
    named = next((o for o in account.obligations if o.id == payment.designated_for), None)
    if named is None or named.due.unknown:
        return True
    return any(share.debt != named.id for share in account.shares if share.payment == id)


def road(case: Case, id: str) -> Text:
    """Return what to enter where no day was agreed: what the law of the contract takes it from (民法典 511(4), 628)."""
    obligation = next(o for o in case.obligations if o.id == id)
    rule = lateness_of(case.contract(obligation.contract))
    cause = cause_of(case.contract(obligation.contract).cause)
    if rule is LatenessRule.WORKS:
        return text("claims.no_day.works")
    if rule is LatenessRule.BILL:
        return text("claims.no_day.bill")
    sale = rule is LatenessRule.SALE and cause is not None and cause.lateness and not cause.lateness.by_reference
    return text("claims.no_day.sale" if sale else "claims.no_day.demand")


def incomplete(case: Case, account: Account) -> tuple[Finding, ...]:
    """Return the finding that the sums leave something out, or nothing."""
    found = []
    if ids := undated(case, account):
        roads = tuple(dict.fromkeys(road(case, id) for id in ids))
        found.append(finding("LX-M300", _place(case, ids), ids=ids, roads=roads))
    if ids := unsized(case):
        found.append(finding("LX-M302", _place(case, ids), ids=ids))
    return tuple(found)


def _place(case: Case, ids: tuple[str, ...]) -> Where:
    return next((o.where for o in case.obligations if o.id in ids), Where(case.where.file))
