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
from lexcollect.documents.views import (
    accounts,
    contract,
    contracts,
    courts,
    dealt,
    figures,
    history,
    naming,
    parties,
    sides,
    steps,
)
from lexcollect.law.trace import Citation


def view(material: Material) -> View:
    """Return the fields of the letter and what is to be said about it."""
    found = stops.begin("letter", material)
    lawyer = parties.licensed_lawyer(material)
    if lawyer is None:
        found.say("LX-P002")
    payable = accounts.there(found)
    if not contract.fits_templates(found, material) or lawyer is None or not payable:
        return found
    from lexcollect.documents.views import demands, purposes  # they read this letter's sentences

    aims = purposes.told(found)
    found.fields = {
        **_sender(found, lawyer),
        **body(found, purposes.articles(found)),
        "此前": demands.earlier_unpaid(found),
        "目的": aims,
        "附件": _annexes(found, purposes.of(found)),
    }
    return found


def applies(material: Material) -> bool:
    """Tell whether the matter has a lawyer who can write it; the creditor's own letter stands for it otherwise."""
    return parties.licensed_lawyer(material) is not None


def body(found: View, besides: tuple[Citation, ...] = ()) -> dict[str, Any]:
    """Return what a letter to the debtor says: facts, sums, articles (those ``besides`` among them), demand."""
    material = found.material
    if material.case.preservation is not None:
        found.say("LX-P011")
    you, client = found.pen.one("letter.addressee"), found.pen.one("letter.client")
    label = {p.id: you if len(material.debtors) == 1 else p.name for p in material.debtors}
    label |= {p.id: client for p in material.case.creditors}
    # Where several stand on a side, each goes by its name.
    named = {**label, **({p.id: p.name for p in material.case.creditors} if len(material.case.creditors) > 1 else {})}
    parts = [told_of(part, label, you, client) for part in found.parts]
    if material.claims.apart:
        parts = [contracts.in_money(part, told) for part, told in zip(found.parts, parts, strict=True)]
    several, papers = contracts.several(material), history.papers_relied_on(found)
    analysis = contracts.distinct(found, _analysis)
    counted = figures.until_and_sum(found)
    own = contracts.for_own_template(found, lambda: told_of(found, label, you, client)) if several else parts[0]
    # A debt without an agreed day is demanded on an article that no other letter cites.
    more = (*(found.pen.articles if "undemanded" in material.circumstances else ()), *besides)
    return {
        "词": found.nouns,
        "收函人": addressees(found),
        **own,
        "分部": _numbered(found, parts) if several else [],
        "共同": sides.told(found, named, named),
        **_about(found, [part["合同"] for part in parts]),
        "所欠": found.pen.one("letter.owing"),
        "注明": found.pen.one(
            "letter.mark",
            {},
            c.those({"numbered": any(part["合同"]["编号"] for part in parts), "one": naming.only(found)}),
        ),
        "节": {**_sections(found, papers), "情况": found.pen.one("letter.facts_head")},
        "保留": found.pen.one("letter.reserved"),
        "依据材料": papers,
        "出具依据": found.pen.one("letter.basis", {}, c.those({"told": papers})),
        "汇总": contracts.summary(found),
        "截止日": day(material.as_of),
        "计算": counted,
        "大写": figures.capital_words(found),
        "债权合计": yuan(figures.debt_total(found)),
        "欠款": owed_in_all(found, you),
        "债务确认": _since(found, label, client),
        "法律依据": found.need(grounds.written(grounds.grounds_of(found, more)), "grounds"),
        "法律分析": analysis,
        "要求": {**_demand(found), "内容": _demanded_in_all(found, counted)},
        "账户": accounts.accounts(found),
        "落款": {"日期": day(material.as_of)},
    }


def told_of(found: View, label: dict[str, str], you: str, client: str) -> dict[str, Any]:
    """Return what a letter tells of one contract: terms, performance, debts, and what runs on them."""
    return {
        "合同": contract.contract_fields(found, you, client, costs=True, cited=False),
        **steps.told(found, label, client),
        "订单": history.order_rows(found, you, client),
        "合计": figures.totals(found, you, client),
        "违约金": figures.penalty(found, you),
        "占用费": figures.use_fees(found),
        "履行": found.pen.one("letter.performed"),
    }


def _numbered(found: View, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the parts with number and name of each contract, and the words of its cause."""
    return [
        {**told, "序号": str(number), "名": contracts.name_of(part.material.contract), "词": part.nouns}
        for number, (part, told) in enumerate(zip(found.parts, parts, strict=True), 1)
    ]


def _analysis(found: View) -> str:
    factored = any(each.factoring for each in found.material.case.assignments)
    passed = found.pen.one("letter.analysis_assigned", {}, c.those({"factored": factored}))
    after = found.pen.one("letter.analysis_end") + found.pen.one("letter.analysis_damage")
    return passed + found.pen.one("letter.analysis") + after


def _since(found: View, label: dict[str, str], client: str) -> list[dict[str, str]]:
    """Return what the debtor acknowledged, how the contract ended and what is still out; a letter names no exhibit."""
    told = history.acknowledgements(found, label, client)
    ended = [part for part in found.parts if {"terminated", "accelerated", "returning"} & part.material.circumstances]
    if not ended:
        return told
    from lexcollect.documents.views import leases  # only a contract that came to an end needs it

    known = zip((a.date for a in history.proved_acknowledgements(found.material)), told, strict=True)
    debtor = dealt.called(found, "", label)
    over = [
        (on, {"日期": day(on), "内容": contracts.among(found, part, said), "证据": ""})
        for part in ended
        for way in (leases.early, leases.ended)
        for on, said, _ in way(part, debtor, client)
    ]
    rows = [*known, *over]
    still = [row for part in ended for row in leases.held(part, debtor)]
    return [*(row for _, row in sorted(rows, key=lambda each: each[0])), *still]


def _about(found: View, agreed: list[dict[str, Any]]) -> dict[str, str]:
    """Return which sums the letter is about, and how their contracts were made."""
    matters = [
        part.pen.one("letter.matter", {"名称": one["名称"], "编号": one["编号"]})
        for part, one in zip(found.parts, agreed, strict=True)
    ]
    if len(agreed) > 1:
        return {"事由": listed(matters), "订立": series(one["订立"] for one in agreed)}
    (one,) = agreed
    made = {"日期": one["日期"], "订立": one["订立"]}
    return {"事由": matters[0], "订立": found.pen.one("letter.made", made, c.those({"dated": one["日期"]}))}


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
    agreed = client.service_address
    contact = agreed.recipient if agreed else ""
    own = agreed.phone if agreed and contact else ""  # the number goes with the person
    person = contact or (client.legal_rep.name if client.legal_rep else client.name)
    named = {"姓名": lawyer.name, "证号": lawyer.licence_no}
    return {
        "律所": {
            "名称": lawyer.firm,
            "地址": found.need(lawyer.address, "firm_address", lawyer.where),
            "联系人": found.pen.one("letter.contact", {"姓名": lawyer.name}),
            "电话": found.need(lawyer.phone, "phone", lawyer.where, name=lawyer.name),
        },
        "编号": found.need(found.material.case.choices.letter.number_on(found.material.as_of), "letter_no"),
        "委托人": {
            "名称": listed(p.name for p in found.material.case.creditors),
            "联系人": person,
            "电话": own or found.need(client.phone, "phone", client.where, name=client.name),
        },
        "律师名单": found.pen.one("letter.lawyer", named),
        "律师": [{"姓名": lawyer.name, "执业证号": lawyer.licence_no}],
    }


def owed_in_all(found: View, debtor: str) -> str:
    """Return what is owed; in several moneys contract by contract, since no sum is made of them."""
    if not found.material.claims.apart:
        return owed(found, debtor)
    return series(contracts.about(found, part, owed(part, debtor)) for part in found.parts)


def _demanded_in_all(found: View, counted: dict[str, str]) -> str:
    if not found.material.claims.apart:
        return _demanded(found, counted)
    each = ((part, _demanded(part, figures.until_and_sum(part))) for part in found.parts)
    return series(contracts.about(found, part, said) for part, said in each)


def owed(found: View, debtor: str) -> str:
    """Return what is owed to the cut-off day, part by part, with capitals and the whole."""
    principal, lost = found.material.principal, found.material.all_lost
    parts = figures.beside_loss(found) if lost else figures.beside_principal(found)
    total, loss = figures.debt_total(found), figures.loss_total(found)
    said = {
        "截止日": day(found.material.as_of),
        "债务人": debtor,
        "本金额": yuan(principal),
        "本金大写": words(principal),
        "各项": listed(parts),
        "项数": han_count(len(parts) + 1),
        "合计": yuan(total) if parts else "",
        "合计大写": words(total) if parts else "",
        "损失": yuan(loss) if lost else "",
        "损失大写": words(loss) if lost else "",
    }
    return found.pen.one("letter.owed", said)


def _demand(found: View) -> dict[str, str]:
    return {
        "期限": found.pen.one("letter.period", {"日数": str(found.material.case.choices.letter.days)}),
        "途径": contracts.distinct(found, way_of),
        "费用": contracts.distinct(found, _way_costs) if not _same_fees(found) else _fees_of_all(found),
    }


def demanded_in_all(found: View) -> str:
    """Return what is asked for, things and sums, as the demand of a letter says it."""
    return _demanded_in_all(found, figures.until_and_sum(found))


def asks_things_back(found: View) -> bool:
    """Tell whether the demand of a letter asks for things to be given back."""
    return bool(_given_back(found))


def way_of(found: View) -> str:
    """Return where a contract's disputes are taken."""
    named, how = _tribunal(found)
    return found.pen.one("letter.way", {"法院": named}, how)


def _way_costs(found: View) -> str:
    return found.pen.one("letter.costs", {"约定费用": _agreed_costs(found)}, _tribunal(found)[1])


def _same_fees(found: View) -> bool:
    """Tell whether all contracts go to courts, or all to arbitration."""
    return len({how_decided(part.material.contract.jurisdiction) for part in found.parts}) == 1


def _fees_of_all(found: View) -> str:
    """Return the costs of the proceedings, with what each contract puts on the debtor besides."""
    agreed = "".join(dict.fromkeys(_agreed_costs(part, among=found) for part in found.parts))
    return found.pen.one("letter.costs", {"约定费用": agreed}, _tribunal(found.parts[0])[1])


def _tribunal(found: View) -> tuple[str, frozenset[str]]:
    """Return the court a letter names, and how the disputes of a contract are decided."""
    clause = found.material.contract.jurisdiction
    decided, named = how_decided(clause), clause.court if clause else ""
    if decided is not k.JurisdictionKind.ARBITRATION:
        if courts.fixed_by_place(found.material):
            named = courts.of_place(found.material)
            decided = k.JurisdictionKind.COURT if named else None
        elif courts.elsewhere(found):
            named = ""  # which of the two it will be, the letter leaves open
    return named, of_kind("dispute", decided) | c.those({"court_named": named})


def how_decided(clause: Jurisdiction | None) -> k.JurisdictionKind | None:
    """Return whether a clause chose a court or arbitration; ``None`` without one."""
    return clause.kind if clause else None


def _demanded(found: View, counted: dict[str, str]) -> str:
    principal = found.material.principal
    said = {
        "本金额": yuan(principal) if principal else "",
        "名称": found.nouns["逾期违约"],
        "占用费": figures.use_fees_due(found),
        "截止": counted["截止"],
        "违约金": counted["合计"],
        "损失": yuan(figures.loss_total(found)) if found.material.all_lost else "",
    }
    asked = found.pen.one("letter.demanded", said)
    how = of_kind("sharing", sides.way(found.material))
    return found.pen.one("letter.together", {}, how) + _given_back(found) + asked


def _given_back(found: View) -> str:
    """Return what of a lease is to be given back."""
    out = [part.material for part in found.parts if "returning" in part.material.circumstances]
    if not out:
        return ""
    from lexcollect.documents.views import leases  # only a lease has them

    things = [thing for each in out for thing in c.to_return(each.case, each.contract, each.as_of)]
    return found.pen.one("letter.given_back", {"租赁物": leases.named(found, things)})


def addressees(found: View) -> dict[str, str]:
    """Return to whom the letter goes: the debtor with its code, or several one after the other."""
    first, *others = found.material.debtors
    if not others:
        return {"名称": first.name, "代码": first.uscc or ""}
    named = [found.pen.one("letter.named", {"名称": p.name, "代码": p.uscc or ""}) for p in (first, *others)]
    return {"名称": listed(named), "代码": ""}


def _agreed_costs(found: View, among: View | None = None) -> str:
    """Return which costs a contract puts on the debtor; ``among`` several it is named."""
    agreed, several = found.material.contract, among is not None and contracts.several(among.material)
    if agreed.cost_clause is None:
        return ""
    said = {
        "合同": contracts.name_of(agreed) if several else "",
        "条款": agreed.cost_clause.clause,
        "费用": contract.cost_words(found),
    }
    return found.pen.one("letter.agreed_costs", said, c.those({"named": several}))


def _annexes(found: View, aims: frozenset[str]) -> list[dict[str, str]]:
    named = found.pen.all("letter.annexes", {}, aims)
    return [{"序号": str(i), "内容": name} for i, name in enumerate(named, 1)]
