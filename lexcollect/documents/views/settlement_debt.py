"""The debt in a settlement and a promise to pay: what is confirmed, debt by debt or as a table (还款和解的债务确认).

Sums come from the account; the sentences are in ``settlement.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from lexcollect.claims.settling import owed_of
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, day, listed, series, words, yuan
from lexcollect.documents.views import contracts, figures, naming
from lexcollect.documents.views.many import MANY


def debt(found: View) -> dict[str, Any]:
    """Return the debt as the agreement confirms it: sums, in words, and of what it is made."""
    each = [contracts.of(found, part, series(_each(part))) for part in found.parts]
    lost = found.material.all_lost
    parts = figures.beside_loss(found) if lost else figures.beside_principal(found)
    loss, owed = figures.loss_total(found), owed_of(found.material.claims)
    confirmed = {
        "损失": yuan(loss) if lost else "",
        "损失大写": words(loss) if lost else "",
        "截止日": day(found.material.as_of),
        "本金额": yuan(found.material.principal),
        "本金大写": words(found.material.principal),
        "各项": listed(parts),
        "合计": yuan(owed) if parts or not lost else "",
        "合计大写": words(owed) if parts or not lost else "",
    }
    return {
        "债务": {
            "本金": yuan(found.material.principal),
            "违约金": yuan(figures.late(found)),
            "合计": yuan(owed_of(found.material.claims)),
            "确认": found.pen.one("settlement.confirmed", confirmed),
            "各笔": _rows(found),
            "明细": series(each) if contracts.several(found.material) else _split(found),
        },
        "大写": figures.capital_words(found),
    }


def _rows(found: View) -> list[dict[str, str]]:
    """Return what is left of each debt as rows of a table, where there are too many for a sentence; else nothing."""
    if found.material.claims.losses:  # told as one sum
        return []
    named = [(part, o) for part in found.parts for o in part.material.own if o.principal or o.penalty or o.interest]
    if len(named) <= MANY:
        return []
    return [
        {
            "合同": contracts.name_of(part.material.contract) if contracts.several(found.material) else "",
            "编号": found.material.case.printed[o.id],
            "本金": yuan(o.principal),
            "违约金": yuan(o.penalty + o.interest),
        }
        for part, o in named
    ]


def _split(found: View) -> str:
    """Return of what the debt is made, debt by debt; of a single one nothing is left to tell."""
    each = _each(found)
    return series(each) if len(each) > 1 or not naming.only(found) else ""


def _each(found: View) -> list[str]:
    """Return what is left of each debt of one contract, then its daily fees and what is asked besides."""
    if found.material.claims.losses:
        lost = [head for head in found.material.claims.heads if head.whole]
        told = [(head.title.render("zh"), head.amount) for head in lost]
        return _each_fee(found, [*told, *figures.costs(found).items()])
    called = found.nouns["违约"]
    each = [
        found.pen.one(
            "settlement.each",
            {
                "编号": naming.said(found, "settlement.each.sum", [o.id]),
                "本金额": yuan(o.principal),
                "名称": called if o.penalty + o.interest else "",
                "违约金": yuan(o.penalty + o.interest),
            },
            c.those({"charge_only": not o.principal}),
        )
        for o in found.material.own
        if o.principal or o.penalty or o.interest
    ]
    besides = [(fee.title, fee.amount) for fee in found.material.claims.running if fee.amount]
    besides += [(figures.called(found, o), o.principal) for o in found.material.beside]
    return [*each, *_each_fee(found, [*besides, *figures.costs(found).items()])]


def _each_fee(found: View, sums: Iterable[tuple[str, Decimal]]) -> list[str]:
    return [found.pen.one("settlement.each_fee", {"名目": name, "金额": yuan(amount)}) for name, amount in sums]
