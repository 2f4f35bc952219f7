"""债权申报书: what is claimed in an insolvency, to the administrator (企业破产法 44–49, 56).

One paper for each insolvent person. Sums stop on the day before acceptance (``claims.filing``); security, joint debts,
conditions and proceedings are told as the Act asks. Refuses debtors by shares, several moneys, and proceedings that are
over. The sentences are in ``bankruptcy_claim.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Insolvency, Party
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.filing import Filed, filed
from lexcollect.claims.heads import Head, HeadKind
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds
from lexcollect.documents.material import Material, View, day, listed, numbered, words, yuan
from lexcollect.documents.views import accounts, contract, contracts, parties
from lexcollect.documents.views.claim_facts import all_decided, facts
from lexcollect.findings import has_errors
from lexcollect.wording import text

#: Heads that are counted by days whatever they stand on.
_BY_DAYS = (HeadKind.TERM_INTEREST, HeadKind.LATE_INTEREST, HeadKind.DOUBLE_INTEREST, HeadKind.USE_FEE)


def view(material: Material) -> View:
    """Return the fields of the papers, one for each insolvent person, and what is to be said about them."""
    found = View("bankruptcy_claim", material)
    open_ = [i for i in material.case.insolvent_on(material.as_of) if _open(found, i)]
    if not open_:
        found.say("LX-P590")
    if material.claims.apart:
        found.limit("LX-P599")
    if material.case.by_shares:
        found.say("LX-P594")
    if has_errors(found.findings) or not accounts.there(found):
        return found
    if not all_decided(material) and not contract.fits_templates(found, material):
        return found
    books = [_of(found, i, first=n == 0) for n, i in enumerate(open_)]
    own = found.pen.articles_of("bankruptcy_claim")
    cited = grounds.written(grounds.grounds("bankruptcy_claim", frozenset(), None, own))
    based = found.pen.one("bankruptcy_claim.basis", {"依据": cited})
    found.fields = {"各书": [{**book, "依据": based} for book in books if book]}
    return found


def _open(found: View, one: Insolvency) -> bool:
    """Tell whether claims can still be filed; say what to do where the proceedings ended."""
    over = one.ending is not None and one.ended_on is not None and one.ended_on <= found.material.as_of
    if over:
        assert one.ending is not None
        name, instead = found.material.case.party(one.person).name, text(f"claims.instead.insolvent.{one.ending.value}")
        found.say("LX-P591", one.where, name=name, day=one.ended_on, instead=instead)
    return not over


def _of(found: View, one: Insolvency, *, first: bool) -> dict[str, Any]:
    material = found.material
    sums = filed(material.case, material.claims, one)
    debtor = material.case.party(one.person)
    if sums.guarantor and not sums.sureties:
        found.say("LX-P598", one.where, name=debtor.name)
        return {}
    if not sums.amount:
        found.say("LX-P598", one.where, name=debtor.name)
        return {}
    own = View(found.paper, replace(material, claims=sums.claims), findings=found.findings, used=found.used)
    _warn(found, one, debtor, sums)
    how = c.those({"of_guarantor": sums.guarantor, "several_heads": len(sums.heads) > 1})
    us = found.pen.one("bankruptcy_claim.claimant", {"序": ""})
    return {
        "首": first,
        **_people(own, one, debtor),
        "申报": own.pen.one(
            "bankruptcy_claim.filed",
            {"债务人": debtor.name, "合计": yuan(sums.amount), "大写": words(sums.amount)},
            how,
        ),
        "各项": _rows(own, sums),
        "合计": yuan(sums.gross),
        "说明": numbered(_remarks(own, one, debtor, sums, how)),
        **facts(own, sums, debtor, us),
        "证据": _exhibits(own),
        "账户": accounts.accounts(own),
        "声明": own.pen.one("bankruptcy_claim.declared"),
        "附件": numbered(_annexes(own)),
        "落款": {**parties.signatures(own, material.case.creditors), "日期": day(material.as_of)},
    }


def _capped(sums: Filed) -> bool:
    return any(s.capped for s in sums.sureties)


def _people(own: View, one: Insolvency, debtor: Party) -> dict[str, Any]:
    def reached(party: Party, name: str) -> dict[str, Any]:
        place, reach = parties.service_place(own, party)
        return {**parties.block(own, party, name), "送达地址": place, "联系方式": reach}

    keeper = one.administrator
    named = own.need(keeper.name if keeper else "", "administrator", one.where, name=debtor.name)
    said = {
        "法院": own.need(one.court, "insolvency_court", one.where, name=debtor.name),
        "日期": day(one.accepted_on),
        "案号": own.need(one.case_no, "insolvency_no", one.where, name=debtor.name),
    }
    label = own.pen.one("bankruptcy_claim.debtor")
    side = parties.side(own, own.material.case.creditors, "bankruptcy_claim.claimant", reached)
    return {
        "致": own.pen.one("bankruptcy_claim.to", {"债务人": debtor.name, "管理人": named}),
        "债务人": parties.block(own, debtor, label),
        "申报人": {**side, "代理人": parties.agents(own)},
        "案件": own.pen.one("bankruptcy_claim.case", said, of_kind("insolvency", one.kind)),
    }


def _rows(own: View, sums: Filed) -> list[dict[str, str]]:
    """Return the heads as a table: what is claimed, up to which day, its sum; nothing that came to nothing."""
    heads = [head for head in sums.heads if head.amount]
    several = contracts.several(own.material)
    return [
        {
            "序号": str(number),
            "项目": (contracts.name_of(own.material.case.contract(head.contract)) if several else "")
            + head.title.render("zh"),
            "计至": day(sums.last) if _runs(head) else own.pen.one("bankruptcy_claim.no_day"),
            "金额": yuan(head.amount),
        }
        for number, head in enumerate(heads, 1)
    ]


def _runs(head: Head) -> bool:
    """Tell whether a head is counted by days."""
    return bool(head.lines or head.per_day) or head.kind in _BY_DAYS


def _remarks(own: View, one: Insolvency, debtor: Party, sums: Filed, how: frozenset[str]) -> Iterator[str]:
    """Yield what the Act asks to be told: when interest stopped, what is due, security, joint debts, proceedings."""
    material, claims = own.material, sums.claims
    yield own.pen.one("bankruptcy_claim.stopped", {"受理日": day(one.accepted_on), "截止日": day(sums.last)})
    early = [o for o in claims.account.obligations if o.principal and o.due.rolled >= one.accepted_on]
    if early:
        yield own.pen.one("bankruptcy_claim.early", {"受理日": day(one.accepted_on)}, how)
    if _capped(sums):
        said = {"合计": yuan(sums.gross), "最高额": yuan(sums.amount)}
        yield own.pen.one("bankruptcy_claim.capped", said)
    yield from _security(own, debtor, sums)
    yield from _beside(own, debtor, how)
    if len(material.case.creditors) > 1:
        yield own.pen.one("bankruptcy_claim.creditors", {"名单": listed(p.name for p in material.case.creditors)})
    yield from _proceedings(own, one)
    until = one.claims_until
    if until is not None and material.as_of > until:
        yield own.pen.one("bankruptcy_claim.late", {"届满": day(until)})


def _security(own: View, debtor: Party, sums: Filed) -> Iterator[str]:
    """Yield whether the claim has security in the debtor's property, and priority (企业破产法 49, 109)."""
    mine = [s for s in own.material.case.collaterals if s.grantor == debtor.id]
    for thing in mine:
        said = {
            "担保物": thing.thing,
            "日期": day(thing.registered_on) if thing.registered_on else "",
            "证明号": thing.number,
            "金额": yuan(thing.amount) if thing.amount is not None else "",
            "证据": own.material.cite(thing.evidence),
        }
        yield own.pen.one("bankruptcy_claim.secured", said, of_kind("collateral", thing.kind))
    first = next((p for p in own.material.claims.priorities if p.asked and p.amount), None)
    if first is not None and not sums.guarantor:
        yield own.pen.one("bankruptcy_claim.priority", {"工程": first.project, "金额": yuan(first.amount)})
    if not mine and first is None:
        yield own.pen.one("bankruptcy_claim.unsecured")


def _beside(own: View, debtor: Party, how: frozenset[str]) -> Iterator[str]:
    """Yield who else owes the same: joint debtors, guarantors, and what others gave as security."""
    case = own.material.case
    for party in case.debtors:
        if party.id != debtor.id:
            yield own.pen.one("bankruptcy_claim.joint", {"名称": party.name, "债务人": debtor.name}, how)
    for surety in own.material.claims.sureties:
        if surety.party != debtor.id and surety.covered:
            name = case.party(surety.party).name
            yield own.pen.one("bankruptcy_claim.surety", {"名称": name}, c.of_surety(surety))
    for thing in case.collaterals:
        if thing.grantor != debtor.id:
            said = {"名称": case.party(thing.grantor).name, "担保物": thing.thing}
            yield own.pen.one("bankruptcy_claim.other_thing", said)


def _proceedings(own: View, one: Insolvency) -> Iterator[str]:
    """Yield the titles on which the claim stands, and suits that are pending (企业破产法 20, 47)."""
    material = own.material
    for title in material.claims.titles:
        said = {
            "文书": own.pen.one("enforcement.paper", {}, of_kind("title", title.title.kind)),
            "案号": title.title.case_no,
            "机关": title.title.organ,
            "证据": material.cite(title.title.evidence),
        }
        yield own.pen.one("bankruptcy_claim.decided", said)
    for suit in material.case.filings:
        pending = suit.outcome is k.Outcome.PENDING or (suit.ended_on is not None and suit.ended_on > material.as_of)
        mine = one.person in (suit.against or (material.case.debtor.id,))
        if (
            suit.kind in (k.FilingKind.SUIT, k.FilingKind.ARBITRATION)
            and pending
            and mine
            and suit.date <= material.as_of
        ):
            yield own.pen.one("bankruptcy_claim.pending", {"机关": suit.organ, "案号": suit.case_no})


def _exhibits(own: View) -> list[dict[str, str]]:
    """Return the exhibits that go with the claim, as the index numbers them, with their pages in the bundle."""
    return [
        {
            "序号": ref.no,
            "名称": ref.title,
            "页码": own.pen.one(
                "bankruptcy_claim.pages",
                {"起": ref.first_page, "止": ref.last_page},
            ),
        }
        for ref in own.material.exhibits.values()
    ]


def _annexes(own: View) -> list[str]:
    creditors = own.material.case.creditors
    said = {"身份材料": parties.own_papers_of(own, creditors)}
    return own.pen.all("bankruptcy_claim.annexes", said, parties.one_paper(own, creditors))


def _warn(found: View, one: Insolvency, debtor: Party, sums: Filed) -> None:
    """Say what is easily lost: the period, the administrator, the guarantors, fees and costs after acceptance."""
    material = found.material
    if one.claims_until is None:
        found.say("LX-P593", one.where, name=debtor.name)
    elif material.as_of > one.claims_until:
        found.say("LX-P592", one.where, name=debtor.name, day=one.claims_until)
    if any(
        f.kind is k.FilingKind.BANKRUPTCY_CLAIM and one.person in (f.against or (material.case.debtor.id,))
        for f in material.case.filings
    ):
        found.say("LX-P597", one.where, name=debtor.name)
    late = [x for x in material.case.costs if x.date is not None and x.date >= one.accepted_on]
    if late or any(fee.open or fee.last > sums.last for fee in material.claims.running):
        found.say("LX-P596", one.where, day=one.accepted_on)
    sureties = [
        material.case.party(s.party).name for s in material.claims.sureties if s.party != one.person and s.covered
    ]
    found.say("LX-P595", one.where, name=debtor.name)
    if sureties:
        found.say("LX-P600", one.where, names=listed(sureties))
