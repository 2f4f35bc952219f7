"""律师函: a demand with amount, period and account, so that it interrupts limitation on arrival (时效规定 8).

Refuses the title without a law firm and a licence number (律师法 13, 55). Addressed to the debtor only. The sentences
are in ``letter.yaml``.
"""

from __future__ import annotations

from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Agent, Jurisdiction
from lexcollect.causes.circumstances import of_kind
from lexcollect.cn.numerals import han_count, han_number
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds, stops
from lexcollect.documents.material import Material, View, day, listed, series, words, yuan
from lexcollect.documents.views import accounts, contract, figures, history, parties, sides


def view(material: Material) -> View:
    """Return the fields of the letter and what is to be said about it."""
    found = stops.begin("letter", material)
    lawyer = parties.licensed_lawyer(material)
    if lawyer is None:
        found.say("LX-P002")
    payable = accounts.there(found)
    if not contract.fits_templates(found, material) or lawyer is None or not payable:
        return found
    found.fields = {**_sender(found, lawyer), **body(found), "附件": _annexes(found)}
    return found


def applies(material: Material) -> bool:
    """Tell whether the matter has a lawyer who can write it; the creditor's own letter stands for it otherwise."""
    return parties.licensed_lawyer(material) is not None


def body(found: View) -> dict[str, Any]:
    """Return what a letter to the debtor says, whoever writes it: facts, sums, articles, demand."""
    material = found.material
    if material.case.preservation is not None:
        found.say("LX-P011")
    you, client = found.pen.one("letter.addressee"), found.pen.one("letter.client")
    label = {p.id: you if len(material.debtors) == 1 else p.name for p in material.debtors}
    label |= {p.id: client for p in material.case.creditors}
    named = {p.id: p.name for p in (*material.debtors, *material.case.creditors)}
    agreed = contract.contract_fields(found, you, client, costs=True, cited=False)
    penalty, papers = figures.penalty(found, you), history.papers_relied_on(found)
    analysis = found.pen.one("letter.analysis")
    # A debt without an agreed day is demanded on an article that no other letter cites.
    more = found.pen.articles if "undemanded" in material.circumstances else ()
    return {
        "词": found.nouns,
        "收函人": addressees(found),
        "合同": agreed,
        "共同": sides.told(found, named, named),
        **_about(found, agreed),
        "注明": found.pen.one("letter.mark", {}, c.those({"numbered": agreed["编号"]})),
        "节": _sections(found, papers),
        "依据材料": papers,
        "出具依据": found.pen.one("letter.basis", {}, c.those({"told": papers})),
        **history.steps(found, label, client),
        "订单": history.order_rows(found, you, client),
        "合计": figures.totals(found, you, client),
        "截止日": day(material.as_of),
        "违约金": penalty,
        "大写": figures.capital_words(found),
        "债权合计": yuan(figures.debt_total(found)),
        "欠款": owed(found, you),
        "占用费": figures.use_fees(found),
        "债务确认": _since(found, label, client),
        "法律依据": found.need(grounds.written(grounds.grounds_of(found, more)), "grounds"),
        "履行": found.pen.one("letter.performed"),
        "法律分析": analysis,
        "要求": {**_demand(found), "内容": _demanded(found, penalty)},
        "账户": accounts.accounts(found),
        "落款": {"日期": day(material.as_of)},
    }


def _since(found: View, label: dict[str, str], client: str) -> list[dict[str, str]]:
    """Return what the debtor acknowledged and how the contract ended, oldest first; a letter names no exhibit."""
    told = history.acknowledgements(found, label, client)
    if "terminated" not in found.material.circumstances:
        return told
    from lexcollect.documents.views import leases  # only a contract that was terminated needs it

    known = zip((a.date for a in history.proved_acknowledgements(found.material)), told, strict=True)
    over = leases.ended(found, history.called(found, "", label), client)
    rows = [*known, *((on, {"日期": day(on), "内容": said, "证据": ""}) for on, said, _ in over)]
    return [row for _, row in sorted(rows, key=lambda each: each[0])]


def _about(found: View, agreed: dict[str, Any]) -> dict[str, str]:
    """Return which sums the letter is about, and how their contracts were made."""
    all_ = [agreed, *agreed["其余"]]
    matters = [found.pen.one("letter.matter", {"名称": one["名称"], "编号": one["编号"]}) for one in all_]
    if len(all_) > 1:
        return {"事由": listed(matters), "订立": series(one["订立"] for one in all_)}
    made = {"日期": agreed["日期"], "订立": agreed["订立"]}
    return {"事由": matters[0], "订立": found.pen.one("letter.made", made, c.those({"dated": agreed["日期"]}))}


def _sections(found: View, papers: str) -> dict[str, str]:
    """Return the numbers of the sections: they run on without a gap where no paper is relied on."""
    told = {"材料": papers, "事实": True, "分析": True, "要求": True, "后果": True, "声明": True}
    numbers = iter(range(1, len(told) + 1))
    return {
        name: found.pen.one("letter.section", {"数": han_number(next(numbers))}) if there else ""
        for name, there in told.items()
    }


def _sender(found: View, lawyer: Agent) -> dict[str, Any]:
    client = found.material.case.creditor
    contact = client.service_address.recipient if client.service_address else ""
    person = contact or (client.legal_rep.name if client.legal_rep else client.name)
    named = {"姓名": lawyer.name, "证号": lawyer.licence_no}
    return {
        "律所": {
            "名称": lawyer.firm,
            "地址": found.need(lawyer.address, "firm_address", lawyer.where),
            "联系人": found.pen.one("letter.contact", {"姓名": lawyer.name}),
            "电话": found.need(lawyer.phone, "phone", lawyer.where, name=lawyer.name),
        },
        "编号": found.need(found.material.case.choices.letter.letter_no, "letter_no"),
        "委托人": {
            "名称": listed(p.name for p in found.material.case.creditors),
            "联系人": person,
            "电话": found.need(client.phone, "phone", client.where, name=client.name),
        },
        "律师名单": found.pen.one("letter.lawyer", named),
        "律师": [{"姓名": lawyer.name, "执业证号": lawyer.licence_no}],
    }


def owed(found: View, debtor: str) -> str:
    """Return what is owed to the cut-off day, part by part, with capitals and the whole."""
    principal, parts = found.material.principal, figures.beside_principal(found)
    total = figures.debt_total(found)
    said = {
        "截止日": day(found.material.as_of),
        "债务人": debtor,
        "本金额": yuan(principal),
        "本金大写": words(principal),
        "各项": listed(parts),
        "项数": han_count(len(parts) + 1),
        "合计": yuan(total) if parts else "",
        "合计大写": words(total) if parts else "",
    }
    return found.pen.one("letter.owed", said)


def _demand(found: View) -> dict[str, str]:
    agreed = found.material.contract
    court = agreed.jurisdiction
    named = court.court if court else ""
    if "exclusive" in found.material.circumstances and how_decided(court) is not k.JurisdictionKind.ARBITRATION:
        named = agreed.works.court if agreed.works else ""
    how = of_kind("dispute", how_decided(court)) | c.those({"court_named": named})
    return {
        "期限": found.pen.one("letter.period", {"日数": str(found.material.case.choices.letter.days)}),
        "途径": found.pen.one("letter.way", {"法院": named}, how),
        "费用": found.pen.one("letter.costs", {"约定费用": _agreed_costs(found)}, how),
    }


def how_decided(clause: Jurisdiction | None) -> k.JurisdictionKind | None:
    """Return whether a clause chose a court or arbitration; ``None`` without one."""
    return clause.kind if clause else None


def _demanded(found: View, penalty: dict[str, Any]) -> str:
    principal = found.material.principal
    said = {
        "本金额": yuan(principal) if principal else "",
        "名称": found.nouns["逾期违约"],
        "占用费": figures.use_fees_due(found),
        "截止": penalty["截止"],
        "违约金": penalty["合计"],
    }
    asked = found.pen.one("letter.demanded", said)
    how = of_kind("sharing", sides.way(found.material))
    return found.pen.one("letter.together", {}, how) + _given_back(found) + asked


def _given_back(found: View) -> str:
    """Return what of a lease is to be given back."""
    if "returning" not in found.material.circumstances:
        return ""
    from lexcollect.documents.views import leases  # only a lease has them

    things = c.to_return(found.material.case, found.material.contract, found.material.as_of)
    return found.pen.one("letter.given_back", {"租赁物": leases.named(found, things)})


def addressees(found: View) -> dict[str, str]:
    """Return to whom the letter goes: the debtor with its code, or several one after the other."""
    first, *others = found.material.debtors
    if not others:
        return {"名称": first.name, "代码": first.uscc or ""}
    named = [found.pen.one("letter.named", {"名称": p.name, "代码": p.uscc or ""}) for p in (first, *others)]
    return {"名称": listed(named), "代码": ""}


def _agreed_costs(found: View) -> str:
    agreed = found.material.contract.cost_clause
    if agreed is None:
        return ""
    return found.pen.one("letter.agreed_costs", {"条款": agreed.clause, "费用": contract.cost_words(found)})


def _annexes(found: View) -> list[dict[str, str]]:
    return [{"序号": str(i), "内容": name} for i, name in enumerate(found.pen.all("letter.annexes"), 1)]
