"""How a single value stands on the screen: a day with its weekday, an effect with its sign."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lexcollect.wording import language


def day(value: date) -> str:
    """Return a day for the screen, with its weekday where the screen speaks Chinese."""
    from lexcollect.cn.dates import with_weekday

    return with_weekday(value) if language() == "zh" else value.isoformat()


def signed(value: Decimal | int | None) -> str:
    """Return an effect with its sign: +225.00, -425.80, ±0.00."""
    amount = Decimal(value or 0)
    return f"{amount:+,.2f}" if amount else "±0.00"
