"""保证人催告函: the creditor calls on each guarantor (民法典 687, 688, 693), one letter a guarantor.

Asks a joint guarantor to pay within his guarantee and ceiling; a general one cannot be made to pay before execution on
the debtor, and no letter keeps his period, which is said. The sentences are in ``guarantor.yaml``.
"""

from __future__ import annotations

from typing import Any

from lexcollect.claims.persons import SuretyClaim
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds, stops
from lexcollect.documents.material import Material, View, day, listed, words, yuan
from lexcollect.documents.views import accounts, contract, contracts, demands, guarantee, naming
from lexcollect.documents.views.demand_letter import in_own_name, sender, signatures

#: So many debts are told by their days one by one.
_FEW = 6


def view(material: Material) -> View:
    """Return the fields of the letters and what is to be said about them."""
    found = stops.begin("guarantor", in_own_name(material))
    material = found.material
    payable = accounts.there(found)
    if not material.sureties and not _lapsed(found):
        found.say("LX-P082")
    if not contract.fits_templates(found, material) or not payable or not material.sureties:
        return found
    if void := [s for s in material.sureties if s.void]:
        for surety in void:
            name = material.case.party(surety.party).name
            found.say("LX-P254", contract.security(material, surety).where, name=name)
        return found
    for surety in material.sureties:
        _warn(found, surety)
    found.fields = {
        **sender(found),
        "词": found.nouns,
        "各函": [_letter(found, surety, first=n == 0) for n, surety in enumerate(material.sureties)],
        "法律依据": grounds.written(grounds.grounds_of(found, found.pen.articles)),
        "账户": accounts.accounts(found),
        "落款": {"日期": day(material.as_of), "各方": signatures(found)},
    }
    return found


def _lapsed(found: View) -> bool:
    """Say of each guarantor whose periods are all over that no letter is written to it (民法典 693)."""
    gone = [s for s in found.material.claims.sureties if s.standings and not any(x.alive for x in s.standings.values())]
    for surety in gone:
        where = contract.security(found.material, surety).where
        name = found.material.case.party(surety.party).name
        found.say("LX-P231", where, name=name, ids=tuple(surety.standings), cites=(str(surety.lapse),))
    return bool(gone)


def _warn(found: View, surety: SuretyClaim) -> None:
    """Say what the letter does for the period of a guarantee: it keeps that of a joint guarantor alone (民法典 693)."""
    where = contract.security(found.material, surety).where
    name = found.material.case.party(surety.party).name
    found.say("LX-P084" if surety.joint else "LX-P083", where, name=name)
    days = tuple(f"{id} {one.last}" for id, one in surety.standings.items() if one.last and one.alive)
    if days:
        found.say("LX-P560", where, name=name, days=days)


def _due(found: View, surety: SuretyClaim) -> str:
    """Return when the guaranteed debts fell due, each by itself while they are few; nothing where a day is unknown."""
    debts = [o for o in found.material.claims.account.obligations if o.id in surety.covered]
    if not debts or any(o.due.open for o in debts):
        return ""
    days = [o.due.rolled for o in debts]
    one = [
        found.pen.one("guarantor.due_of", {"编号": found.material.case.printed[o.id], "到期日": day(o.due.rolled)})
        for o in debts
    ]
    said = {"到期日": day(days[0]), "各笔": listed(one), "首日": day(min(days)), "末日": day(max(days))}
    how = c.those({"one": len(debts) == 1, "each": len(debts) <= _FEW})
    return found.pen.one("guarantor.due", said, how)


def _letter(found: View, surety: SuretyClaim, *, first: bool) -> dict[str, Any]:
    material = found.material
    how, party = c.of_surety(surety), material.case.party(surety.party)
    you, us = found.pen.one("letter.addressee"), found.pen.one("letter.client")
    debtor = listed(p.name for p in material.case.debtors)
    fields = guarantee.guarantee_fields(found, surety, you, debtor, us)
    parts = guarantee.guaranteed(found, surety, "guarantee.amount")
    owed = {
        "截止日": day(material.as_of),
        "债务人": debtor,
        "合同": contracts.numbered(found),
        "各笔": naming.items(found, surety.covered),
        "数额": listed(parts),
        "合计": yuan(surety.gross) if len(parts) > 1 else "",
        "最高额": yuan(surety.amount) if surety.capped else "",
    }
    asked = {
        "期限": found.pen.one("letter.period", {"日数": str(material.case.choices.letter.days)}),
        "金额": yuan(surety.amount),
        "大写": words(surety.amount),
        "此后": "" if surety.capped else guarantee.guaranteed_after(found, surety),
        "债务人": debtor,
    }
    undertaken = {
        "日期": fields["日期"],
        "承诺": fields["承诺"],
        "债权范围": fields["债权范围"],
        "方式": fields["方式"],
        "最高债权额": fields["最高债权额"],
        "范围说明": fields["范围说明"],
        "期间说明": fields["期间说明"],
    }
    return {
        "首": first,
        "收函人": party.name,
        "代码": party.uscc or "",
        "缘由": found.pen.one("guarantor.about", {"债务人": debtor}),
        "保证": found.pen.one("guarantor.undertaken", undertaken),
        "欠款": found.pen.one("guarantor.owed", owed),
        "到期": _due(found, surety),
        "此前": demands.demands_on(found, [party], us, {party.id: you}),
        "此前说明": found.pen.one("guarantor.earlier"),
        "请求": found.pen.one("guarantor.asked", asked, how),
        "汇入": surety.joint or "insolvent" in material.circumstances,
        "后果": found.pen.one("guarantor.otherwise", {}, how),
        "性质": found.pen.one("guarantor.notice", {}, how),
    }
