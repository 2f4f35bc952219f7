"""Ageing (账龄分析): the principal left on a day, by how long it has been overdue.

Owns the rows of the ageing table and its sums by person, person in charge, kind or matter. Each debt with an amount
and anything left on it stands in one band; the bands add up to the whole. What arises after the day is in none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from lexcollect.records import dataclass
from lexcollect.reporting.facts import ZERO, Debt
from lexcollect.reporting.figures.bands import Band, band_of


@dataclass(frozen=True, slots=True)
class Aged:
    """One debt in its band: what is left of it, and for how many days it has been overdue."""

    debt: Debt
    balance: Decimal
    days: int | None
    band: Band


@dataclass(frozen=True)
class Group:
    """What several debts come to, band by band: amounts and how many debts."""

    key: str
    name: str
    amounts: tuple[Decimal, ...]
    counts: tuple[int, ...]

    @property
    def total(self) -> Decimal:
        """All bands together."""
        return sum(self.amounts, ZERO)

    @property
    def count(self) -> int:
        """All debts together."""
        return sum(self.counts)


def aged(debts: Iterable[Debt], day: date, bands: Sequence[Band]) -> tuple[Aged, ...]:
    """Return every debt with anything left on ``day``, the longest overdue first."""
    found = []
    for debt in debts:
        balance = debt.balance(day)
        if debt.amount is not None and debt.exists(day) and balance:
            found.append(Aged(debt, balance, debt.late(day), band_of(debt, day, bands)))
    order = {band: n for n, band in enumerate(bands)}
    return tuple(sorted(found, key=lambda a: (-(a.days or 0), order[a.band], -a.balance, a.debt.matter, a.debt.id)))


def grouped(rows: Iterable[Aged], bands: Sequence[Band], by: Callable[[Debt], tuple[str, str]]) -> tuple[Group, ...]:
    """Return the rows put together by what ``by`` says of a debt (key and name), the largest sum first."""
    places = {band: n for n, band in enumerate(bands)}
    names: dict[str, str] = {}
    amounts: dict[str, list[Decimal]] = {}
    counts: dict[str, list[int]] = {}
    for row in rows:
        key, name = by(row.debt)
        names.setdefault(key, name)
        amounts.setdefault(key, [ZERO] * len(bands))[places[row.band]] += row.balance
        counts.setdefault(key, [0] * len(bands))[places[row.band]] += 1
    found = [Group(key, names[key], tuple(amounts[key]), tuple(counts[key])) for key in names]
    return tuple(sorted(found, key=lambda g: (-g.total, g.name, g.key)))


def whole(rows: Iterable[Aged], bands: Sequence[Band]) -> Group:
    """Return all rows as one group, also when there is none."""
    found = grouped(rows, bands, lambda _: ("", ""))
    return found[0] if found else Group("", "", (ZERO,) * len(bands), (0,) * len(bands))
