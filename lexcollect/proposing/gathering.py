"""Gathering: all papers of a matter → the facts for a person to confirm.

Owns the order: what each paper is, what finders bring, who is on which side, which parcel carried which letter, what
is entered already. What is not of our sides is no fact of ours; a paper that was never signed makes its facts
doubtful. Pure: the same papers and the same case file give the same proposals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lexcollect.casefile.kinds import Role
from lexcollect.casefile.values import spellings
from lexcollect.proposing.addresses import with_grounds
from lexcollect.proposing.debts import debt_of, probable
from lexcollect.proposing.finders.accounts import acknowledgements_in
from lexcollect.proposing.finders.contracts import contracts_in
from lexcollect.proposing.finders.costs import costs_in
from lexcollect.proposing.finders.courier import parcels_in
from lexcollect.proposing.finders.court import court_papers_in
from lexcollect.proposing.finders.court_messages import messages_in
from lexcollect.proposing.finders.court_notices import notices_in
from lexcollect.proposing.finders.court_rulings import rulings_in
from lexcollect.proposing.finders.court_service import services_in
from lexcollect.proposing.finders.deliveries import deliveries_in
from lexcollect.proposing.finders.guarantees import guarantees_in
from lexcollect.proposing.finders.id_cards import id_cards_in
from lexcollect.proposing.finders.invoices import invoices_in
from lexcollect.proposing.finders.leases import leases_in
from lexcollect.proposing.finders.letters import letters_in
from lexcollect.proposing.finders.parties import is_person, parties_in
from lexcollect.proposing.finders.receipts import payments_of, receipts_in
from lexcollect.proposing.finders.service_addresses import service_addresses_in
from lexcollect.proposing.joining import MESSAGES, SOFT, Told, together, with_parcels
from lexcollect.proposing.kinds import kind_of
from lexcollect.proposing.naming import new_id, party_id
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.payers import contract_named, with_payers
from lexcollect.proposing.recognised import read_in_picture
from lexcollect.proposing.sayings.hearing import Heard, called, heard, said_beside
from lexcollect.proposing.sayings.speakers import Who
from lexcollect.proposing.services import with_services
from lexcollect.proposing.shapes import Found, Proposal, Rival, Trust, Value, least
from lexcollect.proposing.sides import Sides, sides_of
from lexcollect.proposing.standing import blank_entry, entries_of, entry_of, fields_by_key, same
from lexcollect.records import dataclass
from lexcollect.records import field as with_default
from lexcollect.wording import text

_FINDERS = (
    parties_in,
    id_cards_in,
    contracts_in,
    service_addresses_in,
    leases_in,
    guarantees_in,
    deliveries_in,
    invoices_in,
    receipts_in,
    acknowledgements_in,
    letters_in,
    parcels_in,
    court_papers_in,
    notices_in,
    rulings_in,
    services_in,
    messages_in,
    costs_in,
)
#: The groups in the order of the case file.
_ORDER = (
    "parties",
    "contracts",
    "rents",
    "leased_things",
    "obligations",
    "deliveries",
    "invoices",
    "payments",
    "acknowledgements",
    "communications",
    "securities",
    "costs",
    "filings",
    "titles",
    "measures",
    "hearing",
    "issues",
)
#: Kinds of papers that speak of two sides and concern us only if they are ours.
_BETWEEN = frozenset(
    {"invoices", "payments", "deliveries", "obligations", "communications", "titles", "filings", "hearing", "costs"}
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the papers say: the facts of each file (for titles of exhibits), the sides, and the proposals.

    ``talks`` are the conversations by their file, with who speaks for whom in each.
    """

    found: tuple[Found, ...]
    sides: Sides
    proposals: tuple[Proposal, ...]
    talks: Mapping[str, Heard] = with_default(default_factory=dict)


def found_in(paper: Paper) -> tuple[Found, ...]:
    """Return every fact that ``paper`` says, weakened where the paper is not to be believed by itself."""
    kind = kind_of(paper)
    found = [one for finder in _FINDERS for one in finder(paper, kind)]
    if paper.table is not None:
        found += payments_of(paper, paper.table)
    return tuple(_weakened(one, paper) for one in found)


def _weakened(one: Found, paper: Paper) -> Found:
    if paper.draft:
        return replace(one, trust=Trust.DOUBTFUL, why=(*one.why, text("proposing.why.draft")))
    if paper.recognised and (read := read_in_picture(one, paper)) is not None:
        return read
    if paper.loose and one.trust is Trust.SURE and paper.table is None:
        return replace(one, trust=Trust.LIKELY, why=(*one.why, text("proposing.why.loose")))
    return one


def gather(
    papers: Iterable[Paper],
    case: Mapping[str, Any],
    exhibits: Mapping[str, str],
    decided: Mapping[str, Who] | None = None,
    each: Sequence[Found] | None = None,
) -> Gathered:
    """Return what ``papers`` say beside ``case`` (plain data, English keys); ``exhibits`` is file → exhibit id.

    ``decided`` is for whom a speaker of chats and mails speaks, as a person said, by the speaker's key; ``each`` what
    :func:`found_in` says of every paper, where it was asked before.
    """
    papers = list(papers)
    found = tuple(one for paper in papers for one in found_in(paper)) if each is None else tuple(each)
    sides = sides_of(found, list(_parties(case)))
    talks = heard(papers, case, sides, decided or {})
    found = (*found, *said_beside(found, talks, sides), *called(papers, sides))
    ours = [one for one in with_payers(found, sides, case) if _concerns(one, sides)]
    told = together(with_grounds(with_parcels(with_services(ours, sides)), papers))
    proposals = [one for fact in told for one in _proposed(fact, case, sides, exhibits)]
    proposals.sort(key=lambda one: (_ORDER.index(one.group), one.id))
    return Gathered(found, sides, tuple(proposals), talks)


def _parties(case: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for entry in case.get("parties") or ():
        if isinstance(entry, dict):
            role = spellings(Role).get(str(entry.get("role", "")), "")
            yield str(entry.get("id", "")), str(role), str(entry.get("name") or "")


def _concerns(one: Found, sides: Sides) -> bool:
    if one.group == "parties":
        name = one.plain("name")
        return bool(sides.side(name)) or name in sides.known
    if one.group == "payments" and one.between[1] in sides.known:  # a third person whom the case file has
        return sides.side(one.between[1]) != "creditor" and sides.ours((one.between[0], ""))
    if one.group in _BETWEEN and one.between != ("", ""):
        return sides.ours(one.between)
    return True


def _proposed(fact: Told, case: Mapping[str, Any], sides: Sides, exhibits: Mapping[str, str]) -> Iterator[Proposal]:
    """Yield what is new in ``fact``: first what is believed, then, apart, what is to be looked at."""
    fields = fields_by_key(fact.group)
    values = {key: value for key, value in fact.values.items() if key in fields}
    for key, value in fact.people.items():
        id = party_id(str(value.value), case, sides)
        if not id:
            return
        values[key] = Value(id, value.spot)
    if "objection" in values and not _objector(values, case, sides):
        return
    derived = _added(fact, values, case, sides)
    values |= derived
    values |= _links(fact, exhibits)
    plain = {key: value.value for key, value in values.items()}
    if "_nth" in fact.values:
        plain["_nth"] = fact.values["_nth"].value
    at, fresh = entry_of(case, fact.group, plain), False
    if at is None:
        at, fresh = _blank(fact.group, plain, case, sides), True
    entry = entries_of(case, fact.group)[at] if at is not None else {}
    rivals = list(fact.rivals)
    new: dict[str, Value] = {}
    for key, value in values.items():
        held = entry.get(key)
        if held in (None, "", [], ()):
            new[key] = value
        elif not (
            key in derived
            or fresh
            or _soft(fact.group, key)
            or same(fields[key], held, value.value)
            or _within(key, held, value.value)
        ):
            new[key] = value
            rivals.append(Rival(key, _shown(held), None))
    undone = any(reason.key == "proposing.why.taken_back" for reason in fact.why)
    if fact.group == "payments" and at is None and "designated_for" not in values and not undone:
        hint = None if "purpose" in fact.values else probable(plain, case)
        fact = replace(fact, why=(*fact.why, hint)) if hint else fact
    yield from _parted(fact, entry, new, rivals, at, exhibits)


def _objector(values: dict[str, Value], case: Mapping[str, Any], sides: Sides) -> bool:
    """Write who objected by the id of the party; tell whether it is one."""
    held = values["objection"]
    id = party_id(str(held.value["by"]), case, sides)
    values["objection"] = Value({**held.value, "by": id}, held.spot)
    return bool(id)


#: The links of the proof of a letter, in the order of the case file.
_LINKS = ("content", "sent", "address", "arrival")
#: Papers that somebody has to send: that one was written does not say that it left.
WRITTEN = frozenset({"letter", "lawyer_letter", "termination_notice"})
#: Keys that may be worded in another way without saying anything else; a suit is filed before it is accepted;
#: a note tells of a recording, and whether it is there to be produced a person knows.
_SOFT = frozenset(
    {
        ("leased_things", "name"),
        ("measures", "description"),
        ("filings", "date"),
        ("hearing", "time"),
        ("communications", "recorded"),
    }
)


def _soft(group: str, key: str) -> bool:
    """Tell whether a key may be worded in another way without saying anything else."""
    return key in SOFT or (group, key) in _SOFT


def _within(key: str, held: Any, value: Any) -> bool:
    """Tell whether one name of a carrier holds the other: 邮政EMS is EMS."""
    return key == "carrier" and (str(value) in str(held) or str(held) in str(value))


def _links(fact: Told, exhibits: Mapping[str, str]) -> dict[str, Value]:
    """Return which exhibit carries which link of the proof of a letter, where more than its words are there."""
    links: dict[str, list[str]] = {}
    for link, spot in fact.proofs:
        if link and spot.file in exhibits:
            links.setdefault(link, []).append(exhibits[spot.file])
    ordered = {link: links[link] for link in _LINKS if link in links}
    return {"links": Value(ordered, fact.sources[0])} if len(links) > 1 else {}


def _blank(group: str, plain: Mapping[str, Any], case: Mapping[str, Any], sides: Sides) -> int | None:
    """Return the blank entry of a first file that this fact fills; of two new debtors only one gets it."""
    at = blank_entry(case, group, plain)
    if at is not None and group == "parties":
        mine = party_id(str(plain["name"]), case, sides)
        return at if case[group][at].get("id") == mine else None
    return at


def _added(fact: Told, values: Mapping[str, Value], case: Mapping[str, Any], sides: Sides) -> dict[str, Value]:
    """Return the keys that follow from what the fact is: kind and side of a party, id, contract, debt."""
    spot, out = fact.sources[0], {}
    if fact.group == "parties":
        name = str(values["name"].value)
        out["role"] = Value(sides.side(name) or "debtor", spot)
        out["kind"] = Value("natural" if is_person(name) else "organisation", spot)
    if fact.group == "acknowledgements" and "by" not in values and len(sides.debtors) == 1:
        (debtor,) = sides.debtors  # it says that it owes; whose mail it is, a person looks
        out["by"] = Value(party_id(debtor, case, sides), spot)
    if fact.group == "communications":
        unsent = str(values["kind"].value) in {*WRITTEN, "call"} and not values.keys() & {"posted_on", "tracking_no"}
        out |= {} if "status" in values or unsent else {"status": Value("sent", spot)}
    contracts = [one.get("id") for one in case.get("contracts") or () if isinstance(one, dict)]
    fields = fields_by_key(fact.group)
    if "contract" in fields and "contract" not in values and len(contracts) == 1 and fact.group != "invoices":
        out["contract"] = Value(contracts[0], spot)
    if fact.group in ("deliveries", "invoices", "payments"):
        key = "designated_for" if fact.group == "payments" else "obligation"
        said = next((fact.values[one].value for one in ("order_no", "purpose") if one in fact.values), "")
        named = {"memo": said} if said else {}
        if debt := debt_of(fact.group, {**named, **{k: v.value for k, v in values.items()}}, case):
            out[key] = Value(debt, spot)
    if fact.group == "payments" and "designated_for" not in out and (agreed := contract_named(values, case)):
        out["for_contract"] = Value(agreed, spot)
    if "id" in fields and "id" not in values:
        id = new_id(fact.group, {**fact.values, **values, **out}, case)
        out |= {"id": Value(id, spot)} if id else {}
    return out


def _parted(
    fact: Told,
    entry: Mapping[str, Any],
    new: dict[str, Value],
    rivals: Sequence[Rival],
    at: int | None,
    exhibits: Mapping[str, str],
) -> Iterator[Proposal]:
    doubted = {rival.key for rival in rivals}
    weak = {key for key in new if key in doubted or fact.trusts.get(key) is Trust.DOUBTFUL}
    sound = set(new) - weak
    known = [key for key in sound if key in fact.trusts]
    borne = (spot for link, spot in fact.proofs if link != "address")  # what an address rests on is a paper of its own
    ids = tuple(dict.fromkeys(exhibits[s.file] for s in borne if s.file in exhibits))
    name = ":".join((fact.group, *fact.identity))
    ident = entry.get("id", at) if at is not None else None
    lacking = (*_lacking(fact.group, entry, new), *_asked(fact, entry, new))
    if known:
        trust = least(*(fact.trusts[key] for key in known))
        shown = {key: new[key] for key in new if key in sound}
        own = tuple(rival for rival in rivals if rival.key in sound)
        yield Proposal(name, fact.group, ident, shown, trust, fact.why, fact.sources, ids, own, lacking)
    if any(key in fact.trusts or key in fact.people for key in weak):
        shown = {key: new[key] for key in new if key in weak or (not known and key in sound)}
        if known and at is None:  # the entry must be there first: the values that tell it come along
            shown = {key: new[key] for key in new}
        own = tuple(rival for rival in rivals if rival.key in shown)
        certain = any(trust is not Trust.DOUBTFUL for key, trust in fact.trusts.items() if key not in doubted)
        suffix = "?" if certain else ""  # also once what is certain was entered: a decision keeps its name
        yield Proposal(
            f"{name}{suffix}", fact.group, ident, shown, Trust.DOUBTFUL, fact.why, fact.sources, ids, own, lacking
        )


def _lacking(group: str, entry: Mapping[str, Any], new: Mapping[str, Value]) -> Iterator[str]:
    for key, field in fields_by_key(group).items():
        if field.required and key not in new and entry.get(key) in (None, ""):
            yield key
    medium = new.get("channel" if group == "acknowledgements" else "kind")
    if medium and medium.value in MESSAGES and not entry.get("tied_to") and "tied_to" not in new:
        yield "tied_to"  # a message without it proves little (诉讼时效规定 8(1)(2)): asked, never guessed


def _asked(fact: Told, entry: Mapping[str, Any], new: Mapping[str, Value]) -> Iterator[str]:
    """Yield what the papers speak of without saying it: the debt a payment was said to be for, when a letter left."""
    known = new.keys() | {key for key, held in entry.items() if held not in (None, "", [], ())}
    if fact.group == "payments" and "purpose" in fact.values and not known & {"designated_for", "for_contract"}:
        yield "designated_for"
    written = fact.group == "communications" and str(fact.values["kind"].value) in WRITTEN
    if written and not known & {"posted_on", "tracking_no", "delivered_on"}:
        yield "posted_on"
    if written and "address" in known and "address_basis" not in known:
        yield "address_basis"


def _shown(held: Any) -> Any:
    """Return an entered value without the places the loader put beside it."""
    if isinstance(held, dict):
        return {key: _shown(value) for key, value in held.items() if key != "where"}
    return [_shown(one) for one in held] if isinstance(held, list) else held
