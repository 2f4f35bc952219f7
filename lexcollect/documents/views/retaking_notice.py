"""收回租赁物通知书: after a lease the lessor asks for the thing, to be handed over and recorded (民法典 733, 752).

No self-help: what is not handed over is sued for (治安管理处罚法 30, 47). Money may all be paid, the thing is asked for
all the same. The insolvency of the lessee bars a demand for money and not the thing: it is taken back by way of the
administrator (企业破产法 38), to whom the notice then goes. The sentences are in ``retaking.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Insolvency, LeasedThing
from lexcollect.claims.standards import is_finance_lease
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
_INSOLVENT = stops.CODES[Ground.INSOLVENT]
_PREMISES = "premises_lease"


def view(material: Material) -> View:
    """Return the fields of the notice and what is to be said about it."""
    found = begin("retaking_notice", in_own_name(material))
    things = to_hand_over(found)
    if not things or not contract.fits_templates(found, found.material):
        return found
    material, pen = found.material, found.pen
    cause = material.cause
    broke = in_insolvency(material)
    how = c.those({"premises": cause is not None and cause.id == _PREMISES, "by_administrator": broke})
    you, us = material.case.debtor.name if broke else pen.one("letter.addressee"), pen.one("letter.client")
    period = pen.one("termination.period", {"日数": str(material.case.choices.letter.days)})
    names = {"债权人": listed(p.name for p in material.case.creditors), "合同": contract_called(found)}
    duty = pen.one("retaking.duty", {}, how)
    way = lawyer_letter.way_of(found)
    whose = {"债务人": material.case.debtor.name}
    gone = pen.one("retaking.accepted", {**whose, "日期": day(broke.accepted_on), "法院": broke.court}) if broke else ""
    found.fields = {
        **sender(found),
        "编号": "",
        "收函人": {"名称": keeper(found, broke), "代码": ""} if broke else lawyer_letter.addressees(found),
        "缘由": pen.one("retaking.about", names, how),
        "订立": contract.contract_fields(found, you, us, cited=False)["订立"],
        "终止": [{"日期": day(on), "内容": said} for on, said, _ in leases.ended(found, you, us)] or _term_over(found),
        "破产": gone,
        "说明": pen.one("retaking.things", {**whose, "截止日": day(material.as_of)}, how),
        "各物": rows(things),
        "坐落": any(thing.place for thing in things),
        "占用费": [] if broke else figures.use_fees(found),  # what is owed is filed as a claim
        "依据": duty,
        "请求": [pen.one("retaking.asked", {"期限": period}, how), pen.one("retaking.record", {}, how)],
        "后果": [pen.one("retaking.otherwise", {**whose, "途径": way}, how), pen.one("retaking.kept", {}, how)],
        "附件": [{"序号": "1", "内容": pen.one("retaking.annex")}],
        "落款": {"日期": day(material.as_of), "各方": signatures(found)},
    }
    found.fields["法律依据"] = grounds.written(grounds.grounds_of(found, _articles(found)))
    found.say("LX-P558")
    if broke:
        _tell_insolvency(found, broke, things)
    return found


def begin(paper: str, material: Material) -> View:
    """Return the view of a paper on a thing: what stands against a demand for money alone bars nothing.

    Nor does the insolvency of the lessee: the thing does not belong to it (企业破产法 38, 破产法规定二 2).
    """
    found = stops.begin(paper, material, act=Act.DEMAND)
    free = _OF_MONEY | ({_INSOLVENT} if in_insolvency(material) else frozenset())
    told = [one for one in found.findings if one.code not in free]
    return View(paper, replace(found.material, left_out=frozenset()), findings=told)


def in_insolvency(material: Material) -> Insolvency | None:
    """Return the insolvency of the lessee that runs on the day, if any; one that ended has no administrator."""
    running = (one for one in material.case.insolvent_on(material.as_of) if one.ended_on is None)
    return next((one for one in running if one.person == material.case.debtor.id), None)


def keeper(found: View, broke: Insolvency) -> str:
    """Return the administrator by name, as the person to whom the thing is asked from."""
    name, debtor = broke.administrator, found.material.case.debtor.name
    named = found.need(name.name if name else "", "administrator", broke.where, name=debtor)
    return found.pen.one("bankruptcy_claim.to", {"债务人": debtor, "管理人": named})


def _tell_insolvency(found: View, broke: Insolvency, things: Sequence[LeasedThing]) -> None:
    """Say until when the thing is to be asked for, and what endangers it."""
    found.say("LX-P761", broke.where)
    if broke.kind is k.InsolvencyKind.RESTRUCTURING:
        found.say("LX-P762", broke.where)
    if is_finance_lease(found.material.contract):
        for thing in things:
            if not thing.registered:
                found.say("LX-P763", thing.where, name=thing.name)


def to_hand_over(found: View) -> list[LeasedThing]:
    """Return what is to be given back now that the lease is over; without anything an error is noted."""
    material = found.material
    if contracts.several(material):
        found.say("LX-P547")
        return []
    things = c.to_return(material.case, material.contract, material.as_of)
    if not things:
        found.say("LX-P557", material.contract.where, name=material.contract.called)
        if broke := in_insolvency(material):
            found.say("LX-P764", broke.where)
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
