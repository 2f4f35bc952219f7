"""Sums on a private loan beside its interest: late interest and penalty under one cap, what was paid above old caps.

Owns what each asks the law and in which figures the answer is told; the figures are the law's.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.cn.amounts import fen
from lexcollect.law.rules.lending import paid_above_old_cap, together_capped
from lexcollect.law.rules.schedule import Until, end_ordinal, first_ordinal
from lexcollect.matter.given import contradictions_refused
from lexcollect.matter.sums.ruled import Figure, Ruled

if TYPE_CHECKING:
    from lexcollect.cn.rates import Rate
    from lexcollect.law.conventions import Conventions
    from lexcollect.law.rates import Rates

_YEAR = Decimal(365)


def _days(first: date, last: date, until: Until, conventions: Conventions) -> int:
    return max(end_ordinal(last, until, conventions) - first_ordinal(first, conventions), 0)


def together(
    principal: Decimal,
    first: date,
    last: date,
    *,
    late: Decimal,
    penalty: Rate,
    made: date,
    until: Until,
    conventions: Conventions,
    rates: Rates | None,
) -> Ruled:
    """Return what a court supports of late interest (percent a year) and penalty claimed together (民间借贷规定 29)."""
    days = _days(first, last, until, conventions)
    daily = (penalty.value,) if penalty.per == "day" else ()
    yearly = () if daily else (penalty.value * (1200 if penalty.per == "month" else 100),)
    with contradictions_refused():
        found = together_capped(principal, made, days, yearly_rates=(late, *yearly), daily_rates=daily, rates=rates)
    claimed, supported = found.value
    alone = min(fen(principal * late * days / (100 * _YEAR)), supported)
    figures: tuple[tuple[str, Figure], ...] = (
        ("days", days),
        ("claimed_together", claimed),
        ("supported", supported),
        ("late_part", alone),
        ("penalty_part", supported - alone),
        ("cut", claimed - supported),
    )
    return Ruled("together", figures, found.trace, found.certainty)


def old_paid(
    principal: Decimal, paid: Decimal, first: date, last: date, *, until: Until, conventions: Conventions
) -> Ruled:
    """Return what stays paid and what may be claimed back of interest paid under the old caps (旧版 26, 31)."""
    days = _days(first, last, until, conventions)
    with contradictions_refused():
        found = paid_above_old_cap(principal, paid, days / _YEAR, last)
    kept, back = found.value
    figures: tuple[tuple[str, Figure], ...] = (("days", days), ("kept", kept), ("returnable", back))
    return Ruled("old_paid", figures, found.trace, found.certainty)
