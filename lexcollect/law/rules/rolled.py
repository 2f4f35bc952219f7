"""A loan whose interest was written into a new note (前期利息计入后期借款本金): what of it counts (民间借贷规定 27).

Owns the two tests: the later principal takes earlier interest only as far as its rate stays under four times LPR at the
making of the first contract (27(1)); principal and interest at the end stay under the first principal with interest at
that rate for the whole time (27(2)). Refuses loans made before 2020-08-20: what the transition (31(2)) makes of two
caps in one compounded sum no text says.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lexcollect.law.rates import Rates
from lexcollect.law.rules.lending import CAP_BEGINS, RULES, Cap, four_times_lpr, grown
from lexcollect.law.trace import Citation, LawUnknown, Step
from lexcollect.records import dataclass, field
from lexcollect.wording import text

ARTICLE = (Citation(RULES, "27"),)


@dataclass(frozen=True, slots=True)
class Roll:
    """The first loan and its new note: yuan, days, and the earlier rate in percent a year (none: no interest)."""

    first: Decimal
    made: date
    lent_on: date
    rate: Decimal
    on: date
    note: Decimal
    rates: Rates | None = field(default=None, repr=False, compare=False)

    @property
    def cap(self) -> Cap:
        """Four times the one-year LPR at the making of the first contract."""
        if self.made < CAP_BEGINS:
            raise LawUnknown(text("law_money.loan_rolled_before_cap", made=self.made))
        return four_times_lpr(self.made, rates=self.rates).value

    @property
    def principal(self) -> Decimal:
        """The later principal that is recognised: the note, at most what the first loan came to within the cap."""
        return min(self.note, grown(self.first, min(self.rate, self.cap.rate), self.lent_on, self.on))

    def steps(self, carried: Decimal, ceiling: Decimal) -> tuple[Step, ...]:
        """Return the working: the later principal, and which of the two sums is the lower one."""
        cap = self.cap
        said = text(
            "law_money.step.rolled_principal", note=self.note, principal=self.principal, first=self.first, cap=cap.rate
        )
        key = "rolled_ceiling" if ceiling < carried else "rolled_carried"
        both = text(f"law_money.step.{key}", carried=carried, ceiling=ceiling, first=self.first, cap=cap.rate)
        return (
            Step("lending.compound", said, ARTICLE, result=self.principal),
            Step("lending.compound", both, ARTICLE, result=min(carried, ceiling)),
        )
