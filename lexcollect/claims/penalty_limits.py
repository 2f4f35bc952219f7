"""Limits of a penalty: the clause of a contract as the law's rule wants it, and what a reader must know (违约金上限).

Owns of which sum a limit is counted, on which day it was reached, and the step that says so. Computes no penalty.
Refuses a limit that says neither a share nor a sum, or both. Loaded only where a contract has such a clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Contract, Obligation
from lexcollect.claims.standards import bound
from lexcollect.cn.amounts import FEN
from lexcollect.findings import Finding, Refused, finding
from lexcollect.law.rules.debts import Debt
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.penalty_limit import accrued
from lexcollect.law.trace import Answer, Citation, Step
from lexcollect.records import dataclass
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.claims.account import Account
    from lexcollect.law.rules.schedule import Line

_SUM_AGREED = (Citation("民法典", "585(1)"),)
#: An agreed rate, as a fraction of the day or in percent of the year, has no more places.
_AGREED_PLACES = 9


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: its debts, the most in yuan, and the day on which it was reached (none yet)."""

    contract: str
    debts: tuple[str, ...]
    most: Decimal
    reached: date | None


def limited(case: Case, debt: Debt) -> Debt:
    """Return ``debt`` under the limit of its contract, if that has one."""
    contract = bound(case.contract(debt.contract))
    agreed = contract.late_penalty.limit if contract.late_penalty else None
    if agreed is None:
        return debt
    if (agreed.percent is None) is (agreed.amount is None):
        raise Refused([finding("LX-C250", agreed.where)])
    if agreed.amount is not None:
        return replace(debt, limit=(debt.contract, agreed.amount))
    each = agreed.of is k.LimitOf.OVERDUE
    assert agreed.percent is not None
    of = debt.principal if each else price_of(case, contract)
    most = (of * agreed.percent / 100).quantize(FEN, ROUND_HALF_UP)
    return replace(debt, limit=(f"{debt.contract} {debt.id}" if each else debt.contract, most))


def price_of(case: Case, contract: Contract) -> Decimal:
    """Return the price a limit in percent is counted of: the one it names, that of the works, or the receivables."""
    assert contract.late_penalty is not None and contract.late_penalty.limit is not None
    said = contract.late_penalty.limit.price or (contract.works.price if contract.works else None)
    return said if said is not None else sum((o.amount for o in _of(case, contract)), Decimal(0))


def _of(case: Case, contract: Contract) -> list[Obligation]:
    return [o for o in case.obligations if o.contract == contract.id and o.asked_as is None]


def limits_of(account: Account) -> tuple[Limit, ...]:
    """Return the limits of the account, in the order of the debts."""
    found = []
    debts = account.ledger.debts
    for word in dict.fromkeys(debt.limit for debt in debts if debt.limit):
        mine = tuple(debt for debt in debts if debt.limit == word)
        ids = tuple(debt.id for debt in mine)
        lines = [line for o in account.obligations if o.id in ids for line in o.lines if line.kind is Part.PENALTY]
        there = bool(lines) and accrued(lines, ids) >= word[1]
        found.append(Limit(mine[0].contract, ids, word[1], max(line.last for line in lines) if there else None))
    return tuple(found)


def cut_lines(account: Account) -> frozenset[tuple[str, date]]:
    """Return debt and first day of each line that holds no whole day's penalty: the limit was reached on it."""
    ended = {id: limit.reached for limit in limits_of(account) if limit.reached for id in limit.debts}
    return frozenset(
        (line.item, line.first)
        for o in account.obligations
        if o.id in ended
        for line in o.lines
        if line.kind is Part.PENALTY and line.first == line.last == ended[o.id] and _unlike_the_agreed(line)
    )


def _unlike_the_agreed(line: Line) -> bool:
    """Tell whether the rate of a line was made of what was left: no agreed rate has so many places."""
    exponent = line.rate.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent > _AGREED_PLACES


def with_steps(answer: Answer[Any], account: Account, ids: tuple[str, ...]) -> Answer[Any]:
    """Return ``answer`` with a step for each limit: what is the most, and when it was reached."""
    steps = []
    for limit in limits_of(account):
        if ids and not set(ids) & set(limit.debts):
            continue
        key = "reached" if limit.reached else "not_reached"
        said = text(f"law_money.step.penalty_limit_{key}", ids=limit.debts, most=limit.most, day=limit.reached)
        steps.append(Step("penalty.limit", said, _SUM_AGREED, result=limit.most))
    return replace(answer, trace=(*answer.trace, *steps))


def remarks(case: Case, account: Account) -> Iterator[Finding]:
    """Yield the limits that were reached, and the price that was taken where none was said."""
    for limit in limits_of(account):
        agreed = case.contract(limit.contract).late_penalty
        assert agreed is not None
        if limit.reached:
            yield finding("LX-M277", agreed.where, ids=limit.debts, most=limit.most, day=limit.reached)
    for contract in case.contracts:
        agreed = bound(contract).late_penalty
        share = agreed.limit if agreed else None
        if share is None or share.percent is None or share.of is k.LimitOf.OVERDUE or share.price:
            continue
        if not (contract.works and contract.works.price):
            yield finding("LX-M276", share.where, name=contract.called, price=price_of(case, contract))
