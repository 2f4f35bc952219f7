"""Page likeness (逐页比较): are two pages the same to a reader? One engine (pypdfium2) draws both, and reads both.

Owns resolution and tolerance, stated in the format: both pages at :data:`DPI` dots an inch, in colour; equal when they
have one size and no channel of any pixel differs by more than :data:`LEVELS` of 255, and the words that can be copied
from both are the same. Recognised words that lie unseen on a page are no part of it and are passed over.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.bundle.searchable import FONT

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

DPI, LEVELS = 100, 2
#: A page of more pixels is drawn smaller.
_MOST_PIXELS = 40_000_000
_POINTS = 72
#: Sides of equal pages differ by no more points.
_SLACK = 0.02


class Document:
    """A document whose pages are looked at, numbered from 1."""

    def __init__(self, path: Path) -> None:
        import pikepdf
        import pypdfium2

        self._seen = pypdfium2.PdfDocument(path)
        self._read = pikepdf.open(path)
        self.pages = len(self._seen)
        if self.pages != len(self._read.pages):
            raise ValueError("two readers count other pages")

    def __enter__(self) -> Document:
        return self

    def __exit__(self, *_: object) -> None:
        self._seen.close()
        self._read.close()

    def has_recognised_words(self, number: int) -> bool:
        """Tell whether words that a program recognised lie unseen on the page."""
        page = self._read.pages[number - 1].obj
        try:
            return FONT in page.Resources.Font
        except (AttributeError, TypeError, KeyError, ValueError):
            return False

    def page(self, number: int) -> Any:
        """Return the page as the engine has it."""
        return self._seen[number - 1]

    def words(self, number: int) -> str:
        """Return the words that can be copied from the page."""
        return _words(self.page(number))


def same_page(one: Document, number: int, other: Document, its: int, *, words: bool) -> bool:
    """Tell whether page ``number`` of ``one`` is page ``its`` of ``other``; with ``words`` in its words too."""
    page, second = one.page(number), other.page(its)
    if any(abs(a - b) > _SLACK for a, b in zip(page.get_size(), second.get_size(), strict=True)):
        return False
    if words and _words(page) != _words(second):
        return False
    return _alike(_drawn(page), _drawn(second))


def _words(page: Any) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_bounded())
    finally:
        text.close()


def _drawn(page: Any) -> PillowImage:
    width, height = page.get_size()
    scale = DPI / _POINTS
    pixels = width * height * scale * scale
    if pixels > _MOST_PIXELS:
        scale *= (_MOST_PIXELS / pixels) ** 0.5
    picture: PillowImage = page.render(scale=scale).to_pil().convert("RGB")
    return picture


def _alike(one: PillowImage, other: PillowImage) -> bool:
    from PIL import ImageChops

    if one.size != other.size:
        return False
    bands = ImageChops.difference(one, other).getextrema()
    return all(isinstance(band, tuple) and band[1] <= LEVELS for band in bands)
