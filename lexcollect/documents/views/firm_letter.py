"""律师事务所函: the firm tells the court which lawyer it sends (民诉法解释 88(1)); one for each firm.

Filed with the complaint, or in the pending suit. Signed by the firm alone. The sentences are in ``running.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Agent
from lexcollect.documents import circumstances as c
from lexcollect.documents import stops
from lexcollect.documents.material import Material, View, day, listed, numbered
from lexcollect.documents.views import courts, running


def view(material: Material) -> View:
    """Return the fields of the letters and what is to be said about them."""
    pending = running.suit(material)
    found = View("firm_letter", material) if pending else stops.begin("firm_letter", material)
    lawyers = [a for a in found.material.case.agents[:2] if a.kind is k.AgentKind.LAWYER]
    if not found.require(lawyers, "lawyer"):
        return found
    court = running.court_of(found, pending) if pending else courts.court_of(found)
    if not court:
        return found
    firms: dict[str, list[Agent]] = {}
    for agent in lawyers:
        firms.setdefault(agent.firm, []).append(agent)
    pages = enumerate(firms.values())
    found.fields = {"各书": [_of(found, court, agents, first=n == 0) for n, agents in pages]}
    return found


def needed(material: Material) -> bool:
    """Tell whether a lawyer acts for the creditor."""
    return any(a.kind is k.AgentKind.LAWYER for a in material.case.agents)


def _of(found: View, court: str, agents: Sequence[Agent], *, first: bool) -> dict[str, Any]:
    material, pending = found.material, running.suit(found.material)
    where = agents[0].where
    firm = found.need(agents[0].firm, "firm", where, name=agents[0].name)
    sent = [{"姓名": a.name, "证号": found.need(a.licence_no, "licence_no", a.where, name=a.name)} for a in agents]
    said = {
        "当事人": listed(p.name for p in material.case.creditors),
        "对方": listed(p.name for p in running.opponents(found, pending)),
        "案由": running.causes(found),
        "案号": pending.case_no if pending else "",
        "律师": listed(found.pen.one("running.lawyer", one) for one in sent),
        "人数": found.pen.one("running.each", {}, c.those({"one": len(agents) == 1})),
    }
    return {
        "首": first,
        "法院": court,
        "正文": found.pen.one("running.firm_sends", said, c.those({"pending": pending})),
        "附件": numbered(found.pen.all("running.firm_annexes")),
        "律所": firm,
        "日期": day(material.as_of),
    }
