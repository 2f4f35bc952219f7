"""Web pages and XML (网页、XML 文件), and RTF: recognised by how they begin, read as text.

Owns the signs of markup. Follows no address, runs nothing, expands no entity: the characters are shown as they stand.
"""

from __future__ import annotations

from lexcollect.formats.kinds import FileKind
from lexcollect.formats.readers.text import TextContent, look
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.start import Start
from lexcollect.patterns import regex

#: A tag, or a piece of text; a stroke that begins no tag is text. Each piece is met once.
_PIECE = regex(r"<([/!?]?[A-Za-z0-9]*)[^<>]*>|[^<]+|<")
_SILENT = frozenset({"script", "style", "head"})
_BREAKS = frozenset({"br", "p", "div", "tr", "li", "table", "h1", "h2", "h3", "h4", "blockquote"})


def _recognise(start: Start) -> FileKind | None:
    return FileKind.RTF if start.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf") else None


def _tagged(start: Start) -> FileKind | None:
    for words in ((start.text or "").lstrip()[:40].lower(), _ascii(start.head)):
        if words.startswith(("<!doctype html", "<html", "<head")):
            return FileKind.HTML
        if words.startswith("<?xml"):
            return FileKind.XML
    return None


def _ascii(head: bytes) -> str:
    """Return how the bytes begin: a page in Big5 says what it is although its text is in none of our encodings."""
    return head[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")[:40].decode("ascii", "replace").lower()


def words_of(page: str) -> str:
    """Return what a person reads of a web page: its text without tags, scripts and style sheets, line by line."""
    from html import unescape

    out: list[str] = []
    silent = ""
    for match in _PIECE.finditer(page):
        tag = match[1]
        if tag is None:
            if not silent:
                out.append(match[0])
            continue
        name = tag.lower()
        if silent:
            silent = "" if name == f"/{silent}" else silent
        elif name in _SILENT:
            silent = name
        elif name.lstrip("/") in _BREAKS:
            out.append("\n")
    lines = (" ".join(line.split()) for line in unescape("".join(out)).splitlines())
    return "\n".join(line for line in lines if line)


FORMAT = Format(
    kinds=(FileKind.HTML, FileKind.XML, FileKind.RTF),
    mark=Mark.FIRST_BYTES,
    recognise=_recognise,
    also={Mark.WORDS: _tagged},
    look=look,
    content=TextContent,
    promises={
        "htm": frozenset({FileKind.HTML}),
        "html": frozenset({FileKind.HTML}),
        "xml": frozenset({FileKind.XML}),
        "rtf": frozenset({FileKind.RTF}),
    },
    endings={FileKind.HTML: ".html"},
)
