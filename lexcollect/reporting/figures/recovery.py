"""Recovery (回收率): of what was overdue when the period began, what came in during it, band by band.

Owns the definition, which the report prints: the band of a debt is that at the end of the day before the period; the
rate is the principal received in the period on the debts of that band, divided by the principal then left of them. A
set-off is no money received and stands apart. What was not overdue then has no rate. Opening, received, set off, newly
arisen and closing balance of every band add up, and so does where the money of the period went.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from lexcollect.law.rules.parts import Part
from lexcollect.records import dataclass
from lexcollect.reporting.facts import ZERO, Debt, Receipt
from lexcollect.reporting.figures.bands import NOT_DUE, Band, band_of


@dataclass(frozen=True, slots=True)
class Period:
    """A period, both days within it."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def eve(self) -> date:
        """The day before it begins."""
        return self.first - timedelta(days=1)

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Recovered:
    """One band: principal left at the opening, what arose later, received, set off and left at the close; ``count``."""

    band: Band
    count: int
    opening: Decimal
    arisen: Decimal
    received: Decimal
    set_off: Decimal

    @property
    def closing(self) -> Decimal:
        """The principal left at the end of the period."""
        return self.opening + self.arisen - self.received - self.set_off

    @property
    def rate(self) -> Decimal | None:
        """Received as a part of one of the opening balance; nothing where the band has no rate or held nothing."""
        return self.received / self.opening if self.band.overdue and self.opening else None


@dataclass(frozen=True, slots=True)
class Flow:
    """Where the money of the period went: received and waiting before it, applied to each part, waiting after it."""

    waiting_before: Decimal
    received: Decimal
    applied: tuple[tuple[Part, Decimal], ...]
    waiting_after: Decimal


def recovered(debts: Iterable[Debt], period: Period, bands: Sequence[Band]) -> tuple[Recovered, ...]:
    """Return the row of every band; debts without an amount, and those that arose after the period, are in none."""
    sums = {band: [ZERO, ZERO, ZERO, ZERO] for band in bands}
    counts = dict.fromkeys(bands, 0)
    for debt in debts:
        if debt.amount is None or not debt.exists(period.last):
            continue
        old, left = debt.exists(period.eve), debt.balance(period.eve)
        band = band_of(debt, period.eve, bands) if old else NOT_DUE
        moved = [a for a in debt.applied if a.part is Part.PRINCIPAL and period.holds(a.day)]
        row = sums[band]
        row[0 if old else 1] += left
        for one in moved:
            row[3 if one.set_off else 2] += one.amount
        counts[band] += bool(left or moved)
    return tuple(Recovered(band, counts[band], *sums[band]) for band in bands)


def rate_of(rows: Iterable[Recovered]) -> Decimal | None:
    """Return the rate over all overdue bands together; nothing where nothing was overdue at the opening."""
    overdue = [row for row in rows if row.band.overdue]
    opening = sum((row.opening for row in overdue), ZERO)
    return sum((row.received for row in overdue), ZERO) / opening if opening else None


def flow(debts: Sequence[Debt], receipts: Iterable[Receipt], period: Period) -> Flow:
    """Return where the money of the period went; set-offs are no money and in none of it."""
    money = [r for r in receipts if not r.set_off]
    cash = [a for d in debts for a in d.applied if not a.set_off]

    def waiting(day: date) -> Decimal:
        came = sum((r.amount for r in money if r.day <= day), ZERO)
        return came - sum((a.amount for a in cash if a.day <= day), ZERO)

    applied = tuple(
        (part, sum((a.amount for a in cash if a.part is part and period.holds(a.day)), ZERO)) for part in Part
    )
    received = sum((r.amount for r in money if period.holds(r.day)), ZERO)
    return Flow(waiting(period.eve), received, applied, waiting(period.last))
