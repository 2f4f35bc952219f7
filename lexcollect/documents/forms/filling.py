"""What fills a form: words for its blanks, ticks for its boxes, own words where there is room.

Owns the check that every word and tick has its place in the form: one that has none is a programming mistake
(:class:`Misfit`), since nothing may be written past a form in silence. A filling is plain data and goes into the
receipt as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lexcollect.documents.forms.form import Form, Printed
from lexcollect.records import dataclass, field


class Misfit(ValueError):
    """A word or a tick for which the form has no place."""


@dataclass
class Cell:
    """What one cell is filled with: ``blanks`` by name, ``ticks`` by exact name, ``said`` below or in the room.

    ``said`` are paragraphs of their own; in a cell that is nothing but room they are all of it.
    """

    blanks: dict[str, str] = field(default_factory=dict)
    ticks: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """Return it as the receipt keeps it, without what is empty."""
        whole = {"填": {k: v for k, v in self.blanks.items() if v}, "选": self.ticks, "文": self.said}
        return {key: part for key, part in whole.items() if part}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Cell:
        """Return what :meth:`plain` gave."""
        return cls(dict(plain.get("填", {})), list(plain.get("选", ())), list(plain.get("文", ())))


@dataclass
class Person:
    """One party in a block of the form (``title``), and what the paper calls it (被告一); empty: as the form does."""

    title: str
    called: str
    cell: Cell


@dataclass
class Annexed:
    """The list of evidence of a paper: its title, groups of rows, who hands it in and when."""

    title: str
    groups: list[tuple[str, list[list[str]]]]
    signature: dict[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """Return it as the receipt keeps it."""
        groups = [{"组": title, "行": [list(row) for row in rows]} for title, rows in self.groups]
        return {"题": self.title, "组": groups, "落款": dict(self.signature)}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Annexed:
        """Return what :meth:`plain` gave."""
        groups = [(group["组"], [list(row) for row in group["行"]]) for group in plain["组"]]
        return cls(plain["题"], groups, dict(plain["落款"]))


@dataclass
class Filling:
    """What a form is filled with: cells by row, own words by section, persons in their order."""

    rows: dict[str, Cell] = field(default_factory=dict)
    free: dict[str, list[str]] = field(default_factory=dict)
    parties: list[Person] = field(default_factory=list)
    signature: dict[str, str] = field(default_factory=dict)
    head: dict[str, str] = field(default_factory=dict)
    annex: Annexed | None = None

    def row(self, id: str) -> Cell:
        """Return the cell of the row ``id``, made when first asked for."""
        return self.rows.setdefault(id, Cell())

    def plain(self) -> dict[str, Any]:
        """Return it as fields of a receipt."""
        rows = {id: cell.plain() for id, cell in self.rows.items()}
        return {
            "当事人": [{"栏": p.title, "称": p.called, **p.cell.plain()} for p in self.parties],
            "各栏": {id: cell for id, cell in rows.items() if cell},
            "自述": {letter: said for letter, said in self.free.items() if said},
            "落款": dict(self.signature),
            "表头": dict(self.head),
            **({"附件": self.annex.plain()} if self.annex else {}),
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Filling:
        """Return what :meth:`plain` gave."""
        return cls(
            {id: Cell.of(cell) for id, cell in plain["各栏"].items()},
            {letter: list(said) for letter, said in plain["自述"].items()},
            [Person(block["栏"], block["称"], Cell.of(block)) for block in plain["当事人"]],
            dict(plain["落款"]),
            dict(plain["表头"]),
            Annexed.of(plain["附件"]) if "附件" in plain else None,
        )


def filled(form: Form, filling: Filling) -> Filling:
    """Return ``filling`` when all of it has a place in ``form``; :class:`Misfit` names what has none."""
    problems = [*_misfits(form, filling)]
    if problems:
        raise Misfit(f"{form.id}: {'; '.join(problems)}")
    return filling


def _misfits(form: Form, filling: Filling) -> Iterator[str]:
    titles = {block.title: block for block in form.parties}
    for person in filling.parties:
        if person.title not in titles:
            yield f"no block {person.title}"
            continue
        yield from _beside(person.title, person.cell, titles[person.title].cell)
    for id, cell in filling.rows.items():
        if id not in form.rows:
            yield f"no row {id}"
            continue
        row = form.rows[id]
        yield from _beside(id, cell, row.cell, row.head)
    letters = {section.letter for section in form.sections if section.free}
    yield from (f"no room in {letter}" for letter in filling.free if letter not in letters)


def _beside(place: str, cell: Cell, *printed: Printed) -> Iterator[str]:
    boxes = frozenset[str]().union(*(p.boxes for p in printed))
    blanks = frozenset[str]().union(*(p.blanks for p in printed))
    yield from (f"{place}: no box {name}" for name in _without(cell.ticks, boxes))
    yield from (f"{place}: no blank {name}" for name in _without(cell.blanks, blanks))
    twice = {name for name in cell.ticks if cell.ticks.count(name) > 1}
    yield from (f"{place}: {name} ticked twice" for name in sorted(twice))


def _without(names: Iterable[str], known: frozenset[str]) -> Iterator[str]:
    return (name for name in names if name not in known)
