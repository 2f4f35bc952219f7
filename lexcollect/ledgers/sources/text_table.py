"""Tables of text (.csv, .tsv, .txt) as raw rows, streamed: any encoding, with or without a mark, any usual separator.

Owns which sign separates the cells. Every cell is text: nothing is taken for a number or a day here. Rows are counted
as spreadsheet programs count them, so that a cell with line breaks makes no rows. Lines that are no row come out as
broken ones, never dropped.
"""

from __future__ import annotations

import csv
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from lexcollect.files import open_regular
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.formats.encodings import Encoding, detect, lines
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.rows import rows_of
from lexcollect.formats.shapes import Line
from lexcollect.ledgers.raw import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Holds, RawCell, RawRow, SheetInfo
from lexcollect.wording import text

_SEPARATORS = ",\t;|，；"
#: Lines of the head by which the separator is told.
_HEAD = 40


class TextSource:
    """A table of text."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with open_regular(path, follow=True) as stream:
            encoding = detect(stream)
            if encoding is None:
                raise BadFile(Reason.BROKEN)
            self._encoding: Encoding = encoding
            with closing(_lines(stream, encoding)) as found:
                head = [line.text for line in islice(found, _HEAD)]
        self.separator, self._width = _separator(head)
        self.sheets = [SheetInfo("")]
        self.findings: list[Finding] = [one.at(Where(path.name)) for one in encoding.findings()]

    def rows(self, sheet: str) -> Iterator[RawRow]:
        """Yield the rows that hold something."""
        width = self._width
        with open_regular(self._path, follow=True) as stream, closing(_lines(stream, self._encoding)) as found:
            read = rows_of(found, self.separator, width, lambda cells: len(cells) == width)
            cells_seen = 0
            for number, row in enumerate(read, 1):
                broken = row.cells is None
                cells = row.cells if row.cells is not None else ["".join(line.text for line in row.lines).strip()]
                cells_seen += len(cells)
                if number > MAX_ROWS or cells_seen > MAX_CELLS:
                    what = text("ledgers.what.rows" if number > MAX_ROWS else "ledgers.what.cells")
                    limit = MAX_ROWS if number > MAX_ROWS else MAX_CELLS
                    raise Refused([finding("LX-G089", Where(self._path.name), what=what, limit=limit)])
                made = tuple(RawCell(_plain(one), Holds.PLAIN) if one else None for one in cells[:MAX_COLUMNS])
                if any(made):
                    yield RawRow(number, made, broken=broken or row.mended)

    def release(self) -> None:
        """Forget nothing: nothing is kept."""


def _lines(stream: BinaryIO, encoding: Encoding) -> Generator[Line, None, None]:
    """Yield the lines of a text; whoever stops early closes this before the stream."""
    yield from lines(stream, encoding)


def _plain(cell: str) -> str:
    """Return a cell without the guard that exports put before numbers to keep them text: ="123", '123."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 3:
        return cell[2:-1]
    if cell.startswith("'") and cell[1:2] and not cell.endswith("'"):
        return cell[1:]
    return cell.rstrip("\t") if cell[:1].isdecimal() else cell


def _separator(head: list[str]) -> tuple[str, int]:
    """Return the sign that cuts most lines into the same number of cells, and that number."""
    best, score = ",", (0, 1)
    for sign in _SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(head, delimiter=sign) if row]
        except csv.Error:
            continue
        usual = max(set(widths), key=widths.count, default=1)
        if usual > 1 and (found := (widths.count(usual), usual)) > score:
            best, score = sign, found
    return best, score[1]
