"""Debts: which receivable a delivery, an invoice or a payment belongs to.

Owns the signs: a number that is named, a day that is named, goods and sum that only one receivable has. What the
debtor wrote on a payment decides (民法典 560); an equal sum alone does not and is never written.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations
from typing import Any

from lexcollect.patterns import regex
from lexcollect.proposing.marks import days_in, sum_of
from lexcollect.wording import Text, text

_MONTH = regex(r"(?<!\d)(?P<month>1[0-2]|0?[1-9])月(?!\d)")
#: Names of goods by their characters alone: figures and units tell sizes.
_HAN = regex(r"[\u4e00-\u9fff]{2,8}")


def debt_of(group: str, values: Mapping[str, Any], case: Mapping[str, Any]) -> str:
    """Return the id of the receivable that ``values`` belong to; empty where no sign leads to one alone."""
    debts = [
        one
        for one in case.get("obligations") or ()
        if isinstance(one, dict) and one.get("id") and (one.get("amount") or one.get("date"))
    ]
    words = str(values.get("memo", ""))
    for signs in (_by_name(debts, words), _by_day(debts, words), _by_month(debts, words)):
        if len(signs) == 1:
            return signs[0]
    if group == "payments":
        return ""
    alike = [str(one["id"]) for one in debts if _alike(group, one, values)]
    return alike[0] if len(alike) == 1 else ""


#: So many debts may a payment add up to; more open ones than these are not searched for it.
_TOGETHER, _OPEN = 4, 12


def probable(values: Mapping[str, Any], case: Mapping[str, Any]) -> Text | None:
    """Return which debt a payment without words probably pays, as a reason; it is never written (民法典 560).

    The sum that is open on one debt alone, else that of a few together, else the oldest that is open.
    """
    amount, left = _sum(values.get("amount")), _open(case)
    if amount is None or not left:
        return None
    for count in range(1, min(_TOGETHER, len(left)) + 1):
        sums = combinations(left, count) if len(left) <= _OPEN or count == 1 else ()
        fits = [ones for ones in sums if sum((one[1] for one in ones), Decimal(0)) == amount]
        if len(fits) == 1:
            names = "、".join(one[0] for one in fits[0])
            return text(f"proposing.why.debt_{'exact' if count == 1 else 'sum'}", debts=names)
        if fits:
            break
    return text("proposing.why.debt_open", debt=left[0][0])


def _open(case: Mapping[str, Any]) -> list[tuple[str, Decimal, str]]:
    """Return the debts with what is open on each after the payments that name it, the oldest first."""
    paid: dict[str, Decimal] = {}
    for one in case.get("payments") or ():
        if isinstance(one, dict) and (amount := _sum(one.get("amount"))) and one.get("designated_for"):
            debt = str(one["designated_for"])
            paid[debt] = paid.get(debt, Decimal(0)) + amount
    out = []
    for one in case.get("obligations") or ():
        if isinstance(one, dict) and one.get("id") and (amount := _sum(one.get("amount"))):
            left = amount - paid.get(str(one["id"]), Decimal(0))
            if left > 0:
                out.append((str(one["id"]), left, str(one.get("date") or "9999")))
    return sorted(out, key=lambda one: (one[2], one[0]))


def _by_name(debts: list[dict[str, Any]], words: str) -> list[str]:
    return [
        str(one["id"])
        for one in debts
        if words and any(len(name) > 2 and name in words for name in (str(one["id"]), str(one.get("title") or "")))
    ]


def _by_day(debts: list[dict[str, Any]], words: str) -> list[str]:
    days = {mark.value for mark in days_in(words)}
    return [str(one["id"]) for one in debts if str(one.get("date", "")) in days]


def _by_month(debts: list[dict[str, Any]], words: str) -> list[str]:
    """A month and the goods, both: 8月那个圆钢订单."""
    found = _MONTH.search(words)
    month = f"-{int(found['month']):02d}-" if found else ""
    return [
        str(one["id"])
        for one in debts
        if month and month in str(one.get("date", "")) and any(part in words for part in _goods(one))
    ]


def _goods(debt: Mapping[str, Any]) -> list[str]:
    return _HAN.findall(f"{debt.get('goods') or ''} {debt.get('title') or ''}".replace("订单", " "))


def _alike(group: str, debt: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    if group == "invoices":
        return _sum(debt.get("amount")) == _sum(values.get("amount"))
    goods = "".join(str(values.get("goods", "")).split())
    return bool(goods) and goods == "".join(str(debt.get("goods", "")).split())


def _sum(words: Any) -> Decimal | None:
    return sum_of(str(words)) if words is not None else None
