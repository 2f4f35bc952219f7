"""Interest at the published rate from a day of its own: of a bill in recourse, of money under a void contract.

Owns what both charges share: they run from a day that is not the first of default, at the lending benchmark to
2019-08-19 and at one-year LPR of each day from then on, without a mark-up. On which articles each rests stands with its
rule.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lexcollect.law.rates import LPR_BEGINS, Rates
from lexcollect.law.rules.debts import Charge
from lexcollect.law.rules.overdue import Mode, loss_rate
from lexcollect.law.rules.parts import Part
from lexcollect.law.trace import LawUnknown
from lexcollect.records import dataclass, field


@dataclass(frozen=True, slots=True)
class PublishedInterest:
    """What a sum bears from ``since``, that day counted, to ``last``; nothing where nobody entered ``since``.

    Called with the first day of default, which moves nothing, it gives the charge
    (:data:`~lexcollect.law.rules.debts.Late`). ``stop`` is the last day that bears anything (企业破产法 46(2));
    ``lenient`` leaves out what no rate is known for.
    """

    last: date
    since: date | None
    stop: date | None = None
    lenient: bool = False
    rates: Rates | None = field(default=None, repr=False, compare=False)

    def __call__(self, breach: date) -> tuple[Charge, ...]:
        """Return the charge; none before its first day."""
        if self.since is None or self.since > self.last:
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
        assert self.since is not None
        if self.since >= LPR_BEGINS:
            return self._on_lpr
        return "split" if self.last >= LPR_BEGINS else "benchmark"

    @property
    def _on_lpr(self) -> Mode:
        """How LPR is taken where it holds for the whole time: that of each day."""
        return "segmented"

    @property
    def on_lpr(self) -> bool:
        """Whether what goes on is LPR of each day."""
        return self.last >= LPR_BEGINS
