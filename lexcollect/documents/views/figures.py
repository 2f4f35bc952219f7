"""Figures in papers: totals, the table of the penalty, and how it was counted. Every figure comes from ``claims``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lexcollect.cn.dates import iso
from lexcollect.cn.rates import Rate, rate_words
from lexcollect.documents.material import Material, words, yuan
from lexcollect.documents.views.contract import penalty_basis
from lexcollect.law.rules.debts import Part
from lexcollect.law.rules.schedule import Line
from lexcollect.wording import say


def totals(material: Material) -> dict[str, str]:
    """Return price, paid and left over all orders; in brackets what was paid and did not go to the price."""
    parts = material.claims.account.obligations
    zero = Decimal("0.00")
    return {
        "货款": yuan(sum((o.amount for o in parts), zero)),
        "已付": yuan(sum((o.paid for o in parts), zero)),
        "另付": _beside(material),
        "尚欠": yuan(material.claims.account.principal),
    }


def _beside(material: Material) -> str:
    """Return what payments gave to anything but the price (违约金, 费用): without it the paid sum would be too low."""
    shares = [s for s in material.claims.account.shares if s.part is not Part.PRINCIPAL and s.amount]
    if not shares:
        return ""
    parts = dict.fromkeys(say(f"law_money.part.{s.part}") for s in shares)
    return f"（另付{yuan(sum((s.amount for s in shares), Decimal('0.00')))}元，已冲抵{'、'.join(parts)}）"


def penalty(material: Material, debtor: str) -> dict[str, Any]:
    """Return the penalty: basis, lines, sum, and what every further day adds; without a clause, no lines."""
    account = material.claims.account
    lines = [line for o in account.obligations for line in o.lines if line.kind == "penalty" and line.days]
    return {
        "依据": penalty_basis(material, debtor),
        "合计": yuan(account.penalty),
        "每日": yuan(account.per_day),
        "分段": [_segment(line) for line in lines],
        "算法": _method(material, lines),
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


def _method(material: Material, lines: list[Line]) -> str:
    rates = {(line.rate, line.per) for line in lines}
    rate = "约定标准"
    if len(rates) == 1:
        value, per = rates.pop()
        shown = f"{value * 100 if per == 'day' else value:f}"
        plain = shown.rstrip("0").rstrip(".") if "." in shown else shown
        rate = f"{plain}%" if per == "day" else f"{plain}%÷365"
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
    return {
        "本金": words(account.principal),
        "违约金": words(account.penalty),
        "合计": words(account.principal + account.penalty),
    }
