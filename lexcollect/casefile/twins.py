"""Twins: one fact entered twice (同一事实登记了两次).

Owns the search for facts that are copies of each other or look like it, in every group of a case, and for one person
under two ids. What two facts of a group have to say alike is declared with the group (``Alike``). Certain ones are
errors, doubtful ones are asked about until ``distinct`` (确为另一笔) stands in one of the two. Decides nothing: both
stay counted, and that is told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
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
    said = [_said(fact) for fact in group]
    copies: dict[Any, list[int]] = {}
    ways: list[dict[Any, list[int]]] = [{} for _ in model.alike]
    for later, fact in enumerate(group):
        whole = tuple((key, value) for key, value in said[later].items() if key not in _HANDLES)
        before = [n for n in copies.setdefault(whole, []) if not _settled(fact, group[n])]
        copies[whole].append(later)
        # An order number is more than a handle: what differs in it alone may be two.
        if before and not model.named:
            yield finding("LX-C080", fact.where, group=pair(*model.noun), line=group[before[0]].where.line)
        found = _alike(model, group, said, later, ways)
        if found is not None and not (before and not model.named):
            way, first = found
            code = "LX-C082" if way.certain else "LX-C081"
            same = [_key(model, key) for key in way.same]
            yield finding(code, fact.where, group=pair(*model.noun), line=group[first].where.line, same=same)


def _alike(
    model: type[Fact],
    group: tuple[Fact, ...],
    said: list[dict[str, Any]],
    later: int,
    ways: list[dict[Any, list[int]]],
) -> tuple[Alike, int] | None:
    """Return in which way the fact at ``later`` is like an earlier one, and which; ``ways`` hold the earlier ones."""
    found = None
    for way, seen in zip(model.alike, ways, strict=True):
        values = tuple(said[later][key] for key in way.same)
        if not all(values):
            continue
        for first in seen.setdefault(values, []):
            if found is None and not _settled(group[later], group[first]) and _not_apart(way, said[later], said[first]):
                found = way, first
        seen[values].append(later)
    return found


def _not_apart(way: Alike, one: dict[str, Any], other: dict[str, Any]) -> bool:
    return not any(one[key] and other[key] and one[key] != other[key] for key in way.apart)


def _settled(one: Fact, other: Fact) -> bool:
    return any(getattr(fact, "distinct", False) for fact in (one, other))


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
    for first, later in combinations(case.parties, 2):
        same_number = any(
            _number(later, key) and _number(first, key) == _number(later, key) for key in ("uscc", "id_no")
        )
        same_name = same_words(first.name) == same_words(later.name)
        if same_number or (same_name and _registered(first) and _registered(later)):
            sides = {first.role is k.Role.CREDITOR, later.role is k.Role.CREDITOR}
            code = "LX-C085" if len(sides) == 2 else "LX-C083"
            yield finding(code, later.where, name=later.name, other=first.name, line=first.where.line)
        elif same_name and not _told_apart(first, later) and not _settled(first, later):
            yield finding("LX-C084", later.where, name=later.name, line=first.where.line)


def _number(party: Party, key: str) -> str:
    return getattr(party, key) or ""


def _registered(party: Party) -> bool:
    """Tell whether the name stands in a register, where no second one may be like it."""
    return party.kind in (k.PartyKind.ORGANISATION, k.PartyKind.BRANCH)


def _told_apart(one: Party, other: Party) -> bool:
    return bool(one.id_no and other.id_no)
