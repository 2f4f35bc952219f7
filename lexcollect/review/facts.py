"""Facts: the case file of a matter on the desk as forms.

Owns which fields a fact has, what can be chosen in each and how it is called; all of it follows from the models, so
that a new key appears by itself. No id is typed or seen: exhibits and other facts are chosen by what they are called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Finding, Refused, shown
from lexcollect.layout import CASE
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.review.exhibits import lines_of
from lexcollect.review.html import Kept
from lexcollect.review.keys import key_of, told_all
from lexcollect.review.saying import said
from lexcollect.wording import in_brackets, language

if TYPE_CHECKING:
    from lexcollect.casefile.facts import Field
    from lexcollect.matter.asked_keys import Keys
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.review.typed import Refusal
    from lexcollect.sheets.case_grids import CaseColumn, Grid
    from lexcollect.sheets.case_rows import CaseRow, Exhibits

#: What a fact is called by, the first that it has; what has none is called by its id, and that by nobody typed.
_NAMES = ("name", "title", "number", "date", "id")
#: What tells facts that are called by nothing from each other: the first two of these, each cut to so many characters.
_TELLING, _TOLD = ("number", "doc_no", "date", "name", "title", "description", "amount"), 24
#: So many fields of a fact are in sight even while they are empty; words longer than this get room.
_FEWEST, _LONG = 8, 60
#: The groups whose facts are events that have to be proved.
EVENTS = ("communications", "acknowledgements", "payments", "filings", "obstacles")
#: Fields that every value fits have no hint.
_ANYTHING = "文字"
#: What is refused of a new fact stands under this name; of a field of one that is there, under its row and heading.
NEW = "new"
_NONE: Mapping[str, Refusal] = MappingProxyType({})


class Control(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    LONG = "long"
    ONE = "one"  # one of a closed list
    OFFERED = "offered"  # a text, with words to choose from
    SEVERAL = "several"
    EXHIBITS = "exhibits"


@dataclass(frozen=True)
class _Known:
    """What fields choose from: facts by group and id with what they are called, exhibits with their pictures."""

    ids: Mapping[str, tuple[str, ...]]
    called: Mapping[str, Mapping[str, str]]
    exhibits: Exhibits
    pictures: Mapping[str, str]
    said: Callable[[Finding], Finding]
    asked: frozenset[Keys] = frozenset()
    elsewhere: frozenset[Keys] = frozenset()
    causes: tuple[str, ...] = ()

    def is_asked(self, grid: Grid, column: CaseColumn) -> bool:
        """Tell whether matters of this cause are asked for a column, or most matters use it."""
        from lexcollect.sheets.case_book import is_usual

        return is_usual(grid, column) or (grid.group, *grid.below, *column.path) in self.asked

    def is_elsewhere(self, grid: Grid, column: CaseColumn) -> bool:
        """Tell whether only matters of other causes are asked for a column."""
        return (grid.group, *grid.below, *column.path)[:2] in self.elsewhere


def tables(desk: Desk) -> list[dict[str, Any]]:
    """Return the tables of the case file with how many facts each has, and whether matters of its cause have them."""
    from lexcollect.matter.asked_keys import asked
    from lexcollect.sheets.case_grids import grids

    rows = desk.rows
    usual = {keys[0] for keys in asked(_causes(desk.data))}
    found = []
    for grid in grids():
        count = len(rows[grid.name]) if grid.many else sum(bool(row.cells) for row in rows[grid.name])
        found.append(
            {
                "name": name_of(grid),
                "key": key_of(grid.name),
                "count": count,
                "below": bool(grid.below),
                "usual": not grid.below and (grid.group in usual or not grid.group),
            }
        )
    return found


def _causes(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the causes of the contracts of a case file."""
    entries = _listed(data.get("contracts"))
    return tuple(one["cause"] for one in entries if isinstance(one, Mapping) and isinstance(one.get("cause"), str))


#: A key in the words about a group, as its source writes it.
_NAMED = regex("``([^`]+)``")


def _about(grid: Grid) -> str:
    """Return what a group is about, its keys called by their English names as the fields below are."""
    from lexcollect.casefile.english import english_of

    group, words = grid.model.__name__, " ".join((grid.model.__doc__ or "").split())
    return _NAMED.sub(lambda key: f"“{english_of(group, key[1])}”" if key[1].isidentifier() else key[1], words)


def table(desk: Desk, grid: Grid, refused: Mapping[str, Refusal] = _NONE) -> dict[str, Any]:
    """Return one table of the case file: its facts with their fields, and what an empty new one asks for.

    Fields that matters of its cause are asked for stand first, those of other causes last; one that is filled in is
    always in sight. ``refused`` is what was refused of its fields.
    """
    from lexcollect.sheets.case_book import has_parent
    from lexcollect.sheets.case_rows import parent_of

    known = _known(desk, desk.data)
    rows = desk.rows[grid.name]
    told = findings_by_row(desk)
    belongs = has_parent(grid)
    written = [one["id"] for one in _listed(desk.data.get(grid.group)) if _named(one)]
    parents = dict.fromkeys((*(parent_of(row.place) for row in rows), *written))
    names = known.called.get(grid.group, {})
    fresh = [column for column in grid.columns if not _unseen(column)]
    empty = [_field(column, "", known, ()) for column in fresh]
    new = refused.get(NEW)
    return {
        "name": name_of(grid),
        "about": _about(grid) if language() == "en" else "",
        "key": key_of(grid.name),
        "many": grid.many,
        "has_parent": belongs,
        "parents": [{"value": Kept(one), "name": names.get(one, one)} for one in parents] if belongs else [],
        "rows": [_fact(grid, row, known, told.get(row.id, ()), refused) for row in rows],
        "empty": _parted(grid, fresh, empty, known),
        "fresh": not rows,
        "refused": list(new.told) if new is not None else [],
    }


def _parted(
    grid: Grid,
    columns: Sequence[CaseColumn],
    fields: Sequence[dict[str, Any]],
    known: _Known,
    values: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, list[dict[str, Any]]]:
    """Return fields by where they stand: in sight (``seen``), behind a press (``more``), those of other causes.

    ``values`` are the words of the fact by heading: a person has no credit code to be asked for.
    """
    from lexcollect.review.suited import of_a_trade, unsuited, wanted

    found: dict[str, list[dict[str, Any]]] = {"seen": [], "more": [], "others": []}
    for at, (column, field) in enumerate(zip(columns, fields, strict=True)):
        filled = field["value"] or field["required"] or field["told"]
        asked = at < _FEWEST or known.is_asked(grid, column) or wanted(grid, column, values)
        traded = of_a_trade(grid, column, known.causes)
        if filled or column.path == ("evidence",) or (asked and not traded and not unsuited(grid, column, values)):
            found["seen"].append(field)
        else:
            found["others" if traded or known.is_elsewhere(grid, column) else "more"].append(field)
    return found


def name_of(grid: Grid) -> str:
    """Return what a table is called in the language of the page."""
    return grid.name if language() == "zh" else grid.english


def _help(column: CaseColumn) -> dict[str, str]:
    """Return what a field means, what may stand in it, and how it is written in the file itself."""
    from lexcollect.casefile.english import content_of, meaning_of
    from lexcollect.casefile.labels import labels_of

    meaning, content = meaning_of(column.group, column.path[-1]), content_of(column.field)
    zh = language() == "zh"
    others = labels_of(column.group, column.path[-1])[1:]
    return {
        "meaning": (meaning.zh if zh else meaning.en) if meaning else "",
        "content": content.zh if zh else content.en,
        "key": ".".join(column.path),
        "others": "、".join(others) if zh else "",
    }


def findings_by_row(desk: Desk) -> dict[str, list[Finding]]:
    """Return the findings of the case file by the row of the table in which they stand."""
    from lexcollect.sheets.case_book import told_by_row

    told = [one for one in desk.findings if one.where.file == CASE]
    return desk.once("findings_by_row", lambda: told_by_row(desk.rows, told))


def called(desk: Desk) -> Mapping[str, Mapping[str, str]]:
    """Return what the facts of the draft are called, by group and id; none where the case file cannot be read."""
    from lexcollect.matter.desk.steps import data_in

    try:
        return _known(desk, data_in(desk.sources)).called
    except Refused:
        return {}


def known_to(desk: Desk) -> _Known:
    """Return what the fields of a fact choose from; :class:`Refused` where the case file cannot be read."""
    from lexcollect.matter.desk.steps import data_in

    return _known(desk, data_in(desk.sources))


def field_of(column: CaseColumn, value: str, known: _Known) -> dict[str, Any]:
    """Return one field of a fact, without what is to be told of it."""
    return _field(column, value, known, ())


def fact_key(grid: str, row: str) -> str:
    """Return how a fact is called in the browser."""
    return key_of(f"{grid}\n{row}")


# --- what fields choose from -------------------------------------------------------------------------------------


def _known(desk: Desk, data: Mapping[str, Any]) -> _Known:
    return desk.once("known", lambda: _all_known(desk, data))


def _all_known(desk: Desk, data: Mapping[str, Any]) -> _Known:
    from lexcollect.matter.asked_keys import asked, asked_elsewhere
    from lexcollect.sheets.edits import bare, is_item

    entries = {group: [one for one in held if _named(one)] for group, held in data.items() if isinstance(held, list)}
    called = {group: {one["id"]: _called(one) for one in held} for group, held in entries.items()}
    called["obligations"] = {**called.get("obligations", {}), **_periods(desk, called.get("obligations", {}))}
    lines = lines_of(desk)
    exhibits = desk.exhibits
    pictures = {exhibits.shown(bare(row.id)): key_of(row.id) for row in lines.rows if is_item(row.id)} if lines else {}
    causes = _causes(data)
    return _Known(
        {group: tuple(names) for group, names in called.items()},
        called,
        exhibits,
        pictures,
        lambda one: said(desk, one),
        asked(causes),
        asked_elsewhere(causes),
        causes,
    )


def _periods(desk: Desk, written: Mapping[str, str]) -> dict[str, str]:
    """Return the receivables that one line of rent stands for: by number, what each is called, with sum and due day."""
    case = desk.parts.case
    found = {}
    for one in case.obligations if case is not None else ():
        if one.id not in written:
            due = one.due.day.isoformat() if one.due is not None and one.due.day is not None else ""
            words = (one.title or one.id, f"{one.amount:,.2f}" if one.amount else "", due)
            found[one.id] = shown("　".join(filter(None, words)))
    return found


def _listed(held: Any) -> list[Any]:
    return held if isinstance(held, list) else []


def _named(entry: Any) -> bool:
    return isinstance(entry, Mapping) and isinstance(entry.get("id"), str)


def _called(entry: Mapping[str, Any]) -> str:
    """Return what a fact is called: its name before its number before its id, and the id where that says more."""
    found = next((str(entry[key]) for key in _NAMES if isinstance(entry.get(key), str) and entry[key]), "")
    id = str(entry["id"])
    return shown(found if found == id or id in found else f"{found}{in_brackets(id)}" if found else id)


def _unseen(column: CaseColumn) -> bool:
    """Tell whether a column is the id of its fact: made by the program, changed by nobody here."""
    return column.path == ("id",)


# --- facts and fields --------------------------------------------------------------------------------------------


def _fact(
    grid: Grid, row: CaseRow, known: _Known, told: Sequence[Finding], refused: Mapping[str, Refusal]
) -> dict[str, Any]:
    columns = [column for column in grid.columns if not _unseen(column)]
    fields = [
        _field(column, row.shown.get(column.head, ""), known, told, refused.get(f"{row.id}\n{column.head}"))
        for column in columns
    ]
    placed = [one for field in fields for one in field["findings"]]
    last = row.place[-1] if row.place else name_of(grid)
    named = known.called.get(grid.group, {})
    name = named.get(last, name_of(grid)) if isinstance(last, str) else _nth(last, grid, row)
    parts = _parted(grid, columns, fields, known, row.shown)
    return {
        "id": Kept(row.id),
        "key": fact_key(grid.name, row.id),
        "name": shown(name),
        "fields": parts["seen"],
        "more": parts["more"],
        "others": parts["others"],
        "told": told_all(known.said(one) for one in told if one not in placed),
        "removable": bool(grid.group),
        "event": grid.group in EVENTS and not grid.below,
    }


def _nth(at: int, grid: Grid, row: CaseRow) -> str:
    """Return what a fact without a name is called: which one it is, and what tells it from its neighbours."""
    values = {column.path[0]: row.shown.get(column.head, "") for column in grid.columns if len(column.path) == 1}
    told = [values[key] for key in _TELLING if values.get(key)]
    return "　".join([str(at + 1), *(f"{one[:_TOLD]}…" if len(one) > _TOLD else one for one in told[:2])])


def _field(
    column: CaseColumn, value: str, known: _Known, told: Sequence[Finding], refusal: Refusal | None = None
) -> dict[str, Any]:
    mine = [one for one in told if _place_of(one)[: len(column.path)] == column.path]
    value = refusal.words if refusal is not None else value
    options, control = _options(column, value, known)
    words = column.field.value.words if column.field.value else None
    hint = (words.zh if language() == "zh" else words.en) if words and words.zh != _ANYTHING else ""
    return {
        "head": column.head if language() == "zh" else column.english,
        "key": key_of(column.head),
        "help": _help(column),
        "value": Kept(value),
        "hint": hint if hint not in (column.head, column.english) else "",
        "control": control.value,
        "find": control is Control.EXHIBITS and _too_many(known),
        "options": options,
        "nothing": control is Control.ONE and not options,
        "required": column.field.required and len(column.path) == 1,
        "findings": mine,
        "told": [*(refusal.told if refusal is not None else ()), *told_all(map(known.said, mine))],
        "refused": refusal is not None,
    }


def _too_many(known: _Known) -> bool:
    """Tell whether there are too many exhibits to list them beside every field."""
    from lexcollect.review.choosing import MANY

    return len(known.pictures) > MANY


def _options(column: CaseColumn, value: str, known: _Known) -> tuple[list[dict[str, Any]], Control]:
    """Return what can be chosen and how; what stands there and is no choice stays chosen."""
    from lexcollect.casefile.kinds import Target
    from lexcollect.sheets.case_book import choices_of

    field = column.field
    choices = choices_of(column, known.ids, known.exhibits)
    refers = field.refers is not None and not column.exhibits
    if not choices and refers and not value:  # what it refers to is not there yet: nobody types its number
        return [], Control.ONE
    if not choices and not column.exhibits and not refers:
        return [], Control.LONG if len(value) > _LONG or "\n" in value else Control.TEXT
    if field.kind is Target:  # an order is chosen whole, or typed
        return [
            {"value": Kept(one), "name": one, "chosen": one == value, "picture": ""}
            for one in dict.fromkeys((*choices, *([value] if value else [])))
        ], Control.OFFERED
    split = "\n" if column.exhibits else "、"
    held = [part.strip() for part in value.split(split) if part.strip()] if field.many else [value] if value else []
    names = known.called.get(field.refers.group, {}) if field.refers is not None and not column.exhibits else {}
    if language() == "en":
        names = {**names, **in_english(column.field)}
    listed = () if column.exhibits and _too_many(known) else choices
    options = [
        {"value": Kept(one), "name": names.get(one, one), "chosen": one in held, "picture": known.pictures.get(one, "")}
        for one in dict.fromkeys((*listed, *held))
    ]
    if column.exhibits:
        return options, Control.EXHIBITS
    closed = field.kind is not None or field.refers is not None or set(choices) == {"是", "否"}
    if field.many:
        return options, Control.SEVERAL if closed else Control.OFFERED
    return options, Control.ONE if closed else Control.OFFERED


def in_english(field: Field) -> dict[str, str]:
    """Return the English words of closed choices by the Chinese ones, which are what is sent."""
    if field.kind is not None:
        return {member.label: member.english for member in field.kind}
    return {"是": "yes", "否": "no"}


def column_of(grid: Grid, one: Finding) -> CaseColumn | None:
    """Return the field of a fact in which a finding is told; ``None`` where it is about the fact as a whole."""
    return next((column for column in grid.columns if _place_of(one)[: len(column.path)] == column.path), None)


def _place_of(one: Finding) -> tuple[str, ...]:
    return tuple(one.where.field.partition("（")[0].rpartition("]")[2].strip(".").split("."))
