"""Page words (文字内容): its words page by page, with the place of every word.

Owns the one way from a file of any format to :class:`Said` pages: PDF with a text layer, OFD, Word, text, web page,
mail. A scan without recognised words says nothing here: words that were recognised in a picture come in beside them by
the same shape, with ``Origin.OCR`` and how surely each was read. Never raises for what a file holds; reads a bounded
number of pages and characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from lexcollect.formats.kinds import FileKind
from lexcollect.formats.limits import MAX_CUE_PAGES, MAX_TEXT_CHARS
from lexcollect.formats.reading import content
from lexcollect.formats.recognise import Recognised, identify
from lexcollect.records import dataclass


class Origin(StrEnum):
    """By what a word was read: it decides how far it is believed."""

    DATA = "data"  # fields of an e-invoice: made to be read by programs
    TEXT = "text"  # characters of the file itself
    SHEET = "sheet"  # cells of a table
    MAIL = "mail"
    OCR = "ocr"  # recognised in a picture


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one page (from 1; 0 where a file has no pages) as they stand, line by line.

    ``sure`` are the pieces of a recognised page in the order of the text, each with its thousandths.
    """

    page: int
    text: str
    origin: Origin = Origin.TEXT
    sure: tuple[tuple[str, int], ...] = ()


#: What reads the words of one format; ``None`` for formats that say nothing.
_TEXTS = frozenset({FileKind.TEXT, FileKind.CSV, FileKind.RTF})


def said(path: Path, known: Recognised | None = None) -> tuple[Said, ...]:
    """Return what the file at ``path`` says; nothing when it says nothing or cannot be read."""
    pages: list[Said] = []
    length = 0
    with suppress(Exception):  # a hostile file fails in every way there is; its reader tells what is wrong with it
        known = known or identify(path, path.name)
        for page in _pages(path, known):
            pages.append(page)
            length += len(page.text)
            if length > MAX_TEXT_CHARS:
                break
    return tuple(page for page in pages if page.text.strip())


def beside(pages: tuple[Said, ...], recognised: Mapping[int, Said]) -> tuple[Said, ...]:
    """Return ``pages`` with those that were read as pictures; such a page holds the few words of its own as well."""
    own = [page for page in pages if page.page not in recognised]
    return tuple(sorted((*own, *recognised.values()), key=lambda page: page.page)) if recognised else pages


def _pages(path: Path, known: Recognised) -> Iterator[Said]:
    kind = known.kind
    if kind is FileKind.PDF:
        yield from _of_pdf(path)
    elif kind is FileKind.OFD:
        from lexcollect.formats.ofd_pages import pages_of_ofd

        yield from (Said(number, words) for number, words in enumerate(pages_of_ofd(path), start=1))
    elif kind is FileKind.MAIL:
        for message in content(path, known).messages():
            yield Said(0, message.text, Origin.MAIL)
    elif kind is FileKind.DOCX or kind in _TEXTS:
        yield Said(0, _joined(path, known))
    elif kind is FileKind.HTML:
        from lexcollect.formats.readers.markup import words_of

        yield Said(0, words_of(_joined(path, known)))


def _joined(path: Path, known: Recognised) -> str:
    out, length = [], 0
    for piece in content(path, known).text():
        out.append(piece.text)
        length += len(piece.text)
        if length > MAX_TEXT_CHARS:
            break
    return "".join(out).replace("\r\n", "\n")[:MAX_TEXT_CHARS]


def _of_pdf(path: Path) -> Iterator[Said]:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        for number in range(min(len(document), MAX_CUE_PAGES)):
            sheet = document[number]
            words = sheet.get_textpage().get_text_bounded()
            sheet.close()
            yield Said(number + 1, words.replace("\r\n", "\n"))
