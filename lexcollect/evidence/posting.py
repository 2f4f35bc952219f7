"""Posting: a letter, its waybill and its tracking page stand together in a first catalogue (函件、面单、投递查询).

Owns which waybill and which tracking page go with which letter: the same number, else the same day, where only one
letter can be meant. What fits several letters stays where its day puts it. A proposal: the order is the lawyer's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from lexcollect.evidence.titles import LETTER_TITLES
from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: What the papers are called in plain words (``titles``, ``proposing.kinds``).
LETTERS = LETTER_TITLES
WAYBILL, TRACK = "邮件详情单", "邮件投递查询结果"
#: A letter is posted within a week of its day; a tracking page ends within a month of the posting.
_WEEK, _MONTH = timedelta(days=7), timedelta(days=31)
_NUMBERS = regex(r"\d+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One proposed exhibit: its place in the given order, what it is, its day, and the numbers of its parcels.

    ``name`` is the name the file came with.
    """

    at: int
    paper: str
    day: date | None
    numbers: tuple[str, ...] = ()
    name: str = ""


def together(pieces: Sequence[Piece]) -> tuple[list[int], dict[int, int]]:
    """Return the order of ``pieces`` with each waybill and tracking page behind its letter, and whose each is."""
    letters = [piece for piece in pieces if piece.paper in LETTERS]
    waybills = [piece for piece in pieces if piece.paper == WAYBILL]
    tracks = [piece for piece in pieces if piece.paper == TRACK]
    of: dict[int, int] = {}
    for waybill in waybills:
        if (letter := _letter_of(waybill, letters)) is not None:
            of[waybill.at] = letter.at
    for track in tracks:
        if (behind := _before_track(track, letters, waybills, of)) is not None:
            of[track.at] = behind
    order: list[int] = []
    for piece in pieces:
        if piece.at not in of:
            order.append(piece.at)
            order += [other.at for other in (*waybills, *tracks) if of.get(other.at) == piece.at]
    return order, of


def _letter_of(waybill: Piece, letters: Sequence[Piece]) -> Piece | None:
    if same := [one for one in letters if {*one.numbers} & {*waybill.numbers}]:
        return same[0]
    if waybill.day is None:
        return None
    near = [one for one in letters if one.day and timedelta(0) <= waybill.day - one.day <= _WEEK]
    return near[0] if len(near) == 1 else None


def _before_track(track: Piece, letters: Sequence[Piece], waybills: Sequence[Piece], of: dict[int, int]) -> int | None:
    """Return the letter (or the waybill without one) behind which a tracking page stands."""
    same = [one for one in (*letters, *waybills) if {*one.numbers} & {*track.numbers}]
    if not same:
        same = _named_alike(track, waybills)
    if not same and track.day is not None:
        same = [one for one in letters if one.day and timedelta(0) <= track.day - one.day <= _MONTH]
        same = same if len(same) == 1 else []
    if not same and track.day is None and len(letters) == 1:
        same = list(letters)
    return None if not same else of.get(same[-1].at, same[-1].at)


def _named_alike(track: Piece, waybills: Sequence[Piece]) -> list[Piece]:
    """Return the waybills that the name of a tracking page counts: EMS查询1-2 has EMS-1 and EMS-2."""
    counted = {*_counters(track.name)}
    return [one for one in waybills if counted and {*_counters(one.name)} & counted]


def _counters(name: str) -> list[str]:
    """Return the short numbers in a name, which count; a day or a waybill's number does not."""
    return [number for number in _NUMBERS.findall(name.rpartition("/")[2]) if len(number) < 3]
