"""The report on recovery (回收率): each band of the opening with what came in, and where the money went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexcollect.law.rules.parts import Part as DebtPart
from lexcollect.reporting.facts import ZERO, Facts
from lexcollect.reporting.figures.bands import Band
from lexcollect.reporting.figures.recovery import Flow, Period, Recovered, flow, rate_of, recovered
from lexcollect.reporting.parts.common import TOTAL, band_words, count_column, money, money_words
from lexcollect.reporting.tables import Cell, Chart, Column, Form, Part, Table, shown
from lexcollect.wording import Text, text

_WENT = {
    DebtPart.PRINCIPAL: "reporting.went_principal",
    DebtPart.INTEREST: "reporting.went_interest",
    DebtPart.PENALTY: "reporting.went_penalty",
    DebtPart.COSTS: "reporting.went_costs",
}

#: What is summed over the bands.
_SUMS = ("opening", "arisen", "received", "set_off", "closing")


def recovery_part(facts: Facts, bands: Sequence[Band], period: Period) -> Part:
    """Return the report on ``period``, money by money."""
    tables = [table for currency in facts.currencies for table in _of(facts, currency, bands, period)]
    meaning = (
        text("reporting.meaning_recovery", first=period.first, last=period.last, eve=period.eve),
        text("reporting.meaning_set_off"),
    )
    return Part("recovery", text("reporting.title_recovery"), meaning, tuple(tables))


def _of(facts: Facts, currency: str, bands: Sequence[Band], period: Period) -> Iterator[Table]:
    debts = [d for d in facts.debts if d.currency == currency]
    unit = money_words(currency, facts)
    yield _bands(recovered(debts, period, bands), unit)
    yield _went(flow(debts, [r for r in facts.receipts if r.currency == currency], period), unit)


def _bands(rows: Sequence[Recovered], unit: Text | str) -> Table:
    columns = (
        Column("band", text("reporting.col_opening_band"), short=True),
        count_column(),
        money("opening", text("reporting.col_opening")),
        money("arisen", text("reporting.col_arisen")),
        money("received", text("reporting.col_received")),
        money("set_off", text("reporting.col_set_off")),
        money("closing", text("reporting.col_closing")),
        Column("rate", text("reporting.col_rate"), Form.RATE),
    )
    kept = [row for row in rows if row.count or row.band.overdue]
    body = tuple(
        (band_words(r.band), r.count, r.opening, r.arisen, r.received, r.set_off, r.closing, r.rate) for r in kept
    )
    total: tuple[Cell, ...] = (
        TOTAL,
        sum(r.count for r in kept),
        *(sum((getattr(r, key) for r in kept), ZERO) for key in _SUMS),
        None,
    )
    rate = rate_of(rows)
    note = text("reporting.note_no_rate") if rate is None else text("reporting.note_rate", rate=shown(rate, Form.RATE))
    chart = Chart(text("reporting.title_recovery"), "band", ("opening", "received"))
    return Table("recovery", text("reporting.title_recovered", unit=unit), columns, body, total, (note,), chart)


def _went(found: Flow, unit: Text | str) -> Table:
    columns = (Column("item", text("reporting.col_item")), money("amount", text("reporting.col_sum")))
    came: tuple[tuple[Cell, ...], ...] = (
        (text("reporting.went_before"), found.waiting_before),
        (text("reporting.went_received"), found.received),
    )
    out = tuple((text(_WENT[part]), -amount) for part, amount in found.applied)
    total = (text("reporting.went_after"), found.waiting_after)
    return Table("flow", text("reporting.title_flow", unit=unit), columns, (*came, *out), total)
