"""Joining: a parcel and the letter that was in it; what several papers say of one fact.

Owns which parcel belongs to which letter (same addressee, posted within a week of the letter's day) and the
identity by which two papers tell of one fact. Where two papers say different things, both stay: the better source is
proposed, the other stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lexcollect.proposing.finders.courier import PARCELS
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.papers import Spot
from lexcollect.proposing.recognised import reasons
from lexcollect.proposing.shapes import Found, Rival, Trust, Value, least
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

#: So many days may lie between the day of a letter and its posting.
_WEEK = 7
#: A name longer than this is that of an organisation.
_PERSON = 4
#: What words of one kind may differ in without contradicting each other.
SOFT = frozenset(
    {
        "content",
        "memo",
        "channel",
        "address",
        "goods",
        "quantity",
        "inside",
        "heading",
        "reply",
        "reply_on",
        "tied_to",
        "theirs",
        "room",
        "time",
        "objection",
    }
)
#: What a waybill says that is no fact of the letter.
_OF_A_PARCEL = frozenset({"inside", "addressee_lines", "named"})
#: Kinds of communications that are messages: a chat of the day of a letter is another fact than the letter.
MESSAGES = frozenset({"im", "email", "sms"})
_SPOKEN = MESSAGES | {"call"}
#: The papers that prove a fact of a group, where not every paper does that tells of it.
_PROVING = {
    "parties": (PaperKind.REGISTER.value, PaperKind.LICENCE.value, PaperKind.ID_CARD.value),
    "contracts": (PaperKind.CONTRACT.value,),
    "securities": (PaperKind.GUARANTEE.value, PaperKind.CONTRACT.value),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One fact as all papers together tell it: the chosen values with their trust, and what others say."""

    group: str
    identity: tuple[str, ...]
    values: Mapping[str, Value]
    people: Mapping[str, Value]
    trusts: Mapping[str, Trust]
    why: tuple[Text, ...]
    sources: tuple[Spot, ...]
    rivals: tuple[Rival, ...]
    between: tuple[str, str]
    proofs: tuple[tuple[str, Spot], ...]


def with_parcels(found: Iterable[Found]) -> list[Found]:
    """Return the facts with what waybills and tracks say added to their letters; parcels without one are left out."""
    rest = [one for one in found if one.group != PARCELS]
    parcels: dict[str, list[Found]] = {}
    for one in found:
        if one.group == PARCELS:
            parcels.setdefault(one.plain("tracking_no"), []).append(one)
    taken: set[str] = set()
    out = []
    for one in rest:
        number = _parcel_of(one, parcels, taken) if one.group == "communications" else ""
        if number:
            taken.add(number)
        out.append(_posted(one, parcels[number]) if number else one)
    return out


def _parcel_of(letter: Found, parcels: Mapping[str, list[Found]], taken: set[str]) -> str:
    to = letter.people["recipient"].value
    for number, pieces in parcels.items():
        names = {piece.people["recipient"].value for piece in pieces if "recipient" in piece.people}
        days = [piece.plain("posted_on") for piece in pieces if piece.plain("posted_on")]
        near = (
            bool(days) and 0 <= (date.fromisoformat(min(days)) - date.fromisoformat(letter.plain("date"))).days <= _WEEK
        )
        if number not in taken and near and (to in names or _on_its_lines(str(to), pieces)):
            return number
    return ""


def _on_its_lines(name: str, pieces: list[Found]) -> bool:
    """Tell whether an organisation stands on the addressee's lines of a waybill, beside a person or behind a street."""
    return len(name) > _PERSON and any(name in piece.plain("addressee_lines") for piece in pieces)


def _posted(letter: Found, pieces: list[Found]) -> Found:
    values = dict(letter.values)
    for piece in pieces:
        values |= {key: value for key, value in piece.values.items() if key not in _OF_A_PARCEL and key not in values}
    if values["tracking_no"].value[:2].isalpha() and str(values["tracking_no"].value).endswith("CN"):
        values["carrier"] = Value("EMS", values["tracking_no"].spot)
    links = {PaperKind.WAYBILL.value: "sent", PaperKind.TRACK.value: "arrival"}
    proofs = (("content", letter.spot), *((links[piece.paper], piece.spot) for piece in pieces))
    why = (*letter.why, *(reason for piece in pieces for reason in piece.why), text("proposing.why.parcel"))
    trust = least(letter.trust, *(piece.trust for piece in pieces))
    return Found(letter.group, values, letter.paper, trust, reasons(why), letter.people, letter.between, proofs)


# --- one fact, several papers ---------------------------------------------------------------------------------


def identity_of(one: Found) -> tuple[str, ...]:
    """Return what tells the fact from others of its group."""
    to = one.people.get("recipient") or one.people.get("grantor")
    who = str(to.value) if to else ""
    match one.group:
        case "parties":
            return (one.plain("name"),)
        case "contracts":
            return (one.plain("number"),)
        case "invoices":
            return (one.plain("number"),)
        case "payments":
            return (
                one.plain("date"),
                one.plain("amount"),
                *([f"第{one.plain('_nth')}笔"] if "_nth" in one.values else ()),
            )
        case "communications":
            said = one.plain("kind")
            return (one.plain("date"), who, *((said,) if said in _SPOKEN else ()))
        case "issues":
            return (one.plain("title"),)
        case "securities":
            return (who,)
        case "rents":
            return (one.plain("amount"),)
        case "leased_things":
            return (one.plain("number"),)
        case "deliveries":
            return (one.plain("doc_no") or f"{one.plain('date')} {one.plain('goods')}",)
        case "obligations":
            return (one.plain("id") or one.plain("date"),)
        case "measures":
            return (one.plain("case_no"), *(str(v.value) for v in one.people.values()), one.plain("description"))
        case "hearing":
            return (one.plain("date"),)
        case "costs":
            return (one.plain("kind"), one.plain("amount"))
        case "acknowledgements":
            return (one.plain("kind"), one.plain("date"))
        case _:
            return (one.plain("kind"), one.plain("case_no"))


def together(found: Iterable[Found]) -> list[Told]:
    """Return each fact once, as all papers tell it; a contract without a number is the one that has one."""
    groups: dict[tuple[str, tuple[str, ...]], list[Found]] = {}
    for one in found:
        groups.setdefault((one.group, identity_of(one)), []).append(one)
    numbers = [key for key in groups if key[0] == "contracts" and key[1] != ("",)]
    if len(numbers) == 1 and ("contracts", ("",)) in groups:
        groups[numbers[0]] += groups.pop(("contracts", ("",)))
    return [_told(key[0], key[1], ones) for key, ones in groups.items()]


def _told(group: str, identity: tuple[str, ...], ones: list[Found]) -> Told:
    ranked = sorted(ones, key=lambda one: list(Trust).index(one.trust))
    values: dict[str, Value] = {}
    trusts: dict[str, Trust] = {}
    rivals: list[Rival] = []
    for one in ranked:
        for key, value in one.values.items():
            if key not in values:
                values[key], trusts[key] = value, one.trust
            elif _other(key, values[key].value, value.value) and one.trust is not Trust.DOUBTFUL:
                rivals.append(Rival(key, value.value, value.spot))
                trusts[key] = Trust.DOUBTFUL
            elif _other(key, values[key].value, value.value):
                rivals.append(Rival(key, value.value, value.spot))
    people = {key: value for one in reversed(ranked) for key, value in one.people.items()}
    between = next((one.between for one in ranked if one.between != ("", "")), ("", ""))
    sources = tuple(dict.fromkeys(one.spot for one in ranked))
    why = reasons(reason for one in ranked for reason in one.why)
    proofs = tuple(dict.fromkeys(proof for one in ranked for proof in _proofs(one)))
    return Told(group, identity, values, people, trusts, why, sources, tuple(rivals), between, proofs)


def _proofs(one: Found) -> tuple[tuple[str, Spot], ...]:
    """Return what proves the fact: not every paper that tells of it does, and no draft."""
    if text("proposing.why.draft") in one.why or one.paper not in _PROVING.get(one.group, (one.paper,)):
        return ()
    return one.proofs or (("", one.spot),)


def _other(key: str, have: Any, said: Any) -> bool:
    """Tell whether two papers say different things under ``key``."""
    if key in SOFT or key == "role" or have == said:
        return False
    if isinstance(have, dict) and isinstance(said, dict):
        return any(have[k] != said[k] for k in have.keys() & said.keys() - {"text", "clause"})
    return True
