"""司法确认申请书: both sides ask the court to confirm a mediated settlement (民事诉讼法 205, 206).

Only of an agreement that a mediation organisation brought about, jointly and within thirty days of its effect: what
stands against it is asked of ``traps.confirmation_barred``. Tells the instalments as they were agreed; nothing is
counted anew. The sentences are in ``mediation_confirmation.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lexcollect.casefile.models import Mediation, Party, Settlement
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds, stops
from lexcollect.documents.material import Material, View, day, listed, numbered, yuan
from lexcollect.documents.traps import confirmation_barred
from lexcollect.documents.views import parties, running
from lexcollect.findings import has_errors

_PAPER = "mediation_confirmation"


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    found = stops.begin(_PAPER, material)
    material, terms = found.material, found.material.case.settlement
    if not found.require(terms, "terms") or terms is None:
        return found
    by = terms.mediation
    found.findings += confirmation_barred(by.organ if by else "", by.effective_on if by else None, material.as_of)
    if has_errors(found.findings) or by is None:
        return found
    if terms.in_kind:
        found.say("LX-P586", terms.in_kind[0].where)
    both = _both(found, terms)
    number = parties.numbered(found, both, "mediation_confirmation.applicant")
    said = _named(found, by)
    told = [
        found.pen.one("mediation_confirmation.dispute", {**_sides(found, both), "案由": running.causes(found)}),
        found.pen.one(
            "mediation_confirmation.mediated", {**said, "调解员": by.mediator, "证据": material.cite(by.evidence)}
        ),
        found.pen.one("mediation_confirmation.agreed", _agreed(found, terms), c.those({"waived": terms.waive_penalty})),
        found.pen.one("mediation_confirmation.honest"),
    ]
    based = grounds.written(grounds.grounds(_PAPER, frozenset(), None))
    found.fields = {
        "申请人": [_reached(found, p, number[p.id]) for p in both],
        "代理人": parties.agents(found),
        "甲方": number[both[0].id],
        "请求事项": numbered([found.pen.one("mediation_confirmation.asked", {**_sides(found, both), **said})]),
        "段": told,
        "结尾": found.pen.one("mediation_confirmation.close", {"依据": based}),
        "法院": found.need(by.court, "confirming_court", by.where),
        "附件": numbered(_annexes(found, terms)),
        "签署方": [{"称谓": number[p.id], **parties.signature(found, p)} for p in both],
        "日期": day(material.as_of),
    }
    return found


def _both(found: View, terms: Settlement) -> list[Party]:
    """Return who signed the agreement: both sides, the guarantors who consent, and who newly stands in."""
    material = found.material
    ids = [p.id for p in (*material.case.creditors, *material.debtors)]
    ids += [s.party for s in material.sureties if terms.guarantor_consents and not s.void]
    ids += [b.party for b in terms.backings]
    return [material.case.party(id) for id in dict.fromkeys(ids)]


def _named(found: View, by: Mediation) -> dict[str, str]:
    """Return who mediated, when the agreement took effect, and its number."""
    on = day(by.effective_on) if by.effective_on else found.need("", "agreement_effective", by.where)
    return {"调解组织": by.organ, "日期": on, "编号": by.agreement_no}


def _sides(found: View, both: Sequence[Party]) -> dict[str, str]:
    return {"各方": listed(p.name for p in both)}


def _reached(found: View, party: Party, label: str) -> dict[str, Any]:
    place, reach = parties.service_place(found, party)
    return {**parties.block(found, party, label), "送达地址": place, "联系方式": reach}


def _agreed(found: View, terms: Settlement) -> dict[str, str]:
    """Return what was agreed: who pays how much by when, and what is waived; an open sum is a blank."""
    sums = [yuan(i.amount) if i.amount else found.need("", "instalment_sum", i.where) for i in terms.instalments]
    rows = [
        found.pen.one("mediation_confirmation.instalment", {"日期": day(i.due_on), "金额": amount})
        for i, amount in zip(terms.instalments, sums, strict=True)
    ]
    return {
        "债务人": listed(p.name for p in found.material.debtors),
        "债权人": listed(p.name for p in found.material.case.creditors),
        "各期": listed(rows),
        "减免": yuan(terms.waive_penalty) if terms.waive_penalty else "",
    }


def _annexes(found: View, terms: Settlement) -> list[str]:
    how = c.those({"things": terms.in_kind})
    return found.pen.all("mediation_confirmation.annexes", {}, how)
