"""Payers: who paid for whom and on which contract, as far as the case file leaves it open (付款人、指明的债务).

Owns the questions about third persons (民法典 523, 524), about payments that name no contract while several are open
(560), with what each answer would move, and about money that came before anything was due (530). Moves nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case
from lexcollect.claims.account import Account
from lexcollect.findings import Finding, finding
from lexcollect.wording import text

ZERO = Decimal(0)
_MEANT = "claims.order_contract_first"


def remarks(case: Case, account: Account) -> Iterator[Finding]:
    """Yield what is open about the payments to the as-of day."""
    yield from _third_persons(case, account)
    yield from _ambiguous(case, account)
    yield from _early(account)


def _early(account: Account) -> Iterator[Finding]:
    """Yield which payments came before anything was due, with the part of each that had to wait."""
    for id in dict.fromkeys(s.payment for s in account.shares if s.waited):
        waited = [s for s in account.shares if s.payment == id and s.waited]
        whole = next(p.amount for p in account.ledger.payments if p.id == id)
        amount = sum((s.amount for s in waited), ZERO)
        part = text(f"claims.early.{'all' if amount == whole else 'part'}", whole=whole, amount=amount)
        days = tuple(dict.fromkeys(s.day.isoformat() for s in waited))
        yield finding("LX-M219", day=waited[0].received, part=part, days=days)


def _third_persons(case: Case, account: Account) -> Iterator[Finding]:
    for payment in case.payments:
        for person in (payment.payer, payment.collected_by):
            third = person and case.party(person).role is k.Role.THIRD_PARTY
            if third and not payment.basis and payment.date <= account.as_of:
                yield finding("LX-M217", payment.where, name=case.party(person).name, amount=payment.amount)


def _ambiguous(case: Case, account: Account) -> Iterator[Finding]:
    """Yield the payments that named neither debt nor contract while debts of several contracts were there."""
    if len(account.ledger.contracts) < 2:
        return
    open_ = [p.id for p in account.ledger.payments if not p.debt and not p.contract]
    effects = {
        str(dict(other.reading.params)["contract"]): other.effect
        for other in account.other_orders
        if other.reading.key == _MEANT
    }
    if open_:
        moved = tuple(f"{case.contract(id).called} {effect:+,.2f}" for id, effect in effects.items())
        where = next(p.where for p in case.payments if not p.designated_for and not p.for_contract)
        yield finding("LX-M218", where, ids=tuple(open_), effects=moved or ("0.00",))
