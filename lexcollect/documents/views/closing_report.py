"""结案报告: what was claimed, awarded, received and spent, in figures and days, and what is to be learnt (内部材料).

Owns the figures of a closed matter: each is a sum of facts entered, none is guessed; what nobody entered is a blank or
has no line. Never sent to the debtor. The sentences are in ``closing.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Closing, Cost
from lexcollect.documents.material import Material, View, day, listed, numbered, without_stop, yuan
from lexcollect.documents.views import closed

ZERO = Decimal("0.00")
_TENTH = Decimal("0.1")
#: Results after which nothing is owed.
_DONE = (k.ClosingResult.PAID, k.ClosingResult.SETTLED)


def view(material: Material) -> View:
    """Return the fields of the report and what is to be said about it."""
    found = View("closing_report", material)
    closing = closed.of(found)
    if closing is None:
        return found
    if material.claims.apart:
        found.limit("LX-P662", closing.where)
        return found
    if closing.result in _DONE and material.claims.total > 0:
        found.say("LX-P665", closing.where, result=closing.result.label, amount=material.claims.total)
    due, received, spent = _due(material), _received(material), _spent(material)
    result = closing.result.label if closing.result else found.need("", "closing_result", closing.where)
    said = {"结果": result, "日期": day(closing.date), "说明": without_stop(closing.told)}
    found.fields = {
        "案情": closed.case_told(found),
        "概况": closed.sheet(found, closing, cover=False),
        "过程": closed.steps(found, closing),
        "次数": _counts(found),
        "结果": found.pen.one("closing.result", said),
        "数字": list(_figures(found, due, received, spent)),
        "比率": list(_rates(found, due, received, spent)),
        "支出": [_cost(one) for one in material.case.costs],
        "用时": _span(found, closing),
        "成因": listed(one.label for one in closing.causes),
        "检查": numbered(map(without_stop, closing.checks)),
        "整改": numbered(map(without_stop, closing.lessons)),
        "文书": closed.filed(material),
        "提示": found.pen.one("closing.privilege"),
        "承办人": found.need(closing.handler, "handler", closing.where),
        "审核人": closing.reviewer,
        "日期": day(closing.date),
    }
    return found


def _due(material: Material) -> Decimal:
    return sum((o.amount for o in material.claims.account.obligations), ZERO)


def _received(material: Material) -> Decimal:
    paid = (p for p in material.case.payments if p.kind is not k.PaymentKind.SET_OFF and p.date <= material.as_of)
    return sum((p.amount for p in paid), ZERO)


def _set_off(material: Material) -> Decimal:
    gone = (p for p in material.case.payments if p.kind is k.PaymentKind.SET_OFF and p.date <= material.as_of)
    return sum((p.amount for p in gone), ZERO)


def _spent(material: Material) -> Decimal:
    return sum((cost.amount for cost in material.case.costs), ZERO)


def _claimed(material: Material) -> Decimal:
    """Return what the last suit asked for, as filed."""
    suits = [f for f in material.case.filings if f.kind is k.FilingKind.SUIT and f.claimed]
    last = max(suits, key=lambda f: f.date, default=None)
    return sum((one.amount for one in last.claimed if one.amount), ZERO) if last else ZERO


def _awarded(material: Material) -> Decimal:
    """Return the fixed sums of the titles; what runs on is no fixed sum."""
    return sum((a.amount for t in material.case.titles for a in t.awards if a.amount and not a.rate), ZERO)


def _figures(found: View, due: Decimal, received: Decimal, spent: Decimal) -> Iterator[dict[str, str]]:
    """Yield the figures of the result; what was never asked, awarded, set off or spent has no line."""
    material = found.material
    rows = {
        "due": due,
        "claimed": _claimed(material),
        "awarded": _awarded(material),
        "received": received,
        "set_off": _set_off(material),
        "spent": spent,
    }
    for name, amount in rows.items():
        if amount or name in ("due", "received"):
            yield {"项目": found.pen.one(f"closing.sum_{name}"), "金额": yuan(amount)}
    left = found.pen.one("closing.sum_left", {"截止日": day(material.as_of)})
    yield {"项目": left, "金额": yuan(material.claims.total)}


def _rates(found: View, due: Decimal, received: Decimal, spent: Decimal) -> Iterator[str]:
    if due:
        rate = (received * 100 / due).quantize(_TENTH)
        yield found.pen.one("closing.rate", {"回收率": str(rate)})
    if received and spent:
        rate = (spent * 100 / received).quantize(_TENTH)
        yield found.pen.one("closing.cost_rate", {"成本率": str(rate)})


def _cost(cost: Cost) -> dict[str, str]:
    return {
        "项目": cost.kind.label,
        "金额": yuan(cost.amount),
        "日期": day(cost.date) if cost.date else "",
    }


def _counts(found: View) -> str:
    sent = [one for one in found.material.case.communications if one.date <= found.material.as_of]
    arrived = sum(1 for one in sent if one.delivered_on)
    if not sent:
        return ""
    return found.pen.one("closing.counts", {"次数": str(len(sent)), "有送达": str(arrived)})


def _span(found: View, closing: Closing) -> str:
    if closing.opened_on is None:
        return ""
    said = {
        "首日": day(closing.opened_on),
        "末日": day(closing.date),
        "天数": str((closing.date - closing.opened_on).days + 1),
    }
    return found.pen.one("closing.span", said)
