"""代理词、补充意见: the debt in figures, our answer to each issue with exhibits and articles, the evidence we deny.

Owns the order of an opinion after or beside a hearing. The one is the agent's, the other the party's own. It tells
what was entered of the issues (争议焦点) and no more; without an issue it would repeat the complaint and is refused.
The sentences are in ``hearing.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Filing
from lexcollect.causes.circumstances import of_kind
from lexcollect.cn.numerals import han_number
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, listed, sentences, without_stop, yuan
from lexcollect.documents.views import complaint, contracts, evidence_opinion, figures, in_court, running, sides


def view(material: Material) -> View:
    """Return the fields of the agent's opinion (代理词)."""
    return written("counsel_opinion", material)


def written(paper: str, material: Material) -> View:
    """Return the fields of ``paper``, the agent's opinion or the party's, and what is to be said about it."""
    found = View(paper, material)
    pending = running.asked_in(found)
    if pending is None:
        return found
    own = paper == "supplementary_opinion"
    if not own and not found.require(material.case.agents, "agent"):
        return found
    if not in_court.issues(material):
        found.say("LX-P653")
        return found
    case = in_court.case_told(found, pending)
    said = {"案情": case} if own else {"案情": case, "代理人": in_court.agents_told(found)}
    found.fields = {
        "开头": found.pen.one("hearing.party_says" if own else "hearing.counsel_says", said),
        "节": [
            {"序号": han_number(number), "题": head, "段": told}
            for number, (head, told) in enumerate(_sections(found, pending), 1)
        ],
        "结尾": found.pen.one("hearing.conclusion"),
        "法院": running.court_of(found, pending),
        "落款": in_court.close(found),
    }
    return found


def _sections(found: View, pending: Filing) -> Iterator[tuple[str, list[str]]]:
    """Yield heading and paragraphs: the debt, each issue, the evidence of the other side."""
    label = in_court.labels(found, pending)
    yield found.pen.one("hearing.debt_head"), [*_debt(found, pending, sides.debtors(found, label))]
    for issue in in_court.issues(found.material):
        head = found.pen.one("hearing.issue_head", {"焦点": without_stop(issue.title)})
        cites = in_court.articles_of(found, issue)
        ours = found.need(without_stop(issue.ours), "issue_ours", issue.where, name=issue.title)
        proof = found.material.cite(issue.evidence)
        told = [found.pen.one("hearing.theirs", {"主张": without_stop(issue.theirs)})] if issue.theirs else []
        told.append(found.pen.one("hearing.ours", {"意见": ours, "证据": proof}))
        if cites:
            told.append(found.pen.one("hearing.rests_on", {"依据": in_court.written(cites)}))
        yield head, told
    denied = [text for one in evidence_opinion.told_of(found.material) if (text := _denied(found, one, label))]
    if denied:
        yield found.pen.one("hearing.evidence_head"), denied


def _debt(found: View, pending: Filing, debtor: str) -> Iterator[str]:
    """Yield what is left of the debt, contract by contract, and what the suit asks for as it was filed."""
    us = complaint.plaintiff_label(found)
    for part in found.parts:
        totals = figures.totals(part, debtor, us)
        said = {
            "合同": contracts.name_of(part.material.contract) if len(found.parts) > 1 else "",
            "截止日": day(part.material.as_of),
            "清偿": totals["清偿"],
            "尚欠": totals["尚欠"],
        }
        yield part.pen.one("hearing.debt_told", said)
    filed = sum((one.amount for one in pending.claimed if one.amount), Decimal("0.00"))
    if filed:
        yield found.pen.one("hearing.claimed", {"合计": yuan(filed)})


def _denied(found: View, one: Any, label: dict[str, str]) -> str:
    """Return which qualities of a piece of evidence are not accepted and why; nothing where all are."""
    names = in_court.DENIED
    denied = {said: getattr(one, name) is k.Position.DENIED for name, said in names.items()}
    if not any(denied.values()):
        return ""
    qualities = listed(found.pen.all("hearing.quality", {}, c.those(denied)))
    said = {"证据": evidence_opinion.named(found, one, label), "各项": qualities}
    why = [without_stop(getattr(one, f"{name}_reason")) for name in names if getattr(one, name) is k.Position.DENIED]
    told = found.pen.one("hearing.not_accepted", said)
    grounds = found.pen.all("hearing.objection", {}, *(of_kind("objection", each) for each in one.objections))
    return without_stop(sentences([told, *dict.fromkeys(filter(None, (*why, *grounds)))]))
