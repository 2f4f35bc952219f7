"""How facts stand, in papers (证明状态): what is unknown is not told, what is disputed is told as what we assert.

Owns the words around a disputed fact, the refusal of a paper that would have to tell what is unknown, and the question
before a weak point is pleaded. Which facts are told at all is ``Material.told``; proof is graded in ``deadlines``.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Proved
from lexcollect.documents.circumstances import disputed
from lexcollect.documents.material import Material, View
from lexcollect.findings import Finding, finding
from lexcollect.wording import pair


def as_it_stands(view: View, fact: Proved, said: str, creditor: str) -> str:
    """Return ``said`` as the fact stands: 原告主张… where the other side disputes it."""
    if not said or not disputed(fact):
        return said
    return view.pen.one("history.disputed", {"债权人": creditor, "内容": said})


def untellable(material: Material) -> Iterator[Finding]:
    """Yield an error for each fact that every paper tells and of which nobody knows whether it is so."""
    case = material.case
    for group in (case.contracts, case.obligations, case.payments, case.securities):
        for fact in group:
            if fact.standing is k.FactStanding.UNKNOWN:
                noun = pair(*type(fact).noun) if type(fact).noun else ""
                yield finding("LX-P115", fact.where, what=noun, id=getattr(fact, "id", "") or "")


def unasked(material: Material) -> Iterator[Finding]:
    """Yield a note for each weak point that is left out because nobody decided to plead it."""
    for fact in material.told.acknowledgements:
        if fact.accepted is False and fact.refusal_told is None and fact.date <= material.as_of:
            yield finding("LX-P116", fact.where, id=fact.id)
