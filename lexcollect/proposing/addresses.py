"""Grounds of an address: why the address on a waybill counts as the addressee's (诉讼时效规定 8(1)(1)).

Owns which paper bears it: the identity card or the register extract of the addressee, or a sentence of an agreement
that is about service and has the very address. An address that no paper has stays without a ground: it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lexcollect.patterns import regex
from lexcollect.proposing.kinds import PaperKind, kind_of
from lexcollect.proposing.papers import Paper, Spot, squeezed
from lexcollect.proposing.shapes import Found, Value

_OF_A_PERSON = {
    PaperKind.ID_CARD.value: "id_card",
    PaperKind.REGISTER.value: "registered",
    PaperKind.LICENCE.value: "registered",
}
_AGREEMENTS = frozenset({PaperKind.CONTRACT, PaperKind.GUARANTEE, PaperKind.SETTLEMENT, PaperKind.PLAN})
_SENTENCE = regex(r"[^。；;\n]+")
_OF_SERVICE = regex(r"送达|通讯地址|通信地址|联系地址|邮寄地址|收件地址")
#: An address of fewer characters stands in too many papers.
_SHORTEST = 6


def with_grounds(found: Iterable[Found], papers: Sequence[Paper]) -> Iterator[Found]:
    """Yield the facts; a letter whose address a paper bears has its ground and the fourth link of its proof."""
    all_ = list(found)
    for one in all_:
        ground = _ground(one, all_, papers) if one.group == "communications" and one.plain("address") else None
        if ground is None:
            yield one
            continue
        basis, spot = ground
        values = {**one.values, "address_basis": Value(basis, spot)}
        yield replace(one, values=values, proofs=(*one.proofs, ("address", spot)))


def _ground(letter: Found, found: Sequence[Found], papers: Sequence[Paper]) -> tuple[str, Spot] | None:
    address = squeezed(letter.plain("address"))
    if len(address) < _SHORTEST:
        return None
    to = str(letter.people["recipient"].value)
    for paper in papers:
        if spot := _agreed(paper, address):
            return "contract", spot
    for one in found:
        basis = _OF_A_PERSON.get(one.paper) if one.group == "parties" and one.plain("name") == to else None
        if basis and _same(address, squeezed(one.plain("domicile"))):
            return basis, one.values["domicile"].spot
    return None


def _same(posted: str, known: str) -> bool:
    """Tell whether a parcel went to the known address; behind it there may be a floor or a room."""
    return len(known) >= _SHORTEST and posted.startswith(known)


def _agreed(paper: Paper, address: str) -> Spot | None:
    """Return the place of a sentence about service that has the address, in an agreement that is no draft."""
    if paper.draft or kind_of(paper) not in _AGREEMENTS:
        return None
    for passage in paper.passages:
        for found in _SENTENCE.finditer(passage.text):
            if _OF_SERVICE.search(found[0]) and address in squeezed(found[0]):
                return paper.spot(passage, found.start(), found.end())
    return None
