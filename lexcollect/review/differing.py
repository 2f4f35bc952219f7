"""Differing: what tells two files apart: two pages laid on each other, two texts line by line.

Owns the marks of a difference and where it lies, in percent of the page, and the lines of both sides as they belong
together. Runs in the painter's process only. Decides nothing: pages of another shape are not laid on each other, and
what hardly differs is told as that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

#: Storing a page anew moves a grey value (0-255) by less than this, a stroke of ink by more.
_CLEARLY = 48
#: Cells of so many pixels are put together to one place; so many places are named.
_CELL, _PLACES = 16, 6
#: Sides of two pages may differ by this share and are still laid on each other.
_SLACK = 0.02
#: Lines of one file, characters of one line that are compared sign by sign; lines that stand around a difference.
_MAX_LINES, _MAX_SIGNS, _AROUND = 3_000, 800, 2
_RED, _AMBER = (200, 30, 30), (190, 120, 0)


def marked(one: Picture, other: Picture) -> tuple[Picture, dict[str, Any]]:
    """Return ``one`` with a frame around every place at which ``other`` differs, and what is told of it.

    A place is clear where something stands on one page and nothing like it beside the same spot of the other, and
    slight where only edges differ: a page stored anew or made smaller has such edges, a changed digit may hide among
    them, so both are framed. Told are the numbers of both (``sure``, ``slight``), ``places`` of the first clear ones
    (left, top, right, bottom in percent), ``equal`` where every pixel is the same, ``shape`` where the two were not
    laid on each other.
    """
    from PIL import ImageChops, ImageDraw

    if abs((one.width / one.height) / (other.width / other.height) - 1) > _SLACK:
        return one, {"shape": True}
    if other.size == one.size and ImageChops.difference(one, other).getbbox() is None:
        return one, {"equal": True}
    ours, theirs = one.convert("L"), (other if other.size == one.size else other.resize(one.size)).convert("L")
    sure = _set(ImageChops.lighter(_beyond(ours, theirs), _beyond(theirs, ours)))
    places = _merged(_boxes(_set(ImageChops.difference(ours, theirs))))
    clear = [box for box in places if sure.crop(box).getbbox() is not None]
    shown = one.copy()
    pen = ImageDraw.Draw(shown)
    for left, top, right, bottom in places:
        frame = (left, top, min(right, one.width) - 1, min(bottom, one.height) - 1)
        is_clear = (left, top, right, bottom) in clear
        pen.rectangle(frame, outline=_RED if is_clear else _AMBER, width=4 if is_clear else 1)
    return shown, {
        "sure": len(clear),
        "slight": len(places) - len(clear),
        "places": [_percent(box, one.size) for box in clear[:_PLACES]],
    }


Box = tuple[int, int, int, int]


def _set(apart: Picture) -> Picture:
    return apart.point([0] * _CLEARLY + [255] * (256 - _CLEARLY))


def _beyond(one: Picture, other: Picture) -> Picture:
    """Return how much darker or lighter each pixel of ``one`` is than all that lies beside its spot in ``other``."""
    from PIL import ImageChops, ImageFilter

    darker = ImageChops.subtract(other.filter(ImageFilter.MinFilter(3)), one)
    return ImageChops.lighter(darker, ImageChops.subtract(one, other.filter(ImageFilter.MaxFilter(3))))


def _percent(box: Box, size: tuple[int, int]) -> list[int]:
    width, height = size
    left, top, right, bottom = box
    return [
        left * 100 // width,
        top * 100 // height,
        min(100, -(-right * 100 // width)),
        min(100, -(-bottom * 100 // height)),
    ]


def _boxes(mask: Picture) -> list[Box]:
    """Return the boxes of all pixels of ``mask`` that are set, those that lie side by side as one."""
    from PIL import ImageFilter

    cells = mask.filter(ImageFilter.MaxFilter(9)).reduce(_CELL)
    wide, raw = cells.width, cells.tobytes()
    left = {(at % wide, at // wide) for at, value in enumerate(raw) if value}
    found = []
    while left:
        reached, waiting = set[tuple[int, int]](), [left.pop()]
        while waiting:
            x, y = waiting.pop()
            reached.add((x, y))
            near = {(x + a, y + b) for a in (-1, 0, 1) for b in (-1, 0, 1)} & left
            left -= near
            waiting += near
        xs, ys = [x for x, _ in reached], [y for _, y in reached]
        found.append((min(xs) * _CELL, min(ys) * _CELL, (max(xs) + 1) * _CELL, (max(ys) + 1) * _CELL))
    return found


def _merged(boxes: list[Box]) -> list[Box]:
    """Return ``boxes`` without any that lies over another one, from the top."""
    out: list[Box] = []
    for box in boxes:
        while over := next((one for one in out if _over(one, box)), None):
            out.remove(over)
            box = (min(over[0], box[0]), min(over[1], box[1]), max(over[2], box[2]), max(over[3], box[3]))
        out.append(box)
    return sorted(out, key=lambda one: (one[1], one[0]))


def _over(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


#: A piece of a line, and whether the other side has it otherwise.
Piece = tuple[str, bool]


def rows(one: str, other: str) -> dict[str, Any]:
    """Return two texts line by line: ``rows`` are ``[left, right, whether they differ]``, each side a list of pieces.

    Runs of equal lines are shortened to those around a difference, as a number. ``cut``: there were more lines.
    """
    ours, theirs = _lines(one), _lines(other)
    out: list[Any] = []
    differ = 0
    for tag, a, b, c, d in SequenceMatcher(None, ours[:_MAX_LINES], theirs[:_MAX_LINES], autojunk=False).get_opcodes():
        if tag == "equal":
            out += _shortened(ours[a:b], first=not out, last=b == len(ours[:_MAX_LINES]))
            continue
        for left, right in zip_longest(ours[a:b], theirs[c:d]):
            differ += 1
            out.append([*_signs(left, right), True])
    return {"rows": out, "differ": differ, "cut": max(len(ours), len(theirs)) > _MAX_LINES}


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _shortened(lines: Sequence[str], *, first: bool, last: bool) -> Iterator[Any]:
    """Yield equal lines: of a long run those at a difference and the number of the others."""
    head, tail = 0 if first else _AROUND, 0 if last else _AROUND
    if len(lines) <= head + tail + 1:
        head, tail = len(lines), 0
    for line in lines[:head]:
        yield [[(line, False)], [(line, False)], False]
    if rest := len(lines) - head - tail:
        yield rest
    for line in lines[len(lines) - tail :] if tail else ():
        yield [[(line, False)], [(line, False)], False]


def _signs(left: str | None, right: str | None) -> tuple[list[Piece], list[Piece]]:
    """Return two lines in pieces, each with whether the other line has it otherwise."""
    if left is None or right is None:
        return ([] if left is None else [(left, True)]), ([] if right is None else [(right, True)])
    if max(len(left), len(right)) > _MAX_SIGNS:
        return [(left, True)], [(right, True)]
    ours, theirs = list[Piece](), list[Piece]()
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if b > a:
            ours.append((left[a:b], tag != "equal"))
        if d > c:
            theirs.append((right[c:d], tag != "equal"))
    return ours, theirs
