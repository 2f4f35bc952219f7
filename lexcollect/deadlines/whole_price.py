"""Instalment sales (分期付款买卖): whether the whole price may be asked for (民法典 634, 买卖合同解释 27).

Owns the two conditions that numbers answer: at least three instalments, one fifth of the whole price due and unpaid.
Whether a reasonable time passed after the demand is for a person; that nothing shows a demand is told with the
acceleration. Moves no due day. Loaded only for a price in instalments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Contract
from lexcollect.causes import cause_of
from lexcollect.causes.cause import LatenessRule
from lexcollect.claims.account import ObligationAccount
from lexcollect.deadlines.facts import Facts
from lexcollect.findings import Finding, finding
from lexcollect.law.rules.parts import Part

ZERO = Decimal("0.00")
#: An instalment sale pays in at least so many parts (买卖合同解释 27(1)); so much of the price must be unpaid (634(1)).
LEAST_PARTS, SHARE = 3, Decimal("0.2")


def whole_price(facts: Facts) -> Iterator[Finding]:
    """Yield, for each instalment sale, what stands against the whole price, or that it may be asked for."""
    for contract in facts.case.contracts:
        mine = [o for o in facts.account.obligations if o.contract == contract.id and _in_parts(facts, o)]
        if mine and _is_sale(contract):
            yield from _of(facts, contract, mine)


def _is_sale(contract: Contract) -> bool:
    cause = cause_of(contract.cause)
    lateness = cause.lateness if cause else None
    return bool(lateness and lateness.rule is LatenessRule.SALE and not lateness.by_reference)


def _in_parts(facts: Facts, obligation: ObligationAccount) -> bool:
    return facts.nature(obligation.id) is k.DebtNature.INSTALMENTS


def _of(facts: Facts, contract: Contract, parts: Sequence[ObligationAccount]) -> Iterator[Finding]:
    early = contract.acceleration
    price = sum((o.amount for o in parts), ZERO)
    on = _asked(facts, early.day) if early else facts.as_of
    unpaid = sum((_unpaid(facts, o, on) for o in parts if o.due.agreed < on), ZERO)
    later = sum((o.principal for o in parts if o.due.agreed >= facts.as_of and not o.due.unknown), ZERO)
    share = f"{unpaid / price * 100:.1f}" if price else "0"
    told: dict[str, Any] = {"unpaid": unpaid, "price": price, "share": share, "later": later}
    if early is None:
        if len(parts) >= LEAST_PARTS and unpaid >= price * SHARE and later:
            yield finding("LX-D043", contract.where, name=contract.called, **told)
        return
    if early.day > facts.as_of:
        return
    if len(parts) < LEAST_PARTS:
        yield finding("LX-D042", early.where, name=contract.called, parts=len(parts), later=later)
    elif unpaid < price * SHARE:
        yield finding("LX-D041", early.where, name=contract.called, day=on, **told)


def _asked(facts: Facts, day: date) -> date:
    """Return the last demand on the debtor before ``day``: what was unpaid then counts; without one that day itself."""
    debtor = facts.case.debtor.id
    asked = [c.delivered_on or c.date for c in facts.case.communications if c.recipient == debtor and c.demands_payment]
    return max((each for each in asked if each < day), default=day)


def _unpaid(facts: Facts, obligation: ObligationAccount, on: date) -> Decimal:
    paid = sum(
        (
            s.amount
            for s in facts.account.shares
            if s.debt == obligation.id and s.part is Part.PRINCIPAL and s.received < on
        ),
        ZERO,
    )
    return obligation.amount - paid
