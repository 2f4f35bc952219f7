"""Manner: how a settlement is asked for, the same for a penalty, a loss, a loan and a works price.

Owns the orders, the options, the calendar and the rates that every question "what is owed on that day" goes with, and
which debts are told. Decides nothing: appropriation is ``law.rules.appropriation``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from lexcollect.law.book import Book
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.conventions import DEFAULTS, Conventions
from lexcollect.law.rates import Rates
from lexcollect.law.rules.appropriation import Settlement, settle
from lexcollect.law.rules.debts import STATUTE, Debt, Order, Payment
from lexcollect.law.rules.schedule import Beyond, Until
from lexcollect.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Manner:
    """How a settlement is asked for.

    ``order`` is the appropriation by contract or statute, ``agreed`` the orders of single contracts. ``on`` keeps the
    working and the other readings to these debts (``None``: all); the settlement is always the whole. ``rates`` and
    ``book`` replace what is shipped.
    """

    order: Order = STATUTE
    agreed: Mapping[str, Order] | None = None
    on: Collection[str] | None = None
    conventions: Conventions = DEFAULTS
    calendar: Calendar = field(default_factory=shipped_calendar)
    until: Until = "cutoff"
    beyond: Beyond = "refuse"
    rates: Rates | None = None
    book: Book | None = None

    def tells(self, debt: Debt) -> bool:
        """Tell whether the working speaks of ``debt``."""
        return self.on is None or debt.id in self.on

    def settled(self, debts: Sequence[Debt], payments: Sequence[Payment], last: date) -> Settlement:
        """Return what is left of ``debts`` on ``last``."""
        return settle(
            debts,
            payments,
            last,
            order=self.order,
            agreed=self.agreed,
            conventions=self.conventions,
            calendar=self.calendar,
            until=self.until,
            beyond=self.beyond,
        )
