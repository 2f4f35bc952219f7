"""Bands: for how long a debt has been overdue, in bands that leave nothing out (账龄段).

Owns the bands of a report: the user's limits in days make those of the overdue debts; around them stand what is not due
yet, what has no day, and what belongs to a closed matter. Every debt falls into exactly one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from lexcollect.records import dataclass
from lexcollect.reporting.facts import Debt

#: 1–30, 31–60, 61–90 and over 90 days.
USUAL = (30, 60, 90)


class Apart(StrEnum):
    """Bands that are no span of days overdue."""

    NOT_DUE = "not_due"  # 未到期
    NO_DAY = "no_day"  # 到期日不明或者未催告
    CLOSED = "closed"  # 已结案


@dataclass(frozen=True, slots=True)
class Band:
    """A band: ``first`` to ``last`` day overdue (``last`` nothing: and more), or one that stands apart."""

    first: int = 0
    last: int | None = None
    apart: Apart | None = None

    @property
    def key(self) -> str:
        """How it is called in JSON: ``1-30``, ``91+``, ``not_due``."""
        if self.apart is not None:
            return self.apart.value
        return f"{self.first}+" if self.last is None else f"{self.first}-{self.last}"

    @property
    def overdue(self) -> bool:
        """Whether it holds overdue debts."""
        return self.apart is None


NOT_DUE, NO_DAY, CLOSED = (Band(apart=one) for one in Apart)


def bands_of(limits: Sequence[int] = USUAL) -> tuple[Band, ...]:
    """Return all bands in the order of the report; ``limits`` are the last days of the overdue ones, rising from 1."""
    starts = (1, *(limit + 1 for limit in limits))
    ends = (*limits, None)
    return (NOT_DUE, *(Band(a, b) for a, b in zip(starts, ends, strict=True)), NO_DAY, CLOSED)


def band_of(debt: Debt, day: date, bands: Sequence[Band]) -> Band:
    """Return the band of ``debt`` at the end of ``day``."""
    if debt.is_closed(day):
        return CLOSED
    late = debt.late(day)
    if late is None:
        return NO_DAY
    if late <= 0:
        return NOT_DUE
    return next(b for b in bands if b.overdue and b.first <= late and (b.last is None or late <= b.last))
