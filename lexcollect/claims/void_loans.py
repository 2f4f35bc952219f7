"""Loans of an unlicensed professional lender (职业放贷): what of a void contract can be asked.

Owns the way from the facts of such a contract to the law's rules: the principal that was handed over, the fee for its
use (资金占用费), what falls away with the contract, and what guarantors still answer for. Refuses to count the deposit
benchmark, which is not on file, and a fee from a day that nobody entered. Loaded only for such a contract.

Says: the contract is void (民间借贷规定 13(3), 民法典 153); what was received is given back (157), now and not at the
agreed day, since nothing binds from the start (155). Guarantees and things given as security fall with it (388, 682):
a guarantor at fault answers for a third at most of what the debtor cannot pay, one without fault for nothing
(担保制度解释 17(2)).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Collateral, Contract, Obligation, Security
from lexcollect.claims.loans import lent, payouts_of
from lexcollect.claims.reckoning import Reckoning
from lexcollect.claims.standards import void_loan
from lexcollect.cn.amounts import FEN
from lexcollect.findings import Finding, finding
from lexcollect.law.rules.debts import Debt, Due
from lexcollect.law.rules.void_loans import FundUse
from lexcollect.wording import Text, text

_THIRD = 3


def used_money(by: Reckoning, obligation: Obligation, due: Due, secured: Decimal) -> Debt:
    """Return what was handed over, with the fee for its use from that day; no agreed day or rate binds."""
    money = lent(by.case, obligation, by.as_of)
    use = FundUse(by.as_of, money.day, by.stopped, lenient=by.lenient, rates=by.rates)
    return Debt(
        obligation.id,
        money.amount,
        due,
        secured=secured,
        contract=obligation.contract,
        late=use if obligation.bears else None,
        loan=True,
        later=money.later,
        void=True,
    )


def binding(case: Case) -> tuple[Case, tuple[Finding, ...]]:
    """Return the case without what falls with a void loan: penalties in one sum, things given as security."""
    void = {c.id for c in case.contracts if void_loan(c)}
    gone = {o.id for o in case.obligations if o.contract in void and o.asked_as is k.AskedAs.LUMP_PENALTY}
    kept = tuple(o for o in case.obligations if o.id not in gone)
    if not kept:
        return case, ()
    owing = {o.id for o in case.obligations if o.contract in void}
    things = tuple(t for t in case.collaterals if not _of_void(case, t, void, owing))
    told = [finding("LX-M304", o.where, id=o.id, amount=o.amount) for o in case.obligations if o.id in gone]
    told += [finding("LX-M305", t.where, name=t.thing) for t in case.collaterals if t not in things]
    payments = tuple(p.but(designated_for="") if p.designated_for in gone else p for p in case.payments)
    return case.but(obligations=kept, payments=payments, collaterals=things), tuple(told)


def _of_void(case: Case, thing: Collateral, void: set[str], owing: set[str]) -> bool:
    """Tell whether a thing secures void loans alone; one that names no debt and no contract secures all of them."""
    if thing.contract:
        return thing.contract in void
    return bool(owing) and set(thing.covers or (o.id for o in case.obligations)) <= owing


def freed(security: Security) -> Text | None:
    """Return why a guarantor of a void loan answers for nothing, or ``None`` where it does (担保制度解释 17(2))."""
    if security.at_fault:
        return None
    return text("claims.void_fault_open" if security.at_fault is None else "claims.void_no_fault")


def third(amount: Decimal) -> Decimal:
    """Return the most that a guarantor at fault answers for, in yuan: a third, never rounded up."""
    return (amount / _THIRD).quantize(FEN, ROUND_DOWN)


def remarks(case: Case, contract: Contract) -> Iterator[Finding]:
    """Yield what is void, on which standard the fee rests, and what a lawyer has to weigh."""
    yield finding("LX-M306", contract.where, name=contract.called)
    mine = [o for o in case.obligations if o.contract == contract.id]
    for o in mine:
        if not payouts_of(case, o):
            yield finding("LX-M307", o.where, id=o.id, amount=o.amount)
    ids = {o.id for o in mine}
    for security in case.securities:
        about = security.contract == contract.id or set(security.covers) & ids
        if security.at_fault is None and (about or not (security.contract or security.covers)):
            yield finding("LX-M308", security.where, name=case.party(security.grantor).name)
