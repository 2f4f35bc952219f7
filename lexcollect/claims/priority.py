"""Priority of a works price (建设工程价款优先受偿权): the shape in which ``deadlines`` hands it into ``claims``.

Decides nothing. Interest, penalty, damages and costs never have it (建设工程解释一 40(2)).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lexcollect.findings import NOWHERE, Where
from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class Priority:
    """What of a works price has priority on the as-of day.

    ``asked``: the person in charge chose to ask for it, chose not to, or did not say (``None``). ``obligations`` are
    those in time and ``amount`` what is left on them, in yuan; ``lapsed`` those that are not, with their last days.
    ``last_day`` is the nearest last day of those in time. ``entitled``: the creditor contracted with the employer.
    ``contract`` is the works contract it is about.
    """

    project: str
    asked: bool | None
    entitled: bool
    obligations: tuple[str, ...] = ()
    amount: Decimal = Decimal("0.00")
    lapsed: tuple[tuple[str, date], ...] = ()
    last_day: date | None = None
    where: Where = NOWHERE
    contract: str = ""
