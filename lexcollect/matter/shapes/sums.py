"""Sums without a matter as plain data: accrual, fee, period, words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lexcollect.matter.shapes.said import articles, said, said_all, trace

if TYPE_CHECKING:
    from lexcollect.law.rules.fees import Fee
    from lexcollect.law.rules.schedule import Line
    from lexcollect.matter.sums.accrual import Outcome
    from lexcollect.matter.sums.fee import FeeFound
    from lexcollect.matter.sums.period import Counted

_CONVENTIONS = ("span", "payment_day", "cutoff", "year", "rounding", "due_roll", "penalty_rank")


def accrual_json(found: Outcome) -> dict[str, Any]:
    """Return interest or a penalty with its segments, payments, readings and working."""
    asked, value = found.question, found.answer.value
    return {
        "kind": asked.kind.value,
        "amount": str(asked.principal),
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "until": asked.until,
        **said("rate", found.rate.words),
        "segments": [segment(line) for line in found.lines],
        "accrued": str(found.accrued),
        "owed_before": str(asked.owed),
        "costs": str(asked.costs),
        "exact": str(found.exact),
        "principal": str(value.principal),
        asked.kind.value: str(found.left),
        "total": str(value.total),
        "per_day": None if found.per_day is None else str(found.per_day),
        "payments": [
            {
                "payment": s.payment,
                "day": s.day.isoformat(),
                "part": s.part.value,
                "amount": str(s.amount),
                "why": s.why.value,
            }
            for s in value.shares
        ],
        "stopped": value.stopped.isoformat() if value.stopped else None,
        "source": found.rate.line.source,
        "conventions": {name: getattr(asked.conventions, name) for name in _CONVENTIONS},
        **said_all("foot", found.foot),
        "alternatives": [{**said("reading", words), "effect": str(effect)} for words, effect in found.readings],
        "trace": trace(found.answer.trace),
    }


def segment(line: Line) -> dict[str, Any]:
    """Return one line of a schedule."""
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


def fee_json(found: FeeFound) -> dict[str, Any]:
    """Return the fee or the range, the working and the other readings."""
    from lexcollect.law.own_fees import OwnFees
    from lexcollect.law.rules.fees import Fee

    answer, value = found.answer, found.answer.value
    data: dict[str, Any] = {"kind": found.kind}
    if isinstance(value, Fee):
        data |= {**_figures(value), "prepaid_by": value.prepaid_by, "borne_by": value.borne_by}
    elif isinstance(value, OwnFees):
        data |= {
            "amount": str(value.amount),
            "title": value.title,
            "source": value.source,
            "fees": [{"title": title, **_figures(one)} for title, one in value.fees],
        }
    else:
        data |= {"low": str(value.low), "high": str(value.high)}
    if found.change:
        made = found.change.value
        data["change"] = {key: str(getattr(made, key)) for key in ("before", "after", "top_up", "refund")}
    data["trace"] = trace((*answer.trace, *(found.change.trace if found.change else ())))
    data |= said_all("conventions", (a.text for a in answer.assumptions))
    data["alternatives"] = [
        {**said("reading", r.text), "amount": str(r.amount), "effect": str(r.effect)} for r in found.readings
    ]
    return data


def _figures(value: Fee) -> dict[str, Any]:
    return {
        "amount": str(value.amount),
        "exact": str(value.exact),
        "full": str(value.full),
        "base": str(value.base),
        "working": value.working,
        "cap": None if value.cap is None else str(value.cap),
        "minimum": None if value.minimum is None else str(value.minimum),
        "tiers": [{"part": str(t.part), "percent": str(t.percent), "amount": str(t.amount)} for t in value.tiers],
    }


def period_json(found: Counted, as_of: date) -> dict[str, Any]:
    """Return the three dates, how they stand to ``as_of``, the working and the other readings."""
    period = found.answer.value
    return {
        "kind": found.kind,
        "start": period.start.isoformat(),
        "nominal": period.nominal.isoformat(),
        "last_day": period.last_day.isoformat(),
        "act_by": period.act_by.isoformat(),
        "provisional": period.provisional,
        "state": period.state(as_of),
        "days_left": (period.last_day - as_of).days,
        "trace": [{**said("text", s.text), "cites": articles(s.cites)} for s in found.answer.trace],
        "alternatives": [
            {**said("reading", r.text), "last_day": r.last_day.isoformat(), "days": r.days} for r in found.readings
        ],
    }


def words_json(amount: Decimal) -> dict[str, Any]:
    """Return the amount in every spelling."""
    from lexcollect.cn.capitals import capitals
    from lexcollect.matter.sums.words import others

    return {"amount": str(amount), "digits": f"{amount:,.2f}", "capitals": capitals(amount), "also": others(amount)}
