"""How an outcome of ``calc interest`` or ``calc penalty`` is told: the table, the total, the working, the foot.

Owns the text and the plain data. Computes nothing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lexcollect.cli.calc import day, rate_shown, signed
from lexcollect.cli.calc_date import basis
from lexcollect.wording import Text, language, say, text

if TYPE_CHECKING:
    from lexcollect.cli.calc_money import Outcome
    from lexcollect.cli.console import Console
    from lexcollect.law.rules.schedule import Line

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
    for words in foot(found):
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
    if found.question.payments:
        paid = sum((s.amount for s in value.shares), start=Decimal("0.00"))
        out.say("calc.money.after", paid=paid, principal=value.principal, kind=kind, left=found.left, total=value.total)
    else:
        out.say("calc.money.total", principal=value.principal, kind=kind, left=found.left, total=value.total)
    if found.per_day:
        out.say("calc.money.per_day", amount=found.per_day)


def foot(found: Outcome) -> list[Text]:
    """Return the conventions in words, as every schedule must print them, and the source of an own rate table."""
    asked = found.question
    options = ["span", "payment_day", "cutoff", "year", "rounding"]
    if found.rate.line.per == "day":
        options.remove("year")
    if asked.until == "payment":
        options.remove("cutoff")
    if not asked.payments:
        options.remove("payment_day")
    if asked.due:
        options.append("due_roll")
    if asked.kind == "penalty" and asked.payments:
        options.append("penalty_rank")
    words = list(asked.conventions.words(options))
    if asked.payments:
        order = "principal" if asked.principal_first else "statute"
        words.append(text("calc.foot.order", order=text(f"calc.order.{order}")))
    if found.rate.line.published[0] is not None:
        words.append(text("calc.foot.publication_day"))
    if found.rate.line.source:
        words.append(text("calc.foot.source", source=found.rate.line.source))
    if found.answer.value.stopped:
        words.append(text("law_money.step.stopped", day=found.answer.value.stopped))
    return words


def as_json(found: Outcome) -> dict[str, Any]:
    """Return the outcome as plain data: amounts are strings, days ISO."""
    asked, value = found.question, found.answer.value
    conventions = {
        name: getattr(asked.conventions, name)
        for name in ("span", "payment_day", "cutoff", "year", "rounding", "due_roll", "penalty_rank")
    }
    return {
        "kind": asked.kind,
        "amount": str(asked.principal),
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "until": asked.until,
        "rate": found.rate.words.render(),
        "segments": [_segment(line) for line in found.lines],
        "accrued": str(found.accrued),
        "exact": str(found.exact),
        "principal": str(value.principal),
        found.question.kind: str(found.left),
        "total": str(value.total),
        "per_day": None if found.per_day is None else str(found.per_day),
        "payments": [
            {
                "payment": s.payment,
                "day": s.day.isoformat(),
                "part": s.part.value,
                "amount": str(s.amount),
                "why": s.why,
            }
            for s in value.shares
        ],
        "stopped": value.stopped.isoformat() if value.stopped else None,
        "source": found.rate.line.source,
        "conventions": conventions,
        "foot": [words.render() for words in foot(found)],
        "alternatives": [{"reading": said.render(), "effect": str(effect)} for said, effect in found.readings],
        "trace": [
            {"rule": s.rule, "text": s.text.render(), "cites": [str(c) for c in s.cites]} for s in found.answer.trace
        ],
    }


def _segment(line: Line) -> dict[str, Any]:
    return {
        "base": str(line.base),
        "first": line.first.isoformat(),
        "last": line.last.isoformat(),
        "days": line.days,
        "base_rate": None if line.base_rate is None else str(line.base_rate),
        "published": line.published.isoformat() if line.published else None,
        "rate": str(line.rate),
        "per": line.per,
        "exact": str(line.exact),
        "amount": str(line.amount),
    }
