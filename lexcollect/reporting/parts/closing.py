"""The report on closed matters (结案汇总): how each ended, why money was lost over all of them, and what was learnt."""

from __future__ import annotations

from collections.abc import Sequence

from lexcollect.casefile import kinds as k
from lexcollect.reporting.endings import Closed
from lexcollect.reporting.facts import ZERO
from lexcollect.reporting.parts.common import TOTAL, debtor_column, matter_column, money, owner_column
from lexcollect.reporting.parts.progress import joined
from lexcollect.reporting.tables import Cell, Chart, Column, Form, Part, Table
from lexcollect.wording import pair, text

_SUMS = ("due", "received", "set_off", "left", "spent")


def closing_part(found: Sequence[Closed]) -> Part:
    """Return the report on matters that were closed."""
    rows = sorted(found, key=lambda row: row.order)
    meaning = (text("reporting.meaning_closing"), text("reporting.meaning_causes"))
    tables = (_matters(rows), _causes(rows), _results(rows), _lessons(rows))
    return Part("closing", text("reporting.title_closing"), meaning, tables)


def _matters(rows: Sequence[Closed]) -> Table:
    owners = any(r.who.owner for r in rows)
    columns = (
        matter_column(),
        debtor_column(),
        *((owner_column(),) if owners else ()),
        Column("day", text("reporting.col_closed"), Form.DATE),
        Column("result", text("reporting.col_result")),
        *(Column(key, text(f"reporting.col_closing_{key}"), Form.MONEY, aside=key == "set_off") for key in _SUMS),
        Column("recovered", text("reporting.col_rate"), Form.RATE),
        Column("cost_rate", text("reporting.col_closing_cost_rate"), Form.RATE, aside=True),
        Column("days", text("reporting.col_took"), Form.COUNT, aside=True),
        Column("causes", text("reporting.col_causes"), aside=True),
    )
    body = tuple(
        (
            *(r.matter, r.who.name, *((r.who.owner,) if owners else ()), r.day),
            pair(*r.result.named) if r.result else text("reporting.not_entered"),
            *(getattr(r, key) for key in _SUMS),
            *(r.recovered, r.cost_rate, r.days, joined([pair(*cause.named) for cause in r.causes])),
        )
        for r in rows
    )
    sums = {key: sum((getattr(r, key) for r in rows), ZERO) for key in _SUMS}
    total: tuple[Cell, ...] = (
        *(TOTAL, "", *(("",) if owners else ()), None, "", *sums.values()),
        sums["received"] / sums["due"] if sums["due"] else None,
        sums["spent"] / sums["received"] if sums["received"] else None,
        *(None, ""),
    )
    return Table("closing", text("reporting.title_closing_matters"), columns, body, total, below="causes")


def _causes(rows: Sequence[Closed]) -> Table:
    columns = (
        Column("cause", text("reporting.col_causes")),
        Column("matters", text("reporting.col_matters"), Form.COUNT),
        money("left", text("reporting.col_closing_left")),
    )
    body = []
    for cause in k.LossCause:
        mine = [r for r in rows if cause in r.causes]
        body.append((pair(*cause.named), len(mine), sum((r.left for r in mine), ZERO)))
    none = [r for r in rows if not r.causes]
    body.append((text("reporting.not_entered"), len(none), sum((r.left for r in none), ZERO)))
    chart = Chart(text("reporting.title_causes"), "cause", ("matters",))
    notes = (text("reporting.note_causes"),)
    return Table("causes", text("reporting.title_causes"), columns, tuple(body), notes=notes, chart=chart)


def _results(rows: Sequence[Closed]) -> Table:
    columns = (
        Column("result", text("reporting.col_result")),
        Column("matters", text("reporting.col_matters"), Form.COUNT),
        *(money(key, text(f"reporting.col_closing_{key}")) for key in _SUMS),
    )
    body = []
    for result in (*k.ClosingResult, None):
        mine = [r for r in rows if r.result is result]
        if mine:
            name = pair(*result.named) if result else text("reporting.not_entered")
            body.append((name, len(mine), *(sum((getattr(r, key) for r in mine), ZERO) for key in _SUMS)))
    total: tuple[Cell, ...] = (TOTAL, len(rows), *(sum((getattr(r, key) for r in rows), ZERO) for key in _SUMS))
    return Table("results", text("reporting.title_results"), columns, tuple(body), total)


def _lessons(rows: Sequence[Closed]) -> Table:
    columns = (matter_column(), Column("lesson", text("reporting.col_lesson")))
    body = tuple((r.matter, lesson) for r in rows for lesson in r.lessons)
    return Table("lessons", text("reporting.title_lessons"), columns, body)
