"""Words: what is kept of a file as the pages that finders read.

Owns the way from pieces to text in reading order, with how surely each piece was read.
"""

from __future__ import annotations

from lexcollect.formats.ocr.memory import Kept
from lexcollect.formats.ocr.rows import in_rows, text_of
from lexcollect.formats.page_words import Origin, Said


def said_in_pictures(kept: Kept) -> dict[int, Said]:
    """Return the recognised pages by their number; a page on which nothing stands is none."""
    out = {}
    for number, sheet in sorted(kept.sheets.items()):
        rows = in_rows(sheet)
        if any(rows):
            pieces = tuple((piece.words, piece.sure) for row in rows for piece in row)
            out[number] = Said(number, text_of(rows), Origin.OCR, pieces)
    return out
