"""Figures in papers: totals, the table of the penalty, and how it was counted. Every figure comes from ``claims``.

The sentences around them are in ``figures.yaml``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lexcollect.causes.circumstances import of_kind
from lexcollect.cn.dates import iso
from lexcollect.cn.rates import Rate, rate_words
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, listed, series, words, yuan
from lexcollect.documents.views.contract import penalty_basis
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import Line

ZERO = Decimal("0.00")


def totals(view: View) -> dict[str, str]:
    """Return price, paid and left over all orders; in brackets what was paid and did not go to the price."""
    account = view.material.claims.account
    parts = account.obligations
    return {
        "货款": yuan(sum((o.amount for o in parts), ZERO)),
        "已付": yuan(sum((o.paid for o in parts), ZERO)),
        "另付": _beside(view),
        "尚欠": yuan(account.principal),
    }


def _beside(view: View) -> str:
    """Return what payments gave to anything but the price (违约金, 费用): without it the paid sum would be too low."""
    shares = [s for s in view.material.claims.account.shares if s.part is not Part.PRINCIPAL and s.amount]
    if not shares:
        return ""
    parts = dict.fromkeys(view.pen.one("figures.beside_part", {}, of_kind("part", s.part)) for s in shares)
    return view.pen.one("figures.beside", {"金额": yuan(sum((s.amount for s in shares), ZERO)), "项目": listed(parts)})


def penalty(view: View, debtor: str) -> dict[str, Any]:
    """Return the penalty: basis, lines, sum, and what every further day adds; without a clause, no lines."""
    account = view.material.claims.account
    lines = [line for o in account.obligations for line in o.lines if line.kind == Part.PENALTY and line.days]
    return {
        "依据": penalty_basis(view, debtor),
        "合计": yuan(account.penalty),
        "每日": yuan(account.per_day),
        "分段": [_segment(line) for line in lines],
        "算法": _method(view, lines),
    }


def _segment(line: Line) -> dict[str, str]:
    return {
        "订单": line.item,
        "基数": yuan(line.base),
        "起": iso(line.first),
        "止": iso(line.last),
        "天数": f"{line.days:,}",
        "金额": yuan(line.amount),
    }


def _method(view: View, lines: list[Line]) -> str:
    chosen = view.material.claims.account.conventions
    how = c.of_conventions(chosen)
    rates = {(line.rate, line.per) for line in lines}
    value, per = next(iter(rates), (ZERO, ""))
    shown = f"{value * 100 if per == 'day' else value:f}"
    plain = shown.rstrip("0").rstrip(".") if "." in shown else shown
    kind = c.those({"same_rate": len(rates) == 1, "per_year": per != "day"})
    said = {
        "标准": view.pen.one("figures.method_rate", {"数": plain}, kind),
        "付款当日": view.pen.one("figures.payment_day", {}, how),
        "截止": view.pen.one("figures.cutoff", {}, how),
    }
    return view.pen.one("figures.method", said)


def running(view: View) -> str:
    """Return on which base and rate the penalty runs on: 以851,600.00元为基数，按每日万分之五."""
    bases: dict[Rate, Decimal] = {}
    for o in view.material.claims.account.obligations:
        if o.rate is not None and o.principal:
            bases[o.rate] = bases.get(o.rate, ZERO) + o.principal
    return series(
        view.pen.one("figures.running", {"基数": yuan(base), "标准": rate_words(rate)}) for rate, base in bases.items()
    )


def capital_words(material: Material) -> dict[str, str]:
    """Return the three sums in capitals (大写)."""
    account = material.claims.account
    return {
        "本金": words(account.principal),
        "违约金": words(account.penalty),
        "合计": words(account.principal + account.penalty),
    }
