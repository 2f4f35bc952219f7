"""Shapes: what was recognised on one page, piece by piece, each with its place.

Owns :class:`Piece` and :class:`Sheet`. Places count in pixels of the picture as it was read: upright by its own note of
orientation, then turned by ``turn``. How sure the engine is counts in thousandths, as the engine says it: a word, no
probability.
"""

from __future__ import annotations

from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words in one line: ``corners`` are x and y from the upper left, clockwise; ``sure`` in thousandths."""

    words: str
    corners: tuple[int, int, int, int, int, int, int, int]
    sure: int

    @property
    def left(self) -> int:
        """Return the leftmost pixel."""
        return min(self.corners[0::2])

    @property
    def right(self) -> int:
        """Return the rightmost pixel."""
        return max(self.corners[0::2])

    @property
    def top(self) -> int:
        """Return the uppermost pixel."""
        return min(self.corners[1::2])

    @property
    def bottom(self) -> int:
        """Return the lowest pixel."""
        return max(self.corners[1::2])

    def moved(self, right: int, down: int) -> Piece:
        """Return the piece moved on its page."""
        x, y = self.corners[0::2], self.corners[1::2]
        return Piece(self.words, _woven([c + right for c in x], [c + down for c in y]), self.sure)

    def scaled(self, by: float) -> Piece:
        """Return the piece on a page that is ``by`` times as large."""
        x, y = self.corners[0::2], self.corners[1::2]
        return Piece(self.words, _woven([round(c * by) for c in x], [round(c * by) for c in y]), self.sure)


def _woven(x: list[int], y: list[int]) -> tuple[int, int, int, int, int, int, int, int]:
    return (x[0], y[0], x[1], y[1], x[2], y[2], x[3], y[3])


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as recognised: ``number`` from 1, its size in pixels, its pieces from top to bottom.

    ``turn`` is how far the picture had to be turned clockwise to be read: 0, 90, 180 or 270 degrees.
    """

    number: int
    width: int
    height: int
    turn: int
    pieces: tuple[Piece, ...]
