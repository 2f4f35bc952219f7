"""The agreed limit of a penalty (违约金上限): it runs until the sum agreed as the most is reached, and no further.

Owns the day on which the penalties of the debts under one limit reach it. Up to the day before every charge runs as
agreed; what is left to the limit stands on that day as a line of its own. What payments took of the penalty counts: the
limit is of what accrued. Parties may agree a sum or a way of counting it (民法典 585(1)).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from lexcollect.cn.amounts import FEN
from lexcollect.law.options import Rounding
from lexcollect.law.rules.appropriation import Settlement
from lexcollect.law.rules.debts import ONE_DAY, Charge, Debt, Late
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import ZERO, Line, RateLine
from lexcollect.records import dataclass

#: So exact is the daily rate of the last line: its product with any base is right to the fen.
_FINE = Decimal("1E-16")


@dataclass(frozen=True, slots=True)
class Held:
    """The charges of a default, the penalty among them to ``last`` only; ``rest`` is what is left to the limit."""

    late: Late
    last: date
    rest: tuple[Charge, ...] = ()

    def __call__(self, breach: date) -> tuple[Charge, ...]:
        """Return the charges when the delay begins on ``breach``."""
        return (*(_to(charge, self.last) for charge in self.late(breach)), *self.rest)


def held(debts: Sequence[Debt], free: Settlement) -> tuple[Debt, ...]:
    """Return ``debts`` with every penalty ended where its limit is reached; ``free`` is the account without limits."""
    found = {debt.id: debt for debt in debts}
    by_line = free.conventions.rounding is Rounding.LINE
    for word, most in dict.fromkeys(debt.limit for debt in debts if debt.limit):
        ids = [debt.id for debt in debts if debt.limit == (word, most)]
        lines = [line for line in free.lines if line.item in ids and line.kind is Part.PENALTY]
        day = _reached(lines, most, by_line=by_line)
        if day is None:
            continue
        rest = most - _to_day(lines, day - ONE_DAY, by_line=by_line)
        for id in ids:
            found[id] = _ended(found[id], day - ONE_DAY)
        last = next(line for line in lines if line.first <= day <= line.last)
        found[last.item] = _with_rest(found[last.item], day, rest, last.base)
    return tuple(found[debt.id] for debt in debts)


def accrued(lines: Iterable[Line], ids: Iterable[str]) -> Decimal:
    """Return what of penalty has accrued on ``ids``, paid or not, in yuan."""
    mine = set(ids)
    return sum((line.amount for line in lines if line.item in mine and line.kind is Part.PENALTY), ZERO)


def _reached(lines: Sequence[Line], most: Decimal, *, by_line: bool) -> date | None:
    """Return the first day on which the lines come to ``most``; none of them may."""
    if not lines or _to_day(lines, max(line.last for line in lines), by_line=by_line) < most:
        return None
    low, high = min(line.first for line in lines).toordinal(), max(line.last for line in lines).toordinal()
    while low < high:
        middle = (low + high) // 2
        if _to_day(lines, date.fromordinal(middle), by_line=by_line) >= most:
            high = middle
        else:
            low = middle + 1
    return date.fromordinal(low)


def _to_day(lines: Iterable[Line], day: date, *, by_line: bool) -> Decimal:
    """Return what the lines come to up to and with ``day``."""
    total = ZERO
    for line in lines:
        if line.first > day:
            continue
        whole, part = (line.last - line.first).days + 1, (min(line.last, day) - line.first).days + 1
        exact = line.exact * part / whole
        total += exact.quantize(FEN, ROUND_HALF_UP) if by_line else exact
    return total.quantize(FEN, ROUND_HALF_UP)


def _to(charge: Charge, last: date) -> Charge:
    if charge.kind is not Part.PENALTY:
        return charge
    return replace(charge, last=last if charge.last is None else min(charge.last, last))


def _ended(debt: Debt, last: date) -> Debt:
    late = Held(debt.late, last) if debt.late is not None else None
    return replace(debt, charges=tuple(_to(charge, last) for charge in debt.charges), late=late)


def _with_rest(debt: Debt, day: date, rest: Decimal, base: Decimal) -> Debt:
    """Return the debt with what is left to the limit on ``day``."""
    if not rest:
        return debt
    line = RateLine("day", (1,), ((rest / base).quantize(_FINE),), (None,))
    charge = Charge(Part.PENALTY, line, day, day)
    if isinstance(debt.late, Held):  # after the charges it ends: a schedule tells the days in their order
        return replace(debt, late=replace(debt.late, rest=(charge,)))
    return replace(debt, charges=(*debt.charges, charge))
