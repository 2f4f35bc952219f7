"""In court (庭审): what the papers around a hearing share: the case, how the sides are called, who signs.

Owns these words once, so that 质证意见, 庭审提纲, 代理词 and 补充意见 speak alike. Sentences: ``hearing.yaml``.
"""

from __future__ import annotations

from typing import Any

from lexcollect.casefile.models import Filing, Issue
from lexcollect.documents import grounds
from lexcollect.documents.material import Material, View, day, listed
from lexcollect.documents.views import parties, running
from lexcollect.law.citations import Known, check
from lexcollect.law.trace import Citation, parse_citation

#: The qualities of evidence, and the circumstance that one is not accepted.
DENIED = {
    "genuine": "not_genuine",
    "lawful": "not_lawful",
    "relevant": "not_relevant",
    "weight": "not_proving",
}


def labels(found: View, pending: Filing) -> dict[str, str]:
    """Return party id → 原告, 被告一 …; a party on neither side is called by its name."""
    material = found.material
    others = running.opponents(found, pending)
    names = {p.id: p.name for p in material.case.parties}
    ours = parties.numbered(found, material.case.creditors, "hearing.plaintiff")
    return {**names, **ours, **parties.labels(found, others, "hearing.defendant")}


def case_told(found: View, pending: Filing) -> str:
    """Return which case it is: parties, cause, number."""
    said = {
        "原告": listed(p.name for p in found.material.case.creditors),
        "对方": listed(p.name for p in running.opponents(found, pending)),
        "案由": running.causes(found),
        "案号": found.need(pending.case_no, "suit_no", pending.where),
    }
    return found.pen.one("hearing.case", said)


def agents_told(found: View) -> str:
    """Return the agents with their firms."""
    agents = found.material.case.agents[:2]
    return listed(found.pen.one("hearing.agent", {"机构": a.firm, "姓名": a.name}) for a in agents)


def close(found: View) -> dict[str, Any]:
    """Return how the creditors, and their agents, sign, and the day."""
    material = found.material
    return {
        **parties.signatures(found, material.case.creditors),
        "代理人": [a.name for a in material.case.agents[:2]],
        "日期": day(material.as_of),
    }


def articles_of(found: View, issue: Issue) -> list[Citation]:
    """Return the articles that a user names for an issue (民法典 577); one that does not exist refuses the paper."""
    cites = []
    for written in issue.articles:
        one = parse_citation(written)
        if check(one) in (Known.YES, Known.NOT_ON_FILE) and one.article:
            cites.append(one)
        else:
            found.say("LX-P652", issue.where, cite=written)
    return cites


def issues(material: Material) -> tuple[Issue, ...]:
    """Return the issues that papers may tell."""
    return tuple(one for one in material.case.issues if one.known)


def written(cites: list[Citation]) -> str:
    """Return articles as papers write them."""
    return grounds.written(cites)
