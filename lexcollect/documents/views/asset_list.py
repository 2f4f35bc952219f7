"""财产线索清单: every lawful clue with owner, burden, source and the measure it calls for (财产保全规定 10).

Annexed to an application for preservation or enforcement. What an insolvency protects is left out and told; a source
that is not lawful has no word in the case file. The sentences are in ``assets.yaml``.
"""

from __future__ import annotations

from typing import Any

from lexcollect.causes.circumstances import of_kind
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, in_a_row, listed, numbered
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import enforcement, parties, running


def view(material: Material) -> View:
    """Return the fields of the list and what is to be said about it."""
    found = View("asset_list", material)
    asker = found.pen.one("assets.applicant", {}, c.those({"paper.title": material.claims.titles}))
    rows = _rows(found, asker)
    if not rows:
        found.say("LX-P364")
        return found
    seen = running.suit(material)
    bound = enforcement.opponents(found) if material.claims.titles else running.opponents(found, seen)
    said = {
        "对方": listed(p.name for p in bound),
        "案由": running.causes(found),
        "案号": seen.case_no if seen else "",
        "申请人": listed(p.name for p in material.case.creditors),
    }
    found.fields = {
        "称谓": asker,
        "案情": found.pen.one("assets.case", said),
        "线索": rows,
        "说明": numbered(found.pen.all("assets.notes")),
        "落款": {**parties.signatures(found, material.case.creditors), "日期": day(material.as_of)},
    }
    return found


def _rows(found: View, asker: str) -> list[dict[str, str]]:
    material = found.material
    gone = {i.person for i in material.case.insolvent_on(material.as_of)}
    rows: list[dict[str, Any]] = []
    for clue in material.told.asset_clues:
        owner = material.case.party(clue.owner)
        if clue.owner in gone:
            found.say("LX-P363", clue.where, paper=PAPERS[found.paper].name, name=owner.name)
            continue
        kind, source = of_kind("clue", clue.kind), of_kind("source", clue.source)
        proof = material.cite(clue.evidence)
        rows.append(
            {
                "序号": str(len(rows) + 1),
                "类型": clue.kind.label,
                "权利人": owner.name,
                "信息": in_a_row((clue.description, clue.location)),
                "负担": clue.encumbrances or found.pen.one("assets.no_burden"),
                "来源": found.pen.one(
                    "assets.lawful", {"来源": clue.source.label, "申请人": asker, "证据": proof}, source
                ),
                "措施": clue.measure or found.pen.one("assets.measure", {}, kind),
            }
        )
    return rows
