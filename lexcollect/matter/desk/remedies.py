"""Remedies: the one right way out of a finding, as a step of the draft that can be undone.

Owns which findings have exactly one, and the step it is. Where a person has to choose between several, or to know
something the program does not, there is none: the finding leads to its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from lexcollect.casefile.kinds import CostKind
from lexcollect.casefile.loader import words_in
from lexcollect.findings import Finding, Refused
from lexcollect.matter.desk.steps import Filled, Gone, Lined, Renamed, Step, Typed, as_written
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

if TYPE_CHECKING:
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.sheets.case_grids import CaseColumn, Grid
    from lexcollect.sheets.case_rows import CaseRow


@dataclass(frozen=True)
class Remedy:
    """What is done, and how it is told before it is."""

    step: Step
    told: Text


def remedy_of(desk: Desk, one: Finding) -> Remedy | None:
    """Return the one right remedy of ``one`` in the draft; nothing where there is none, or where its place is gone.

    What would not be rid of the finding, or would bring a mistake, is none.
    """
    build = _BY_CODE.get(one.code)
    if build is None:
        return None
    try:
        return desk.once(f"remedy {one!r}", lambda: _sound(desk, one, build(desk, one)))
    except Refused:
        return None


def _sound(desk: Desk, one: Finding, remedy: Remedy | None) -> Remedy | None:
    if remedy is None:
        return None
    had = {(each.code, each.params) for each in desk.parts.findings}
    told = desk.foresee(remedy.step).parts.findings
    new = [each for each in told if each.stops and (each.code, each.params) not in had]
    left = sum((each.code, each.params) == (one.code, one.params) for each in told)
    before = sum((each.code, each.params) == (one.code, one.params) for each in desk.parts.findings)
    return remedy if not new and left < max(before, 1) else None


def _unknown_key(desk: Desk, one: Finding) -> Remedy | None:
    """A key that differs from a known one by a slip is called by that one; where it stands twice nobody can tell."""
    params = dict(one.params)
    written, near = str(params["key"]), str(params["near"])
    places = list(_entries_with(as_written(desk.sources), written))
    if len(places) != 1:
        return None
    place, entry = places[0]
    if near in entry or isinstance(entry[written], (Mapping, list)):
        return None
    return Remedy(Renamed(place, written, near), text("desk.mend.key", old=written, new=near))


def _entries_with(
    data: Any, key: str, place: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    """Yield (place, entry) of every entry that holds ``key``."""
    if isinstance(data, Mapping):
        if key in data:
            yield place, data
        for name, value in data.items():
            yield from _entries_with(value, key, (*place, name))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from _entries_with(value, key, (*place, at))


def _wrong_reference(desk: Desk, one: Finding) -> Remedy | None:
    """An id that nothing has, and that only one looks like."""
    params = dict(one.params)
    wrong, near = str(params["id"]), params.get("near")
    right = dict(near.params).get("id") if isinstance(near, Text) else None
    found = _cell(desk, one, lambda cell: wrong in words_in(cell))
    if not right or found is None:
        return None
    grid, row, column = found
    ids = [str(right) if id == wrong else id for id in words_in(row.cells[column.head])]
    named = desk.exhibits.shown(str(right)) if column.exhibits else str(right)
    words = "\n".join(map(desk.exhibits.shown, ids)) if column.exhibits else "、".join(ids)
    return Remedy(Typed(grid.name, row.id, column.head, words), text("desk.mend.reference", old=wrong, new=named))


def _link_not_named(desk: Desk, one: Finding) -> Remedy | None:
    """An exhibit that carries a link of the proof is one of the event."""
    ids = [str(id) for id in dict(one.params)["ids"]]
    found = _field(desk, one, "evidence")
    if found is None:
        return None
    grid, row, column = found
    held = words_in(row.cells.get(column.head, ""))
    words = "\n".join(map(desk.exhibits.shown, [*held, *(id for id in ids if id not in held)]))
    return Remedy(Filled(grid.name, row.id, ((column.head, words),)), text("desk.mend.link"))


def _kind_of_proof(desk: Desk, one: Finding) -> Remedy | None:
    """A proof that can be of one kind of evidence only is of that kind."""
    params = dict(one.params)
    forms = [str(form) for form in params["forms"]]
    rows = [
        row
        for row in desk.lines.rows
        if row.cells.get("kind") == params["kind"] and str(params["text"]) in row.cells.get("proof", "").split("、")
    ]
    if len(forms) != 1 or len(rows) != 1:
        return None
    step = Lined(((rows[0].id, "kind", forms[0]),))
    return Remedy(step, text("desk.mend.kind", title=rows[0].cells.get("title", ""), kind=forms[0]))


def _blank_entry(desk: Desk, one: Finding) -> Remedy | None:
    """An entry that a first file offered and nobody filled in goes, with the remarks it came with."""
    found = _row(desk, one)
    if found is None:
        return None
    grid, row = found
    return Remedy(Gone(grid.name, row.id), text("desk.mend.blank", group=dict(one.params)["group"]))


def _repair(desk: Desk, one: Finding) -> Remedy | None:
    """A cost with the name of a repair is one: it is claimed as damages."""
    told = text("desk.mend.repair", title=dict(one.params)["title"])
    return _typed(desk, one, "kind", CostKind.REPAIR.label, told)


def _named_debt(desk: Desk, one: Finding) -> Remedy | None:
    """A payment whose memo names one debt was paid on that one."""
    ids = dict(one.params)["ids"]
    if len(ids) != 1:
        return None
    return _typed(desk, one, "designated_for", str(ids[0]), text("desk.mend.named", id=ids[0]))


def _rent_ends(desk: Desk, one: Finding) -> Remedy | None:
    """Rent ends on the day on which its contract was terminated."""
    day = dict(one.params)["day"]
    return _typed(desk, one, "last", day.isoformat(), text("desk.mend.rent", day=day))


def _typed(desk: Desk, one: Finding, key: str, words: str, told: Text) -> Remedy | None:
    """Return the remedy that types ``words`` at ``key`` of the fact of a finding."""
    found = _field(desk, one, key)
    return Remedy(Typed(found[0].name, found[1].id, found[2].head, words), told) if found else None


def _terminated(desk: Desk, one: Finding) -> Remedy | None:
    """A contract whose notice of termination arrived was terminated on that day, where only one can be meant."""
    from lexcollect.sheets.case_grids import grids

    day = dict(one.params)["day"]
    grid = next(each for each in grids() if each.group == "contracts" and not each.below)
    column = next(each for each in grid.columns if each.path == ("termination", "day"))
    rows = desk.rows[grid.name]
    if len(rows) != 1:
        return None
    return Remedy(Typed(grid.name, rows[0].id, column.head, day.isoformat()), text("desk.mend.ended", day=day))


_Build = Callable[["Desk", Finding], Remedy | None]
_BY_CODE: Mapping[str, _Build] = {
    "LX-C010": _unknown_key,
    "LX-C030": _wrong_reference,
    "LX-C034": _wrong_reference,
    "LX-C153": _rent_ends,
    "LX-C170": _link_not_named,
    "LX-C360": _blank_entry,
    "LX-E044": _kind_of_proof,
    "LX-M432": _repair,
    "LX-M434": _named_debt,
    "LX-M436": _terminated,
}


# --- where a finding stands --------------------------------------------------------------------------------------


def _row(desk: Desk, one: Finding) -> tuple[Grid, CaseRow] | None:
    """Return the table and the row of the case file in which a finding stands."""
    from lexcollect.sheets.case_book import told_by_row
    from lexcollect.sheets.case_grids import grids

    found = next(iter(told_by_row(desk.rows, [one])), None)
    for grid in grids():
        for row in desk.rows[grid.name]:
            if found is not None and row.id == found:
                return grid, row
    return None


def _field(desk: Desk, one: Finding, key: str) -> tuple[Grid, CaseRow, CaseColumn] | None:
    """Return table, row and column of the key ``key`` of the fact in which a finding stands."""
    found = _row(desk, one)
    column = next((each for each in found[0].columns if each.path == (key,)), None) if found else None
    return (*found, column) if found is not None and column is not None else None


def _cell(desk: Desk, one: Finding, holds: Callable[[str], bool]) -> tuple[Grid, CaseRow, CaseColumn] | None:
    """Return the one cell of the row of a finding that refers to others and ``holds`` what it says."""
    found = _row(desk, one)
    if found is None:
        return None
    grid, row = found
    columns = [
        column
        for column in grid.columns
        if (column.exhibits or column.field.refers is not None) and holds(row.cells.get(column.head, ""))
    ]
    return (grid, row, columns[0]) if len(columns) == 1 else None
