"""How much of one price or rent is due and unpaid: what some grounds of termination ask for (欠付的程度).

Owns the two measures the law names: a fifth of the price of an instalment sale (民法典 634, 买卖合同解释 27), two
instalments or fifteen per cent of the rent of a finance lease (融资租赁解释 5(2)). Whether a demand was made in time is
told elsewhere.
"""

from __future__ import annotations

from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.causes import cause_of
from lexcollect.causes.cause import LatenessRule
from lexcollect.claims.standards import nature_of
from lexcollect.documents.material import Material
from lexcollect.records import dataclass

ZERO = Decimal("0.00")
#: 买卖合同解释 27(1): at least three payments; 民法典 634(1): a fifth of the price.
_LEAST_PARTS, _FIFTH = 3, Decimal("0.2")
#: 融资租赁解释 5(2): two instalments, or fifteen per cent of all rent.
_TWO, _SHARE = 2, Decimal("0.15")


@dataclass(frozen=True, slots=True)
class Size:
    """Of one contract: how many instalments are due and unpaid, how much in yuan, of which whole and in how many parts.

    Of a debt that cannot be told (no day, no amount) nothing is counted.
    """

    overdue: int
    unpaid: Decimal
    whole: Decimal
    parts: int

    @property
    def a_fifth(self) -> bool:
        """Whether an instalment sale may be called in or terminated (民法典 634(1))."""
        return self.parts >= _LEAST_PARTS and self.unpaid >= self.whole * _FIFTH

    @property
    def of_a_finance_lease(self) -> bool:
        """Whether two instalments or fifteen per cent of the rent are unpaid (融资租赁解释 5(2))."""
        return self.overdue >= _TWO or self.unpaid >= self.whole * _SHARE


def size_of(material: Material) -> Size:
    """Return how much is due and unpaid under the contract of ``material`` on its day."""
    own = [o for o in material.own if not o.due.open]
    late = [o for o in own if o.principal and o.due.agreed < material.as_of]
    mine = {o.id for o in material.case.obligations}
    later = [amount for id, amount, _ in material.later if id not in mine]
    return Size(
        len(late),
        sum((o.principal for o in late), ZERO),
        sum((o.amount for o in own), ZERO) + sum(later, ZERO),
        len(own) + len(later),
    )


def instalment_sale(material: Material) -> bool:
    """Tell whether one price is paid in instalments (分期付款买卖)."""
    contract = material.contract
    cause = cause_of(contract.cause)
    lateness = cause.lateness if cause else None
    if lateness is None or lateness.rule is not LatenessRule.SALE or lateness.by_reference:
        return False
    mine = [o for o in material.case.obligations if o.contract == contract.id and not o.asked_as]
    return bool(mine) and all((o.nature or nature_of(contract)) is k.DebtNature.INSTALMENTS for o in mine)
