"""Fee tables: what a table of tiers makes of an amount.

Owns the one evaluator of every table, of the law or of a commission: tiers that accumulate, with or without a flat
sum at their beginning, a minimum, a ceiling, a share or a divisor of the whole, and the rounding (C7: the unrounded
sum is halved or divided, then rounded once). Refuses a negative amount and one above the last tier
(:class:`~lexcollect.law.rules.schedule.BadMoney`). Knows no fee.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from lexcollect.cn.amounts import FEN
from lexcollect.law.conventions import Conventions
from lexcollect.law.options import FeeRounding
from lexcollect.law.rules.schedule import ZERO, BadMoney
from lexcollect.records import dataclass

YUAN = Decimal(1)


class Row(NamedTuple):
    """One row of a table: for the part of the amount above ``above`` up to ``upto`` (``None``: without end).

    ``percent`` of that part is added; ``fixed``, where there is one, is the whole fee up to ``above`` (and, where
    ``percent`` is nothing, of the whole row).
    """

    above: Decimal
    upto: Decimal | None
    percent: Decimal
    fixed: Decimal | None = None


class Tier(NamedTuple):
    """One tier of a fee: the part of the amount inside it, its percentage (0 = flat) and the unrounded fee."""

    part: Decimal
    percent: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in order from nothing upward, and the bounds of their sum."""

    rows: tuple[Row, ...]
    minimum: Decimal | None = None
    cap: Decimal | None = None


class Sum(NamedTuple):
    """What a table makes of an amount: tiers, the unrounded sum, the rounded fee, and the bound that was reached."""

    tiers: tuple[Tier, ...]
    exact: Decimal
    amount: Decimal
    full: Decimal
    minimum: Decimal | None = None
    cap: Decimal | None = None


def evaluate(
    table: Table, amount: Decimal, conventions: Conventions, *, times: Decimal = YUAN, over: Decimal = YUAN
) -> Sum:
    """Return the fee of ``table`` on ``amount``: the sum of its tiers × ``times`` ÷ ``over``, bounded and rounded."""
    tiers = tiers_of(table, amount)
    full = sum((tier.amount for tier in tiers), Decimal(0))
    exact = full * times / over
    floor = table.minimum if table.minimum is not None and exact < table.minimum else None
    cap = table.cap if table.cap is not None and exact > table.cap else None
    bounded = next((bound for bound in (floor, cap) if bound is not None), exact)
    return Sum(tiers, exact, rounded(bounded, conventions), rounded(full, conventions), floor, cap)


def tiers_of(table: Table, amount: Decimal) -> tuple[Tier, ...]:
    """Return the tiers ``amount`` reaches; the end of a row still belongs to it (不超过)."""
    if amount < 0:
        raise BadMoney("negative_claim")
    last = table.rows[-1].upto
    if last is not None and amount > last:
        raise BadMoney("above_table", amount=amount, last=last)
    found: list[Tier] = []
    for row in table.rows:
        if found and amount <= row.above:
            break
        part = min(amount, row.upto if row.upto is not None else amount) - row.above
        if row.fixed is not None:
            found = [Tier(row.above + (ZERO if row.percent else part), Decimal(0), row.fixed)]
        if row.percent or row.fixed is None:
            found.append(Tier(part, row.percent, part * row.percent / 100))
    return tuple(tier for tier in found if tier.part or tier.amount) or tuple(found[:1])


def words(tiers: tuple[Tier, ...]) -> str:
    """Return tiers as a sum to redo by hand: ``50+2,250+…+359,193.80×0.9%``."""
    return "+".join(_tier_words(tier, last=i == len(tiers) - 1) for i, tier in enumerate(tiers))


def _tier_words(tier: Tier, *, last: bool) -> str:
    if not tier.percent or (not last and tier.amount == tier.amount.to_integral()):
        return f"{tier.amount:,.2f}".removesuffix(".00")
    return f"{tier.part:,.2f}".removesuffix(".00") + f"×{tier.percent.normalize():f}%"


def rounded(amount: Decimal, conventions: Conventions) -> Decimal:
    """Return a fee rounded by the convention ``fees``."""
    if conventions.fees is FeeRounding.FEN:
        return amount.quantize(FEN, ROUND_HALF_UP)
    return amount.quantize(YUAN, ROUND_HALF_UP if conventions.fees is FeeRounding.YUAN else ROUND_DOWN).quantize(FEN)
