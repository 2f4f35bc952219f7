"""The write-off checklist (坏账核销核对): every candidate with its grounds, what it lacks, and how each item stands."""

from __future__ import annotations

from collections.abc import Sequence

from lexcollect.reporting.endings import GROUNDS, Answer, Item, WriteOff
from lexcollect.reporting.facts import ZERO
from lexcollect.reporting.parts.common import TOTAL, debtor_column, matter_column, money
from lexcollect.reporting.parts.progress import joined
from lexcollect.reporting.tables import Cell, Column, Form, Part, Table
from lexcollect.wording import Text, text

_MARKS = {Answer.YES: "√", Answer.NO: "×", Answer.OPEN: "reporting.item_open"}


def writeoff_part(found: Sequence[WriteOff]) -> Part:
    """Return the report on what could be written off and what is missing for it."""
    rows = sorted(found, key=lambda row: row.order)
    meaning = (
        text("reporting.meaning_writeoff"),
        text("reporting.meaning_tax"),
    )
    tables = (_matters(rows), _grounds(rows), _items(rows))
    return Part("writeoff", text("reporting.title_writeoff"), meaning, tables)


def item_words(item: Item) -> Text:
    """Return how an item is called."""
    return text(f"reporting.item_{item.value}")


def _matters(rows: Sequence[WriteOff]) -> Table:
    columns = (
        matter_column(),
        debtor_column(),
        money("principal", text("reporting.col_principal")),
        money("three_years", text("reporting.col_three_years")),
        Column("one_year", text("reporting.col_one_year"), Form.MONEY, aside=True),
        Column("grounds", text("reporting.col_grounds")),
        Column("lacks", text("reporting.col_lacks"), aside=True),
    )
    body = tuple(
        (
            *(r.matter, r.who.name, r.principal, r.three_years, r.one_year),
            joined([item_words(item) for item in r.grounds]) or text("reporting.no_ground"),
            joined([text(f"reporting.lack_{item.value}") for item in r.lacks]),
        )
        for r in rows
    )
    sums = (sum((getattr(r, key) for r in rows), ZERO) for key in ("principal", "three_years", "one_year"))
    total: tuple[Cell, ...] = (TOTAL, "", *sums, "", "")
    return Table("writeoff", text("reporting.title_writeoff_matters"), columns, body, total, below="lacks")


def _grounds(rows: Sequence[WriteOff]) -> Table:
    columns = (
        Column("ground", text("reporting.col_grounds")),
        Column("matters", text("reporting.col_matters"), Form.COUNT),
        money("principal", text("reporting.col_principal")),
    )
    body = []
    for ground in GROUNDS:
        mine = [r for r in rows if ground in r.grounds]
        body.append((item_words(ground), len(mine), sum((r.principal for r in mine), ZERO)))
    none = [r for r in rows if not r.grounds]
    body.append((text("reporting.no_ground"), len(none), sum((r.principal for r in none), ZERO)))
    notes = (text("reporting.note_grounds"),)
    return Table("grounds", text("reporting.title_grounds"), columns, tuple(body), notes=notes)


def _items(rows: Sequence[WriteOff]) -> Table:
    columns = (matter_column(), *(Column(item.value, item_words(item)) for item in Item))
    body = tuple((r.matter, *(_mark(r.answer(item)) for item in Item)) for r in rows)
    return Table("items", text("reporting.title_items"), columns, body, detail=True)


def _mark(answer: Answer) -> Cell:
    mark = _MARKS[answer]
    return text(mark) if answer is Answer.OPEN else mark
