"""还款和解协议: the debt confirmed without conditions, instalments that add up, a waiver only on full payment.

Keeps a guarantor to what he guaranteed: his written consent names the orders and the ceiling (民法典 695).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lexcollect.casefile.models import Party
from lexcollect.claims.persons import SuretyClaim
from lexcollect.cn.numerals import han_number
from lexcollect.cn.rates import rate_words
from lexcollect.documents.material import Material, View, day, words, yuan
from lexcollect.documents.views import contract, figures, parties
from lexcollect.documents.views.lawyer_letter import account
from lexcollect.findings import has_errors


def view(material: Material) -> View:
    """Return the fields of the agreement and what is to be said about it."""
    found = View("settlement")
    if not contract.fits_templates(found, material) or not _complete(found, material):
        return found
    found.say("LX-P006")
    bound = _consenting(found, material)
    sides = [material.case.creditor, material.case.debtor, *(material.case.party(s.party) for s in bound)]
    label = {p.id: f"{side}方" for p, side in zip(sides, parties.SIDES, strict=False)}
    found.fields = {
        **_people(found, material, bound, label),
        **_debt(material),
        **_plan(material),
        "保证承诺": [_promise(found, material, s, label[s.party], i) for i, s in enumerate(bound, 1)],
        "送达地址": [_address(found, p, label[p.id]) for p in sides],
        "争议解决": _dispute(found, material),
        "强制执行公证": False,
        "份数": han_number(len(sides)),
        "附件": [{"序号": "1", "内容": "欠款及违约金明细表"}, {"序号": "2", "内容": "各方身份材料复印件"}],
        "签署方": [{"称谓": label[p.id], **_signs(p)} for p in sides],
    }
    return found


def _complete(found: View, material: Material) -> bool:
    case, terms = material.case, material.case.settlement
    there = [
        found.require(terms, "terms"),
        found.require(case.creditor.bank, "bank", case.creditor.where),
        found.require(contract.the_contract(material).late_penalty, "late_penalty"),
    ]
    if terms is None or not all(there):
        return False
    paid = sum((i.amount for i in terms.instalments), Decimal("0.00"))
    expected = _owed(material) - (terms.waive_penalty or Decimal("0.00"))
    if paid != expected:
        found.say("LX-P005", terms.where, sum=paid, expected=expected)
    if terms.waive_penalty and terms.waive_penalty > material.claims.account.penalty:
        found.say("LX-P008", terms.where, waived=terms.waive_penalty, penalty=material.claims.account.penalty)
    return not has_errors(found.findings)


def _owed(material: Material) -> Decimal:
    return material.claims.account.principal + material.claims.account.penalty


def _consenting(found: View, material: Material) -> list[SuretyClaim]:
    """Return the guarantors who sign; without their consent they are no party and their burden does not grow."""
    liable = parties.sureties(material)
    assert material.case.settlement is not None
    if liable and not material.case.settlement.guarantor_consents:
        found.say("LX-P001", material.case.settlement.where)
        return []
    return liable


def _people(found: View, material: Material, bound: list[SuretyClaim], label: dict[str, str]) -> dict[str, Any]:
    case = material.case
    return {
        "甲方": parties.block(found, case.creditor, "甲方"),
        "乙方": parties.block(found, case.debtor, "乙方"),
        "保证人": [parties.block(found, case.party(s.party), label[s.party]) for s in bound],
        "合同": contract.contract_fields(material),
        "订单名单": contract.orders(o.id for o in case.obligations),
        "截止日": day(material.as_of),
    }


def _debt(material: Material) -> dict[str, Any]:
    claims = material.claims.account
    each = "；".join(f"订单{o.id}本金{yuan(o.principal)}元、违约金{yuan(o.penalty)}元" for o in claims.obligations)
    return {
        "债务": {
            "本金": yuan(claims.principal),
            "违约金": yuan(claims.penalty),
            "合计": yuan(_owed(material)),
            "明细": each,
        },
        "大写": figures.capital_words(material),
    }


def _plan(material: Material) -> dict[str, Any]:
    terms, agreed = material.case.settlement, contract.the_contract(material)
    assert terms is not None and agreed.late_penalty is not None and material.case.creditor.bank is not None
    total = sum((i.amount for i in terms.instalments), Decimal("0.00"))
    waived = terms.waive_penalty
    less = "减去第四条附条件减免的金额" if waived else ""
    return {
        "分期": [
            {"期次": str(n), "日期": f"{day(i.due_on)}前", "金额": yuan(i.amount), "大写": words(i.amount)}
            for n, i in enumerate(terms.instalments, 1)
        ],
        "分期合计": {"金额": yuan(total), "大写": words(total)},
        "分期说明": f"上表各期金额合计等于第一条确认的债务总额{less}",
        "账户": account(material.case.creditor.bank),
        "抵充顺序": _order(material),
        "减免": {"金额": yuan(waived), "大写": words(waived), "宽限": str(terms.grace_days)} if waived else {},
        "加速": {"宽限": str(terms.grace_days)},
        "违约责任": {
            "标准": f"按原合同{agreed.late_penalty.clause}约定的{rate_words(agreed.late_penalty.rate)}",
            "费用": contract.cost_words(agreed) if agreed.cost_clause else "",
        },
        "签订地": terms.signed_place,
    }


def _order(material: Material) -> str:
    """Return the order in which instalments are applied: the contract's, else the statute's (民法典 561)."""
    agreed = material.claims.account.ledger.clause
    if agreed is None:
        return "实现债权的费用、违约金、货款本金（按到期先后）"
    where = f"（原合同{agreed.clause}）" if agreed.clause else ""
    return f"{contract.sequence(agreed.order)}{where}"


def _promise(found: View, material: Material, surety: SuretyClaim, label: str, number: int) -> dict[str, Any]:
    agreed = contract.security(material, surety)
    fields = contract.guarantee_fields(found, material, surety, label, "乙方", "甲方")
    length = contract.term(agreed.period) if agreed.period and agreed.period.count else ""
    return {
        **fields,
        "序号": str(number),
        "称谓": label,
        "订单": contract.orders(surety.covered),
        "本金": yuan(surety.principal),
        "违约金": yuan(surety.penalty),
        "保证期间": found.need(length, "period", agreed.where),
    }


def _address(found: View, party: Party, label: str) -> dict[str, str]:
    agreed = party.service_address
    place = agreed.address if agreed else found.need(party.domicile, "domicile", party.where, name=party.name)
    recipient = (agreed.recipient if agreed else "") or (party.name if parties.is_natural(party) else "")
    phone = (agreed.phone if agreed else "") or party.phone
    return {
        "称谓": label,
        "地址": place,
        "收件人": "，".join(x for x in (recipient, phone) if x) or "　",
        "邮箱": (agreed.email if agreed else "") or party.email or "　",
    }


def _dispute(found: View, material: Material) -> str:
    creditor = material.case.creditor
    place = found.need(creditor.domicile, "domicile", creditor.where, name=creditor.name)
    return f"甲方住所地（签订本协议时为{place}）有管辖权的人民法院"


def _signs(party: Party) -> dict[str, str]:
    signs = parties.signature(party)
    return {**signs, "代表人": "法定代表人或授权代表（签名）：" if signs["代表人"] else ""}
