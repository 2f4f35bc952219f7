"""Proof: the proof matrix of a matter as it stands on a day (证明矩阵).

Owns the join of answers and catalogue that the matrix asks for, and what a run says of the gaps as a whole. What bears
what is the business of ``burden``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Where, finding
from lexcollect.layout import CATALOGUE

if TYPE_CHECKING:
    from lexcollect.burden import Row
    from lexcollect.matter.answering import Answered


def proof_of(answered: Answered) -> tuple[Row, ...]:
    """Return the elements of the claims of ``answered`` with what bears them and the gaps in it."""
    from lexcollect.burden import matrix
    from lexcollect.matter.exhibits import exhibits_of

    case, claims = answered.matter.asked
    return matrix(case, claims, answered.agenda, exhibits_of(answered.catalogue, {}))


def gap_findings(answered: Answered, rows: Sequence[Row]) -> tuple[Finding, ...]:
    """Return what is to be said of the gaps together: how many the claim hangs on, how many make it weak."""
    from lexcollect.burden import Gravity, gaps_of

    gaps = [gap for _, gap in gaps_of(rows)]
    deciding, weak = (sum(gap.gravity is kind for gap in gaps) for kind in (Gravity.DECIDES, Gravity.WEAK))
    found = []
    if answered.catalogue is None:
        found.append(finding("LX-E102", Where(CATALOGUE)))
    if deciding:
        found.append(finding("LX-E100", count=deciding))
    if weak:
        found.append(finding("LX-E101", count=weak))
    return tuple(found)
