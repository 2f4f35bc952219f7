"""Rows: pieces on a page → lines of text in the order in which a person reads them.

Owns what belongs in one row (a photograph is rarely straight: each piece brings its own slope), and cells of a form
whose words go on below (天津津渤…贸易有 / 限公司). Columns stand apart by two blanks, as finders expect them.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from lexcollect.formats.ocr.shapes import Piece, Sheet
from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: A piece this many times as wide as high says how the page slopes.
_WIDE = 4
#: Two pieces are in one row when their middles are apart by less than this part of the lower one's height.
_SAME_ROW = 0.5
#: A cell goes on below when it begins at the same place, this close in parts of its height: to the side, and down.
_BESIDE, _BELOW = 0.8, 0.35
_LABEL = regex(r"^[^\s，。：:]{1,10}[：:]|[：:]$")
_FIGURES = regex(r"^[\d,.，¥￥%\s-]+$")


@dataclass(frozen=True, slots=True)
class _Laid:
    """A piece on the page laid straight: its middle, its height, its left and right."""

    piece: Piece
    middle: float
    height: float
    left: float
    right: float


def in_rows(sheet: Sheet) -> list[list[Piece]]:
    """Return the pieces row by row, each from left to right; a cell that goes on below is one piece."""
    rows = _rows(_straight(sheet.pieces))
    return [[one.piece for one in row] for row in _gone_on(rows)]


def text_of(rows: Sequence[Sequence[Piece]]) -> str:
    """Return rows as text: a line each, columns two blanks apart."""
    return "\n".join("  ".join(piece.words for piece in row) for row in rows)


def _straight(pieces: Sequence[Piece]) -> list[_Laid]:
    slopes = []
    for one in pieces:
        (ax, ay, bx, by), high = one.corners[:4], one.bottom - one.top
        if bx - ax > _WIDE * max(high, 1):
            slopes.append((by - ay) / (bx - ax))
    slope = median(slopes) if slopes else 0.0
    out = []
    for one in pieces:
        x, y = one.corners[0::2], one.corners[1::2]
        laid = [y[i] - slope * x[i] for i in range(4)]
        height = max((laid[3] + laid[2] - laid[0] - laid[1]) / 2, 1.0)
        out.append(_Laid(one, sum(laid) / 4, height, (x[0] + x[3]) / 2, (x[1] + x[2]) / 2))
    return out


def _rows(laid: list[_Laid]) -> list[list[_Laid]]:
    rows: list[list[_Laid]] = []
    for one in sorted(laid, key=lambda each: each.middle):
        near = rows[-1] if rows else None
        if near and one.middle - median(each.middle for each in near) < _SAME_ROW * min(
            one.height, min(each.height for each in near)
        ):
            near.append(one)
        else:
            rows.append([one])
    for row in rows:
        row.sort(key=lambda each: each.left)
    return rows


def _gone_on(rows: list[list[_Laid]]) -> list[list[_Laid]]:
    """Return the rows, what stands alone below a cell of a row of several being the rest of that cell."""
    out: list[list[_Laid]] = []
    for row in rows:
        above = out[-1] if out else []
        at = next((i for i, one in enumerate(above) if len(row) == 1 and _goes_on(one, row[0])), None)
        if at is None or len(above) < 2:
            out.append(list(row))
        else:
            above[at] = _joined(above[at], row[0])
    return out


def _goes_on(above: _Laid, below: _Laid) -> bool:
    high = min(above.height, below.height)
    gap = (below.middle - below.height / 2) - (above.middle + above.height / 2)
    starts = abs(above.left - below.left) < _BESIDE * high
    words = (above.piece.words, below.piece.words)
    return starts and gap < _BELOW * high and not any(_LABEL.search(w) or _FIGURES.match(w) for w in words)


def _joined(above: _Laid, below: _Laid) -> _Laid:
    one, two = above.piece, below.piece
    left, right = min(one.left, two.left), max(one.right, two.right)
    corners = (left, one.top, right, one.top, right, two.bottom, left, two.bottom)
    piece = Piece(one.words + two.words, corners, min(one.sure, two.sure))
    # What goes on again below goes on from the lower line.
    return _Laid(piece, below.middle, below.height, above.left, max(above.right, below.right))
