"""Interest paid willingly under the former lending rules (自愿支付的利息): what of it stays paid.

Owns the reading by which interest between 24 and 36 % a year that the borrower paid before 2020-08-20 is no payment on
the principal: the former rules gave it no protection and did not have it returned (民间借贷规定(2015旧版) 26, 31). What
was paid above 36 %, where the agreement is void, counts for the principal in every reading. Which one holds is for the
caller: this one asks for more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from lexcollect.cn.amounts import FEN
from lexcollect.law.book import Book, shipped_book
from lexcollect.law.rules.appropriation import Settlement
from lexcollect.law.rules.debts import Payment
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import ZERO, Line
from lexcollect.law.trace import Citation

#: Gives the account to a day, the payment of that day not yet applied.
Until = Callable[[Sequence[Payment], date], Settlement]


def void_above(made: date, book: Book | None = None) -> tuple[Decimal, tuple[Citation, ...]]:
    """Return the rate in percent a year above which a former agreement on interest is void, with its article."""
    value = (book or shipped_book()).at("money.lending_cap_old", made)
    return Decimal(str(value.value[1])), value.cite


def without_kept(
    payments: Sequence[Payment],
    before: date,
    agreed: Callable[[Line], Decimal],
    void: Decimal,
    until: Until,
) -> tuple[Payment, ...]:
    """Return ``payments`` without what stays paid of them as interest above the protected rate.

    ``before`` is the first day of the present rules. ``agreed`` gives the rate that was agreed for a line, in percent a
    year; ``until`` the account of the one loan. A payment first meets the protected interest, then what was agreed up
    to ``void``, then the principal; what both called principal is never interest.
    """
    kept, found = ZERO, list[Payment]()
    for payment in sorted(payments, key=lambda p: p.day):
        took = ZERO
        if payment.day < before and payment.part is not Part.PRINCIPAL:
            account = until(found, payment.day)
            owed = sum((b.interest + b.penalty + b.costs for b in account.balances), ZERO)
            took = max(min(payment.amount - owed, _agreed_above(account, agreed, void) - kept), ZERO)
            kept += took
        if payment.amount > took:
            found.append(replace(payment, amount=payment.amount - took) if took else payment)
    return tuple(found)


def _agreed_above(account: Settlement, agreed: Callable[[Line], Decimal], void: Decimal) -> Decimal:
    """Return what was agreed above the protected interest so far, up to the void rate; in yuan."""
    total = ZERO
    for line in account.lines:
        if line.kind is Part.INTEREST and line.rate:
            above = max(min(agreed(line), void) - line.rate, ZERO)
            total += (line.exact * above / line.rate).quantize(FEN, ROUND_HALF_UP)
    return total
