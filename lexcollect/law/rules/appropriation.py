"""Appropriation of payments (清偿抵充): which debt, and which part of it, a payment discharges.

Owns the walk through payments and debts under an agreed or the statutory order, with the accruing interest and
penalty between them. Refuses contradictory facts (:class:`~lexcollect.law.rules.schedule.BadMoney`) and days
without a known rate. Knows no case file and prefers no side: the order is an argument.

Says: several debts: agreement, the debtor's naming when paying, then due before not due, least secured, heavier
burden, earliest due, in proportion (民法典 560); inside a debt: agreement, then costs, interest, principal (561).
Counts: charges run to the day before a payment; unpaid charges are carried and bear nothing; money before
anything is due is kept as credit until the next due day (民法典 530 leaves early performance to the creditor).
Doubtful: the place of 违约金, named in neither article (option ``penalty_rank``). Before 2021-01-01 the same
ladder stood in 合同法解释二 20 and 21.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from lexcollect.cn.amounts import FEN
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.conventions import DEFAULTS, Conventions, Year
from lexcollect.law.rules.debts import (
    ONE_DAY,
    STATUTE,
    Charge,
    Debt,
    Order,
    Part,
    Payment,
    Share,
    check_facts,
)
from lexcollect.law.rules.schedule import (
    ZERO,
    Beyond,
    Line,
    Until,
    accrue,
    end_ordinal,
    first_ordinal,
    payment_ordinal,
)

_CHARGED = (Part.INTEREST, Part.PENALTY)


@dataclass(frozen=True, slots=True)
class Balance:
    """What is left of one debt on the last day, with its due date as moved under C8."""

    debt: str
    due: date | None
    principal: Decimal
    costs: Decimal
    interest: Decimal
    penalty: Decimal

    @property
    def total(self) -> Decimal:
        """Return everything left of the debt."""
        return self.principal + self.costs + self.interest + self.penalty


@dataclass(frozen=True, slots=True)
class Settlement:
    """What payments did and what is left.

    ``lines`` are all accruals, ``shares`` every yuan of every payment, ``credits`` what found no debt
    (payment id, amount), ``later`` the payments after the last day, ``stopped`` the last day computed when a rate
    ended before the period.
    """

    lines: tuple[Line, ...]
    shares: tuple[Share, ...]
    balances: tuple[Balance, ...]
    credits: tuple[tuple[str, Decimal], ...] = ()
    later: tuple[str, ...] = ()
    stopped: date | None = None
    order: Order = STATUTE
    conventions: Conventions = field(default=DEFAULTS, repr=False)

    def left(self, part: Part) -> Decimal:
        """Return what is left of one part over all debts."""
        return sum((getattr(balance, part.value) for balance in self.balances), ZERO)

    @property
    def principal(self) -> Decimal:
        """Return the principal left over all debts."""
        return self.left(Part.PRINCIPAL)

    @property
    def penalty(self) -> Decimal:
        """Return the penalty left over all debts."""
        return self.left(Part.PENALTY)

    @property
    def interest(self) -> Decimal:
        """Return the interest left over all debts."""
        return self.left(Part.INTEREST)

    @property
    def total(self) -> Decimal:
        """Return everything left."""
        return sum((balance.total for balance in self.balances), ZERO)

    def balance(self, debt: str) -> Balance:
        """Return the balance of one debt."""
        return next(balance for balance in self.balances if balance.debt == debt)


def settle(
    debts: Sequence[Debt],
    payments: Sequence[Payment],
    last: date,
    *,
    order: Order = STATUTE,
    conventions: Conventions = DEFAULTS,
    calendar: Calendar | None = None,
    until: Until = "cutoff",
    beyond: Beyond = "refuse",
) -> Settlement:
    """Apply ``payments`` to ``debts`` in ``order`` and return what is left on ``last``.

    Payments of one day are taken in the order given. :class:`BadMoney` for contradictory facts, ``RateUnknown``
    when a charge needs a rate that is not published and ``beyond`` is not ``stop``.
    """
    check_facts(debts, payments)
    walk = _Walk(debts, last, order, conventions, calendar or shipped_calendar(), until, beyond)
    inside = [p for p in payments if p.day <= last]
    for payment in sorted(inside, key=lambda p: p.day):
        walk.to(payment.day)
        walk.pay(payment, payment.day, payment.amount)
    walk.to(last)
    return walk.result(tuple(p.id for p in payments if p.day > last))


class _Running:
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

    def close(self, debt: str, base: Decimal, at: int, year: Year) -> None:
        """Record the lines up to ordinal ``at`` − 1."""
        self.lines += self.until(debt, base, at, year)
        self.open_from = max(self.open_from, min(at, self.end))


class _Account:
    """One debt on its way through time."""

    def __init__(self, debt: Debt, due: date | None, end: int, conventions: Conventions, beyond: Beyond) -> None:
        self.debt, self.due, self.conventions = debt, due, conventions
        self.principal = debt.principal
        self.paid = dict.fromkeys(Part, ZERO)
        self.opening = {Part.COSTS: debt.costs, Part.INTEREST: debt.interest, Part.PENALTY: debt.penalty}
        self.running = [self._run(charge, end, beyond) for charge in debt.charges]

    def _run(self, charge: Charge, end: int, beyond: Beyond) -> _Running:
        first = charge.first or (self.due + ONE_DAY if self.due else None)
        if first is None:
            raise ValueError(f"charge of debt {self.debt.id!r} has neither a first day nor a due date")
        if charge.last:
            end = min(end, charge.last.toordinal() + 1)
        if beyond == "stop":
            end = min(end, charge.rate.known_until + 1)
        return _Running(charge, first_ordinal(first, self.conventions), end)

    def owed(self, part: Part, at: int) -> Decimal:
        """Return what is open of ``part`` when everything before ordinal ``at`` has accrued."""
        if part is Part.PRINCIPAL:
            return self.principal
        return self.opening[part] + self._accrued(part, at) - self.paid[part]

    def owed_in_all(self, at: int) -> Decimal:
        """Return what is open of all parts."""
        return sum((self.owed(part, at) for part in Part), ZERO)

    def _accrued(self, part: Part, at: int) -> Decimal:
        year, by_line = self.conventions.year, self.conventions.rounding == "line"
        total = ZERO
        for run in self.running:
            if run.charge.kind == part.value:
                lines = run.lines + run.until(self.debt.id, self.principal, at, year)
                total += sum((line.amount if by_line else line.exact for line in lines), ZERO)
        return total if by_line else total.quantize(FEN, ROUND_HALF_UP)

    def take(self, part: Part, amount: Decimal, at: int) -> None:
        """Discharge ``amount`` of ``part`` at ordinal ``at``: the lines it touches end the day before."""
        for run in self.running:
            if part is Part.PRINCIPAL or run.charge.kind == part.value:
                run.close(self.debt.id, self.principal, at, self.conventions.year)
        self.paid[part] += amount
        if part is Part.PRINCIPAL:
            self.principal -= amount

    def balance(self, end: int) -> Balance:
        """Close every line at ``end`` and return what is left."""
        for run in self.running:
            run.close(self.debt.id, self.principal, end, self.conventions.year)
        left = {part: self.owed(part, end) for part in Part}
        return Balance(
            self.debt.id, self.due, left[Part.PRINCIPAL], left[Part.COSTS], left[Part.INTEREST], left[Part.PENALTY]
        )


class _Walk:
    """The accounts, the money without a debt yet, and the shares so far."""

    def __init__(
        self,
        debts: Sequence[Debt],
        last: date,
        order: Order,
        conventions: Conventions,
        calendar: Calendar,
        until: Until,
        beyond: Beyond,
    ) -> None:
        self.end = end_ordinal(last, until, conventions)
        self.order, self.conventions = order, conventions
        self.accounts = [
            _Account(
                debt, debt.due.last_day(calendar, conventions) if debt.due else None, self.end, conventions, beyond
            )
            for debt in debts
        ]
        self.parts = _parts(order, conventions)
        self.credits: list[tuple[Payment, Decimal]] = []
        self.shares: list[Share] = []

    def to(self, day: date) -> None:
        """Let kept money meet the debts that fall due up to ``day``, each on its due day."""
        for due in sorted({a.due for a in self.accounts if a.due and a.due <= day}):
            waiting, self.credits = self.credits, []
            for payment, amount in waiting:
                self.pay(payment, max(due, payment.day), amount)

    def pay(self, payment: Payment, day: date, amount: Decimal) -> None:
        """Distribute ``amount`` on ``day``; what finds no due debt is kept."""
        at = payment_ordinal(day, self.conventions)
        due = [a for a in self.accounts if a.due is None or a.due <= day]
        named = self._named(payment)
        parts = self.parts
        if payment.part is not None:
            parts = (payment.part, *(part for part in parts if part is not payment.part))
        if named and self.order.naming == "whole":
            amount = self._give(payment, day, [named], parts, amount, at, "named")
            named = None
        elif named and named not in due:
            due.append(named)
        for portion in [(part,) for part in parts] if self.order.across else [parts]:
            for why, group in self._ranked(due, named, portion, day, at):
                amount = self._give(payment, day, group, portion, amount, at, why)
        if amount:
            self.credits.append((payment, amount))

    def _named(self, payment: Payment) -> _Account | None:
        if not payment.debt or self.order.naming == "ignored":
            return None
        return next(a for a in self.accounts if a.debt.id == payment.debt)

    def _ranked(
        self, accounts: Sequence[_Account], named: _Account | None, parts: Sequence[Part], day: date, at: int
    ) -> list[tuple[str, list[_Account]]]:
        """Return the accounts that owe any of ``parts``, in groups of equal rank, first to pay first."""
        owing = [a for a in accounts if any(a.owed(part, at) for part in parts)]
        ranks: dict[tuple[object, ...], list[_Account]] = {}
        for account in sorted(owing, key=lambda a: self._rank(a, named, day)):
            ranks.setdefault(self._rank(account, named, day), []).append(account)
        keys = list(ranks)
        return [(_why(keys, i, len(ranks[key]), self.order), ranks[key]) for i, key in enumerate(keys)]

    def _rank(self, account: _Account, named: _Account | None, day: date) -> tuple[object, ...]:
        due = account.due or date.min
        if self.order.debts_by == "due":
            return (account is not named, due)
        return (account is not named, account.debt.secured, -account.debt.yearly_burden(day), due)

    def _give(
        self,
        payment: Payment,
        day: date,
        group: Sequence[_Account],
        parts: Sequence[Part],
        amount: Decimal,
        at: int,
        why: str,
    ) -> Decimal:
        """Give ``amount`` to one group and return what remains."""
        if not amount:
            return amount
        owed = [sum((a.owed(part, at) for part in parts), ZERO) for a in group]
        given = in_proportion(amount, owed)
        for account, share in zip(group, given, strict=True):
            for part in parts:
                sum_ = min(share, account.owed(part, at))
                if sum_:
                    account.take(part, sum_, at)
                    reason = "marked" if part is payment.part else why
                    self.shares.append(Share(payment.id, day, account.debt.id, part, sum_, reason))
                    share -= sum_
        return amount - sum(given, ZERO)

    def result(self, later: tuple[str, ...]) -> Settlement:
        """Close all accounts and return what is left."""
        balances = tuple(account.balance(self.end) for account in self.accounts)
        runs = [run for account in self.accounts for run in account.running]
        cut = [run.end for run in runs if run.end < self.end and run.charge.rate.known_until == run.end - 1]
        return Settlement(
            tuple(line for run in runs for line in run.lines),
            tuple(self.shares),
            balances,
            tuple((payment.id, amount) for payment, amount in self.credits),
            later,
            date.fromordinal(min(cut) - 1) if cut else None,
            self.order,
            self.conventions,
        )


def in_proportion(amount: Decimal, owed: Sequence[Decimal]) -> list[Decimal]:
    """Split ``amount`` over ``owed`` in proportion, in whole fen, nobody above what is owed (民法典 560(2)).

    Fen that do not divide go to the largest remainders, first entry first.
    """
    total = sum(owed, ZERO)
    if amount >= total:
        return list(owed)
    exact = [amount * each / total for each in owed]
    shares = [each.quantize(FEN, ROUND_DOWN) for each in exact]
    rest = int((amount - sum(shares, ZERO)) / FEN)
    order = sorted(range(len(owed)), key=lambda i: shares[i] - exact[i])
    for i in order[:rest]:
        shares[i] += FEN
    return shares


def _parts(order: Order, conventions: Conventions) -> tuple[Part, ...]:
    """Return the parts of ``order``; where the law is silent on 违约金, the convention places it."""
    if order.name == "clause" or conventions.penalty_rank == "after_interest":
        return order.parts
    return (*(part for part in order.parts if part is not Part.PENALTY), Part.PENALTY)


_CRITERIA = {"statute": ("named", "secured", "burden", "earliest"), "due": ("named", "earliest")}


def _why(keys: Sequence[tuple[object, ...]], index: int, size: int, order: Order) -> str:
    """Return the rung of the ladder that put group ``index`` where it stands."""
    if size > 1:
        return "pro_rata"
    if len(keys) == 1:
        return "only_due"
    if index == len(keys) - 1:
        return "rest"
    differing = next(
        i for i, (mine, next_) in enumerate(zip(keys[index], keys[index + 1], strict=True)) if mine != next_
    )
    return _CRITERIA[order.debts_by][differing]
