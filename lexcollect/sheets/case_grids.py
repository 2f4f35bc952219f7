"""Case grids: the fact groups of a case file as tables of columns.

Owns how groups, nested groups and lists of nested groups become tables; all of it follows from the types of the fields,
so that a new key appears by itself. Knows no matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lexcollect.casefile.facts import Fact, Field, fields_of
from lexcollect.casefile.fields import EXHIBITS
from lexcollect.casefile.labels import label_of
from lexcollect.casefile.models import Case
from lexcollect.records import dataclass

#: Keys that go to the end of a table: they are about how a fact is told, not what it is.
_LAST = ("note", "evidence", "standing", "plead", "distinct")
#: The table of what stands beside the groups: the name of the matter, remarks.
TOP = "案件"
_BETWEEN = "·"


@dataclass(frozen=True)
class CaseColumn:
    """A column: the path of keys below the fact, its heading, and the field."""

    path: tuple[str, ...]
    head: str
    field: Field

    @property
    def exhibits(self) -> bool:
        """Whether exhibits stand there."""
        return self.field.refers is not None and self.field.refers.group == EXHIBITS


@dataclass(frozen=True)
class Grid:
    """A table: its name, the key of its group, those that lead to a list below it, and its columns.

    ``many``: it holds any number of facts.
    """

    name: str
    group: str
    below: tuple[str, ...]
    many: bool
    model: type[Fact]
    columns: tuple[CaseColumn, ...]

    @property
    def named(self) -> bool:
        """Whether its facts have an id of their own."""
        return any(column.path == ("id",) for column in self.columns)


@cache
def grids() -> tuple[Grid, ...]:
    """Return every table, in the order of the case file; lists below a fact follow their group."""
    return tuple(_grids())


def _grids() -> Iterator[Grid]:
    singles = tuple(CaseColumn((f.key,), _label(Case, f), f) for f in fields_of(Case) if f.model is None)
    yield Grid(TOP, "", (), False, Case, tuple(c for c in singles if c.path != ("schema",)))
    for field in fields_of(Case):
        if field.model is None:
            continue
        name = _label(Case, field)
        yield Grid(name, field.key, (), field.many, field.model, _columns(field.model))
        yield from _below(name, field.key, (), field.model)


def _below(name: str, group: str, path: tuple[str, ...], model: type[Fact]) -> Iterator[Grid]:
    for field in fields_of(model):
        if field.model is None:
            continue
        title = f"{name}{_BETWEEN}{_label(model, field)}"
        if field.many:
            yield Grid(title[:31], group, (*path, field.key), True, field.model, _columns(field.model))
        yield from _below(title, group, (*path, field.key), field.model)


def _columns(model: type[Fact]) -> tuple[CaseColumn, ...]:
    found: list[CaseColumn] = []
    taken: set[str] = set()
    for path, labels, field in sorted(_leaves(model, (), ()), key=_place):
        head = _BETWEEN.join(labels)
        head = head if head not in taken else f"{head}（{'.'.join(path)}）"
        taken.add(head)
        found.append(CaseColumn(path, head, field))
    return tuple(found)


def _leaves(
    model: type[Fact], path: tuple[str, ...], labels: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], Field]]:
    for field in fields_of(model):
        here, said = (*path, field.key), (*labels, _label(model, field))
        if field.model is None:
            yield here, said, field
        elif not field.many:
            yield from _leaves(field.model, here, said)


def _place(leaf: tuple[tuple[str, ...], tuple[str, ...], Field]) -> tuple[int, int]:
    first = leaf[0][0]
    if first == "id":
        return (0, 0)
    return (2, _LAST.index(first)) if first in _LAST else (1, 0)


def _label(model: type[Fact], field: Field) -> str:
    return label_of("" if model is Case else model.__name__, field.key)
