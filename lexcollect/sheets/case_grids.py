"""Case grids: the fact groups of a case file as tables of columns.

Owns how groups, nested groups and lists of nested groups become tables; all of it follows from the types of the fields,
so that a new key appears by itself. Knows no matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lexcollect.casefile.english import english_of
from lexcollect.casefile.facts import Fact, Field, fields_of
from lexcollect.casefile.fields import EXHIBITS
from lexcollect.casefile.labels import label_of
from lexcollect.casefile.models import Case
from lexcollect.records import dataclass

#: Keys that go to the end of a table: they are about how a fact is told, not what it is.
_LAST = ("note", "evidence", "standing", "plead", "distinct")
#: The table of what stands beside the groups: the name of the matter, remarks.
TOP = "案件"
_BETWEEN, _APART = "·", " · "


@dataclass(frozen=True)
class CaseColumn:
    """A column: the path of keys below the fact, its heading, the field, the heading in English.

    ``group`` is the group of keys that the field stands in, as the case file is read.
    """

    path: tuple[str, ...]
    head: str
    field: Field
    english: str = ""
    group: str = ""

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
    english: str = ""

    @property
    def named(self) -> bool:
        """Whether its facts have an id of their own."""
        return any(column.path == ("id",) for column in self.columns)


@cache
def grids() -> tuple[Grid, ...]:
    """Return every table, in the order of the case file; lists below a fact follow their group."""
    return tuple(_grids())


def _grids() -> Iterator[Grid]:
    singles = tuple(
        CaseColumn((f.key,), _label(Case, f), f, english_of("", f.key)) for f in fields_of(Case) if f.model is None
    )
    yield Grid(TOP, "", (), False, Case, tuple(c for c in singles if c.path != ("schema",)), "matter")
    for field in fields_of(Case):
        if field.model is None:
            continue
        name, english = _label(Case, field), english_of("", field.key)
        yield Grid(name, field.key, (), field.many, field.model, _columns(field.model), english)
        yield from _below((name, english), field.key, (), field.model)


def _below(names: tuple[str, str], group: str, path: tuple[str, ...], model: type[Fact]) -> Iterator[Grid]:
    for field in fields_of(model):
        if field.model is None:
            continue
        title = f"{names[0]}{_BETWEEN}{_label(model, field)}"
        english = f"{names[1]}{_APART}{english_of(model.__name__, field.key)}"
        if field.many:
            yield Grid(title[:31], group, (*path, field.key), True, field.model, _columns(field.model), english)
        yield from _below((title, english), group, (*path, field.key), field.model)


def _columns(model: type[Fact]) -> tuple[CaseColumn, ...]:
    found: list[CaseColumn] = []
    taken: set[str] = set()
    for leaf in sorted(_leaves(model, (), (), ()), key=lambda leaf: _place(leaf.path)):
        head, english = _BETWEEN.join(leaf.labels), _APART.join(leaf.english)
        keys = ".".join(leaf.path)
        head = head if head not in taken else f"{head}（{keys}）"
        english = english if english not in {one.english for one in found} else f"{english} ({keys})"
        taken.add(head)
        found.append(CaseColumn(leaf.path, head, leaf.field, english, leaf.group))
    return tuple(found)


class _Leaf(NamedTuple):
    """A field that holds a value: its path of keys, their labels in both languages, and the group it stands in."""

    path: tuple[str, ...]
    labels: tuple[str, ...]
    english: tuple[str, ...]
    field: Field
    group: str


def _leaves(
    model: type[Fact], path: tuple[str, ...], labels: tuple[str, ...], english: tuple[str, ...]
) -> Iterator[_Leaf]:
    for field in fields_of(model):
        here, said = (*path, field.key), (*labels, _label(model, field))
        named = (*english, english_of(model.__name__, field.key))
        if field.model is None:
            yield _Leaf(here, said, named, field, model.__name__)
        elif not field.many:
            yield from _leaves(field.model, here, said, named)


def _place(path: tuple[str, ...]) -> tuple[int, int]:
    first = path[0]
    if first == "id":
        return (0, 0)
    return (2, _LAST.index(first)) if first in _LAST else (1, 0)


def _label(model: type[Fact], field: Field) -> str:
    return label_of("" if model is Case else model.__name__, field.key)
