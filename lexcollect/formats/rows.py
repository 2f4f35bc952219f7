"""Rows: a table of text cut into its rows, whatever a careless export or a spreadsheet program did to its quotes.

Owns where a row ends. A row as the standard has it (RFC 4180) is taken as it is, whatever its cells say: a message that
quotes rows of a table makes no rows of them. A quote that never closes swallows nothing: the row is read as it stands,
and what comes after it as rows of their own. Nothing is dropped: lines that are no row are handed out as such.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator

from lexcollect.formats.shapes import Line
from lexcollect.records import dataclass

#: Lines and characters of one row: a message has at most some thousand characters.
_ROW_LINES, _ROW_CHARS = 500, 1 << 22


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the lines it was read from; ``cells`` is ``None`` when the lines are no row.

    ``mended`` says that its quotes were not as they should be and were read as they stand.
    """

    cells: list[str] | None
    lines: tuple[Line, ...]
    mended: bool = False


def rows_of(lines: Iterator[Line], delimiter: str, width: int, begins: Callable[[list[str]], bool]) -> Iterator[Row]:
    """Yield the rows of the table in ``lines``; ``begins`` tells whether cells look like the begin of a row.

    ``width`` is the number of columns. The lines of all rows together are ``lines``, each once.
    """
    source = _Source(lines)
    while True:
        reader = csv.reader(source.fed(), delimiter=delimiter, strict=True)
        try:
            while True:
                source.taken.clear()
                cells = next(reader)
                yield Row(cells, tuple(source.taken))
        except StopIteration:
            if not source.taken and source.is_empty():
                return
            if source.taken:
                yield Row(None, tuple(source.taken))
        except csv.Error:  # a quote that does not close, or closes in the middle of a cell; a cell without end
            yield _rescued(source, delimiter, width, begins)


class _Source:
    """The lines still to be read: ``taken`` are those of the row at hand, and they can be given back."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self.taken: list[Line] = []
        self._lines = lines
        self._back: deque[Line] = deque()

    def fed(self) -> Iterator[str]:
        """Yield text line by line, no more than one row may hold."""
        while True:
            if self.taken and (len(self.taken) >= _ROW_LINES or self._chars() > _ROW_CHARS):
                return
            line = self._back.popleft() if self._back else next(self._lines, None)
            if line is None:
                return
            self.taken.append(line)
            yield line.text

    def _chars(self) -> int:
        return sum(len(line.text) for line in self.taken[-8:])

    def is_empty(self) -> bool:
        """Tell whether nothing is left to read."""
        if not self._back and (line := next(self._lines, None)) is not None:
            self._back.append(line)
        return not self._back

    def give_back(self, kept: int) -> tuple[Line, ...]:
        """Keep the first ``kept`` lines that were taken, return them, and read the others anew."""
        self._back.extendleft(reversed(self.taken[kept:]))
        return tuple(self.taken[:kept])


def _rescued(source: _Source, delimiter: str, width: int, begins: Callable[[list[str]], bool]) -> Row:
    """Return the damaged row at the begin of what was taken; what follows it is given back."""
    taken = source.taken
    kept = next((n for n in range(1, len(taken)) if begins(_alone(taken[n].text, delimiter))), 0)
    ends = source.is_empty()
    lines = source.give_back(kept or (len(taken) if ends and len(taken) < _ROW_LINES else 1))
    cells = "".join(line.text for line in lines).rstrip("\r\n").split(delimiter)
    if len(cells) == width and begins(cells):
        return Row(cells, lines, mended=True)
    return Row(None, lines)


def _alone(text: str, delimiter: str) -> list[str]:
    """Return the cells that ``text`` begins with when a row begins there."""
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return []
