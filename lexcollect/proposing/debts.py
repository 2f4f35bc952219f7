"""Debts: which receivable a delivery, an invoice or a payment belongs to.

Owns the signs: a number that is named, a day that is named, goods and sum that only one receivable has. What the
debtor wrote on a payment decides (民法典 560); an equal sum alone does not and is never written.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lexcollect.proposing.marks import days_in, sum_of


def debt_of(group: str, values: Mapping[str, Any], case: Mapping[str, Any]) -> str:
    """Return the id of the receivable that ``values`` belong to; empty where no sign leads to one alone."""
    debts = [
        one
        for one in case.get("obligations") or ()
        if isinstance(one, dict) and one.get("id") and (one.get("amount") or one.get("date"))
    ]
    words = str(values.get("memo", ""))
    for signs in (_by_name(debts, words), _by_day(debts, words)):
        if len(signs) == 1:
            return signs[0]
    if group == "payments":
        return ""
    alike = [str(one["id"]) for one in debts if _alike(group, one, values)]
    return alike[0] if len(alike) == 1 else ""


def _by_name(debts: list[dict[str, Any]], words: str) -> list[str]:
    return [
        str(one["id"])
        for one in debts
        if words and any(len(name) > 2 and name in words for name in (str(one["id"]), str(one.get("title") or "")))
    ]


def _by_day(debts: list[dict[str, Any]], words: str) -> list[str]:
    days = {mark.value for mark in days_in(words)}
    return [str(one["id"]) for one in debts if str(one.get("date", "")) in days]


def _alike(group: str, debt: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    if group == "invoices":
        return _sum(debt.get("amount")) == _sum(values.get("amount"))
    goods = "".join(str(values.get("goods", "")).split())
    return bool(goods) and goods == "".join(str(debt.get("goods", "")).split())


def _sum(words: Any) -> Decimal | None:
    return sum_of(str(words)) if words is not None else None
