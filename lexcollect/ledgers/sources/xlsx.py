"""Workbooks (.xlsx, .xlsm) as raw rows, streamed.

Owns what is read of a sheet whoever wrote it: values, days in both systems of counting, formulas with their stored
value, hidden rows, merged cells. What a file says of its own size is not believed: rows and cells are counted where
they stand, so that wrong dimensions stop nothing. Macros are not looked at.
"""

from __future__ import annotations

import re
import zipfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from lexcollect.files import open_regular
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.formats.hidden_sheets import relations
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.xml_parts import elements
from lexcollect.formats.zipbox import chunks, open_zip, read_member
from lexcollect.ledgers.raw import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Holds,
    RawCell,
    RawRow,
    SheetInfo,
    column_of,
    number_words,
)
from lexcollect.ledgers.sources.stream_xml import MAX_SHEET_BYTES, parser, pieces
from lexcollect.patterns import regex
from lexcollect.wording import text

_BOOK, _STRINGS, _STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_YES = frozenset({"1", "true"})
#: Numbers of built-in formats that show a day, those of Chinese and Japanese programs among them.
_DAY_FORMATS = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
#: What of a format is no letter of a day: words in quotes, colours and conditions, escaped signs.
_QUOTED = regex(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DAY_LETTERS = regex(r"[ymdhse]", re.IGNORECASE)
_MERGE = regex(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_PLACE = regex(r"^([A-Z]{1,3})(\d{1,7})$")
#: Merged ranges that are looked at, and characters of all shared strings.
_MAX_MERGES, _MAX_SHARED = 50_000, 400_000_000


class XlsxSource:
    """A workbook in the form of packed XML."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.findings: list[Finding] = []
        with self._open() as box:
            names = {info.filename for info in box.infolist()}
            if _BOOK not in names:
                raise BadFile(Reason.BROKEN)
            self._parts: dict[str, str] = {}
            self.sheets: list[SheetInfo] = []
            self._read_book(box, names)
            self._days = _day_styles(read_member(box, box.getinfo(_STYLES))) if _STYLES in names else frozenset()
            self._shared: list[str] | None = None

    @contextmanager
    def _open(self) -> Iterator[zipfile.ZipFile]:
        with open_regular(self._path, follow=True) as stream, open_zip(stream) as box:
            yield box

    def _read_book(self, box: zipfile.ZipFile, names: set[str]) -> None:
        parts = dict(relations(box, names, _BOOK))
        self._from_1904 = False
        for tag, element in elements(read_member(box, box.getinfo(_BOOK))):
            if tag == "workbookPr" and element.get("date1904") in _YES:
                self._from_1904 = True
            elif tag == "sheet":
                key = next((value for name, value in element.items() if name.rpartition("}")[2] == "id"), "")
                part = parts.get(key, "")
                if part in names and "/worksheets/" in f"/{part}":
                    title = element.get("name", "")
                    self._parts[title] = part
                    self.sheets.append(SheetInfo(title, element.get("state", "visible") != "visible"))
        if self._from_1904:
            self.findings.append(finding("LX-G015", Where(self._path.name)))

    def rows(self, sheet: str) -> Iterator[RawRow]:
        """Yield the rows of ``sheet`` that hold something; a cell merged with one above has its value."""
        with self._open() as box:
            info = box.getinfo(self._parts[sheet])
            if self._shared is None:
                names = {one.filename for one in box.infolist()}
                self._shared = _shared_strings(box, box.getinfo(_STRINGS)) if _STRINGS in names else []
            merges = _Merges(_merges(box, info))
            reader = _Rows(self._path.name, sheet, self._shared, self._days, self._from_1904)
            for row in pieces(box, info, parser(reader.start, reader.end, reader.words), reader.ready):
                yield merges.filled(row)

    def release(self) -> None:
        """Forget the shared strings: they are read again when they are needed."""
        self._shared = None


class _Rows:
    """Puts together the rows of one sheet from the events of its XML."""

    def __init__(self, file: str, sheet: str, shared: list[str], days: frozenset[int], from_1904: bool) -> None:
        self.ready: deque[RawRow] = deque()
        self._where = Where(file, sheet=sheet)
        self._shared, self._days = shared, days
        self._origin = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
        self._columns: dict[str, int] = {}
        self._memory: dict[str, str] = {}
        self._number = self._cells = 0
        self._hidden = False
        self._row: list[RawCell | None] = []
        self._at = -1
        self._kind, self._style = "n", 0
        self._formula: list[str] = []
        self._value: list[str] = []
        self._into: list[str] | None = None
        self._phonetic = False
        self._has_formula = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the begin of an element."""
        if tag == "c":
            self._at = self._place(attributes.get("r", ""))
            self._kind = attributes.get("t", "n")
            style = attributes.get("s", "0")
            self._style = int(style) if style.isdecimal() else 0
            self._value.clear()
            self._has_formula = False
        elif tag == "v" or (tag == "t" and not self._phonetic):
            self._into = self._value
        elif tag == "f":
            self._formula.clear()
            self._has_formula = True
            self._into = self._formula
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "row":
            given = attributes.get("r", "")
            self._number = int(given) if given.isdecimal() and len(given) < 8 else self._number + 1
            if self._number > MAX_ROWS:
                raise Refused([finding("LX-G089", self._where, what=text("ledgers.what.rows"), limit=MAX_ROWS)])
            self._hidden = attributes.get("hidden") in _YES
            self._row = []
            self._at = -1

    def words(self, data: str) -> None:
        """Take characters."""
        if self._into is not None:
            self._into.append(data)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag == "c":
            if self._value or self._has_formula:
                self._take()
        elif tag in ("v", "t", "f"):
            self._into = None
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "row" and self._row:
            self.ready.append(RawRow(self._number, tuple(self._row), self._hidden))

    def _place(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        known = self._columns.get(letters)
        if known is None:
            try:
                known = self._columns[letters] = column_of(letters) if letters else -1
            except ValueError:
                raise BadFile(Reason.BROKEN) from None
        return self._at + 1 if known < 0 else known

    def _take(self) -> None:
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise Refused([finding("LX-G089", self._where, what=text("ledgers.what.cells"), limit=MAX_CELLS)])
        if self._at >= MAX_COLUMNS:
            return
        cell = self._cell()
        if cell is None:
            return
        row = self._row
        while len(row) < self._at:
            row.append(None)
        if len(row) == self._at:
            row.append(cell)
        else:
            row[self._at] = cell

    def _cell(self) -> RawCell | None:
        formula = f"={''.join(self._formula)}" if self._has_formula else ""
        stored = "".join(self._value)
        kind = self._kind
        if kind == "s":
            known = stored.isdecimal() and int(stored) < len(self._shared)
            words = self._shared[int(stored)] if known else ""
            return RawCell(words, Holds.TEXT, formula) if words or formula else None
        if kind in ("inlineStr", "str"):
            if not stored and not formula:
                return None
            if len(stored) < 40:
                stored = self._memory.setdefault(stored, stored)
            return RawCell(_unescaped(stored), Holds.TEXT, formula)
        if kind == "e":
            return RawCell(stored, Holds.ERROR, formula)
        if kind == "b":
            return RawCell("是" if stored == "1" else "否", Holds.TEXT, formula)
        if kind == "d":
            return RawCell(stored[:10], Holds.DATE, formula)
        if not stored:
            return RawCell("", Holds.TEXT, formula) if formula else None
        if self._style in self._days and (day := self._day(stored)):
            return RawCell(day, Holds.DATE, formula)
        return RawCell(number_words(stored), Holds.NUMBER, formula)

    def _day(self, stored: str) -> str:
        known = self._memory.get(f"day {stored}")
        if known is None:
            known = self._memory[f"day {stored}"] = self._day_of(stored)
        return known

    def _day_of(self, stored: str) -> str:
        try:
            number = float(stored)
            moment = datetime(self._origin.year, self._origin.month, self._origin.day) + timedelta(days=number)  # noqa: DTZ001
        except (ValueError, OverflowError):
            return ""
        # Below 61 programs disagree about a day that never was, below one it is a time; no debt is so old.
        return moment.date().isoformat() if number >= 61 and moment.year <= 9999 else ""


class _Merges:
    """Cells that were merged downward: what stands in the first one counts for those below."""

    def __init__(self, found: list[tuple[int, int, int, int]]) -> None:
        #: Column → (first row, last row), for ranges of more than one row.
        self._ranges = sorted((r1, r2, c1) for c1, r1, _, r2 in found if r2 > r1)
        self._next = 0
        self._open: dict[int, tuple[int, int, RawCell | None]] = {}

    def filled(self, row: RawRow) -> RawRow:
        """Return ``row`` with the value of every cell that is merged with one above."""
        if not self._ranges:
            return row
        while self._next < len(self._ranges) and self._ranges[self._next][0] <= row.number:
            first, last, column = self._ranges[self._next]
            cell = row.cells[column] if first == row.number and column < len(row.cells) else None
            self._open[column] = (first, last, cell)
            self._next += 1
        cells: list[RawCell | None] | None = None
        for column, (first, last, cell) in list(self._open.items()):
            if row.number > last:
                del self._open[column]
            elif first < row.number and cell is not None:
                cells = list(row.cells) if cells is None else cells
                cells += [None] * (column + 1 - len(cells))
                if cells[column] is None:
                    cells[column] = cell._replace(formula="", merged=True)
        return row if cells is None else row._replace(cells=tuple(cells))


def _merges(box: zipfile.ZipFile, info: zipfile.ZipInfo) -> list[tuple[int, int, int, int]]:
    """Return first column, first row, last column, last row of every merged range: they stand behind the rows."""
    found: list[tuple[int, int, int, int]] = []
    tail = b""
    for chunk in chunks(box, info, MAX_SHEET_BYTES):
        data = tail + chunk
        if b"mergeCell " in data and len(found) < _MAX_MERGES:
            for c1, r1, c2, r2 in _MERGE.findall(data):
                found.append((column_of(c1.decode()), int(r1), column_of(c2.decode()), int(r2)))
        cut = data.rfind(b"<")
        tail = data[cut:][-200:] if cut >= 0 else b""
    return found


def _shared_strings(box: zipfile.ZipFile, info: zipfile.ZipInfo) -> list[str]:
    """Return the strings that cells share, without the small signs of pronunciation beside them."""
    ready: deque[str] = deque()
    state: dict[str, Any] = {"into": False, "phonetic": False}
    parts: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        if tag == "si":
            parts.clear()
        elif tag == "rPh":
            state["phonetic"] = True
        elif tag == "t":
            state["into"] = not state["phonetic"]

    def end(tag: str) -> None:
        if tag == "si":
            ready.append(_unescaped("".join(parts)))
        elif tag == "rPh":
            state["phonetic"] = False
        elif tag == "t":
            state["into"] = False

    def words(data: str) -> None:
        if state["into"]:
            parts.append(data)

    strings: list[str] = []
    size = 0
    for one in pieces(box, info, parser(start, end, words), ready):
        size += len(one)
        if size > _MAX_SHARED:
            raise BadFile(Reason.TOO_MUCH)
        strings.append(one)
    return strings


_ESCAPE = regex(r"_x([0-9A-Fa-f]{4})_")


def _unescaped(words: str) -> str:
    """Return words with the signs that XML cannot hold, which these files write as _x000D_."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), words) if "_x" in words else words


def _day_styles(data: bytes) -> frozenset[int]:
    """Return the numbers of the cell formats that show a day."""
    own: dict[str, str] = {}
    days: set[int] = set()
    for tag, element in elements(data):
        if tag == "numFmt":
            own[element.get("numFmtId", "")] = element.get("formatCode", "")
        elif tag == "cellXfs":
            for number, one in enumerate(element):
                key = one.get("numFmtId", "0")
                if (key in own and _shows_day(own[key])) or (
                    key not in own and key.isdecimal() and int(key) in _DAY_FORMATS
                ):
                    days.add(number)
    return frozenset(days)


def _shows_day(code: str) -> bool:
    bare = _QUOTED.sub("", code.partition(";")[0])
    chinese = any(sign in code for sign in "年月日")
    return (chinese or bool(_DAY_LETTERS.search(bare))) and "general" not in bare.lower()
