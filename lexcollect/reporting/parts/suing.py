"""The report on suing (起诉成本与期间): the court's fees against the claim, and the periods the law gives to courts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lexcollect.reporting.facts import ZERO
from lexcollect.reporting.parts.common import DRAWN, TOTAL, debtor_column, matter_column
from lexcollect.reporting.suits import Suit, latest_days, steps, terms
from lexcollect.reporting.tables import Cell, Chart, Column, Form, Part, Table
from lexcollect.wording import text

_SUMS = ("principal", "claim", "per_day", "acceptance", "simplified", "preservation", "advance", "spent")
#: Not on the screen.
_ASIDE = ("principal", "per_day", "simplified", "spent")


def suing_part(found: Sequence[Suit], as_of: date) -> Part:
    """Return the report on what suing would cost and until when the law lets it take."""
    rows = sorted(found, key=lambda row: row.order)
    _, source, verified = terms()
    meaning = (
        text("reporting.meaning_suing"),
        text("reporting.meaning_terms", source=source, day=verified),
    )
    return Part("suing", text("reporting.title_suing"), meaning, (_matters(rows), _periods(as_of)))


def _matters(rows: Sequence[Suit]) -> Table:
    columns = (
        matter_column(),
        debtor_column(),
        *(Column(key, text(f"reporting.col_suit_{key}"), Form.MONEY, aside=key in _ASIDE) for key in _SUMS),
        Column("rate", text("reporting.col_suit_rate"), Form.RATE),
    )
    body = tuple((r.matter, r.who.name, *(getattr(r, key) for key in _SUMS), r.rate) for r in rows)
    sums = {key: sum((getattr(r, key) for r in rows), ZERO) for key in _SUMS}
    rate = sums["advance"] / sums["claim"] if sums["claim"] else None
    total: tuple[Cell, ...] = (TOTAL, "", *sums.values(), rate)
    chart = Chart(text("reporting.chart_suing"), "matter", ("acceptance", "preservation"), True, True, DRAWN)
    short = [r.matter for r in rows if r.short]
    notes = (text("reporting.note_short", matters=short),) if short else ()
    return Table("suing", text("reporting.title_suing_matters"), columns, body, total, notes, chart)


def _periods(as_of: date) -> Table:
    columns = (
        Column("step", text("reporting.col_step")),
        Column("length", text("reporting.col_length"), short=True),
        Column("extend", text("reporting.col_extend"), short=True),
        Column("article", text("reporting.col_article"), short=True),
        Column("last", text("reporting.col_if_sued", day=as_of), Form.DATE),
    )
    return Table("terms", text("reporting.title_terms"), columns, tuple(steps(latest_days(as_of))))
