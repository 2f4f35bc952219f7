"""Reading: a workbook that somebody saved, as tables of text with the hidden copy of what was written.

Owns what is read of a sheet and what is refused: files that are no workbook, locked ones, sheets grown out of all
proportion, a table whose heading is gone. Executes nothing: a formula is not a value, and is told. Hidden and filtered
rows count like all others. Whoever wrote the file last (Excel, WPS, LibreOffice, a program) makes no difference.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Finding, Where, finding
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.sheets.cells import NOTHING, Cell, Held, cell_of

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

#: The hidden sheet with the copy of what was written: table, row, column, text; its first line tells of what.
MEMORY = "_lexcollect"
#: A table that stands on its side begins with this word; beside its lines is what is told of them.
FORM, TOLD = "项目", "程序提示"
#: What is put behind a heading that must be filled in.
NEEDED = " *"
#: Bytes of the packed file, and of one of its parts when unpacked, that are read: ten thousand rows have a third.
MAX_BYTES = 64_000_000
MAX_PART = 48_000_000
#: Rows and columns of a table that are read.
MAX_ROWS, MAX_COLUMNS = 100_000, 200
#: In so many rows from the top a heading is looked for.
_HEAD_ROWS = 20
_CELL = regex(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*?>\s*<f\b')
_MERGED = regex(rb'<mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_SHEET = regex(r"^xl/worksheets/[^/]+\.xml$")


@dataclass(frozen=True)
class Line:
    """A row of a table: its ``number`` in the sheet as people count it, and its cells by heading.

    On a form it is a ``column``, by its letter.
    """

    number: int
    cells: Mapping[str, Cell]
    column: str = ""

    def text(self, head: str) -> str:
        """Return what stands under ``head``; nothing where there is no such column."""
        return self.cells.get(head, NOTHING).text


@dataclass(frozen=True)
class Table:
    """A table of the workbook: the headings that were found, and its rows without the empty ones."""

    name: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Memory:
    """The copy of what was written: ``source`` is the SHA-256 of the YAML, ``cells`` by table, row and column."""

    schema: str
    source: str
    cells: Mapping[tuple[str, str], Mapping[str, str]]

    def rows(self, table: str) -> dict[str, Mapping[str, str]]:
        """Return the rows of ``table`` by id."""
        return {row: cells for (name, row), cells in self.cells.items() if name == table}


@dataclass(frozen=True)
class Book:
    """A workbook as it was read: its tables by name, and its memory."""

    tables: Mapping[str, Table]
    memory: Memory


def read_book(
    raw: bytes, name: str, wanted: Mapping[str, Sequence[str]], key: str
) -> tuple[Book | None, list[Finding]]:
    """Return the tables ``wanted`` (name → headings) of the workbook ``raw``, or ``None`` and why not.

    A table is found by the heading row that holds ``key``; ``name`` is how findings call the file.
    """
    where = Where(name)
    if len(raw) > MAX_BYTES:
        return None, [finding("LX-W051", where, limit=MAX_BYTES // 1_000_000)]
    if raw[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return None, [finding("LX-W052", where)]
    try:
        parts = _parts(raw)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return None, [finding("LX-W050", where)]
    if parts is None:
        return None, [finding("LX-W051", where, limit=MAX_PART // 1_000_000)]
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        memory = _memory(book)
        if memory is None:
            return None, [finding("LX-W053", where)]
        tables, found = {}, []
        for title, heads in wanted.items():
            if title not in book.sheet_names:
                found.append(finding("LX-W054", where, table=title))
                continue
            table, told = _table(book, title, heads, key, parts.get(title, b""), name)
            found += told
            if table is not None:
                tables[title] = table
    except (CalamineError, ValueError, OverflowError):
        return None, [finding("LX-W050", where)]
    return Book(tables, memory), found


def _parts(raw: bytes) -> dict[str, bytes] | None:
    """Return the XML of each sheet by its title; ``None`` when a part is too large to be read."""
    from lexcollect.formats.hidden import Gathered
    from lexcollect.formats.hidden_sheets import titles_of

    with zipfile.ZipFile(io.BytesIO(raw)) as box:
        if any(info.file_size > MAX_PART for info in box.infolist()):
            return None
        names = {info.filename for info in box.infolist()}
        titles = titles_of(box, names, Gathered())
        return {titles.get(one, one): box.read(one) for one in names if _SHEET.match(one)}


def _memory(book: CalamineWorkbook) -> Memory | None:
    if MEMORY not in book.sheet_names:
        return None
    rows = book.get_sheet_by_name(MEMORY).to_python(skip_empty_area=False)
    if not rows or len(rows[0]) < 2 or not str(rows[0][0]).startswith("lexcollect/"):
        return None
    cells: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows[1:]:
        if len(row) >= 4 and row[0] and row[1]:
            held = cells.setdefault((str(row[0]), str(row[1])), {})
            if row[2]:
                held[str(row[2])] = cell_of(row[3]).text
    return Memory(str(rows[0][0]), str(rows[0][1]), cells)


def _table(
    book: CalamineWorkbook, title: str, wanted: Sequence[str], key: str, xml: bytes, file: str
) -> tuple[Table | None, list[Finding]]:
    rows: list[list[Any]] = book.get_sheet_by_name(title).to_python(skip_empty_area=False, nrows=MAX_ROWS + 1)
    where = Where(f"{file}（{title}）")
    if len(rows) > MAX_ROWS:
        return None, [finding("LX-W055", where, limit=MAX_ROWS)]
    head = _head_of(rows, key)
    if head is None:
        return None, [finding("LX-W056", where, head=key)]
    if head and cell_of(rows[head - 1][0] if rows[head - 1] else None).text == FORM:
        return _form(title, rows, head, wanted, xml, where)
    columns = {at: cell_of(value).text.removesuffix(NEEDED) for at, value in enumerate(rows[head][:MAX_COLUMNS])}
    places: dict[str, int] = {}
    for at, words in columns.items():
        if words in wanted:
            places.setdefault(words, at)
    found: list[Finding] = []
    if missing := [words for words in wanted if words not in places]:
        found.append(finding("LX-W057", where, heads=tuple(missing)))
    if merged := [number for number in _merged(xml) if number > head + 1]:
        return None, [*found, finding("LX-W058", where, rows=tuple(merged[:6]))]
    formulas = _formulas(xml)
    lines = tuple(_lines(rows, head, places, formulas))
    typed = tuple(f"{_letters(at)}{n}" for (at, n) in sorted(formulas) if n > head + 1 and at in places.values())
    if typed:
        found.append(finding("LX-W059", where, count=len(typed), cells=typed[:6]))
    return Table(title, tuple(places), lines), found


def _form(
    title: str, rows: Sequence[Sequence[Any]], head: int, wanted: Sequence[str], xml: bytes, where: Where
) -> tuple[Table | None, list[Finding]]:
    """Return a table that stands on its side; ``head`` is the line of the ids."""
    places: dict[str, int] = {}
    for at, row in enumerate(rows[head : head + MAX_COLUMNS], head):
        words = cell_of(row[0] if row else None).text.removesuffix(NEEDED)
        if words in wanted:
            places.setdefault(words, at)
    found: list[Finding] = []
    if missing := [words for words in wanted if words not in places and words != TOLD]:
        found.append(finding("LX-W057", where, heads=tuple(missing)))
    if merged := [number for number in _merged(xml) if number > head]:
        return None, [*found, finding("LX-W058", where, rows=tuple(merged[:6]))]
    heads = [cell_of(value).text for value in rows[head - 1]]
    last = heads.index(TOLD) if TOLD in heads else len(heads)
    formulas = _formulas(xml)
    lines, typed = [], []
    for column in range(2, min(last, MAX_COLUMNS)):
        cells = {
            words: Cell("", Held.FORMULA)
            if (column, at + 1) in formulas
            else cell_of(rows[at][column] if column < len(rows[at]) else None)
            for words, at in places.items()
        }
        typed += [f"{_letters(column)}{at + 1}" for words, at in places.items() if cells[words].held is Held.FORMULA]
        if any(cell.held is not Held.EMPTY for cell in cells.values()):
            lines.append(Line(head + 1, cells, _letters(column)))
    if typed:
        found.append(finding("LX-W059", where, count=len(typed), cells=tuple(typed[:6])))
    return Table(title, tuple(places), tuple(lines)), found


def _head_of(rows: Sequence[Sequence[Any]], key: str) -> int | None:
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        if any(cell_of(value).text == key for value in row[:MAX_COLUMNS]):
            return at
    return None


def _lines(
    rows: Sequence[Sequence[Any]], head: int, places: Mapping[str, int], formulas: frozenset[tuple[int, int]]
) -> Iterator[Line]:
    for at, row in enumerate(rows[head + 1 :], head + 2):
        cells = {
            words: Cell("", Held.FORMULA) if (column, at) in formulas else cell_of(row[column])
            for words, column in places.items()
            if column < len(row)
        }
        if any(cell.held is not Held.EMPTY for cell in cells.values()):
            yield Line(at, cells)


def _formulas(xml: bytes) -> frozenset[tuple[int, int]]:
    """Return column (from 0) and row (from 1) of each cell that holds a formula."""
    return frozenset((_column(match[1]), int(match[2])) for match in _CELL.finditer(xml))


def _merged(xml: bytes) -> list[int]:
    """Return the rows in which cells were merged."""
    return sorted({n for m in _MERGED.finditer(xml) for n in range(int(m[2]), min(int(m[4]), int(m[2]) + 50) + 1)})


def _column(letters: bytes) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + letter - 64
    return at - 1


def _letters(at: int) -> str:
    words = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        words = chr(65 + rest) + words
    return words
