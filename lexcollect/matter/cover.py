"""Cover: what the head of a package's index says.

Owns parties, cause, who files and how many are on the other side, as the complaint has them, after
judgment as the title has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.bundle.model import Cover
    from lexcollect.casefile.models import Case, Party
    from lexcollect.claims.claim import Claims
    from lexcollect.matter.answering import Answered


def cover_of(answered: Answered) -> Cover:
    """Return the cover of the package of a matter."""
    from lexcollect.bundle.model import Cover
    from lexcollect.documents.material import Material
    from lexcollect.documents.views.parties import defendants

    case = answered.matter.case
    claims = answered.matter.claims
    sued = _bound(case, claims) or defendants(Material(case, claims, {}))
    cause = case.contracts[0].cause
    named = "、".join(p.name for p in case.creditors)
    key = "cli.bundle.case_title_enforcement" if claims.titles else "cli.bundle.case_title"
    title = say(key, "zh", plaintiff=named, defendants=[p.name for p in sued], cause=cause)
    return Cover(title, named, len(sued), cause, enforcement=bool(claims.titles))


def _bound(case: Case, claims: Claims) -> list[Party]:
    """Return whom the titles bind, in the order of the case file: they are the persons executed."""
    against = {id for title in claims.titles for id in title.against}
    return [p for p in case.parties if p.id in against]
