"""诉讼财产保全申请书: the six contents of 财产保全规定 1; never more than the claim (民事诉讼法 105)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Party, PreservationGuarantee
from lexcollect.documents import grounds
from lexcollect.documents.material import Material, View, day, numbered, yuan
from lexcollect.documents.views import complaint, contract, figures, history, parties
from lexcollect.findings import has_errors

_KINDS = {
    k.GuaranteeKind.INSURER: (
        "申请人{offers}{provider}出具的诉讼财产保全责任保险保函{no}{amount}，由其赔偿因申请错误给被申请人造成的损失"
    ),
    k.GuaranteeKind.OWN_PROPERTY: "申请人以自有财产（{provider}）提供担保{amount}，担保财产的权属及价值证明附后",
    k.GuaranteeKind.THIRD_PARTY: "{provider}为申请人提供保证担保{amount}，保证书及资信证明附后",
    k.GuaranteeKind.BANK: "申请人{offers}{provider}出具的独立保函{no}{amount}",
}


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    found = View("preservation")
    relied = complaint.view(material)
    found.findings += [f for f in relied.findings if f.code != "LX-P003"]
    asked = material.case.preservation
    amount = asked.amount if asked and asked.amount else material.claims.total
    if asked and asked.stage is not k.Stage.SUIT:
        found.say("LX-P018", asked.where)
    if amount > material.claims.total:
        found.say("LX-P019", asked.where if asked else None, amount=amount, total=material.claims.total)
    if not relied.fields or has_errors(found.findings):
        return found
    sued = parties.defendants(material)
    label = parties.labels(sued, "被申请人")
    limits = _limits(material, sued, amount)
    found.fields = {
        **_people(found, material, sued, label),
        "请求事项": numbered(_request(p, label[p.id], limits[p.id]) for p in sued),
        "保全数额": {
            "总额": yuan(amount),
            "各被申请人": [_limit(material, p, label[p.id], limits[p.id]) for p in sued],
        },
        **_facts(found, material, label),
        **_assets(found, material),
        "担保情况": _guarantee(found, asked.guarantee if asked else None),
        "其他事项": [],
        "法律依据": grounds.written(grounds.grounds("preservation", (), contract.cause(material))),
        "法院": relied.fields["法院"],
        "附件": numbered(_annexes(material)),
        "落款": relied.fields["落款"],
    }
    return found


def _people(found: View, material: Material, sued: list[Party], label: dict[str, str]) -> dict[str, Any]:
    def with_address(party: Party, name: str) -> dict[str, Any]:
        place, reach = parties.service_place(found, party)
        return {**parties.block(found, party, name), "送达地址": place, "联系方式": reach}

    applicant = with_address(material.case.creditor, "申请人")
    return {
        "申请人": {**applicant, "代理人": parties.agents(material)},
        "被申请人": [with_address(p, label[p.id]) for p in sued],
        "被申请人称谓": parties.all_of(sued, "被申请人"),
        "债务人": label[material.case.debtor.id],
        "案由": contract.the_contract(material).cause,
    }


def _limits(material: Material, sued: list[Party], amount: Decimal) -> dict[str, Decimal]:
    """Return how much is asked of each: the whole of the debtor, of a guarantor at most what he answers for."""
    out = {p.id: amount for p in sued}
    for surety in parties.sureties(material):
        out[surety.party] = min(amount, surety.amount)
    return out


def _request(party: Party, label: str, amount: Decimal) -> str:
    return (
        f"请求依法冻结{label}{party.name}名下银行存款人民币{yuan(amount)}元，或者查封、扣押、冻结其同等价值的其他财产"
    )


def _limit(material: Material, party: Party, label: str, amount: Decimal) -> dict[str, str]:
    return {"称谓": label, "名称": party.name, "金额": yuan(amount), "构成": _made_of(material, party)}


def _made_of(material: Material, party: Party) -> str:
    account = material.claims.account
    surety = next((s for s in parties.sureties(material) if s.party == party.id), None)
    if surety is None:
        costs = f"、实现债权的费用{yuan(material.claims.cost_total)}元" if material.claims.cost_total else ""
        penalty = f"、暂计至{day(material.as_of)}的违约金{yuan(account.penalty)}元" if account.penalty else ""
        return f"货款本金{yuan(account.principal)}元{penalty}{costs}"
    ceiling = "，以最高债权额为限" if surety.capped else ""
    return (
        f"{contract.orders(surety.covered)}项下本金{yuan(surety.principal)}元、违约金{yuan(surety.penalty)}元{ceiling}"
    )


def _facts(found: View, material: Material, label: dict[str, str]) -> dict[str, Any]:
    debtor = label[material.case.debtor.id]
    owed = [i for a in material.case.acknowledgements for i in a.evidence]
    guarantees = []
    for surety in parties.sureties(material):
        name = label[surety.party]
        fields = contract.guarantee_fields(found, material, surety, name, debtor, "申请人")
        limit = f"在最高债权额{fields['最高债权额']}元范围内" if surety.cap is not None else ""
        burden = "".join(contract.burden(surety, debtor))
        fields["主张"] = f"申请人据此请求{name}{limit}对{contract.orders(surety.covered)}项下债务{burden}"
        guarantees.append(fields)
    return {
        "合同": contract.contract_fields(material),
        "保证": guarantees,
        "合计": figures.totals(material),
        "截止日": day(material.as_of),
        "欠款证据": material.cite(owed),
        "违约金": figures.penalty(material, debtor),
        "保全理由": _reasons(found, material, debtor),
    }


def _reasons(found: View, material: Material, debtor: str) -> list[str]:
    asked = material.case.preservation
    demanded = [
        c
        for c in history.proved_demands(material, material.case.debtor)
        if c.kind in (k.CommunicationKind.LETTER, k.CommunicationKind.LAWYER_LETTER)
    ]
    reasons = [
        f"{day(c.date)}，{history.letter_sent(c, '申请人', debtor)}{material.cite(c.evidence)}，{debtor}至今未付"
        for c in demanded[-1:]
    ]
    said = (asked.reason if asked else "").strip().rstrip("。；;.")
    return [*reasons, found.need(said, "reason", asked.where if asked else None)]


def _assets(found: View, material: Material) -> dict[str, Any]:
    rows = []
    for number, clue in enumerate(material.case.asset_clues, 1):
        more = "；".join(part for part in (clue.description, clue.location, clue.encumbrances) if part)
        rows.append(
            {
                "序号": str(number),
                "权利人": material.case.party(clue.owner).name,
                "类型": k.word(clue.kind),
                "信息": more,
                "来源": f"{k.word(clue.source)}{material.cite(clue.evidence)}",
            }
        )
    if not rows:
        found.say("LX-P007")
    search = "请求人民法院通过网络执行查控系统查询被申请人名下财产，并在请求数额内采取保全措施"
    return {"财产线索": rows, "查控申请": f"{'除上述线索外，' if rows else ''}申请人{search}"}


def _guarantee(found: View, offered: PreservationGuarantee | None) -> str:
    if offered is None:
        found.say("LX-P013")
        return "【待补：担保方式、担保数额及担保人】"
    if offered.kind is k.GuaranteeKind.NONE:
        found.say("LX-P013", offered.where)
        return "申请人请求准许不提供担保，理由：【待补：不需要提供担保的理由】"
    provider = found.need(offered.provider, "provider", offered.where)
    return _KINDS[offered.kind].format(
        offers="提供" if offered.number else "拟提供",
        provider=provider,
        no=f"（编号{offered.number}）" if offered.number else "",
        amount=f"，担保金额人民币{yuan(offered.amount)}元" if offered.amount else "",
    )


def _annexes(material: Material) -> list[str]:
    papers = "身份证复印件" if parties.is_natural(material.case.creditor) else "营业执照复印件、法定代表人身份证明书"
    return ["民事起诉状及证据材料1套", f"申请人{papers}各1份", "保全担保材料1份"]
