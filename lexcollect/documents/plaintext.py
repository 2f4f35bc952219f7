"""Plain text of a rendered paper: its paragraphs as a reader sees them.

Owns the way from a .docx that we rendered to lines of text, for the language rules and for tests. Reads only what
the engine wrote; a file from outside belongs to the engine's gate.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
#: A body of more bytes (an annex of some thousand rows) is read row by row; the tree of a smaller one is faster.
_STREAMED_FROM = 4_000_000
#: Word itself allows no more columns in a table.
_MOST_COLUMNS = 63
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}noBreakHyphen": "-"}


def paragraphs(data: bytes) -> list[str]:
    """Return the text of every paragraph of the body, table cells included, empty ones left out."""
    if _large(data):
        return streamed_paragraphs(data)
    lines = ("".join(_words(p)).strip() for p in _body(data).iter(f"{_W}p"))
    return [line for line in lines if line]


def tables(data: bytes) -> list[list[list[str]]]:
    """Return every table of the body as rows of cell texts; a cell over several columns stands in each of them."""
    if _large(data):
        return streamed_tables(data)
    return [[_cells(row) for row in table.findall(f"{_W}tr")] for table in _body(data).iter(f"{_W}tbl")]


def _large(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.getinfo(_BODY).file_size > _STREAMED_FROM


def _body(data: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read(_BODY))


def streamed_paragraphs(data: bytes) -> list[str]:
    """Return what :func:`paragraphs` does, with one row of a table in memory at a time."""
    lines: list[str] = []
    open_: list[int] = []
    for event, node in _read(data, f"{_W}p", f"{_W}tr"):
        if node.tag == f"{_W}p" and event == "start":  # a paragraph inside another (a text box) comes after it
            open_.append(len(lines))
            lines.append("")
        elif node.tag == f"{_W}p":
            lines[open_.pop()] = "".join(_words(node)).strip()
        if event == "end" and not open_:
            node.clear()
    return [line for line in lines if line]


def streamed_tables(data: bytes) -> list[list[list[str]]]:
    """Return what :func:`tables` does, with one row of a table in memory at a time."""
    found: list[list[list[str]]] = []
    open_: list[list[list[str]]] = []
    for event, node in _read(data, f"{_W}tbl", f"{_W}tr", f"{_W}p"):
        if node.tag == f"{_W}tbl":
            if event == "start":
                open_.append([])
                found.append(open_[-1])
            else:
                open_.pop()
        elif event == "end" and node.tag == f"{_W}tr" and open_:
            open_[-1].append(_cells(node))
        if event == "end" and (not open_ or (len(open_) == 1 and node.tag == f"{_W}tr")):
            node.clear()
    return found


def _read(data: bytes, *tags: str) -> Iterator[tuple[str, ElementTree.Element]]:
    """Yield the beginning and the end of each element of the body with one of ``tags``, while it is read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_BODY) as stream:
        for event, node in ElementTree.iterparse(stream, ("start", "end")):
            if node.tag in tags:
                yield event, node


def _cells(row: ElementTree.Element) -> list[str]:
    cells: list[str] = []
    for cell in row.findall(f"{_W}tc"):
        text = "\n".join("".join(_words(p)).strip() for p in cell.iter(f"{_W}p"))
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        wide = span.get(f"{_W}val", "1") if span is not None else "1"
        cells += [text] * (min(int(wide), _MOST_COLUMNS) if wide.isdecimal() else 1)
    return cells


def _words(paragraph: ElementTree.Element) -> list[str]:
    return [node.text or "" if node.tag == f"{_W}t" else _SPACES.get(node.tag, "") for node in paragraph.iter()]
