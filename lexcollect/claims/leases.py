"""Leases: what a reader of the account of a lease must know (租赁、融资租赁).

Owns the remarks on deposit, termination, things still outside, and the lessor's choice of a finance lease. Computes no
figure of the claim; what the other choice would be is shown with what the case file holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Contract
from lexcollect.casefile.rents import left_out
from lexcollect.claims.account import Account
from lexcollect.claims.standards import is_finance_lease
from lexcollect.findings import Finding, finding

_ZERO = Decimal("0.00")


def leases(case: Case) -> list[Contract]:
    """Return the contracts that say anything of a lease; nothing else is looked at."""
    things = _let(case)
    return [c for c in case.contracts if c.id in things or c.deposit or c.acceleration or c.termination]


def _let(case: Case) -> set[str]:
    """Return the contracts under which something is let."""
    return {t.contract for t in case.leased_things} | {r.contract for r in case.rents}


def remarks(case: Case, account: Account) -> Iterator[Finding]:
    """Yield what must be known of each lease on the as-of day of ``account``."""
    yield from _not_due(case)
    for contract in leases(case):
        yield from _deposit(case, contract, account)
        yield from _asked_before(case, contract)
        yield from _still_outside(case, contract, account.as_of)
        yield from _not_guaranteed(case, contract, account.as_of)
        if is_finance_lease(contract):
            yield from _choice(case, contract, account)


def _not_due(case: Case) -> Iterator[Finding]:
    """Yield how many periods of rent are not due yet and not in the claim."""
    if case.rents:
        later = left_out(case)
        if later:
            yield finding("LX-M205", later[0].where, count=len(later), amount=sum((o.amount for o in later), _ZERO))


def _deposit(case: Case, contract: Contract, account: Account) -> Iterator[Finding]:
    """Yield that a deposit was received while sums are unpaid, and nobody decided whether it is set off."""
    taken = any(p.kind is k.PaymentKind.SET_OFF and p.date <= account.as_of for p in case.payments)
    if contract.deposit and not contract.deposit.not_applied and not taken and account.settlement.total:
        yield finding("LX-M200", contract.deposit.where, amount=contract.deposit.amount)


def _asked_before(case: Case, contract: Contract) -> Iterator[Finding]:
    """Yield that nothing shows the demand that must go before termination or acceleration (民法典 722, 752)."""
    ended = contract.termination or contract.acceleration
    if ended is None:
        return
    asked = [
        c
        for c in case.communications
        if c.recipient == case.debtor.id and c.demands_payment and (c.delivered_on or c.date) < ended.day
    ]
    if not asked:
        let = is_finance_lease(contract) or contract.id in _let(case)
        lease, other = ("LX-M201", "LX-M298") if contract.termination else ("LX-M202", "LX-M297")
        yield finding(lease if let else other, ended.where, day=ended.day)


def _still_outside(case: Case, contract: Contract, as_of: date) -> Iterator[Finding]:
    """Yield the things that are still out after the end with no fee for their use."""
    ends = [d for d in (contract.termination and contract.termination.day, contract.ends_on) if d]
    if not ends or min(ends) > as_of or is_finance_lease(contract):
        return
    paid_for = {fee.thing for fee in case.running_fees if fee.contract == contract.id}
    for thing in case.leased_things:
        out = thing.contract == contract.id and thing.returned_on is None
        if out and thing.id not in paid_for and "" not in paid_for:
            yield finding("LX-M203", thing.where, thing=f"{thing.name}{thing.number}", day=min(ends))


def _not_guaranteed(case: Case, contract: Contract, as_of: date) -> Iterator[Finding]:
    """Yield that daily fees are not asked of a guarantor whose guarantee leaves damages out."""
    fees = [f for f in case.running_fees if f.contract == contract.id and f.first <= as_of]
    mine = [s for s in case.securities if s.contract in ("", contract.id)]
    sureties = [s for s in mine if s.agreed_scope and k.Scope.DAMAGES not in s.scope]
    if fees and sureties:
        yield finding("LX-M209", fees[0].where, name=case.party(sureties[0].grantor).name)


def _called_with_the_rent(case: Case, contract: Contract, account: Account) -> Iterator[Finding]:
    """Yield that the law calls the rent early and nothing else: the price of the option needs a clause (民法典 752)."""
    prices = {o.id: o for o in case.obligations if o.asked_as is k.AskedAs.PURCHASE_PRICE}
    for o in account.obligations:
        if o.contract == contract.id and o.id in prices and o.due.called_from and o.principal:
            due, day = o.due.called_from, o.due.rolled
            yield finding("LX-M400", prices[o.id].where, id=o.id, amount=o.principal, due=due, day=day)


def _choice(case: Case, contract: Contract, account: Account) -> Iterator[Finding]:
    """Yield what is to be known of the choice between all rent and termination (民法典 752, 融资租赁解释 10, 11)."""
    if contract.acceleration and contract.termination:
        yield finding("LX-M204", contract.termination.where, name=contract.called)
        return
    if contract.acceleration:
        rent = sum((o.principal for o in account.obligations if o.contract == contract.id), _ZERO)
        things = [t for t in case.leased_things if t.contract == contract.id]
        known = things and all(t.value is not None for t in things)
        value = sum((t.value or _ZERO for t in things), _ZERO)
        if known:
            yield finding("LX-M206", contract.acceleration.where, rent=rent, value=value, loss=max(rent - value, _ZERO))
        else:
            yield finding("LX-M207", contract.acceleration.where, rent=rent)
        yield from _called_with_the_rent(case, contract, account)
    if contract.termination:
        from lexcollect.claims import taking_back  # only a lease that was terminated needs it

        yield from taking_back.remarks(case, account, contract)
    if contract.ends_on is None:
        yield finding("LX-M208", contract.where, name=contract.called)
