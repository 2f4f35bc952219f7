"""抵押人催告函: a letter to each third person who gave a thing as security (民法典 410, 436).

They owe nothing themselves and answer with the thing alone: nobody is asked to pay, and what follows is its
realisation. No letter keeps a mortgage beyond the limitation of its debt (419), which is told. The sentences are in
``guarantor.yaml``.
"""

from __future__ import annotations

from typing import Any

from lexcollect.casefile.models import Party
from lexcollect.causes.circumstances import of_kind
from lexcollect.documents import grounds, stops
from lexcollect.documents.material import Material, View, day, listed, yuan
from lexcollect.documents.views import accounts, collateral, contract, contracts, lawyer_letter
from lexcollect.documents.views.demand_letter import in_own_name, sender, signatures


def view(material: Material) -> View:
    """Return the fields of the letters and what is to be said about them."""
    debtors = {p.id for p in material.case.debtors}
    people = [p for p in collateral.grantors(material) if p.id not in debtors]
    found = stops.begin("mortgagor", in_own_name(material), asked=[p.id for p in people])
    material = found.material
    people = [p for p in people if p.id not in material.left_out]
    payable = accounts.there(found)
    if not people:
        found.say("LX-P566")
    if not contract.fits_templates(found, material) or not payable or not people:
        return found
    debtor = listed(p.name for p in material.case.debtors)
    found.fields = {
        **sender(found),
        "各函": [_letter(found, party, debtor, first=not n) for n, party in enumerate(people)],
        "欠款": lawyer_letter.owed_in_all(found, debtor),
        "账户": accounts.accounts(found),
        "落款": {"日期": day(material.as_of), "各方": signatures(found)},
    }
    found.say("LX-P567", names=listed(p.name for p in people))
    return found


def _letter(found: View, party: Party, debtor: str, *, first: bool) -> dict[str, Any]:
    own = View(found.paper, found.material)  # its articles are those of this letter alone
    things = collateral.given_by(found.material, party.id)
    given, after = [], []
    for thing in things:
        kind = of_kind("collateral", thing.kind)
        said = {
            "担保物": thing.thing,
            "债务人": debtor,
            "合同": contracts.numbered(found),
            "日期": day(thing.registered_on) if thing.registered_on else "",
            "证明号": thing.number,
            "金额": yuan(thing.amount) if thing.amount is not None else "",
        }
        given.append(own.pen.one("guarantor.thing_given", said, kind))
        after.append(own.pen.one("guarantor.thing_otherwise", {}, kind))
    period = own.pen.one("letter.period", {"日数": str(found.material.case.choices.letter.days)})
    return {
        "首": first,
        "收函人": party.name,
        "代码": party.uscc or "",
        "缘由": own.pen.one("guarantor.thing_about", {"债务人": debtor}),
        "担保": given,
        "请求": own.pen.one("guarantor.thing_asked", {"期限": period, "债务人": debtor}),
        "后果": list(dict.fromkeys(after)),
        "法律依据": grounds.written(grounds.grounds(found.paper, (), None, own.pen.articles)),
    }
