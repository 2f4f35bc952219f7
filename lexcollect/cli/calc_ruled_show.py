"""How a ruled sum is told: its figures, the lines behind them, the working, the other readings.

Owns the text. Computes nothing.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.claims.shown_rates import rate_shown
from lexcollect.cli.calc_date import basis
from lexcollect.cli.law_words import put_rows
from lexcollect.cli.shown import day, signed
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.matter.sums.ruled import Figure, Ruled


def show(out: Console, found: Ruled) -> None:
    """Print the whole answer."""
    out.say(f"calc.ruled.head_{found.kind}")
    put_rows(out, [(say(f"calc.ruled.{name}"), _words(name, value)) for name, value in found.figures])
    _segments(out, found)
    _rows(out, found)
    if found.readings:
        out.say("calc.head.otherwise")
    for words, amount, effect in found.readings:
        out.line("  " + say("calc.ruled.effect", reading=words, amount=amount, effect=signed(effect)))
    out.say("calc.head.basis")
    for step in found.trace:
        out.line("  " + step.text.render() + basis(step.cites))
    out.say("deadlines.certainty", certainty=say(f"deadlines.certain.{found.certainty.value}"))


def _words(name: str, value: Figure) -> str:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        if name.endswith("_rate"):
            return say("calc.ruled.percent", rate=f"{value.normalize():f}")
        return say("calc.ruled.yuan", amount=value)
    return f"{value:,}"


def _segments(out: Console, found: Ruled) -> None:
    if not found.lines:
        return
    heads = [say(f"calc.col.{name}") for name in ("base", "period", "days", "rate", "interest")]
    rows = [
        [
            f"{line.base:,.2f}",
            f"{line.first} – {line.last}",
            f"{line.days:,}",
            rate_shown(line.rate, line.per),
            f"{line.amount:,.2f}",
        ]
        for line in found.lines
    ]
    out.table(heads, rows, right=(0, 2, 4))


def _rows(out: Console, found: Ruled) -> None:
    if not found.rows:
        return
    heads = [say(f"calc.col.{name}") for name in ("base", "expires", "paid_on", "suspended", "days", "doubled")]
    rows = [
        [
            f"{row.amount:,.2f}",
            row.expires.isoformat(),
            row.paid.isoformat(),
            f"{row.suspended:,}",
            f"{row.days:,}",
            f"{row.double:,.2f}",
        ]
        for row in found.rows
    ]
    out.table(heads, rows, right=(0, 3, 4, 5))
