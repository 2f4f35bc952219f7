"""How facts stand, in papers (证明状态): what is unknown is not told, what is disputed is told as what we assert.

Owns the words around a disputed fact, and the refusal of a paper that would have to tell what is unknown. Which
facts are told at all is ``Material.told``; proof is graded in ``deadlines``, weak points are in ``weak_points``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Proved
from lexcollect.documents.circumstances import disputed
from lexcollect.documents.material import Material, View
from lexcollect.findings import Finding, finding
from lexcollect.wording import pair


def as_it_stands(view: View, fact: Proved, said: str, creditor: str) -> str:
    """Return a whole sentence as its fact stands: 原告主张… where the other side disputes it."""
    if not said or not disputed(fact):
        return said
    return view.pen.one("history.disputed", {"债权人": creditor, "内容": said})


def asserted(view: View, fact: Proved, creditor: str) -> str:
    """Return the words （原告主张） behind a disputed fact that is told within a sentence or after its day."""
    return view.pen.one("history.asserted", {"债权人": creditor}) if disputed(fact) else ""


def untellable(material: Material) -> Iterator[Finding]:
    """Yield an error for each fact that every paper tells and of which nobody knows whether it is so."""
    case = material.case
    for group in (case.contracts, case.obligations, case.payments, case.securities):
        for fact in group:
            if fact.standing is k.FactStanding.UNKNOWN:
                noun = pair(*type(fact).noun) if type(fact).noun else ""
                yield finding("LX-P115", fact.where, what=noun, id=getattr(fact, "id", "") or "")


def resting_on_unknown(material: Material) -> Iterator[Finding]:
    """Yield an error for each debt whose due day counts from a delivery or step of which nobody knows."""
    case = material.case
    for account in material.claims.account.obligations:
        start = account.due.start
        mine = [(d.date, d) for d in case.deliveries_of(account.id)]
        steps = [(s.date, s) for s in case.milestones if s.obligation == account.id or s.contract == account.contract]
        facts: list[tuple[date, Proved]] = [*mine, *steps]
        for day, fact in facts:
            if day == start and fact.standing is k.FactStanding.UNKNOWN:
                yield finding("LX-P117", fact.where, id=account.id, day=day)
