"""Pictured: do our sheets show a received picture as another program decodes it (另一解码程序)?

Owns the second look at pictures. Sheets are drawn by the engine that draws PDFs (pypdfium2), the original is decoded by
the one that reads pictures (Pillow): a picture that came into the document cut, mirrored or with other pixels is seen,
and so is a fault of the engine itself, which comparing one drawing with another would not show. Pictures in the four
colours of print are passed over, since every program turns those into light in its own way; so is what cannot be
decoded, which is told elsewhere.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.bundle.sheets import Place, turned
from lexcollect.formats.boxes import Box
from lexcollect.formats.readers.picture import fits, open_picture, orientation_of
from lexcollect.formats.refusals import BadFile
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

#: A JPEG is decoded no larger than the sheet needs, and a little more.
_FINER = 2
#: EXIF orientation → how the decoded pixels are turned (names of Pillow's transpositions).
_TURNED = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


@dataclass(frozen=True, slots=True)
class Pictured:
    """What a sheet shows of a picture: the sheet's number, the file, the frame (from 1), where the whole of it stands.

    ``window``: the part of the sheet (left, low, right, top in points) that shows of it; all of it where there is none.
    ``turn``: by how many degrees clockwise it was turned for reading.
    """

    page: int
    path: Path
    name: str
    frame: int
    whole: Place
    window: Box | None = None
    turn: int = 0

    @property
    def place(self) -> Place:
        """Return what of the sheet shows the picture."""
        if self.window is None:
            return self.whole
        left, low, right, top = self.window
        return Place(self.whole.sheet, left, low, right - left, top - low, self.whole.scale)


def decoded(one: Pictured) -> PillowImage | None:
    """Return the whole frame in grey, upright; ``None`` for what is not compared."""
    with suppress(BadFile, OSError, EOFError, ValueError), open_picture(one.path) as picture:
        if one.frame > 1:
            picture.seek(one.frame - 1)
        if picture.mode == "CMYK" or not fits(picture):
            return None
        turn = turned(orientation_of(picture), one.turn)
        sides = (one.whole.width, one.whole.height)
        width, height = sides if turn < 5 else sides[::-1]
        picture.draft("L", (round(_FINER * width), round(_FINER * height)))
        return _upright(_grey(picture), turn)
    return None


def _grey(picture: PillowImage) -> PillowImage:
    """Return a picture in grey, on paper where it lets something through."""
    from PIL import Image

    if picture.mode in ("I", "I;16", "I;16B", "I;16L", "F"):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA", "La", "RGBa"):
        seen = picture.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("L")
    return (picture if picture.mode in ("1", "L", "RGB") else picture.convert("RGB")).convert("L")


def _upright(picture: PillowImage, orientation: int) -> PillowImage:
    from PIL import Image

    way = _TURNED.get(orientation)
    return picture.transpose(Image.Transpose[way]) if way else picture


def window(picture: PillowImage, one: Pictured) -> PillowImage:
    """Return what of the whole frame the sheet should show."""
    if one.window is None:
        return picture
    whole, part = one.whole, one.place
    across, down = picture.width / whole.width, picture.height / whole.height
    left, top = part.x - whole.x, whole.y + whole.height - part.y - part.height
    right, low = left + part.width, top + part.height
    return picture.crop((round(left * across), round(top * down), round(right * across), round(low * down)))
