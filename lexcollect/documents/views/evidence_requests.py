"""Evidence in a running suit (证据申请): the five applications, each with the contents its rule demands.

Owns 调查收集证据 (证据规定 20), 律师调查令, 责令提交书证 (45), 证据保全 (25) and 延期举证 (民诉法解释 100).
All come before the period for evidence ends: after it they are refused. What a rule demands and nobody entered is a
blank. Several requests of one kind stand in one application. The sentences are in ``evidence_requests.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import EvidenceRequest, Filing
from lexcollect.causes.circumstances import of_kind
from lexcollect.cn.numerals import han_number
from lexcollect.documents import grounds
from lexcollect.documents.material import Material, View, day, listed, numbered, without_stop
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import courts, running
from lexcollect.findings import has_errors

#: Which application each kind of request stands in.
KINDS = {
    "evidence_investigation": k.EvidenceRequestKind.INVESTIGATION,
    "investigation_order": k.EvidenceRequestKind.ORDER,
    "document_production": k.EvidenceRequestKind.PRODUCTION,
    "evidence_preservation": k.EvidenceRequestKind.PRESERVATION,
    "evidence_extension": k.EvidenceRequestKind.EXTENSION,
}
#: The address of who has it is the blank of its own sentence; who has it is asked for beside.
_BLANK = {"holder": "evidence_holder_address"}
#: What each application must state of a request, in this order; a missing one is a blank.
_TOLD = {
    k.EvidenceRequestKind.INVESTIGATION: ("holder", "content", "why", "clue", "proves"),
    k.EvidenceRequestKind.ORDER: ("holder", "content", "why", "clue", "proves"),
    k.EvidenceRequestKind.PRODUCTION: ("content", "proves", "importance", "control", "duty"),
    k.EvidenceRequestKind.PRESERVATION: ("kept", "danger", "proves", "method", "secured"),
    k.EvidenceRequestKind.EXTENSION: ("content", "obstacle"),
}


def written(paper: str, material: Material) -> View:
    """Return the fields of ``paper``, one of the five, and what is to be said about it."""
    found, kind = View(paper, material), KINDS[paper]
    asked = [r for r in material.case.evidence_requests if r.kind is kind]
    pending = running.suit(material)
    early = pending is None and kind is k.EvidenceRequestKind.PRESERVATION
    if pending is None and not early:
        running.asked_in(found)
    if not asked:
        found.say("LX-P368", paper=PAPERS[paper].name, kind=kind)
    if kind is k.EvidenceRequestKind.ORDER:
        found.require([a for a in material.case.agents if _licensed(a)], "lawyer")
        found.say("LX-P372")
    if pending is not None:
        _in_time(found, pending)
    if has_errors(found.findings):
        return found
    others = running.opponents(found, pending)
    found.fields = {
        **running.people(found, others),
        "案情": running.case_told(found, pending, others) if pending else _to_come(found, others),
        "请求事项": numbered(_request(found, pending, one) for one in asked),
        "段": list(_told(found, asked)),
        "处理": found.pen.one("evidence_requests.grant", {}, of_kind("evidence", kind)),
        "法院": running.court_of(found, pending) if pending else _court(found),
        "附件": numbered(found.pen.all("evidence_requests.annexes", {}, of_kind("evidence", kind))),
        "律师": [a.name for a in material.case.agents[:2] if _licensed(a)],
        "落款": running.close(found),
    }
    found.fields["法律依据"] = grounds.written(grounds.grounds(paper, frozenset(), None))
    return found


def _licensed(agent: Any) -> bool:
    return agent.kind is k.AgentKind.LAWYER and bool(agent.firm and agent.licence_no)


def _in_time(found: View, pending: Filing) -> None:
    """Refuse what comes after the period for evidence; note a period that nobody entered."""
    until = pending.evidence_until
    if until is None:
        found.say("LX-P370", pending.where, paper=PAPERS[found.paper].name)
    elif found.material.as_of > until:
        found.say("LX-P369", pending.where, paper=PAPERS[found.paper].name, day=until)


def _to_come(found: View, others: Sequence[Any]) -> str:
    """Return that a suit is still to come: evidence is preserved before it where that is urgent (84(2))."""
    said = {"对方": listed(p.name for p in others), "案由": running.causes(found)}
    return found.pen.one("evidence_requests.to_come", said)


def _court(found: View) -> str:
    return found.need(courts.court_asked(found), "preserving_court")


def _request(found: View, pending: Filing | None, one: EvidenceRequest) -> str:
    """Return what is asked for, one item for each piece of evidence."""
    where = one.where
    until = pending.evidence_until if pending else None
    said = {
        "证据": one.item,
        "持有人": _holder(found, one) if one.kind is not k.EvidenceRequestKind.EXTENSION else "",
        "方法": one.method,
        "天数": str(one.days) if one.days else "",
        "届满": day(until) if until else "",
    }
    if one.kind is k.EvidenceRequestKind.EXTENSION:
        said["天数"] = found.need(said["天数"], "extension_days", where)
        said["届满"] = said["届满"] or found.need("", "evidence_until", pending.where if pending else where)
    if one.kind is k.EvidenceRequestKind.PRESERVATION:
        said["方法"] = found.need(one.method, "evidence_method", where)
    return found.pen.one("evidence_requests.request", said, of_kind("evidence", one.kind))


def _holder(found: View, one: EvidenceRequest) -> str:
    """Return who has it: of a document to be produced the other side, the debtor where nobody else is named."""
    material = found.material
    if one.party:
        return material.case.party(one.party).name
    if one.kind is k.EvidenceRequestKind.PRODUCTION:
        return one.holder or material.case.debtor.name
    return found.need(one.holder, "evidence_holder", one.where)


def _told(found: View, asked: Sequence[EvidenceRequest]) -> Iterator[dict[str, str]]:
    """Yield the paragraphs of every request, under its own head where there are several."""
    for number, one in enumerate(asked, 1):
        head = found.pen.one("evidence_requests.head", {"序": han_number(number), "证据": one.item})
        first = True
        for name in _TOLD[one.kind]:
            if text := _sentence(found, name, one):
                yield {"题": head if first and len(asked) > 1 else "", "文": text}
                first = False


def _sentence(found: View, name: str, one: EvidenceRequest) -> str:
    """Return one of the contents that the rule demands."""
    material = found.material
    wanted = {
        "holder": one.address,
        "content": one.item,
        "why": one.reason,
        "clue": one.clue,
        "proves": one.proves,
        "importance": one.importance,
        "control": one.control,
        "duty": one.reason,
        "kept": one.address,
        "danger": one.reason,
        "method": one.method,
        "obstacle": one.reason,
        "secured": one.security,
    }
    text = without_stop(wanted[name])
    if name == "secured" and not text:
        return ""
    said = {
        "内容": text or found.need("", _BLANK.get(name, f"evidence_{name}"), one.where),
        "证据": one.item,
        "持有人": _holder(found, one) if name in ("holder", "kept", "control") else "",
        "出处": material.cite(one.evidence) if name in ("clue", "control", "danger", "obstacle") else "",
    }
    return found.pen.picked(f"evidence_requests.{name}", said)
