"""The overview (总览): the few figures somebody who reads one page wants, each from the report it heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.deadlines.urgency import Alarm
from lexcollect.reporting.facts import ZERO, Facts
from lexcollect.reporting.figures.ageing import Aged, aged
from lexcollect.reporting.figures.bands import CLOSED, Band
from lexcollect.reporting.figures.costs import Verdict, measured
from lexcollect.reporting.figures.recovery import Period, rate_of, recovered
from lexcollect.reporting.parts.common import band_words, money, money_words
from lexcollect.reporting.tables import Cell, Column, Form, Part, Table
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.reporting.limits import Limits
    from lexcollect.reporting.report import Gathered

Row = tuple[Cell, ...]


def overview_part(found: Gathered, facts: Facts, bands: Sequence[Band], period: Period, limits: Limits) -> Part:
    """Return the first page of all reports together."""
    rows: list[Row] = []
    for currency in facts.currencies:
        rows += _of_money(facts, currency, bands, period)
    rows += [*_costs(facts, limits), *_matters(found)]
    columns = (
        Column("item", text("reporting.col_item")),
        money("amount", text("reporting.col_sum")),
        Column("count", text("reporting.col_how_many"), Form.COUNT),
        Column("rate", text("reporting.col_part"), Form.RATE),
    )
    meaning = (text("reporting.meaning_overview", first=period.first, last=period.last),)
    table = Table("overview", text("reporting.title_overview"), columns, tuple(rows))
    return Part("overview", text("reporting.title_overview"), meaning, (table,))


def _of_money(facts: Facts, currency: str, bands: Sequence[Band], period: Period) -> Iterator[Row]:
    debts = [d for d in facts.debts if d.currency == currency]
    unit = money_words(currency, facts)
    rows = [row for row in aged(debts, facts.as_of, bands) if row.band != CLOSED]
    whole = _sum(rows)
    yield text("reporting.over_left", unit=unit), whole, len(rows), None
    late = [row for row in rows if row.band.overdue]
    yield text("reporting.over_late", unit=unit), _sum(late), len(late), _part(_sum(late), whole)
    last = [band for band in bands if band.overdue][-1]
    oldest = [row for row in rows if row.band == last]
    name = text("reporting.over_oldest", band=band_words(last), unit=unit)
    yield name, _sum(oldest), len(oldest), _part(_sum(oldest), whole)
    debtors = {row.debt.who.key for row in late}
    yield text("reporting.over_debtors", unit=unit), None, len(debtors), None
    moved = recovered(debts, period, bands)
    overdue = [row for row in moved if row.band.overdue]
    received = sum((row.received for row in overdue), ZERO)
    yield text("reporting.over_received", unit=unit), received, sum(r.count for r in overdue), rate_of(moved)


def _costs(facts: Facts, limits: Limits) -> Iterator[Row]:
    rows = measured(facts.debts, facts.costs, facts.as_of, limits.rules)
    spent = sum((row.spent for row in rows), ZERO)
    pursued = sum((row.pursued for row in rows), ZERO)
    yield text("reporting.over_costs"), spent, len(facts.costs), _part(spent, pursued)
    above = [row for row in rows if row.verdict in (Verdict.OVER, Verdict.CHECK)]
    yield text("reporting.over_dear"), sum((row.spent for row in above), ZERO), len(above), None


def _matters(found: Gathered) -> Iterator[Row]:
    blocked = [row for row in found.progress if row.blocks]
    red = [row for row in found.progress if row.alarm >= Alarm.CRITICAL]
    yield text("reporting.over_red"), None, len(red), None
    yield text("reporting.over_blocked"), None, len(blocked), None
    advance = sum((row.advance for row in found.suits), ZERO)
    claims = sum((row.claim for row in found.suits), ZERO)
    yield text("reporting.over_suing"), advance, len(found.suits), _part(advance, claims)
    ready = [row for row in found.write_offs if row.grounds and not row.lacks]
    yield text("reporting.over_writeoff"), sum((row.principal for row in ready), ZERO), len(ready), None
    received, due = (sum((getattr(row, key) for row in found.closed), ZERO) for key in ("received", "due"))
    yield text("reporting.over_closed"), received, len(found.closed), _part(received, due)


def _sum(rows: Sequence[Aged]) -> Decimal:
    return sum((row.balance for row in rows), ZERO)


def _part(amount: Decimal, whole: Decimal) -> Decimal | None:
    return amount / whole if whole else None
