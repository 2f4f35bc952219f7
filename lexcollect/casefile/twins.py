"""Twins: one fact entered twice (同一事实登记了两次).

Owns the search for facts that are copies of each other or look like it, in every group of a case, and for one person
under two ids. What two facts of a group have to say alike is declared with the group (``Alike``). Certain ones are
errors, doubtful ones are asked about until ``distinct`` (确为另一笔) stands in one of the two. Decides nothing: both
stay counted, and that is told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.facts import Fact, fields_of, plain
from lexcollect.casefile.labels import label_of
from lexcollect.casefile.models import Case, Party
from lexcollect.casefile.values import Alike
from lexcollect.cn.width import squeeze
from lexcollect.findings import Finding, finding
from lexcollect.wording import Text, pair

#: Brackets and middle dots that people type for one another.
_ONE_SIGN = str.maketrans(
    {**dict.fromkeys("〔【[〈", "("), **dict.fromkeys("〕】]〉", ")"), **dict.fromkeys("•・‧∙●", "·")}
)
#: Keys that are handles of a fact, not what it says.
_HANDLES = ("id", "distinct")


def entered_twice(case: Case) -> Iterator[Finding]:
    """Yield a finding for each fact that repeats an earlier one of its group, at the later of the two."""
    for field in fields_of(Case):
        if field.model is not None and field.many and field.model is not Party:
            yield from _of_a_group(field.model, getattr(case, field.name))
    yield from _persons(case)


def _of_a_group(model: type[Fact], group: tuple[Fact, ...]) -> Iterator[Finding]:
    copies: dict[Any, Fact] = {}
    ways = [_Seen(way) for way in model.alike]
    for fact in _worth_a_look(model, group):
        said = _said(fact)
        whole = tuple((key, value) for key, value in said.items() if key not in _HANDLES)
        # An order number is more than a handle: what differs in it alone may be two.
        first = fact if model.named else copies.setdefault(whole, fact)
        alike = [(seen.way, found) for seen in ways if (found := seen.add(said, fact)) is not None]
        if first is not fact:
            yield finding("LX-C080", fact.where, group=pair(*model.noun), line=first.where.line)
        elif alike:
            way, first = alike[0]
            code = "LX-C082" if way.certain else "LX-C081"
            same = [_key(model, key) for key in way.same]
            yield finding(code, fact.where, group=pair(*model.noun), line=first.where.line, same=same)


def _worth_a_look(model: type[Fact], group: tuple[Fact, ...]) -> list[Fact]:
    """Return the facts that share what makes them alike with another: most matters have none."""
    # Of a fact with distinct a person said that it is none of the others.
    asked = [fact for fact in group if not getattr(fact, "distinct", False)]
    chosen: set[int] = set()
    for number, same in enumerate([way.same for way in model.alike] or [()]):
        together: dict[Any, list[int]] = {}
        for place, fact in enumerate(asked):
            values = tuple(_plain(getattr(fact, key)) for key in same)
            # Copies share whatever they say, nothing too: one way finds them all.
            if number == 0 or all(values):
                together.setdefault(values, []).append(place)
        chosen.update(place for places in together.values() if len(places) > 1 for place in places)
    return [asked[place] for place in sorted(chosen)]


class _Seen:
    """The facts of a group seen so far, found by what they say alike in one way.

    Each is kept under every part of what it says that could tell it apart, so that a thousand facts of one day cost a
    thousand steps and not a million.
    """

    def __init__(self, way: Alike) -> None:
        self.way = way
        self._spoken: dict[Any, set[tuple[str, ...]]] = {}
        self._found: dict[Any, tuple[int, Fact]] = {}
        self._count = 0

    def add(self, said: dict[str, Any], fact: Fact) -> Fact | None:
        """Return the earliest fact that ``fact`` is like, if any, and keep it."""
        values = tuple(said[key] for key in self.way.same)
        if not all(values):
            return None
        own = tuple(key for key in self.way.apart if said[key])
        others = self._spoken.setdefault(values, set())
        keys = ((values, other, shared := tuple(k for k in other if k in own), _of(said, shared)) for other in others)
        alike = [self._found[key] for key in keys if key in self._found]
        others.add(own)
        for size in range(len(own) + 1):
            for shared in combinations(own, size):
                self._found.setdefault((values, own, shared, _of(said, shared)), (self._count, fact))
        self._count += 1
        return min(alike, key=lambda found: found[0])[1] if alike else None


def _of(said: dict[str, Any], keys: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(said[key] for key in keys)


def _said(fact: Fact) -> dict[str, Any]:
    """Return what a fact says under each key, in a form in which spelling makes no difference."""
    return {key: _plain(value) for key, value in plain(fact).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple((key, _plain(part)) for key, part in value.items())
    if isinstance(value, list):
        return tuple(_plain(part) for part in value)
    return same_words(value) if isinstance(value, str) else value


def same_words(text: str) -> str:
    """Return ``text`` without what typing makes different: width, blanks, forms of brackets and dots, case."""
    return squeeze(unicodedata.normalize("NFKC", text)).translate(_ONE_SIGN).casefold()


def _key(model: type[Fact], key: str) -> Text:
    return pair(label_of(model.__name__, key), key)


# --- persons -----------------------------------------------------------------------------------------------


def _persons(case: Case) -> Iterator[Finding]:
    """Yield what tells that two parties are one: the same number is certain, so is the registered name of a company."""
    numbers: dict[tuple[str, str], Party] = {}
    names: dict[str, list[Party]] = {}
    for party in case.parties:
        mine = [(key, number) for key in ("uscc", "id_no") if (number := getattr(party, key))]
        namesakes = names.setdefault(same_words(party.name), [])
        one = next((numbers[number] for number in mine if number in numbers), None)
        if one is None and _registered(party):
            one = next((other for other in namesakes if _registered(other)), None)
        if one is not None:
            code = "LX-C085" if k.Role.CREDITOR in {one.role, party.role} and one.role is not party.role else "LX-C083"
            yield finding(code, party.where, name=party.name, other=one.name, line=one.where.line)
        elif not party.distinct:
            yield from _namesake(party, namesakes)
        namesakes.append(party)
        for number in mine:
            numbers.setdefault(number, party)


def _namesake(party: Party, others: Sequence[Party]) -> Iterator[Finding]:
    """Yield the question whether ``party`` is one of ``others`` of its name, where no number tells them apart."""
    for other in others:
        if not other.distinct and not (other.id_no and party.id_no):
            yield finding("LX-C084", party.where, name=party.name, line=other.where.line)
            return


def _registered(party: Party) -> bool:
    """Tell whether the name stands in a register, where no second one may be like it."""
    return party.kind in (k.PartyKind.ORGANISATION, k.PartyKind.BRANCH)
