"""Parties in papers: how they are named, identified, represented and signed for.

Owns the labels (被告一, 被申请人二, 丙方) and the identity lines of 民事诉讼法 124(1)(2). A missing particular shows
as a blank 【待补：…】 with a warning, never as nothing. The sentences are in ``parties.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Agent, Party
from lexcollect.cn.certificates import OF_GB_11643
from lexcollect.cn.identifiers import id_gender
from lexcollect.cn.numerals import han_number
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, listed


def defendants(material: Material) -> list[Party]:
    """Return whom the suit is against: who owes, then who gave a thing as security (担保制度解释 45(3))."""
    owing = owes(material)
    if not material.case.collaterals:
        return owing
    from lexcollect.documents.views import collateral  # only a matter with a thing as security

    named = {p.id for p in owing}
    return [*owing, *(p for p in collateral.grantors(material) if p.id not in named)]


def owes(material: Material) -> list[Party]:
    """Return who answers with all he has: the debtors, then every guarantor with something to answer for."""
    ids = dict.fromkeys([*(p.id for p in material.debtors), *(s.party for s in material.sureties)])
    return [material.case.party(i) for i in ids if i not in material.left_out]


def labels(view: View, parties: Sequence[Party], place: str) -> dict[str, str]:
    """Return party id → what ``place`` calls it: 被告, or 被告一, 被告二 … when there are several.

    A debtor who is not among them is called by its name.
    """
    debtor = view.material.case.debtor
    return {debtor.id: debtor.name, **numbered(view, parties, place)}


def all_of(view: View, parties: Sequence[Party], place: str) -> str:
    """Return what ``place`` calls them all: 被告, 二被告, 三被告 …"""
    return view.pen.one(place, {"人数": "" if len(parties) == 1 else han_number(len(parties))})


def is_natural(party: Party) -> bool:
    """Tell whether the party is a natural person."""
    return party.kind is k.PartyKind.NATURAL


def identity(view: View, party: Party, *, phone: bool) -> str:
    """Return the identity of a party after its name; ``phone``: the paper must give a way to reach it."""
    said = _person(view, party) if is_natural(party) else _body(view, party)
    said["电话"] = view.need(party.phone, "phone", party.where, name=party.name) if phone else party.phone
    return view.pen.one("parties.identity", said, c.of_party(party))


def _person(view: View, party: Party) -> dict[str, str]:
    number = party.id_no or ""
    birth, told = party.born, party.certificate in OF_GB_11643
    gender = party.gender or (id_gender(number) if told else "") or ""
    return {
        "性别": view.need(gender, "gender", party.where, name=party.name),
        "出生": day(birth) if birth else "",
        "民族": party.ethnicity,
        "证件": view.pen.one("parties.certificate", {}, c.of_party(party)),
        "身份号码": number,
        "信用代码": "",
        "住所": _domicile(view, party),
    }


def _body(view: View, party: Party) -> dict[str, str]:
    code = view.need(party.uscc or "", "uscc", party.where, name=party.name)
    return {
        "性别": "",
        "出生": "",
        "民族": "",
        "证件": "",
        "身份号码": "",
        "信用代码": code,
        "住所": _domicile(view, party),
    }


def _domicile(view: View, party: Party) -> str:
    return view.need(party.domicile, "domicile", party.where, name=party.name)


def representative(view: View, party: Party) -> str:
    """Return 法定代表人：周范例，执行董事; nothing for a natural person."""
    if is_natural(party):
        return ""
    head = party.legal_rep
    said = {
        "称呼": _head(view, party),
        "姓名": head.name if head else view.need("", "legal_rep", party.where, name=party.name),
        "职务": head.post if head else "",
    }
    return view.pen.one("parties.representative", said)


def _head(view: View, party: Party) -> str:
    return view.pen.one("parties.head", {}, c.of_party(party))


def block(view: View, party: Party, label: str, *, phone: bool = False) -> dict[str, str]:
    """Return the fields of a party in a paper."""
    return {
        "称谓": label,
        "名称": party.name,
        "身份信息": identity(view, party, phone=phone),
        "代表人": representative(view, party),
    }


def side(
    view: View, group: Sequence[Party], place: str, block_of: Callable[[Party, str], dict[str, Any]]
) -> dict[str, Any]:
    """Return one side of a paper: the block of its first person, ``其余`` those of the others, and what all are called.

    ``place`` names one person of it (原告, 原告一); ``合称`` says that together they go by that name without a number.
    """
    called = numbered(view, group, place)
    first, *rest = (block_of(p, called[p.id]) for p in group)
    together = view.pen.one("parties.together", {"称谓": view.pen.one(place, {"序": ""})}) if rest else ""
    return {**first, "其余": rest, "合称": together}


def numbered(view: View, group: Sequence[Party], place: str) -> dict[str, str]:
    """Return party id → what ``place`` calls it, with a number where there are several."""
    numbers = ("" if len(group) == 1 else han_number(i) for i in range(1, len(group) + 1))
    return {p.id: view.pen.one(place, {"序": number}) for p, number in zip(group, numbers, strict=True)}


def signatures(view: View, group: Sequence[Party]) -> dict[str, Any]:
    """Return how the first person of a side signs, and the others (``其余``)."""
    first, *rest = (signature(view, p) for p in group)
    return {**first, "其余": rest}


def own_papers_of(view: View, group: Sequence[Party]) -> str:
    """Return the papers by which the persons of a side show who they are, each kind once."""
    return listed(dict.fromkeys(own_papers(view, p) for p in group))


def agents(view: View) -> list[str]:
    """Return the agents (at most two, 民事诉讼法 61) as the complaint names them."""
    return [_agent(view, a) for a in view.material.case.agents[:2]]


def _agent(view: View, agent: Agent) -> str:
    said = {
        "姓名": agent.name,
        "机构": agent.firm,
        "身份": agent.kind.label,
        "证号": agent.licence_no,
        "电话": agent.phone,
    }
    return view.pen.one("parties.agent", said, c.of_agent(agent))


def licensed_lawyer(material: Material) -> Agent | None:
    """Return the lawyer chosen for letters, or the first one; only with firm and licence number (律师法 13)."""
    wanted = material.case.choices.letter.agent
    for agent in material.case.agents:
        if wanted and agent.id != wanted:
            continue
        if agent.kind is k.AgentKind.LAWYER and agent.firm and agent.licence_no:
            return agent
    return None


def signature(view: View, party: Party) -> dict[str, str]:
    """Return how a party signs: an organisation by seal and representative, a person by hand."""
    head = "" if is_natural(party) else view.pen.one("parties.signs_for", {"称呼": _head(view, party)})
    return {"签章": view.pen.one("parties.seal", {}, c.of_party(party)), "名称": party.name, "代表人": head}


def one_paper(view: View, group: Sequence[Party]) -> frozenset[str]:
    """Return the circumstance that own_papers_of names one paper alone: persons who all file the same (no 各1份)."""
    alone = all(is_natural(p) for p in group) and len({own_papers(view, p) for p in group}) == 1
    return frozenset({"one_paper"}) if alone else frozenset()


def own_papers(view: View, party: Party) -> str:
    """Return the papers by which a party shows who it is."""
    return view.pen.one("parties.own_papers", {}, c.of_party(party))


def service_place(view: View, party: Party) -> tuple[str, str]:
    """Return the address for service, with the clause that fixed it, and the way to reach the party."""
    agreed = party.service_address
    said = {
        "地址": agreed.address if agreed else _domicile(view, party),
        "条款": agreed.clause if agreed else "",
    }
    reach = (agreed.phone if agreed else "") or party.phone or party.email
    return view.pen.one("parties.service_place", said), view.need(reach, "reach", party.where, name=party.name)
