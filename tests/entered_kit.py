"""A case file entered step by step, as the page enters it, and what is read back.

The case files of the examples and of every kind of debt; what fills a field is taken from fields of the same kind in
all of them, texts are made up of the signs that mean something to YAML.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lexcollect.matter.desk.steps import Gone, Ground, New, Step, Typed, after, data_in
from lexcollect.matter.writing import Sources
from lexcollect.resources import resource
from lexcollect.sheets.case_grids import CaseColumn, Grid, grids
from lexcollect.sheets.case_rows import CaseRow, Exhibits, parent_of, rows_of, stands_for
from test_every_kind import KINDS, case_text

GROUND = Ground(Path("nowhere"), {}, {}, date(2026, 11, 29))
NOBODY = Exhibits({})
_SIGNS = (
    *("：", ": ", " #", "'", '"', "- ", "{", "}", "[", "]", "&a", "*b", "!", "|", ">", "%", "@", "`", "\\", ",", "，"),
    *(
        "\u3000",
        "~",
        "null",
        "yes",
        "0x10",
        "1e3",
        "007",
        "…",
        "《买卖合同》",
        "甲方",
        "第5条",
        "2024年5月6日",
        "100,000元",
    ),
    *("<script>", "{{ x }}", "=1+1", "\u202e", "😀", "𠮷", "e\u0301"),
)


def texts() -> dict[str, str]:
    """Return the case files by name."""
    found = {path.parent.name: path.read_text("utf-8") for path in sorted(resource("examples").glob("*/案件.yaml"))}
    return found | {f"kind {kind}": case_text(kind) for kind in KINDS}


def sources_of(text: str) -> Sources:
    """Return a matter that has a case file and nothing else."""
    return Sources(text.encode("utf-8"))


def rows_in(sources: Sources) -> dict[str, tuple[CaseRow, ...]]:
    """Return what the case file says, by table."""
    return rows_of(data_in(sources), NOBODY)


def taken(sources: Sources, step: Step) -> Sources:
    """Return the files after a step; :class:`Refused` where it cannot be done."""
    return after(step, sources, GROUND)[0]


def cells_of(sources: Sources) -> Iterator[tuple[Grid, CaseRow, CaseColumn, str]]:
    """Yield every cell that is filled, with its words."""
    rows = rows_in(sources)
    for grid in grids():
        for row in rows[grid.name]:
            for column in grid.columns:
                if column.head in row.shown:
                    yield grid, row, column, row.shown[column.head]


def rebuilt(text: str) -> Sources:
    """Return a case file into which every fact of ``text`` was entered anew, one step after the other."""
    wanted = rows_in(sources_of(text))
    now = sources_of("schema: lexcollect/case/1\n")
    for grid in grids():
        for row in wanted[grid.name]:
            if not grid.many:
                for head, words in row.shown.items():
                    now = taken(now, Typed(grid.name, row.id, head, words))
            elif row.shown:
                now = taken(now, New(grid.name, tuple(row.shown.items()), parent_of(row.place)))
    return now


def meaning(sources: Sources) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Return what a case file says, wherever it stands; ids apart, which the page makes and nobody types."""
    ids = {grid.name: {column.head for column in grid.columns if column.path == ("id",)} for grid in grids()}
    return sorted(
        (name, tuple(sorted((head, words) for head, words in row.cells.items() if head not in ids[name])))
        for name, held in rows_in(sources).items()
        for row in held
        if row.cells
    )


class Typist:
    """Whoever types: values of the same kind from all case files, or texts full of signs."""

    def __init__(self, luck: random.Random) -> None:
        self.luck = luck
        self._pool: dict[object, list[str]] = {}
        for text in texts().values():
            for _, _, column, words in cells_of(sources_of(text)):
                self._pool.setdefault(_kind(column), []).append(words)

    def text(self) -> str:
        """Return a text of one to six signs and words."""
        return "".join(self.luck.choice(_SIGNS) for _ in range(self.luck.randint(1, 6)))

    def words(self, column: CaseColumn) -> str:
        """Return something a person would type into a field of this column."""
        known = self._pool.get(_kind(column), [])
        plain = column.field.value is None or column.field.value.words.zh == "文字"
        if not known or (plain and self.luck.random() < 0.6):
            return self.text()
        return self.luck.choice(known)

    def step(self, sources: Sources) -> tuple[Step, Grid, CaseColumn | None, str]:
        """Return a step on ``sources``: mostly a field typed, sometimes a fact that is new or gone."""
        rows = rows_in(sources)
        grid = self.luck.choice([one for one in grids() if rows[one.name]])
        row = self.luck.choice(rows[grid.name])
        if grid.group and self.luck.random() < 0.08:
            return Gone(grid.name, row.id), grid, None, ""
        column = self.luck.choice([one for one in grid.columns if one.path != ("id",)])
        words = "" if self.luck.random() < 0.08 else self.words(column)
        if grid.many and self.luck.random() < 0.1:
            return New(grid.name, ((column.head, words),), parent_of(row.place)), grid, column, words
        return Typed(grid.name, row.id, column.head, words), grid, column, words


def _kind(column: CaseColumn) -> object:
    field = column.field
    return field.kind, field.refers and field.refers.group, field.value and field.value.words.zh, column.exhibits


def meant(column: CaseColumn, words: str) -> str:
    """Return what typed words stand for."""
    from lexcollect.sheets.cells import trimmed

    return stands_for(column, trimmed(words), NOBODY)


def remarks(raw: bytes) -> list[str]:
    """Return the lines that are remarks."""
    return re.findall(r"(?m)^\s*#.*$", raw.decode("utf-8"))
