"""Parting: what of a matter stands under one contract (分合同): its facts, and its part of the one account.

Owns the cut. Nothing is counted again: payments were applied over all contracts (民法典 560), and the part shows what
of them came to its debts. What stands on no contract (persons, choices, insolvency) stays; an invoice or a payment that
has nothing to do with the debts of the contract does not. A settlement is one for the whole matter and is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from lexcollect.casefile.models import Case, Payment
from lexcollect.claims.account import Account
from lexcollect.claims.claim import Claims
from lexcollect.claims.costs import fees_of
from lexcollect.claims.coverage import outside_of
from lexcollect.claims.heads import Head
from lexcollect.claims.persons import SuretyClaim
from lexcollect.findings import Refused, finding

V = TypeVar("V")


def named_payments(case: Case) -> dict[str, Payment]:
    """Return the payments under the names that the account gives them."""
    return {p.id or f"付款{i}": p for i, p in enumerate(case.payments, 1)}


def part_of(case: Case, claims: Claims, contract: str) -> tuple[Case, Claims]:
    """Return facts and figures of one contract of ``case``; its name must be that of a contract with receivables."""
    debts = tuple(o.id for o in case.obligations if o.contract == contract)
    own = _claims(claims, {contract}, debts)
    return _case(case, own, {contract}, debts).but(settlement=None), own


def some_of(case: Case, claims: Claims, debts: Collection[str]) -> tuple[Case, Claims]:
    """Return facts and figures of the receivables ``debts`` alone (本次主张), each with the whole account behind it.

    What stands on a contract and on none of its receivables (daily fees, costs) goes along where one of these does.
    :class:`~lexcollect.findings.Refused` where they stand in several moneys: no sum is made of those.
    """
    if len({o.currency for o in case.obligations if o.id in debts}) > 1:
        raise Refused([finding("LX-M312", case.choices.where, ids=tuple(debts))])
    contracts = {o.contract for o in case.obligations if o.id in debts}
    own = _claims(claims, contracts, debts)
    whole = claims.account
    heads = tuple(h for head in own.heads if (h := _head(head, debts, whole)))
    own = replace(own, account=replace(own.account, whole=whole), heads=heads)
    part = _case(case, own, contracts, debts)
    return part, replace(own, fees=fees_of(part, own.total, own.as_of))


def _head(head: Head, debts: Collection[str], whole: Account) -> Head | None:
    """Return what of a head the chosen receivables bear, with its working kept to them; one on none of them stays."""
    if not head.obligations:
        return head
    kept = head.only(debts)
    return kept and replace(kept, ask=partial(whole.answer_of, kept.obligations))


def _about(covers: Collection[str], debts: Collection[str]) -> bool:
    """Tell whether a fact that names receivables, or none and so all, speaks of ``debts``."""
    return not covers or any(id in debts for id in covers)


def _case(case: Case, claims: Claims, contracts: Collection[str], debts: Collection[str]) -> Case:
    came = {share.payment for share in claims.account.shares}
    mine = {
        "contracts": tuple(c for c in case.contracts if c.id in contracts),
        "obligations": tuple(o for o in case.obligations if o.id in debts),
        "deliveries": tuple(d for d in case.deliveries if d.obligation in debts),
        "payouts": tuple(p for p in case.payouts if p.obligation in debts),
        "invoices": tuple(i for i in case.invoices if i.obligation in debts),
        "rents": tuple(r for r in case.rents if r.contract in contracts),
        "leased_things": tuple(t for t in case.leased_things if t.contract in contracts),
        "milestones": tuple(m for m in case.milestones if m.obligation in debts or m.contract in contracts),
        "running_fees": tuple(f for f in case.running_fees if f.contract in contracts),
        "costs": tuple(c for c in case.costs if c.contract in contracts),
        "payments": tuple(p.but(id=name) for name, p in named_payments(case).items() if name in came),
        "securities": tuple(
            s for s in case.securities if any(outside_of(s, o, case) is None for o in case.obligations if o.id in debts)
        ),
        "collaterals": tuple(c for c in case.collaterals if c.contract in ("", *contracts) and _about(c.covers, debts)),
    }
    by_debts = {
        name: tuple(fact for fact in getattr(case, name) if _about(fact.covers, debts))
        for name in ("assignments", "acknowledgements", "communications", "filings", "titles")
    }
    return case.but(**mine, **by_debts)


def _claims(claims: Claims, contracts: Collection[str], debts: Collection[str]) -> Claims:
    return replace(
        claims,
        apart=(),
        account=_account(claims.account, debts),
        heads=tuple(head for head in claims.heads if head.contract in contracts),
        costs=tuple(cost for cost in claims.costs if cost.contract in contracts),
        running=tuple(fee for fee in claims.running if fee.contract in contracts),
        sureties=tuple(_surety(s, contracts, debts) for s in claims.sureties if _covers(s, debts)),
        stops=tuple(stop for stop in claims.stops if _about(stop.obligations, debts)),
        titles=tuple(title for title in claims.titles if _about(title.covers, debts)),
        priorities=tuple(p for p in claims.priorities if p.contract in contracts),
        losses=tuple(loss for loss in claims.losses if loss.contract in contracts),
    )


def _account(account: Account, debts: Collection[str]) -> Account:
    """Return the part of an account; the payments behind it are those of the whole."""
    whole, settled = account.ledger, account.settlement
    ledger = replace(whole, debts=tuple(d for d in whole.debts if d.id in debts), dues=_of(whole.dues, debts))
    settlement = replace(
        settled,
        lines=tuple(line for line in settled.lines if line.item in debts),
        shares=tuple(share for share in settled.shares if share.debt in debts),
        balances=tuple(b for b in settled.balances if b.debt in debts),
    )
    mine = tuple(o for o in account.obligations if o.id in debts)
    return replace(account, ledger=ledger, settlement=settlement, obligations=mine, apart=())


def _of(found: Mapping[str, V], debts: Collection[str]) -> dict[str, V]:
    return {id: value for id, value in found.items() if id in debts}


def _covers(surety: SuretyClaim, debts: Collection[str]) -> bool:
    """Tell whether a guarantee is about the debts, alive or not."""
    return any(id in debts for id in (*surety.covered, *(id for id, _ in surety.excluded)))


def _surety(surety: SuretyClaim, contracts: Collection[str], debts: Collection[str]) -> SuretyClaim:
    heads: tuple[Head, ...] = tuple(head for head in surety.heads if head.contract in contracts)
    heads = tuple(h for head in heads if (h := head.only(debts) if head.obligations else head))
    return replace(
        surety,
        covered=tuple(id for id in surety.covered if id in debts),
        excluded=tuple((id, why) for id, why in surety.excluded if id in debts),
        heads=heads,
        standings=_of(surety.standings, debts),
    )
