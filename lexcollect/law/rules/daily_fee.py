"""Daily fees: a sum owed for each day a thing is kept or used (按日占用费).

Owns their count: first and last day both belong to it. Whether the fee is owed and how high it is, the contract says
(or, for a lease that ended, 民法典 733 and the rent agreed); this only multiplies. Refuses an end before its beginning.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lexcollect.law.conventions import DEFAULTS, Conventions
from lexcollect.law.rules.schedule import Schedule, daily, schedule
from lexcollect.law.trace import Answer, Certainty, Step
from lexcollect.wording import text

_WHOLE = Decimal(1)


def daily_fee(
    per_day: Decimal,
    first: date,
    last: date,
    *,
    ended: bool,
    conventions: Conventions = DEFAULTS,
    item: str = "",
) -> Answer[Schedule]:
    """Return ``per_day`` yuan for each day from ``first`` to ``last``; a fee that ``ended`` always counts its last day.

    While it runs on, ``last`` is a cut-off day and the convention decides whether it counts.
    """
    counted = conventions.but("cutoff", "counted") if ended else conventions
    value = schedule(per_day, daily(_WHOLE), first, last, conventions=counted, item=item)
    said = text("law_money.step.daily_fee", per_day=per_day, first=first, last=last, days=value.days, total=value.total)
    return Answer(value, (Step("money.daily_fee", said, result=value.total),), certainty=Certainty.CONVENTION)
