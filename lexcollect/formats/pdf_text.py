"""Text of a PDF: the words of its first pages, for cues only.

Owns how much is read. A scan without recognised text has none; what the reading library cannot open has none either.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from lexcollect.formats.limits import MAX_CUE_PAGES, MAX_TEXT_CHARS


def text_of_pdf(path: Path) -> str:
    """Return the words of the first :data:`MAX_CUE_PAGES` pages of the PDF at ``path``; empty where there are none."""
    words: list[str] = []
    length = 0
    with suppress(Exception):  # damaged pages fail in every way there is; their reader tells what is wrong
        import pypdfium2

        with pypdfium2.PdfDocument(path) as document:
            for number in range(min(len(document), MAX_CUE_PAGES)):
                sheet = document[number]
                said = sheet.get_textpage().get_text_bounded()
                sheet.close()
                words.append(said)
                length += len(said)
                if length > MAX_TEXT_CHARS:
                    break
    return "\n".join(words).replace("\r\n", "\n")[:MAX_TEXT_CHARS]
