"""还款和解协议 and 调解协议: the debt confirmed without conditions, instalments that add up, a waiver on full payment.

Keeps a guarantor to what he guaranteed: his written consent names the orders and the ceiling (民法典 695). In a pending
suit it is what the court makes a mediation paper of. What else was agreed stands in ``settlement_more``. The sentences
are in ``settlement.yaml``.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from lexcollect.casefile.models import Party
from lexcollect.claims.persons import SuretyClaim
from lexcollect.claims.settling import in_kind_of, plan_of
from lexcollect.cn.numerals import han_number
from lexcollect.documents import circumstances as c
from lexcollect.documents import stops
from lexcollect.documents.material import BLANK, SIDES, Material, View, day, in_a_row, listed, series, yuan
from lexcollect.documents.nouns import instalments
from lexcollect.documents.views import (
    accounts,
    contract,
    contracts,
    courts,
    figures,
    guarantee,
    naming,
    parties,
    running,
    settlement_more,
    sides,
)
from lexcollect.documents.views.settlement_debt import debt
from lexcollect.documents.views.settlement_plan import plan
from lexcollect.findings import has_errors

#: The agreement that a court confirms in a pending suit.
IN_SUIT = "mediation_agreement"
#: The first article whose number depends on what the matter holds.
_FIRST_MOVING_ARTICLE = 7


def applies(material: Material) -> bool:
    """Tell whether terms are on file: without them it is written when it is asked for by name."""
    return material.case.settlement is not None


def view(material: Material) -> View:
    """Return the fields of the agreement and what is to be said about it."""
    return written("settlement", material)


def written(paper: str, material: Material) -> View:
    """Return the fields of ``paper``: the agreement of the parties alone, or the one a court confirms in a suit."""
    found = stops.begin(paper, material)
    material = found.material
    pending = running.asked_in(found) if paper == IN_SUIT else None
    if not contract.fits_templates(found, material) or not _complete(found, material):
        return found
    found.say("LX-P006")
    bound = _consenting(found)
    creditors, debtors = material.case.creditors, material.debtors
    sureties = [material.case.party(s.party) for s in bound]
    new = settlement_more.joining(found, [*creditors, *debtors, *sureties])
    signing = [*creditors, *debtors, *sureties, *new]
    label = {**_sides(found, creditors, 0), **_sides(found, debtors, 1)}
    label |= {p.id: _side(found, number) for number, p in enumerate([*sureties, *new], 2)}
    further = settlement_more.articles(found, label, signing, pending)
    annexes = [*_annexes(found), *settlement_more.annexes(found)]
    how = c.those({"in_suit": pending})
    found.fields = {
        "标题": found.pen.one("settlement.title", {}, how),
        "序言": found.pen.one("settlement.opening", settlement_more.case_told(found, pending), how),
        "新增": [parties.block(found, p, settlement_more.stands(found, p, label[p.id])) for p in new],
        "另条": [],
        **_people(found, bound, label),
        "词": found.nouns,
        **debt(found),
        "分列": contracts.several(found.material),
        "共同": sides.told(found, label, label),
        **plan(found),
        "保证承诺": [
            _promise(found, s, label[s.party], str(i) if len(bound) > 1 else "") for i, s in enumerate(bound, 1)
        ],
        "送达地址": [_address(found, p, label[p.id]) for p in signing],
        "争议解决": "" if pending else _dispute(found),
        "条": _articles(found, _secured(material), [one.name for one in further], in_suit=bool(pending)),
        "份数": han_number(len(signing) + bool(pending)),
        "交存": found.pen.one("settlement.kept", {}, how),
        "抵债": bool(in_kind_of(settlement_more.terms_of(found), material.claims)),
        "附件": [{"序号": str(i), "内容": name} for i, name in enumerate(annexes, 1)],
        "签署方": [{"称谓": label[p.id], **_signs(found, p)} for p in signing],
    }
    numbers = found.fields["条"]
    found.fields["另条"] = [{"序": numbers[one.name], "题": one.name, "款": one.said} for one in further]
    return found


def _secured(material: Material) -> bool:
    """Tell whether the case file holds any security, of which the agreement then speaks."""
    return bool(material.case.securities or material.case.collaterals)


def _articles(found: View, secured: bool, further: Sequence[str], *, in_suit: bool) -> dict[str, str]:
    """Return the numbers of the articles after the sixth; they run on where there is nothing to speak of.

    Where a court makes a mediation paper of it no other court is agreed on for disputes.
    """
    told = {"担保": secured, **dict.fromkeys(further, True), "送达": True, "争议": not in_suit, "其他": True}
    numbers = itertools.count(_FIRST_MOVING_ARTICLE)
    return {
        name: found.pen.one("settlement.article", {"数": han_number(next(numbers))}) if there else ""
        for name, there in told.items()
    }


def _side(found: View, number: int) -> str:
    """Return 甲方, 乙方, 丙方 …"""
    return found.pen.one("settlement.side", {"序": SIDES[number], "数": ""})


def _sides(found: View, group: Sequence[Party], number: int) -> dict[str, str]:
    """Return what each person of a side is called: 甲方, or 甲方一, 甲方二 …"""
    counted = ("" if len(group) == 1 else han_number(n) for n in range(1, len(group) + 1))
    return {
        p.id: found.pen.one("settlement.side", {"序": SIDES[number], "数": each})
        for p, each in zip(group, counted, strict=True)
    }


def _complete(found: View, material: Material) -> bool:
    case, terms = material.case, material.case.settlement
    there = [
        found.require(terms, "terms"),
        accounts.there(found),
    ]
    if terms is None or not all(there):
        return False
    made = plan_of(case, terms, material.claims)
    if made.missing or not all(amount for _, amount in made.instalments):
        found.say("LX-P005", terms.where, sum=made.paid, expected=made.paid + made.missing)
    if made.waived > figures.late(found):
        found.say("LX-P008", terms.where, waived=made.waived, penalty=figures.late(found))
    past = [due_on for due_on, _ in made.instalments if due_on < material.as_of]
    if past:
        found.say("LX-P185", terms.where, days=past, as_of=material.as_of)
    if made.counted_on:
        told = {"counted": made.counted_on, "as_of": material.as_of}
        if made.waived:
            found.say("LX-P080", terms.where, was=terms.waive_penalty, now=made.waived, **told)
        else:
            found.say("LX-P081", terms.where, was=terms.instalments[-1].amount, now=made.instalments[-1][1], **told)
    return not has_errors(found.findings)


def _consenting(found: View) -> tuple[SuretyClaim, ...]:
    """Return the guarantors who sign; without their consent they are no party and their burden does not grow."""
    terms = found.material.case.settlement
    assert terms is not None
    if found.material.sureties and not terms.guarantor_consents:
        found.say("LX-P001", terms.where)
        return ()
    void = [s for s in found.material.sureties if s.void]
    for surety in void:
        name = found.material.case.party(surety.party).name
        found.say("LX-P253", contract.security(found.material, surety).where, name=name)
    return tuple(s for s in found.material.sureties if s not in void)


def _people(found: View, bound: tuple[SuretyClaim, ...], label: dict[str, str]) -> dict[str, Any]:
    case = found.material.case
    ours, theirs = _side(found, 0), _side(found, 1)
    fields = [contract.contract_fields(part, theirs, ours) for part in found.parts]
    origins = [part.pen.one("settlement.origin", *contract.named(part.material.contract)) for part in found.parts]
    performed = [part.pen.one("settlement.performed", {"各笔": _delivered_on(part)}) for part in found.parts]
    return {
        "甲方": _people_of(found, case.creditors, label, ours),
        "乙方": _people_of(found, found.material.debtors, label, theirs),
        "保证人": [parties.block(found, case.party(s.party), label[s.party]) for s in bound],
        "合同": {**fields[0], "缘起": series(origins)},
        "原合同": {
            "简称": found.pen.one("settlement.called"),
            "合称": contracts.several(found.material),
            "效力": contracts.distinct(found, _goes_on),
        },
        "订单名单": _orders(found),
        "履行": "".join(dict.fromkeys(performed)) if len(performed) == 1 or all(performed) else "",
        "截止日": day(found.material.as_of),
    }


def _delivered_on(part: View) -> str:
    """Return on which debts the creditor performed; of one debt, or of one thing paid in parts, that is plain."""
    return "" if naming.only(part) or instalments(part.material.case) else _orders(part)


def _orders(found: View) -> str:
    return naming.items(found, (o.id for o in found.material.own))


def _goes_on(found: View) -> str:
    return found.pen.one("settlement.goes_on", {"简称": found.pen.one("settlement.called")}) + _give_back(found)


def _annexes(found: View) -> list[str]:
    if contracts.several(found.material):
        return found.pen.all("settlement.annexes_several", {"名称": found.nouns["违约"]})
    return found.pen.all("settlement.annexes")


def _give_back(found: View) -> str:
    """Return that leased things still out are to be given back all the same; nothing of any other contract."""
    if "returning" not in found.material.circumstances:
        return ""
    from lexcollect.documents.views import leases  # only a lease has them

    things = c.to_return(found.material.case, found.material.contract, found.material.as_of)
    return found.pen.one("settlement.give_back", {"租赁物": leases.named(found, things)})


def _people_of(found: View, group: Sequence[Party], label: dict[str, str], together: str) -> dict[str, Any]:
    first, *rest = (parties.block(found, p, label[p.id]) for p in group)
    said = found.pen.one("parties.together", {"称谓": together}) if rest else ""
    return {**first, "其余": rest, "合称": said}


def _promise(found: View, surety: SuretyClaim, label: str, number: str) -> dict[str, Any]:
    """Return what a guarantor consents to; ``number`` of the item, empty where he is the only one."""
    agreed = contract.security(found.material, surety)
    fields = guarantee.guarantee_fields(found, surety, label, _side(found, 1), _side(found, 0))
    length = guarantee.term(found, agreed.period) if agreed.period and agreed.period.count else ""
    return {
        **fields,
        "序号": number,
        "称谓": label,
        "订单": naming.items(found, surety.covered),
        "本金": yuan(surety.principal),
        "违约金": yuan(surety.penalty + surety.interest),
        "数额": listed(guarantee.guaranteed(found, surety, "settlement.guaranteed")),
        "保证期间": found.need(length, "period", agreed.where),
    }


def _address(found: View, party: Party, label: str) -> dict[str, str]:
    """Return where a party is served; what it sends to a company reaches who represents it, if nobody else is named."""
    agreed = party.service_address
    place = agreed.address if agreed else found.need(party.domicile, "domicile", party.where, name=party.name)
    speaks = party.name if parties.is_natural(party) else party.legal_rep.name if party.legal_rep else ""
    recipient = (agreed.recipient if agreed else "") or speaks
    phone = (agreed.phone if agreed else "") or party.phone
    return {
        "称谓": label,
        "地址": place,
        "收件人": in_a_row((recipient, phone)) or BLANK,
        "邮箱": (agreed.email if agreed else "") or party.email or BLANK,
    }


def _dispute(found: View) -> str:
    if "exclusive" in found.material.circumstances:
        on = next(part.contract for part in found.material.parts if "exclusive" in part.circumstances)
        works = on.works
        return found.pen.one("settlement.works_dispute", {"工程地点": works.place if works else ""})
    if courts.of_premises(found.material):
        places = listed(dict.fromkeys(t.place for t in found.material.case.leased_things if t.place))
        return found.pen.one("settlement.premises_dispute", {"坐落": places})
    creditor = found.material.case.creditor
    place = found.need(creditor.domicile, "domicile", creditor.where, name=creditor.name)
    return found.pen.one("settlement.dispute", {"住所": place})


def _signs(found: View, party: Party) -> dict[str, str]:
    signs = parties.signature(found, party)
    return {**signs, "代表人": found.pen.one("settlement.signs_for") if signs["代表人"] else ""}
