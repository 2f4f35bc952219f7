"""Settling: what the terms of a settlement come to on a day (还款和解): pay so much by such days, the rest is waived.

Owns the formulas. The terms name days and sums; what they leave open follows the account: an instalment without a sum
takes the rest, ``waive_rest`` waives what the instalments leave. Terms whose sums were counted on another day are
carried to the day asked for: what the days between added is waived where something is waived (the waiver takes what
accrues after the day of the agreement anyway), else it falls on the last instalment. Refuses nothing:
:attr:`Plan.missing` says by how much the terms miss the debt.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from lexcollect.casefile.models import Case, Settlement
from lexcollect.claims.account import ZERO, account_of
from lexcollect.claims.claim import Claims
from lexcollect.claims.running import running_amounts
from lexcollect.findings import Refused
from lexcollect.law.trace import LawUnknown
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.claims.titles import TitleAccount

#: Terms counted further away than this are written anew.
MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Plan:
    """The terms on one day, in yuan: instalments and waiver.

    ``missing`` is what they fall short of the debt (negative: exceed it); ``counted_on`` is the day their sums were
    counted on where that is another one.
    """

    instalments: tuple[tuple[date, Decimal], ...]
    waived: Decimal
    missing: Decimal = ZERO
    counted_on: date | None = None

    @property
    def paid(self) -> Decimal:
        """What the instalments come to."""
        return sum((amount for _, amount in self.instalments), ZERO)


def owed_of(claims: Claims) -> Decimal:
    """Return what a settlement confirms, in yuan: all that is owed on the day, as every other paper tells it.

    Costs that were spent are owed as soon as the contract puts them on the debtor (民法典 509(1)); they come before
    interest and principal (561) and within a guarantee (691).
    """
    account = claims.account
    charges = account.penalty + account.interest + claims.running_total
    return account.principal + charges - claims.deducted + claims.cost_total


def all_due(claims: Claims) -> bool:
    """Tell whether every debt of the account is due on its day: only then is a thing given in payment of it."""
    return all(o.due.rolled < claims.as_of and not o.due.open for o in claims.account.obligations if o.principal)


def in_kind_of(terms: Settlement, claims: Claims) -> Decimal:
    """Return what things given in payment take of the debt, in yuan: nothing before it is due (合同编通则解释 28)."""
    return sum((thing.value for thing in terms.in_kind), ZERO) if all_due(claims) else ZERO


def plan_of(case: Case, terms: Settlement, claims: Claims) -> Plan:
    """Return the plan of ``terms`` on the day of ``claims``."""
    fixed = sum((i.amount for i in terms.instalments if i.amount is not None), ZERO) + in_kind_of(terms, claims)
    waived = terms.waive_penalty or ZERO
    rest = owed_of(claims) - fixed - waived
    left = max(rest, ZERO)
    sums = tuple((i.due_on, left if i.amount is None else i.amount) for i in terms.instalments)
    if any(i.amount is None for i in terms.instalments):
        return Plan(sums, waived, min(rest, ZERO))
    if terms.waive_rest:
        return Plan(sums, left, min(rest, ZERO))
    counted = _counted_on(case, claims, rest, fixed + waived)
    day, last = sums[-1]
    # What the days before add back can be more than there is to take it from: then the terms are of another day.
    if counted is None or (waived or last) + rest <= ZERO:
        return Plan(sums, waived, rest)
    if waived:
        return Plan(sums, waived + rest, counted_on=counted)
    return Plan((*sums[:-1], (day, last + rest)), waived, counted_on=counted)


def plan_of_title(terms: Settlement, title: TitleAccount) -> Plan:
    """Return the plan of ``terms`` for what is left on a title: it was due long ago, so things in payment count."""
    fixed = sum((i.amount for i in terms.instalments if i.amount is not None), ZERO)
    fixed += sum((thing.value for thing in terms.in_kind), ZERO)
    waived = terms.waive_penalty or ZERO
    rest = title.total - fixed - waived
    left = max(rest, ZERO)
    sums = tuple((i.due_on, left if i.amount is None else i.amount) for i in terms.instalments)
    if any(i.amount is None for i in terms.instalments):
        return Plan(sums, waived, min(rest, ZERO))
    return Plan(sums, left, min(rest, ZERO)) if terms.waive_rest else Plan(sums, waived, rest)


def _counted_on(case: Case, claims: Claims, rest: Decimal, owed: Decimal) -> date | None:
    """Return the other day on which ``owed`` was owed to the fen: as many days away as ``rest`` took to accrue."""
    if not rest or not claims.per_day:
        return None
    days = int((rest / claims.per_day).to_integral_value(ROUND_HALF_UP))
    if not 0 < abs(days) <= MOST_DAYS:
        return None
    day = claims.as_of - timedelta(days=days)
    try:
        account = account_of(case, day)
    except (Refused, LawUnknown):
        return None
    fees = sum((fee.amount for fee in running_amounts(case, day, account.conventions)), ZERO)
    charges = account.penalty + account.interest + fees
    return day if account.principal + charges + claims.cost_total == owed else None
