"""质证意见: our position on the other side's evidence (民事诉讼法 71; 民诉法解释 103, 104; 证据规定 61, 90).

Owns the order of an opinion: purpose, authenticity, lawfulness, relevance, weight, grounds, our exhibits against it.
A position that nobody took is a blank, never an acceptance. The sentences are in ``hearing.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import OpposingExhibit
from lexcollect.causes.circumstances import of_kind
from lexcollect.cn.numerals import han_number
from lexcollect.documents import grounds
from lexcollect.documents.material import Material, View, listed, titled, without_stop
from lexcollect.documents.views import in_court, running

#: The four qualities, in the order in which a court hears them.
QUALITIES = ("genuine", "lawful", "relevant", "weight")


def view(material: Material) -> View:
    """Return the fields of the opinion and what is to be said about it."""
    found = View("evidence_opinion", material)
    pending = running.asked_in(found)
    if pending is None:
        return found
    filed = told_of(material)
    if not filed:
        found.say("LX-P650")
        return found
    label = in_court.labels(found, pending)
    by = dict.fromkeys(label[filed_by(found, one)] for one in filed)
    said = {"案情": in_court.case_told(found, pending), "提交人": listed(by)}
    found.fields = {
        "案情": found.pen.one("hearing.opinion_on", said),
        "证据": [_one(found, n, one, label) for n, one in enumerate(filed, 1)],
        "处理": found.pen.one("hearing.opinion_close"),
        "法院": running.court_of(found, pending),
        "落款": in_court.close(found),
    }
    cites = grounds.grounds("evidence_opinion", frozenset(), None, found.pen.articles)
    found.fields["法律依据"] = grounds.written(cites)
    return found


def told_of(material: Material) -> tuple[OpposingExhibit, ...]:
    """Return the evidence of the other side that papers may tell."""
    return tuple(one for one in material.case.opposing_exhibits if one.known)


def filed_by(found: View, one: OpposingExhibit) -> str:
    """Return who filed it: the one named, else the debtor."""
    return one.by or found.material.case.debtor.id


def named(found: View, one: OpposingExhibit, label: Mapping[str, str]) -> str:
    """Return what the opinion calls a piece of evidence: 被告一提交的证据2《收条》（第3页）."""
    said = {"提交人": label[filed_by(found, one)], "编号": one.number, "名称": titled(one.title), "页码": one.pages}
    return found.pen.one("hearing.exhibit", said)


def _one(found: View, number: int, one: OpposingExhibit, label: Mapping[str, str]) -> dict[str, Any]:
    """Return what is said of one piece of evidence."""
    denied = [name for name in QUALITIES if getattr(one, name) is k.Position.DENIED]
    bare = [name for name in denied if not getattr(one, f"{name}_reason")]
    if bare and not one.objections and not one.evidence:
        found.say("LX-P651", one.where, name=one.title)
    return {"序号": han_number(number), "名称": named(found, one, label), "段": list(_told(found, one))}


def _told(found: View, one: OpposingExhibit) -> Iterator[str]:
    if one.proves:
        yield found.pen.one("hearing.proposed", {"目的": without_stop(one.proves)})
    for name in QUALITIES:
        yield _position(found, one, name)
    yield from found.pen.all("hearing.objection", {}, *(of_kind("objection", each) for each in one.objections))
    ours = found.material.numbers(one.evidence)
    if ours:
        yield found.pen.one("hearing.rebutted", {"编号": ours})


def _called(found: View, name: str) -> str:
    return found.pen.one("hearing.quality", {}, frozenset({in_court.DENIED[name]}))


def _position(found: View, one: OpposingExhibit, name: str) -> str:
    """Return the position on one quality; where there is none a blank with a finding."""
    position = getattr(one, name)
    if position is None:
        blank = found.need("", f"position_{name}", one.where, name=one.title)
        return found.pen.one("hearing.no_position", {"项": _called(found, name), "空白": blank})
    said = {"理由": without_stop(getattr(one, f"{name}_reason"))}
    return found.pen.one(f"hearing.{name}", said, of_kind("position", position))
