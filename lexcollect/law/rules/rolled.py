"""A loan whose interest was written into a new note (前期利息计入后期借款本金): what of it counts (民间借贷规定 27).

Owns the two tests: the later principal takes earlier interest only as far as its rate stays under four times LPR at the
making of the first contract (27(1)); principal and interest at the end stay under the first principal with interest at
that rate for the whole time (27(2)). Of a first loan made before 2020-08-20 the interest to 2020-08-19 stands under the
cap of then, and what runs from that day on under four times LPR at the day of suit (31(2), 旧版 28). What a payment
before the note leaves is counted by who asks.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lexcollect.law.rates import Rates
from lexcollect.law.rules.lending import CAP_BEGINS, RULES, Cap, grown, protected_rate
from lexcollect.law.trace import Citation, Step
from lexcollect.records import dataclass, field
from lexcollect.wording import text

ARTICLE = (Citation(RULES, "27"),)
#: What a first loan from before the present caps rests on beside it.
TRANSITION = (Citation(RULES, "31(2)"), Citation("民间借贷规定(2015)", "28"))
#: A rate no cap reaches: asked for, it comes back as the caps themselves.
_ANY = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Roll:
    """The first loan and its new note: yuan, days, and the earlier rate in percent a year (none: no interest).

    ``owed`` is what the first loan came to on the day of the note within the caps, where there were payments, several
    payouts or two caps; else one payout bore to that day. ``paid`` came before the note. ``filed`` is the day of suit.
    """

    first: Decimal
    made: date
    lent_on: date
    rate: Decimal
    on: date
    note: Decimal
    rates: Rates | None = field(default=None, repr=False, compare=False)
    filed: date | None = None
    owed: Decimal | None = None
    paid: Decimal = Decimal("0.00")

    @property
    def caps(self) -> tuple[Cap, ...]:
        """Four times the one-year LPR at the making of the first contract; of an older one the two caps in turn."""
        return protected_rate(_ANY, self.made, self.lent_on, filed=self.filed, rates=self.rates).value[1]

    @property
    def cap(self) -> Cap:
        """The last cap: of a loan from 2020-08-20 on the only one."""
        return self.caps[-1]

    @property
    def before(self) -> bool:
        """Tell whether the first loan was made before the present caps (31(2))."""
        return self.made < CAP_BEGINS

    @property
    def principal(self) -> Decimal:
        """The later principal that is recognised: the note, at most what the first loan came to within the cap."""
        if self.owed is not None:
            return min(self.note, self.owed)
        return min(self.note, grown(self.first, min(self.rate, self.cap.rate), self.lent_on, self.on))

    @property
    def capped_at(self) -> Decimal | str:
        """The cap in percent a year; two of them as 24/15.4."""
        rates = [cap.rate for cap in self.caps]
        return rates[0] if len(rates) == 1 else "/".join(f"{rate.normalize():f}" for rate in rates)

    def steps(self, carried: Decimal, ceiling: Decimal) -> tuple[Step, ...]:
        """Return the working: the later principal, and which of the two sums is the lower one."""
        cap, cites = self.capped_at, (*ARTICLE, *TRANSITION) if self.before else ARTICLE
        said = text(
            "law_money.step.rolled_principal", note=self.note, principal=self.principal, first=self.first, cap=cap
        )
        key = "rolled_ceiling" if ceiling < carried else "rolled_carried"
        both = text(f"law_money.step.{key}", carried=carried, ceiling=ceiling, first=self.first, cap=cap)
        return (
            Step("lending.compound", said, cites, result=self.principal),
            Step("lending.compound", both, cites, result=min(carried, ceiling)),
        )
