"""法定代表人（负责人）身份证明书, one for each company or branch (登记立案规定 6(1); 民诉法解释 50).

A natural person and an individual business need none. The sentences are in ``filing.yaml``.
"""

from __future__ import annotations

from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Party
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, numbered

_HEADED = (k.PartyKind.ORGANISATION, k.PartyKind.BRANCH)


def needed(material: Material) -> bool:
    """Tell whether a creditor has a head that is to be certified."""
    return any(p.kind in _HEADED for p in material.case.creditors)


def view(material: Material) -> View:
    """Return the fields of the certificates and what is to be said about them."""
    found = View("identity_certificate", material)
    headed = [p for p in material.case.creditors if p.kind in _HEADED]
    if not headed:
        found.say("LX-P164")
        return found
    found.fields = {"各书": [_of(found, p, first=n == 0) for n, p in enumerate(headed)]}
    return found


def _of(found: View, party: Party, *, first: bool) -> dict[str, Any]:
    head, own = party.legal_rep, c.of_party(party)
    name = found.need(head.name if head else "", "legal_rep", party.where, name=party.name)
    how = found.pen.one("parties.head", {}, own)
    called = name if head else how  # a blank within a blank could not be read
    post = found.need(head.post if head else "", "post", head.where if head else party.where, name=called)
    said = {"姓名": name, "职务": post, "称呼": how}
    return {
        "首": first,
        "标题": found.pen.one("filing.certificate_title", {}, own),
        "证明": found.pen.one("filing.certified", said),
        "证件号码": (head.id_no if head else "") or "",
        "电话": head.phone if head else "",
        "信用代码": found.need(party.uscc or "", "uscc", party.where, name=party.name),
        "附件": numbered(found.pen.all("filing.certificate_annexes", {"姓名": name})),
        "名称": party.name,
        "日期": day(found.material.as_of),
    }
