"""Money that came before anything was due (民法典 530): kept, and met by what falls due, in one pass.

The walk once tried every kept payment again on every earlier due day after each payment. That walk stands here and says
what must come out: for generated ledgers, every share, line, balance and credit is the same.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexcollect.law.rules import appropriation
from lexcollect.law.rules.appropriation import Settlement, settle
from lexcollect.law.rules.debts import CHARGES_FIRST, STATUTE, Charge, Debt, Due, Payment, clause
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import daily

FIRST, LAST = date(2024, 1, 1), date(2024, 6, 30)
DAYS = st.integers(0, 150).map(lambda n: FIRST + timedelta(days=n))
YUAN = st.integers(1, 40).map(lambda n: Decimal(n) * 50)
ORDERS = (STATUTE, CHARGES_FIRST, clause(Part.PRINCIPAL), clause(Part.PENALTY, naming="ignored", debts_by="statute"))
RATE = daily(Decimal("0.001"))


class EveryDayAgain(appropriation._Walk):
    """The walk as it was: kept money is tried on every due day up to now, whatever came of it before."""

    def to(self, day: date) -> None:
        for due in sorted({a.due for a in self.accounts if a.due and a.due <= day}):
            waiting, self.credits = self.credits, []
            for payment, amount in waiting:
                self.pay(payment, max(due, payment.day), amount)


@st.composite
def ledgers(draw: Any) -> tuple[list[Debt], list[Payment], dict[str, Any]]:
    """Up to six debts under up to three contracts, payments before and behind them, orders by contract."""
    debts = []
    for number in range(draw(st.integers(1, 6))):
        day = draw(st.none() | DAYS)
        charges = (Charge(Part.PENALTY, RATE),) if day and draw(st.booleans()) else ()
        principal = draw(YUAN)
        later = ((draw(DAYS), principal / 2),) if draw(st.integers(0, 5)) == 0 else ()
        debts.append(
            Debt(
                f"债{number}",
                principal,
                Due(day) if day else None,
                charges,
                contract=draw(st.sampled_from("甲乙丙")),
                penalty=draw(st.sampled_from([Decimal(0), Decimal(30)])),
                spent=((draw(DAYS), Decimal(40)),) if draw(st.integers(0, 4)) == 0 else (),
                loan=draw(st.integers(0, 4)) == 0,
                later=later,
            )
        )
    ids = [debt.id for debt in debts]
    payments = [
        Payment(
            f"付{number}",
            draw(DAYS),
            draw(YUAN),
            debt=draw(st.sampled_from(["", "", *ids])),
            part=draw(st.sampled_from([None, None, Part.PRINCIPAL, Part.PENALTY])),
            contract=draw(st.sampled_from(["", "", "甲", "乙"])),
        )
        for number in range(draw(st.integers(1, 9)))
    ]
    agreed = {name: draw(st.sampled_from(ORDERS)) for name in "甲乙丙" if draw(st.booleans())}
    return debts, payments, {"order": draw(st.sampled_from(ORDERS)), "agreed": agreed}


def once_and_again(debts: list[Debt], payments: list[Payment], how: dict[str, Any]) -> tuple[Settlement, Settlement]:
    now = settle(debts, payments, LAST, **how)
    with patch.object(appropriation, "_Walk", EveryDayAgain):
        return now, settle(debts, payments, LAST, **how)


@settings(max_examples=400, deadline=None)
@given(ledger=ledgers())
def test_what_is_met_in_one_pass_is_what_was_met_by_trying_every_day_again(ledger: Any) -> None:
    now, then = once_and_again(*ledger)
    assert (now.shares, now.balances, now.lines, now.credits) == (then.shares, then.balances, then.lines, then.credits)
    assert now.spreads == then.spreads


def rent(months: int) -> list[Debt]:
    """Return ``months`` months of rent of 1,000 yuan, due on the 5th."""
    days = [date(2015 + n // 12, n % 12 + 1, 5) for n in range(months)]
    return [Debt(f"租{day:%Y-%m}", Decimal(1000), Due(day), (Charge(Part.PENALTY, RATE),)) for day in days]


def tries(debts: list[Debt], payments: list[Payment], walk: type[Any]) -> int:
    """Return how often money was put to the debts."""
    count, pay = 0, walk.pay

    def counted(self: Any, *given: Any) -> None:
        nonlocal count
        count += 1
        pay(self, *given)

    with patch.object(appropriation, "_Walk", walk), patch.object(walk, "pay", counted):
        settle(debts, payments, date(2024, 6, 30))
    return count


@pytest.mark.parametrize(("months", "more"), [(60, 40), (60, 80), (100, 100)])
def test_payments_beyond_the_debts_cost_one_try_each(months: int, more: int) -> None:
    paid = [Payment("全", date(2015, 1, 5), Decimal(1000) * months)]
    paid += [Payment(f"多{n}", date(2023, 6, 1) + timedelta(days=n), Decimal(10)) for n in range(more)]
    assert tries(rent(months), paid, appropriation._Walk) <= len(paid) + months + 1


def test_rent_paid_ahead_is_met_month_by_month_and_costs_no_square() -> None:
    debts = rent(60)
    paid = [Payment(f"付{n}", date(2015, 1, 1), Decimal(1000)) for n in range(60)]
    found = settle(debts, paid, date(2024, 6, 30))
    assert found.total == 0 and found.credits == ()
    assert [(s.payment, s.debt) for s in found.shares] == [(p.id, d.id) for p, d in zip(paid, debts, strict=True)]
    assert tries(debts, paid, appropriation._Walk) <= 3 * 60


def test_a_cost_that_was_met_is_not_given_back_to_money_that_waits() -> None:
    """A cost of 2 January, met that day; money kept since 1 January once grew by it when it was tried again."""
    debts = [
        Debt("债", Decimal(50), Due(FIRST), spent=((FIRST + timedelta(days=1), Decimal(40)),)),
        Debt("后", Decimal(50), Due(FIRST + timedelta(days=9))),
    ]
    paid = [Payment("一", FIRST, Decimal(80)), Payment("二", FIRST + timedelta(days=1), Decimal(50))]
    found = settle(debts, paid, LAST)
    assert min(share.amount for share in found.shares) > 0
    assert sum(share.amount for share in found.shares) + sum(left for _, left in found.credits) == 130
    assert found.total == 140 - sum(share.amount for share in found.shares)
