"""DSO (应收账款周转天数): how many days of sales stand open at the end of a period.

Owns the formula, which the report prints: receivables left at the end of the period ÷ sales on credit in it × its days.
The best DSO takes what is not due alone; the rest of the days are those that customers are late. Sales are asked of the
user: no case file holds them, and none are guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from lexcollect.records import dataclass
from lexcollect.reporting.facts import ZERO
from lexcollect.reporting.figures.ageing import Aged
from lexcollect.reporting.figures.bands import CLOSED, NOT_DUE
from lexcollect.reporting.figures.recovery import Period


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Receivables at the end of ``period`` against ``sales`` in it, all of one money; closed matters are left out."""

    period: Period
    sales: Decimal
    receivables: Decimal
    not_due: Decimal

    @property
    def days(self) -> Decimal:
        """DSO in days."""
        return self.receivables * self.period.days / self.sales

    @property
    def best(self) -> Decimal:
        """The DSO if everything had been paid when due (最佳DSO)."""
        return self.not_due * self.period.days / self.sales

    @property
    def late(self) -> Decimal:
        """The days of it that are delay (逾期DSO)."""
        return self.days - self.best


def outstanding(rows: Iterable[Aged], sales: Decimal, period: Period) -> Outstanding:
    """Return the DSO of rows aged on the last day of ``period``; :class:`ValueError` for sales of zero or less."""
    if sales <= 0:
        raise ValueError("sales")
    kept = [row for row in rows if row.band != CLOSED]
    left = sum((row.balance for row in kept), ZERO)
    current = sum((row.balance for row in kept if row.band == NOT_DUE), ZERO)
    return Outstanding(period, sales, left, current)
