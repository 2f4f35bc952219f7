"""Lines on pages (文本、表格整理页): texts and tables of text, line by line, row by row.

Owns the units of a text that flows and the widths of the columns of a table. Leaves no line out; what is longer than a
page goes on over its end.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from lexcollect.bundle.canvas import Canvas
from lexcollect.bundle.problems import Notes, Unshown
from lexcollect.bundle.typeset import Flowing
from lexcollect.bundle.written.emoji import with_names
from lexcollect.bundle.written.flow import Flow
from lexcollect.formats.reading import content
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.wording import say

Unit = dict[str, Any]
#: A unit of more characters may be broken by a page end; a line is cut into units of so many.
_LONG, _PIECE = 900, 20_000
#: A text of more lines is shown in part and told so.
_MOST_LINES = 200_000
#: A table of more columns is set as text; rows looked at for its widths; the narrowest and widest column in characters.
_MOST_COLUMNS, _SAMPLED = 16, 200
_NARROW, _WIDE = 3, 36
#: So many rows with as many cells, and so many cells, make a table of a text; lines that may stand above its heading.
_ROWS_OF_A_TABLE, _CELLS_OF_A_TABLE, _MOST_ABOVE = 4, 4, 30
#: A cell with a day or a sum: it begins with a digit behind signs.
_FIGURE = regex(r"\s*[-+¥￥(（]?\d")
#: A sum or another quantity; one with a sign or a point makes its column one of sums, a number of an account does not.
_SUM = regex(r"\s*[-+]?[¥￥]?[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?\s*元?\s*")
_POINTED = regex(r".*[.,]\d")
#: A cell that is one word of figures (a day, a time, a sum, a number of an account) is not broken up to so many signs.
_ONE_WORD, _MOST_UNBROKEN, _SHORT = regex(r"\s*[-+¥￥(（]?\d[\d\s,.:：/年月日时分秒元)）*+-]*"), 26, 4
#: Points between the margins, what of it columns of figures may take, the points beside the words of a cell, the width
#: of a digit by the size of its letters.
_ROOM, _MOST_FIXED, _INSETS, _DIGIT = 761.0, 0.75, 7.0, 0.58
#: So large a share of the cells of a column makes it one of figures: a line of totals begins with words.
_MOSTLY = 0.8
#: Size of letters by the number of columns.
_SIZES = ((6, 10.0), (9, 9.0), (12, 8.0), (16, 7.0))


@dataclass(frozen=True, slots=True)
class Words:
    """What the head of a set file says of it: the title of the exhibit, its name in the package, its digest."""

    title: str
    packed: str
    sha256: str

    def head(self, *notes: str) -> dict[str, Any]:
        """Return the head as the layouts read it."""
        rows = [(say("bundle.row_file", "zh"), self.packed), *([("SHA-256", self.sha256)] if self.sha256 else [])]
        return {"title": with_names(self.title), "rows": rows, "notes": list(notes)}


def unit(text: str, *, kind: str = "text", no: str = "") -> tuple[Unit, int]:
    """Return a unit of the layout for texts and about how many characters it has."""
    said = with_names(text)
    return {"kind": kind, "no": no, "text": said, "long": len(said) > _LONG}, len(said) + 20


def pieces(text: str) -> Iterator[str]:
    """Yield a line in pieces that the typesetter takes; an empty one as it is."""
    for at in range(0, max(1, len(text)), _PIECE):
        yield text[at : at + _PIECE]


def add_text(canvas: Canvas, path: Path, words: Words, notes: Notes) -> None:
    """Add the text of the file at ``path`` line by line; :class:`Unshown` when it has none."""
    lines = (piece.text.rstrip("\r\n") for piece in content(path).text())
    first = next(lines, None)
    if first is None:
        raise Unshown("LX-B160")
    units = _numbered(first, lines, notes)
    set_flow(canvas, "written", {"head": words.head(say("bundle.text_about", "zh"))}, units)


def _numbered(first: str, lines: Iterator[str], notes: Notes) -> Iterator[tuple[Unit, int]]:
    for number, line in enumerate(_after(first, lines), start=1):
        if number > _MOST_LINES:
            notes.add("LX-B162", limit=_MOST_LINES)
            return
        for at, piece in enumerate(pieces(line)):
            yield unit(piece or " ", no=str(number) if at == 0 else "")


def _after(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def add_table(canvas: Canvas, path: Path, words: Words, notes: Notes) -> None:
    """Add the table of text at ``path`` row by row on lying sheets; one that is no table, or too wide, as text.

    Lines above the heading (账户名称、起止日期) stand in the head of the page.
    """
    mark = _mark(path)
    rows = list(islice(_rows(path, mark), _SAMPLED))
    begin = _heading(rows)
    count = max(map(len, rows[begin:]), default=0)
    if not rows or count < 2 or count > _MOST_COLUMNS:
        add_text(canvas, path, words, notes)
        return
    size = next(size for most, size in _SIZES if count <= most)
    above = ["　".join(cell.strip() for cell in row if cell.strip()) for row in rows[:begin]]
    data = {
        "head": words.head(*above, say("bundle.table_about", "zh")),
        "columns": _fitted(rows[begin], count),
        **_columns(rows[begin:], count, size),
        "size": size,
    }
    set_flow(canvas, "sheet_table", data, _table_units(islice(_rows(path, mark), begin + 1, None), count, notes))


def holds_table(path: Path) -> bool:
    """Tell whether a text is a table after all, as banks export statements.

    Some rows behind each other have as many cells, and a column of them holds days or sums; prose has commas only.
    """
    rows = list(islice(_rows(path, _mark(path)), _SAMPLED))
    begin = _heading(rows)
    body = [row for row in rows[begin + 1 :] if len(row) == len(rows[begin])] if rows else []
    if len(body) < _ROWS_OF_A_TABLE - 1 or len(rows[begin]) < _CELLS_OF_A_TABLE:
        return False
    return any(all(_FIGURE.match(cell) for cell in column) for column in zip(*body, strict=True))


def _mark(path: Path) -> str:
    """Return what stands between the cells: the sign by which most rows have the same number of them."""
    best, most = ",", 0
    for mark in ",\t;|":
        counts = [len(row) for row in islice(_rows(path, mark), _SAMPLED) if len(row) > 1]
        alike = max((counts.count(count) * count for count in set(counts)), default=0)
        if alike > most:
            best, most = mark, alike
    return best


def _heading(rows: list[list[str]]) -> int:
    """Return the row with which the table begins: the first behind which rows have as many cells; else the first."""
    for at in range(min(_MOST_ABOVE, len(rows) - _ROWS_OF_A_TABLE + 1)):
        if len({len(row) for row in rows[at : at + _ROWS_OF_A_TABLE]}) == 1 and len(rows[at]) >= _CELLS_OF_A_TABLE:
            return at
    return 0


def _table_units(rows: Iterator[list[str]], count: int, notes: Notes) -> Iterator[tuple[Unit, int]]:
    for number, row in enumerate(rows, start=1):
        if number > _MOST_LINES:
            notes.add("LX-B162", limit=_MOST_LINES)
            return
        cells = _fitted(row, count)
        chars = sum(map(len, cells))
        yield {"cells": cells, "long": chars > _LONG}, chars + 20 * count


def _fitted(row: list[str], count: int) -> list[str]:
    """Return the row with ``count`` cells; what is beyond them stands in the last, apart."""
    cells = [with_names(cell) for cell in row]
    if len(cells) > count:
        cells = [*cells[: count - 1], "｜".join(cells[count - 1 :])]
    return [*cells, *[""] * (count - len(cells))]


def _columns(rows: list[list[str]], count: int, size: float) -> dict[str, Any]:
    """Return the width of each column and whether it stands at the right.

    A column of days, sums or numbers is as wide as its widest cell, so that none of them is broken; the others share
    what is left by the length of their longer cells. Sums stand at the right.
    """
    bodies = [[row[at] for row in rows[1:] if at < len(row) and row[at].strip()] for at in range(count)]
    fixed = [_unbroken(cells or rows[0][at : at + 1], size, not cells) for at, cells in enumerate(bodies)]
    if sum(fixed) > _ROOM * _MOST_FIXED:
        fixed = [0.0] * count
    shares = [_share([row[at] for row in rows if at < len(row)]) for at in range(count)]
    widths = [[points, 0.0] if points else [0.0, share] for points, share in zip(fixed, shares, strict=True)]
    return {"widths": widths, "right": [_is_of_sums(cells) for cells in bodies]}


def _share(cells: list[str]) -> float:
    """Return the share of a column in what is left: about the length of its longer cells."""
    lengths = sorted(map(_broad, cells)) or [_NARROW]
    return float(min(_WIDE, max(_NARROW, lengths[len(lengths) * 9 // 10 - (len(lengths) > 9)])))


def _unbroken(cells: list[str], size: float, empty: bool) -> float:
    """Return the points that a column of days, sums, numbers or short words needs, or an empty one; else none."""
    short = empty or all(_broad(cell.strip()) <= _SHORT for cell in cells)
    words = [cell.strip() for cell in cells if short or _ONE_WORD.fullmatch(cell)]
    if len(words) < _MOSTLY * len(cells) or not words or max(map(len, words)) > _MOST_UNBROKEN:
        return 0.0
    ems = max(sum(_DIGIT if char.isascii() else 1.0 for char in word) for word in words)
    return round(max(ems + _DIGIT, _NARROW) * size + _INSETS, 2)


def _is_of_sums(cells: list[str]) -> bool:
    """Tell whether a column holds sums: nearly all are quantities, one of them with a point or in thousands."""
    sums = [cell for cell in cells if _SUM.fullmatch(cell)]
    return bool(sums) and len(sums) >= _MOSTLY * len(cells) and any(map(_POINTED.match, sums))


def _broad(cell: str) -> int:
    """Return how wide a cell is in Chinese characters, about."""
    return (len(cell) + sum(not char.isascii() for char in cell) + 1) // 2


def _rows(path: Path, mark: str = ",") -> Iterator[list[str]]:
    text = (piece.text.lstrip("\ufeff") if piece.number == 1 else piece.text for piece in content(path).text())
    try:
        yield from (row for row in csv.reader(text, delimiter=mark) if any(cell.strip() for cell in row))
    except csv.Error as error:
        raise Unshown("LX-B160") from error


def set_flow(canvas: Canvas, layout: Flowing, data: dict[str, Any], units: Iterator[tuple[Unit, int]]) -> None:
    """Set ``units`` in ``layout`` on sheets of ``canvas``, in a folder that is gone afterwards."""
    room = canvas.folder / f"written-{canvas.pages}"
    room.mkdir()
    try:
        flow = Flow(canvas, room, layout, data)
        for one, chars in units:
            flow.add(one, chars)
        flow.close()
    finally:
        shutil.rmtree(room, ignore_errors=True)
