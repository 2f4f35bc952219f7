"""Interest on a works price (欠付工程价款的利息): at what rate, from which day.

Owns 建设工程解释一 26 and 27 as a charge on a debt. Refuses no reading in silence: that the day the price is payable
counts itself is shown beside.

Says: an agreed rate goes; without one the lending rate of the same class, from 2019-08-20 LPR of each day, no mark-up
(26). Interest begins on the day the price is payable (27(1)); where no day is agreed that is the day of handover, of
the settlement papers, of the suit (27(2)), and it counts.
Convention: an agreed term lasts to the end of its last day, so its interest begins on the day after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from lexcollect.law.calendar import Calendar
from lexcollect.law.conventions import Conventions
from lexcollect.law.rates import LPR_BEGINS, Rates
from lexcollect.law.rules.appropriation import Settlement
from lexcollect.law.rules.debts import ONE_DAY, Charge, Debt, Payment
from lexcollect.law.rules.loans import owed_with_loans
from lexcollect.law.rules.manner import Manner
from lexcollect.law.rules.overdue import Mode, loss_rate
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.phrases import Phrase, rate_of
from lexcollect.law.rules.schedule import ZERO, RateLine
from lexcollect.law.trace import Alternative, Answer, Citation, LawUnknown, Step
from lexcollect.records import dataclass, field
from lexcollect.wording import text

RATE_STEP = "works.rate"
_CITES = (Citation("建设工程解释一", "26"), Citation("建设工程解释一", "27"))


@dataclass(frozen=True, slots=True)
class WorksTerms:
    """What an unpaid works price bears: an ``agreed`` rate, else LPR of each day.

    A rate on a published one may hang on the day of suit (``filed``) or of the contract (``made``).

    Called with the first day of default it gives the charge (:data:`~lexcollect.law.rules.debts.Late`). ``payable`` is
    the day on which the law lets the price fall due: it counts itself. ``counted``: the reading that an agreed due day
    counts too. ``stop`` is the last day that bears interest; ``lenient`` leaves out what no rate is known for.
    """

    last: date
    agreed: Phrase | None = None
    filed: date | None = None
    made: date | None = None
    payable: date | None = None
    counted: bool = False
    stop: date | None = None
    lenient: bool = False
    rates: Rates | None = field(default=None, repr=False, compare=False)

    def __call__(self, breach: date) -> tuple[Charge, ...]:
        """Return the charge of a delay that begins on ``breach``."""
        first = self.first(breach)
        if first > self.last:
            return ()
        try:
            return (Charge(Part.INTEREST, self.rate(first), first, self.stop),)
        except LawUnknown:
            if self.lenient:
                return ()
            raise

    def first(self, breach: date) -> date:
        """Return the first day that bears interest."""
        if self.payable is not None:
            return self.payable
        return breach - ONE_DAY if self.counted else breach

    def rate(self, first: date) -> RateLine:
        """Return the rate of each day from ``first``."""
        if self.agreed is not None:
            return rate_of(self.agreed, first, self.last, filed=self.filed, made=self.made, rates=self.rates)
        return loss_rate(first, self.last, self.reading(first), Decimal(1), rates=self.rates)

    def reading(self, first: date) -> Mode:
        """Return where the rate changes: the benchmark to 2019-08-19, LPR of each day from then on."""
        if first >= LPR_BEGINS:
            return "segmented"
        return "split" if self.last >= LPR_BEGINS else "benchmark"

    @property
    def cites(self) -> tuple[Citation, ...]:
        """The articles."""
        return _CITES


def owed_with_works(
    debts: Sequence[Debt], payments: Sequence[Payment], last: date, manner: Manner | None = None
) -> Answer[Settlement]:
    """Return what is owed on ``last``, works prices (:class:`WorksTerms`) among the debts.

    Beside what :func:`~lexcollect.law.rules.loans.owed_with_loans` says: rate and first day of each works price
    that is told, and what it comes to when an agreed due day counts itself (value: the interest in yuan).
    """
    manner = manner or Manner()
    answer = owed_with_loans(debts, payments, last, manner)
    counted = {line.item for line in answer.value.lines if line.days}  # what was paid in time bears nothing
    told = [d for d in debts if isinstance(d.late, WorksTerms) and d.id in counted and manner.tells(d)]
    steps = [_rate_step(debt, manner.calendar, manner.conventions) for debt in told]
    open_ = {debt.id for debt in told if isinstance(debt.late, WorksTerms) and debt.late.payable is None}
    if not open_:
        return replace(answer, trace=(*steps, *answer.trace))
    other = manner.settled([_counted(debt) if debt.id in open_ else debt for debt in debts], payments, last)
    value = sum((other.balance(debt.id).interest for debt in told), ZERO)
    if value == sum((answer.value.balance(debt.id).interest for debt in told), ZERO):
        return replace(answer, trace=(*steps, *answer.trace))
    reading = Alternative(text("law_money.works_due_day_counted"), value, _CITES[1:])
    return replace(answer, trace=(*steps, *answer.trace), alternatives=(*answer.alternatives, reading))


def _counted(debt: Debt) -> Debt:
    assert isinstance(debt.late, WorksTerms)
    return replace(debt, late=replace(debt.late, counted=True))


def _rate_step(debt: Debt, calendar: Calendar, conventions: Conventions) -> Step:
    terms = debt.late
    assert isinstance(terms, WorksTerms) and debt.due is not None
    first = terms.first(debt.due.last_day(calendar, conventions) + ONE_DAY)
    key = "agreed" if terms.agreed else terms.reading(first)
    said = text(f"law_money.step.works_{key}", debt=debt.id, first=first)
    return Step(RATE_STEP, said, terms.cites, result=first)
