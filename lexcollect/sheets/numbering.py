"""Numbering: from the places people typed to the numbers of exhibits (编号 3-2).

Owns the order of a group after rows were moved, put between, taken out: a place may be 3, 3.5 or 4a; where something
moved, the group is counted anew from 1. A group in which nothing moved keeps its numbers, gaps and all. A number that
was handed in (已提交) stays with its exhibit: what is new comes behind the highest, or between as 3-2a.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from lexcollect.patterns import regex

_DIGITS, _LETTERS = regex(r"\d+"), "abcdefghijklmnopqrstuvwxyz"
_NONE: Mapping[str, str] = MappingProxyType({})
_ORDER = regex(r"^(\d{1,4}(?:\.\d{1,6})?)([a-z]?)$")


class Placed(NamedTuple):
    """An exhibit with its group and the place typed for it; ``at`` is the row of the sheet, which breaks ties."""

    id: str
    group: int
    order: str
    at: int


def is_order(words: str) -> bool:
    """Tell whether ``words`` name a place within a group: 3, 3.5, 4a."""
    return _ORDER.match(words) is not None


def numbered(placed: Iterable[Placed], moved: frozenset[int], fixed: Mapping[str, str] = _NONE) -> Mapping[str, str]:
    """Return the number of each exhibit; the groups in ``moved`` are counted anew, around the numbers ``fixed`` by id.

    A fixed number is taken even where its exhibit is not ``placed``: one that was withdrawn keeps it.
    """
    groups: dict[int, list[Placed]] = {}
    for one in placed:
        groups.setdefault(one.group, []).append(one)
    found: dict[str, str] = {}
    for number, members in sorted(groups.items()):
        taken = {no for no in fixed.values() if no.startswith(f"{number}-")}
        if number in moved and taken:
            found |= _around(number, members, fixed, taken)
        elif number in moved:
            found |= _counted(number, members)
        else:
            found |= {one.id: f"{number}-{one.order}" for one in members}
    return found


def _counted(number: int, members: list[Placed]) -> dict[str, str]:
    """Count a group from 1. A place with a letter (2a) stays with the exhibit it was put behind."""
    found: dict[str, str] = {}
    last, base = 0, Decimal(-1)
    for one in sorted(members, key=_sorting):
        match = _ORDER.match(one.order)
        place, letter = (Decimal(match[1]), match[2]) if match else (Decimal(10_000), "")
        if letter and place == base:
            found[one.id] = f"{number}-{last}{letter}"
            continue
        last, base = last + 1, place
        found[one.id] = f"{number}-{last}"
    return found


def _around(number: int, members: list[Placed], fixed: Mapping[str, str], taken: set[str]) -> dict[str, str]:
    """Count a group in which some numbers are fixed: between two of them with a letter, behind the last on from it."""
    taken, found, waiting = {*taken}, dict[str, str](), list[str]()
    ordered = sorted(members, key=_sorting)
    last = max((at for at, one in enumerate(ordered) if one.id in fixed), default=-1)
    before = ""
    for at, one in enumerate(ordered):
        if one.id in fixed:
            before = found[one.id] = fixed[one.id]
        elif at < last and before and (free := _lettered(before, taken)):
            found[one.id] = free
            taken.add(free)
        else:
            waiting.append(one.id)
    highest = max(int(digits[0]) for no in taken if (digits := _DIGITS.match(no.partition("-")[2])))
    return found | {id: f"{number}-{highest + n}" for n, id in enumerate(waiting, start=1)}


def _lettered(before: str, taken: set[str]) -> str:
    """Return the first number behind ``before`` with a letter that nobody has: 3-2a, 3-2b; nothing behind z."""
    stem, had = (before[:-1], before[-1]) if before[-1].isalpha() else (before, "")
    return next((no for letter in _LETTERS if letter > had and (no := f"{stem}{letter}") not in taken), "")


def _sorting(one: Placed) -> tuple[Decimal, str, int]:
    match = _ORDER.match(one.order)
    return (Decimal(match[1]), match[2], one.at) if match else (Decimal(10_000), "", one.at)
