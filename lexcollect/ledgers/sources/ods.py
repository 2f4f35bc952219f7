"""OpenDocument sheets (.ods) as raw rows, streamed.

Owns how repeated rows and cells are unfolded: a repeat without a value is a gap, however large; one with values counts
against the limits. Formulas are not run: the value that the program stored is the cell.
"""

from __future__ import annotations

import zipfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lexcollect.files import open_regular
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.zipbox import open_zip
from lexcollect.ledgers.raw import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Holds, RawCell, RawRow, SheetInfo, number_words
from lexcollect.ledgers.sources.stream_xml import parser, pieces
from lexcollect.wording import text

_CONTENT = "content.xml"


class OdsSource:
    """A sheet file in the form of OpenDocument."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.findings: list[Finding] = []
        self.sheets: list[SheetInfo] = []
        with self._open() as box:
            if _CONTENT not in {info.filename for info in box.infolist()}:
                raise BadFile(Reason.BROKEN)
            names: deque[str] = deque()

            def start(tag: str, attributes: dict[str, str]) -> None:
                if tag == "table" and (name := attributes.get("table:name")):
                    names.append(name)

            made = parser(start, lambda _: None, lambda _: None)
            self.sheets = [SheetInfo(one) for one in pieces(box, box.getinfo(_CONTENT), made, names)]

    @contextmanager
    def _open(self) -> Iterator[zipfile.ZipFile]:
        with open_regular(self._path, follow=True) as stream, open_zip(stream) as box:
            yield box

    def rows(self, sheet: str) -> Iterator[RawRow]:
        """Yield the rows of ``sheet`` that hold something."""
        with self._open() as box:
            reader = _Rows(Where(self._path.name, sheet=sheet), sheet)
            made = parser(reader.start, reader.end, reader.words)
            yield from pieces(box, box.getinfo(_CONTENT), made, reader.ready)

    def release(self) -> None:
        """Forget nothing: nothing is kept."""


class _Rows:
    """Puts together the rows of one table from the events of its XML."""

    def __init__(self, where: Where, sheet: str) -> None:
        self.ready: deque[RawRow] = deque()
        self._where, self._sheet = where, sheet
        self._inside = self._in_cell = self._in_note = False
        self._number = self._cells = 0
        self._row: list[RawCell | None] = []
        self._repeat = self._cell_repeat = 1
        self._hidden = False
        self._attributes: dict[str, str] = {}
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the begin of an element."""
        if tag == "table":
            self._inside = attributes.get("table:name") == self._sheet
        elif not self._inside:
            return
        elif tag == "table-row":
            self._row = []
            self._repeat = _count(attributes.get("table:number-rows-repeated"))
            self._hidden = attributes.get("table:visibility", "visible") != "visible"
        elif tag in ("table-cell", "covered-table-cell"):
            self._in_cell = True
            self._attributes = attributes
            self._cell_repeat = _count(attributes.get("table:number-columns-repeated"))
            self._text.clear()
        elif tag == "annotation":
            self._in_note = True
        elif tag == "p" and self._text:
            self._text.append("\n")
        elif tag == "s" and self._in_cell:
            self._text.append(" " * min(_count(attributes.get("text:c")), 1000))

    def words(self, data: str) -> None:
        """Take characters."""
        if self._in_cell and not self._in_note:
            self._text.append(data)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if not self._inside:
            return
        if tag == "annotation":
            self._in_note = False
        elif tag in ("table-cell", "covered-table-cell"):
            self._in_cell = False
            self._take()
        elif tag == "table-row":
            self._close_row()
        elif tag == "table":
            self._inside = False

    def _take(self) -> None:
        cell = self._cell()
        if cell is None:
            self._row.extend([None] * min(self._cell_repeat, max(MAX_COLUMNS - len(self._row), 0)))
            return
        self._cells += self._cell_repeat * self._repeat
        if self._cells > MAX_CELLS:
            raise Refused([finding("LX-G089", self._where, what=text("ledgers.what.cells"), limit=MAX_CELLS)])
        self._row.extend([cell] * min(self._cell_repeat, max(MAX_COLUMNS - len(self._row), 0)))

    def _close_row(self) -> None:
        if not any(self._row):
            self._number += self._repeat
            return
        while self._row and self._row[-1] is None:
            self._row.pop()
        for _ in range(self._repeat):
            self._number += 1
            if self._number > MAX_ROWS:
                raise Refused([finding("LX-G089", self._where, what=text("ledgers.what.rows"), limit=MAX_ROWS)])
            self.ready.append(RawRow(self._number, tuple(self._row), self._hidden))

    def _cell(self) -> RawCell | None:
        told = self._attributes
        formula = told.get("table:formula", "")
        formula = f"={formula.partition(':=')[2]}" if ":=" in formula else formula
        kind, shown = told.get("office:value-type", ""), "".join(self._text)
        if kind == "date":
            return RawCell(told.get("office:date-value", "")[:10], Holds.DATE, formula)
        if kind in ("float", "currency", "percentage"):
            return RawCell(number_words(told.get("office:value", "")), Holds.NUMBER, formula)
        if kind == "boolean":
            return RawCell("是" if told.get("office:boolean-value") == "true" else "否", Holds.TEXT, formula)
        if shown.startswith(("Err:", "#")) and formula:
            return RawCell(shown, Holds.ERROR, formula)
        return RawCell(shown, Holds.TEXT, formula) if shown or formula else None


def _count(words: str | None) -> int:
    return int(words) if words and words.isdecimal() and len(words) < 9 else 1
