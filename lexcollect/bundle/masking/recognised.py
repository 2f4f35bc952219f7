"""Recognised (再识别): pages read as pictures while a copy is masked.

Owns what a recognising engine reads of a page that was not read before, and of a painted page afterwards: what it can
still read there was not hidden. Characters of a run have places in proportion to its length.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from lexcollect.formats.boxes import Box
from lexcollect.records import dataclass, field

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

    from lexcollect.formats.ocr.engine import Engine


@dataclass(slots=True)
class Read:
    """The words that were read on a picture of a page, a line a run; boxes in points from the lower left."""

    text: str
    _boxes: list[Box | None] = field(repr=False)
    _runs: list[Box | None] = field(repr=False)

    def box(self, place: int) -> Box | None:
        """Return where a character about stands."""
        return self._boxes[place]

    def run(self, place: int) -> Box | None:
        """Return the whole run in which a character stands."""
        return self._runs[place]

    def unseen(self, place: int) -> bool:
        """Tell that places are taken from words beside the picture: always."""
        return self._boxes[place] is not None


def read_page(engine: Engine, picture: PillowImage, size: Sequence[float]) -> Read:
    """Return what ``engine`` reads on the picture of a page of ``size`` points."""
    from lexcollect.formats.ocr.sheets import read_sheet

    sheet = read_sheet(1, picture.convert("RGB"), engine)
    text, boxes, runs = "", list[Box | None](), list[Box | None]()
    for piece in sheet.pieces:
        corners = [
            _point(x / sheet.width, y / sheet.height, sheet.turn, size)
            for x, y in zip(piece.corners[0::2], piece.corners[1::2], strict=True)
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        run = (min(xs), min(ys), max(xs), max(ys))
        text += piece.words + "\n"
        boxes += [*_shares(piece.words, run), None]
        runs += [*[run] * len(piece.words), None]
    return Read(text, boxes, runs)


def _point(right: float, down: float, turn: int, size: Sequence[float]) -> tuple[float, float]:
    from lexcollect.bundle.searchable import turned_back

    right, down = turned_back(right, down, turn)
    return right * size[0], (1 - down) * size[1]


def _shares(words: str, run: Box) -> list[Box]:
    """Return a box for each character of a run, as wide as its kind of letters is."""
    ends = [0, *accumulate(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in words)]
    left, low, right, high = run
    if right - left >= high - low:
        step = (right - left) / ends[-1]
        return [(left + a * step, low, left + b * step, high) for a, b in pairwise(ends)]
    step = (high - low) / ends[-1]
    return [(left, high - b * step, right, high - a * step) for a, b in pairwise(ends)]
