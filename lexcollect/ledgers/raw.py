"""Raw rows: what stands in the cells of a table, before anybody says what it means.

Owns :class:`RawCell` and :class:`RawRow`, the one shape in which every kind of file hands out its rows, the letters of
columns, and :class:`Source`, what a reader of a kind of file offers. A formula is never run: its stored value is the
cell, its words are kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import NamedTuple, Protocol

from lexcollect.findings import Finding
from lexcollect.records import dataclass

#: Columns that are read; what lies to the right of them is told.
MAX_COLUMNS = 256
#: Cells with a value that one ledger may hold: two hundred thousand rows of twenty columns have four million.
MAX_CELLS = 4_800_000
#: Rows as spreadsheet programs count them.
MAX_ROWS = 1_048_576


class Holds(StrEnum):
    """What kind of value a cell holds; ``PLAIN``: of a table of text, where a number and a day are text too."""

    TEXT = "text"
    PLAIN = "plain"
    NUMBER = "number"
    DATE = "date"
    ERROR = "error"


class RawCell(NamedTuple):
    """The words of a cell (a number as it is stored, a day as ISO), its kind, the formula behind it, and a merge.

    ``merged``: the value stands in the first cell of merged ones, above this one.
    """

    text: str
    holds: Holds = Holds.TEXT
    formula: str = ""
    merged: bool = False


class RawRow(NamedTuple):
    """A row by its number in the sheet; empty cells are ``None``. ``broken``: lines of text that are no row."""

    number: int
    cells: tuple[RawCell | None, ...]
    hidden: bool = False
    broken: bool = False

    def words(self) -> list[str]:
        """Return the words of every cell, trimmed."""
        return [cell.text.strip() if cell else "" for cell in self.cells]

    @property
    def is_empty(self) -> bool:
        """Tell whether no cell shows anything."""
        return not any(cell and (cell.text.strip() or cell.formula) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet of a file: its name, and whether the program shows it."""

    name: str
    hidden: bool = False


class Source(Protocol):
    """A file that holds tables; its rows can be gone through again and again."""

    @property
    def sheets(self) -> Sequence[SheetInfo]:
        """Return the sheets in their order; a text file has one without a name."""

    @property
    def findings(self) -> Sequence[Finding]:
        """Return what is told about the file as a whole."""

    def rows(self, sheet: str) -> Iterator[RawRow]:
        """Yield the rows of ``sheet`` that hold something, in order; raises ``Refused`` for what cannot be read."""

    def release(self) -> None:
        """Forget what was kept for reading; it is read again when it is needed."""


def number_words(stored: str) -> str:
    """Return a stored number as a person writes it: 3 and not 3.0, no powers of ten; other words unchanged."""
    if stored.isdecimal():
        return stored
    try:
        exact = Decimal(stored)
    except InvalidOperation:
        return stored
    if not exact.is_finite() or abs(exact.adjusted()) > 40:
        return stored
    # A fraction of a binary number: 0.1 + 0.2 is stored with 17 digits and meant with 15.
    if len(exact.as_tuple().digits) > 15 and exact != exact.to_integral_value():
        exact = Decimal(f"{exact:.15g}")
    whole = exact.to_integral_value()
    return f"{whole:f}" if exact == whole else f"{exact.normalize():f}"


def letters_of(at: int) -> str:
    """Return the letters of the column ``at`` (from 0): A, Z, AA."""
    words, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        words = chr(65 + rest) + words
    return words


def column_of(letters: str) -> int:
    """Return the place (from 0) of the column called ``letters``; ``ValueError`` for what is none."""
    at = 0
    for letter in letters.strip().upper():
        if not "A" <= letter <= "Z":
            raise ValueError(letters)
        at = at * 26 + ord(letter) - 64
    if not 1 <= at <= 16384:
        raise ValueError(letters)
    return at - 1
