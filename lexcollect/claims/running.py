"""Running fees: sums owed for each day a thing is kept (按日占用费).

Owns their amount on the as-of day. First and last day are both counted; without a last day the fee runs on
until the thing it is owed for was given back.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from lexcollect.casefile.models import Case, RunningFee
from lexcollect.law.conventions import Conventions
from lexcollect.law.rules.daily_fee import daily_fee
from lexcollect.law.rules.schedule import Schedule
from lexcollect.law.trace import Answer
from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class RunningAmount:
    """One fee: yuan per day, first and last day counted, days, amount; ``open`` when it still runs."""

    id: str
    contract: str
    title: str
    per_day: Decimal
    first: date
    last: date
    open: bool
    clause: str
    evidence: tuple[str, ...]
    answer: Answer[Schedule]

    @property
    def days(self) -> int:
        """The days counted."""
        return self.answer.value.days

    @property
    def amount(self) -> Decimal:
        """What they come to, in yuan."""
        return self.answer.value.total


def running_amounts(case: Case, as_of: date, conventions: Conventions) -> tuple[RunningAmount, ...]:
    """Return what each fee amounts to on ``as_of``; fees that begin later, or after the return, are left out."""
    back = {thing.id: thing.returned_on for thing in case.leased_things}
    ends = ((fee, fee.last or back.get(fee.thing)) for fee in case.running_fees if fee.first <= as_of)
    counted = ((fee, end) for fee, end in ends if end is None or end >= fee.first)
    return tuple(_amount(fee, _titled(case, fee), end, as_of, conventions) for fee, end in counted)


def _titled(case: Case, fee: RunningFee) -> str:
    """Return the title of a fee; of several called alike each also names its thing (SMP-0001占用费)."""
    alike = [other for other in case.running_fees if other.title == fee.title]
    thing = next((thing for thing in case.leased_things if thing.id == fee.thing), None)
    if thing is None or len(alike) < 2:
        return fee.title
    return f"{thing.number or thing.name}{fee.title}"


def _amount(fee: RunningFee, title: str, end: date | None, as_of: date, conventions: Conventions) -> RunningAmount:
    ended = end is not None and end <= as_of
    last = end if end is not None and ended else as_of
    rate = daily_rate(fee)
    answer = daily_fee(rate, fee.first, last, ended=ended, conventions=conventions, item=fee.id)
    return RunningAmount(
        fee.id, fee.contract, title, rate, fee.first, last, not ended, fee.clause, fee.evidence, answer
    )


def daily_rate(fee: RunningFee) -> Decimal:
    """Return what a day costs in yuan: as agreed, or the part of the monthly rent that the contract counts by."""
    if fee.per_day is not None:
        return fee.per_day
    assert fee.per_month is not None and fee.month_days  # the loader refuses fees without a measure
    return (fee.per_month / fee.month_days).quantize(Decimal("0.01"), ROUND_HALF_UP)
