"""Cover: what the head of a package's index says.

Owns parties, cause, who files and how many are on the other side, as the complaint has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.bundle.model import Cover
    from lexcollect.matter.answering import Answered


def cover_of(answered: Answered) -> Cover:
    """Return the cover of the package of a matter."""
    from lexcollect.bundle.model import Cover
    from lexcollect.documents.material import Material
    from lexcollect.documents.views.parties import defendants

    case = answered.matter.case
    sued = defendants(Material(case, answered.matter.claims, {}))
    cause = case.contracts[0].cause
    named = "、".join(p.name for p in case.creditors)
    title = say("cli.bundle.case_title", "zh", plaintiff=named, defendants=[p.name for p in sued], cause=cause)
    return Cover(title, named, len(sued), cause)
