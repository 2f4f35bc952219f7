"""A penalty in one sum beside a loan (借款的一次性违约金): what the cap leaves of it.

Owns the room that the cap of a loan leaves beside what runs on it. Computes no interest: lines are the account's.

Says: late interest, penalty and other charges may be asked for together, in all no more than four times the one-year
LPR of the making of the contract (民间借贷规定 29). A fixed sum is held against what the cap comes to in yuan, day by
day on the same principal, less what runs already.
Doubtful: whether the cap is counted over the delay alone, of which the article speaks (taken, the safe reading), or
over the whole time of the loan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from lexcollect.cn.amounts import FEN
from lexcollect.law.rules.lending import protected_rate
from lexcollect.law.rules.loans import LoanTerms
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import ZERO, Line

#: A rate that no cap lets pass: asked for it, the law answers with the cap itself.
_ABOVE_ANY = Decimal(1000)
_YEAR = 365


class Room(NamedTuple):
    """What the cap comes to and what runs under it, in yuan: over the delay, and over the whole time of the loan."""

    late_cap: Decimal = ZERO
    late_borne: Decimal = ZERO
    whole_cap: Decimal = ZERO
    whole_borne: Decimal = ZERO

    @property
    def late(self) -> Decimal:
        """What the cap leaves over the delay."""
        return max(self.late_cap - self.late_borne, ZERO)

    @property
    def whole(self) -> Decimal:
        """What the cap leaves over the whole time of the loan."""
        return max(self.whole_cap - self.whole_borne, ZERO)


def room_of(lines: Iterable[Line], loans: Mapping[str, tuple[LoanTerms, date]]) -> Room:
    """Return the room beside the ``lines`` of ``loans``: what each bears, and its first day of default."""
    found = Room()
    for line in lines:
        if line.item not in loans:
            continue
        terms, breach = loans[line.item]
        cap = _capped(line, terms) if line.kind is Part.INTEREST else ZERO  # the days of a penalty are the same days
        late = line.first >= breach
        found = Room(
            found.late_cap + (cap if late else ZERO),
            found.late_borne + (line.amount if late else ZERO),
            found.whole_cap + cap,
            found.whole_borne + line.amount,
        )
    return found


def _capped(line: Line, terms: LoanTerms) -> Decimal:
    """Return what the base of a line would bear at the cap over its days."""
    rates = protected_rate(
        _ABOVE_ANY,
        terms.made,
        line.first,
        filed=terms.filed,
        reference=terms.reference,
        rates=terms.rates,
        book=terms.book,
    ).value[0]
    exact, day = Decimal(0), line.first
    while day <= line.last:
        later = [start for start in rates.starts if start > day.toordinal()]
        end = min(date.fromordinal(later[0]) - timedelta(days=1), line.last) if later else line.last
        exact += line.base * rates.at(day) * ((end - day).days + 1) / 100 / _YEAR
        day = end + timedelta(days=1)
    return exact.quantize(FEN, ROUND_HALF_UP)
