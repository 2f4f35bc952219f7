"""Measures that stand (已采取的保全措施): until when, before which court, and how papers tell them.

Owns the choice of the measures a paper is about and the rows of its table; one paper is to one court in one case. What
ended, what another measure carries on, and what an insolvency lifts is left out and told. Computes no period: the law
does. The sentences are in ``measures.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from lexcollect.casefile.models import Measure, Party
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.vocabulary import ASSETS
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, listed, yuan
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import parties
from lexcollect.law.rules.preservation import Seizure, seizure


class Standing(NamedTuple):
    """A measure that is in force, and how long it lasts."""

    measure: Measure
    lasts: Seizure

    @property
    def end(self) -> date:
        """Its last day: as the court told it, else the longest the law allows."""
        return self.lasts.expiry


def standing(found: View) -> list[Standing]:
    """Return the measures in force, those named in the case file if any are; what is left out is told."""
    material = found.material
    asked = material.case.preservation
    named = asked.measures if asked else ()
    carried = {m.renews for m in material.case.measures if m.renews and m.taken_on <= material.as_of}
    out = []
    for measure in material.case.measures:
        if measure.taken_on > material.as_of or measure.id in carried or (named and measure.id not in named):
            continue
        lasts = seizure(ASSETS[measure.asset], measure.taken_on, notified_end=measure.notified_end).value
        one = Standing(measure, lasts)
        if one.end < material.as_of:
            found.say("LX-P356", measure.where, id=measure.description or measure.asset.label, day=one.end)
        elif _insolvent(material, measure.owner):
            name = material.case.party(measure.owner).name
            found.say("LX-P357", measure.where, paper=PAPERS[found.paper].name, name=name)
        else:
            out.append(one)
    return sorted(out, key=lambda one: one.end)


def _insolvent(material: Material, person: str) -> bool:
    return any(i.person == person for i in material.case.insolvent_on(material.as_of))


def by_case(chosen: Sequence[Standing]) -> list[list[Standing]]:
    """Return the measures case by case: an application goes to one court, under one number."""
    groups: dict[tuple[str, str], list[Standing]] = {}
    for one in chosen:
        groups.setdefault((one.measure.organ, one.measure.case_no), []).append(one)
    return list(groups.values())


def how_of(one: Standing) -> frozenset[str]:
    """Return what kind of asset the measure is on, and whether it waits behind another court's."""
    return of_kind("asset", one.measure.asset) | c.those({"waiting": one.measure.waiting})


def thing(found: View, one: Standing) -> str:
    """Return whose asset the measure is on, and what it is."""
    said = {"权利人": found.material.case.party(one.measure.owner).name, "财产": one.measure.description}
    return found.pen.one("measures.thing", said, how_of(one))


def rows(found: View, chosen: Sequence[Standing]) -> list[dict[str, str]]:
    """Return the rows of the table of measures."""
    material = found.material
    return [
        {
            "序号": str(number),
            "权利人": material.case.party(one.measure.owner).name,
            "财产": found.pen.one(
                "measures.asset",
                {
                    "财产": one.measure.description,
                    "金额": yuan(one.measure.amount) if one.measure.amount else "",
                    "证据": material.cite(one.measure.evidence),
                },
                how_of(one),
            ),
            "措施": found.pen.one("measures.kind", {}, how_of(one)),
            "起": day(one.measure.taken_on),
            "止": day(one.end),
        }
        for number, one in enumerate(chosen, 1)
    ]


def owners(found: View, chosen: Sequence[Standing]) -> list[Party]:
    """Return whose assets the measures are on, in the order of the case file."""
    ids = {one.measure.owner for one in chosen}
    return [p for p in found.material.case.parties if p.id in ids]


def page(found: View, chosen: Sequence[Standing], *, first: bool) -> dict[str, Any]:
    """Return what both applications say of one case: parties, case, measures, court, signature."""
    material = found.material
    owning, one = owners(found, chosen), chosen[0].measure
    room = "measures" if material.claims.titles else "preservation"  # after a title it is enforced
    label = parties.labels(found, owning, f"{room}.respondent")
    applicants = parties.side(
        found, material.case.creditors, f"{room}.applicant", lambda p, name: _block(found, p, name)
    )
    rulings = listed(dict.fromkeys(m.measure.ruling_no for m in chosen if m.measure.ruling_no))
    case_no = one.case_no or rulings
    said = {
        "申请人": found.pen.one(f"{room}.applicant", {"序": ""}),
        "对方": parties.all_of(found, owning, f"{room}.respondents"),
        "案由": found.material.contract.cause,
        "案号": case_no or found.need("", "measure_case", one.where),
        "裁定": rulings if one.case_no else "",
    }
    return {
        "首": first,
        "称谓": found.pen.one(f"{room}.applicant", {"序": ""}),
        "申请人": {**applicants, "代理人": parties.agents(found)},
        "被申请人": [_block(found, p, label[p.id]) for p in owning],
        "案情": found.pen.one("measures.case", said),
        "措施": rows(found, chosen),
        "法院": found.need(one.organ, "measure_court", one.where),
        "落款": {**parties.signatures(found, material.case.creditors), "日期": day(material.as_of)},
    }


def _block(found: View, party: Party, name: str) -> dict[str, Any]:
    place, reach = parties.service_place(found, party)
    return {**parties.block(found, party, name), "送达地址": place, "联系方式": reach}


def annexes(found: View, place: str) -> list[str]:
    """Return what is annexed, by the sentences of ``place``."""
    group = found.material.case.creditors
    said = {"身份材料": parties.own_papers_of(found, group)}
    return found.pen.all(place, said, parties.one_paper(found, group))
