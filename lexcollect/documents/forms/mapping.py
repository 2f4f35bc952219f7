"""How a form is filled from a matter: which fact goes into which blank, and which circumstance ticks which box.

Owns the files ``data/<edition>/fill/<number>.yaml``. A file accounts for every row of its form: it is filled from
facts, or ``left`` to the person who signs, with the reason (``choice``: only the client can answer; ``unknown``: the
case file has no such fact; ``other``: a row of the other side). A box is ticked when its circumstance holds and stays
empty otherwise: that a fact was not entered says nothing. Refuses rows, blanks and boxes that the form has not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from typing import Any

from lexcollect.documents.forms.filling import Cell, Filling, Person
from lexcollect.documents.forms.form import Form
from lexcollect.documents.forms.reading import DATA, EDITION
from lexcollect.records import dataclass, field
from lexcollect.yamltree.shipped import read_shipped

#: Why a row is left to the person who signs.
REASONS = frozenset({"choice", "unknown", "other"})
Told = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class RowMap:
    """What fills one row: fields by blank, circumstances by box, fields whose words follow below.

    ``when``: the row is filled only in this circumstance, as where a form has rows of which one or the other is filled.
    """

    blanks: tuple[tuple[str, str], ...] = ()
    ticks: tuple[tuple[str, str], ...] = ()
    said: tuple[str, ...] = ()
    when: str = ""


@dataclass(frozen=True)
class Mapped:
    """What fills a form; ``left`` are the rows left to the person who signs, by reason.

    ``sides``: with which words the blocks of the creditor, of the debtors begin, where the form does not say it by
    their side; ``standing``: the box that says as what such a person takes part; ``own``: blocks that are rows of the
    form's own, by title. ``undated``: the other side signs it, on a day of its own. ``annex``: the title
    of the list of evidence that goes with it. ``nouns``: what the debt is called where no cause file says it.
    """

    rows: Mapping[str, RowMap]
    free: Mapping[str, str]
    left: Mapping[str, str]
    sides: Mapping[str, str]
    standing: Mapping[str, str]
    own: Mapping[str, RowMap]
    undated: bool = False
    annex: str = ""
    nouns: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> frozenset[str]:
        """Every field the file asks for."""
        rows = (*self.rows.values(), *self.own.values())
        named = {field for row in rows for _, field in row.blanks} | {field for row in rows for field in row.said}
        return frozenset(named | set(self.free.values()))

    @property
    def circumstances(self) -> frozenset[str]:
        """Every circumstance the file asks for."""
        rows = (*self.rows.values(), *self.own.values())
        return frozenset({name for row in rows for _, name in row.ticks} | {row.when for row in rows if row.when})


def covered(edition: str = EDITION) -> tuple[str, ...]:
    """Return the numbers of the forms that can be filled."""
    return tuple(sorted(path.stem for path in (DATA / edition / "fill").glob("*.yaml")))


@cache
def mapped(number: str, edition: str = EDITION) -> Mapped:
    """Return how the form ``number`` is filled; :class:`KeyError` when no file says so."""
    path = DATA / edition / "fill" / f"{number}.yaml"
    if not path.is_file():
        raise KeyError(number)
    tree, problems = read_shipped(path)
    if tree is None or problems:
        raise ValueError(f"{path.name}: {problems}")
    data: Any = tree.data
    rows = {id: _row_map(row) for id, row in data["rows"].items()}
    left = {id: reason for reason, ids in data.get("left", {}).items() for id in ids}
    own = {title: _row_map(row) for title, row in data.get("own", {}).items()}
    sides, standing = dict(data.get("sides", {})), dict(data.get("standing", {}))
    return Mapped(
        rows,
        dict(data.get("free", {})),
        left,
        sides,
        standing,
        own,
        bool(data.get("undated")),
        data.get("annex", ""),
        dict(data.get("nouns", {})),
    )


def _row_map(row: Mapping[str, Any]) -> RowMap:
    said = row.get("said", ())
    return RowMap(
        tuple(row.get("blanks", {}).items()),
        tuple(row.get("ticks", {}).items()),
        (said,) if isinstance(said, str) else tuple(said),
        row.get("when", ""),
    )


def problems(form: Form, found: Mapped) -> Iterator[str]:
    """Yield what is wrong with a mapping: rows not accounted for or twice, blanks and boxes the form has not."""
    for id, row in form.rows.items():
        if (id in found.rows) == (id in found.left):
            yield f"{id}: {'filled and left' if id in found.left else 'not accounted for'}"
        given = found.rows.get(id, RowMap())
        boxes = row.cell.boxes | row.head.boxes
        yield from (f"{id}: no box {name}" for name, _ in given.ticks if name not in boxes)
        yield from (f"{id}: no blank {name}" for name, _ in given.blanks if name not in row.cell.blanks)
    yield from _of_blocks(form, found)
    yield from (f"no row {id}" for id in (*found.rows, *found.left) if id not in form.rows)
    yield from (f"{id}: reason {why}" for id, why in found.left.items() if why not in REASONS)
    free = {section.letter for section in form.sections if section.free}
    yield from (f"no room in {letter}" for letter in found.free if letter not in free)


def _of_blocks(form: Form, found: Mapped) -> Iterator[str]:
    blocks = {block.title: block.cell for block in form.parties}
    for title, given in found.own.items():
        if title not in blocks:
            yield f"no block {title}"
            continue
        yield from (f"{title}: no box {name}" for name, _ in given.ticks if name not in blocks[title].boxes)
        yield from (f"{title}: no blank {name}" for name, _ in given.blanks if name not in blocks[title].blanks)
    for side, words in found.sides.items():
        mine = [cell for title, cell in blocks.items() if title.startswith(words)]
        box = found.standing.get(side)
        if not mine:
            yield f"no block {words}"
        if box and not all(box in cell.boxes for cell in mine):
            yield f"{words}: no box {box}"


def fill(found: Mapped, told: Told, holds: Set[str]) -> Filling:
    """Return the filling: the fields ``told`` that say something, and the boxes whose circumstance ``holds``."""
    filling = Filling()
    for id, row in found.rows.items():
        cell = _cell(row, told, holds)
        if cell.plain():
            filling.rows[id] = cell
    for title, row in found.own.items():
        cell = _cell(row, told, holds)
        if cell.plain():
            filling.parties.append(Person(title, "", cell))
    filling.free = {letter: [*_lines(told[field])] for letter, field in found.free.items() if told[field]}
    return filling


def _cell(row: RowMap, told: Told, holds: Set[str]) -> Cell:
    if row.when and row.when not in holds:
        return Cell()
    return Cell(
        {blank: _one(told[field]) for blank, field in row.blanks if told[field]},
        [box for box, name in row.ticks if name in holds],
        [line for field in row.said for line in _lines(told[field])],
    )


def _one(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "；".join(value)


def _lines(value: str | list[str]) -> Iterable[str]:
    return ([value] if value else []) if isinstance(value, str) else value
