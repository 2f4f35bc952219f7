"""诉讼、诉前财产保全申请书: the six contents of 财产保全规定 1; never more than the claim (民事诉讼法 105).

Owns both applications on a claim that nothing has decided. Before suit (104) the urgency is told, security is a must
and assets are named: no court searches for them (财产保全规定 5(2), 10(1)). Sentences: ``preservation.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Acknowledgement, Communication, Party, Preservation, PreservationGuarantee
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.persons import SuretyClaim
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds, stops
from lexcollect.documents.material import Material, View, day, listed, numbered, series, without_stop, yuan
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import (
    complaint,
    contract,
    contracts,
    courts,
    demands,
    figures,
    guarantee,
    history,
    naming,
    parties,
    running,
    sides,
)
from lexcollect.documents.views.preserved_sum import made_of
from lexcollect.findings import has_errors
from lexcollect.wording import text

#: The application before suit or arbitration, and which application each stage asks for.
_BEFORE = "preservation_before_suit"
OF_STAGE = {
    k.Stage.SUIT: "preservation",
    k.Stage.PRE_SUIT: _BEFORE,
    k.Stage.PRE_ENFORCEMENT: "preservation_before_enforcement",
}


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    return written("preservation", material)


def applies(material: Material) -> bool:
    """Tell whether preservation is asked for with the suit, or nobody said when."""
    asked = material.case.preservation
    return asked is None or asked.stage is k.Stage.SUIT


def of_its_stage(found: View) -> None:
    """Say which application the stage in the case file asks for, where it is another one."""
    asked = found.material.case.preservation
    if asked and OF_STAGE[asked.stage] != found.paper:
        other = PAPERS[OF_STAGE[asked.stage]]
        paper = PAPERS[found.paper].name
        found.say("LX-P018", asked.where, paper=paper, stage=asked.stage, other=other.name, id=other.id)


def written(paper: str, material: Material) -> View:
    """Return the fields of ``paper``, one of the two applications."""
    found = stops.begin(paper, material)
    if paper != _BEFORE:
        found = running.among_its_parties(found, running.suit(material))
    material = found.material
    court = _court(found)
    fits = contract.fits_templates(found, material)
    if material.claims.apart and not fits:
        return found
    asked, total = material.case.preservation, material.asked
    amount = asked.amount if asked and asked.amount else total
    of_its_stage(found)
    within(found, amount, total)
    if not fits or not court or has_errors(found.findings):
        return found
    sued = parties.owes(material)
    apart = [p for p in parties.defendants(material) if p not in sued]
    if apart:
        found.say("LX-P200", apart[0].where, names=listed(p.name for p in apart))
    label = parties.labels(found, sued, "preservation.respondent")
    limits = _limits(material, sued, amount)
    assets = assets_of(found, _stage(found))
    if paper == _BEFORE:
        _before_suit(found, asked, amount, assets["财产线索"])
    found.fields = {
        **people(found, sued, label),
        "被申请人称谓": parties.all_of(found, sued, "preservation.respondents"),
        "债务人": sides.debtors(found, label),
        "词": found.nouns,
        "请求事项": numbered(request(found, p, label[p.id], limits[p.id]) for p in sued),
        "保全数额": {
            "总额": yuan(amount),
            "各被申请人": [_limit(found, p, label[p.id], limits[p.id]) for p in sued],
        },
        "开头": _opening(found),
        **_facts(found, label),
        **assets,
        "担保情况": guarantee_words(found, asked.guarantee if asked else None),
        "其他事项": found.pen.all("preservation.other", {}, _stage(found)),
        "目的": found.pen.one("preservation.purpose", {}, _stage(found)),
        "法律依据": grounds.written(grounds.grounds_of(found)),
        "法院": court,
        "附件": numbered(_annexes(found)),
        "落款": {**parties.signatures(found, material.case.creditors), "日期": day(material.as_of)},
    }
    return found


def within(found: View, amount: Decimal, total: Decimal) -> None:
    """Refuse more than the claim (民事诉讼法 105), and note that less is asked for."""
    asked = found.material.case.preservation
    if amount != total:
        code = "LX-P019" if amount > total else "LX-P052"
        found.say(code, asked.where if asked else None, amount=amount, total=total)


def _stage(found: View) -> frozenset[str]:
    """Return when preservation is asked for, and what is to follow: a suit or an arbitration."""
    stage = k.Stage.PRE_SUIT if found.paper == _BEFORE else k.Stage.SUIT
    agreed = found.material.contract.jurisdiction
    return of_kind("stage", stage) | of_kind("dispute", agreed.kind if agreed else None)


def _court(found: View) -> str:
    """Return the court asked: before suit the one entered for it (104(1)), in a suit that of the pending case."""
    asked = found.material.case.preservation
    if found.paper != _BEFORE:
        pending = running.suit(found.material)
        return pending.organ if pending and pending.organ else courts.court_of(found)
    if asked and asked.court:
        return asked.court
    if any(part.contract.jurisdiction and part.contract.jurisdiction.court for part in found.material.parts):
        return courts.court_of(found)
    court = found.material.case.choices.court
    return court if found.require(court, "preserving_court") else ""


def _opening(found: View) -> str:
    """Return of what the application is part: of a suit that is filed with it, or pending, or still to come."""
    pending = running.suit(found.material) if found.paper != _BEFORE else None
    said = {
        "对方": parties.all_of(found, parties.owes(found.material), "preservation.respondents"),
        "案由": complaint.cause_title(found),
        "案号": pending.case_no if pending else "",
    }
    return found.pen.one("preservation.opening", said, _stage(found), c.those({"pending": pending}))


def _before_suit(found: View, asked: Preservation | None, amount: Decimal, named: list[dict[str, str]]) -> None:
    """Refuse what no court grants before suit: no assets named, no security offered, or less than is asked for."""
    offered = asked.guarantee if asked else None
    if not named:
        found.require(named, "assets")
    if offered and offered.kind is k.GuaranteeKind.NONE:
        found.say("LX-P350", offered.where)
    elif offered and offered.amount and offered.amount < amount:
        found.say("LX-P351", offered.where, offered=offered.amount, amount=amount)
    found.say("LX-P352")


def people(found: View, sued: list[Party], label: dict[str, str]) -> dict[str, Any]:
    """Return both sides, with address and a way to reach them, and the cause of action."""

    def with_address(party: Party, name: str) -> dict[str, Any]:
        place, reach = parties.service_place(found, party)
        return {**parties.block(found, party, name), "送达地址": place, "联系方式": reach}

    material = found.material
    applicants = parties.side(found, material.case.creditors, "preservation.applicant", with_address)
    return {
        "申请人": {**applicants, "代理人": parties.agents(found)},
        "被申请人": [with_address(p, label[p.id]) for p in sued],
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


def request(found: View, party: Party, label: str, amount: Decimal) -> str:
    """Return what is asked for against one respondent, in the words of 民事诉讼法 103 and 105."""
    return found.pen.one("preservation.request", {"称谓": label, "名称": party.name, "金额": yuan(amount)})


def _limit(found: View, party: Party, label: str, amount: Decimal) -> dict[str, str]:
    return {"称谓": label, "名称": party.name, "金额": yuan(amount), "构成": made_of(found, party, amount)}


def _facts(found: View, label: dict[str, str]) -> dict[str, Any]:
    material = found.material
    debtor, applicant = sides.debtors(found, label), _applicant(found)
    several = contracts.several(material)
    parts = [_of_contract(part, debtor, applicant) for part in found.parts]
    own = contracts.for_own_template(found, lambda: _of_contract(found, debtor, applicant)) if several else parts[0]
    apply = parties.numbered(found, material.case.creditors, "preservation.applicant")
    owed = [i for a in _confirming(material) for i in a.evidence]
    return {
        **own,
        "分部": [
            {**told, "名": contracts.name_of(part.material.contract), "词": part.nouns}
            for part, told in zip(found.parts, parts, strict=True)
        ]
        if several
        else [],
        "保证": [_guarantor(found, surety, label[surety.party], debtor) for surety in material.sureties],
        "共同": [*_costs(found, debtor), *sides.told(found, label, apply)],
        "截止日": day(material.as_of),
        "欠款证据": material.cite(owed),
        "保全理由": _reasons(found, debtor, label),
    }


def _costs(found: View, debtor: str) -> Iterator[str]:
    """Yield the costs that the sum holds, with the clause on which the debtor bears them."""
    several = contracts.several(found.material)
    for part in found.parts:
        for cost in part.material.claims.costs:
            if not cost.claimed:
                continue
            said = {
                "名称": cost.kind.label,
                "金额": yuan(cost.amount),
                "合同": contracts.name_of(part.material.contract) if several else part.pen.one("preservation.contract"),
                "条款": cost.clause,
                "债务人": debtor,
                "证据": found.material.cite(cost.evidence),
            }
            yield found.pen.one("preservation.cost", said)


def _confirming(material: Material) -> list[Acknowledgement]:
    """Return what proves the sum left: a confirmation of less is no proof of it, unless several add up to it."""
    made, left = history.proved_well(material), material.principal
    together = sum((a.amount for a in made if a.amount is not None and a.covers), Decimal("0.00")) >= left
    return [a for a in made if a.amount is None or a.amount >= left or (together and a.covers)]


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
    fields = guarantee.guarantee_fields(found, surety, label, debtor, _applicant(found))
    said = {
        "保证人": label,
        "最高额": fields["最高债权额"],
        "各笔": naming.items(found, surety.covered),
        "责任": guarantee.burden(found, surety, debtor),
    }
    return {**fields, "主张": found.pen.one("preservation.claim", said, c.of_surety(surety))}


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
    said, where = without_stop(asked.reason) if asked else "", asked.where if asked else None
    if found.paper == _BEFORE:  # what is urgent is the reason; another one may stand beside it
        urgent = without_stop(asked.urgent) if asked else ""
        return [*reasons, *([said] if said else []), found.need(urgent, "urgency", where)]
    return [*reasons, found.need(said, "reason", where)]


def _paid_since(material: Material, sent: Communication) -> bool:
    return any(sent.date <= share.day <= material.as_of for share in material.claims.account.shares)


def assets_of(found: View, stage: frozenset[str]) -> dict[str, Any]:
    """Return the assets named, their heading, and the request to search for others where a court does (10, 11)."""
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
    if not rows and found.paper == OF_STAGE[k.Stage.SUIT]:
        found.say("LX-P007", why=text("documents.clue.preserve"))
    head = found.pen.one("preservation.assets_head", {}, c.those({"clues": rows}), stage)
    return {"财产标题": head, "财产线索": rows, "查控申请": found.pen.one("preservation.search", {}, stage)}


def guarantee_words(found: View, offered: PreservationGuarantee | None) -> str:
    """Return what is offered as security, or why none is needed (财产保全规定 5–9)."""
    provider, amount, reason = "", yuan(offered.amount) if offered and offered.amount else "", ""
    if offered is None:
        found.say("LX-P013", None)
    elif offered.kind is k.GuaranteeKind.NONE:
        reason = found.need(without_stop(offered.reason), "no_security", offered.where)
    else:
        provider = found.need(offered.provider, "provider", offered.where)
        if found.paper == _BEFORE:  # as much as is asked for (财产保全规定 5(2))
            amount = found.need(amount, "security_amount", offered.where)
    said = {"提供人": provider, "编号": offered.number if offered else "", "金额": amount, "理由": reason}
    how = of_kind("security", offered.kind if offered else None)
    return found.pen.one("preservation.security", said, how, c.of_clause("", said["编号"]))


def _annexes(found: View) -> list[str]:
    papers = parties.own_papers_of(found, found.material.case.creditors)
    asked = found.material.case.preservation
    offered = asked and asked.guarantee and asked.guarantee.kind is not k.GuaranteeKind.NONE
    return found.pen.all(
        "preservation.annexes",
        {"身份材料": papers},
        _stage(found),
        c.those({"security_offered": offered, "pending": found.paper != _BEFORE and running.suit(found.material)})
        | parties.one_paper(found, found.material.case.creditors),
    )
