"""Plain text of a rendered paper: its paragraphs as a reader sees them.

Owns the way from a .docx that we rendered to lines of text, for the language rules and for tests. Reads only what
the engine wrote; a file from outside belongs to the engine's gate.
"""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Word itself allows no more columns in a table.
_MOST_COLUMNS = 63
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}noBreakHyphen": "-"}


def paragraphs(data: bytes) -> list[str]:
    """Return the text of every paragraph of the body, table cells included, empty ones left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    lines = ("".join(_words(p)).strip() for p in root.iter(f"{_W}p"))
    return [line for line in lines if line]


def tables(data: bytes) -> list[list[list[str]]]:
    """Return every table of the body as rows of cell texts; a cell over several columns stands in each of them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    return [[_cells(row) for row in table.findall(f"{_W}tr")] for table in root.iter(f"{_W}tbl")]


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
