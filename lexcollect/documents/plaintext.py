"""Plain text of a rendered paper: its paragraphs and tables as a reader sees them.

Owns the way from a .docx that we rendered to lines of text, for the language rules and for tests. The body is read
once, from beginning to end, and nothing of it is kept but its words: a list of ten thousand rows takes no more than
they do. Reads only what the engine wrote; a file from outside belongs to the engine's gate.
"""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple
from xml.parsers import expat

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_BODY = "word/document.xml"
#: Word itself allows no more columns in a table.
_MOST_COLUMNS = 63
_P, _T, _TABLE, _ROW, _CELL, _SPAN = (f"{_W}{name}" for name in ("p", "t", "tbl", "tr", "tc", "gridSpan"))
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}noBreakHyphen": "-"}


class Words(NamedTuple):
    """What a paper says: every paragraph, table cells included, empty ones left out; every table as rows of cells.

    A cell over several columns stands in each of them.
    """

    paragraphs: list[str]
    tables: list[list[list[str]]]


def words_of(data: bytes) -> Words:
    """Return the paragraphs and tables of the body of ``data``, read in one pass."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.begins, reader.ends
    parser.CharacterDataHandler = reader.says
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_BODY) as stream:
        parser.ParseFile(stream)
    return Words([line for line in reader.lines if line], reader.tables)


def paragraphs(data: bytes) -> list[str]:
    """Return the text of every paragraph of the body, table cells included, empty ones left out."""
    return words_of(data).paragraphs


def tables(data: bytes) -> list[list[list[str]]]:
    """Return every table of the body as rows of cell texts; a cell over several columns stands in each of them."""
    return words_of(data).tables


class _Cell:
    """A cell that is being read: the places of its paragraphs among the lines, and over how many columns it goes."""

    __slots__ = ("places", "span")

    def __init__(self) -> None:
        self.places: list[int] = []
        self.span = "1"


class _Reader:
    """What was read so far; a paragraph inside another (a text box) is part of its words and comes after it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.tables: list[list[list[str]]] = []
        self._path: list[str] = []
        self._open: list[tuple[int, list[str]]] = []
        self._inside: list[list[list[str]]] = []
        self._rows: list[list[str]] = []
        self._cells: list[_Cell] = []
        self._text = False

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if name == _T:
            self._text = bool(self._open)
        elif name == _P:
            for cell in self._cells:
                cell.places.append(len(self.lines))
            self._open.append((len(self.lines), []))
            self.lines.append("")
        elif name in _SPACES:
            self._add(_SPACES[name])
        elif name == _TABLE:
            self._inside.append([])
            self.tables.append(self._inside[-1])
        elif name == _ROW:
            self._rows.append([])
        elif name == _CELL and self._path and self._path[-1] == _ROW:
            self._cells.append(_Cell())
        elif name == _SPAN and self._cells:
            self._cells[-1].span = attributes.get(f"{_W}val", "1")
        self._path.append(name)

    def says(self, words: str) -> None:
        """Take a piece of text."""
        if self._text:
            self._add(words)

    def ends(self, name: str) -> None:
        """Take the end of an element."""
        self._path.pop()
        if name == _T:
            self._text = False
        elif name == _P:
            place, pieces = self._open.pop()
            self.lines[place] = "".join(pieces).strip()
        elif name == _CELL and self._path and self._path[-1] == _ROW:
            cell = self._cells.pop()
            words = "\n".join([self.lines[place] for place in cell.places])
            wide = int(cell.span) if cell.span.isdecimal() else 1
            self._rows[-1] += [words] * min(wide, _MOST_COLUMNS)
        elif name == _ROW:
            row = self._rows.pop()
            if self._inside:
                self._inside[-1].append(row)
        elif name == _TABLE:
            self._inside.pop()

    def _add(self, words: str) -> None:
        for _, pieces in self._open:
            pieces.append(words)
