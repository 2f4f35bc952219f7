"""The court a paper is addressed to (管辖法院): as agreed, chosen, or fixed by law.

Owns which court stands where several could; the sentence on jurisdiction is in ``complaint.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping

from lexcollect.casefile.models import Jurisdiction as Agreed
from lexcollect.claims.jurisdiction import ONLY, Connection, Jurisdiction, Link, of_suit
from lexcollect.documents import circumstances as c
from lexcollect.documents.cells_told import NOTHING
from lexcollect.documents.material import Material, View, listed, without_stop
from lexcollect.documents.views import contracts, court_kinds, parties, running
from lexcollect.patterns import regex
from lexcollect.wording import text

#: What a complaint tells of the place of its court, the surest first.
_TOLD = (Link.DEFENDANT, Link.PLACE_AGREED, Link.USE, Link.BUYER, Link.RECEIPT, Link.RECEIVER)
#: Courts of which LX-P088 and the stops speak.
_TOLD_ELSEWHERE = (Link.WORKS, Link.INSOLVENCY)
#: Doubts that can cost the court, and not the everyday ones of an address.
_SERIOUS = frozenset({"with_debtor", "receiver_debated", "assigned", "property_place", "ip_courts", "unperformed"})


#: Words of a clause that say what a court does; without one of them it only names the court.
_SAYS = regex(
    r"(?<!有)管辖|有管辖权的?[^，。]*?(?:管辖|起诉|诉讼|审理)|起诉|诉讼|提交|提起|申请|裁决|解决|处理|受理|审理"
)
#: What may stand before the name of the court in such a clause.
_BEFORE = regex(r"^.*(?:由|向|为|：|:)")


def clause_words(agreed: Agreed | None) -> dict[str, str]:
    """Return what a paper tells of the clause on the court: its own words where they are a sentence, and the court.

    A clause that only names the court (甲方住所地人民法院) is told as the court it names, in its words.
    """
    if agreed is None:
        return {"条款": "", "原文": "", "法院": ""}
    words = without_stop(agreed.text)
    if words and not _SAYS.search(words):
        return {"条款": agreed.clause, "原文": "", "法院": _BEFORE.sub("", words) or agreed.court}
    return {"条款": agreed.clause, "原文": words, "法院": agreed.court}


def court_of(found: View) -> str:
    """Return the court, or nothing after a finding; the main contract names none for guarantors sued alone."""
    material = found.material
    clauses = [part.contract.jurisdiction for part in material.parts if not material.sureties_only]
    agreed = next((clause for clause in clauses if clause and clause.court), None)
    if "exclusive" in material.circumstances and not material.sureties_only:
        return _works_court(next(part for part in found.parts if "exclusive" in part.material.circumstances))
    court = material.case.choices.court or (agreed.court if agreed else "")
    if elsewhere(found):
        found.say("LX-P270", agreed.where if agreed else None, court=court, agreed=agreed.court if agreed else "")
    if material.sureties_only:
        return found.need(court, "court")
    return court if found.require(court, "court") else ""


def elsewhere(found: View) -> bool:
    """Tell whether the court chosen is not the one a contract agreed on (民事诉讼法 35), where that one decides."""
    material = found.material
    chosen = material.case.choices.court
    if not chosen or material.sureties_only or of_premises(material):
        return False
    agreed = {part.contract.jurisdiction.court for part in material.parts if part.contract.jurisdiction} - {""}
    return bool(agreed) and chosen not in agreed and "exclusive" not in material.circumstances


def of_premises(material: Material) -> bool:
    """Tell whether the court of the place of the premises alone decides (民诉法解释 28)."""
    return material.cause is not None and material.cause.id == "premises_lease"


def fixed_by_place(material: Material) -> bool:
    """Tell whether the court of the place of the immovable alone decides: no clause changes it (民事诉讼法 34, 35)."""
    return "exclusive" in material.circumstances or of_premises(material)


def of_place(material: Material) -> str:
    """Return the court of the place of works or premises: of works as entered, else the one that was chosen.

    A clause is taken only where nobody chose, and only for premises, whose place no program knows (民诉法解释 28).
    """
    works, chosen = material.contract.works, material.case.choices.court
    if not of_premises(material):
        return (works.court if works else "") or chosen
    clause = material.contract.jurisdiction
    return chosen or (clause.court if clause else "")


def _works_court(found: View) -> str:
    """Return the court of the place of the works: no clause and no choice changes it (民事诉讼法 34, 35)."""
    contract_ = found.material.contract
    works, agreed = contract_.works, contract_.jurisdiction
    place, chosen = works.court if works else "", found.material.case.choices.court
    clause = agreed.court if agreed else ""
    if place and chosen and chosen != place:
        found.say("LX-P088", works.where if works else None, court=chosen, place=place)
        return ""
    if (clause and clause != place) or not place:
        found.say("LX-P089", (agreed or contract_).where, court=clause or chosen, place=place)
    court = place or chosen or clause
    return court if found.require(court, "court") else ""


def court_asked(found: View) -> str:
    """Return the court of papers beside an application: the one asked, that of the pending case, of the title."""
    material = found.material
    asked, pending = material.case.preservation, running.suit(material)
    if asked and asked.court:
        return asked.court
    if pending and pending.organ:
        return pending.organ
    clauses = (part.contract.jurisdiction for part in material.parts)
    agreed = next((clause.court for clause in clauses if clause and clause.court), "")
    made = next((title.title.organ for title in material.claims.titles), "")
    return material.case.choices.court or made or agreed


def linked(found: View, court: str) -> list[Connection]:
    """Return what links the case to ``court``, after a finding where nothing or only what is doubtful does.

    A court to which no place entered leads is refused unless the user states a ground of his own (管辖依据).
    """
    material = found.material
    known = of_suit(material.case, parties.defendants(material), sureties_only=material.sureties_only)
    _tell_defects(found, known)
    court_kinds.tell(found, court)
    if len(material.contracts) > 1 and not material.sureties_only:
        return _each_linked(found, court)
    links = known.fitting(court)
    if material.case.choices.court_ground or known.connections[0].link in _TOLD_ELSEWHERE:
        return links  # told by the user; by LX-P088 and the stops
    agreed = [one.court for one in known.connections if one.court]
    if links:
        doubts = [{*one.doubts} & _SERIOUS for one in links]
        if all(doubts):
            named = sorted(set().union(*doubts))
            found.say("LX-P642", court=court, why=[text(f"courts.doubt.{each}") for each in named])
    elif not agreed:  # LX-P270 speaks of a court that is not the agreed one
        cites = dict.fromkeys(cite for one in known.connections for cite in one.cites)
        where = [text("courts.row", link=text(f"courts.link.{one.link}"), place=one.place) for one in known.connections]
        code = "LX-P640" if known.excludes(court) else "LX-P641"
        found.say(code, court=court, places=where, cites=[str(cite) for cite in cites])
    return links


def _each_linked(found: View, court: str) -> list[Connection]:
    """Return what links any of several contracts to ``court``, after a finding for each that nothing links to it.

    Each claim needs the court for itself; that claims are heard together moves none (民事诉讼法 24, 143).
    """
    material = found.material
    links: list[Connection] = []
    out: dict[str, list[View]] = {}
    for part in found.parts:
        known = of_part(part)
        mine = known.fitting(court)
        links += mine
        agreed = any(one.court for one in known.connections)
        if not (mine or agreed or material.case.choices.court_ground or known.connections[0].link in _TOLD_ELSEWHERE):
            out.setdefault("LX-P773" if known.excludes(court) else "LX-P774", []).append(part)
    for code, parts in out.items():
        every = [one for part in parts for one in of_part(part).connections]
        cites = dict.fromkeys(str(each) for one in every for each in one.cites)
        names = listed(contracts.name_of(part.material.contract) for part in parts)
        places = listed(dict.fromkeys(one.place for one in every if one.place)) or NOTHING
        where = parts[0].material.contract.where
        found.say(code, where, names=names, court=court, places=places, cites=listed(cites))
    return links


def of_part(part: View) -> Jurisdiction:
    """Return what links one contract of several to courts."""
    case = part.material.case
    return of_suit(case, parties.defendants(part.material))


def _tell_defects(found: View, known: Jurisdiction) -> None:
    """Note what is wrong with a dispute clause; of works LX-P089 speaks."""
    works = any(one.link is Link.WORKS for one in known.connections)
    for defect in known.defects:
        if not works and not (defect.key == "unclear" and found.material.case.choices.court):
            where = found.material.case.contract(defect.contract).where
            found.say("LX-P643", where, defect=text(f"courts.defect.{defect.key}"), cite=str(defect.cite))


def link_told(found: View, links: list[Connection], called: Mapping[str, str]) -> str:
    """Return the fact by which the court of the complaint has the case where no clause chose it; the surest one.

    ``called``: what the complaint calls a person of that name.
    """
    lending = found.material.cause is not None and found.material.cause.id == "private_loan"
    for kind in _TOLD:
        those = [one for one in links if one.link is kind and one.place]
        if those and not any(one.link in ONLY for one in links):
            who = dict.fromkeys(called.get(one.who, one.who) for one in those if one.place == those[0].place)
            said = {"谁": listed(who)}
            how = c.those({f"court_at_{kind}": True, "lending": lending})
            return found.pen.one("complaint.jurisdiction_link", {**said, "地点": those[0].place}, how)
    return ""
