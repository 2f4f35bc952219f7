"""Moves: exhibits put at another place, as the cells of the evidence sheet that say so.

Owns which places (序号) follow from "these, before that one, in this group": between two numbers, or the whole group
counted anew where nothing fits between. What the numbers become, and which stay, is decided where they are counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from lexcollect.cn.width import fold
from lexcollect.findings import Refused, Where, finding
from lexcollect.layout import CATALOGUE
from lexcollect.matter.desk.steps import Lined
from lexcollect.patterns import regex

if TYPE_CHECKING:
    from lexcollect.sheets.rows import Lines, Row

_NUMBER = regex(r"^(?:证据)?([1-9]\d{0,2})(?:[-－—–]([1-9]\d{0,3}))?$")
_PLACE = regex(r"^(\d{1,4}(?:\.\d{1,6})?)([a-z]?)$")
#: The finest step between two places, and the last place there is.
_FINEST, _END = Decimal("0.000001"), Decimal(9000)


def moved(lines: Lines, rows: Sequence[str], group: int, before: str, served: Mapping[str, str]) -> Lined:
    """Return the cells that put ``rows`` into ``group``, in their order, before the line ``before`` (or at the end).

    ``served`` are fixed numbers by the id of the exhibit; an exhibit that has one is not moved (:class:`Refused`).
    """
    from lexcollect.sheets.columns import YES
    from lexcollect.sheets.edits import bare, is_item
    from lexcollect.sheets.rows import group_cell

    going = _going(lines, rows, served)
    words = group_cell(group, lines.groups.get(group, ""))
    staying = [row for row in members(lines, group) if row.id not in {one.id for one in going}]
    at = next((n for n, row in enumerate(staying) if row.id == before), len(staying))
    low = _place_of(staying[at - 1]) if at else Decimal(0)
    high = _place_of(staying[at]) if at < len(staying) else None
    places = _between(low, high, len(going))
    cells: list[tuple[str, str, str]] = []
    if places is None:
        if any(is_item(row.id) and bare(row.id) in served for row in staying):
            places = [f"{low.quantize(_FINEST):f}"] * len(going)  # a letter behind it; the counting finds a free one
        else:
            order = [*staying[:at], *going, *staying[at:]]
            cells += [(row.id, "order", str(n)) for n, row in enumerate(order, start=1) if row not in going]
            places = [str(order.index(row) + 1) for row in going]
    for row, place in zip(going, places, strict=True):
        cells += [(row.id, "submit", YES), (row.id, "group", words), (row.id, "order", place)]
    return Lined(tuple(cells))


def placed(lines: Lines, rows: Sequence[str], words: str, served: Mapping[str, str]) -> Lined:
    """Return the cells that put ``rows`` where ``words`` say: 3-2 is the second place of group 3, 3 alone its end.

    :class:`Refused` for words that are no such place, or name a group that is not there.
    """
    match = _NUMBER.match(fold(words).strip())
    group = int(match[1]) if match else 0
    if match is None or group not in lines.groups:
        raise Refused([finding("LX-W133", Where(CATALOGUE), text=words.strip()[:40])])
    if match[2] is None:
        return moved(lines, rows, group, "", served)
    at, there = int(match[2]), members(lines, group)
    staying = [row for row in there if row.id not in rows]
    if [row.cells.get("order", "") for row in there] == [str(n) for n in range(1, len(there) + 1)]:
        before = staying[at - 1].id if at <= len(staying) else ""
    else:  # numbers that were handed in have gaps and letters: the place is before the first that is not lower
        before = next((row.id for row in staying if _place_of(row) >= at), "")
    return moved(lines, rows, group, before, served)


def members(lines: Lines, group: int) -> list[Row]:
    """Return the exhibits of ``group`` that are submitted, in the order of their numbers."""
    from lexcollect.sheets.columns import YES
    from lexcollect.sheets.edits import is_item

    found = [
        row
        for row in lines.rows
        if is_item(row.id)
        and row.cells.get("submit") == YES
        and row.cells.get("number", "").partition("-")[0] == str(group)
    ]
    return sorted(found, key=_sorting)


def _going(lines: Lines, rows: Sequence[str], served: Mapping[str, str]) -> list[Row]:
    from lexcollect.sheets.edits import bare, is_item

    going = []
    for id in dict.fromkeys(rows):
        row = lines.row(id)
        if row is None:
            raise Refused([finding("LX-W101", Where(CATALOGUE), row=bare(id))])
        if is_item(id) and bare(id) in served:
            raise Refused([finding("LX-E136", Where(CATALOGUE), no=served[bare(id)])])
        going.append(row)
    return going


def _between(low: Decimal, high: Decimal | None, count: int) -> list[str] | None:
    """Return ``count`` places between two, as they are typed; ``None`` where nothing fits between."""
    if high is None:
        whole = int(low)
        return [str(whole + n) for n in range(1, count + 1)] if low < _END else None
    gap = (high - low) / (count + 1)
    found = [(low + gap * n).quantize(_FINEST) for n in range(1, count + 1)]
    edges = [low, *found, high]
    if any(not one < other for one, other in pairwise(edges)):
        return None
    return [f"{one.normalize():f}" for one in found]


def _place_of(row: Row) -> Decimal:
    match = _PLACE.match(row.cells.get("order", ""))
    if match is None:
        return _END
    return Decimal(match[1])  # 2a lies at 2, behind it: nothing fits between the two


def _sorting(row: Row) -> tuple[Decimal, str, str]:
    match = _PLACE.match(row.cells.get("order", ""))
    return _place_of(row), match[2] if match else "", row.id
