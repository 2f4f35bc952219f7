"""Page text: the characters of a finished page with their places, as pdfium reads them.

Owns the one list of characters of a page in which places are looked for, and the boxes of what was found, line by
line. Figures that stand as far apart as columns are no spelling of one number. Reads, and changes nothing.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from lexcollect.bundle.masking.places import Span
from lexcollect.formats.boxes import Box
from lexcollect.records import dataclass

#: Characters of one number stand no further apart than so many times their height.
_WIDEST_GAP = 1.4
#: What is masked is so many points longer and higher than its characters on each side.
_ALONG, _ACROSS = 0.1, 0.6
#: Words laid over a picture stand so many times their height beside what they say.
_ASTRAY = 0.5
#: Two characters stand in one line when their boxes share so much of their height.
_SHARED = 0.5


class Lettered(Protocol):
    """Characters of a page and where they stand, whoever read them."""

    text: str

    def box(self, place: int) -> Box | None:
        """Return the box of a character, if it has a place."""

    def unseen(self, place: int) -> bool:
        """Tell whether a character is not what is seen, but lies over a picture of it."""


@dataclass(slots=True)
class Letters:
    """The characters of one page: one of ``text`` for each of pdfium's; boxes in points from the lower left."""

    text: str
    page: Any
    _textpage: Any

    def box(self, place: int) -> Box | None:
        """Return the box of a character; none for one that the reader put between others."""
        import pypdfium2.raw as raw

        if raw.FPDFText_IsGenerated(self._textpage.raw, place) == 1:
            return None
        rect = raw.FS_RECTF()
        if not raw.FPDFText_GetLooseCharBox(self._textpage.raw, place, ctypes.byref(rect)):
            return None
        low, high = sorted((rect.bottom, rect.top))
        return (min(rect.left, rect.right), low, max(rect.left, rect.right), high)

    def unseen(self, place: int) -> bool:
        """Tell whether a character is laid unseen over what shows it."""
        import pypdfium2.raw as raw

        thing = raw.FPDFText_GetTextObject(self._textpage.raw, place)
        return bool(thing) and raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE

    def close(self) -> None:
        """Let the page go."""
        self._textpage.close()
        self.page.close()


def letters_of(document: Any, number: int) -> Letters:
    """Return the characters of page ``number`` (from 1) of a pdfium document."""
    import pypdfium2.raw as raw

    page = document[number - 1]
    textpage = page.get_textpage()
    codes = [raw.FPDFText_GetUnicode(textpage.raw, place) for place in range(textpage.count_chars())]
    return Letters("".join(chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes), page, textpage)


def words_of(document: Any, number: int) -> str:
    """Return the text of page ``number`` (from 1): quicker, and without places."""
    page = document[number - 1]
    textpage = page.get_textpage()
    try:
        text: str = textpage.get_text_range()
        return text
    finally:
        textpage.close()
        page.close()


def close_together(letters: Lettered, span: Span) -> bool:
    """Tell whether the characters of ``span`` stand as close in each line as those of one number do."""
    last: Box | None = None
    for place in range(span.start, span.end):
        box = letters.box(place)
        if box is None or letters.text[place].isspace():
            continue
        if last is not None and _in_line(last, box):
            height = max(box[3] - box[1], last[3] - last[1])
            if box[0] - last[2] > _WIDEST_GAP * height:
                return False
        last = box
    return True


def boxes_of(letters: Lettered, span: Span) -> list[Box]:
    """Return where ``span`` stands: a box for each line of it, a little larger than its characters."""
    out: list[Box] = []
    for place in range(span.start, span.end):
        box = letters.box(place)
        if box is None or letters.text[place].isspace():
            continue
        if out and _in_line(out[-1], box) and box[0] - out[-1][2] <= 2 * (box[3] - box[1]):
            out[-1] = _both(out[-1], box)
        else:
            out.append(box)
    wider = _ASTRAY if any(letters.unseen(place) for place in range(span.start, span.end)) else 0.0
    return [_wider(box, wider) for box in out]


def _wider(box: Box, by: float) -> Box:
    """Return a box with its margin, longer by so many times its height: the places of unseen words are not exact."""
    left, low, right, high = box
    along = by * min(high - low, right - left) + _ALONG
    x, y = (along, _ACROSS) if right - left >= high - low else (_ACROSS, along)
    return (left - x, low - y, right + x, high + y)


def runs_besides(letters: Lettered, boxes: Sequence[Box]) -> Iterator[tuple[str, Box]]:
    """Yield the words of a page that do not stand in ``boxes``, line by line, each with its place."""
    words, place = "", None
    for at, char in enumerate(letters.text):
        box = letters.box(at)
        gone = box is not None and inside(box, boxes)
        if box is None or gone or (place is not None and not _follows(place, box)):
            if place is not None and words.strip():
                yield words, place
            words, place = "", None
        if box is not None and not gone and (char.strip() or words):
            words, place = words + char, box if place is None else _both(place, box)
    if place is not None and words.strip():
        yield words, place


def inside(box: Box, boxes: Sequence[Box]) -> bool:
    """Tell whether the middle of ``box`` lies in one of ``boxes``."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(one[0] <= x <= one[2] and one[1] <= y <= one[3] for one in boxes)


def _follows(place: Box, box: Box) -> bool:
    height = place[3] - place[1]
    return _in_line(place, box) and -height <= box[0] - place[2] <= height


def _in_line(one: Box, other: Box) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared >= _SHARED * min(one[3] - one[1], other[3] - other[1])


def _both(one: Box, other: Box) -> Box:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))
