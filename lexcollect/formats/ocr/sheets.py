"""Sheets: the pages of a file as pictures, read one after the other.

Owns how a page becomes a picture (a PDF page at a fixed resolution, a photograph upright by its own note, a long
screenshot in pieces that overlap) and which way round it is read. One decoded page is in memory at a time; a large one
is made smaller first. :class:`~lexcollect.formats.refusals.BadFile` where nothing of it can be decoded.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.formats.kinds import FileKind
from lexcollect.formats.limits import MAX_FRAMES, MAX_OCR_PAGES, MAX_OCR_PIXELS
from lexcollect.formats.ocr.engine import LONGEST, Engine
from lexcollect.formats.ocr.shapes import Piece, Sheet
from lexcollect.formats.ocr.turning import turned_right
from lexcollect.formats.readers.picture import decoding, each_frame, open_picture
from lexcollect.formats.refusals import BadFile, Reason

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

#: What pictures are read of; animations and drawings are none that anybody sends as a paper.
PICTURES = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.HEIC, FileKind.TIFF, FileKind.BMP, FileKind.WEBP})
#: Dots per inch at which a PDF page is drawn, and points per inch of a PDF.
_DPI, _POINTS = 200, 72
#: A page whose own words are fewer than this, blanks aside, is looked at as a picture: what a scanner stamps is none.
FEW_WORDS = 40
#: A picture this many times as high as wide is a screenshot of several screens; it is read in pieces of this height
#: that overlap by so much: more than two lines, so that every line stands whole in one of them.
_LONG, _PIECE, _OVERLAP = 2.5, 1600, 200


def read_sheets(path: Path, kind: FileKind, engine: Engine, known: frozenset[int] = frozenset()) -> Iterator[Sheet]:
    """Yield every page of the file that has to be read as a picture and is not ``known`` yet."""
    for number, picture in pictures_of(path, kind, known):
        yield read_sheet(number, picture, engine)


def read_sheet(number: int, picture: PillowImage, engine: Engine) -> Sheet:
    """Return what stands on one upright ``picture``, read the way round on which it says most."""
    if picture.height > _LONG * picture.width and picture.height > _PIECE:
        return Sheet(number, picture.width, picture.height, 0, tuple(_in_pieces(picture, engine)))
    scale = min(1.0, LONGEST / max(picture.size))
    if scale < 1:
        picture = picture.resize((round(picture.width * scale), round(picture.height * scale)))
    turn, upright, pieces = turned_right(picture, engine)
    out = sorted((one.scaled(1 / scale) for one in pieces), key=lambda one: (one.top, one.left))
    return Sheet(number, round(upright.width / scale), round(upright.height / scale), turn, tuple(out))


def pictures_of(path: Path, kind: FileKind, known: frozenset[int]) -> Iterator[tuple[int, PillowImage]]:
    """Yield number and picture of every page that has to be read as a picture, decoded and upright."""
    if kind is FileKind.PDF:
        yield from _of_pdf(path, known)
    elif kind in PICTURES:
        yield from _of_picture(path, kind, known)


def pages_without_words(path: Path) -> tuple[int, ...]:
    """Return the numbers of the pages of a PDF that hold next to no words of their own."""
    import pypdfium2

    with decoding(), pypdfium2.PdfDocument(path) as document:
        return tuple(n + 1 for n in range(min(len(document), MAX_OCR_PAGES)) if _silent(document[n]))


def _silent(page: object) -> bool:
    try:
        words: str = page.get_textpage().get_text_bounded()  # type: ignore[attr-defined]
        return len("".join(words.split())) < FEW_WORDS
    finally:
        page.close()  # type: ignore[attr-defined]


def _of_pdf(path: Path, known: frozenset[int]) -> Iterator[tuple[int, PillowImage]]:
    import pypdfium2

    wanted = [number for number in pages_without_words(path) if number not in known]
    for number in wanted:
        with decoding(), pypdfium2.PdfDocument(path) as document:
            page = document[number - 1]
            width, height = page.get_size()
            scale = _DPI / _POINTS
            if (pixels := width * height * scale * scale) > MAX_OCR_PIXELS:
                scale *= (MAX_OCR_PIXELS / pixels) ** 0.5
            picture = page.render(scale=scale).to_pil().convert("RGB")
            page.close()
        yield number, picture


def _of_picture(path: Path, kind: FileKind, known: frozenset[int]) -> Iterator[tuple[int, PillowImage]]:
    from PIL import ImageOps

    with open_picture(path) as opened:
        frames = each_frame(opened) if kind is FileKind.TIFF else iter((opened,))
        for number, frame in enumerate(frames, start=1):
            if number > min(MAX_FRAMES, MAX_OCR_PAGES):
                return
            if number in known:
                continue
            if kind is FileKind.JPEG and frame.width * frame.height > MAX_OCR_PIXELS:
                frame.draft("RGB", (LONGEST, LONGEST))  # decoded smaller than it is stored
            if frame.width * frame.height > MAX_OCR_PIXELS:
                raise BadFile(Reason.TOO_MUCH)
            with decoding():
                upright = ImageOps.exif_transpose(frame)
                picture = _on_white(upright)
            yield number, picture


def _on_white(picture: PillowImage) -> PillowImage:
    """Return the picture in three colours; what is transparent is shown on white, as every viewer does."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        ground = Image.new("RGB", clear.size, "white")
        ground.paste(clear, mask=clear.getchannel("A"))
        return ground
    if picture.mode.startswith(("I;16", "I", "F")):
        return picture.convert("L").convert("RGB")
    return picture.convert("RGB")


def _in_pieces(picture: PillowImage, engine: Engine) -> Iterator[Piece]:
    """Yield what stands on a long picture: each line once, from the piece in whose own part its middle lies."""
    top = 0
    while top < picture.height:
        bottom = min(top + _PIECE, picture.height)
        low = top + _OVERLAP // 2 if top else 0
        high = bottom - _OVERLAP // 2 if bottom < picture.height else bottom
        cut = picture.crop((0, top, picture.width, bottom))
        found = [one.moved(0, top) for one in engine.read(cut)]
        yield from sorted(
            (one for one in found if low <= (one.top + one.bottom) // 2 < high), key=lambda one: (one.top, one.left)
        )
        if bottom == picture.height:
            return
        top = bottom - _OVERLAP
