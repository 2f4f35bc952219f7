"""Case book: the case file as a form in a workbook (案件信息.xlsx).

Owns which tables are in sight, which columns are folded away, what can be chosen, and where a finding stands. Every
group and every key has its place: what a matter does not use is hidden or folded, never missing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lexcollect.files import sha256_bytes
from lexcollect.findings import Finding
from lexcollect.sheets.case_grids import CaseColumn, Grid, grids
from lexcollect.sheets.case_rows import CaseRow, Exhibits, parent_of, rows_of
from lexcollect.sheets.fact_rows import facts_table
from lexcollect.sheets.workbook import Shape, SheetColumn, SheetRow, SheetTable, workbook_bytes
from lexcollect.wording import say, speaking

if TYPE_CHECKING:
    from lexcollect.proposing.shapes import Proposal

SCHEMA = "lexcollect/case-sheet/1"
#: Headings of the columns that the program writes.
ID, PROBLEM, PARENT = "编号ID", "程序提示", "属于哪一条"
#: Tables that most matters use: in sight even while they are empty.
_ALWAYS = frozenset(
    ("", "parties", "contracts", "obligations", "deliveries", "invoices", "payments", "acknowledgements")
) | {"communications", "securities"}
#: So many columns of a table are in sight at least, and so many empty rows wait below it.
_FEWEST, _SPARE = 9, 12
_WIDE, _MIDDLE, _NARROW = 26.0, 14.0, 9.0


def heads_of(grid: Grid) -> tuple[str, ...]:
    """Return the headings of a table from left to right."""
    parent = (PARENT,) if _has_parent(grid) else ()
    return (*parent, *(column.head for column in grid.columns), PROBLEM, ID)


def case_book(
    raw: bytes,
    data: Mapping[str, Any],
    findings: Sequence[Finding],
    exhibits: Exhibits,
    proposals: Sequence[Proposal] = (),
) -> bytes:
    """Return the workbook of the case file ``raw``, which says ``data``; ``findings`` stand beside their rows.

    ``proposals`` are facts that wait for a person; they stand before the tables of what was entered.
    """
    with speaking("zh"):
        rows = rows_of(data, exhibits)
        told = _told(rows, findings)
        ids = {group: tuple(_ids(data.get(group))) for group in data}
        tables = [_table(grid, rows[grid.name], told, ids, exhibits) for grid in grids()]
        tables.insert(0, facts_table(proposals, ids))
        return workbook_bytes(SCHEMA, sha256_bytes(raw), say("sheets.case.title"), tables)


def _table(
    grid: Grid,
    rows: Sequence[CaseRow],
    told: Mapping[str, str],
    ids: Mapping[str, tuple[str, ...]],
    exhibits: Exhibits,
) -> SheetTable:
    used = {head for row in rows for head in row.cells}
    columns = [
        _column(column, ids, exhibits, folded=_is_folded(grid, at, column, used))
        for at, column in enumerate(grid.columns)
    ]
    if _has_parent(grid):
        parents = tuple(dict.fromkeys((*(parent_of(row.place) for row in rows), *ids.get(grid.group, ()))))
        columns.insert(0, SheetColumn(PARENT, PARENT, _MIDDLE, choices=parents))
    columns.append(SheetColumn(PROBLEM, PROBLEM, _WIDE, open=False))
    columns.append(SheetColumn("id", ID, _MIDDLE, open=False, hidden=True))
    lines = [_line(grid, row, told) for row in rows]
    if grid.many or not rows:
        lines += [SheetRow("", {}, spare=True) for _ in range(_SPARE if grid.many else 1)]
    notes = (say("sheets.case.note"), say("sheets.case.note_many" if grid.many else "sheets.case.note_one"))
    hidden = not rows and (grid.group not in _ALWAYS or bool(grid.below))
    return SheetTable(grid.name, grid.name, notes, tuple(columns), tuple(lines), hidden)


def _line(grid: Grid, row: CaseRow, told: Mapping[str, str]) -> SheetRow:
    shown, memory = dict(row.shown), dict(row.cells)
    if _has_parent(grid):
        shown[PARENT] = memory[PARENT] = parent_of(row.place)
    if row.id in told:
        shown[PROBLEM] = told[row.id]
    return SheetRow(row.id, shown, memory=memory)


def _column(column: CaseColumn, ids: Mapping[str, tuple[str, ...]], exhibits: Exhibits, *, folded: bool) -> SheetColumn:
    field = column.field
    what = field.value.words.zh if field.value else ""
    choices: tuple[str, ...] = ()
    if field.kind is not None:
        choices = tuple(member.label for member in field.kind)
    elif what == "是、否":
        choices = ("是", "否")
    elif column.exhibits:
        choices = exhibits.choices
    elif field.refers is not None:
        choices = ids.get(field.refers.group, ())
    shape = Shape.DATE if what == "日期" else Shape.MONEY if what.startswith("金额") else Shape.TEXT
    narrow = shape is not Shape.TEXT or bool(choices) or column.path[-1] == "id"
    width = _WIDE if column.exhibits else _MIDDLE if narrow else _WIDE if len(column.path) == 1 else _MIDDLE
    return SheetColumn(column.head, column.head, width, shape=shape, choices=choices, folded=folded)


def _is_folded(grid: Grid, at: int, column: CaseColumn, used: set[str]) -> bool:
    """A column that nobody filled in is folded, but for the first ones, what must be given, and the exhibits."""
    if column.head in used or (column.field.required and len(column.path) == 1):
        return False
    return at >= _FEWEST and column.path != ("evidence",)


def _has_parent(grid: Grid) -> bool:
    from lexcollect.casefile.facts import fields_of
    from lexcollect.casefile.models import Case

    return bool(grid.below) and any(field.key == grid.group and field.many for field in fields_of(Case))


def _told(rows: Mapping[str, Sequence[CaseRow]], findings: Sequence[Finding]) -> dict[str, str]:
    """Return what is to be told of each row: the findings between its first line and that of the next one."""
    begins = sorted((row.first, row.id) for group in rows.values() for row in group if row.place and row.first)
    lines = [first for first, _ in begins]
    told: dict[str, list[str]] = {}
    for one in findings:
        at = bisect_right(lines, one.where.line) - 1
        if one.where.line and at >= 0:
            told.setdefault(begins[at][1], []).append(one.message("zh"))
    return {id: "\n".join(dict.fromkeys(words)) for id, words in told.items()}


def _ids(held: Any) -> list[str]:
    entries = held if isinstance(held, list) else []
    return [one["id"] for one in entries if isinstance(one, Mapping) and isinstance(one.get("id"), str)]
