"""Given: values as a program gives them.

Owns what is taken for a day and for an amount: a ``date`` or its spelling, a ``Decimal``, whole yuan or a spelling.
Refuses floats: ``0.1`` yuan is not one tenth of a yuan.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

from lexcollect.findings import Refused, finding

#: A day: ``date(2026, 11, 21)``, or any accepted spelling (``"2026-11-21"``, ``"2026年11月21日"``).
Day = date | str
#: An amount in yuan: a ``Decimal``, whole yuan, or any accepted spelling (``"1,359,193.80"``).
Yuan = Decimal | int | str


def day(value: Day) -> date:
    """Return the day; :class:`~lexcollect.cn.dates.BadDate` for a spelling that is none."""
    if isinstance(value, datetime):
        raise TypeError("a day is wanted, not a moment: which day it is depends on the place")
    if isinstance(value, date):
        return value
    from lexcollect.cn.dates import parse_date

    return parse_date(value)


def yuan(value: Yuan) -> Decimal:
    """Return the amount to the fen; :class:`~lexcollect.findings.Refused` for what is none, negative ones too."""
    from lexcollect.matter.sums.inputs import Inputs

    if isinstance(value, bool) or not isinstance(value, (Decimal, int, str)):
        raise TypeError(f"an amount is a Decimal, an int or a text, not {type(value).__name__}")
    inputs = Inputs()
    amount = inputs.amount(f"{value:f}" if isinstance(value, Decimal) else str(value), "", zero=True)
    inputs.done()
    return amount


@contextmanager
def contradictions_refused() -> Iterator[None]:
    """Turn facts that contradict each other into a finding (LX-M115) that says which."""
    from lexcollect.law.rules.schedule import BadMoney

    try:
        yield
    except BadMoney as bad:
        raise Refused([finding("LX-M115", reason=bad.text)]) from None
