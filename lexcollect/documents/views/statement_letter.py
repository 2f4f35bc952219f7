"""对账函: asks the debtor to confirm what is left of the debt itself, receivable by receivable.

Sums of the principal only: a statement that fixes principal and late charges may cost the creditor the agreed penalty
(买卖合同解释 18(3)). It waives nothing; the promise to pay is for the debtor to fill in (民法典 195, 诉讼时效规定 14).
Of a finance lease that was terminated it lists the rent that was due by then; the damages are settled apart
(融资租赁解释 11).
The sentences are in ``statement.yaml``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.account import ZERO, ObligationAccount
from lexcollect.documents import circumstances as c
from lexcollect.documents import stops
from lexcollect.documents.material import Material, View, day, listed, series, yuan
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import contract, contracts, figures, parties
from lexcollect.documents.views.demand_letter import in_own_name, sender, signatures
from lexcollect.documents.views.lawyer_letter import addressees, how_decided


def view(material: Material) -> View:
    """Return the fields of the letter and what is to be said about it."""
    found = stops.begin("statement", in_own_name(material))
    if not contract.fits_templates(found, found.material):
        return found
    material = found.material
    until, sums = day(material.as_of), totals(found)
    if material.lost and not left(found):
        found.say("LX-P502", material.contract.where, paper=PAPERS[found.paper].name, name=material.contract.called)
        return found
    found.fields = {
        **sender(found),
        "编号": "",  # the number in the case file is that of the lawyer's letter
        "词": found.nouns,
        "收函人": addressees(found),
        "请求": found.pen.one("statement.asked", {"截止日": until}),
        "各笔": rows(found),
        "分列": contracts.several(material),
        "合计": sums,
        "先抵": series(filter(None, (_applied(found), ended(found)))),
        "保留": found.pen.one("statement.kept", {"各项": agreed_terms(found)}),
        "寄回": found.pen.one("statement.return"),
        "付清": found.pen.one("statement.promise"),
        "无误": found.pen.one("statement.right", {"截止日": until, "尚欠": sums["尚欠"]}),
        "不符": found.pen.one("statement.wrong"),
        "确认": [parties.signature(found, p) for p in material.debtors],
        "落款": {"日期": until, "各方": signatures(found)},
    }
    return found


def _applied(found: View) -> str:
    """Return what of the payments went to something else than the principal, or nothing."""
    parts = figures.beside_parts(found)
    return found.pen.one("statement.applied", {"项目": listed(parts)}) if parts else ""


def agreed_terms(found: View) -> str:
    """Return what the contract says of charges, court and costs, and what the letter leaves as it is."""
    contract = found.material.contract
    agreed = {
        "head.penalty": contract.late_penalty,
        "head.late_interest": contract.term_interest or contract.late_interest,
        "head.costs": contract.cost_clause,
    }
    how = of_kind("dispute", how_decided(contract.jurisdiction))
    return listed(found.pen.all("statement.agreed", {}, c.those(agreed), how))


def ended(found: View) -> str:
    """Return what the paper leaves out of a finance lease that was terminated, or nothing."""
    said = [
        part.pen.one(
            "statement.ended",
            {"合同": contracts.name_of(part.material.contract), "解除日": day(part.material.claims.losses[0].day)},
        )
        for part in found.parts
        if part.material.all_lost
    ]
    return series(said)


def listed_debts(found: View) -> list[tuple[View, ObligationAccount]]:
    """Return the debts that are listed, each with its contract; of a lease that was ended the rent due by then."""
    told = []
    for part in found.parts:
        days = {loss.contract: loss.day for loss in part.material.claims.losses}
        told += [(part, o) for o in part.material.own if o.contract not in days or o.due.agreed <= days[o.contract]]
    return told


def totals(found: View) -> dict[str, str]:
    """Return what the listed debts come to: owed, paid, left."""
    own = [o for _, o in listed_debts(found)]
    return {
        "应付": yuan(sum((o.amount for o in own), ZERO)),
        "已清偿": yuan(sum((o.paid for o in own), ZERO)),
        "尚欠": yuan(left(found)),
    }


def left(found: View) -> Decimal:
    """Return what is left of the listed debts, in yuan."""
    return sum((o.principal for _, o in listed_debts(found)), ZERO)


def rows(found: View) -> list[dict[str, Any]]:
    """Return what is left of each receivable of the debt itself, with its contract where there are several."""
    return [
        {
            "合同": contracts.name_of(part.material.contract),
            "编号": found.material.case.printed[o.id],
            "应付": yuan(o.amount),
            "已清偿": yuan(o.paid),
            "尚欠": yuan(o.principal),
        }
        for part, o in listed_debts(found)
    ]
