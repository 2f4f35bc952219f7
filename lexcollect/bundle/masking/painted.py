"""Painted (涂覆): a page as a picture with its masked places painted over.

Owns the fallback for every page of which letters cannot be taken out for certain, and for every place over a picture:
what is painted over is no part of the page any more, its pixels are coded after painting. The other words of the page
are laid unseen over it, so that it can still be searched.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lexcollect.bundle.fonts import printable
from lexcollect.bundle.glyphless import BELOW, EM, Alphabet
from lexcollect.bundle.masking.page_text import Letters, runs_besides
from lexcollect.bundle.searchable import FONT, Run, content_of
from lexcollect.formats.boxes import Box

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

#: Dots per inch of a page without pictures, and of one that shows some; points per inch.
DPI, _DPI_OF_PICTURES, _POINTS = 200, 300, 72
_QUALITY = 88
#: A page becomes no larger picture.
_MOST_PIXELS = 40_000_000


def picture_of(page: Any, boxes: Sequence[Box], *, with_pictures: bool) -> PillowImage:
    """Return a pdfium page as a picture with ``boxes`` (points from the lower left) painted black."""
    from PIL import ImageDraw

    width, height = page.get_size()
    scale = (_DPI_OF_PICTURES if with_pictures else DPI) / _POINTS
    if (pixels := width * height * scale * scale) > _MOST_PIXELS:
        scale *= (_MOST_PIXELS / pixels) ** 0.5
    picture: PillowImage = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    draw = ImageDraw.Draw(picture)
    for left, low, right, high in boxes:
        draw.rectangle(
            (left * scale - 1, (height - high) * scale - 1, right * scale + 1, (height - low) * scale + 1), 0
        )
    return _plain(picture)


def _plain(picture: PillowImage) -> PillowImage:
    """Return a picture without colours as one in grey: it is a third as large."""
    from PIL import ImageChops

    red, green, blue = picture.split()
    grey = all(ImageChops.difference(red, other).getextrema() == (0, 0) for other in (green, blue))
    return red if grey else picture


def show(
    pdf: Any, page: Any, picture: PillowImage, letters: Letters, boxes: Sequence[Box], font: Any, alphabet: Alphabet
) -> None:
    """Let ``page`` of ``pdf`` show ``picture`` and nothing else; words outside of ``boxes`` lie unseen over it."""
    from pikepdf import Dictionary, Name, Stream

    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    image = Stream(pdf, out.getvalue())
    image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.DCTDecode
    image.Width, image.Height = picture.size
    image.ColorSpace, image.BitsPerComponent = (Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB), 8
    width, height = float(page.MediaBox[2]), float(page.MediaBox[3])
    drawn = f"q {width:g} 0 0 {height:g} 0 0 cm /LXP Do Q\n".encode("ascii")
    runs = [_run(words, place) for words, place in runs_besides(letters, boxes)]
    page.Contents = pdf.make_stream(drawn + content_of(runs, alphabet))
    page.Resources = Dictionary(XObject=Dictionary(LXP=pdf.make_indirect(image)), Font=Dictionary({FONT: font}))


def _run(words: str, place: Box) -> Run:
    left, low, right, high = place
    height = max(high - low, 0.1)
    return Run(printable(words), (left, low - BELOW / EM * height), (1.0, 0.0), height, max(right - left, 0.1))
