"""Figures in papers: totals, the table of the penalty, and how it was counted. Every figure comes from ``claims``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lexcollect.cn.dates import iso
from lexcollect.cn.rates import Rate, rate_words
from lexcollect.documents.material import Material, words, yuan
from lexcollect.documents.views.contract import penalty_basis
from lexcollect.law.rules.schedule import Line


def totals(material: Material) -> dict[str, str]:
    """Return price, paid and left over all orders."""
    parts = material.claims.account.obligations
    zero = Decimal("0.00")
    return {"货款": yuan(sum((o.amount for o in parts), zero)), "已付": yuan(sum((o.paid for o in parts), zero)),
            "尚欠": yuan(material.claims.account.principal)}


def penalty(material: Material, debtor: str) -> dict[str, Any]:
    """Return the penalty: basis, lines, sum, and what every further day adds; without a clause, no lines."""
    account = material.claims.account
    lines = [line for o in account.obligations for line in o.lines if line.kind == "penalty" and line.days]
    return {"依据": penalty_basis(material, debtor), "合计": yuan(account.penalty), "每日": yuan(account.per_day),
            "分段": [_segment(line) for line in lines], "算法": _method(material, lines)}


def _segment(line: Line) -> dict[str, str]:
    return {"订单": line.item, "基数": yuan(line.base), "起": iso(line.first), "止": iso(line.last),
            "天数": f"{line.days:,}", "金额": yuan(line.amount)}


def _method(material: Material, lines: list[Line]) -> str:
    rates = {(line.rate, line.per) for line in lines}
    rate = "约定标准"
    if len(rates) == 1:
        value, per = rates.pop()
        rate = f"{value * 100:f}".rstrip("0").rstrip(".") + "%" if per == "day" else f"{value:f}%÷365"
    chosen = material.claims.account.conventions
    paid = "付款后" if chosen.payment_day == "reduced" else "付款前"
    end = "截止日" if chosen.cutoff == "counted" else "截止日前一日"
    return f"违约金＝基数×{rate}×天数，不计复利；付款当日按{paid}的余额计算；起算日至{end}均计算在内"


def running(material: Material) -> str:
    """Return on which base and rate the penalty runs on: 以851,600.00元为基数，按每日万分之五."""
    bases: dict[Rate, Decimal] = {}
    for o in material.claims.account.obligations:
        if o.rate is not None and o.principal:
            bases[o.rate] = bases.get(o.rate, Decimal("0.00")) + o.principal
    return "；".join(f"以{yuan(base)}元为基数，按{rate_words(rate)}" for rate, base in bases.items())


def capital_words(material: Material) -> dict[str, str]:
    """Return the three sums in capitals (大写)."""
    account = material.claims.account
    return {"本金": words(account.principal), "违约金": words(account.penalty),
            "合计": words(account.principal + account.penalty)}
