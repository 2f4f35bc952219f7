"""The running suit (在审案件): which of the proceedings entered is the pending one, and what papers in it need of it.

Owns the choice. Refuses nothing: a paper that needs a pending suit says what is missing itself.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Filing
from lexcollect.documents.material import Material


def suit(material: Material) -> Filing | None:
    """Return the last suit that is pending before a court on the cut-off day, or nothing."""
    known = [
        f
        for f in material.case.filings
        if f.kind is k.FilingKind.SUIT and f.date <= material.as_of and not _ended(f, material)
    ]
    return max(known, key=lambda f: f.date, default=None)


def _ended(filing: Filing, material: Material) -> bool:
    return filing.outcome is not k.Outcome.PENDING and (filing.ended_on is None or filing.ended_on <= material.as_of)
