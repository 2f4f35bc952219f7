"""Promises (付款承诺): what was promised until when, and what became of it.

Owns the one reading of promises: kept, running, partly paid, broken. Money counts that was received from the day of the
promise on and went to the debts it is about; money is counted for one promise only, the earliest day first. That a
promise interrupts limitation is decided by the deadlines, and only with proof (民法典 195(2); 诉讼时效规定 14).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case
from lexcollect.claims.account import ZERO, Account
from lexcollect.records import dataclass

#: Consents that name a new day to pay; what was agreed as a new due day is no promise but the term itself.
_PROMISING = (
    k.AcknowledgementKind.PROMISE_MESSAGE,
    k.AcknowledgementKind.REPAYMENT_PLAN,
    k.AcknowledgementKind.EXTENSION_REQUEST,
    k.AcknowledgementKind.DEBT_CONFIRMATION,
    k.AcknowledgementKind.PROMISE_AFTER_EXPIRY,
)


class Became(StrEnum):
    """What became of a promise (履行情况)."""

    RUNNING = "running"  # 未到期
    KEPT = "kept"  # 已兑现
    BROKEN = "broken"  # 未兑现


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise: made ``on``, to pay ``amount`` by ``until``; ``paid`` of it so far, in yuan.

    ``covers`` are the debts it is about (none: all).
    """

    id: str
    on: date
    until: date
    amount: Decimal
    paid: Decimal
    became: Became
    covers: tuple[str, ...] = ()
    by: str = ""

    @property
    def missing(self) -> Decimal:
        """What of the promise was not paid, in yuan."""
        return max(self.amount - self.paid, ZERO)

    def about(self, debt: str) -> bool:
        """Tell whether it is about ``debt``."""
        return not self.covers or debt in self.covers


@dataclass(frozen=True, slots=True)
class _Made:
    id: str
    on: date
    until: date
    amount: Decimal | None
    covers: tuple[str, ...]
    by: str


def promises_of(case: Case, account: Account) -> tuple[Promise, ...]:
    """Return the promises made until the day of ``account``, the earliest day to pay first."""
    made = [one for one in _made(case) if one.on <= account.as_of]
    made.sort(key=lambda one: (one.until, one.on, one.id))
    left = [(share.received, share.debt, share.amount) for share in account.shares]
    return tuple(_judged(one, left, account) for one in made)


def _made(case: Case) -> Iterator[_Made]:
    for said in case.acknowledgements:
        if said.kind in _PROMISING and said.new_due_on and said.accepted is not False and said.known:
            yield _Made(said.id, said.date, said.new_due_on, said.amount, said.covers, said.by)


def _judged(made: _Made, left: list[tuple[date, str, Decimal]], account: Account) -> Promise:
    """Return what became of one promise, and take what was paid on it from ``left``."""
    owed = sum((o.principal for o in account.obligations if not made.covers or o.id in made.covers), ZERO)
    since = [n for n, (on, debt, _) in enumerate(left) if on >= made.on and (not made.covers or debt in made.covers)]
    amount = made.amount if made.amount is not None else owed + sum((left[n][2] for n in since), ZERO)
    paid = ZERO
    for n in since:
        on, debt, sum_ = left[n]
        taken = min(sum_, amount - paid)
        left[n], paid = (on, debt, sum_ - taken), paid + taken
    in_time = Became.RUNNING if made.until >= account.as_of else Became.BROKEN
    became = Became.KEPT if amount <= paid else in_time
    return Promise(made.id, made.on, made.until, amount, paid, became, made.covers, made.by)


def running(promises: Sequence[Promise], debt: str) -> Promise | None:
    """Return the promise that holds ``debt`` out of its steps: of several the one with the latest day."""
    found = [one for one in promises if one.became is Became.RUNNING and one.about(debt)]
    return max(found, key=lambda one: one.until, default=None)
