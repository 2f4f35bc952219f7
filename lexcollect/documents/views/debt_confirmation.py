"""债务确认书: the debtor confirms what is left of the debt itself and promises to pay it (民法典 195, 诉讼时效规定 14).

Principal only: sums of late charges in a confirmed account may cost the creditor the agreed penalty (买卖合同解释
18(3)). Guarantors who still answer sign that they know of it. The sentences are in ``confirmation.yaml``.
"""

from __future__ import annotations

from lexcollect.causes.circumstances import of_kind
from lexcollect.cn.numerals import han_count
from lexcollect.documents import stops
from lexcollect.documents.material import Material, View, day, listed, series, words, yuan
from lexcollect.documents.views import contract, contracts, figures, parties, sides
from lexcollect.documents.views.statement_letter import agreed_terms, ended, left, rows, totals


def view(material: Material) -> View:
    """Return the fields of the paper and what is to be said about it."""
    found = stops.begin("debt_confirmation", material)
    material = found.material
    if not contract.fits_templates(found, material):
        return found
    if not left(found):
        found.say("LX-P541")
        return found
    debtors, creditors = material.debtors, material.case.creditors
    you, us = listed(p.name for p in debtors), listed(p.name for p in creditors)
    called = {"债务人": found.pen.one("confirmation.debtor"), "债权人": found.pen.one("confirmation.creditor")}
    until, rest = day(material.as_of), left(found)
    sureties = [material.case.party(s.party) for s in material.sureties if not s.void]
    how = of_kind("sharing", sides.way(material))
    found.fields = {
        "词": found.nouns,
        "缘由": found.pen.one("confirmation.purpose", {"债务人": you, "债权人": us}),
        "由来": [
            contract.contract_fields(p, called["债务人"], called["债权人"], cited=False)["订立"] for p in found.parts
        ],
        "确认": found.pen.one("confirmation.owed", {"截止日": until, "尚欠": yuan(rest), "大写": words(rest)}),
        "各笔": rows(found),
        "分列": contracts.several(material),
        "合计": totals(found),
        "先抵": series(filter(None, (_applied(found), ended(found)))),
        "共同": found.pen.one("confirmation.together", {}, how),
        "承诺": found.pen.one("confirmation.promise"),
        "保留": found.pen.one("confirmation.kept", {"各项": agreed_terms(found)}),
        "保证": [found.pen.one("confirmation.surety", {"保证人": p.name}) for p in sureties],
        "份数": found.pen.one("confirmation.copies", {"份数": han_count(len(debtors) + len(sureties) + 1)}),
        "各方": [{"称谓": called["债务人"], **parties.signature(found, p)} for p in debtors],
        "保证人": [{"称谓": found.pen.one("confirmation.guarantor"), **parties.signature(found, p)} for p in sureties],
    }
    found.say("LX-P542")
    return found


def _applied(found: View) -> str:
    """Return what of the payments went to something else than the principal, or nothing."""
    parts = figures.beside_parts(found)
    return found.pen.one("confirmation.applied", {"项目": listed(parts)}) if parts else ""
