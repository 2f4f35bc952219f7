"""寄送核对单: how a letter is posted so that its content, its address and its arrival can be proved (诉讼时效规定 8).

One sheet for each letter and addressee, for the files of the sender; it is not sent. The letters are those written
along with it, else the one that fits the matter. Addresses and their grounds are those of the case file; the day of
posting and the waybill are filled in by hand. The sentences are in ``posting.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.casefile.models import Party
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import BLANK, Material, View, day, listed, titled, yuan
from lexcollect.documents.register import PAPERS, Paper
from lexcollect.documents.views import contracts, parties
from lexcollect.law.book import shipped_book

#: The rule that says for how long the page of tracking can be counted on.
_TRACKING = "service.tracking"


def view(material: Material) -> View:
    """Return the fields of the sheets and what is to be said about them."""
    found = View("service_checklist", material)
    if material.claims.titles and not _along(material):  # what a title fixed is not demanded by letter
        title = material.claims.titles[0].title
        found.say("LX-P105", title.where, paper=PAPERS[found.paper].name, number=title.case_no or title.id)
        return found
    sheets = [
        _sheet(found, paper, party, first=not n)
        for n, (paper, party) in enumerate(
            (paper, party) for paper in _letters(material) for party in _addressees(material, paper)
        )
    ]
    if not sheets:
        found.say("LX-P559")
        return found
    found.fields = {"说明": found.pen.one("posting.internal"), "各单": sheets}
    return found


def _letters(material: Material) -> list[Paper]:
    """Return the letters the sheets are for: those drafted along with it, else the lawyer's or the creditor's own."""
    return _along(material) or [PAPERS["letter" if parties.licensed_lawyer(material) else "demand"]]


def _along(material: Material) -> list[Paper]:
    return [PAPERS[id] for id in material.along if PAPERS[id].letter]


def _addressees(material: Material, paper: Paper) -> list[Party]:
    """Return to whom a letter goes: the debtors, the guarantors, or both where an assignment is told."""
    sureties = [material.case.party(s.party) for s in material.sureties]
    if paper.to_guarantors:
        return sureties
    return [*material.debtors, *(sureties if paper.id in ("assignment_notice", "assignee_notice") else [])]


def _sheet(found: View, paper: Paper, party: Party, *, first: bool) -> dict[str, object]:
    until = day(found.material.as_of)
    said = {"函件": titled(paper.title), "收件人": party.name, "日期": until}
    rows = _rows(found, paper, party)
    return {
        "首": first,
        "函件": found.pen.one("posting.letter_of", said),
        "事项": [
            {
                "序号": str(n),
                "名称": found.pen.one("posting.item", {}, frozenset({f"posting.{name}"})),
                "内容": words,
                "空": BLANK,
            }
            for n, (name, words) in enumerate(rows, 1)
        ],
    }


def _rows(found: View, paper: Paper, party: Party) -> Iterator[tuple[str, str]]:
    """Yield the name of each thing to be done and what is done, in the order of the work."""
    pen = found.pen
    yield "content", _content(found, paper)
    yield from _addresses(found, party)
    agreed = party.service_address
    mail = (agreed.email if agreed else "") or party.email
    if mail:
        yield "second", pen.one("posting.second", {"邮箱": mail}, c.those({"named": agreed and agreed.email}))
    for name in ("packing", "carrier", "copies", "posted"):
        yield name, pen.one(f"posting.{name}")
    days = shipped_book().at(_TRACKING, found.material.as_of).value
    yield "tracking", pen.one("posting.tracking", {"日数": str(days)})
    for name in ("inquiry", "entering", "keeper"):
        yield name, pen.one(f"posting.{name}")


def _content(found: View, paper: Paper) -> str:
    """Return the line of the waybill: who writes what, on which day, on which contract, about how much."""
    material = found.material
    sender = parties.licensed_lawyer(material) if paper.id == "letter" else None
    said = {
        "发函人": sender.firm if sender else listed(p.name for p in material.case.creditors),
        "函件": paper.title,
        "日期": day(material.as_of),
        "合同": contracts.titles(material),
        "编号": "" if contracts.several(material) or not material.contract.name else material.contract.number,
        "金额": yuan(material.principal),
        "债务人": listed(p.name for p in material.case.debtors),
    }
    return found.pen.one("posting.content", said, c.those({"to_guarantor": paper.to_guarantors}))


def _addresses(found: View, party: Party) -> Iterator[tuple[str, str]]:
    """Yield the agreed address and the domicile, each with its ground; both are posted to where they differ."""
    agreed, person = party.service_address, c.of_party(party)
    if agreed:
        said = {"地址": agreed.address, "收件人": agreed.recipient, "电话": agreed.phone, "条款": agreed.clause}
        yield "agreed", found.pen.one("posting.agreed", said)
    if agreed and agreed.address == party.domicile:
        return
    place = found.need(party.domicile, "domicile", party.where, name=party.name)
    head = party.legal_rep.name if party.legal_rep else ""
    yield "domicile", found.pen.one("posting.domicile", {"地址": place, "代表人": head}, person)
    if agreed:
        yield "carrier", found.pen.one("posting.both")
