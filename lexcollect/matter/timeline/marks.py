"""Marks: the days of a case file's facts, each with its exhibits and with what is doubtful of it.

Owns which days are told, in which lane, and the three doubts: no exhibit, an exhibit of another day, an exhibit that is
not in the catalogue. Which keys hold a day and which hold exhibits follows from the models, so that a new key appears
by itself. Decides nothing: a doubt is asked, the day stays as it was entered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from lexcollect.casefile import kinds as k
from lexcollect.casefile.facts import Fact, Field, fields_of
from lexcollect.casefile.fields import EXHIBITS
from lexcollect.casefile.labels import label_of
from lexcollect.casefile.models import Case
from lexcollect.casefile.values import Kind
from lexcollect.findings import NOWHERE, Where
from lexcollect.records import dataclass
from lexcollect.wording import Text, pair, text

if TYPE_CHECKING:
    from lexcollect.evidence.items import Catalogue, Item
    from lexcollect.intake.register import Seen


class Lane(StrEnum):
    """The lanes of the timeline, from top to bottom."""

    CONTRACT = "contract"
    DELIVERY = "delivery"
    INVOICE = "invoice"
    DUE = "due"
    PAYMENT = "payment"
    CONSENT = "consent"
    DEMAND = "demand"
    PROCEEDING = "proceeding"
    OTHER = "other"
    DEADLINE = "deadline"


#: In which lane the facts of a group stand; a group that is not named here stands among the others.
_LANES: Mapping[str, Lane] = {
    **dict.fromkeys(("contracts", "obligations", "securities", "collaterals", "assignments"), Lane.CONTRACT),
    **dict.fromkeys(("deliveries", "milestones", "payouts", "leased_things"), Lane.DELIVERY),
    "invoices": Lane.INVOICE,
    "payments": Lane.PAYMENT,
    **dict.fromkeys(("acknowledgements", "settlement"), Lane.CONSENT),
    "communications": Lane.DEMAND,
    **dict.fromkeys(
        ("filings", "titles", "measures", "insolvencies", "hearing", "enforcement_requests"), Lane.PROCEEDING
    ),
}
#: Groups whose days are no events of the matter: who the parties are, what is prepared, what is asked inside.
_ASIDE = frozenset(
    (
        *(
            "parties",
            "agents",
            "rents",
            "choices",
            "form_entries",
            "reviews",
            "closing",
            "issues",
            "questions",
            "costs",
        ),
        *("running_fees", "preservation", "evidence_requests", "opposing_exhibits", "asset_clues", "watched"),
    )
)
#: Keys whose day is a term or a range, not something that happened.
_TERMS = frozenset(
    ("until", "debts_from", "debts_to", "new_due_on", "due_on", "performance_day", "notice_until", "made")
)
#: Groups of keys within a fact that hold days of their own, and lists of such groups.
_WITHIN = frozenset(
    ("termination", "acceleration", "bill", "rolled", "objection", "withdrawal", "agreements", "deposit")
)
#: Groups within a fact that are told in another lane than it: a deposit is money that came in.
_MOVED: Mapping[str, str] = {"deposit": "payments"}
#: What a letter that did not come into the hands of its addressee has on the day it would have been delivered.
_NOT_TAKEN = (k.Status.REFUSED, k.Status.RETURNED)
#: What a fact is called by, the first that it has.
_NAMES = ("name", "title", "number", "doc_no", "case_no", "tracking_no", "description", "reason", "goods", "kind_of")


class DoubtKind(StrEnum):
    """What is doubtful of a fact's day."""

    UNPROVED = "unproved"  # no exhibit shows the fact
    ABSENT = "absent"  # it names an exhibit that the catalogue does not have
    OTHER_DAY = "other_day"  # its exhibit is of another day
    UNLIKE_PAPER = "unlike_paper"  # its exhibit is of another day, and the fact's day stands in the paper too


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt, in words; ``exhibit`` is the exhibit it speaks of and ``day`` that exhibit's day."""

    kind: DoubtKind
    words: Text
    exhibit: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One day of one fact.

    ``where`` is the place of the fact in the case file, ``person`` whom it concerns (id, may be empty), ``amount`` in
    the money of the fact; ``refused``: it is the day on which a letter was refused or returned, ``effect`` what that is
    worth; ``key`` tells the same mark in another state of the matter.
    """

    lane: Lane
    day: date
    title: Text
    where: Where = NOWHERE
    person: str = ""
    amount: Decimal | None = None
    exhibits: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    refused: bool = False
    effect: Text | None = None

    @property
    def key(self) -> tuple[str, date, str, str]:
        """What tells this mark from others, wherever it stands in the file."""
        return self.lane.value, self.day, self.title.render("zh"), self.person


@dataclass(frozen=True, slots=True)
class _Entry:
    """A fact with its days (by key, the first one first) and its exhibits."""

    group: str
    fact: Fact
    days: tuple[tuple[str, date], ...]
    exhibits: tuple[str, ...]
    provable: bool


def marks_of(case: Case, catalogue: Catalogue | None, seen: Mapping[str, Seen]) -> list[Mark]:
    """Return every day of the facts of ``case``, each with its doubts; ``seen`` is what intake saw of each file."""
    entries = list(_entries(case))
    citing: dict[str, list[_Entry]] = {}
    for entry in entries:
        for id in entry.exhibits:
            citing.setdefault(id, []).append(entry)
    items = {item.id: item for item in catalogue.items} if catalogue else {}
    found: list[Mark] = []
    for entry in entries:
        doubts = tuple(_doubts(entry, items, citing, seen, listed=catalogue is not None))
        for at, mark in enumerate(_marks(entry)):
            found.append(replace(mark, doubts=doubts) if at == 0 else mark)
    return found


# --- facts and their days ----------------------------------------------------------------------------------------


def _entries(case: Case) -> Iterator[_Entry]:
    made = {rent.where for rent in case.rents}  # the rent of a month is no fact of its own: it falls due
    for field in fields_of(Case):
        if field.model is None or field.key in _ASIDE:
            continue
        held = getattr(case, field.name)
        for fact in held if isinstance(held, tuple) else () if held is None else (held,):
            if field.key != "obligations" or fact.where not in made:
                yield from _of(field.key, fact)


def _of(group: str, fact: Fact) -> Iterator[_Entry]:
    """Yield a fact and the groups of days within it; those stand for themselves and share its place."""
    days, inner = [], list[tuple[str, Fact]]()
    for field in fields_of(type(fact)):
        value = getattr(fact, field.name)
        if isinstance(value, date) and field.key not in _TERMS:
            days.append((field.key, value))
        elif field.key in _WITHIN:
            held = value if isinstance(value, tuple) else [value] if isinstance(value, Fact) else []
            inner += [(_MOVED.get(field.key, group), one) for one in held]
    if days:
        provable = any(field.key == "evidence" for field in fields_of(type(fact)))
        yield _Entry(group, fact, tuple(days), tuple(dict.fromkeys(_exhibits(fact))), provable)
    for moved, one in inner:
        for entry in _of(moved, one):
            place = entry.fact if entry.fact.where.line else entry.fact.but(where=fact.where)
            yield replace(entry, fact=place, provable=False)


def _exhibits(fact: Fact) -> Iterator[str]:
    """Yield the exhibits that a fact names, also link by link."""
    for field in fields_of(type(fact)):
        value = getattr(fact, field.name)
        if _names_exhibits(field):
            yield from value if isinstance(value, tuple) else [value] if value else ()
        elif field.key == "links" and isinstance(value, Fact):
            yield from _exhibits(value)


def _names_exhibits(field: Field) -> bool:
    return field.refers is not None and field.refers.group == EXHIBITS


def _marks(entry: _Entry) -> Iterator[Mark]:
    """Yield a mark for each day of a fact; keys that hold the same day are told together."""
    fact = entry.fact
    by_day: dict[date, list[str]] = {}
    for key, day in entry.days:
        by_day.setdefault(day, []).append(key)
    first = entry.days[0][0]
    name, person, amount = _name(fact), _person(fact), getattr(fact, "amount", None)
    lane = _LANES.get(entry.group, Lane.OTHER)
    for day, keys in by_day.items():
        beside = [key for key in keys if key != first]
        yield Mark(
            lane,
            day,
            _titled(fact, name, beside),
            fact.where,
            person,
            amount if first in keys and isinstance(amount, Decimal) else None,
            entry.exhibits,
            refused="delivered_on" in keys and getattr(fact, "status", None) in _NOT_TAKEN,
        )


def _titled(fact: Fact, name: str, keys: list[str]) -> Text:
    zh, en = _kind(fact)
    if keys:
        told = [_day_words(fact, key) for key in keys]
        zh += "·" + "、".join(words for words, _ in told)
        en += ", " + ", ".join(words for _, words in told)
    return pair(f"{zh} {name}".strip(), f"{en} {name}".strip())


def _day_words(fact: Fact, key: str) -> tuple[str, str]:
    """Return what happened on the day under a key: a letter that was refused was not delivered."""
    status = getattr(fact, "status", None)
    if key == "delivered_on" and isinstance(status, k.Status) and status in _NOT_TAKEN:
        return status.label, status.english
    words = label_of(type(fact).__name__, key).removesuffix("日期").removesuffix("日")
    return words, key.removesuffix("_on").replace("_", " ")


def _kind(fact: Fact) -> tuple[str, str]:
    kind = getattr(fact, "kind", None) or getattr(fact, "asset", None)
    if isinstance(kind, Kind) and kind.words:
        return kind.label, kind.english
    noun = type(fact).noun
    if noun.zh:
        return noun.zh, noun.en
    name = type(fact).__name__
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
    return label_of("", words.replace(" ", "_")) if _labelled(words) else words, words


def _labelled(words: str) -> bool:
    from lexcollect.casefile.labels import LABELS

    return words.replace(" ", "_") in LABELS


def _name(fact: Fact) -> str:
    for key in _NAMES:
        value = getattr(fact, key, "")
        if isinstance(value, str) and value and not isinstance(value, Kind):
            return value
    return ""


def _person(fact: Fact) -> str:
    for key in ("recipient", "by", "payer", "grantor", "owner", "person"):
        value = getattr(fact, key, "")
        if isinstance(value, str) and value:
            return value
    return ""


# --- doubts ------------------------------------------------------------------------------------------------------


def _doubts(
    entry: _Entry,
    items: Mapping[str, Item],
    citing: Mapping[str, list[_Entry]],
    seen: Mapping[str, Seen],
    *,
    listed: bool,
) -> Iterator[Doubt]:
    if not entry.exhibits:
        if entry.provable:
            yield Doubt(DoubtKind.UNPROVED, text("timeline.doubt_unproved"))
        return
    for id in entry.exhibits:
        item = items.get(id)
        if item is None:
            if listed:
                yield Doubt(DoubtKind.ABSENT, text("timeline.doubt_absent", id=id), id)
            continue
        if len(citing[id]) > 1 or not _dates_its_fact(entry, item):
            continue  # what shows several facts is of the day of none of them
        days = {day for _, day in entry.days}
        if _by_declaration(entry.fact) or item.date is None or item.date in days:
            continue
        told = _days_in(item, seen)
        kind = DoubtKind.UNLIKE_PAPER if days & told else DoubtKind.OTHER_DAY
        params = {"no": item.no, "title": item.title, "day": item.date}
        yield Doubt(kind, text(f"timeline.doubt_{kind}", **params), id, item.date)


def _by_declaration(fact: Fact) -> bool:
    """Tell whether a fact rests on a paper of an earlier day: a set-off on the receipt of the deposit it uses up."""
    return getattr(fact, "kind", None) is k.PaymentKind.SET_OFF


def _dates_its_fact(entry: _Entry, item: Item) -> bool:
    """Tell whether an exhibit should be of the day of its fact: the only one, or the first that the fact names.

    Further exhibits show something beside it: who signed, which address was agreed, what was said later.
    """
    return entry.exhibits[0] == item.id


def _days_in(item: Item, seen: Mapping[str, Seen]) -> set[date]:
    """Return the days that were found in the files of an exhibit, by whatever source."""
    found = set()
    for file in item.files:
        one = seen.get(file.name)
        found |= {date.fromisoformat(day) for day, _ in one.dates} if one else set()
    return found
