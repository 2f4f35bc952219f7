"""Standing: whether a guarantee still holds for one obligation (保证责任存续).

Owns the shape in which ``deadlines`` hands its answer into ``claims``. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from lexcollect.law.trace import Citation
from lexcollect.records import dataclass
from lexcollect.wording import Text


class Hold(StrEnum):
    """Whether a guarantee still holds (保证责任存续); the values name the sentences that tell the reason."""

    KEPT = "kept"
    OPEN = "open"
    DOUBTFUL = "doubtful"  # only a demand before the due date: claimed, but warned of
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a guarantee stands for one obligation, with the reason; ``kept_on`` is the day of the act that kept it.

    ``last`` is the last day of its period, where one can be counted.
    """

    state: Hold
    reason: Text
    cites: tuple[Citation, ...] = ()
    kept_on: date | None = None
    last: date | None = None

    @property
    def alive(self) -> bool:
        """Whether the guarantor can still be made to pay."""
        return self.state is not Hold.LAPSED


#: Standing per (security id, obligation id).
Standings = Mapping[tuple[str, str], Standing]
