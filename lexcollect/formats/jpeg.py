"""JPEG: whether the packed data of a picture holds what its head promises.

Owns the test that no decoder makes: a damaged picture is decoded to its end, in grey and odd colours, without a word.
In sound data the last block of pixels ends where the data ends; after a flipped bit or a gap the decoder is ready too
early, or still hungry. Pictures stored in several passes are not tested so: for them only the end is looked for.
"""

from __future__ import annotations

import io
from typing import Any

from lexcollect.patterns import regex

_SCAN, _END = b"\xff\xda", b"\xff\xd9"
_FRAME = regex(rb"\xff([\xc0-\xcf])")
#: Bytes that the decoder may read ahead of what it needs, and last bytes that are fed one by one.
_AHEAD, _LAST = 8, 64
_NO_FRAMES = (0xC4, 0xC8, 0xCC)


def is_sound(data: bytes) -> bool:
    """Tell whether the JPEG ``data`` is complete and decodes to its end and no further."""
    from PIL import ImageFile

    from lexcollect.formats.readers.picture import open_picture

    start = data.find(_SCAN)
    end = data.find(_END, start)
    if start < 0 or end < 0:
        return False
    try:
        with open_picture(io.BytesIO(data)) as picture:
            if not isinstance(picture, ImageFile.ImageFile) or not _in_one_pass(data, start, end):
                return True
            return _ends_where_it_ends(picture, data, end)
    except Exception:  # a damaged head makes the reader fail in every way there is
        return False


def _in_one_pass(data: bytes, start: int, end: int) -> bool:
    """Tell whether all of the picture is in one baseline scan: that ends at its end."""
    kinds = [match[1][0] for match in _FRAME.finditer(data, 0, start) if match[1][0] not in _NO_FRAMES]
    return bool(kinds) and kinds[-1] in (0xC0, 0xC1) and data.find(_SCAN, start + 2, end) < 0


def _ends_where_it_ends(picture: Any, data: bytes, end: int) -> bool:
    """Feed the last bytes one by one: the decoder is ready where the data ends, or a little behind: it reads ahead."""
    from PIL import Image

    picture.draft(picture.mode, (max(1, picture.width // 8), max(1, picture.height // 8)))
    name, box, _, args = picture.tile[0]
    decoder = Image._getdecoder(picture.mode, name, args, picture.decoderconfig)  # Pillow has no other door
    canvas = Image.new(picture.mode, picture.size)
    decoder.setimage(canvas.im, box)
    at = max(1, end - _LAST)
    rest, fed = data[:at], data[at:end] + bytes(_AHEAD)
    for step in range(len(fed) + 1):
        used, error = decoder.decode(rest)
        if used < 0:  # ready; before the end only padding may be left
            return error == 0 and (at + step >= end or _is_padding(data[at + step : end]))
        rest = rest[used:] + fed[step : step + 1]
    return False


def _is_padding(left: bytes) -> bool:
    return len(left) > _AHEAD and len(set(left)) == 1
