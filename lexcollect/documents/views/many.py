"""Many receivables of one contract in a paper: told in one sentence and a table, not in a row of sentences (履行明细).

Owns which receivables can stand in the table: goods, services and parts of a works price with an agreed last day to
pay, nothing of them disputed. What has more to tell keeps a sentence of its own: a retention, a day by law, an
acceptance of that debt alone. The sentences are in ``history.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Delivery, Obligation
from lexcollect.causes.cause import HeadKind
from lexcollect.cn.dates import iso
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, day, yuan

#: More receivables, or more deliveries, than these stand in a table.
MANY, MANY_DELIVERIES = 8, 12
#: What is owed for goods, for a service, for works: all of a kind stand in rows.
_ALIKE = frozenset({HeadKind.PRICE, HeadKind.FEE, HeadKind.WORKS})
#: A retention is paid back and not paid: it has a sentence of its own.
_APART = frozenset({k.Portion.RETENTION})


def split(view: View, rows: list[dict[str, Any]], debtor: str, creditor: str) -> dict[str, Any]:
    """Return the table of what is alike (明细, empty where there are few) and the rows told one by one (各笔叙述)."""
    plain = [row for row in rows if _plain(view, _id(view, row))]
    delivered = sum(len(_deliveries(view, _id(view, row))) for row in plain)
    if len(plain) <= MANY and delivered <= MANY_DELIVERIES:
        return {"明细": {}, "各笔叙述": rows}
    rest = [row for row in rows if row not in plain]
    told = [{**row, "序号": str(number)} for number, row in enumerate(rest, 1)]
    return {"明细": _table(view, plain, debtor, creditor), "各笔叙述": told}


def _plain(view: View, id: str) -> bool:
    """Tell whether a receivable has nothing to tell that a table cannot hold."""
    material = view.material
    order, account = _order(view, id), material.claims.account.obligation(id)
    due, cause = account.due, material.cause
    sold = cause is not None and cause.principal in _ALIKE and order.bill is None and order.portion not in _APART
    agreed = not (due.open or due.basis or due.cites or due.called_from) and _as_agreed(view, order)
    agreed = agreed and not any(step.obligation == id for step in material.told.milestones)
    delivered = _deliveries(view, id)
    quiet = not any(c.disputed(fact) for fact in (order, *delivered))
    return sold and agreed and quiet and account.amount == order.amount


def _as_agreed(view: View, order: Obligation) -> bool:
    """Tell whether a part of a works price is due as agreed, not by law or because nobody answered."""
    if "works" not in view.material.circumstances:
        return True
    from lexcollect.casefile.works import by_silence  # only a works price needs it

    term = view.material.claims.account.obligation(order.id).due.term
    return term is not None and not by_silence(view.material.case, order, term)


def _id(view: View, row: dict[str, Any]) -> str:
    """Return the id of the debt of a row, which holds what the paper prints."""
    return view.material.case.id_printed[row["编号"]]


def _order(view: View, id: str) -> Obligation:
    return view.material.case.obligation(id)


def _deliveries(view: View, id: str) -> list[Delivery]:
    return [d for d in view.material.told.deliveries_of(id) if d.date <= view.material.as_of]


def _table(view: View, rows: list[dict[str, Any]], debtor: str, creditor: str) -> dict[str, Any]:
    orders = [_order(view, _id(view, row)) for row in rows]
    days = sorted(order.date for order in orders if order.date)
    dated = len(days) == len(orders)
    every = all(_deliveries(view, order.id) for order in orders)
    said = {
        "债务人": debtor,
        "债权人": creditor,
        "起": day(days[0]) if dated else "",
        "止": day(days[-1]) if dated else "",
        "份数": str(len(orders)),
        "金额": yuan(sum((order.amount for order in orders), Decimal(0))),
    }
    cause = view.material.cause
    works = cause is not None and cause.principal is HeadKind.WORKS
    fees = cause is not None and cause.principal is HeadKind.FEE
    how = c.those({"dated": dated, "delivered": every, "fees": fees, "parts": works})
    moved = any(row["顺延"] for row in rows)
    told = any(order.date or _deliveries(view, order.id) for order in orders)
    return {
        "叙述": view.pen.one("history.many", said, how),
        "有履行": told,
        "有日期": bool(days),
        "表头": {
            "日期": view.pen.one("history.many_day", {}, how),
            "标的": view.pen.one("history.many_thing", {}, how),
            "履行日": view.pen.one("history.many_done_on", {}, how),
            "履行": view.pen.one("history.many_done", {}, how),
        },
        "各行": [line for row in rows for line in _lines(view, row)],
        "合计": said["金额"],
        "注": view.pen.one("history.many_moved") if moved else "",
    }


def _lines(view: View, row: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield one line for each delivery of a receivable; what it is stands in the first."""
    order, material = _order(view, _id(view, row)), view.material
    delivered = _deliveries(view, order.id)
    first = {
        "编号": material.case.printed[order.id],
        "日期": iso(order.date) if order.date else "",
        "货物": row["所列货物"] or row["名称"],
        "金额": yuan(order.amount),
        "应付日": iso(material.claims.account.obligation(order.id).due.rolled),
    }
    for number in range(max(len(delivered), 1)):
        delivery = delivered[number] if delivered else None
        ids = (*(order.evidence if number == 0 else ()), *(delivery.evidence if delivery else ()))
        yield {
            **(first if number == 0 else dict.fromkeys(first, "")),
            "交付日": iso(delivery.date) if delivery else "",
            "交付": (delivery.quantity or delivery.goods) if delivery else "",
            "证据": material.numbers(ids),
        }
