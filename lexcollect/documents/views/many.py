"""Many receivables of one sale in a paper: told in one sentence and a table, not in a row of sentences (履行明细).

Owns which receivables can stand in the table: goods with an agreed last day to pay, nothing of them disputed or noted.
What has more to tell keeps a sentence of its own. The sentences are in ``history.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lexcollect.casefile.models import Delivery, Obligation
from lexcollect.causes.cause import HeadKind
from lexcollect.cn.dates import iso
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, day, yuan

#: More receivables, or more deliveries, than these stand in a table.
MANY, MANY_DELIVERIES = 8, 12


def split(view: View, rows: list[dict[str, Any]], debtor: str, creditor: str) -> dict[str, Any]:
    """Return the table of what is alike (明细, empty where there are few) and the rows told one by one (各笔叙述)."""
    plain = [row for row in rows if _plain(view, row["编号"])]
    delivered = sum(len(_deliveries(view, row["编号"])) for row in plain)
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
    sold = cause is not None and cause.principal is HeadKind.PRICE and order.bill is None
    agreed = not (due.open or due.basis or due.cites or due.called_from)
    delivered = _deliveries(view, id)
    quiet = not any(c.disputed(fact) for fact in (order, *delivered)) and not any(d.note for d in delivered)
    return sold and agreed and quiet and account.amount == order.amount


def _order(view: View, id: str) -> Obligation:
    return next(o for o in view.material.case.obligations if o.id == id)


def _deliveries(view: View, id: str) -> list[Delivery]:
    return [d for d in view.material.told.deliveries_of(id) if d.date <= view.material.as_of]


def _table(view: View, rows: list[dict[str, Any]], debtor: str, creditor: str) -> dict[str, Any]:
    orders = [_order(view, row["编号"]) for row in rows]
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
    how = c.those({"dated": dated, "delivered": every})
    moved = any(row["顺延"] for row in rows)
    return {
        "叙述": view.pen.one("history.many", said, how),
        "各行": [line for row in rows for line in _lines(view, row)],
        "合计": said["金额"],
        "注": view.pen.one("history.many_moved") if moved else "",
    }


def _lines(view: View, row: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield one line for each delivery of a receivable; what it is stands in the first."""
    order, material = _order(view, row["编号"]), view.material
    delivered = _deliveries(view, order.id)
    first = {
        "编号": order.id,
        "日期": iso(order.date) if order.date else "",
        "货物": row["所列货物"],
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
