"""实现担保物权申请书: a thing given as security is sold by ruling of the court, without a suit (民事诉讼法 207, 208).

Refused where the way is closed: debt or security is in dispute (民诉法解释 370), the debts under a security up to a sum
are not fixed (民法典 423), another security was agreed to go first (解释 363). The court is the basic one of the place
of the thing or of its registration, whatever was agreed. Sentences: ``realisation.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Collateral, Party
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.heads import PART_OF
from lexcollect.claims.jurisdiction import of_realisation
from lexcollect.cn.courts import above_basic
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds, stops
from lexcollect.documents.material import Material, View, day, listed, numbered, series, without_stop, yuan
from lexcollect.documents.views import collateral, contract, contracts, figures, going_on, history, parties, sides
from lexcollect.findings import has_errors
from lexcollect.wording import text

_PLEDGE = k.CollateralKind.PLEDGE


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    chosen = _chosen(material)
    found = stops.begin("security_realisation", material, list(dict.fromkeys(one.grantor for one in chosen)))
    material = found.material
    asked = [one for one in _asked(found, chosen) if one.grantor not in material.left_out]
    if not asked:
        found.say("LX-P751")
    fits = contract.fits_templates(found, material)
    if not asked or not fits or has_errors(found.findings):
        return found
    _refuse(found, asked)
    court = _court(found, asked)
    if has_errors(found.findings):
        return found
    people = [material.case.party(id) for id in dict.fromkeys(one.grantor for one in asked)]
    label = parties.labels(found, people, "preservation.respondent")
    found.fields = {
        **_people(found, people, label),
        "词": found.nouns,
        "请求事项": numbered(_requests(found, asked, label)),
        **_facts(found, label),
        "担保": [_told(found, one, label) for one in asked],
        "条件": found.pen.one("realisation.ripe", {"债务人": sides.debtors(found, label)}, *_kinds(asked)),
        "管辖": _here(found, asked),
        "证据说明": found.need(found.pen.one("payment_order.evidence"), "exhibits"),
        "法院": court,
        "附件": numbered(_annexes(found, asked, len(people))),
        "落款": {**parties.signatures(found, material.case.creditors), "日期": day(material.as_of)},
    }
    found.fields["法律依据"] = grounds.written(grounds.grounds(found.paper, (), None, found.pen.articles))
    found.say("LX-P758")
    return found


def _chosen(material: Material) -> list[Collateral]:
    """Return what is to be realised: what was chosen, else whatever was given."""
    only = material.case.choices.realisation.collaterals
    return [one for one in material.case.collaterals if not only or one.id in only]


def _asked(found: View, chosen: Sequence[Collateral]) -> list[Collateral]:
    """Return what stands and secures what is owed; say of the others why they are left out."""
    standing = []
    for one in chosen:
        if one in collateral.given_by(found.material, one.grantor):
            standing.append(one)
        elif one.kind is not _PLEDGE and one.registered_on is None:
            found.say("LX-P752", one.where, thing=one.thing)
    return standing


def _refuse(found: View, asked: Sequence[Collateral]) -> None:
    """Say why the court would not rule, and what this paper cannot tell."""
    material = found.material
    stated = material.case.choices.realisation
    if stated.undisputed is False:
        found.say("LX-P753", stated.where)
    elif stated.undisputed is None:
        found.say("LX-P754", stated.where)
    for one in asked:
        if one.maximum and (one.fixed_on is None or one.fixed_on > material.as_of):
            found.say("LX-P755", one.where, thing=one.thing)
        if one.first:
            found.say("LX-P756", one.where, thing=one.thing, first=without_stop(one.first))
    every = {o.id for o in material.claims.account.obligations if o.principal or o.penalty or o.interest}
    part = [one for one in asked if one.covers and not every <= {*one.covers}]
    if contracts.several(material) or part:
        found.limit("LX-P757", part[0].where if part else None)


def _court(found: View, asked: Sequence[Collateral]) -> str:
    """Return the court: of the place of the thing or its registration, of the basic level (民事诉讼法 207)."""
    court = found.material.case.choices.realisation.court
    if above_basic(court):
        found.say("LX-P759", court=court)
    for one, known in zip(asked, of_realisation(asked), strict=True):
        places = [link for link in known.connections if link.place]
        if court and places and len(places) == len(known.connections) and known.excludes(court):
            rows = [text("courts.row", link=text(f"courts.link.{link.link}"), place=link.place) for link in places]
            found.say("LX-P760", one.where, court=court, thing=one.thing, places=rows)
    return found.need(court, "realisation_court")


def _here(found: View, asked: Sequence[Collateral]) -> str:
    """Return by which place the court has the application, where the words of its name tell."""
    court, first = found.material.case.choices.realisation.court, of_realisation(asked[:1])[0]
    link = next((one for one in first.connections if court and one.place and one.fits(court)), None)
    if link is None:
        return ""
    where = c.those({f"court_at_{link.link}": True})
    return found.pen.one("realisation.here", {"地点": link.place}, where, of_kind("collateral", asked[0].kind))


def _people(found: View, respondents: Sequence[Party], label: Mapping[str, str]) -> dict[str, Any]:
    def reached(party: Party, name: str) -> dict[str, Any]:
        place, reach = parties.service_place(found, party)
        return {**parties.block(found, party, name), "送达地址": place, "联系方式": reach}

    applicant = parties.side(found, found.material.case.creditors, "preservation.applicant", reached)
    return {
        "申请人": {**applicant, "代理人": parties.agents(found)},
        "被申请人": [reached(party, label[party.id]) for party in respondents],
    }


def _requests(found: View, asked: Sequence[Collateral], label: Mapping[str, str]) -> Iterator[str]:
    """Yield one request for each thing, the debt it pays, and who bears the fee."""
    sums = listed(_sums(found))
    total = yuan(found.material.claims.total) if len(found.material.claims.heads) > 1 else ""
    for number, one in enumerate(asked):
        said = {
            "担保人": label[one.grantor],
            "担保物": one.thing,
            "限额": yuan(one.amount) if one.amount is not None else "",
            "各项": sums if not number else "",
            "合计": total if not number else "",
        }
        yield found.pen.one("realisation.asked", said, of_kind("collateral", one.kind), c.those({"first": not number}))
    yield found.pen.one("realisation.fee_asked")


def _sums(found: View) -> Iterator[str]:
    """Yield the debt head by head, and what runs on after the day."""
    as_of = found.material.as_of
    for head in found.material.claims.heads:
        said = {
            "名目": head.title.render("zh"),
            "金额": yuan(head.amount),
            "截止日": day(as_of),
            "次日": day(as_of + timedelta(days=1)),
            "续算": going_on.running(found, PART_OF[head.kind]) if head.per_day else "",
            "每日": yuan(head.per_day) if head.per_day else "",
        }
        yield found.pen.one("realisation.sum", said, c.of_head(head))


def _facts(found: View, label: dict[str, str]) -> dict[str, Any]:
    material = found.material
    applicant = found.pen.one("preservation.applicant", {"序": ""})
    debtor, until = sides.debtors(found, label), day(material.as_of)
    penalty = figures.penalty(found, debtor)
    return {
        "合同": contract.contract_fields(found, debtor, applicant),
        "履行": found.pen.one("preservation.performed"),
        "合计": figures.totals(found, debtor, applicant),
        "订单": history.order_rows(found, debtor, applicant),
        "往来": history.dealings(found, label, applicant),
        "违约金": penalty,
        "欠款": found.pen.one(
            "realisation.owed", {"截止日": until, "债务人": debtor, "数额": yuan(material.principal)}
        ),
        "截止日": until,
    }


def _told(found: View, one: Collateral, label: Mapping[str, str]) -> str:
    """Return who gave the thing, when it came into being, where it is, how it stands, and when its debts were fixed."""
    said = {
        "担保人": label[one.grantor],
        "担保物": one.thing,
        "日期": day(one.registered_on) if one.registered_on else "",
        "登记机构": one.registry,
        "证明号": one.number,
        "交付日": day(one.handed_over_on) if one.handed_over_on else "",
        "证据": found.material.cite(one.evidence),
    }
    kind = of_kind("collateral", one.kind)
    fixed = {"日期": day(one.fixed_on) if one.fixed_on else ""}
    state = found.need(without_stop(one.state), "collateral_state", one.where, name=one.thing)
    parts = [
        found.pen.one("realisation.given", said, kind, c.those({"maximum": one.maximum})),
        found.pen.one("realisation.fixed", fixed, of_kind("fixed", one.fixed_by)) if one.maximum else "",
        found.pen.one("realisation.state", {"所在地": one.location, "现状": state}),
    ]
    return series(part for part in parts if part)


def _kinds(asked: Sequence[Collateral]) -> list[frozenset[str]]:
    return [of_kind("collateral", one.kind) for one in asked]


def _annexes(found: View, asked: Sequence[Collateral], respondents: int) -> list[str]:
    """Return what 民诉法解释 365 wants: security, conditions, state of the thing, and who applies."""
    creditors = found.material.case.creditors
    said = {"身份材料": parties.own_papers_of(found, creditors), "副本数": str(respondents)}
    kinds = frozenset().union(*_kinds(asked))
    return found.pen.all("realisation.annexes", said, kinds, parties.one_paper(found, creditors))
