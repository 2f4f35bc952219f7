"""Rolled-over loans in a matter: the new note as the law's rule wants it, and which of its two sums is asked for.

Owns the way from the facts to the two accounts of 民间借贷规定 27: the recognised principal from the new note on at the
new rates, and the first principal at the cap for the whole time. Both take the same payments; the lower one is the
claim, shown as an ordinary loan that can be redone by hand. Payments from before the new note are counted into the sum
of that day, and taken by the first account alone; where they could also be meant for another debt they are refused.
Loaded only for a matter with such a loan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lexcollect.casefile.models import Case, Obligation
from lexcollect.claims.loans import Lent, lent, yearly_percent
from lexcollect.findings import Finding, Refused, finding
from lexcollect.law.calendar import Calendar
from lexcollect.law.conventions import Conventions
from lexcollect.law.options import Cutoff
from lexcollect.law.rules.appropriation import Settlement, settle
from lexcollect.law.rules.debts import ONE_DAY, Debt, Due, Payment
from lexcollect.law.rules.loans import LoanTerms
from lexcollect.law.rules.rolled import Roll
from lexcollect.law.rules.schedule import Beyond
from lexcollect.law.trace import Answer
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.claims.account import Account
    from lexcollect.claims.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Rolled:
    """What became of one rolled-over loan: the facts, and what is owed of it by each of the two accounts, in yuan.

    ``early`` are the payments from before the note.
    """

    roll: Roll
    carried: Decimal
    ceiling: Decimal
    early: tuple[str, ...] = ()

    @property
    def capped(self) -> bool:
        """Whether the first principal at the cap gives less, so that it is the claim."""
        return self.ceiling < self.carried


@dataclass(frozen=True, slots=True)
class _Means:
    """What the accounts of one loan are counted with."""

    conventions: Conventions
    calendar: Calendar
    beyond: Beyond


def check(case: Case, obligation: Obligation, as_of: date) -> Lent:
    """Return the money of the first loan; what no rule answers is refused by name.

    The money is there and came before the note; payments from before the note can be meant for no other debt.
    """
    said = obligation.rolled
    assert said is not None
    money: Lent = lent(case, obligation, as_of)
    days = [day for day in (money.day, *(day for day, _ in money.later)) if day is not None]
    early = [p for p in case.payments if p.date < said.date]
    alone = len(case.obligations) == 1 or all(p.designated_for == obligation.id for p in early)
    if not days or max(days) >= said.date or not alone:
        raise Refused([finding("LX-M279", said.where, id=obligation.id, day=said.date)])
    return money


def _early(ledger: Ledger, obligation: Obligation) -> tuple[Payment, ...]:
    """Return the payments on ``obligation`` from before its note."""
    assert obligation.rolled is not None
    on = obligation.rolled.date
    return tuple(p for p in ledger.payments if p.day < on and p.debt in ("", obligation.id))


def _roll(case: Case, obligation: Obligation, debt: Debt, early: Sequence[Payment], as_of: date, means: _Means) -> Roll:
    """Return the first loan and the new note of ``obligation``, with what was owed on the day of the note."""
    said, terms = obligation.rolled, debt.late
    assert said is not None and isinstance(terms, LoanTerms)
    money = check(case, obligation, as_of)
    assert money.day is not None
    made, rates = said.made or money.day, terms.rates
    rate = yearly_percent(said.rate, {"making": made}, rates) if said.rate else Decimal(0)
    roll = Roll(money.amount, made, money.day, rate, said.date, obligation.amount, rates, terms.filed)
    if not early and not money.later and not roll.before:
        return roll
    bears = replace(terms, made=made, lent_on=money.day, term=rate, late=None, penalty=None, note=None)
    first = money.amount - sum((amount for _, amount in money.later), Decimal(0))
    whole = replace(debt, principal=money.amount, due=Due(said.date, "day", "keep"), late=bears, later=money.later)
    assert first > 0
    left = settle(
        [whole],
        early,
        said.date - ONE_DAY,
        conventions=replace(means.conventions, cutoff=Cutoff.COUNTED),
        calendar=means.calendar,
        beyond=means.beyond,
    )
    if left.credits:
        raise Refused([finding("LX-M279", said.where, id=obligation.id, day=said.date)])
    paid = sum((p.amount for p in early), Decimal("0.00"))
    return replace(roll, owed=left.balance(obligation.id).total, paid=paid)


def carried(debt: Debt, roll: Roll) -> Debt:
    """Return the loan as its new note: the recognised principal, bearing from the day of the note."""
    assert isinstance(debt.late, LoanTerms)
    terms = replace(debt.late, made=roll.on, lent_on=roll.on, note=None)
    return replace(debt, principal=roll.principal, late=terms, later=())


def capped(debt: Debt, roll: Roll) -> Debt:
    """Return the loan as the second test has it: the first principal at the cap from the first day on."""
    assert isinstance(debt.late, LoanTerms)
    cap = max(each.rate for each in roll.caps)  # the terms themselves keep each stretch of an older loan to its cap
    terms = replace(debt.late, made=roll.made, lent_on=roll.lent_on, term=cap, late=cap, penalty=None, note=None)
    return replace(debt, principal=roll.first, late=terms)


def decided(
    case: Case,
    ledger: Ledger,
    as_of: date,
    *,
    conventions: Conventions,
    calendar: Calendar,
    beyond: Beyond,
) -> Ledger:
    """Return ``ledger`` with the lower account of every rolled-over loan."""
    means = _Means(conventions, calendar, beyond)

    def settled(debts: Sequence[Debt], payments: Sequence[Payment]) -> Settlement:
        return settle(
            debts, payments, as_of, agreed=ledger.orders, conventions=conventions, calendar=calendar, beyond=beyond
        )

    debts, found, payments = {debt.id: debt for debt in ledger.debts}, {}, ledger.payments
    for o in case.obligations:
        debt = debts[o.id]
        if o.rolled is None or not isinstance(debt.late, LoanTerms):
            continue
        early = _early(ledger, o)
        roll = _roll(case, o, debt, early, as_of, means)
        rest = tuple(p for p in payments if p not in early)
        ways = [(carried(debt, roll), rest), (capped(debt, roll), payments)]
        sums = [
            settled([way if d.id == o.id else d for d in debts.values()], paid).balance(o.id).total
            for way, paid in ways
        ]
        found[o.id] = Rolled(roll, sums[0], sums[1], tuple(p.id for p in early))
        debts[o.id], payments = ways[found[o.id].capped] if o.bears else ways[0]
    return replace(ledger, debts=tuple(debts.values()), payments=payments, rolled=found)


def with_steps(answer: Answer[Any], account: Account, ids: tuple[str, ...]) -> Answer[Any]:
    """Return ``answer`` with the working of the two tests before it."""
    steps = [
        step
        for id, one in account.ledger.rolled.items()
        if not ids or id in ids
        for step in one.roll.steps(one.carried, one.ceiling)
    ]
    return replace(answer, trace=(*steps, *answer.trace))


def remarks(case: Case, account: Account) -> Iterator[Finding]:
    """Yield what of a new note is no principal, and where the second test gives the lower sum."""
    for o in case.obligations:
        one = account.ledger.rolled.get(o.id)
        if one is None or o.rolled is None:
            continue
        if one.roll.principal < o.amount:
            cap = one.roll.capped_at
            cap = cap if isinstance(cap, str) else f"{cap.normalize():f}"
            kept = one.roll.principal
            yield finding("LX-M280", o.rolled.where, id=o.id, note=o.amount, principal=kept, cap=cap)
        if one.early and not one.capped:
            yield finding("LX-M327", o.rolled.where, id=o.id, day=one.roll.on, paid=one.roll.paid, owed=one.roll.owed)
        if one.roll.before:
            yield finding("LX-M328", o.rolled.where, id=o.id, made=one.roll.made, cap=one.roll.capped_at)
        if one.capped:
            yield finding("LX-M281", o.rolled.where, id=o.id, carried=one.carried, ceiling=one.ceiling)
