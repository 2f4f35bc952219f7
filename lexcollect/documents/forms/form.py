"""A form as plain values: blocks of parties, sections, rows; and a line of it cut into words, blanks and boxes.

Owns how a printed line is read: ``{price}`` is a blank, ``□`` a box that belongs to the words right before it. A box
is called by these words (``逾期付款``); where a cell has the same words twice, the second is ``了解.2``. Heights and
widths are in twips (1/20 point).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: The sign of an empty box (U+25A1) and of a ticked one (U+221A): note 3 of the forms says 打“√”.
EMPTY, TICKED = "□", "√"
#: The words of a box that denies: never ticked beside one that affirms.
DENIALS = frozenset({"否", "无", "不了解", "未完成"})
_PIECE = regex(r"\{(\w+)\}|□")
#: What divides the words of a box from what stands before them on the line.
_BEFORE_BOX = regex(r"[^\s：:；;，,。（）()/]*$")
#: The words of a box that is printed before them.
_AFTER_BOX = regex(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to write in; ``dated``: the form prints 年 月 日 in it."""

    name: str
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick, by its exact name."""

    name: str


Piece = str | Blank | Box


@dataclass(frozen=True)
class Printed:
    """What a cell prints: its lines, and which blanks are days."""

    lines: tuple[str, ...]
    days: frozenset[str] = frozenset()

    @cached_property
    def pieces(self) -> tuple[tuple[Piece, ...], ...]:
        """The lines, each cut into words, blanks and boxes."""
        seen: dict[str, int] = {}
        return tuple(tuple(_cut(line, self.days, seen)) for line in self.lines)

    @cached_property
    def blanks(self) -> frozenset[str]:
        """The names of its blanks."""
        return frozenset(piece.name for line in self.pieces for piece in line if isinstance(piece, Blank))

    @cached_property
    def boxes(self) -> frozenset[str]:
        """The names of its boxes."""
        return frozenset(piece.name for line in self.pieces for piece in line if isinstance(piece, Box))

    @property
    def open(self) -> bool:
        """Whether the cell is nothing but room to write in."""
        return self.lines == ("",)


def _cut(line: str, days: frozenset[str], seen: dict[str, int]) -> Iterator[Piece]:
    at = 0
    for found in _PIECE.finditer(line):
        words = line[at : found.start()]
        if words:
            yield words
        at = found.end()
        if found[1]:
            yield Blank(found[1], found[1] in days)
        else:
            yield Box(_named(words, line[at:], seen))
    if line[at:]:
        yield line[at:]


def _named(before: str, after: str, seen: dict[str, int]) -> str:
    """Return what a box is called: the words right before it; of form 18, which prints it first, those right after."""
    told, next_ = _BEFORE_BOX.search(before), _AFTER_BOX.match(after)
    name = told[0] if told else ""
    if not name and next_:
        name = next_[0]
    elif not name and before.strip():
        # Words that end in a bracket belong to the box whole: 冻结监管账户（专用账户）□.
        name = (_BEFORE_BOX.search(before.rstrip()) or [""])[0] or before.split()[-1]
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}.{seen[name]}"


@dataclass(frozen=True)
class Row:
    """One row: ``id`` is the letter of its section and its place; ``label`` is empty where the cell spans both columns.

    Forms 65 to 67 print a box in the label: it is one of ``head``'s.
    """

    id: str
    number: str
    head: Printed
    cell: Printed
    height: int
    whole: bool = False

    @property
    def called(self) -> str:
        """What the row is called: its label before the first bracket; nothing where the cell spans both columns."""
        return self.head.lines[0].partition("（")[0].replace(EMPTY, "").strip()


@dataclass(frozen=True)
class Section:
    """One section: title row, perhaps a row to tell everything in one's own words (``free``), and rows."""

    title: str
    letter: str
    height: int
    hint: str = ""
    guidance: tuple[str, ...] = ()
    free: str = ""
    free_height: int = 0
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Block:
    """The block of one party; ``kind``: natural, organisation, agent, or own (a row of the form's own).

    ``side``: creditor, debtor, agent, third, or other.
    """

    title: str
    kind: str
    side: str
    height: int
    cell: Printed

    @property
    def for_natural(self) -> bool:
        """Whether it is for a natural person, by its title."""
        return self.title.endswith("（自然人）")


@dataclass(frozen=True)
class Notes:
    """The box of notes at the top."""

    head: str
    lead: str
    items: tuple[str, ...]
    star: str
    warning: tuple[str, ...]
    height: int


@dataclass(frozen=True)
class Annex:
    """The list of evidence that is printed on a page of its own after the signature (证据清单)."""

    marker: str
    title: str
    columns: tuple[str, ...]
    groups: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    signature: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """A form of one edition; ``status``: ``full`` when compared by script, ``read`` when read by eye."""

    id: str
    edition: str
    title: str
    subtitle: str
    cause: str
    status: str
    grid: tuple[int, int]
    notes: Notes
    parties_title: str
    parties: tuple[Block, ...]
    sections: tuple[Section, ...]
    signature: tuple[str, ...]
    head: tuple[tuple[str, int], ...] = ()
    head_height: int = 0
    annex: Annex | None = None

    @cached_property
    def rows(self) -> dict[str, Row]:
        """The rows by their ids."""
        return {row.id: row for section in self.sections for row in section.rows}

    def block_of(self, words: str, *, natural: bool) -> Block | None:
        """Return the block whose title begins with ``words`` for a natural person or a body, or ``None``."""
        found = (b for b in self.parties if b.title.startswith(words) and b.for_natural is natural)
        return next(found, None)

    def block(self, side: str, kind: str = "") -> Block | None:
        """Return the block of a ``side`` (and ``kind``), or ``None``: not every form has a place for everybody."""
        found = (b for b in self.parties if b.side == side and kind in ("", b.kind))
        return next(found, None)
