"""Numbering: from the places people typed to the numbers of exhibits (编号 3-2).

Owns the order of a group after rows were moved, put between, taken out: a place may be 3, 3.5 or 4a; where something
moved, the group is counted anew from 1. A group in which nothing moved keeps its numbers, gaps and all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from lexcollect.patterns import regex

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


def numbered(placed: Iterable[Placed], moved: frozenset[int]) -> Mapping[str, str]:
    """Return the number of each exhibit; the groups in ``moved`` are counted anew."""
    groups: dict[int, list[Placed]] = {}
    for one in placed:
        groups.setdefault(one.group, []).append(one)
    found: dict[str, str] = {}
    for number, members in sorted(groups.items()):
        if number in moved:
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


def _sorting(one: Placed) -> tuple[Decimal, str, int]:
    match = _ORDER.match(one.order)
    return (Decimal(match[1]), match[2], one.at) if match else (Decimal(10_000), "", one.at)
