"""Costs (催收成本): what collecting cost, matter by matter, against the rules of thumb.

Owns what a cost is measured by: the principal pursued, which is what is still owed and overdue together with what was
received after its due day; the longest overdue debt says which rules speak. A set-off is nothing received.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from lexcollect.law.rules.parts import Part
from lexcollect.records import dataclass
from lexcollect.reporting.facts import ZERO, Debt, Spent, Who
from lexcollect.reporting.limits import Limit


class Verdict(StrEnum):
    """How a matter's costs stand to the rules of thumb."""

    WITHIN = "within"
    OVER = "over"
    CHECK = "check"  # high enough to ask whether others should collect
    NO_RULE = "no_rule"  # no rule speaks of debts of that age
    NO_BASE = "no_base"  # nothing overdue to measure by


@dataclass(frozen=True, slots=True)
class Measured:
    """The costs of one matter: what they were spent on and how they stand; ``rule`` is the one that decided."""

    matter: str
    who: Who
    days: int | None
    count: int
    pursued: Decimal
    received: Decimal
    spent: Decimal
    verdict: Verdict
    rule: Limit | None = None

    @property
    def rate(self) -> Decimal | None:
        """Costs as a part of the principal pursued."""
        return self.spent / self.pursued if self.pursued else None

    @property
    def per_debt(self) -> Decimal | None:
        """Costs for each overdue debt, in yuan."""
        return self.spent / self.count if self.count else None


def measured(debts: Sequence[Debt], costs: Iterable[Spent], day: date, limits: Sequence[Limit]) -> tuple[Measured, ...]:
    """Return every matter with overdue debts in yuan or with costs, the dearest first."""
    spent: dict[str, Decimal] = {}
    for cost in costs:
        spent[cost.matter] = spent.get(cost.matter, ZERO) + cost.amount
    mine: dict[str, list[Debt]] = {}
    who: dict[str, Who] = {}
    for debt in debts:
        who.setdefault(debt.matter, debt.who)
        if debt.currency == "CNY" and debt.amount is not None and _pursued(debt, day):
            mine.setdefault(debt.matter, []).append(debt)
    found = [
        _of(name, who.get(name, Who("", "")), mine.get(name, []), spent.get(name, ZERO), day, limits)
        for name in dict.fromkeys((*mine, *spent))
    ]
    return tuple(sorted(found, key=lambda m: (-m.spent, -m.pursued, m.matter)))


def _of(name: str, who: Who, debts: Sequence[Debt], spent: Decimal, day: date, limits: Sequence[Limit]) -> Measured:
    late = [days for d in debts if d.balance(day) and (days := d.late(day)) is not None]
    days = max(late, default=None)
    received = sum((_received(d, day) for d in debts), ZERO)
    pursued = sum((_pursued(d, day) for d in debts), ZERO)
    verdict, rule = judged(days, len(debts), pursued, spent, limits)
    return Measured(name, who, days, len(debts), pursued, received, spent, verdict, rule)


def judged(
    days: int | None, count: int, pursued: Decimal, spent: Decimal, limits: Sequence[Limit]
) -> tuple[Verdict, Limit | None]:
    """Return how ``spent`` stands, and by which rule: a passed question (委外) goes before an excess."""
    if not count or not pursued:
        return Verdict.NO_BASE, None
    speaking = [limit for limit in limits if limit.speaks_of(days or 1)]
    passed = [limit for limit in speaking if _passes(limit, count, pursued, spent)]
    if over := next((limit for limit in passed if not limit.check), None):
        asked = next((limit for limit in passed if limit.check), None)
        return (Verdict.CHECK, asked) if asked else (Verdict.OVER, over)
    if passed:
        return Verdict.CHECK, passed[0]
    firm = next((limit for limit in speaking if not limit.check), None)
    return (Verdict.WITHIN, firm) if firm else (Verdict.NO_RULE, None)


def _passes(limit: Limit, count: int, pursued: Decimal, spent: Decimal) -> bool:
    if limit.per_debt is not None:
        return spent > limit.per_debt * count
    return limit.rate is not None and spent > limit.rate * pursued


def _received(debt: Debt, day: date) -> Decimal:
    """Return the principal received on a debt after its due day."""
    if debt.due is None:
        return ZERO
    return sum(
        (a.amount for a in debt.applied if a.part is Part.PRINCIPAL and not a.set_off and debt.due < a.day <= day),
        ZERO,
    )


def _pursued(debt: Debt, day: date) -> Decimal:
    """Return the principal that is or was pursued: left and overdue, or received after the due day."""
    late = debt.late(day)
    if late is None or late <= 0:
        return ZERO
    return debt.balance(day) + _received(debt, day)
