"""Joinder: whether several contracts can stand in one paper to a court (诉的合并), and what is said of it.

Owns the conditions: no bill beside the contract it was given for, no court that is bound elsewhere by law or agreement,
arbitration for all or none. The statute speaks of claims of one kind where a side has several persons (民事诉讼法
55(1)); of several kinds between the same two it says nothing, so the court decides, which a warning says. Whatever
cannot stand together can be asked for contract by contract (``draft complaint --contract``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Contract
from lexcollect.causes import cause_of
from lexcollect.causes.table import official_name
from lexcollect.claims.standards import EXCLUSIVE, is_bill
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, listed, series
from lexcollect.documents.nouns import mixed
from lexcollect.documents.views import contracts, courts

#: The papers that ask for all contracts in one court.
TO_COURT = frozenset({"complaint", "preservation", "preservation_before_suit"})
#: The cause of action whose court is that of the place of the premises alone (民诉法解释 28).
_PREMISES = "premises_lease"


def tell(view: View) -> None:
    """Note whether the contracts of the matter can stand in one paper to a court."""
    found = [part.material.contract for part in view.parts]
    if len(found) == 1 or view.paper not in TO_COURT:
        return
    bills, rest = [each for each in found if is_bill(each)], [each for each in found if not is_bill(each)]
    if bills and rest:
        view.say("LX-P220", bills[0].where, bills=_names(bills), names=_names(rest))
    kinds = {each.jurisdiction.kind if each.jurisdiction else k.JurisdictionKind.COURT for each in found}
    if len(kinds) > 1:
        arbitration = k.JurisdictionKind.ARBITRATION
        out = [each for each in found if each.jurisdiction and each.jurisdiction.kind is arbitration]
        view.say("LX-P222", out[0].where, names=_names(out), others=_names(each for each in found if each not in out))
    elif not _courts(view, found):
        _leave(view, found)


def _courts(view: View, found: list[Contract]) -> bool:
    """Say which courts stand against one another, and tell whether any do."""
    courts = {court for each in found if (court := _bound_to(each))}
    if len(courts) > 1:
        view.say("LX-P098", found[1].where, courts=listed(sorted(courts)))
        return True
    fixed = [each for each in found if _of_place(each)]
    free = [each for each in found if each not in fixed and not (each.jurisdiction and each.jurisdiction.court)]
    if fixed and free:
        view.say("LX-P223", fixed[0].where, fixed=_names(fixed), names=_names(free))
    return False


def _of_place(contract: Contract) -> bool:
    """Tell whether the court of the place of an immovable decides, whatever was agreed (民事诉讼法 34)."""
    cause = cause_of(contract.cause)
    return official_name(contract.cause) == EXCLUSIVE or (cause is not None and cause.id == _PREMISES)


def _bound_to(contract: Contract) -> str:
    """Return the court that a contract binds to: of the place of the works, else the agreed one."""
    works = contract.works
    if official_name(contract.cause) == EXCLUSIVE and works and works.court:
        return works.court
    return contract.jurisdiction.court if contract.jurisdiction else ""


def _leave(view: View, found: list[Contract]) -> None:
    """Say by whose leave the claims are heard together."""
    material, where = view.material, found[1].where
    if mixed(found):
        view.say("LX-P221", where, causes=listed(dict.fromkeys(each.cause for each in found)))
        return
    many = len(material.case.creditors) > 1 or len(material.debtors) + len(material.sureties) > 1
    view.say("LX-P097" if many else "LX-P224", where, names=_names(found))


def jurisdiction(view: View, court: str, called: Mapping[str, str]) -> str:
    """Return why the court has jurisdiction over the claims of all contracts (民事诉讼法 24, 34, 35).

    ``called``: what the complaint calls a person of that name.
    """
    told: list[str] = []
    rest: dict[tuple[str, ...], list[View]] = {}
    for part in view.parts:
        contract = part.material.contract
        agreed = contract.jurisdiction
        name = contracts.name_of(contract)
        if official_name(contract.cause) == EXCLUSIVE:
            place = contract.works.place if contract.works else ""
            told.append(view.pen.one("complaint.jurisdiction_place", {"合同": name, "工程地点": place}))
        elif agreed and (agreed.text or agreed.court):
            said = {
                "合同": name,
                **courts.clause_words(agreed),
                "证据": view.material.cite(contract.evidence),
            }
            told.append(view.pen.one("complaint.jurisdiction_of", said, c.of_clause(said["原文"])))
        else:
            said_of = part.pen.book.place("complaint.jurisdiction_rest").said(part.pen.circumstances)
            link = courts.link_told(part, courts.of_part(part).fitting(court), called)
            rest.setdefault((link, *(clause.sentence.text for clause in said_of)), []).append(part)
    for (link, *_), alike in rest.items():
        named = listed(contracts.name_of(part.material.contract) for part in alike)
        told.append(alike[0].pen.one("complaint.jurisdiction_rest", {"各合同": named, "联系": link}))
    return view.pen.one("complaint.jurisdiction_all", {"各项": series(told)})


def _names(found: Iterable[Contract]) -> str:
    return listed(contracts.name_of(each) for each in found)
