"""Case book: the case file as a form in a workbook (案件信息.xlsx).

Owns which tables are in sight, which columns are folded away, what can be chosen, and where a finding stands. Every
group and every key has its place: what a matter does not use is hidden or folded, never missing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lexcollect.casefile.kinds import Target
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
#: Groups of few facts with many keys: they stand on their side, as a form.
_FORMS = frozenset(("parties", "contracts", "securities"))
#: What of them is in sight even while it is empty; all else waits behind the +.
_USUAL: Mapping[str, tuple[str, ...]] = {
    "parties": ("id", "role", "kind", "name", "uscc", "id_no", "legal_rep", "domicile", "phone", "bank"),
    "contracts": (
        *("id", "cause", "name", "number", "signed_on", "goods", "payment_term", "term_interest"),
        *("late_penalty", "appropriation", "cost_clause", "notice", "jurisdiction"),
    ),
    "securities": (
        *("id", "kind", "grantor", "contract", "name", "created_on"),
        *("cap", "debts_from", "debts_to", "scope", "period"),
    ),
}
#: Whole orders of appropriation as contracts have them (付款冲抵): one choice instead of a list typed by hand.
_ORDERS = ("指定订单、先到期本金、违约金、费用", "先到期本金、利息、违约金、费用", "费用、利息、违约金、先到期本金")
_EMPTY_COLUMNS = 2
#: The name of the first sheet.
GUIDE = "说明"
#: So many columns of a table are in sight at least, and so many empty rows wait below it.
_FEWEST, _SPARE = 9, 12
_WIDE, _MIDDLE, _NARROW = 26.0, 14.0, 9.0


def heads_of(grid: Grid) -> tuple[str, ...]:
    """Return the headings of a table from left to right."""
    parent = (PARENT,) if has_parent(grid) else ()
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
        told = told_by_row(rows, findings)
        ids = {group: tuple(_ids(data.get(group))) for group in data}
        tables = [_table(grid, rows[grid.name], told, ids, exhibits) for grid in grids()]
        tables[:0] = [_guide(), facts_table(proposals, ids)]
        return workbook_bytes(SCHEMA, sha256_bytes(raw), say("sheets.case.title"), tables)


def is_form(grid: Grid) -> bool:
    """Tell whether a table stands on its side: a group that is there once, or one of few facts with many keys."""
    return not grid.below and (not grid.many or grid.group in _FORMS)


def _guide() -> SheetTable:
    lines = tuple(SheetRow("", {"text": say(f"sheets.guide.line{n}")}, spare=True) for n in range(1, 6))
    return SheetTable(GUIDE, say("sheets.guide.title"), (), (SheetColumn("text", GUIDE, 118, open=False),), lines)


def _table(
    grid: Grid,
    rows: Sequence[CaseRow],
    told: Mapping[str, Sequence[Finding]],
    ids: Mapping[str, tuple[str, ...]],
    exhibits: Exhibits,
) -> SheetTable:
    used = {head for row in rows for head in row.cells}
    columns = [
        _column(column, ids, exhibits, folded=_is_folded(grid, at, column, used), form=is_form(grid))
        for at, column in enumerate(grid.columns)
    ]
    if has_parent(grid):
        parents = tuple(dict.fromkeys((*(parent_of(row.place) for row in rows), *ids.get(grid.group, ()))))
        columns.insert(0, SheetColumn(PARENT, PARENT, _MIDDLE, choices=parents))
    columns.append(SheetColumn(PROBLEM, PROBLEM, _WIDE, open=False))
    columns.append(SheetColumn("id", ID, _MIDDLE, open=False, hidden=True))
    lines = [_line(grid, row, told) for row in rows]
    form = is_form(grid)
    if grid.many or not rows:
        spare = 1 if not grid.many else _EMPTY_COLUMNS if form else _SPARE
        lines += [SheetRow("", {}, spare=True) for _ in range(spare)]
    note = "note_form" if form and grid.many else "note_many" if grid.many else "note_one"
    notes = (say("sheets.case.note"), say(f"sheets.case.{note}"))
    hidden = not rows and (grid.group not in _ALWAYS or bool(grid.below))
    if not form:
        return SheetTable(grid.name, grid.name, notes, tuple(columns), tuple(lines), hidden)
    beside = _beside(grid, rows, told)
    columns = [column for column in columns if column.key != PROBLEM]
    return SheetTable(grid.name, grid.name, notes, tuple(columns), tuple(lines), hidden, form, beside)


def _beside(grid: Grid, rows: Sequence[CaseRow], told: Mapping[str, Sequence[Finding]]) -> dict[str, str]:
    """Return what is told beside each line of a form: a finding stands at its key, else at the first line."""
    beside: dict[str, list[str]] = {}
    for row in rows:
        name = f"{row.place[-1]}：" if len(rows) > 1 else ""
        for one in told.get(row.id, ()):
            path = tuple(one.where.field.partition("（")[0].rpartition("]")[2].strip(".").split("."))
            heads = [c.head for c in grid.columns if path != ("",) and c.path[: len(path)] == path]
            beside.setdefault((heads or [grid.columns[0].head])[0], []).append(name + one.message("zh"))
    return {head: "\n".join(dict.fromkeys(words)) for head, words in beside.items()}


def _line(grid: Grid, row: CaseRow, told: Mapping[str, Sequence[Finding]]) -> SheetRow:
    shown, memory = dict(row.shown), dict(row.cells)
    if has_parent(grid):
        shown[PARENT] = memory[PARENT] = parent_of(row.place)
    if row.id in told and not is_form(grid):
        shown[PROBLEM] = "\n".join(dict.fromkeys(one.message("zh") for one in told[row.id]))
    shown[""] = str(row.place[-1]) if grid.many else say("sheets.case.fill")
    return SheetRow(row.id, shown, memory=memory)


def _column(
    column: CaseColumn, ids: Mapping[str, tuple[str, ...]], exhibits: Exhibits, *, folded: bool, form: bool
) -> SheetColumn:
    field = column.field
    what = field.value.words.zh if field.value else ""
    choices = choices_of(column, ids, exhibits)
    shape = Shape.DATE if what == "日期" else Shape.MONEY if what.startswith("金额") else Shape.TEXT
    narrow = shape is not Shape.TEXT or bool(choices) or column.path[-1] == "id"
    width = _WIDE if column.exhibits else _MIDDLE if narrow else _WIDE if len(column.path) == 1 else _MIDDLE
    needed = field.required and len(column.path) == 1
    several = column.field.many and column.field.kind is not None
    help = _help(column, what, choices) if form or several else ""
    return SheetColumn(
        column.head, column.head, width, shape=shape, choices=choices, folded=folded, help=help, needed=needed
    )


def choices_of(column: CaseColumn, ids: Mapping[str, tuple[str, ...]], exhibits: Exhibits) -> tuple[str, ...]:
    """Return what can be chosen in a column: closed words, causes, exhibits, the ids of what it refers to."""
    field = column.field
    if field.kind is not None:
        return _ORDERS if field.kind is Target else tuple(member.label for member in field.kind)
    if column.path == ("cause",):
        return _causes()
    if field.value is not None and field.value.words.zh == "是、否":
        return ("是", "否")
    if column.exhibits:
        return exhibits.choices
    return tuple(ids.get(field.refers.group, ())) if field.refers is not None else ()


def _causes() -> tuple[str, ...]:
    """Return the causes of action that the program knows, by name."""
    from lexcollect.causes import causes

    return tuple(dict.fromkeys(str(one.name) for one in causes()))


def _help(column: CaseColumn, what: str, choices: Sequence[str]) -> str:
    """Return in a few words what is typed there: beside a line of a form, behind the heading of a table."""
    if column.field.many and column.field.kind is not None:
        return say("sheets.case.help_many", choices="、".join(member.label for member in column.field.kind))
    if column.exhibits:
        return say("sheets.case.help_exhibits")
    if choices:
        return say("sheets.case.help_choice")
    return "" if what == "文字" else what


def is_usual(grid: Grid, column: CaseColumn) -> bool:
    """Tell whether a column of a form is one that most matters use, whatever their cause."""
    return is_form(grid) and column.path[0] in _USUAL.get(grid.group, ()) and len(column.path) <= 2


def _is_folded(grid: Grid, at: int, column: CaseColumn, used: set[str]) -> bool:
    """A column that nobody filled in is folded, but for the first ones, what must be given, and the exhibits."""
    if column.head in used or (column.field.required and len(column.path) == 1):
        return False
    if is_form(grid) and grid.group in _USUAL:
        return not is_usual(grid, column) and column.path != ("evidence",)
    return at >= _FEWEST and column.path != ("evidence",)


def has_parent(grid: Grid) -> bool:
    """Tell whether the facts of a table belong to facts of another one, which must be named."""
    from lexcollect.casefile.facts import fields_of
    from lexcollect.casefile.models import Case

    return bool(grid.below) and any(field.key == grid.group and field.many for field in fields_of(Case))


def told_by_row(rows: Mapping[str, Sequence[CaseRow]], findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Return what is to be told of each row: the findings between its first line and that of the next one."""
    begins = sorted((row.first, row.id) for group in rows.values() for row in group if row.place and row.first)
    lines = [first for first, _ in begins]
    told: dict[str, list[Finding]] = {}
    for one in findings:
        at = bisect_right(lines, one.where.line) - 1
        if one.where.line and at >= 0:
            told.setdefault(begins[at][1], []).append(one)
    return told


def _ids(held: Any) -> list[str]:
    entries = held if isinstance(held, list) else []
    return [one["id"] for one in entries if isinstance(one, Mapping) and isinstance(one.get("id"), str)]
