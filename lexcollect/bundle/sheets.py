"""Sheets: where a page or a picture stands on the paper.

Owns the measures of a sheet (A4, in points), the band at the foot that belongs to the page number and to
nothing else, and the matrices that turn and scale a source into the rest. Pure arithmetic: no PDF library.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.bundle.model import Large
from lexcollect.formats.boxes import Box
from lexcollect.records import dataclass

Matrix = tuple[float, float, float, float, float, float]

SHORT, LONG = 595.28, 841.89
#: Height of the foot band: the page number and our notes stand here, the source never does.
BAND = 34.0
BASELINE = 14.0
LEFT_NOTE = 60.0
#: A number at the left stands clear of the margin for binding.
LEFT_EDGE = 71.0
RIGHT_EDGE = 24.0

_PAGE_MARGINS = (14.0, BAND, 14.0, 14.0)  # left, bottom, right, top: the source brings its own margins
_PICTURE_MARGINS = (71.0, BAND + 8.0, 40.0, 40.0)  # 2.5 cm on the left for binding

#: A sheet of the source's own size is at most A0 (in points): no printer takes a larger one.
_LARGEST = 3371.0

#: A picture is never enlarged beyond one point a pixel (72 dpi).
_POINTS_PER_PIXEL = 1.0
#: Two pictures on a sheet stand so far apart; one that would shrink below this share of its size gets its own sheet.
_GAP, _HALF_SCALE = 18.0, 0.7
#: A wide picture with fewer pixels than this across is sharp enough on an upright sheet.
_WIDE_PICTURE = 1800
#: Taller pictures (height to width) are cut into several pages: a chat screenshot must stay readable.
LONG_PICTURE = 3.0
_STRIP_WIDTH = 400.0
#: Wider pictures (width to height) as well, where a landscape sheet would show them smaller than this: points a pixel.
_WIDE_SCALE = 0.4
_STRIP_HEIGHT = 380.0
_STRIP_OVERLAP = 0.03
_WIDE_OVERLAP = 0.08  # a word is longer than a line is high

#: EXIF orientation → matrix of the unit square.
EXIF: dict[int, Matrix] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


#: EXIF orientation → the orientation of the same picture turned a quarter clockwise.
_QUARTER = {1: 6, 6: 3, 3: 8, 8: 1, 2: 7, 7: 4, 4: 5, 5: 2}


def turned(orientation: int, degrees: int) -> int:
    """Return the EXIF orientation of a picture that is besides turned ``degrees`` (0, 90, 180, 270) clockwise."""
    found = orientation if orientation in EXIF else 1
    for _ in range(degrees % 360 // 90):
        found = _QUARTER[found]
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """A sheet and a box on it: sheet size, lower left corner, size and scale of what is put there."""

    sheet: tuple[float, float]
    x: float
    y: float
    width: float
    height: float
    scale: float


@dataclass(frozen=True, slots=True)
class Strip:
    """One window of a picture that is cut: its place on a sheet, and where the whole picture would stand there."""

    place: Place
    whole: Place


def place_page(width: float, height: float, large: Large = Large.SCALE) -> Place:
    """Return where a source page of ``width`` × ``height`` points stands; it is never enlarged.

    A page that would shrink below three quarters upright is put on a landscape sheet if that shows it larger; or, where
    ``large`` pages are kept, on a sheet of its own size, shrunk only to leave the foot free.
    """
    upright = _fit(width, height, (SHORT, LONG), _PAGE_MARGINS, 1.0)
    if upright.scale >= 0.75:
        return upright
    if large is Large.KEEP and max(width, height) <= _LARGEST:
        return _fit(width, height, (max(width, SHORT), max(height, SHORT)), _PAGE_MARGINS, 1.0)
    wide = _fit(width, height, (LONG, SHORT), _PAGE_MARGINS, 1.0)
    return wide if wide.scale > 1.15 * upright.scale else upright


def place_picture(width: int, height: int) -> Place:
    """Return where a picture of ``width`` × ``height`` pixels, already upright, stands."""
    sheet = (LONG, SHORT) if width >= 1.6 * height and width >= _WIDE_PICTURE else (SHORT, LONG)
    return _fit(width, height, sheet, _PICTURE_MARGINS, _POINTS_PER_PIXEL)


def place_half(width: int, height: int, half: int) -> Place | None:
    """Return where a picture stands on the upper (0) or lower (1) half of a sheet.

    ``None`` for one that would be much smaller there than on a sheet of its own: what is as high as it is wide.
    """
    left, bottom, right, top = _PICTURE_MARGINS
    room = (LONG - bottom - top - _GAP) / 2
    own, across = place_picture(width, height), SHORT - left - right
    scale = min(across / width, room / height, _POINTS_PER_PIXEL)
    if scale < _HALF_SCALE * own.scale:
        return None
    w, h = width * scale, height * scale
    low = bottom + (room + _GAP) * (1 - half)
    return Place((SHORT, LONG), left + (across - w) / 2, low + (room - h) / 2, w, h, scale)


def is_tall(width: int, height: int) -> bool:
    """Tell whether a picture is cut into pages from top to bottom."""
    return height > LONG_PICTURE * width


def is_wide(width: int, height: int) -> bool:
    """Tell whether a picture is cut into pages from left to right: no sheet would show it large enough to read."""
    left, _, right, _ = _PICTURE_MARGINS
    return width > LONG_PICTURE * height and (LONG - left - right) / width < _WIDE_SCALE


def strips(width: int, height: int) -> tuple[Strip, ...]:
    """Return the windows of a long or wide picture, each a page, overlapping a little so that no line is lost."""
    return _across(width, height) if is_wide(width, height) else _down(width, height)


def _down(width: int, height: int) -> tuple[Strip, ...]:
    left, bottom, right, top = _PICTURE_MARGINS
    across = min(_STRIP_WIDTH, width * _POINTS_PER_PIXEL)
    scale = across / width
    x = left + (SHORT - left - right - across) / 2
    found = []
    for start, end in _windows(height * scale, LONG - bottom - top, _STRIP_OVERLAP):
        place = Place((SHORT, LONG), x, LONG - top - (end - start), across, end - start, scale)
        found.append(
            Strip(place, Place(place.sheet, x, LONG - top + start - height * scale, across, height * scale, scale))
        )
    return tuple(found)


def _across(width: int, height: int) -> tuple[Strip, ...]:
    left, bottom, right, top = _PICTURE_MARGINS
    tall = min(_STRIP_HEIGHT, height * _POINTS_PER_PIXEL)
    scale = tall / height
    y = bottom + (SHORT - bottom - top - tall) * 2 / 3
    found = []
    for start, end in _windows(width * scale, LONG - left - right, _WIDE_OVERLAP):
        place = Place((LONG, SHORT), left, y, end - start, tall, scale)
        found.append(Strip(place, Place(place.sheet, left - start, y, width * scale, tall, scale)))
    return tuple(found)


def _windows(whole: float, room: float, overlap: float) -> Iterator[tuple[float, float]]:
    """Yield start and end of each window of ``room`` on a length of ``whole``; ``overlap`` is a share of the room."""
    start = 0.0
    while True:
        end = min(start + room, whole)
        yield start, end
        if end >= whole:
            return
        start += room * (1 - overlap)


def _fit(
    width: float, height: float, sheet: tuple[float, float], margins: tuple[float, float, float, float], largest: float
) -> Place:
    left, bottom, right, top = margins
    across, tall = sheet[0] - left - right, sheet[1] - bottom - top
    scale = min(across / width, tall / height, largest)
    w, h = width * scale, height * scale
    # Two thirds of the spare width on the binding side, two thirds of the spare height below.
    x = left + (across - w) * (2 / 3 if across - w < 60 else 0.5)
    y = bottom + (tall - h) * 2 / 3
    return Place(sheet, x, y, w, h, scale)


def page_matrix(box: Box, rotate: int, place: Place, scale: float) -> Matrix:
    """Return the matrix that shows ``box``, turned ``rotate`` degrees clockwise, at ``place``.

    ``scale`` takes a unit of the source to a point of the sheet (it includes the source's UserUnit).
    """
    x0, y0, x1, y1 = box
    s, x, y = scale, place.x, place.y
    if rotate == 90:
        return (0, -s, s, 0, x - s * y0, y + s * x1)
    if rotate == 180:
        return (-s, 0, 0, -s, x + s * x1, y + s * y1)
    if rotate == 270:
        return (0, s, -s, 0, x + s * y1, y - s * x0)
    return (s, 0, 0, s, x - s * x0, y - s * y0)


def numbers(values: Matrix | Box) -> str:
    """Return the numbers as PDF writes them: no exponent, no trailing zeros."""
    return " ".join(f"{v:.5f}".rstrip("0").rstrip(".") if v % 1 else str(int(v)) for v in values)
