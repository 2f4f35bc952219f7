"""Turning: which way round a picture has to be held to be read.

Owns the trial of the other ways where a picture that is read as it lies says little: the two sides when its words
stand on end, upside down when they lie. A photograph without a note of its
own (a phone held flat over the paper) is what it is for; a picture without words is left as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.formats.ocr.shapes import Piece

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

    from lexcollect.formats.ocr.engine import Engine

#: Degrees clockwise that are tried where words stand on end, and where they lie and cannot be read.
_ON_THE_SIDE, _UPSIDE_DOWN = (90, 270), (180,)
#: As it lies it is read well: so sure on average (thousandths), and no more than so many of a hundred pieces on end.
_READ_WELL, _ON_END = 900, 34
#: Longest side of the small picture on which the ways are tried, in pixels.
_TRIAL = 1000
#: Another way is taken only where it says clearly more than the way the picture lies.
_CLEARLY = 1.3


def turned_right(picture: PillowImage, engine: Engine) -> tuple[int, PillowImage, list[Piece]]:
    """Return how far the picture is turned clockwise, the turned picture, and its pieces."""
    pieces = engine.read(picture)
    if not pieces or _reads_well(pieces):
        return 0, picture, pieces
    small = picture.copy()
    small.thumbnail((_TRIAL, _TRIAL))
    ways = _ON_THE_SIDE if _stands_on_end(pieces) else _UPSIDE_DOWN
    said = {turn: _weight(engine.read(_turned(small, turn))) for turn in ways}
    best = max(said, key=lambda turn: said[turn])
    if said[best] <= _CLEARLY * _weight(pieces):
        return 0, picture, pieces
    turned = _turned(picture, best)
    return best, turned, engine.read(turned)


def _turned(picture: PillowImage, clockwise: int) -> PillowImage:
    return picture.rotate(-clockwise, expand=True) if clockwise else picture


def _reads_well(pieces: list[Piece]) -> bool:
    sure = sum(one.sure * len(one.words) for one in pieces) // sum(len(one.words) for one in pieces)
    return sure >= _READ_WELL and not _stands_on_end(pieces)


def _stands_on_end(pieces: list[Piece]) -> bool:
    on_end = sum(one.bottom - one.top > 1.5 * (one.right - one.left) for one in pieces)
    return on_end * 100 > _ON_END * len(pieces)


def _weight(pieces: list[Piece]) -> int:
    """Return how much is said: characters that are read surely count, those of pieces that stand on end do not."""
    return sum(
        len(one.words) * one.sure
        for one in pieces
        if one.sure >= _READ_WELL and one.bottom - one.top <= 1.5 * (one.right - one.left)
    )
