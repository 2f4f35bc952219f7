"""The report on DSO (应收账款周转天数): formula, receivables, sales as the user gave them, and the days."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lexcollect.reporting.facts import Facts
from lexcollect.reporting.figures.ageing import aged
from lexcollect.reporting.figures.bands import Band
from lexcollect.reporting.figures.dso import outstanding
from lexcollect.reporting.figures.recovery import Period
from lexcollect.reporting.parts.common import money
from lexcollect.reporting.tables import Column, Form, Part, Table
from lexcollect.wording import text


def dso_part(facts: Facts, bands: Sequence[Band], period: Period, sales: Decimal) -> Part:
    """Return the report on ``period`` with ``sales`` in yuan; debts in other moneys are in no figure of it."""
    debts = [d for d in facts.debts if d.currency == "CNY"]
    found = outstanding(aged(debts, period.last, bands), sales, period)
    sums = (
        (text("reporting.dso_receivables", day=period.last), found.receivables),
        (text("reporting.dso_not_due"), found.not_due),
        (text("reporting.dso_sales", first=period.first, last=period.last), found.sales),
    )
    days = (
        (text("reporting.dso_period"), Decimal(period.days)),
        (text("reporting.dso_days"), found.days),
        (text("reporting.dso_best"), found.best),
        (text("reporting.dso_late"), found.late),
    )
    item = Column("item", text("reporting.col_item"))
    tables = (
        Table("dso_sums", text("reporting.title_dso_sums"), (item, money("amount", text("reporting.col_sum"))), sums),
        Table(
            "dso", text("reporting.title_dso"), (item, Column("days", text("reporting.col_number"), Form.DAYS)), days
        ),
    )
    meaning = [text("reporting.meaning_dso"), text("reporting.meaning_dso_scope")]
    if any(d.currency != "CNY" for d in facts.debts):
        meaning.append(text("reporting.meaning_dso_moneys"))
    return Part("dso", text("reporting.title_dso"), tuple(meaning), tables)
