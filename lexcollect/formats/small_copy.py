"""Small copy: what a picture is compared by at a coarse look.

Owns the difference hash and the grey copy of 64 by 64 fields. Decides nothing: what looks alike here is compared in
full by ``formats.pixels``.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lexcollect.formats.shapes import Picture

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

_HASH_SIDE = 16
_GREY_SIDE = 64
#: What makes a picture upright, by the number that EXIF has for its turn.
_UPRIGHT = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


def small_copy(picture: PillowImage, pixels: int, turn: int) -> Picture:
    """Return the small copy of a decoded picture of so many ``pixels``, upright by its EXIF ``turn``."""
    from PIL import Image

    upright = picture.convert("L")
    if turn in _UPRIGHT:
        upright = upright.transpose(Image.Transpose[_UPRIGHT[turn]])
    wide = upright.resize((_HASH_SIDE + 1, _HASH_SIDE), Image.Resampling.LANCZOS).tobytes()
    bits = 0
    for row in range(_HASH_SIDE):
        line = wide[row * (_HASH_SIDE + 1) : (row + 1) * (_HASH_SIDE + 1)]
        for left, right in pairwise(line):
            bits = bits << 1 | (left < right)
    grey = upright.resize((_GREY_SIDE, _GREY_SIDE), Image.Resampling.BOX).tobytes()
    return Picture(bits, grey, upright.width / upright.height, pixels)
