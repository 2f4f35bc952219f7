"""Goods in rows (货物明细): what the table of an order or delivery note says, as far as it checks itself.

Owns the reading of rows that end in quantity, price and amount, and the one proof that they are that: quantity times
price is the amount. A table whose rows do not come to its own total says nothing here.
"""

from __future__ import annotations

from decimal import Decimal

from lexcollect.cn.amounts import BadAmount
from lexcollect.cn.capitals import parse_capitals
from lexcollect.patterns import regex
from lexcollect.proposing.marks import CAPITALS, first, hits
from lexcollect.proposing.papers import Paper, Spot
from lexcollect.records import dataclass

_FIGURE = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d{1,4})?|\d{1,9}(?:\.\d{1,4})?"
_ROW = regex(
    rf"(?:^|\n)[ ]*(?:\d{{1,2}}[ ]+)?(?P<goods>[^\s\d][^\n]{{0,80}}?)"
    rf"[ ]+(?P<quantity>{_FIGURE})[ ]+(?P<price>{_FIGURE})[ ]+(?P<amount>{_FIGURE})[ ]*(?=\n|$)"
)
_UNIT = regex(r"数量\s*[（(](?P<value>[\u4e00-\u9fff]{1,2}|kg|m)[）)]")
_TOTAL = regex(rf"(?:^|\n)[ ]*(?:合\s*计|总\s*计)[^\n]{{0,60}}?[ ](?P<value>{_FIGURE})[ ]*(?=\n|$)")
_IN_CAPITALS = regex(rf"(?:合计|总计|金额|总额)[^\n]{{0,12}}大写[）)]?\s*[：:]?\s*(?P<value>{CAPITALS})")
_CELL = regex(r"\s{2,}")
_FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Goods:
    """The rows together: amount in yuan with its place, and of a single row its goods and quantity.

    ``checked``: a total of the paper's own, in figures or capitals, says the same.
    """

    amount: Decimal
    amount_at: Spot
    goods: tuple[str, Spot] | None
    quantity: tuple[str, Spot] | None
    checked: bool


def goods_in(paper: Paper) -> Goods | None:
    """Return what the table of ``paper`` says; ``None`` where there is none or it contradicts itself."""
    rows = [hit for hit in hits(paper, _ROW) if not hit.match["goods"].startswith(("合", "总", "小"))]
    sums = [_sum(hit.match["amount"]) for hit in rows]
    for hit, amount in zip(rows, sums, strict=True):
        if (_sum(hit.match["quantity"]) * _sum(hit.match["price"])).quantize(_FEN) != amount:
            return None
    if not rows:
        return None
    amount, totals = sum(sums, Decimal(0)), _totals(paper)
    if any(total != amount for total in totals):
        return None
    one = rows[0] if len(rows) == 1 else None
    goods = quantity = None
    if one is not None:
        name = _CELL.split(one.match["goods"])[0].split()[0]
        start = one.match.start("goods")
        goods = (name, paper.spot(one.passage, start, start + len(name)))
        if unit := first(paper, _UNIT):
            quantity = (f"{one.match['quantity']}{unit.match['value']}", one.spot(paper, "quantity"))
    return Goods(amount, rows[0].spot(paper, "amount"), goods, quantity, bool(totals))


def _totals(paper: Paper) -> list[Decimal]:
    found = [_sum(hit.match["value"]) for hit in hits(paper, _TOTAL)]
    for hit in hits(paper, _IN_CAPITALS):
        try:
            found.append(parse_capitals(hit.match["value"]))
        except BadAmount:
            continue
    return found


def _sum(words: str) -> Decimal:
    return Decimal(words.replace(",", "").replace("，", ""))
