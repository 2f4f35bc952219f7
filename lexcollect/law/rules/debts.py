"""Debts, payments and orders: the plain facts that appropriation and penalties work on.

Owns the shapes and the day from which a debt is in default (C8). Refuses contradictions with
:class:`~lexcollect.law.rules.schedule.BadMoney`. Knows no case file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

from lexcollect.law.calendar import Calendar
from lexcollect.law.conventions import Conventions
from lexcollect.law.options import DueRoll
from lexcollect.law.rules.parts import Charged, Part, Why
from lexcollect.law.rules.schedule import ZERO, BadMoney, RateLine
from lexcollect.law.trace import Citation
from lexcollect.records import dataclass

ONE_DAY = timedelta(days=1)
#: The due day of a debt for which no day was agreed and nobody demanded yet: later than any as-of day, never shown.
NOT_DUE = date(9999, 6, 15)
#: The days by which a yearly burden is compared between a daily and a yearly rate.
_YEAR = 365


@dataclass(frozen=True, slots=True)
class Due:
    """When a debt falls due: the day by counting alone, how it was agreed, and a clause on rest days.

    ``kind``: ``period`` ("within 60 days") moves from a rest day (民法典 203), ``day`` ("on the 5th") does not; a
    ``clause`` (顺延 ``roll``, 不顺延 ``keep``) decides first (民法典 204).
    """

    nominal: date
    kind: Literal["period", "day"] = "day"
    clause: Literal["", "roll", "keep"] = ""

    def last_day(self, calendar: Calendar, conventions: Conventions) -> date:
        """Return the last day to pay without default, under C8."""
        return calendar.roll_next(self.nominal) if self.rolls(conventions) else self.nominal

    @property
    def open(self) -> bool:
        """Tell whether the debt waits for a demand (民法典 511(4), 675)."""
        return self.nominal == NOT_DUE

    def rolls(self, conventions: Conventions) -> bool:
        """Tell whether a rest day moves this due date."""
        if self.open:
            return False
        if conventions.due_roll is not DueRoll.BY_KIND:
            return conventions.due_roll is DueRoll.ROLL
        return self.clause == "roll" or (not self.clause and self.kind == "period")


@dataclass(frozen=True, slots=True)
class Charge:
    """What runs on the unpaid principal of a debt: interest or penalty at ``rate``.

    ``first`` is the first day that counts; without it the charge runs from the day after the due date. ``last``
    ends it (interest of the term until the due date).
    """

    kind: Charged
    rate: RateLine
    first: date | None = None
    last: date | None = None


#: Charges that hang on the first day of default, which a convention may move: the statutory loss takes its rate of it.
Late = Callable[[date], tuple[Charge, ...]]


@dataclass(frozen=True, slots=True)
class Debt:
    """One debt to one creditor.

    ``contract`` is the contract it stands under: an agreed order of payments binds the debts of its own contract only.
    ``late`` are charges made from the first day of default when that day is known.

    ``costs``, ``interest`` and ``penalty`` are sums already there at the start. ``secured`` is the amount covered
    by security (0 = none). ``burden`` is its yearly cost in percent for 民法典 560; derived from the charges when
    not given. A ``loan`` may be repaid before it is due, after what is due (民间借贷规定 30(1)). Without ``due`` a debt
    may be paid at any time and counts as due; its charges then name their first day themselves. ``penal``: ``late``
    is an agreed penalty whose rate hangs on the day of default, no loss by statute; ``works``: it is the interest of a
    works price (建设工程解释一 26). ``later`` are parts of principal that were handed over after the first, each
    bearing from its own day (分期出借). ``spent`` are costs that came later, each owed from its day. ``at_will``: no
    day was agreed, so the debtor may pay at any time (民法典 511(4), 675). ``void``: money that a void contract
    brought, given back with a fee for its use whatever day was agreed (民法典 157).
    """

    id: str
    principal: Decimal
    due: Due | None = None
    charges: tuple[Charge, ...] = ()
    costs: Decimal = ZERO
    interest: Decimal = ZERO
    penalty: Decimal = ZERO
    secured: Decimal = ZERO
    burden: Decimal | None = None
    contract: str = ""
    late: Late | None = None
    loan: bool = False
    penal: bool = False
    later: tuple[tuple[date, Decimal], ...] = ()
    spent: tuple[tuple[date, Decimal], ...] = ()
    works: bool = False
    at_will: bool = False
    limit: tuple[str, Decimal] | None = None
    void: bool = False

    @property
    def loses(self) -> bool:
        """Tell whether what runs by statute is a loss (逾期付款损失): loans and works prices bear interest instead."""
        return self.late is not None and not self.loan and not self.penal and not self.works

    def charged(self, due: date | None) -> Debt:
        """Return the debt with the charges of its default, ``due`` being the last day to pay without it."""
        if self.late is None or due is None:
            return self
        return replace(self, charges=self.charges + self.late(due + ONE_DAY), late=None)

    def yearly_burden(self, day: date) -> Decimal:
        """Return what the debt costs the debtor per year, in percent, on ``day``."""
        if self.burden is not None:
            return self.burden
        total = Decimal(0)
        for charge in self.charges:
            value = charge.rate.at(day)
            total += value * _YEAR * 100 if charge.rate.per == "day" else value
        return total


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received: ``debt`` is the one the debtor named when paying, ``part`` what both called it (货款本金).

    ``contract`` is the contract named where no debt was: what it leaves goes on by the ladder.
    """

    id: str
    day: date
    amount: Decimal
    debt: str = ""
    part: Part | None = None
    contract: str = ""


Naming = Literal["whole", "within_part", "ignored"]


@dataclass(frozen=True, slots=True)
class Order:
    """In which order payments are applied (清偿抵充).

    ``parts`` from first to last. ``across``: one part of all debts before the next part (a clause such as "first to
    principal in order of due date, then penalty and costs"); else debt by debt, the parts inside each.
    ``debts_by``: ``statute`` is the ladder of 民法典 560(2), ``due`` the order of due dates.
    """

    name: str
    parts: tuple[Part, ...]
    across: bool
    debts_by: Literal["statute", "due"]
    naming: Naming
    cites: tuple[Citation, ...] = ()


_CODE = (Citation("民法典", "560"), Citation("民法典", "561"))
_PARTS = (Part.COSTS, Part.INTEREST, Part.PENALTY, Part.PRINCIPAL)

#: 民法典 560 between debts, 561 inside each; 违约金 after interest and before principal (convention).
STATUTE = Order("statute", _PARTS, across=False, debts_by="statute", naming="whole", cites=_CODE)
#: The same ladder with costs of realising the claim after the debt itself: what 561 would give without its first rung.
COSTS_LAST = replace(STATUTE, parts=(*_PARTS[1:], Part.COSTS))
#: 民法典 561 read by analogy over all debts of one contract: charges of every due debt before any principal.
CHARGES_FIRST = Order("charges_first", _PARTS, across=True, debts_by="due", naming="within_part", cites=_CODE)


def clause(*parts: Part, debts_by: Literal["statute", "due"] = "due", naming: Naming = "whole") -> Order:
    """Return the order of a contract clause: ``parts`` one after the other over all due debts (民法典 560(1), 561).

    Parts that the clause does not name follow in the order of 民法典 561.
    """
    rest = tuple(part for part in _PARTS if part not in parts)
    if len(set(parts)) != len(parts):
        raise BadMoney("part_named_twice", parts=", ".join(parts))
    return Order("clause", parts + rest, across=True, debts_by=debts_by, naming=naming, cites=_CODE)


class Share(NamedTuple):
    """What one payment gave to one part of one debt, and why.

    ``day`` is the day on which it took effect, ``received`` the day of the payment: money that came before anything
    was due waits for the due day (民法典 530). ``owed`` is what was open of that part when it was met.
    """

    payment: str
    day: date
    debt: str
    part: Part
    amount: Decimal
    why: Why
    received: date
    owed: Decimal

    @property
    def left(self) -> Decimal:
        """What was still open of that part on that day, after it."""
        return self.owed - self.amount

    @property
    def waited(self) -> bool:
        """Tell whether the money came before the day on which it took effect."""
        return self.received < self.day


class Spread(NamedTuple):
    """What of a payment that names no debt fell to one of several contracts, by the ladder of 民法典 560(2).

    ``why`` is the rung that put the first debt of that contract where it stands.
    """

    payment: str
    day: date
    contract: str
    amount: Decimal
    why: Why


def check_facts(debts: Sequence[Debt], payments: Sequence[Payment]) -> None:
    """Raise :class:`BadMoney` for negative sums, ids used twice, or a payment that names an unknown debt."""
    ids = [debt.id for debt in debts]
    if len(set(ids)) != len(ids):
        raise BadMoney("debt_twice", ids=", ".join(ids))
    for debt in debts:
        parts = (sum((amount for _, amount in debt.later), ZERO), *(amount for _, amount in debt.later))
        if min(parts) < 0 or parts[0] > debt.principal:
            raise BadMoney("negative_debt", debt=debt.id)
        if min(debt.principal, debt.costs, debt.interest, debt.penalty, debt.secured) < 0:
            raise BadMoney("negative_debt", debt=debt.id)
    for payment in payments:
        if payment.amount <= 0:
            raise BadMoney("negative_payment", day=payment.day, amount=payment.amount)
        if payment.debt and payment.debt not in ids:
            raise BadMoney("unknown_debt", day=payment.day, debt=payment.debt)
