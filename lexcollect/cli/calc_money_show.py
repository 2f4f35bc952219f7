"""How an outcome of ``calc interest`` or ``calc penalty`` is told: the table, the total, the working, the foot.

Owns the text. Computes nothing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.claims.shown_rates import rate_shown
from lexcollect.cli.calc_date import basis
from lexcollect.cli.shown import day, signed
from lexcollect.wording import language, say, text

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.law.rules.schedule import Line
    from lexcollect.matter.sums.accrual import Outcome

_SIX = Decimal("0.000001")


def show(out: Console, found: Outcome) -> None:
    """Print the whole outcome."""
    asked = found.question
    out.say(f"calc.money.head_{asked.kind}", principal=asked.principal, first=day(asked.first), last=day(asked.last))
    out.say("calc.money.rate", words=found.rate.words)
    _table(out, found)
    _totals(out, found)
    if found.readings:
        out.say("calc.head.otherwise")
    for said, effect in found.readings:
        out.line("  " + say("claims.effect", reading=said, effect=signed(effect)))
    out.say("calc.head.basis")
    for step in found.answer.trace:
        out.line("  " + step.text.render() + basis(step.cites))
    out.say("calc.head.conventions")
    for words in found.foot:
        out.line("  " + words.render())


def _table(out: Console, found: Outcome) -> None:
    if not found.lines:
        return
    published = any(line.published for line in found.lines)
    names = ("base", "period", "days", *(("published",) if published else ()), "rate", found.question.kind)
    heads = [say(f"calc.col.{name}") for name in names]
    rows = [_row(line, published) for line in found.lines]
    days = sum(line.days for line in found.lines)
    rows.append([say("claims.sum"), "", f"{days:,}", *([""] if published else []), "", f"{found.accrued:,.2f}"])
    out.table(heads, rows, right=(0, 2, len(names) - 1))


def _row(line: Line, published: bool) -> list[str]:
    base = ""
    if line.published and line.base_rate is not None:
        mark = "（{day}）" if language() == "zh" else " ({day})"
        base = f"{line.base_rate.normalize():f}%" + mark.format(day=line.published.isoformat())
    return [
        f"{line.base:,.2f}",
        f"{line.first} – {line.last}",
        f"{line.days:,}",
        *([base] if published else []),
        rate_shown(line.rate, line.per),
        f"{line.amount:,.2f}",
    ]


def _totals(out: Console, found: Outcome) -> None:
    value = found.answer.value
    kind = text(f"law_money.part.{found.question.kind}")
    out.say("calc.money.accrued", kind=kind, accrued=found.accrued, exact=f"{found.exact.quantize(_SIX):,f}")
    if found.question.owed or found.question.costs:
        left = value.total - value.principal - found.left
        out.say("calc.money.there", owed=found.question.owed, costs=found.question.costs, left=left)
    if found.question.payments:
        paid = sum((s.amount for s in value.shares), start=Decimal("0.00"))
        out.say("calc.money.after", paid=paid, principal=value.principal, kind=kind, left=found.left, total=value.total)
    else:
        out.say("calc.money.total", principal=value.principal, kind=kind, left=found.left, total=value.total)
    if found.per_day:
        out.say("calc.money.per_day", amount=found.per_day)
