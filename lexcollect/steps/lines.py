"""Lines (步骤): where one step stands for some debts.

Owns the shape only.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from lexcollect.law.trace import Citation
from lexcollect.records import dataclass
from lexcollect.steps.plan import Step
from lexcollect.wording import Text


class Standing(StrEnum):
    """Where a step stands (步骤状态)."""

    DUE = "due"  # 应办
    LATER = "later"  # 未到
    BLOCKED = "blocked"  # 暂缓
    DONE = "done"  # 已办
    SKIPPED = "skipped"  # 不再需要


@dataclass(frozen=True, slots=True)
class Line:
    """One step of some debts: its day (``projected``: from a step not done yet), the sum owed in yuan, and the reasons.

    ``pulled_from`` is the day by the plan where the law does not let it be so late, ``cites`` are its articles;
    ``until`` is when what holds it ends. ``event`` is what was done.
    """

    step: Step
    plan: str
    standing: Standing
    on: date | None
    obligations: tuple[str, ...]
    amount: Decimal
    why: tuple[Text, ...]
    event: Text | None = None
    until: date | None = None
    projected: bool = False
    pulled_from: date | None = None
    cites: tuple[Citation, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.standing in (Standing.DUE, Standing.LATER, Standing.BLOCKED)
