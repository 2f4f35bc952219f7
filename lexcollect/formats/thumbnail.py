"""Thumbnail: a file as a stamp-sized picture (缩略图), so that a person sees which paper a line means.

Owns the small JPEG of a picture or of the first page of a PDF. Promises nothing: what is too large, locked or damaged
has no thumbnail, and the line stands without one.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.formats.kinds import PICTURES, FileKind
from lexcollect.formats.readers.picture import decoding, open_picture, orientation_of
from lexcollect.formats.refusals import BadFile

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

#: Bytes of a file, and pixels of a picture, for which a thumbnail is drawn.
_MAX_BYTES, _MAX_PIXELS = 60_000_000, 60_000_000
_QUALITY = 70
_UPRIGHT = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


def thumbnail(path: Path, kind: FileKind, side: int) -> bytes:
    """Return a JPEG of at most ``side`` pixels each way, upright; empty where there is nothing to show."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            return b""
        if kind in PICTURES:
            return _of_picture(path, side)
        if kind is FileKind.PDF:
            return _of_page(path, side)
    except (BadFile, OSError, ValueError, MemoryError, RuntimeError):
        return b""
    return b""


def _of_picture(path: Path, side: int) -> bytes:
    from PIL import Image

    with open_picture(path) as picture:
        if picture.width * picture.height > _MAX_PIXELS:
            return b""
        turn = orientation_of(picture)
        with decoding():
            picture.draft("RGB", (side * 2, side * 2))  # a JPEG is decoded at an eighth of its size
            small: PillowImage = picture.convert("RGB")
        small.thumbnail((side, side))
        return _jpeg(small.transpose(Image.Transpose[_UPRIGHT[turn]]) if turn in _UPRIGHT else small)


def _of_page(path: Path, side: int) -> bytes:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        if not len(document):
            return b""
        page = document[0]
        width, height = page.get_size()
        if not (0 < width < 20_000 and 0 < height < 20_000):
            return b""
        image: PillowImage = page.render(scale=side / max(width, height)).to_pil()
        return _jpeg(image.convert("RGB"))


def _jpeg(image: PillowImage) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
