"""中小企业款项投诉材料: a small enterprise complains that a public body or a large enterprise pays late (条例 24, 25).

Only for who was small when the contract was made and said so (条例 3). Whether there is a dispute or a suit is told
where it was entered, else ticked by the complainant. It goes to the department that takes complaints, never with a
threat to the debtor. The sentences are in ``sme_complaint.yaml``.
"""

from __future__ import annotations

from dataclasses import replace

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Party
from lexcollect.causes.circumstances import of_kind
from lexcollect.causes.clause_book import WRITER, layered
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds, stops
from lexcollect.documents.material import Material, View, day, listed, series
from lexcollect.documents.pen import Pen
from lexcollect.documents.views import contract, contracts, history, lawyer_letter, naming, parties, sides, steps

_SUITS = (k.FilingKind.SUIT, k.FilingKind.ARBITRATION, k.FilingKind.PAYMENT_ORDER)


def view(material: Material) -> View:
    """Return the fields of the complaint and what is to be said about it."""
    us, them = (Pen(material.book).one(f"sme_complaint.{who}") for who in ("we", "they"))
    found = stops.begin("sme_complaint", replace(material, wording=layered(material.book, "", {WRITER: us})))
    if not _small(found) or not contract.fits_templates(found, found.material):
        return found
    material, pen = found.material, found.pen
    first = material.contract
    assert first.sme is not None
    how = of_kind("buyer", first.sme.buyer)
    label = {p.id: them for p in material.debtors} | {p.id: us for p in material.case.creditors}
    told = lawyer_letter.told_of(found, label, them, us)
    basis = pen.all("sme_complaint.basis", {}, how)
    asked = pen.one("sme_complaint.asked", {"请求": lawyer_letter.demanded_in_all(found)})
    annexes = pen.all("sme_complaint.annexes", {"交付凭证": steps.delivery_papers(found)})
    found.fields = {
        **told,
        "词": found.nouns,
        "订立": told["合同"]["订立"],
        "共同": sides.told(found, label, label),
        "债务确认": history.acknowledgements(found, label, us),
        "截止日": day(material.as_of),
        "投诉人": [_party(found, p, us, first.sme.size_in_words) for p in material.case.creditors],
        "被投诉人": [_party(found, p, them, pen.one("sme_complaint.buyer", {}, how)) for p in material.debtors],
        "欠款": lawyer_letter.owed_in_all(found, them),
        "依据": series(basis),
        "法律依据": grounds.written(grounds.grounds(found.paper, (), None, pen.articles)),
        "争议": _dispute(found),
        "程序": _proceedings(found),
        "诉求": asked,
        "承诺": pen.one("sme_complaint.true"),
        "附件": [{"序号": str(n), "内容": one} for n, one in enumerate(annexes, 1)],
        "致送": pen.one("sme_complaint.to"),
        "落款": {"日期": day(material.as_of), **parties.signatures(found, material.case.creditors)},
        "称谓": us,
    }
    found.say("LX-P562")
    return found


def _small(found: View) -> bool:
    """Tell whether the regulation protects the creditor: small when the contract was made, and said so (条例 2, 3)."""
    agreed = found.material.contract
    if contracts.several(found.material):
        found.say("LX-P547")
        return False
    if agreed.sme is None or not agreed.sme.size or agreed.sme.told is not True:
        found.say("LX-P561", agreed.where, name=agreed.called)
        return False
    return True


def _party(found: View, party: Party, called: str, kind: str) -> str:
    said = {
        "称谓": called,
        "名称": party.name,
        "类型": kind,
        "身份": parties.identity(found, party, phone=False),
        "代表人": parties.representative(found, party),
        "电话": "",
    }
    return found.pen.one("sme_complaint.party", said)


def _dispute(found: View) -> str:
    """Return what of the debt is disputed, where it was entered; else boxes for the complainant."""
    disputed = [o.id for o in found.material.case.obligations if c.disputed(o)]
    said = {"各笔": naming.items(found, disputed) if disputed else ""}
    return found.pen.one("sme_complaint.dispute", said, c.those({"told": disputed}))


def _proceedings(found: View) -> str:
    """Return the suits on file; else boxes for the complainant."""
    mine = [f for f in found.material.case.filings if f.kind in _SUITS and f.date <= found.material.as_of]
    told = [
        found.pen.one(
            "sme_complaint.filing",
            {"日期": day(f.date), "机构": f.organ, "案号": f.case_no},
            of_kind("filing", f.kind),
        )
        for f in mine
    ]
    if told:
        found.say("LX-P563")
    return found.pen.one("sme_complaint.proceedings", {"各项": listed(told)}, c.those({"told": told}))
