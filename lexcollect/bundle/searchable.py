"""Searchable: recognised words laid unseen over the picture that shows them (可搜索文字层).

Owns where each run of words stands on a sheet, whichever way round the picture was held to be read. The words are for
finding only: they are what a machine took the picture to say, no part of the original, and nothing of the page's look.
What does not fit the picture it is said to be of is left out. Recognises nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import hypot

from lexcollect.bundle.fonts import printable
from lexcollect.bundle.glyphless import BELOW, EM, Alphabet
from lexcollect.bundle.sheets import Matrix, Place, numbers
from lexcollect.formats.boxes import Box
from lexcollect.formats.ocr.shapes import Piece, Sheet
from lexcollect.records import dataclass

#: Gives what was recognised on a page of a received file: its SHA-256 and the page from 1 → the words, or nothing.
Words = Callable[[str, int], Sheet | None]
#: The same for the pages of one file.
PageWords = Callable[[int], Sheet | None]
#: The name of the font of hidden words on a page.
FONT = "/LXS"
#: No page holds more runs of words, and no picture more pixels along a side; shapes may differ by so much.
_MOST, _LONGEST, _APART = 5_000, 1_000_000, 0.02
#: A run so many times as high as wide was read from top to bottom.
_ON_END = 1.5
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one line on a sheet, in points: where their line begins, which way it goes, how high and long it is."""

    words: str
    start: _Point
    way: _Point
    height: float
    length: float


def no_words(_: str, __: int) -> None:
    """Return that nothing was recognised on a page."""


def runs_on(sheet: Sheet | None, place: Place, window: Box | None = None, turn: int = 0) -> tuple[Run, ...]:
    """Return the words of ``sheet`` where its picture, turned ``turn`` degrees clockwise, stands at ``place``.

    With ``window`` only those whose middle is seen in it. Nothing when the sheet is of a picture of another shape.
    """
    if sheet is not None and turn:
        sheet = replace(sheet, turn=(sheet.turn - turn) % 360)
    if sheet is None or not _fits(sheet, place):
        return ()
    left, low, right, high = window or (place.x, place.y, place.x + place.width, place.y + place.height)
    found = []
    for piece in sheet.pieces[:_MOST]:
        corners = _corners(piece, sheet, place)
        words = printable(piece.words).strip()
        if not corners or not words:
            continue
        x, y = (sum(corner[i] for corner in corners) / 4 for i in (0, 1))
        if left <= x <= right and low <= y <= high and (run := _run(words, corners)):
            found.append(run)
    return tuple(found)


def content_of(runs: Sequence[Run], alphabet: Alphabet) -> bytes:
    """Return the operators that lay ``runs`` on a page without drawing anything."""
    return b"q\nBT\n3 Tr\n" + b"".join(_operators(runs, alphabet)) + b"ET\nQ\n" if runs else b""


def _operators(runs: Sequence[Run], alphabet: Alphabet) -> Iterator[bytes]:
    for run in runs:
        coded, ems = alphabet.coded(run.words)
        if not ems:
            continue
        (x, y), (a, b) = run.start, run.way
        stretch = 100 * run.length * EM / (ems * run.height)
        matrix: Matrix = (a, b, -b, a, x, y)
        set_up = f"{FONT} {numbers((run.height, 0, 0, 0)).split()[0]} Tf {stretch:.3f} Tz {numbers(matrix)} Tm "
        yield set_up.encode("ascii") + coded + b" Tj\n"


def _fits(sheet: Sheet, place: Place) -> bool:
    """Tell whether the picture that was read has the shape of the one that is shown."""
    width, height = (sheet.height, sheet.width) if sheet.turn in (90, 270) else (sheet.width, sheet.height)
    if sheet.turn not in (0, 90, 180, 270) or not (0 < width <= _LONGEST and 0 < height <= _LONGEST):
        return False
    across, down = width * place.height, height * place.width
    pixel = max(place.width, place.height)  # a side is a whole number of pixels
    return abs(across - down) <= max(_APART * max(across, down), 2 * pixel)


def _corners(piece: Piece, sheet: Sheet, place: Place) -> list[_Point]:
    """Return the corners of a piece on the sheet, from the upper left of its words, clockwise; none if it is astray."""
    found = []
    for x, y in zip(piece.corners[0::2], piece.corners[1::2], strict=True):
        if not (-sheet.width <= x <= 2 * sheet.width and -sheet.height <= y <= 2 * sheet.height):
            return []
        right, down = turned_back(x / sheet.width, y / sheet.height, sheet.turn)
        found.append((place.x + right * place.width, place.y + (1 - down) * place.height))
    wide, high = _length(found[0], found[1]), _length(found[0], found[3])
    return found[1:] + found[:1] if len(piece.words) > 1 and high > _ON_END * wide else found


def turned_back(right: float, down: float, turn: int) -> _Point:
    """Return a place, in parts of the picture from its upper left, before it was turned ``turn`` degrees clockwise."""
    if turn == 90:
        return down, 1 - right
    if turn == 180:
        return 1 - right, 1 - down
    return (1 - down, right) if turn == 270 else (right, down)


def _run(words: str, corners: Sequence[_Point]) -> Run | None:
    above_left, above_right, below_right, below_left = corners
    length = _length(below_left, below_right)
    height = (_length(above_left, below_left) + _length(above_right, below_right)) / 2
    if length < 0.1 or height < 0.1:
        return None
    way = ((below_right[0] - below_left[0]) / length, (below_right[1] - below_left[1]) / length)
    raised = -BELOW / EM * height
    return Run(words, (below_left[0] - way[1] * raised, below_left[1] + way[0] * raised), way, height, length)


def _length(one: _Point, other: _Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])
