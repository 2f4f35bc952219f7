"""Parties in papers: how they are named, identified, represented and signed for.

Owns the labels (被告一, 被申请人二, 丙方) and the identity lines of 民事诉讼法 124(1)(2). A missing particular shows
as a blank 【待补：…】 with a warning, never as nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Agent, Party
from lexcollect.claims.persons import SuretyClaim
from lexcollect.cn.identifiers import id_birth, id_gender
from lexcollect.cn.numerals import han_number
from lexcollect.documents.material import Material, View, day

#: How the sides of an agreement are called.
SIDES = "甲乙丙丁戊己庚辛壬癸"


def sureties(material: Material) -> list[SuretyClaim]:
    """Return the guarantors against whom something can be claimed; a general surety is not liable jointly."""
    chosen = material.case.choices.defendants
    return [s for s in material.claims.sureties if s.covered and (not chosen or s.party in chosen)]


def defendants(material: Material) -> list[Party]:
    """Return whom the suit is against: the debtor, then every guarantor with something to answer for."""
    ids = dict.fromkeys([material.case.debtor.id, *(s.party for s in sureties(material))])
    return [material.case.party(i) for i in ids]


def labels(parties: Sequence[Party], word: str) -> dict[str, str]:
    """Return party id → 被告, or 被告一, 被告二 … when there are several."""
    if len(parties) == 1:
        return {parties[0].id: word}
    return {p.id: f"{word}{han_number(i)}" for i, p in enumerate(parties, 1)}


def all_of(parties: Sequence[Party], word: str) -> str:
    """Return 被告, 二被告, 三被告 …"""
    return word if len(parties) == 1 else f"{han_number(len(parties))}{word}"


def is_natural(party: Party) -> bool:
    """Tell whether the party is a natural person."""
    return party.kind is k.PartyKind.NATURAL


def identity(view: View, party: Party, *, phone: bool) -> str:
    """Return the identity of a party after its name; ``phone``: the paper must give a way to reach it."""
    parts = _person(view, party) if is_natural(party) else _body(view, party)
    reach = view.need(party.phone, "phone", party.where, name=party.name) if phone else party.phone
    if reach:
        parts.append(f"联系电话{reach}")
    return "，".join(parts)


def _person(view: View, party: Party) -> list[str]:
    number = party.id_no or ""
    birth = party.birth or (id_birth(number) if number else None)
    gender = party.gender or (id_gender(number) if number else "") or ""
    parts = [view.need(gender, "gender", party.where, name=party.name)]
    if birth:
        parts.append(f"{day(birth)}出生")
    if party.ethnicity:
        parts.append(party.ethnicity)
    if number:
        parts.append(f"公民身份号码{number}")
    return [*parts, f"住{_domicile(view, party)}"]


def _body(view: View, party: Party) -> list[str]:
    code = view.need(party.uscc or "", "uscc", party.where, name=party.name)
    return [f"统一社会信用代码{code}", f"住所地{_domicile(view, party)}"]


def _domicile(view: View, party: Party) -> str:
    return view.need(party.domicile, "domicile", party.where, name=party.name)


def representative(view: View, party: Party) -> str:
    """Return 法定代表人：周范例，执行董事; nothing for a natural person."""
    if is_natural(party):
        return ""
    if party.legal_rep is None:
        return f"{_rep_word(party)}：{view.need('', 'legal_rep', party.where, name=party.name)}"
    post = f"，{party.legal_rep.post}" if party.legal_rep.post else ""
    return f"{_rep_word(party)}：{party.legal_rep.name}{post}"


def _rep_word(party: Party) -> str:
    return {k.PartyKind.ORGANISATION: "法定代表人", k.PartyKind.INDIVIDUAL_BUSINESS: "经营者"}.get(party.kind, "负责人")


def block(view: View, party: Party, label: str, *, phone: bool = False) -> dict[str, str]:
    """Return the fields of a party in a paper."""
    return {
        "称谓": label,
        "名称": party.name,
        "身份信息": identity(view, party, phone=phone),
        "代表人": representative(view, party),
    }


def agents(material: Material) -> list[str]:
    """Return the agents (at most two, 民事诉讼法 61) as the complaint names them."""
    return [_agent(a) for a in material.case.agents[:2]]


def _agent(agent: Agent) -> str:
    post = {k.AgentKind.LAWYER: "律师", k.AgentKind.BASIC_LEGAL_WORKER: "基层法律服务工作者"}.get(agent.kind, "")
    parts = [agent.name, f"{agent.firm}{post}" if agent.firm else k.word(agent.kind)]
    if agent.licence_no:
        parts.append(f"执业证号{agent.licence_no}")
    if agent.phone:
        parts.append(f"联系电话{agent.phone}")
    return "，".join(parts)


def licensed_lawyer(material: Material) -> Agent | None:
    """Return the lawyer chosen for letters, or the first one; only with firm and licence number (律师法 13)."""
    wanted = material.case.choices.letter.agent
    for agent in material.case.agents:
        if wanted and agent.id != wanted:
            continue
        if agent.kind is k.AgentKind.LAWYER and agent.firm and agent.licence_no:
            return agent
    return None


def signature(party: Party) -> dict[str, str]:
    """Return how a party signs: an organisation by seal and representative, a person by hand."""
    if is_natural(party):
        return {"签章": "签名、捺印", "名称": party.name, "代表人": ""}
    return {"签章": "盖章", "名称": party.name, "代表人": f"{_rep_word(party)}（签名）："}


def service_place(view: View, party: Party) -> tuple[str, str]:
    """Return the address for service, with the clause that fixed it, and the way to reach the party."""
    agreed = party.service_address
    place = agreed.address if agreed else _domicile(view, party)
    if agreed and agreed.clause:
        place += f"（合同{agreed.clause}约定的送达地址）"
    reach = (agreed.phone if agreed else "") or party.phone or party.email
    return place, view.need(reach, "reach", party.where, name=party.name)
