"""Security for preservation (保全担保): 担保书, 保证书, and the letter with an insurer's or bank's undertaking.

Owns the three papers; which one a matter needs follows from what was offered (财产保全规定 6–8), the others refuse and
name it. An undertaking of an insurer or a bank is that house's own paper: here is only the letter that hands it in.
The sentences are in ``undertaking.yaml``.
"""

from __future__ import annotations

from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import PreservationGuarantee
from lexcollect.causes.circumstances import of_kind
from lexcollect.cn.company_names import kind_in
from lexcollect.cn.identifiers import id_birth
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, listed, numbered, yuan
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import complaint, courts, enforcement, parties, running

#: 担保书: with property. 保证书: by a third party. 函: what an insurer or a bank undertakes is handed in.
PROPERTY, SURETY, COVER = "preservation_undertaking", "preservation_suretyship", "preservation_cover"
#: What a 担保书 or 保证书 states, in this order.
_ROWS = ("manner", "thing", "scope", "duty", "period")
_HOUSES = (k.GuaranteeKind.INSURER, k.GuaranteeKind.BANK)


def view(material: Material) -> View:
    """Return the fields of 财产保全担保书 and what is to be said about it."""
    return written(PROPERTY, material)


def fitting(offered: PreservationGuarantee) -> str:
    """Return the paper by which the security is given (财产保全规定 6, 7, 8)."""
    if offered.kind in _HOUSES:
        return COVER
    return PROPERTY if offered.kind is k.GuaranteeKind.OWN_PROPERTY or offered.thing else SURETY


def written(paper: str, material: Material) -> View:
    """Return the fields of ``paper``, one of the three, and what is to be said about it."""
    found = View(paper, material)
    asked = material.case.preservation
    offered = asked.guarantee if asked else None
    if offered is None or offered.kind is k.GuaranteeKind.NONE:
        found.say("LX-P365", offered.where if offered else None, paper=PAPERS[paper].name)
        return found
    if (fits := fitting(offered)) != paper:
        other = PAPERS[fits]
        kind = offered.kind
        found.say("LX-P366", offered.where, kind=kind, other=other.name, id=other.id, paper=PAPERS[paper].name)
        return found
    found.fields = {
        "案情": found.pen.one("undertaking.case", _case(found)),
        **(_cover(found, offered) if paper == COVER else _given(found, offered)),
        "法院": found.need(courts.court_asked(found), "preserving_court"),
        "日期": day(material.as_of),
    }
    return found


def _case(found: View) -> dict[str, str]:
    """Return whose application is secured, in which matter, up to which sum."""
    material, seen = found.material, running.suit(found.material)
    asked = material.case.preservation
    whole = material.claims.total
    if (title := enforcement.title_of(material)) is not None:
        whole = title.total
        against = [material.case.party(id) for id in title.against]
    else:
        against = parties.owes(material)
    return {
        "申请人": listed(p.name for p in material.case.creditors),
        "被申请人": listed(p.name for p in against),
        "案由": complaint.cause_title(found),
        "案号": seen.case_no if seen else "",
        "金额": yuan(asked.amount if asked and asked.amount else whole),
    }


def _given(found: View, offered: PreservationGuarantee) -> dict[str, Any]:
    """Return what a 担保书 or 保证书 must state: who, how, for what, with what, answering how (财产保全规定 6)."""
    where = offered.where
    own = offered.kind is k.GuaranteeKind.OWN_PROPERTY
    how = c.those({"own_thing_offered": own, "by_property": found.paper == PROPERTY})
    said = {
        "财产": found.need(offered.thing or (offered.provider if own else ""), "security_thing", where)
        if found.paper == PROPERTY
        else "",
        "价值": found.need(yuan(offered.value) if offered.value else "", "security_value", where)
        if found.paper == PROPERTY
        else "",
        "方式": found.need(offered.manner, "security_manner", where) if found.paper == SURETY else "",
        "金额": found.need(yuan(offered.amount) if offered.amount else "", "security_amount", where),
        "期间": offered.period,
    }
    rows = [
        found.pen.picked(f"undertaking.{name}", said, how) for name in ("manner", "thing", "scope", "duty", "period")
    ]
    return {
        "担保人": _guarantor(found, offered, own=own),
        "各条": numbered(row for row in rows if row),
        "附件": numbered(found.pen.all("undertaking.annexes", {}, how)),
        "落款": _signature(found, offered, own=own),
    }


def _guarantor(found: View, offered: PreservationGuarantee, *, own: bool) -> dict[str, str]:
    if own:
        return parties.block(found, found.material.case.creditor, "")
    name = found.need(offered.provider, "provider", offered.where)
    said = {
        "号码": found.need(offered.code, "security_code", offered.where, name=name),
        "住所": found.need(offered.address, "domicile", offered.where, name=name),
    }
    identity = found.pen.one("undertaking.identity", said, _who(offered))
    return {"称谓": "", "名称": name, "身份信息": identity, "代表人": ""}


def _signature(found: View, offered: PreservationGuarantee, *, own: bool) -> dict[str, str]:
    if own:
        return parties.signature(found, found.material.case.creditor)
    return {"签章": found.pen.one("undertaking.signs", {}, _who(offered)), "名称": offered.provider, "代表人": ""}


def _who(offered: PreservationGuarantee) -> frozenset[str]:
    """Return whether it is a person or a company, as far as number and name say so."""
    if id_birth(offered.code):
        return of_kind("party", k.PartyKind.NATURAL)
    return of_kind("party", k.PartyKind.ORGANISATION) if kind_in(offered.provider) else frozenset()


def _cover(found: View, offered: PreservationGuarantee) -> dict[str, Any]:
    """Return what hands in the undertaking of an insurer or a bank (财产保全规定 7, 8)."""
    where, how = offered.where, of_kind("security", offered.kind)
    said = {
        "提供人": found.need(offered.provider, "provider", where),
        "编号": found.need(offered.number, "security_number", where),
        "金额": found.need(yuan(offered.amount) if offered.amount else "", "security_amount", where),
        "期间": offered.period,
    }
    return {
        "提交": found.pen.one("undertaking.handed_in", said, how),
        "附件": numbered(found.pen.all("undertaking.house_annexes", {}, how)),
        "落款": parties.signatures(found, found.material.case.creditors),
    }
