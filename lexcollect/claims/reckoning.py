"""Reckoning: what every debt of one account is counted with.

Owns the day, the last day that bears anything, the rates, and what becomes of a day without a known rate. Computes
nothing: which rule a debt takes, ``claims.ledger`` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from lexcollect.casefile.models import Case, Contract, Obligation
from lexcollect.law.rates import Rates
from lexcollect.law.rules.schedule import Beyond
from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The account of ``case`` as of a day.

    ``stopped`` is the last day that bears interest or penalty (企业破产法 46(2)); ``rates`` are those in use, else the
    shipped ones; ``beyond`` says what becomes of days for which no rate is known; ``secured`` how far
    each debt is secured.
    """

    case: Case
    as_of: date
    stopped: date | None
    rates: Rates | None
    beyond: Beyond
    secured: Mapping[str, Decimal]

    @property
    def lenient(self) -> bool:
        """Whether what no rate is known for is left out: an account for dates alone."""
        return self.beyond == "stop"

    def contract_of(self, obligation: Obligation) -> Contract:
        """Return the contract that ``obligation`` stands under."""
        return self.case.contract(obligation.contract)
