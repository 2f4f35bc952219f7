"""Words of a PDF that are drawn and do not show: below a box, white on white, invisible, outside what is shown.

Owns the comparison of what the file says with what its page looks like. The order in which a page is drawn tells which
words may be hidden; only then is the page rendered and looked at, so that an ordinary page costs no picture. The
text that lies over or under a scan so that it can be searched (OCR) hides nothing.
"""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.formats.boxes import Box
from lexcollect.formats.hidden import Gathered, HiddenKind, page
from lexcollect.formats.layers import is_array, name_of
from lexcollect.formats.limits import MAX_COVERS, MAX_WORD_PAGES, MAX_WORDS
from lexcollect.formats.pdf_files import annotations_of
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_INVISIBLE_MODES = (3, 7)
#: A page of which pictures cover so much is a scan; the text on it was recognised.
_SCAN = 0.5
#: A word is covered when so much of its box lies below something drawn later.
_COVERED = 0.7
#: Differences of grey that an eye does not see.
_NO_CONTRAST = 10
_WHITE = 247
_SMALLEST_COVER = 3.0
_DEEPEST_FORM = 8
#: Annotations that may lie over words like a black bar.
_BARS = frozenset({"/Redact", "/Square", "/Polygon", "/Stamp", "/FreeText"})
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Word:
    """A piece of text as drawn: its box on the page, where it comes in the order of drawing, why it may not show."""

    box: Box
    order: int
    unseen: bool
    white: bool
    object: int = 0


@dataclass(slots=True)
class _Drawn:
    """What a page draws: words, what may cover them, and how much of the page pictures take."""

    words: list[_Word]
    covers: list[tuple[int, Box]]
    pictures: float
    steps: int = 0


def words_that_do_not_show(path: Path, pages: list[Any], found: Gathered) -> None:
    """Add to ``found`` the pages of the PDF at ``path`` on which words do not show; ``pages`` are the same pages."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        for number in range(min(len(document), MAX_WORD_PAGES)):
            sheet = document[number]
            bars = _bars(pages[number].obj) if number < len(pages) else []
            for kind in _kinds(sheet, bars):
                found.add(kind, page(number + 1))
            sheet.close()
        if len(document) > MAX_WORD_PAGES:
            found.add(HiddenKind.UNREAD, page(MAX_WORD_PAGES + 1))


def _kinds(sheet: Any, bars: list[Box]) -> list[HiddenKind]:
    """Return in which ways words of the page do not show."""
    shown: Box = sheet.get_bbox()
    drawn = _Drawn([], [], 0.0)
    _collect(sheet, drawn, max(1.0, (shown[2] - shown[0]) * (shown[3] - shown[1])))
    drawn.covers += [(MAX_WORDS + MAX_COVERS, bar) for bar in bars[:MAX_COVERS]]
    _split(sheet, drawn)
    suspects = [(word, kind) for word in drawn.words if (kind := _suspected(word, drawn, shown)) is not None]
    if drawn.pictures > _SCAN:
        suspects = [(word, kind) for word, kind in suspects if kind is not HiddenKind.UNSEEN]
    if not suspects:
        return []
    picture, scale = _rendered(sheet)
    hidden = {kind for word, kind in suspects if not _shows(picture, word.box, shown, scale)}
    return [kind for kind in HiddenKind if kind in hidden]


def _suspected(word: _Word, drawn: _Drawn, shown: Box) -> HiddenKind | None:
    if word.unseen or not _overlap(word.box, shown):
        return HiddenKind.UNSEEN
    if any(order > word.order and _overlap(word.box, box) >= _COVERED for order, box in drawn.covers):
        return HiddenKind.COVERED
    return HiddenKind.WHITE if word.white else None


def _split(sheet: Any, drawn: _Drawn) -> None:
    """Put letters in the place of a line of which something covers a part: a bar seldom covers a whole line."""
    import pypdfium2.raw as c

    cut = {
        word.object: word
        for word in drawn.words
        if any(order > word.order and 0 < _overlap(word.box, box) < _COVERED for order, box in drawn.covers)
    }
    if not cut:
        return
    texts = c.FPDFText_LoadPage(sheet)
    try:
        sides = [ctypes.c_double() for _ in range(4)]
        for at in range(min(c.FPDFText_CountChars(texts), MAX_WORDS)):
            word = cut.get(_address(c.FPDFText_GetTextObject(texts, at)))
            if word is not None and chr(c.FPDFText_GetUnicode(texts, at)).isalnum():
                c.FPDFText_GetCharBox(texts, at, *sides)
                left, right, bottom, top = (side.value for side in sides)
                drawn.words.append(_Word((left, bottom, right, top), word.order, word.unseen, word.white))
    finally:
        c.FPDFText_ClosePage(texts)


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _overlap(inner: Box, outer: Box) -> float:
    """Return how much of ``inner`` lies in ``outer``, from 0 to 1."""
    width = min(inner[2], outer[2]) - max(inner[0], outer[0])
    height = min(inner[3], outer[3]) - max(inner[1], outer[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / max(1e-6, (inner[2] - inner[0]) * (inner[3] - inner[1]))


def _collect(sheet: Any, drawn: _Drawn, area: float) -> None:
    import pypdfium2.raw as c

    texts = c.FPDFText_LoadPage(sheet)
    try:
        pending = [(c.FPDFPage_GetObject(sheet, at), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0) for at in _numbers(sheet)]
        pending.reverse()
        while pending and drawn.steps < MAX_WORDS + MAX_COVERS:
            one, matrix, depth = pending.pop()
            kind = c.FPDFPageObj_GetType(one)
            if kind == _FORM and depth < _DEEPEST_FORM:
                inner = _times(_matrix(one), matrix)
                count = c.FPDFFormObj_CountObjects(one)
                pending += [(c.FPDFFormObj_GetObject(one, at), inner, depth + 1) for at in reversed(range(count))]
                continue
            drawn.steps += 1
            _take(one, kind, matrix, drawn, texts, area)
    finally:
        c.FPDFText_ClosePage(texts)


def _numbers(sheet: Any) -> range:
    import pypdfium2.raw as c

    return range(min(c.FPDFPage_CountObjects(sheet), MAX_WORDS + MAX_COVERS))


def _take(one: Any, kind: int, matrix: Matrix, drawn: _Drawn, texts: Any, area: float) -> None:
    import pypdfium2.raw as c

    box = _box(one, matrix)
    if box is None:
        return
    if kind == _TEXT and len(drawn.words) < MAX_WORDS:
        if _says(one, texts):
            unseen = c.FPDFTextObj_GetTextRenderMode(one) in _INVISIBLE_MODES or _alpha(one) == 0
            drawn.words.append(_Word(box, drawn.steps, unseen, _is_white(one), _address(one)))
    elif kind == _IMAGE:
        part = (box[2] - box[0]) * (box[3] - box[1]) / area
        drawn.pictures += part
        if part < _SCAN:
            drawn.covers.append((drawn.steps, box))
    elif kind == _PATH and len(drawn.covers) < MAX_COVERS and min(box[2] - box[0], box[3] - box[1]) > _SMALLEST_COVER:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if c.FPDFPath_GetDrawMode(one, fill, stroke) and fill.value and _alpha(one) > 0xF0:
            drawn.covers.append((drawn.steps, box))


def _says(one: Any, texts: Any) -> bool:
    """Tell whether a piece of text says anything: two letters or more."""
    import pypdfium2.raw as c

    size = c.FPDFTextObj_GetText(one, texts, None, 0)
    if size < 6:
        return False
    words = ctypes.create_string_buffer(size)
    c.FPDFTextObj_GetText(one, texts, ctypes.cast(words, ctypes.POINTER(c.FPDF_WCHAR)), size)
    return sum(char.isalnum() for char in words.raw.decode("utf-16-le", errors="replace")) > 1


def _colour(one: Any) -> tuple[int, int, int, int]:
    import pypdfium2.raw as c

    parts = [ctypes.c_uint() for _ in range(4)]
    if not c.FPDFPageObj_GetFillColor(one, *parts):
        return (0, 0, 0, 255)
    red, green, blue, alpha = (part.value for part in parts)
    return (red, green, blue, alpha)


def _alpha(one: Any) -> int:
    return _colour(one)[3]


def _is_white(one: Any) -> bool:
    return min(_colour(one)[:3]) >= _WHITE


def _box(one: Any, matrix: Matrix) -> Box | None:
    import pypdfium2.raw as c

    sides = [ctypes.c_float() for _ in range(4)]
    if not c.FPDFPageObj_GetBounds(one, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    corners = [_at(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return (min(across), min(up), max(across), max(up))


def _matrix(one: Any) -> Matrix:
    import pypdfium2.raw as c

    found = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(one, found):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    x, y = _at(outer, e, f)
    return (
        a * outer[0] + b * outer[2],
        a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3],
        x,
        y,
    )


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return (matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5])


def _bars(sheet: Any) -> list[Box]:
    """Return the boxes of annotations that may lie over words; their look is drawn with the page."""
    found: list[Box] = []
    for one in annotations_of(sheet):
        rect = one.get("/Rect")
        if name_of(one.get("/Subtype")) in _BARS and is_array(rect) and len(rect) == 4:
            a, b, c, d = (float(side) for side in rect)
            found.append((min(a, c), min(b, d), max(a, c), max(b, d)))
    return found


def _rendered(sheet: Any) -> tuple[PillowImage, float]:
    """Return the page in grey, unturned, about as many pixels as points, and the pixels of a point."""
    width, height = sheet.get_size()
    scale = min(1.5, 2000 / max(width, height, 1))
    sheet.set_rotation(0)
    return sheet.render(scale=scale, grayscale=True).to_pil(), scale


def _shows(picture: PillowImage, box: Box, shown: Box, scale: float) -> bool:
    """Tell whether anything can be told apart within ``box`` on the picture of ``shown``."""
    left, right = (box[0] - shown[0]) * scale, (box[2] - shown[0]) * scale
    top, bottom = (shown[3] - box[3]) * scale, (shown[3] - box[1]) * scale
    # A bar ends somewhere: its edge beside the word is no word.
    inset = min(2.0, (bottom - top) / 5, (right - left) / 5)
    cut = (
        max(0, round(left + inset)),
        max(0, round(top + inset)),
        min(picture.width, round(right - inset)),
        min(picture.height, round(bottom - inset)),
    )
    if cut[2] <= cut[0] or cut[3] <= cut[1]:
        return False
    greys = picture.crop(cut).convert("L").tobytes()
    return max(greys) - min(greys) > _NO_CONTRAST
