"""Rolled-over loans in a matter: the new note as the law's rule wants it, and which of its two sums is asked for.

Owns the way from the facts to the two accounts of 民间借贷规定 27: the recognised principal from the new note on at the
new rates, and the first principal at the cap for the whole time. Both take the same payments; the lower one is the
claim, shown as an ordinary loan that can be redone by hand. Refuses payments from before the new note and money handed
over on several days: what was left then is not in the file. Loaded only for a matter with such a loan.
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
from lexcollect.law.rates import Rates
from lexcollect.law.rules.appropriation import Settlement, settle
from lexcollect.law.rules.debts import Debt
from lexcollect.law.rules.lending import CAP_BEGINS
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
    """What became of one rolled-over loan: the facts, and what is owed of it by each of the two accounts, in yuan."""

    roll: Roll
    carried: Decimal
    ceiling: Decimal

    @property
    def capped(self) -> bool:
        """Whether the first principal at the cap gives less, so that it is the claim."""
        return self.ceiling < self.carried


def roll_of(case: Case, obligation: Obligation, as_of: date, rates: Rates | None) -> Roll:
    """Return the first loan and the new note of ``obligation``; what no rule answers is refused by name."""
    said = obligation.rolled
    assert said is not None
    money: Lent = lent(case, obligation, as_of)
    early = [p.date for p in case.payments if p.date < said.date]
    if money.day is None or money.later or money.day >= said.date or early:
        raise Refused([finding("LX-M279", said.where, id=obligation.id, day=said.date)])
    made = said.made or money.day
    if made < CAP_BEGINS:
        raise Refused([finding("LX-M278", said.where, id=obligation.id, made=made)])
    rate = yearly_percent(said.rate, {"making": made}, rates) if said.rate else Decimal(0)
    return Roll(money.amount, made, money.day, rate, said.date, obligation.amount, rates)


def carried(debt: Debt, roll: Roll) -> Debt:
    """Return the loan as its new note: the recognised principal, bearing from the day of the note."""
    assert isinstance(debt.late, LoanTerms)
    terms = replace(debt.late, made=roll.on, lent_on=roll.on, note=None)
    return replace(debt, principal=roll.principal, late=terms, later=())


def capped(debt: Debt, roll: Roll) -> Debt:
    """Return the loan as the second test has it: the first principal at the cap from the first day on."""
    assert isinstance(debt.late, LoanTerms)
    cap = roll.cap.rate
    terms = replace(debt.late, made=roll.made, lent_on=roll.lent_on, term=cap, late=cap, penalty=None, note=None)
    return replace(debt, principal=roll.first, late=terms, later=())


def decided(
    case: Case,
    ledger: Ledger,
    as_of: date,
    rates: Rates | None,
    *,
    conventions: Conventions,
    calendar: Calendar,
    beyond: Beyond,
) -> Ledger:
    """Return ``ledger`` with the lower account of every rolled-over loan."""

    def settled(debts: Sequence[Debt]) -> Settlement:
        return settle(
            debts,
            ledger.payments,
            as_of,
            agreed=ledger.orders,
            conventions=conventions,
            calendar=calendar,
            beyond=beyond,
        )

    debts, found = {debt.id: debt for debt in ledger.debts}, {}
    for o in case.obligations:
        debt = debts[o.id]
        if o.rolled is None or not isinstance(debt.late, LoanTerms):
            continue
        roll = roll_of(case, o, as_of, rates)
        ways = [carried(debt, roll), capped(debt, roll)]
        sums = [settled([way if d.id == o.id else d for d in debts.values()]).balance(o.id).total for way in ways]
        found[o.id] = Rolled(roll, *sums)
        debts[o.id] = ways[found[o.id].capped] if o.bears_penalty else ways[0]
    return replace(ledger, debts=tuple(debts.values()), rolled=found)


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
            cap = f"{one.roll.cap.rate.normalize():f}"
            kept = one.roll.principal
            yield finding("LX-M280", o.rolled.where, id=o.id, note=o.amount, principal=kept, cap=cap)
        if one.capped:
            yield finding("LX-M281", o.rolled.where, id=o.id, carried=one.carried, ceiling=one.ceiling)
