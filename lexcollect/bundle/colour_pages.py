"""Colour pages (彩色页): which pages of the exhibits lose something when they are printed black and white.

Owns the judgement, by rendering each page small: a red seal counts, the yellow of old paper and the noise of a camera
do not. Our own feet are not looked at. A package of very many pages is not judged, which is said: the time is bounded
by the number of pages, so that the same package has the same answer everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

#: Packages of more pages are not judged.
MOST_PAGES = 300
_SCALE = 0.3
#: A point is of a colour when its channels lie so far apart; a page when so many of its points are, in a thousand.
_APART, _POINTS = 60, 0.25


def colour_pages(files: Sequence[Path]) -> list[bool]:
    """Return of every page of ``files`` whether it is in colour."""
    import pypdfium2

    found = []
    for path in files:
        with pypdfium2.PdfDocument(path) as document:
            for number in range(len(document)):
                page = document[number]
                bitmap = page.render(scale=_SCALE, rev_byteorder=True)
                found.append(_is_coloured(bitmap.to_pil().convert("RGB")))
                bitmap.close()
                page.close()
    return found


def _is_coloured(picture: object) -> bool:
    from PIL import ImageChops

    red, green, blue = picture.split()  # type: ignore[attr-defined]
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    counts = ImageChops.subtract(most, least).histogram()
    return sum(counts[_APART:]) * 1000 >= _POINTS * sum(counts)
