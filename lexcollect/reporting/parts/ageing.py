"""The report on ageing (账龄分析): bands, then the same by debtor, kind, person in charge and matter, each debt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from lexcollect.reporting.facts import ZERO, Debt, Facts, Standing
from lexcollect.reporting.figures.ageing import Aged, Group, aged, grouped, whole
from lexcollect.reporting.figures.bands import Band
from lexcollect.reporting.parts.common import (
    DRAWN,
    TOTAL,
    band_colours,
    band_words,
    count_column,
    debtor_column,
    matter_column,
    money,
    money_words,
    owner_column,
)
from lexcollect.reporting.tables import Cell, Chart, Column, Form, Part, Table
from lexcollect.wording import Text, text

#: How the debts are put together: key of the table, its title, heading of the first column, key and name of a debt.
_BY: tuple[tuple[str, str, str, Callable[[Debt], tuple[str, str]]], ...] = (
    ("by_debtor", "reporting.title_by_debtor", "reporting.col_debtor", lambda d: (d.who.key, d.who.name)),
    ("by_kind", "reporting.title_by_kind", "reporting.col_kind", lambda d: (d.kind, d.kind)),
    ("by_owner", "reporting.title_by_owner", "reporting.col_owner", lambda d: (d.who.owner, d.who.owner)),
    ("by_matter", "reporting.title_by_matter", "reporting.col_matter", lambda d: (d.matter, d.matter)),
)


def ageing_part(facts: Facts, bands: Sequence[Band]) -> Part:
    """Return the report on the as-of day of ``facts``, money by money."""
    tables = [table for currency in facts.currencies for table in _of(facts, currency, bands)]
    meaning = (
        text("reporting.meaning_ageing", day=facts.as_of),
        text("reporting.meaning_bands"),
        *((text("reporting.meaning_ledger"),) if facts.from_rows else ()),
    )
    return Part("ageing", text("reporting.title_ageing"), meaning, tuple(tables))


def _of(facts: Facts, currency: str, bands: Sequence[Band]) -> Iterator[Table]:
    debts = [d for d in facts.debts if d.currency == currency]
    rows = aged(debts, facts.as_of, bands)
    unit = money_words(currency, facts)
    yield _by_band(rows, bands, unit)
    for key, title, head, by in _BY:
        groups = grouped(rows, bands, by)
        if (key == "by_owner" and all(not g.key for g in groups)) or (key == "by_matter" and facts.from_rows):
            continue
        yield _grouped(key, text(title, unit=unit), text(head), groups, whole(rows, bands), bands)
    yield _each(rows, unit)


def _by_band(rows: Sequence[Aged], bands: Sequence[Band], unit: Text | str) -> Table:
    found = whole(rows, bands)
    columns = (
        Column("band", text("reporting.col_band"), short=True),
        count_column(),
        money("principal", text("reporting.col_principal")),
        Column("share", text("reporting.col_share"), Form.RATE),
    )
    body = tuple(
        (band_words(band), count, amount, amount / found.total if found.total else None)
        for band, count, amount in zip(bands, found.counts, found.amounts, strict=True)
        if count or band.overdue or not band.apart
    )
    total = (TOTAL, found.count, found.total, sum((r[3] for r in body if r[3]), ZERO) if found.total else None)
    chart = Chart(text("reporting.title_ageing"), "band", ("principal",))
    decided = sum(row.debt.decided for row in rows)
    notes = (text("reporting.note_decided", count=decided),) if decided else ()
    return Table("by_band", text("reporting.title_by_band", unit=unit), columns, body, total, notes, chart)


def _grouped(key: str, title: Text, head: Text, groups: Sequence[Group], found: Group, bands: Sequence[Band]) -> Table:
    """Return a table of groups over the bands that hold anything."""
    kept = [n for n, count in enumerate(found.counts) if count]
    columns = (
        Column(key.removeprefix("by_"), head),
        *(money(bands[n].key, band_words(bands[n])) for n in kept),
        money("total", TOTAL),
        count_column(),
    )

    def row(name: Text | str, group: Group) -> tuple[Cell, ...]:
        return (name, *(group.amounts[n] for n in kept), group.total, group.count)

    body = tuple(row(group.name or text("reporting.unnamed"), group) for group in groups)
    chart = Chart(title, columns[0].key, tuple(bands[n].key for n in kept), stacked=True, across=True, rows=DRAWN)
    chart = replace(chart, colours=band_colours(bands, [bands[n] for n in kept]))
    return Table(
        key, title, columns, body, row(TOTAL, found), chart=chart if key in ("by_debtor", "by_owner") else None
    )


def _each(rows: Sequence[Aged], unit: Text | str) -> Table:
    owners = any(r.debt.who.owner for r in rows)
    columns = (
        matter_column(),
        Column("debt", text("reporting.col_debt")),
        debtor_column(),
        Column("kind", text("reporting.col_kind")),
        *((owner_column(),) if owners else ()),
        Column("due", text("reporting.col_due"), Form.DATE),
        Column("days", text("reporting.col_days"), Form.COUNT),
        Column("band", text("reporting.col_band"), short=True),
        money("amount", text("reporting.col_amount")),
        money("principal", text("reporting.col_principal")),
    )
    body = tuple(
        (
            *(r.debt.matter, r.debt.id, r.debt.who.name, r.debt.kind),
            *((r.debt.who.owner,) if owners else ()),
            *(r.debt.due or _no_day(r.debt), max(r.days, 0) if r.days is not None else None),
            *(band_words(r.band), r.debt.amount, r.balance),
        )
        for r in rows
    )
    amount = sum((r.debt.amount or ZERO for r in rows), ZERO)
    blank = ("",) * (len(columns) - 4)
    total: tuple[Cell, ...] = (TOTAL, *blank, "", amount, sum((r.balance for r in rows), ZERO))
    return Table("each", text("reporting.title_each", unit=unit), columns, body, total, detail=True)


def _no_day(debt: Debt) -> Text:
    return text("reporting.on_demand" if debt.standing is Standing.ON_DEMAND else "reporting.no_day")
