"""Steps: one thing that a person does to a matter, as plain data, and the two files after it.

Owns the closed list of steps and their way into the files: cells of the evidence sheet and of the form of the case
file, by the names of their rows. What a cell means is decided in ``sheets``, as if it had been typed there. Refuses
what is no longer there, or what a cell cannot hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import CASE, CATALOGUE
from lexcollect.matter.desk.adopting import Adopted, adopt, adopted_from, plain_adopted
from lexcollect.matter.desk.spoken import Spoken, plain_spoken, spoken_from
from lexcollect.matter.writing import Change, Remove, Set, Sources, revise
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.intake.register import Seen
    from lexcollect.sheets.case_grids import Grid
    from lexcollect.sheets.case_rows import CaseRow, Exhibits
    from lexcollect.sheets.rows import Lines

#: Steps on one file of a draft of this many cells and characters; more is no person's typing.
MAX_CELLS, MAX_CHARACTERS = 5_000, 20_000


@dataclass(frozen=True, slots=True)
class Lined:
    """Cells of the evidence sheet that change together: (row, column, words)."""

    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell of a table of the case file: the ``row`` by its id, the column by its heading, the words."""

    grid: str
    row: str
    head: str
    words: str


@dataclass(frozen=True, slots=True)
class New:
    """A new fact in a table of the case file: its cells by heading, and the fact it belongs to in a list below one."""

    grid: str
    cells: tuple[tuple[str, str], ...]
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """A fact of the case file that is taken away."""

    grid: str
    row: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Several cells of one fact that change together: the ``row`` by its id, each cell by heading with its words."""

    grid: str
    row: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A key of the case file that was misspelt, called by its right name; its value stays.

    ``place`` is that of the entry it stands in: keys as they are typed, and positions (from 0).
    """

    place: tuple[str | int, ...]
    written: str
    meant: str


Step = Lined | Typed | Filled | New | Gone | Renamed | Adopted | Spoken


@dataclass(frozen=True)
class Ground:
    """What a step needs to know besides the two files: the folder, what intake saw, fixed numbers, the day."""

    folder: Path
    seen: Mapping[str, Seen]
    served: Mapping[str, str]
    day: date


def plain(step: Step) -> dict[str, Any]:
    """Return a step as data for JSON."""
    if isinstance(step, Lined):
        return {"step": "lined", "cells": [list(cell) for cell in step.cells]}
    if isinstance(step, Adopted):
        return plain_adopted(step)
    if isinstance(step, Spoken):
        return plain_spoken(step)
    if isinstance(step, Renamed):
        return {"step": "renamed", "place": list(step.place), "written": step.written, "meant": step.meant}
    if isinstance(step, Filled):
        return {"step": "filled", "grid": step.grid, "row": step.row, "cells": [list(cell) for cell in step.cells]}
    if isinstance(step, New):
        return {"step": "new", "grid": step.grid, "parent": step.parent, "cells": [list(cell) for cell in step.cells]}
    if isinstance(step, Typed):
        return {"step": "typed", "grid": step.grid, "row": step.row, "head": step.head, "words": step.words}
    return {"step": "gone", "grid": step.grid, "row": step.row}


def from_plain(data: Any) -> Step:
    """Return the step that ``data`` is; :class:`ValueError` where it is none."""
    try:
        kind = data["step"]
        if kind == "lined":
            return Lined(tuple((str(row), str(key), str(words)) for row, key, words in data["cells"]))
        if kind == "new":
            cells = tuple((str(head), str(words)) for head, words in data["cells"])
            return New(str(data["grid"]), cells, str(data["parent"]))
        if kind == "filled":
            cells = tuple((str(head), str(words)) for head, words in data["cells"])
            return Filled(str(data["grid"]), str(data["row"]), cells)
        if kind == "renamed":
            place = tuple(one if isinstance(one, int) else str(one) for one in data["place"])
            return Renamed(place, str(data["written"]), str(data["meant"]))
        if kind == "adopted":
            return adopted_from(data)
        if kind == "spoken":
            return spoken_from(data)
        if kind == "typed":
            return Typed(str(data["grid"]), str(data["row"]), str(data["head"]), str(data["words"]))
        if kind == "gone":
            return Gone(str(data["grid"]), str(data["row"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("no step") from error
    raise ValueError("no step")


def after(step: Step, sources: Sources, ground: Ground) -> tuple[Sources, tuple[Finding, ...]]:
    """Return the two files after ``step``, and what is to be told of it; :class:`Refused` where it cannot be done."""
    if isinstance(step, Lined):
        return _lined(step, sources, ground)
    if isinstance(step, Adopted):
        return adopt(step, sources)
    if isinstance(step, Spoken):
        return sources, ()  # neither file says for whom a speaker speaks
    if isinstance(step, Renamed):
        return _renamed(step, sources)
    if isinstance(step, (Typed, Filled, New, Gone)):
        return _typed(step, sources, ground)
    assert_never(step)


# --- the evidence sheet ------------------------------------------------------------------------------------------


def lines_in(sources: Sources, seen: Mapping[str, Seen]) -> Lines:
    """Return the lines of the catalogue; :class:`Refused` without one that can be read."""
    from lexcollect.sheets.rows import lines_of

    lines = None if sources.catalogue is None else lines_of(sources.catalogue, seen)
    if lines is None:
        raise Refused([finding("LX-W100", Where(CATALOGUE))])
    return lines


def _lined(step: Lined, sources: Sources, ground: Ground) -> tuple[Sources, tuple[Finding, ...]]:
    _bounded(words for _, _, words in step.cells)
    lines = lines_in(sources, ground.seen)
    there = {row.id for row in lines.rows}
    later = tuple(cell for cell in step.cells if cell[0] not in there)
    if not later or len(later) == len(step.cells):
        return _cells(step.cells, lines, sources, ground)
    # A file that leaves an exhibit is a line of its own only then: what becomes of it is the same step.
    sources, findings = _cells(tuple(cell for cell in step.cells if cell[0] in there), lines, sources, ground)
    sources, more = _cells(later, lines_in(sources, ground.seen), sources, ground)
    return sources, (*findings, *more)


def _cells(
    cells: Sequence[tuple[str, str, str]], lines: Lines, sources: Sources, ground: Ground
) -> tuple[Sources, tuple[Finding, ...]]:
    """Return the files after the cells of lines that are all there."""
    from lexcollect.matter.sheets import words_of_case
    from lexcollect.sheets.catalogue_changes import plan_of
    from lexcollect.sheets.edits import Edit, bare

    edits, findings = [], list[Finding]()
    for row, key, words in cells:
        held = lines.row(row)
        if held is None:
            raise Refused([finding("LX-W101", Where(CATALOGUE), row=bare(row))])
        edits.append(Edit(0, row, key, held.cells.get(key, ""), _cell(key, words, held.cells.get(key, ""), findings)))
    if any(one.stops for one in findings):
        raise Refused(findings)
    cited = words_of_case(sources.case) & {bare(row.id) for row in lines.rows}
    plan = plan_of(edits, lines, {}, ground.seen, ground.day, CATALOGUE, ground.served, cited)
    findings += plan.findings
    if any(one.stops for one in findings):
        raise Refused(findings)
    revision = revise(sources, catalogue=plan.changes)
    return revision.sources, (*findings, *revision.findings)


def _cell(key: str, words: str, was: str, findings: list[Finding]) -> str:
    """Return what is meant by the words of a cell, as in the sheet; what cannot be meant is a finding."""
    from lexcollect.sheets.cells import Cell, Held, trimmed
    from lexcollect.sheets.columns import BY_KEY, FILES
    from lexcollect.sheets.edits import Compared, meant

    if key == FILES:
        return words
    if key not in BY_KEY or not BY_KEY[key].open:
        raise Refused([finding("LX-W102", Where(CATALOGUE), column=key)])
    words = trimmed(words)
    held = Cell(words, Held.TEXT if words else Held.EMPTY)
    told = Compared()
    value = meant(key, held, was, Where(CATALOGUE), told)
    if any(one.stops for one in told.findings):
        raise Refused(told.findings)
    findings += told.findings
    return value


# --- the case file -----------------------------------------------------------------------------------------------


def exhibits_in(sources: Sources, seen: Mapping[str, Seen]) -> Exhibits:
    """Return the exhibits of the catalogue by number and title; none without a catalogue."""
    from lexcollect.sheets.case_rows import Exhibits
    from lexcollect.sheets.edits import bare, is_item
    from lexcollect.sheets.rows import lines_of

    lines = None if sources.catalogue is None else lines_of(sources.catalogue, seen)
    rows = [row for row in lines.rows if is_item(row.id)] if lines else []
    return Exhibits({bare(row.id): (row.cells.get("number", ""), row.cells.get("title", "")) for row in rows})


def data_in(sources: Sources) -> Mapping[str, Any]:
    """Return what the case file says, with English keys; :class:`Refused` where it cannot be read at all."""
    from lexcollect.casefile.loader import in_english

    data = in_english(sources.case, CASE, as_placed=True)
    if not data:
        raise Refused([finding("LX-W103", Where(CASE))])
    return data


def _typed(step: Typed | Filled | New | Gone, sources: Sources, ground: Ground) -> tuple[Sources, tuple[Finding, ...]]:
    from lexcollect.sheets.case_edits import case_edits
    from lexcollect.sheets.case_rows import rows_of

    grid = grid_named(step.grid)
    data, exhibits = data_in(sources), exhibits_in(sources, ground.seen)
    now = {row.id: row for row in rows_of(data, exhibits)[grid.name]}
    row = None if isinstance(step, New) else now.get(step.row)
    if row is None and not isinstance(step, New) and (isinstance(step, Gone) or grid.many):
        raise Refused([finding("LX-W101", Where(CASE), row=step.row)])
    _bounded(_words_of(step))
    edits = case_edits(_book(grid, step, row), data, exhibits, CASE)
    stopping = [one for one in edits.findings if one.stops]
    if stopping:
        raise Refused(stopping)
    revision = revise(sources, case=edits.changes)
    return revision.sources, (*edits.findings, *revision.findings)


def _renamed(step: Renamed, sources: Sources) -> tuple[Sources, tuple[Finding, ...]]:
    entry: Any = as_written(sources)
    for part in step.place:
        inside = isinstance(entry, list) and isinstance(part, int) and part < len(entry)
        entry = entry[part] if inside else entry.get(part) if isinstance(entry, Mapping) else None
    if not isinstance(entry, Mapping) or step.written not in entry or step.meant in entry:
        raise Refused([finding("LX-W101", Where(CASE), row=step.written)])
    value = entry[step.written]
    changes: list[Change] = [Remove((*step.place, step.written)), Set((*step.place, step.meant), value)]
    revision = revise(sources, case=changes)
    return revision.sources, revision.findings


def as_written(sources: Sources) -> Any:
    """Return the case file as it is typed, unknown keys and all; nothing where it cannot be read."""
    from lexcollect.yamltree import parse_yaml

    tree, _ = parse_yaml(sources.case, CASE)
    return tree.data if tree is not None else None


def grid_named(name: str) -> Grid:
    """Return the table ``name`` of the case file; :class:`Refused` where there is none."""
    from lexcollect.sheets.case_grids import grids

    found = next((grid for grid in grids() if grid.name == name), None)
    if found is None:
        raise Refused([finding("LX-W102", Where(CASE), column=name)])
    return found


def _book(grid: Grid, step: Typed | Filled | New | Gone, row: CaseRow | None) -> Any:
    """Return the step as the workbook in which a person would have done it: one table, one line."""
    from lexcollect.sheets.case_book import ID, PARENT, heads_of
    from lexcollect.sheets.case_rows import parent_of
    from lexcollect.sheets.reading import Book, Line, Memory, Table

    heads = heads_of(grid)
    memory: dict[tuple[str, str], Mapping[str, str]] = {}
    cells: dict[str, str] = {}
    if row is not None:
        base = dict(row.cells)
        cells = {**row.shown, ID: row.id}
        if PARENT in heads:
            base[PARENT] = cells[PARENT] = parent_of(row.place)
        memory[(grid.name, row.id)] = base
    lines: list[Line] = []
    if isinstance(step, (Typed, Filled)):
        for head, words in ((step.head, step.words),) if isinstance(step, Typed) else step.cells:
            _known(grid, head)
            cells[head] = words
        lines = [_line(cells)]
    elif isinstance(step, New):
        for head, _ in step.cells:
            _known(grid, head)
        cells = dict(step.cells) | ({PARENT: step.parent} if PARENT in heads else {})
        lines = [_line(cells)]
    return Book({grid.name: Table(grid.name, heads, tuple(lines))}, Memory("", "", memory))


def _line(cells: Mapping[str, str]) -> Any:
    from lexcollect.sheets.cells import Cell, Held, trimmed
    from lexcollect.sheets.reading import Line

    words = {head: trimmed(text) for head, text in cells.items()}
    return Line(1, {head: Cell(text, Held.TEXT if text else Held.EMPTY) for head, text in words.items()})


def _known(grid: Grid, head: str) -> None:
    if not any(column.head == head for column in grid.columns):
        raise Refused([finding("LX-W102", Where(CASE), column=head)])


def _words_of(step: Typed | Filled | New | Gone) -> Sequence[str]:
    if isinstance(step, Typed):
        return (step.words,)
    return tuple(words for _, words in step.cells) if isinstance(step, (New, Filled)) else ()


def _bounded(words: Iterable[str]) -> None:
    all_of = list(words)
    if len(all_of) > MAX_CELLS or any(len(one) > MAX_CHARACTERS for one in all_of):
        raise Refused([finding("LX-W104", Where(CASE), cells=MAX_CELLS, characters=MAX_CHARACTERS)])
