"""Currencies: in which money the debts stand, and what cannot be added up (币种).

Owns the accounts of a matter in several moneys, one for each, and the refusal of what would need a conversion or a rate
that is published for the renminbi only: nothing is ever converted. Loaded only where the case file names a foreign
currency.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Contract, Payment, Security
from lexcollect.claims.account import Account
from lexcollect.claims.claim import Claims
from lexcollect.claims.persons import SuretyClaim
from lexcollect.cn.floating import Floating
from lexcollect.findings import Finding, Level, Refused, Where, finding
from lexcollect.wording import pair, text

V = TypeVar("V")


def moneys(case: Case) -> tuple[k.Currency, ...]:
    """Return the moneys of the debts, in the order of the debts."""
    return tuple(dict.fromkeys(o.currency for o in case.obligations))


def set_apart(case: Case) -> tuple[Case, tuple[Finding, ...]]:
    """Return the case without payments whose money is that of no debt or of nobody knows which, each with a warning.

    Dates need no rate of exchange.
    """
    debts = moneys(case)
    other = [p for p in case.payments if (money := _money_of(case, p, debts)) is None or money not in debts]
    if not other:
        return case, ()
    left = case.but(payments=tuple(p for p in case.payments if p not in other))
    return left, tuple(_payment(p, debts) for p in other)


def _payment(payment: Payment, debts: tuple[k.Currency, ...]) -> Finding:
    why, money = ("payment", payment.currency) if payment.currency else ("unsaid", debts[0])
    return _refusal(payment.where, payment.id or "–", money, why, Level.WARNING)


def _money_of(case: Case, payment: Payment, debts: tuple[k.Currency, ...]) -> k.Currency | None:
    """Return the money of a payment: its own, that of the debt or contract it was meant for, that of all debts."""
    if payment.currency is not None:
        return payment.currency
    meant = {o.currency for o in case.obligations if _meant(payment, o.id, o.contract)}
    if len(meant) == 1 and (payment.designated_for or payment.for_contract):
        return meant.pop()
    return debts[0] if len(debts) == 1 else None


def _meant(payment: Payment, debt: str, contract: str) -> bool:
    return payment.designated_for == debt or (not payment.designated_for and payment.for_contract == contract)


def refuse(case: Case) -> None:
    """Raise :class:`Refused` where a rate is not published for the money, or a sum would need a conversion."""
    debts = moneys(case)
    foreign = {o.contract: o.currency for o in case.obligations if o.currency is not k.Currency.CNY}
    found = [_refusal(c.where, c.called, foreign[c.id], "rate") for c in case.contracts if c.id in foreign and _lpr(c)]
    if len(debts) > 1:
        found += _of_several(case, foreign)
    if found:
        raise Refused(found)


def _of_several(case: Case, foreign: Mapping[str, k.Currency]) -> Iterator[Finding]:
    """Yield what a matter in several moneys cannot keep apart."""
    for contract in case.contracts:
        mine = {o.currency for o in case.obligations if o.contract == contract.id}
        if len(mine) > 1:
            yield _refusal(contract.where, contract.called, next(c for c in mine if c is not k.Currency.CNY), "mixed")
    besides = [*((f.where, f.contract) for f in case.running_fees), *((c.where, c.contract) for c in case.costs)]
    for where, on in besides:
        if on in foreign or not on:
            yield _refusal(where, on or "–", next(iter(foreign.values())), "cost")
    if case.titles:
        yield _refusal(case.titles[0].where, case.titles[0].id, next(iter(foreign.values())), "title")
    for security in case.securities:
        if security.cap is not None and len(guaranteed_in(case, security)) > 1:
            yield _refusal(security.where, security.id, next(iter(foreign.values())), "guarantee")


def guaranteed_in(case: Case, security: Security) -> tuple[k.Currency, ...]:
    """Return the moneys of the debts that a guarantee covers: without a ceiling each is asked for by itself."""
    mine = [o.currency for o in case.obligations if o.id in security.covers]
    return tuple(dict.fromkeys(mine or (o.currency for o in case.obligations if security.contract in ("", o.contract))))


def _lpr(contract: Contract) -> bool:
    """Tell whether what a contract bears late hangs on a rate published for the renminbi (外币逾期利息批复)."""
    agreed = contract.late_penalty
    floating = agreed is not None and isinstance(agreed.rate, Floating)
    return bool(contract.overdue_loss or contract.sme or floating)


def _refusal(where: Where, id: str, currency: k.Currency, why: str, level: Level | None = None) -> Finding:
    said = text(f"claims.currency_{why}")
    return finding("LX-M214", where, level=level, id=id, currency=pair(*currency.named), reason=said)


# --- several moneys ---


def each_apart(case: Case) -> tuple[Case, ...]:
    """Return the case money by money: the debts in it, the payments in it, the contracts they stand under."""
    return tuple(_only(case, money) for money in moneys(case))


def _only(case: Case, money: k.Currency) -> Case:
    debts = moneys(case)
    kept = tuple(o for o in case.obligations if o.currency is money)
    ids, contracts = {o.id for o in kept}, {o.contract for o in kept}
    other = {o.id for o in case.obligations} - ids
    mine = {
        "obligations": kept,
        # A payment keeps the name it has in the whole matter.
        "payments": tuple(
            p.but(id=p.id or f"付款{number}")
            for number, p in enumerate(case.payments, 1)
            if _money_of(case, p, debts) is money
        ),
        "contracts": tuple(c for c in case.contracts if c.id in contracts),
        "rents": tuple(r for r in case.rents if r.contract in contracts),
        "leased_things": tuple(t for t in case.leased_things if t.contract in contracts),
        "running_fees": tuple(f for f in case.running_fees if f.contract in contracts),
        "costs": tuple(c for c in case.costs if c.contract in contracts),
        "securities": tuple(
            s for s in case.securities if s.contract in ("", *contracts) and not (s.covers and set(s.covers) <= other)
        ),
    }
    by_debts = {
        name: tuple(fact for fact in getattr(case, name) if not fact.covers or set(fact.covers) - other)
        for name in ("assignments", "acknowledgements", "communications", "filings")
    }
    return case.but(**mine, **by_debts, settlement=None, preservation=None)


def account_apart(case: Case, count: Callable[[Case], Account]) -> Account:
    """Return the account of a case in several moneys: ``count`` is asked of each; no payment meets another's debt."""
    each = tuple(count(part) for part in each_apart(case))
    first, order = each[0], [o.id for o in case.obligations]
    debts = {debt.id: debt for one in each for debt in one.ledger.debts}
    found = {o.id: o for one in each for o in one.obligations}
    balances = {b.debt: b for one in each for b in one.settlement.balances}
    ledger = replace(
        first.ledger,
        debts=tuple(debts[id] for id in order),
        payments=tuple(p for one in each for p in one.ledger.payments),
        dues=_merged(one.ledger.dues for one in each),
        clauses=_merged(one.ledger.clauses for one in each),
        kinds=_merged(one.ledger.kinds for one in each),
        refused=tuple(f for one in each for f in one.ledger.refused),
        rolled=_merged(one.ledger.rolled for one in each),
        on_bills=frozenset().union(*(one.ledger.on_bills for one in each)),
    )
    settlement = replace(
        first.settlement,
        lines=tuple(line for one in each for line in one.settlement.lines),
        shares=tuple(share for one in each for share in one.settlement.shares),
        balances=tuple(balances[id] for id in order),
        credits=tuple(left for one in each for left in one.settlement.credits),
        later=tuple(id for one in each for id in one.settlement.later),
        agreed=_merged(one.settlement.agreed for one in each),
        spreads=tuple(s for one in each for s in one.settlement.spreads),
        contracts=tuple(pair for one in each for pair in one.settlement.contracts),
    )
    obligations = tuple(found[id] for id in order)
    return replace(first, ledger=ledger, settlement=settlement, obligations=obligations, apart=each)


def _merged(each: Iterator[Mapping[str, V]]) -> dict[str, V]:
    return {name: value for one in each for name, value in one.items()}


def claims_apart(case: Case, account: Account, count: Callable[[Case, Account], Claims]) -> Claims:
    """Return the claims of a case in several moneys: ``count`` is asked of each; no sum is made of all of them."""
    # The fee of one suit is counted on all sums together, converted on the day the court takes the case.
    each = tuple(
        (part, replace(count(part, own), fees=None)) for part, own in zip(each_apart(case), account.apart, strict=True)
    )
    told = [claims for _, claims in each]
    both = [
        finding("LX-M403", s.where, name=case.party(s.grantor).name, moneys=[pair(*money.named) for money in moneys_])
        for s in case.securities
        if len(moneys_ := guaranteed_in(case, s)) > 1
    ]
    fee = finding("LX-M330", case.obligations[0].where, moneys=[pair(*money.named) for money in moneys(case)])
    findings = dict.fromkeys((*(f for claims in told for f in claims.findings), *both, fee))
    return replace(
        told[0],
        account=account,
        heads=tuple(head for claims in told for head in claims.heads),
        costs=tuple(cost for claims in told for cost in claims.costs),
        fees=None,
        sureties=tuple(_sureties(case, told)),
        findings=tuple(findings),
        running=tuple(fee for claims in told for fee in claims.running),
        losses=tuple(loss for claims in told for loss in claims.losses),
        apart=each,
    )


def _sureties(case: Case, told: list[Claims]) -> Iterator[SuretyClaim]:
    """Yield each guarantor once for each money in which it stands for debts: no sum is made of two."""
    for security in case.securities:
        mine = [s for claims in told for s in claims.sureties if s.security == security.id]
        several = [s for s in mine if s.covered]
        if len(several) > 1:
            yield from several
        elif mine:
            yield max(mine, key=lambda s: len(s.covered))
