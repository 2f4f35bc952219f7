"""民事起诉状: relief that can be enforced as written, facts with exhibits (民事诉讼法 122, 124).

Refuses to ask a guarantor for more than his guarantee: only the orders whose guarantee is alive, at most the
ceiling, joint liability only where it was promised.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Party
from lexcollect.claims.persons import SuretyClaim
from lexcollect.documents import grounds
from lexcollect.documents.material import Material, View, day, numbered, yuan
from lexcollect.documents.views import contract, figures, history, parties
from lexcollect.findings import has_errors


def view(material: Material) -> View:
    """Return the fields of the complaint and what is to be said about it."""
    found = View("complaint")
    court = _court(material)
    ready = contract.fits_templates(found, material) and _may_sue(found, material)
    if not found.require(court, "court") or not ready:
        return found
    sued = parties.defendants(material)
    label = parties.labels(sued, "被告")
    debtor = label[material.case.debtor.id]
    found.fields = {
        **_people(found, material, sued, label),
        "债务人": debtor,
        "诉讼请求": numbered(_relief(material, sued, label)),
        "请求合计": _sum(material),
        **_facts(found, material, label, debtor),
        "管辖": _jurisdiction(material),
        "法律依据": grounds.written(grounds.grounds("complaint", _circumstances(material), contract.cause(material))),
        "证据说明": "证据名称、证据来源和证明对象详见《证据目录》",
        "证人": "本案暂无证人申请出庭作证",
        "法院": court,
        "附件": numbered(_annexes(material, sued)),
        "落款": {**parties.signature(material.case.creditor), "日期": day(material.as_of)},
    }
    return found


def _people(found: View, material: Material, sued: list[Party], label: dict[str, str]) -> dict[str, Any]:
    plaintiff = parties.block(found, material.case.creditor, "原告", phone=True)
    return {
        "原告": {**plaintiff, "代理人": parties.agents(material)},
        "被告": [parties.block(found, p, label[p.id]) for p in sued],
        "案由": contract.the_contract(material).cause,
    }


def _may_sue(found: View, material: Material) -> bool:
    agreed = contract.the_contract(material).jurisdiction
    if agreed and agreed.kind is k.JurisdictionKind.ARBITRATION:
        found.say("LX-P010", agreed.where, clause=agreed.clause or agreed.text)
    for o in material.claims.account.obligations:
        if o.principal and o.due.rolled >= material.as_of:
            found.say("LX-P017", id=o.id, due=o.due.rolled)
    return not has_errors(found.findings)


def _court(material: Material) -> str:
    agreed = contract.the_contract(material).jurisdiction
    return material.case.choices.court or (agreed.court if agreed else "")


def _relief(material: Material, sued: list[Party], label: dict[str, str]) -> list[str]:
    account, debtor = material.claims.account, label[material.case.debtor.id]
    lines = [f"判令{debtor}支付货款{yuan(account.principal)}元"]
    if account.penalty or account.per_day:
        lines.append(
            f"判令{debtor}支付违约金（暂计至{day(material.as_of)}为{yuan(account.penalty)}元；自"
            f"{day(material.as_of + timedelta(days=1))}起{figures.running(material)}计算至实际付清之日止）"
        )
    lines += [f"判令{debtor}支付{k.word(c.kind)}{yuan(c.amount)}元" for c in material.claims.costs if c.claimed]
    lines += [_surety_relief(material, s, label[s.party], debtor) for s in parties.sureties(material)]
    return [*lines, f"本案案件受理费、保全费由{parties.all_of(sued, '被告')}负担"]


def _surety_relief(material: Material, surety: SuretyClaim, label: str, debtor: str) -> str:
    rest, verb = contract.burden(surety, debtor)
    ceiling = f"在最高债权额{yuan(surety.cap)}元范围内，" if surety.cap is not None else ""
    penalty = f"、违约金{yuan(surety.penalty)}元及此后违约金" if surety.penalty else ""
    return (
        f"判令{label}{ceiling}对{contract.orders(surety.covered)}项下债务（截至{day(material.as_of)}本金"
        f"{yuan(surety.principal)}元{penalty}）{rest}{verb}"
    )


def _sum(material: Material) -> str:
    claimed = sum(1 for c in material.claims.costs if c.claimed)
    last = 1 + bool(material.claims.account.penalty or material.claims.account.per_day) + claimed
    which = {1: "第1项", 2: "第1、2项"}.get(last, f"第1项至第{last}项")
    return f"以上{which}暂计至{day(material.as_of)}共{yuan(material.claims.total)}元"


def _facts(found: View, material: Material, label: dict[str, str], debtor: str) -> dict[str, Any]:
    claims = parties.sureties(material)
    guarantees = [contract.guarantee_fields(found, material, s, label[s.party], debtor, "原告") for s in claims]
    liability = [_liability(material, s, label[s.party], debtor) for s in claims]
    asked = history.demands(material, material.case.debtor, "原告", debtor)
    penalty = figures.penalty(material, debtor)
    return {
        "合同": contract.contract_fields(material, notice=True, costs=bool(material.claims.cost_total)),
        "保证": guarantees,
        "订单": history.order_rows(material),
        "合计": figures.totals(material),
        "截止日": day(material.as_of),
        "开票": history.invoices(material),
        "往来": history.dealings(material, debtor, "原告"),
        "违约金": penalty,
        "费用": _costs(material),
        "保证责任": liability,
        "催告": asked,
        "节": _sections(bool(penalty["分段"]), bool(liability), bool(asked)),
    }


def _costs(material: Material) -> list[dict[str, str]]:
    return [
        {"名称": k.word(c.kind), "金额": yuan(c.amount), "条款": c.clause, "证据": material.cite(c.evidence)}
        for c in material.claims.costs
        if c.claimed
    ]


def _sections(penalty: bool, guarantee: bool, demands: bool) -> dict[str, str]:
    """Return the heads of the optional sections: numbers run on without gaps, whatever is left out."""
    numbers = iter("四五六七")
    return {
        name: f"（{next(numbers)}）" if there else ""
        for name, there in (("违约金", penalty), ("保证责任", guarantee), ("催告", demands))
    }


def _liability(material: Material, surety: SuretyClaim, label: str, debtor: str) -> dict[str, Any]:
    states = {s.state for s in surety.standings.values() if s.alive}
    rest, verb = contract.burden(surety, debtor)
    asked = history.proved_demands(material, material.case.party(surety.party))
    sent = "；".join(
        f"{day(c.date)}，{history.letter_sent(c, '原告', label)}{material.cite(c.evidence)}" for c in asked
    )
    kept = f"{sent}。{label}收到催告时，上述订单的保证期间尚未届满。" if sent and "kept" in states else ""
    return {
        "保证人": label,
        "订单": contract.orders(surety.covered),
        "本金": yuan(surety.principal),
        "违约金": yuan(surety.penalty),
        "合计": yuan(surety.gross),
        "主张金额": yuan(surety.amount),
        "超限": surety.capped,
        "催告": kept,
        "身份": f"{'连带责任' if surety.joint else '一般'}保证人",
        "责任": verb if surety.joint else f"对{rest}{verb}",
    }


def _jurisdiction(material: Material) -> str:
    agreed = contract.the_contract(material)
    if agreed.jurisdiction and agreed.jurisdiction.clause:
        said = agreed.jurisdiction.text or f"争议由{agreed.jurisdiction.court}管辖"
        return f"合同{agreed.jurisdiction.clause}约定，{said}{material.cite(agreed.evidence)}，贵院对本案有管辖权"
    return "因合同纠纷提起的诉讼由被告住所地或者合同履行地人民法院管辖，贵院对本案有管辖权"


def _circumstances(material: Material) -> list[str]:
    """Return which rows of the table of articles apply."""
    sureties = parties.sureties(material)
    agreed = contract.the_contract(material).jurisdiction
    holds = {
        "payments": bool(material.claims.account.shares),
        "penalty": bool(material.claims.account.penalty),
        "joint": any(s.joint for s in sureties),
        "general": any(not s.joint for s in sureties),
        "guarantee": bool(sureties),
        "ceiling": any(s.cap is not None for s in sureties),
        "clause": bool(agreed and agreed.clause),
        "no_clause": not (agreed and agreed.clause),
    }
    return [name for name, there in holds.items() if there]


def _annexes(material: Material, sued: list[Party]) -> list[str]:
    papers = "身份证复印件" if parties.is_natural(material.case.creditor) else "营业执照复印件、法定代表人身份证明书"
    proxy = "、授权委托书" if material.case.agents else ""
    return [f"本起诉状副本{len(sued)}份", f"证据目录及证据材料{len(sued) + 1}套", f"原告{papers}{proxy}各1份"]
