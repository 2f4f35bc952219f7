"""诉讼财产保全申请书: the six contents of 财产保全规定 1; never more than the claim (民事诉讼法 105).

The sentences are in ``preservation.yaml``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Communication, Party, PreservationGuarantee
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.persons import SuretyClaim
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds, stops
from lexcollect.documents.material import Material, View, day, listed, numbered, series, without_stop, yuan
from lexcollect.documents.views import complaint, contract, contracts, courts, demands, figures, history, parties, sides
from lexcollect.findings import has_errors
from lexcollect.law.rules.parts import Part


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    found = stops.begin("preservation", material)
    material = found.material
    court = courts.court_of(found)
    fits = contract.fits_templates(found, material)
    asked, total = material.case.preservation, material.asked
    amount = asked.amount if asked and asked.amount else total
    if asked and asked.stage is not k.Stage.SUIT:
        found.say("LX-P018", asked.where)
    if amount > total:
        found.say("LX-P019", asked.where if asked else None, amount=amount, total=total)
    elif amount < total:
        found.say("LX-P052", asked.where if asked else None, amount=amount, total=total)
    if not fits or not court or has_errors(found.findings):
        return found
    sued = parties.owes(material)
    apart = [p for p in parties.defendants(material) if p not in sued]
    if apart:
        found.say("LX-P200", apart[0].where, names=listed(p.name for p in apart))
    label = parties.labels(found, sued, "preservation.respondent")
    limits = _limits(material, sued, amount)
    found.fields = {
        **_people(found, sued, label),
        "词": found.nouns,
        "请求事项": numbered(_request(found, p, label[p.id], limits[p.id]) for p in sued),
        "保全数额": {
            "总额": yuan(amount),
            "各被申请人": [_limit(found, p, label[p.id], limits[p.id]) for p in sued],
        },
        **_facts(found, label),
        **_assets(found),
        "担保情况": _guarantee(found, asked.guarantee if asked else None),
        "其他事项": [],
        "法律依据": grounds.written(grounds.grounds_of(found)),
        "法院": court,
        "附件": numbered(_annexes(found)),
        "落款": {**parties.signatures(found, material.case.creditors), "日期": day(material.as_of)},
    }
    return found


def _people(found: View, sued: list[Party], label: dict[str, str]) -> dict[str, Any]:
    def with_address(party: Party, name: str) -> dict[str, Any]:
        place, reach = parties.service_place(found, party)
        return {**parties.block(found, party, name), "送达地址": place, "联系方式": reach}

    material = found.material
    applicants = parties.side(found, material.case.creditors, "preservation.applicant", with_address)
    return {
        "申请人": {**applicants, "代理人": parties.agents(found)},
        "被申请人": [with_address(p, label[p.id]) for p in sued],
        "被申请人称谓": parties.all_of(found, sued, "preservation.respondents"),
        "债务人": sides.debtors(found, label),
        "案由": complaint.cause_title(found),
    }


def _applicant(found: View) -> str:
    return found.pen.one("preservation.applicant", {"序": ""})


def _limits(material: Material, sued: list[Party], amount: Decimal) -> dict[str, Decimal]:
    """Return how much is asked of each: of a debtor what it owes, of a guarantor at most what he answers for."""
    out = {p.id: sides.part_of(material, p, amount) for p in sued}
    for surety in material.sureties:
        out[surety.party] = min(amount, surety.amount)
    return out


def _request(found: View, party: Party, label: str, amount: Decimal) -> str:
    return found.pen.one("preservation.request", {"称谓": label, "名称": party.name, "金额": yuan(amount)})


def _limit(found: View, party: Party, label: str, amount: Decimal) -> dict[str, str]:
    return {"称谓": label, "名称": party.name, "金额": yuan(amount), "构成": _made_of(found, party, amount)}


def _made_of(found: View, party: Party, amount: Decimal) -> str:
    """Return of what the amount is made up; what is asked for less than the claim says so."""
    claims = found.material.claims
    surety = next((s for s in found.material.sureties if s.party == party.id), None)
    if surety is not None:
        return _made_of_guarantee(found, surety, amount)
    parts = series(contracts.of(found, part, listed(_sums(part))) for part in found.parts)
    said = {"数额": parts, "合计": yuan(claims.total)}
    return found.pen.one("preservation.made_of", said, c.those({"part_only": amount < claims.total}))


def _sums(found: View) -> list[str]:
    """Return of what the claim on one contract is made up: principal, charges, fees, costs."""
    claims = found.material.claims
    charges = [(Part.PENALTY, claims.account.penalty), (Part.INTEREST, claims.account.interest)]
    if claims.account.interest_name == "interest":  # the penalty of a loan stands beside its interest, after it
        charges.reverse()
    sums = [(Part.PRINCIPAL, found.material.principal), *charges]
    if claims.losses:  # rent and charges are told as the one sum they come to
        return [*_lost(found), *_made_of_costs(found)]
    until = figures.penalty_until(found)
    parts = [
        found.pen.one("preservation.made_of_part", {"金额": yuan(sum_), "截止": until}, of_kind("part", part))
        for part, sum_ in (*sums, (Part.COSTS, claims.cost_total))
        if sum_
    ]
    fees = [
        found.pen.one("preservation.made_of_fee", {"名目": fee.title, "金额": yuan(fee.amount)})
        for fee in claims.running
        if fee.amount
    ]
    fees += [
        found.pen.one("preservation.made_of_fee", {"名目": o.title or o.id, "金额": yuan(o.principal)})
        for o in found.material.beside
    ]
    if fees:
        parts.insert(len(parts) - bool(claims.cost_total), listed(fees))
    return parts


def _lost(found: View) -> list[str]:
    """Return the loss of a finance lease that was terminated, as a part of the claim."""
    told = (head for head in found.material.claims.heads if head.whole)
    return [
        found.pen.one("preservation.made_of_fee", {"名目": head.title.render("zh"), "金额": yuan(head.amount)})
        for head in told
    ]


def _made_of_costs(found: View) -> list[str]:
    spent = found.material.claims.cost_total
    said = {"金额": yuan(spent), "截止": ""}
    return [found.pen.one("preservation.made_of_part", said, of_kind("part", Part.COSTS))] if spent else []


def _made_of_guarantee(found: View, surety: SuretyClaim, amount: Decimal) -> str:
    parts = contract.guaranteed(found, surety, "guarantee.amount")
    named = contracts.several(found.material) and len(parts) > 1  # each sum stands behind its contract
    said = {
        "各笔": "" if named else contract.items(found, surety.covered),
        "数额": listed(parts),
        "合计": yuan(surety.gross),
        "最高额": yuan(surety.cap) if surety.cap is not None else "",
    }
    less = c.those({"part_only": amount < surety.amount})
    return found.pen.one("preservation.made_of_guarantee", said, c.of_surety(surety), less)


def _facts(found: View, label: dict[str, str]) -> dict[str, Any]:
    material = found.material
    debtor, applicant = sides.debtors(found, label), _applicant(found)
    several = contracts.several(material)
    parts = [_of_contract(part, debtor, applicant) for part in found.parts]
    own = contracts.for_own_template(found, lambda: _of_contract(found, debtor, applicant)) if several else parts[0]
    apply = parties.numbered(found, material.case.creditors, "preservation.applicant")
    owed = [i for a in history.proved_acknowledgements(material) for i in a.evidence]
    return {
        **own,
        "分部": [
            {**told, "名": contracts.name_of(part.material.contract), "词": part.nouns}
            for part, told in zip(found.parts, parts, strict=True)
        ]
        if several
        else [],
        "保证": [_guarantor(found, surety, label[surety.party], debtor) for surety in material.sureties],
        "共同": sides.told(found, label, apply),
        "截止日": day(material.as_of),
        "欠款证据": material.cite(owed),
        "保全理由": _reasons(found, debtor, label),
    }


def _of_contract(found: View, debtor: str, applicant: str) -> dict[str, Any]:
    """Return what is told of one contract: how it was made, what is left, what runs on it."""
    return {
        "合同": contract.contract_fields(found, debtor, applicant),
        "合计": figures.totals(found, debtor, applicant),
        "履行": found.pen.one("preservation.performed"),
        "违约金": figures.penalty(found, debtor),
        "占用费": figures.use_fees(found),
    }


def _guarantor(found: View, surety: SuretyClaim, label: str, debtor: str) -> dict[str, Any]:
    fields = contract.guarantee_fields(found, surety, label, debtor, _applicant(found))
    said = {
        "保证人": label,
        "最高额": fields["最高债权额"],
        "各笔": contract.items(found, surety.covered),
        "责任": contract.burden(found, surety, debtor),
    }
    return {**fields, "主张": found.pen.one("preservation.claim", said)}


def _reasons(found: View, debtor: str, label: dict[str, str]) -> list[str]:
    material = found.material
    asked = material.case.preservation
    made = [sent for p in material.debtors for sent in demands.proved_demands(material, p)]
    letters = sorted((sent for sent in made if demands.is_letter(sent)), key=lambda sent: sent.date)
    reasons = [
        found.pen.one(
            "preservation.demanded",
            {
                "日期": day(sent.date),
                "函件": demands.letter_sent(found, sent, _applicant(found), label[sent.recipient]),
                "证据": material.cite(sent.evidence),
                "债务人": debtor,
            },
            c.those({"paid_since": _paid_since(material, sent)}),
        )
        for sent in letters[-1:]
    ]
    said = without_stop(asked.reason) if asked else ""
    return [*reasons, found.need(said, "reason", asked.where if asked else None)]


def _paid_since(material: Material, sent: Communication) -> bool:
    return any(sent.date <= share.day <= material.as_of for share in material.claims.account.shares)


def _assets(found: View) -> dict[str, Any]:
    material = found.material
    rows = []
    clues = (clue for clue in material.told.asset_clues if clue.owner not in material.left_out)
    for number, clue in enumerate(clues, 1):
        rows.append(
            {
                "序号": str(number),
                "权利人": material.case.party(clue.owner).name,
                "类型": clue.kind.label,
                "信息": series(part for part in (clue.description, clue.location, clue.encumbrances) if part),
                "来源": f"{clue.source.label}{material.cite(clue.evidence)}",
            }
        )
    if not rows:
        found.say("LX-P007")
    head = found.pen.one("preservation.assets_head", {}, c.those({"clues": rows}))
    return {"财产标题": head, "财产线索": rows, "查控申请": found.pen.one("preservation.search")}


def _guarantee(found: View, offered: PreservationGuarantee | None) -> str:
    if offered is None or offered.kind is k.GuaranteeKind.NONE:
        found.say("LX-P013", offered.where if offered else None)
        provider = ""
    else:
        provider = found.need(offered.provider, "provider", offered.where)
    said = {
        "提供人": provider,
        "编号": offered.number if offered else "",
        "金额": yuan(offered.amount) if offered and offered.amount else "",
    }
    how = of_kind("security", offered.kind if offered else None)
    return found.pen.one("preservation.security", said, how, c.of_clause("", said["编号"]))


def _annexes(found: View) -> list[str]:
    papers = parties.own_papers_of(found, found.material.case.creditors)
    asked = found.material.case.preservation
    offered = asked and asked.guarantee and asked.guarantee.kind is not k.GuaranteeKind.NONE
    return found.pen.all(
        "preservation.annexes",
        {"身份材料": papers},
        c.those({"security_offered": offered}) | parties.one_paper(found, found.material.case.creditors),
    )
