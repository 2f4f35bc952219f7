"""Web pages and XML (网页、XML 文件), and RTF: recognised by how they begin, read as text.

Owns the signs of markup. Follows no address, runs nothing, expands no entity: the characters are shown as they stand.
"""

from __future__ import annotations

from lexcollect.formats.kinds import FileKind
from lexcollect.formats.readers.text import TextContent, look
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.start import Start


def _recognise(start: Start) -> FileKind | None:
    if start.head.startswith(b"{\\rtf"):
        return FileKind.RTF
    for words in ((start.text or "").lstrip()[:40].lower(), _ascii(start.head)):
        if words.startswith(("<!doctype html", "<html", "<head")):
            return FileKind.HTML
        if words.startswith("<?xml"):
            return FileKind.XML
    return None


def _ascii(head: bytes) -> str:
    """Return how the bytes begin: a page in Big5 says what it is although its text is in none of our encodings."""
    return head[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")[:40].decode("ascii", "replace").lower()


FORMAT = Format(
    kinds=(FileKind.HTML, FileKind.XML, FileKind.RTF),
    mark=Mark.WORDS,
    recognise=_recognise,
    look=look,
    content=TextContent,
    endings={FileKind.HTML: ".html"},
)
