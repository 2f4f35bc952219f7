"""Double interest on the items of a judgment: which of them are in the base, and how money collected is used.

Owns the reading of items and the order of what is told; base and order are the law's (迟延履行利息解释 1(3), 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.law.rules.enforcement import CHOICE, IN_BASE, OUTSIDE, collected, double_base
from lexcollect.matter.given import contradictions_refused
from lexcollect.matter.sums.inputs import Inputs
from lexcollect.matter.sums.ruled import Figure, Ruled, double
from lexcollect.records import dataclass
from lexcollect.wording import Text

if TYPE_CHECKING:
    from lexcollect.law.rates import Rates

#: What money collected pays first to last inside the judgment debts (民法典 561): costs, interest, principal.
_COSTS = ("lawyer_fee", "other_costs", "court_fee_to_creditor")
_INTEREST = ("general_interest", "daily_penalty")
_PRINCIPAL = ("fixed_penalty", "damages", "principal")
ZERO = Decimal("0.00")


def items_of(inputs: Inputs, written: Sequence[str]) -> dict[str, Decimal]:
    """Return the items in ``written`` (``KIND=AMOUNT``); an unknown kind is a finding."""
    known = IN_BASE | OUTSIDE | CHOICE
    found: dict[str, Decimal] = {}
    for one in written:
        kind, _, amount = one.replace("＝", "=").partition("=")
        if kind.strip() not in known or not amount:
            inputs.say("LX-A166", "--item", written=one[:60], kinds=sorted(known))
            continue
        found[kind.strip()] = found.get(kind.strip(), ZERO) + inputs.amount(amount, "--item")
    return found


@dataclass(frozen=True)
class Judgment:
    """What a judgment grants, by when, what was paid on it, and what was collected in enforcement."""

    items: Mapping[str, Decimal]
    expires: date
    last: date
    paid: Sequence[tuple[date, Decimal]] = ()
    stays: Sequence[tuple[date, date]] = ()
    with_court_fee: bool = False
    collected: Decimal | None = None
    rates: Rates | None = None

    def answer(self) -> Ruled:
        """Return base and doubled part, the other reading of the court fee in yuan, and the use of what came in."""
        with contradictions_refused():
            base = double_base(self.items, with_court_fee=self.with_court_fee)
        found = self._doubled(base.value)
        doubled = next(value for name, value in found.figures if name == "doubled")
        assert isinstance(doubled, Decimal)
        readings: list[tuple[Text, Decimal, Decimal]] = []
        for other in base.alternatives:
            value = next(v for name, v in self._doubled(other.value).figures if name == "doubled")
            assert isinstance(value, Decimal)
            readings.append((other.reading, value, value - doubled))
        figures: list[tuple[str, Figure]] = [("base", base.value), *found.figures]
        trace = (*base.trace, *found.trace)
        if self.collected is not None:
            used = collected(self._groups(), doubled, self.collected)
            figures += [(f"to_{name}", amount) for name, amount in used.value.used.items()]
            figures += [("to_doubled", used.value.double_paid), ("doubled_left", used.value.double_left)]
            trace = (*trace, *used.trace)
        return Ruled("double", tuple(figures), trace, base.certainty, found.lines, found.rows, tuple(readings))

    def _doubled(self, base: Decimal) -> Ruled:
        return double([(self.expires, base)], self.paid, self.last, stays=self.stays, rates=self.rates)

    def _groups(self) -> list[tuple[str, Decimal]]:
        groups = (("costs", _COSTS), ("interest", _INTEREST), ("principal", _PRINCIPAL))
        return [(name, sum((self.items.get(kind, ZERO) for kind in kinds), ZERO)) for name, kinds in groups]
