"""Fields (字段): what a template can ask for, paper by paper, and what each means.

Owns the catalogue that the verb ``template`` and the guide show. Which fields there are follows from the shipped
templates, as they were compiled; what they mean stands in ``data/fields.tsv``. A list is written ``交货[]``, what is in
each of its entries ``交货[].金额``. Fills nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lexcollect.documents.papers import SCHEDULE
from lexcollect.documents.register import PAPERS, Paper
from lexcollect.resources import resource
from lexcollect.wording import Text, pair

MEANINGS = Path(__file__).parent / "data" / "fields.tsv"


class Shape(StrEnum):
    """What a field is: words to print, a list to loop over, or a group of fields."""

    TEXT = "words"
    LIST = "rows"
    GROUP = "group"


class Field(NamedTuple):
    """A field: its dotted name, its shape, and the templates (by file name) that use it."""

    name: str
    shape: Shape
    templates: tuple[str, ...]

    @property
    def meaning(self) -> Text | None:
        """What it means; ``None`` where nobody wrote it down."""
        return meaning(self.name)


@cache
def _meanings() -> dict[str, tuple[str, str]]:
    lines = MEANINGS.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {name: (zh, en) for name, zh, en in rows}


def meaning(name: str) -> Text | None:
    """Return what a field means, by the longest end of its name that is written down."""
    steps = name.replace("[]", "").split(".")
    ends = (".".join(steps[n:]) for n in range(len(steps)))
    return next((pair(*_meanings()[end]) for end in ends if end in _meanings()), None)


def templates() -> dict[str, tuple[Paper, ...]]:
    """Return the shipped templates by path, each with the papers that are written from it."""
    found: dict[str, tuple[Paper, ...]] = {}
    for paper in PAPERS.values():
        if not paper.on_form:
            found[paper.template] = (*found.get(paper.template, ()), paper)
    found.setdefault(SCHEDULE, ())
    return found


@cache
def names_in(template: str) -> frozenset[str]:
    """Return the names of the fields of a shipped template, groups and lists among them."""
    from lexcollect.documents.engine import load

    found: set[str] = set()
    for name in load(resource("templates") / template).fields:
        pieces = re.split(r"(?=\.|\[\])", name)
        found.update("".join(pieces[:n]) for n in range(1, len(pieces) + 1))
    return frozenset(found)


def fields_of(template: str) -> list[Field]:
    """Return the fields of a shipped template, each group before what is in it."""
    return _told({Path(template).stem: names_in(template)})


def all_fields() -> list[Field]:
    """Return the fields of all shipped templates."""
    return _told({Path(template).stem: names_in(template) for template in templates()})


def _told(by_template: dict[str, frozenset[str]]) -> list[Field]:
    every = frozenset[str]().union(*by_template.values())
    # A list stands once: ``交货[]`` is ``交货`` looped over.
    names = sorted(name for name in every if f"{name}[]" not in every)
    return [Field(name, _shape(name, every), tuple(_users(name, by_template))) for name in names]


def _shape(name: str, every: frozenset[str]) -> Shape:
    if name.endswith("[]"):
        return Shape.LIST
    return Shape.GROUP if any(other.startswith(f"{name}.") for other in every) else Shape.TEXT


def _users(name: str, by_template: dict[str, frozenset[str]]) -> Iterator[str]:
    yield from (template for template, names in by_template.items() if name in names)
