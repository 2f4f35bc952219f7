"""民事起诉状: relief that can be enforced as written, facts with exhibits (民事诉讼法 122, 124).

Refuses to ask a guarantor for more than his guarantee: only the orders whose guarantee is alive, at most the
ceiling, joint liability only where it was promised. The sentences are in ``complaint.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Party
from lexcollect.claims.costs import CostItem
from lexcollect.claims.jurisdiction import Connection
from lexcollect.claims.persons import SuretyClaim
from lexcollect.cn.numerals import han_number
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds, stops
from lexcollect.documents.material import Material, View, day, listed, numbered, without_stop, yuan
from lexcollect.documents.views import (
    contract,
    contracts,
    courts,
    demands,
    figures,
    guarantee,
    guarantee_kept,
    history,
    joinder,
    many,
    naming,
    parties,
    relief,
    sides,
    steps,
)

#: The section of the facts that comes first after orders, payments and debt.
_FIRST_OPEN_SECTION = 4
#: The kind of evidence that a witness gives (民事诉讼法 66).
_WITNESS = "证人证言"


def view(material: Material) -> View:
    """Return the fields of the complaint and what is to be said about it."""
    found = stops.begin("complaint", material)
    material = found.material
    court = courts.court_of(found)
    if not contract.fits_templates(found, material) or not court:
        return found
    _asked_first(found)
    links = courts.linked(found, court)
    sued = parties.defendants(material)
    label = parties.labels(found, sued, "complaint.defendant")
    debtor = sides.debtors(found, label)
    asked = list(relief.relief(found, sued, label))
    found.fields = {
        **_people(found, sued, label),
        "词": found.nouns,
        "债务人": debtor,
        "诉讼请求": numbered(asked),
        "请求合计": sum_told(found),
        **_facts(found, label, debtor),
        "管辖": _choice(found, debtor) + _jurisdiction(found, court, links, label),
        "证据说明": found.need(found.pen.one("complaint.evidence"), "exhibits"),
        "证人": _witnesses(found),
        "法院": court,
        "附件": numbered(_annexes(found, sued)),
        "落款": {**parties.signatures(found, material.case.creditors), "日期": day(material.as_of)},
    }
    found.fields["法律依据"] = grounds.written(grounds.grounds_of(found, found.pen.articles))
    return found


def _witnesses(found: View) -> str:
    """Return who testifies: a blank where the catalogue has words of a witness, else nothing (民事诉讼法 124(4))."""
    spoken = [e for e in found.material.exhibits.values() if e.kind == _WITNESS]
    return found.need("", "witnesses") if spoken else ""


def _asked_first(found: View) -> None:
    """Say that the debtor is called on to pay before this suit, where the law wants it and no demand is proved."""
    material = found.material
    causes = [part.cause for part in material.parts if part.cause and not material.sureties_only]
    first = next((cause.demand_first for cause in causes if cause.demand_first), ())
    if first and not any(demands.proved_demands(material, debtor) for debtor in material.case.debtors):
        found.say("LX-P079", cites=tuple(str(cite) for cite in first), name=material.case.debtor.name)


def _people(found: View, sued: list[Party], label: dict[str, str]) -> dict[str, Any]:
    def block(party: Party, label: str) -> dict[str, Any]:
        return dict(parties.block(found, party, label, phone=True))

    plaintiffs = parties.side(found, found.material.case.creditors, "complaint.plaintiff", block)
    return {
        "原告": {**plaintiffs, "代理人": parties.agents(found)},
        "被告": [parties.block(found, p, label[p.id]) for p in sued],
        "案由": cause_title(found),
    }


def plaintiff_label(found: View) -> str:
    """Return 原告, also of several together."""
    return found.pen.one("complaint.plaintiff", {"序": ""})


def cause_title(found: View) -> str:
    """Return the cause of action (案由): that of the contract, of guarantors sued alone that of the guarantee.

    Those of several contracts stand side by side, in the order in which they are asked for.
    """
    causes = dict.fromkeys(part.contract.cause for part in found.material.parts)
    return found.pen.one("complaint.cause", {"案由": listed(causes)})


def _later(found: View) -> str:
    """Return that the retention is left for later, or nothing."""
    later = found.material.later
    if not later:
        return ""
    found.say("LX-M199", ids=[id for id, _, _ in later], day=max(on for _, _, on in later))
    said = {
        "各笔": naming.items(found, (id for id, _, _ in later)),
        "金额": yuan(sum((amount for _, amount, _ in later), Decimal("0.00"))),
        "日期": day(max(on for _, _, on in later)),
    }
    return found.pen.one("complaint.retention_later", said)


def sum_told(found: View) -> str:
    """Return what all claims come to until the cut-off day."""
    material = found.material
    last = len(material.sureties if material.sureties_only else material.claims.heads)
    said = {
        "末项": str(last),
        "截止日": day(material.as_of),
        "合计": contracts.by_money(found, lambda each: each.asked),
    }
    told = found.pen.one("complaint.sum", said, c.those({"one": last == 1, "two": last == 2}))
    return told if material.sureties_only else told + contracts.asked(found)


def _in_sum(found: View, label: dict[str, str], debtor: str) -> str:
    """Return whom the summary names: of a bill all who owe on it by law, the endorsers too (票据法 68)."""
    if not any(o.bill for o in found.material.case.obligations):
        return debtor
    by_law = (p for p in found.material.debtors if p.tie and p.tie.ground is k.TieGround.LAW)
    return listed([debtor, *(label[p.id] for p in by_law if p.role is not k.Role.DEBTOR)])


def _facts(found: View, label: dict[str, str], debtor: str) -> dict[str, Any]:
    material, plaintiff = found.material, plaintiff_label(found)
    several = contracts.several(material)
    parts = [_of_contract(part, label, debtor) for part in found.parts]
    if material.claims.apart:
        parts = [contracts.in_money(part, told) for part, told in zip(found.parts, parts, strict=True)]
    guarantees = [guarantee.guarantee_fields(found, s, label[s.party], debtor, plaintiff) for s in material.sureties]
    liability = [_liability(found, s, label[s.party], debtor) for s in material.sureties]
    asked = demands.demands_on(found, material.debtors, plaintiff, label)
    late = any(part["违约金"]["分段"] for part in parts)
    return {
        **(parts[0] if not several else contracts.for_own_template(found, lambda: _of_contract(found, label, debtor))),
        "分部": _numbered(found, parts) if several else [],
        "保证": guarantees,
        "共同": [*sides.told(found, label, relief.plaintiffs(found)), *_collateral(found, label)],
        "受让": sides.assigned(found, label, relief.plaintiffs(found)),
        "截止日": day(material.as_of),
        "往来": history.dealings(found, label, plaintiff),
        "汇总": contracts.summary(found),
        "综述": _summary(found, _in_sum(found, label, debtor)) + _on_things(found, label) + _later(found),
        "费用": _costs(found),
        "保证责任": liability,
        "催告": asked,
        "节": _sections(found, {"违约金": late, "保证责任": liability, "催告": asked}),
    }


def _of_contract(found: View, label: dict[str, str], debtor: str) -> dict[str, Any]:
    """Return what is told of one contract: terms, performance, invoices, debts, and what runs on them."""
    plaintiff, penalty = plaintiff_label(found), figures.penalty(found, debtor)
    rows = history.order_rows(found, debtor, plaintiff)
    spent = any(cost.claimed for cost in found.material.claims.costs)
    return {
        "合同": contract.contract_fields(found, debtor, plaintiff, notice=True, costs=spent),
        **steps.told(found, label, plaintiff),
        "其他验收": steps.of_no_debt(found, label, plaintiff),
        "订单": rows,
        **one_by_one(found, rows, debtor, plaintiff),
        "合计": figures.totals(found, debtor, plaintiff),
        "交付": handed_over(found, debtor, plaintiff),
        "开票": history.invoices(found, plaintiff),
        "违约金": {**penalty, "叙述": penalty_told(found, penalty)},
        "占用费": figures.use_fees(found),
    }


def _numbered(found: View, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the parts with the number and name of each contract, and the words of its cause."""
    return [
        {
            **told,
            "序号": found.pen.one("complaint.section", {"数": han_number(number)}),
            "名": contracts.name_of(part.material.contract),
            "词": part.nouns,
        }
        for number, (part, told) in enumerate(zip(found.parts, parts, strict=True), 1)
    ]


def _on_things(found: View, label: dict[str, str]) -> str:
    """Return how those answer who only gave a thing as security; nothing where nobody did."""
    if not found.material.case.collaterals:
        return ""
    from lexcollect.documents.views import collateral  # only a matter with a thing as security, guarantee, naming

    return "".join(collateral.duty(found, label))


def _summary(found: View, debtor: str) -> str:
    works = found.material.contract.works
    ground = works.qualification.label if works and works.qualification else ""
    return found.pen.one("complaint.summary", {"债务人": debtor, "无效事由": ground})


def one_by_one(found: View, rows: list[dict[str, Any]], debtor: str, plaintiff: str) -> dict[str, Any]:
    """Return the debts as they are told one after the other; many of a sale in a table, many rents in one sentence."""
    if not found.material.case.rents:
        return many.split(found, rows, debtor, plaintiff)
    from lexcollect.documents.views import rents  # only a lease has periods

    return {"明细": {}, "各笔叙述": rents.told(found, rows)}


def handed_over(found: View, debtor: str, plaintiff: str) -> list[str]:
    """Return how leased things were handed over; nothing where nothing was leased."""
    if not found.material.case.leased_things:
        return []
    from lexcollect.documents.views import leases  # only a lease has them

    return leases.handed_over(found, debtor, plaintiff)


def _met(found: View, cost: CostItem) -> str:
    """Return what payments took of a cost; nothing of one they did not reach."""
    return found.pen.one("complaint.cost_met", {"金额": yuan(cost.met)}) if cost.met else ""


def _costs(found: View) -> list[dict[str, str]]:
    """Return the costs that are claimed, each with the clause of its own contract."""
    return [
        {
            "名称": cost.kind.label,
            "金额": yuan(cost.amount),
            "条款": cost.clause,
            "合同": contracts.name_of(part.material.contract) if contracts.several(found.material) else "",
            "证据": found.material.cite(cost.evidence) + _met(found, cost),
        }
        for part in found.parts
        for cost in part.material.claims.costs
        if cost.claimed
    ]


def _collateral(found: View, label: Mapping[str, str]) -> Iterator[str]:
    """Yield what is told of mortgages and pledges."""
    if found.material.case.collaterals:
        from lexcollect.documents.views import collateral  # only a matter with a thing as security, guarantee, naming

        yield from collateral.told(found, label)


def _sections(found: View, told: dict[str, object]) -> dict[str, str]:
    """Return the heads of the optional sections: numbers run on without gaps, whatever is left out."""
    several = contracts.several(found.material)
    heads, number = dict.fromkeys(told, ""), len(found.parts) + 2 if several else _FIRST_OPEN_SECTION
    heads["付款"] = found.pen.one("complaint.section", {"数": han_number(number - 1)})
    heads["违约金名"] = found.pen.one("complaint.charge_head", {"名称": found.nouns["逾期违约"]})
    heads |= {"订立": found.pen.one("complaint.contract_head"), "履行": found.pen.one("complaint.performance_head")}
    heads["欠款"] = found.pen.one("complaint.account_head")
    for name, there in told.items():
        if there:
            heads[name] = found.pen.one("complaint.section", {"数": han_number(number)})
            number += 1
    return heads


def penalty_told(found: View, penalty: dict[str, Any]) -> str:
    """Return on what the charge for lateness rests, until when it was counted, and its sum."""
    said = {
        "依据": penalty["依据"],
        "截止": penalty["截止"],
        "缘由": found.pen.one("figures.penalty_ended"),
        "数额": penalty["数额"],
        "每日": penalty["每日"],
    }
    bearing = {line.item for line in c.charges(found.material.claims.account)}
    return found.pen.one("complaint.penalty_told", said, c.those({"one": len(bearing) == 1}))


def _liability(found: View, surety: SuretyClaim, label: str, debtor: str) -> dict[str, Any]:
    how = c.of_surety(surety)
    parts = guarantee.guaranteed(found, surety, "complaint.owed_part")
    owed = {
        "截止日": day(found.material.as_of),
        "保证人": label,
        "各笔": naming.items(found, surety.covered),
        "数额": listed(parts),
        "合计": yuan(surety.gross) if len(parts) > 1 else "",
        "主张金额": yuan(surety.amount) if surety.capped or surety.void else "",
    }
    return {
        "保证人": label,
        "订单": owed["各笔"],
        "本金": yuan(surety.principal),
        "违约金": yuan(surety.penalty + surety.interest),
        "合计": yuan(surety.gross),
        "主张金额": yuan(surety.amount),
        "超限": surety.capped,
        "催告": guarantee_kept.told(found, surety, label, plaintiff_label(found)),
        "叙述": found.pen.one("complaint.owed_by_guarantor", owed, c.of_surety(surety)),
        "身份": found.pen.one("guarantee.standing", {}, how),
        "责任": found.pen.one("guarantee.duty", {"债务人": debtor}, guarantee.surety_how(found, surety)),
    }


def _choice(found: View, debtor: str) -> str:
    """Return which of the two ways was chosen for each finance lease, by name where there are several contracts."""
    several = contracts.several(found.material)
    return "".join(
        part.pen.one(
            "complaint.choice",
            {"债务人": debtor, "合同": contracts.name_of(part.material.contract) if several else ""},
        )
        for part in found.parts
    )


def _jurisdiction(found: View, court: str, links: list[Connection], label: Mapping[str, str]) -> str:
    several = contracts.several(found.material) and not found.material.sureties_only
    contract_ = found.material.contract
    agreed = None if found.material.sureties_only else contract_.jurisdiction
    called = {found.material.case.party(id).name: name for id, name in label.items()}
    called[found.material.case.creditor.name] = plaintiff_label(found)
    if several:
        return joinder.jurisdiction(found, court, called)
    said = {
        **courts.clause_words(agreed),
        "工程地点": contract_.works.place if contract_.works else "",
        "证据": found.material.cite(contract_.evidence),
        "依据": without_stop(found.material.case.choices.court_ground),
        "联系": courts.link_told(found, links, called),
    }
    away = agreed is not None and courts.elsewhere(found)
    if away:
        said["依据"] = found.need(said["依据"], "court_ground", contract_.where)
    how = c.of_clause(said["原文"]) | c.those({"court_elsewhere": away, "ground_told": said["依据"]})
    return found.pen.one("complaint.jurisdiction", said, how)


def _annexes(found: View, sued: list[Party]) -> list[str]:
    said = {
        "副本数": str(len(sued)),
        "证据套数": str(len(sued) + 1),
        "身份材料": parties.own_papers_of(found, found.material.case.creditors),
    }
    return found.pen.all("complaint.annexes", said, parties.one_paper(found, found.material.case.creditors))
