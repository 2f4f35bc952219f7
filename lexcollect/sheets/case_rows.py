"""Case rows: the facts of a case file as lines of its tables, in the words a person reads.

Owns what a cell shows and what it stands for: a choice by its Chinese word, an exhibit by number and title, an amount
as a number, a day as a day. Two cells are the same when they stand for the same, however they are spelled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from lexcollect.casefile.facts import Field
from lexcollect.casefile.loader import words_in
from lexcollect.casefile.values import BadValue, Remarked, spellings
from lexcollect.findings import Where
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.sheets.case_grids import CaseColumn, Grid, grids

_NUMBER = regex(r"^\d{1,3}-\d{1,4}[a-z]?(?=\s|$)")
_POSITION = "#"


@dataclass(frozen=True)
class CaseRow:
    """A fact: its ``place`` in the case file, its cells as they stand for something, by heading, and its lines.

    ``shown`` are the words of the cells; ``first`` is the line of the file on which it begins.
    """

    id: str
    place: tuple[str | int, ...]
    cells: Mapping[str, str]
    shown: Mapping[str, str]
    first: int
    whole: Mapping[str, Any]


class Exhibits:
    """The exhibits of the catalogue, by id and as people see them: 2-1 《钢材购销框架合同》."""

    def __init__(self, items: Mapping[str, tuple[str, str]]) -> None:
        self._shown = {id: f"{number} {title}".strip() for id, (number, title) in items.items()}
        self._ids = {words: id for id, words in self._shown.items()}
        self._numbers = {number: id for id, (number, _) in items.items() if number}

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be chosen, in the order of the catalogue."""
        return tuple(self._shown.values())

    def shown(self, ids: str) -> str:
        """Return exhibits as people see them, one a line."""
        return "\n".join(self._shown.get(id.strip(), id.strip()) for id in words_in(ids))

    def meant(self, words: str) -> str:
        """Return the ids that lines of ``words`` stand for; what no exhibit is called stays as it is."""
        return "、".join(dict.fromkeys(self._one(line) for line in re.split(r"[\n；;]", words) if line.strip()))

    def _one(self, line: str) -> str:
        words = line.strip()
        if words in self._ids:
            return self._ids[words]
        number = _NUMBER.match(words)
        if number and number[0] in self._numbers:
            return self._numbers[number[0]]
        return "、".join(self._numbers.get(part.strip(), part.strip()) for part in words_in(words))


def rows_of(data: Mapping[str, Any], exhibits: Exhibits) -> dict[str, tuple[CaseRow, ...]]:
    """Return the rows of every table of the case file that ``data`` (English keys, as typed) is."""
    return {grid.name: tuple(_rows(grid, data, exhibits)) for grid in grids()}


def stands_for(column: CaseColumn, words: str, exhibits: Exhibits) -> str:
    """Return what the words of a cell stand for."""
    if column.exhibits:
        return exhibits.meant(words)
    if column.field.many:
        parts = [canonical(column.field, part.strip()) for line in words.split("\n") for part in words_in(line)]
        return "、".join(parts)
    return canonical(column.field, words)


def said_of(column: CaseColumn, words: str, exhibits: Exhibits) -> str:
    """Return what ``words``, or what they stand for, are in a cell."""
    return exhibits.shown(words) if column.exhibits else _said(column, words)


def _rows(grid: Grid, data: Mapping[str, Any], exhibits: Exhibits) -> Iterator[CaseRow]:
    if not grid.group:
        yield _row(grid, (), "", data, exhibits)
        return
    held = data.get(grid.group)
    entries = held if isinstance(held, list) else [held] if isinstance(held, Mapping) else []
    many = isinstance(held, list)
    for at, entry in enumerate(entries):
        if not isinstance(entry, Mapping):
            continue
        place: tuple[str | int, ...] = (grid.group, *((_name(entry, at),) if many else ()))
        for deep, one in _deep(place, entry, grid.below):
            yield _row(grid, deep, _id_of(deep), one, exhibits)


def _deep(
    place: tuple[str | int, ...], entry: Mapping[str, Any], below: tuple[str, ...]
) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    """Yield the entries of the list at the end of ``below``, each with its place."""
    if not below:
        yield place, entry
        return
    inner = entry.get(below[0])
    if isinstance(inner, Mapping):
        yield from _deep((*place, below[0]), inner, below[1:]) if below[1:] else ()
        return
    for n, one in enumerate(inner if isinstance(inner, list) else []):
        if isinstance(one, Mapping):
            yield from _deep((*place, below[0], _name(one, n)), one, below[1:])


def _row(grid: Grid, place: tuple[str | int, ...], id: str, entry: Mapping[str, Any], exhibits: Exhibits) -> CaseRow:
    cells, shown = {}, {}
    for column in grid.columns:
        words = _held(entry, column.path, grid.model)
        if words:
            cells[column.head] = stands_for(column, words, exhibits)
            shown[column.head] = said_of(column, words, exhibits)
    where = entry.get("where")
    return CaseRow(id or grid.name, place, cells, shown, where.line if isinstance(where, Where) else 0, entry)


def _held(entry: Any, path: tuple[str, ...], model: Any) -> str:
    """Return the words at ``path``: a list as one text; a value that stands for its group counts for its key."""
    for at, key in enumerate(path):
        if isinstance(entry, Mapping):
            entry = entry.get(key)
        elif (
            isinstance(entry, str) and at == len(path) - 1 and key == getattr(_model_at(model, path[:-1]), "alone", "")
        ):
            return entry
        else:
            return ""
    if isinstance(entry, list):
        return "、".join(one for one in entry if isinstance(one, str))
    return entry if isinstance(entry, str) else ""


def _model_at(model: Any, path: tuple[str, ...]) -> Any:
    from lexcollect.casefile.facts import fields_of

    for key in path:
        model = next((field.model for field in fields_of(model) if field.key == key), None)
        if model is None:
            return None
    return model


def canonical(field: Field, words: str) -> str:
    """Return what one value stands for: the value of a choice, a day in ISO, an amount without separators."""
    if field.kind is not None:
        member = spellings(field.kind).get(words)
        return member.value if member is not None else words
    if field.value is None or not words:
        return words
    try:
        read = field.value.read(words)
    except (BadValue, ValueError, ArithmeticError):
        return words
    value = read.value if isinstance(read, Remarked) else read
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else words


def _said(column: CaseColumn, words: str) -> str:
    """Return the words of a cell: choices in Chinese, all else as it was typed."""
    kind = column.field.kind
    if kind is None:
        value = canonical(column.field, words) if not column.field.many else ""
        return value if _is_day(value) or value in ("是", "否") else words
    members = spellings(kind)
    said = [members[part.strip()].label if part.strip() in members else part.strip() for part in words_in(words)]
    return "、".join(said) if column.field.many else (members[words].label if words in members else words)


def _is_day(words: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", words))


def _name(entry: Mapping[str, Any], at: int) -> str | int:
    id = entry.get("id")
    return id if isinstance(id, str) and id else at


def _id_of(place: tuple[str | int, ...]) -> str:
    """Return a place as the hidden id of its row: payments/付款一, deliveries/#3."""
    return "/".join(f"{_POSITION}{part + 1}" if isinstance(part, int) else part for part in place)


def parent_of(place: tuple[str | int, ...]) -> str:
    """Return what a fact in a list below another one belongs to, as its row says it: 判决一, 判决一/#1."""
    return "/".join(f"{_POSITION}{part + 1}" if isinstance(part, int) else part for part in place[1:-2])


def place_below(group: str, parent: str, below: tuple[str, ...]) -> tuple[str | int, ...]:
    """Return the place of the list that a new fact of ``parent`` goes into."""
    said = [part for part in parent.split("/") if part]
    parts = [int(part[1:]) - 1 if part[:1] == _POSITION and part[1:].isdecimal() else part for part in said]
    between = below[:-1] if len(parts) == 1 else ()  # a fact alone was named: the groups between follow from the list
    return (group, *parts, *between, below[-1])


def is_position(id: str) -> bool:
    """Tell whether a row is known by its position only."""
    return f"/{_POSITION}" in id
