"""还款和解协议: the debt confirmed without conditions, instalments that add up, a waiver only on full payment.

Keeps a guarantor to what he guaranteed: his written consent names the orders and the ceiling (民法典 695). The
sentences are in ``settlement.yaml``.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from lexcollect.casefile.models import Party
from lexcollect.claims.persons import SuretyClaim
from lexcollect.claims.settling import owed_of, plan_of
from lexcollect.cn.numerals import han_number
from lexcollect.documents import circumstances as c
from lexcollect.documents import stops
from lexcollect.documents.material import (
    BLANK,
    SIDES,
    Material,
    View,
    day,
    in_a_row,
    instalments,
    listed,
    series,
    words,
    yuan,
)
from lexcollect.documents.views import accounts, contract, contracts, courts, figures, loans, naming, parties, sides
from lexcollect.documents.views.many import MANY
from lexcollect.findings import has_errors
from lexcollect.law.rules.parts import Part

#: The first article whose number depends on what the matter holds.
_FIRST_MOVING_ARTICLE = 7


def applies(material: Material) -> bool:
    """Tell whether terms are on file: without them it is written when it is asked for by name."""
    return material.case.settlement is not None


def view(material: Material) -> View:
    """Return the fields of the agreement and what is to be said about it."""
    found = stops.begin("settlement", material)
    material = found.material
    if not contract.fits_templates(found, material) or not _complete(found, material):
        return found
    found.say("LX-P006")
    bound = _consenting(found)
    creditors, debtors = material.case.creditors, material.debtors
    sureties = [material.case.party(s.party) for s in bound]
    signing = [*creditors, *debtors, *sureties]
    label = {**_sides(found, creditors, 0), **_sides(found, debtors, 1)}
    label |= {p.id: _side(found, number) for number, p in enumerate(sureties, 2)}
    annexes = _annexes(found)
    found.fields = {
        **_people(found, bound, label),
        "词": found.nouns,
        **_debt(found),
        "分列": contracts.several(found.material),
        "共同": sides.told(found, label, label),
        **_plan(found),
        "保证承诺": [
            _promise(found, s, label[s.party], str(i) if len(bound) > 1 else "") for i, s in enumerate(bound, 1)
        ],
        "送达地址": [_address(found, p, label[p.id]) for p in signing],
        "争议解决": _dispute(found),
        "强制执行公证": False,
        "条": _articles(found, _secured(material)),
        "份数": han_number(len(signing)),
        "附件": [{"序号": str(i), "内容": name} for i, name in enumerate(annexes, 1)],
        "签署方": [{"称谓": label[p.id], **_signs(found, p)} for p in signing],
    }
    return found


def _secured(material: Material) -> bool:
    """Tell whether the case file holds any security, of which the agreement then speaks."""
    return bool(material.case.securities or material.case.collaterals)


def _articles(found: View, secured: bool) -> dict[str, str]:
    """Return the numbers of the articles after the sixth; they run on where there is no security to speak of."""
    told = {"担保": secured, "送达": True, "争议": True, "其他": True}
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
    plan = plan_of(case, terms, material.claims)
    if plan.missing or not all(amount for _, amount in plan.instalments):
        found.say("LX-P005", terms.where, sum=plan.paid, expected=plan.paid + plan.missing)
    if plan.waived > figures.late(found):
        found.say("LX-P008", terms.where, waived=plan.waived, penalty=figures.late(found))
    past = [due_on for due_on, _ in plan.instalments if due_on < material.as_of]
    if past:
        found.say("LX-P185", terms.where, days=past, as_of=material.as_of)
    if plan.counted_on:
        told = {"counted": plan.counted_on, "as_of": material.as_of}
        if plan.waived:
            found.say("LX-P080", terms.where, was=terms.waive_penalty, now=plan.waived, **told)
        else:
            found.say("LX-P081", terms.where, was=terms.instalments[-1].amount, now=plan.instalments[-1][1], **told)
    return not has_errors(found.findings)


def _owed(found: View) -> Decimal:
    return owed_of(found.material.claims)


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


def _debt(found: View) -> dict[str, Any]:
    each = [contracts.of(found, part, series(_each(part))) for part in found.parts]
    lost = found.material.all_lost
    parts = figures.beside_loss(found) if lost else figures.beside_principal(found)
    loss = figures.loss_total(found)
    confirmed = {
        "损失": yuan(loss) if lost else "",
        "损失大写": words(loss) if lost else "",
        "截止日": day(found.material.as_of),
        "本金额": yuan(found.material.principal),
        "本金大写": words(found.material.principal),
        "各项": listed(parts),
        "合计": yuan(_owed(found)) if parts or not lost else "",
        "合计大写": words(_owed(found)) if parts or not lost else "",
    }
    return {
        "债务": {
            "本金": yuan(found.material.principal),
            "违约金": yuan(figures.late(found)),
            "合计": yuan(_owed(found)),
            "确认": found.pen.one("settlement.confirmed", confirmed),
            "各笔": _rows(found),
            "明细": series(each) if contracts.several(found.material) else _split(found),
        },
        "大写": figures.capital_words(found),
    }


def _rows(found: View) -> list[dict[str, str]]:
    """Return what is left of each debt as rows of a table, where there are too many for a sentence; else nothing."""
    if found.material.claims.losses:  # told as one sum
        return []
    named = [(part, o) for part in found.parts for o in part.material.own if o.principal or o.penalty or o.interest]
    if len(named) <= MANY:
        return []
    return [
        {
            "合同": contracts.name_of(part.material.contract) if contracts.several(found.material) else "",
            "编号": o.id,
            "本金": yuan(o.principal),
            "违约金": yuan(o.penalty + o.interest),
        }
        for part, o in named
    ]


def _split(found: View) -> str:
    """Return of what the debt is made, debt by debt; of a single one nothing is left to tell."""
    each = _each(found)
    return series(each) if len(each) > 1 or not naming.only(found) else ""


def _each(found: View) -> list[str]:
    """Return what is left of each debt of one contract, then its daily fees and what is asked besides."""
    if found.material.claims.losses:
        lost = [head for head in found.material.claims.heads if head.whole]
        told = [(head.title.render("zh"), head.amount) for head in lost]
        return _each_fee(found, [*told, *figures.costs(found).items()])
    called = found.nouns["违约"]
    each = [
        found.pen.one(
            "settlement.each",
            {
                "编号": naming.said(found, "settlement.each.sum", [o.id]),
                "本金额": yuan(o.principal),
                "名称": called if o.penalty + o.interest else "",
                "违约金": yuan(o.penalty + o.interest),
            },
            c.those({"charge_only": not o.principal}),
        )
        for o in found.material.own
        if o.principal or o.penalty or o.interest
    ]
    besides = [(fee.title, fee.amount) for fee in found.material.claims.running if fee.amount]
    besides += [(figures.called(found, o), o.principal) for o in found.material.beside]
    return [*each, *_each_fee(found, [*besides, *figures.costs(found).items()])]


def _each_fee(found: View, sums: Iterable[tuple[str, Decimal]]) -> list[str]:
    return [found.pen.one("settlement.each_fee", {"名目": name, "金额": yuan(amount)}) for name, amount in sums]


def _plan(found: View) -> dict[str, Any]:
    material = found.material
    terms = material.case.settlement
    assert terms is not None
    plan = plan_of(material.case, terms, material.claims)
    waived = plan.waived
    standard = _standards(found)
    called = found.nouns["违约"]
    goes_on = {"名称": called, "标准": standard, "截止日": day(material.as_of), "占用费": _fees_after(found)}
    return {
        "分期": [
            {
                "期次": str(n),
                "日期": found.pen.one("settlement.instalment_day", {"日期": day(due_on)}),
                "金额": yuan(amount),
                "大写": words(amount),
            }
            for n, (due_on, amount) in enumerate(plan.instalments, 1)
        ],
        "分期合计": {"金额": yuan(plan.paid), "大写": words(plan.paid)},
        "分期说明": found.pen.one("settlement.instalments_note", {}, c.those({"waived": waived})),
        "账户": accounts.accounts(found),
        "变更账户": found.pen.one("settlement.other_account"),
        "抵充顺序": _order(found),
        "减免": {"金额": yuan(waived), "大写": words(waived), "宽限": str(terms.grace_days)} if waived else {},
        "不减免": found.pen.one("settlement.no_waiver", goes_on, c.those({"named": contracts.several(material)})),
        "加速": {"宽限": str(terms.grace_days), "事由": found.pen.one("settlement.called_early")},
        "违约责任": {
            "标准": standard,
            "内容": found.pen.one("settlement.breach", {"名称": called, "标准": standard}),
            "费用": found.pen.one("settlement.costs_after", {"费用": contract.cost_words(found)}),
        },
        "签订地": terms.signed_place,
    }


def _standards(found: View) -> str:
    """Return the standards at which the debts of each contract go on to bear, in words."""
    if contracts.several(found.material):
        runs = [part for part in found.parts if "penalty_runs" in part.material.circumstances]
        return listed(contracts.of(found, part, _standard(part, among=True)) for part in runs)
    return _standard(found)


def _standard(found: View, *, among: bool = False) -> str:
    """Return at which rate it goes on: of the agreed penalty, of the statutory loss, or of a loan's interest; or none.

    Of a loan the clause says no rate that the cap may have cut: interest and penalty go on at what was counted.
    ``among`` several contracts its name stands before.
    """
    agreed = found.material.contract.late_penalty
    said = {"条款": "", "标准": "", "违约金标准": "", "上限": ""}
    if found.material.claims.account.interest_name == "interest":
        said |= {"标准": figures.running_standard(found), "违约金标准": loans.rates_on(found, Part.PENALTY)}
    elif agreed:
        most = contract.penalty_limit(found, agreed)
        said |= {"条款": agreed.clause, "标准": contract.penalty_standard(found, agreed), "上限": most}
    else:
        said["标准"] = figures.loss_standard(found) or figures.running_standard(found)
    return found.pen.one("settlement.standard", said, c.those({"named": among and said["条款"]}))


def _fees_after(found: View) -> str:
    """Return the daily fees that go on after the cut-off day."""
    return listed(
        found.pen.one("settlement.fee_after", {"名目": fee.title, "每日": yuan(fee.per_day)})
        for fee in found.material.claims.running
        if fee.open
    )


def _order(found: View) -> str:
    """Return the order in which instalments are applied: the contract's, else the statute's (民法典 561)."""
    if contracts.several(found.material):
        return found.pen.one(
            "settlement.order_several", {"名称": found.nouns["违约"], "损失": listed(figures.losses(found))}
        )
    agreed = found.material.claims.account.ledger.clause
    said = {
        "次序": contract.sequence(found, agreed.order) if agreed else "",
        "条款": agreed.clause if agreed else "",
    }
    return found.pen.one("settlement.order", said, c.those({"agreed_order": agreed}))


def _promise(found: View, surety: SuretyClaim, label: str, number: str) -> dict[str, Any]:
    """Return what a guarantor consents to; ``number`` of the item, empty where he is the only one."""
    agreed = contract.security(found.material, surety)
    fields = contract.guarantee_fields(found, surety, label, _side(found, 1), _side(found, 0))
    length = contract.term(found, agreed.period) if agreed.period and agreed.period.count else ""
    return {
        **fields,
        "序号": number,
        "称谓": label,
        "订单": naming.items(found, surety.covered),
        "本金": yuan(surety.principal),
        "违约金": yuan(surety.penalty + surety.interest),
        "数额": listed(contract.guaranteed(found, surety, "settlement.guaranteed")),
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
