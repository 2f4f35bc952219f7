"""The running suit (在审案件): which of the proceedings entered is the pending one, and what papers in it share.

Owns the choice, the parties, the court and the case of an application in a suit. Without a pending suit such a paper is
refused with what fits instead. The sentences are in ``running.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Filing, Party
from lexcollect.causes.circumstances import of_kind
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, listed
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import parties


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


def asked_in(found: View) -> Filing | None:
    """Return the pending suit that the paper is asked for in; without one the paper is refused."""
    pending = suit(found.material)
    if pending is None:
        found.say("LX-P367", paper=PAPERS[found.paper].name)
    return pending


def among_its_parties(found: View, pending: Filing | None) -> View:
    """Return the view without whom the pending suit is not against: only its parties can be asked in it (103)."""
    if pending is None or not pending.against:
        return found
    others = frozenset(p.id for p in found.material.case.parties) - {*pending.against}
    limited = replace(found.material, left_out=found.material.left_out | others)
    return View(found.paper, limited, findings=found.findings)


def opponents(found: View, pending: Filing | None) -> list[Party]:
    """Return whom the suit is against: as entered, else whom the complaint names; in the order of the complaint."""
    named = parties.defendants(found.material)
    if pending is None or not pending.against:
        return named
    ids = [p.id for p in named if p.id in pending.against]
    return [found.material.case.party(id) for id in dict.fromkeys((*ids, *pending.against))]


def people(found: View, others: Sequence[Party], *, answering: bool = False) -> dict[str, Any]:
    """Return both sides of an application: who asks, with address and a way to reach it, and the other side.

    In a pending suit they are called what the complaint calls them besides; ``answering``: the paper answers one.
    """
    room = "running" if suit(found.material) else "preservation"
    own, other = ("running.answerer", "running.objector") if answering else (f"{room}.applicant", f"{room}.respondent")
    label = parties.labels(found, others, other)

    def reached(party: Party, name: str) -> dict[str, Any]:
        place, reach = parties.service_place(found, party)
        return {**parties.block(found, party, name), "送达地址": place, "联系方式": reach}

    applicants = parties.side(found, found.material.case.creditors, own, reached)
    return {
        "申请人": {**applicants, "代理人": parties.agents(found)},
        "被申请人": [parties.block(found, p, label[p.id]) for p in others],
    }


def causes(found: View) -> str:
    """Return the cause of action; those of several contracts side by side."""
    return listed(dict.fromkeys(part.contract.cause for part in found.material.parts))


def case_told(found: View, pending: Filing, others: Sequence[Party], *, answering: bool = False) -> str:
    """Return which case the paper is for: parties, cause, number, procedure."""
    said = {
        "申请人": found.pen.one("running.who", {}, c.those({"answering": answering})),
        "对方": listed(p.name for p in others),
        "案由": causes(found),
        "案号": found.need(pending.case_no, "suit_no", pending.where),
    }
    return found.pen.one("running.case", said, of_kind("procedure", pending.procedure))


def court_of(found: View, pending: Filing) -> str:
    """Return the court that has the suit; a blank where it was not entered."""
    return found.need(pending.organ, "court", pending.where)


def close(found: View) -> dict[str, Any]:
    """Return how the applicants sign, and the day."""
    return {**parties.signatures(found, found.material.case.creditors), "日期": day(found.material.as_of)}
