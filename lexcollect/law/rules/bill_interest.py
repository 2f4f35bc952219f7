"""Interest on a bill in recourse (票据追索的利息): from its maturity, at the central bank's rate.

Owns 票据法 70(1)(2) with 票据纠纷规定 21 as a charge on a debt: the lending rate for working capital of the same term.
Convention: where that benchmark ended, on 2019-08-20, one-year LPR of each day, without a mark-up (the wordings that
name the benchmark are read so). The day of maturity counts; for a cheque, which has none, the day of presentment.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lexcollect.law.rates import LPR_BEGINS, Rates
from lexcollect.law.rules.debts import Charge
from lexcollect.law.rules.overdue import Mode, loss_rate
from lexcollect.law.rules.parts import Part
from lexcollect.law.trace import Citation, LawUnknown
from lexcollect.records import dataclass, field


@dataclass(frozen=True, slots=True)
class BillTerms:
    """What a dishonoured bill bears from ``since``, that day counted, to ``last``.

    Called with the first day of default it gives the charge (:data:`~lexcollect.law.rules.debts.Late`). ``stop`` is the
    last day that bears interest; ``lenient`` leaves out what no rate is known for. ``again``: in further recourse
    ``since`` is the day a later holder was paid (票据法 71(1)(2)).
    """

    last: date
    since: date
    stop: date | None = None
    lenient: bool = False
    rates: Rates | None = field(default=None, repr=False, compare=False)
    again: bool = False

    def __call__(self, breach: date) -> tuple[Charge, ...]:
        """Return the charge; none before maturity."""
        if self.since > self.last:
            return ()
        try:
            rate = loss_rate(self.since, self.last, self.mode, Decimal(1), rates=self.rates)
        except LawUnknown:
            if self.lenient:
                return ()
            raise
        return (Charge(Part.INTEREST, rate, self.since, self.stop),)

    @property
    def mode(self) -> Mode:
        """Where the rate changes: the benchmark to 2019-08-19, LPR of each day from then on."""
        if self.since >= LPR_BEGINS:
            return "segmented"
        return "split" if self.last >= LPR_BEGINS else "benchmark"

    @property
    def on_lpr(self) -> bool:
        """Whether what goes on is LPR of each day."""
        return self.last >= LPR_BEGINS

    @property
    def cites(self) -> tuple[Citation, ...]:
        """The articles."""
        return (Citation("票据法", "71(1)(2)" if self.again else "70(1)(2)"), Citation("票据纠纷规定", "21"))
