"""收回租赁物通知书: after a lease the lessor asks for the thing, to be handed over and recorded (民法典 733, 752).

No self-help: what is not handed over is sued for (治安管理处罚法 30, 47). Money may all be paid, the thing is asked for
all the same. The sentences are in ``retaking.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence

from lexcollect.casefile.models import LeasedThing
from lexcollect.claims.stop import Act, Ground
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds, stops
from lexcollect.documents.material import BLANK, Material, View, day, listed
from lexcollect.documents.views import contract, contracts, figures, lawyer_letter, leases
from lexcollect.documents.views.demand_letter import in_own_name, sender, signatures
from lexcollect.documents.views.termination_notice import contract_called
from lexcollect.findings import has_errors
from lexcollect.law.trace import Citation

#: What bars a demand for money and not the return of a thing.
_OF_MONEY = frozenset({stops.CODES[Ground.PAID], stops.CODES[Ground.NOT_DUE]})
_PREMISES = "premises_lease"


def view(material: Material) -> View:
    """Return the fields of the notice and what is to be said about it."""
    found = begin("retaking_notice", in_own_name(material))
    things = to_hand_over(found)
    if not things or not contract.fits_templates(found, found.material):
        return found
    material, pen = found.material, found.pen
    cause = material.cause
    how = c.those({"premises": cause is not None and cause.id == _PREMISES})
    you, us = pen.one("letter.addressee"), pen.one("letter.client")
    period = pen.one("termination.period", {"日数": str(material.case.choices.letter.days)})
    names = {"债权人": listed(p.name for p in material.case.creditors), "合同": contract_called(found)}
    duty = pen.one("retaking.duty")
    way = lawyer_letter.way_of(found)
    found.fields = {
        **sender(found),
        "编号": "",
        "收函人": lawyer_letter.addressees(found),
        "缘由": pen.one("retaking.about", names),
        "订立": contract.contract_fields(found, you, us, cited=False)["订立"],
        "终止": [{"日期": day(on), "内容": said} for on, said, _ in leases.ended(found, you, us)] or _term_over(found),
        "说明": pen.one("retaking.things", {"截止日": day(material.as_of)}),
        "各物": rows(things),
        "占用费": figures.use_fees(found),
        "法律依据": grounds.written(grounds.grounds_of(found, _articles(found))),
        "依据": duty,
        "请求": [pen.one("retaking.asked", {"期限": period}, how), pen.one("retaking.record")],
        "后果": [pen.one("retaking.otherwise", {"途径": way}), pen.one("retaking.kept")],
        "附件": [{"序号": "1", "内容": pen.one("retaking.annex")}],
        "落款": {"日期": day(material.as_of), "各方": signatures(found)},
    }
    found.say("LX-P558")
    return found


def begin(paper: str, material: Material) -> View:
    """Return the view of a paper on a thing: what stands against a demand for money alone bars nothing."""
    found = stops.begin(paper, material, act=Act.DEMAND)
    found.findings = [one for one in found.findings if one.code not in _OF_MONEY]
    return found


def to_hand_over(found: View) -> list[LeasedThing]:
    """Return what is to be given back now that the lease is over; without anything an error is noted."""
    material = found.material
    if contracts.several(material):
        found.say("LX-P547")
        return []
    things = c.to_return(material.case, material.contract, material.as_of)
    if not things:
        found.say("LX-P557", material.contract.where, name=material.contract.called)
    return [] if has_errors(found.findings) else things


def rows(things: Sequence[LeasedThing]) -> list[dict[str, str]]:
    """Return one row for each thing: what it is, its number and where it is."""
    return [
        {"序号": str(n), "品名": thing.name, "号码": thing.number or BLANK, "坐落": thing.place or BLANK, "空": BLANK}
        for n, thing in enumerate(things, 1)
    ]


def _term_over(found: View) -> list[dict[str, str]]:
    """Return that the term is over; nothing where the contract names no end."""
    ends = found.material.contract.ends_on
    return [{"日期": day(ends), "内容": found.pen.one("history.term_over")}] if ends else []


def _articles(found: View) -> tuple[Citation, ...]:
    return tuple(cite for id, one in found.used.items() if id.startswith("retaking.") for cite in one.articles)
