"""Transfers in papers: whose contract it was, by what the debt came to our side, and who was told (债权转让).

Owns the sentences on an assignment; they are in ``transfer.yaml``, what else such a matter says otherwise stands in
``layers/assigned.yaml``. A notice that nothing proves is not told.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lexcollect.casefile.transfers import assignment_of, notices
from lexcollect.causes.circumstances import of_kind
from lexcollect.documents.material import View, day, listed, titled
from lexcollect.documents.register import PAPERS


def origin(view: View, creditor: str) -> str:
    """Return who made the contract on our side: the assignor, else ``creditor``."""
    found = assignment_of(view.material.case)
    return found.assignor if found else creditor


def told(view: View, label: Mapping[str, str], creditor: str) -> list[str]:
    """Return how the debt was assigned and on which days its notices arrived, each with its exhibits."""
    material = view.material
    lines = []
    for each in sorted(material.case.assignments, key=lambda a: a.date):
        said = {
            "日期": day(each.date),
            "让与人": each.assignor,
            "受让人": creditor,
            "债务人": listed(label.get(p.id, p.name) for p in material.debtors),
            "协议": titled(each.agreement) if each.agreement else "",
            "证据": "" if _unattached(view) else material.cite(each.evidence),
        }
        lines.append(view.pen.one("transfer.told", said, of_kind("factoring", each.factoring)))
    return [*lines, *_notices(view, label)]


def _unattached(view: View) -> bool:
    """Tell whether nothing is attached to the paper that bears the numbers of exhibits: a letter, an agreement."""
    return PAPERS[view.paper].letter or view.paper == "settlement"


def _notices(view: View, label: Mapping[str, str]) -> list[str]:
    """Return on which days the notices arrived, those of one day together."""
    material, letter = view.material, _unattached(view)
    days: dict[date, list[tuple[str, tuple[str, ...]]]] = {}
    persons = [p.id for p in (*material.debtors, *(material.case.party(s.party) for s in material.sureties))]
    for id in dict.fromkeys(persons):
        for sent in notices(material.case, id, material.as_of)[:1]:
            if material.cite(sent.evidence):
                name = label.get(id) or view.pen.one("transfer.surety", {"名称": material.case.party(id).name})
                days.setdefault(sent.delivered_on or sent.date, []).append((name, sent.evidence))
    return [
        view.pen.one(
            "transfer.notice",
            {
                "日期": day(on),
                "各人": listed(name for name, _ in found),
                "证据": "" if letter else material.cite(id for _, ids in found for id in ids),
            },
        )
        for on, found in sorted(days.items())
    ]
