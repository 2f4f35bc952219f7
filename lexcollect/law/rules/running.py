"""Debts on their way through time: what has accrued on each up to a day, what was taken from it, what is left.

Owns the accruing of one debt between the payments that ``appropriation`` puts on it. Chooses no order: which debt and
which part of it a payment goes to is said from outside.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from lexcollect.cn.amounts import FEN
from lexcollect.law.conventions import Conventions
from lexcollect.law.options import Rounding, Year
from lexcollect.law.rules.debts import ONE_DAY, Charge, Debt
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import ZERO, Beyond, Line, accrue, first_ordinal, one_day
from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class Balance:
    """What is left of one debt on the last day, with its due date as moved under C8.

    ``interest_per_day`` and ``penalty_per_day`` are what the next day adds, in yuan; nothing once a charge has ended.
    """

    debt: str
    due: date | None
    principal: Decimal
    costs: Decimal
    interest: Decimal
    penalty: Decimal
    interest_per_day: Decimal = ZERO
    penalty_per_day: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """Return everything left of the debt."""
        return self.principal + self.costs + self.interest + self.penalty


class RunningCharge:
    """One charge of one debt on its way through time."""

    __slots__ = ("charge", "end", "lines", "open_from", "start")

    def __init__(self, charge: Charge, start: int, end: int) -> None:
        self.charge, self.start, self.end = charge, start, end
        self.open_from = start
        self.lines: list[Line] = []

    def until(self, debt: str, base: Decimal, at: int, year: Year) -> list[Line]:
        """Return the lines from the last closed one to ordinal ``at`` − 1, not yet recorded."""
        found: list[Line] = []
        accrue(
            found, debt, self.charge.kind, base, self.charge.rate, self.open_from, min(at, self.end), year, self.start
        )
        return found

    def next_day(self, base: Decimal, end: int, year: Year) -> Decimal:
        """Return what the day of ordinal ``end`` adds, the first one not computed."""
        last = self.charge.last
        if self.start > end or (last is not None and last.toordinal() < end):
            return ZERO
        return one_day(base, self.charge.rate, end, year)

    def close(self, debt: str, base: Decimal, at: int, year: Year) -> None:
        """Record the lines up to ordinal ``at`` − 1."""
        self.lines += self.until(debt, base, at, year)
        self.open_from = max(self.open_from, min(at, self.end))


class RunningDebt:
    """One debt on its way through time."""

    def __init__(self, debt: Debt, due: date | None, end: int, conventions: Conventions, beyond: Beyond) -> None:
        self.debt, self.due, self.conventions = debt, due, conventions
        self.to_come = sorted((first_ordinal(day, conventions), amount) for day, amount in debt.later)
        self.principal = debt.principal - sum((amount for _, amount in self.to_come), ZERO)
        self.paid = dict.fromkeys(Part, ZERO)
        self.opening = {Part.COSTS: debt.costs, Part.INTEREST: debt.interest, Part.PENALTY: debt.penalty}
        self.running = [self._run(charge, end, beyond) for charge in debt.charges]

    def _run(self, charge: Charge, end: int, beyond: Beyond) -> RunningCharge:
        first = charge.first or (self.due + ONE_DAY if self.due else None)
        if first is None:
            raise ValueError(f"charge of debt {self.debt.id!r} has neither a first day nor a due date")
        if charge.last:
            end = min(end, charge.last.toordinal() + 1)
        if beyond == "stop":
            end = min(end, charge.rate.known_until + 1)
        return RunningCharge(charge, first_ordinal(first, self.conventions), end)

    def _lend(self, at: int) -> None:
        """Add what was handed over up to ordinal ``at``: each part opens a new line (asked in the order of days)."""
        while self.to_come and self.to_come[0][0] <= at:
            day, amount = self.to_come.pop(0)
            for run in self.running:
                run.close(self.debt.id, self.principal, day, self.conventions.year)
            self.principal += amount

    def owed(self, part: Part, at: int) -> Decimal:
        """Return what is open of ``part`` when everything before ordinal ``at`` has accrued."""
        self._lend(at)
        if part is Part.PRINCIPAL:
            return self.principal
        if part is Part.COSTS:
            spent = sum((amount for day, amount in self.debt.spent if day.toordinal() <= at), ZERO)
            # What was met since cannot be owed the less on an earlier day than nothing.
            return max(self.opening[part] + spent - self.paid[part], ZERO)
        return self.opening[part] + self._accrued(part, at) - self.paid[part]

    def owed_in_all(self, at: int) -> Decimal:
        """Return what is open of all parts."""
        return sum((self.owed(part, at) for part in Part), ZERO)

    def _accrued(self, part: Part, at: int) -> Decimal:
        year, by_line = self.conventions.year, self.conventions.rounding is Rounding.LINE
        total = ZERO
        for run in self.running:
            if run.charge.kind is part:
                lines = run.lines + run.until(self.debt.id, self.principal, at, year)
                total += sum((line.amount if by_line else line.exact for line in lines), ZERO)
        return total if by_line else total.quantize(FEN, ROUND_HALF_UP)

    def take(self, part: Part, amount: Decimal, at: int) -> None:
        """Discharge ``amount`` of ``part`` at ordinal ``at``: the lines it touches end the day before."""
        self._lend(at)
        for run in self.running:
            if part is Part.PRINCIPAL or run.charge.kind is part:
                run.close(self.debt.id, self.principal, at, self.conventions.year)
        self.paid[part] += amount
        if part is Part.PRINCIPAL:
            self.principal -= amount

    def balance(self, end: int) -> Balance:
        """Close every line at ``end`` and return what is left."""
        self._lend(end)
        for run in self.running:
            run.close(self.debt.id, self.principal, end, self.conventions.year)
        # Payments on the way meet the fen; whole yuan are for what is left at the end.
        left = {part: self.owed(part, end) for part in Part}
        for part in (Part.INTEREST, Part.PENALTY):
            left[part] = self.conventions.rounding.sum_of(left[part])
        runs_on = dict.fromkeys(Part, ZERO)
        for run in self.running:
            runs_on[run.charge.kind] += run.next_day(self.principal, end, self.conventions.year)
        return Balance(
            self.debt.id,
            self.due,
            left[Part.PRINCIPAL],
            left[Part.COSTS],
            left[Part.INTEREST],
            left[Part.PENALTY],
            runs_on[Part.INTEREST],
            runs_on[Part.PENALTY],
        )
