"""Interest on a bill in recourse (票据追索的利息): from its maturity, at the central bank's rate.

Owns 票据法 70(1)(2) with 票据纠纷规定 21 as a charge on a debt: the lending rate for working capital of the same term.
Convention: where that benchmark ended, on 2019-08-20, one-year LPR of each day, without a mark-up (the wordings that
name the benchmark are read so). The day of maturity counts; for a cheque, which has none, the day of presentment.
"""

from __future__ import annotations

from lexcollect.law.rules.published_interest import PublishedInterest
from lexcollect.law.trace import Citation
from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class BillTerms(PublishedInterest):
    """What a dishonoured bill bears from its maturity.

    ``again``: in further recourse from the day a later holder was paid (票据法 71(1)(2)).
    """

    again: bool = False

    @property
    def cites(self) -> tuple[Citation, ...]:
        """The articles."""
        return (Citation("票据法", "71(1)(2)" if self.again else "70(1)(2)"), Citation("票据纠纷规定", "21"))
