"""Delivery notes (送货单, 设备交接单) and orders (订单): number, day, goods, quantity, sum, who signed.

Owns their labels. A note without a signature or seal proposes a delivery whose receiver is open: whether it binds is
asked (签收权限). A price for a unit is no sum.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.patterns import regex
from lexcollect.proposing.finders.goods import goods_in
from lexcollect.proposing.finders.parties import named
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import DAY, ORGANISATION, PERSON, SUM, day_of, first, sum_of
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

_NO = r"[A-Za-z]{0,4}[-－]?\d[\dA-Za-z-]{0,20}"
_NUMBER = regex(rf"(?:单据?编?号|编号|No\.?)\s*[：:.]?\s*(?P<value>{_NO})(?=$|\s|，|,|。)")
_DAY = regex(
    rf"(?:送货|发货|交货|签收|收货|出库|交接|交付|移交|接收|日期|时间)(?:日期|时间)?\s*[：:]\s*(?P<value>{DAY})"
)
_ORDERED = regex(rf"(?:订货|下单|采购|签订)?日期\s*[：:]\s*(?P<value>{DAY})")
_GOODS = regex(
    r"(?:货物|品名|货物名称|产品名称|名称及规格|设备名称(?:及型号)?|设备|机器名称|租赁物)"
    r"\s*[：:]\s*(?P<value>[^\n：:]{2,40}?)(?=\s{2}|\n|$|数量)"
)
_QUANTITY = regex(r"数量\s*[：:]\s*(?P<value>[\d,.]+\s*[\u4e00-\u9fff]{1,2})(?=\s|\n|$|，)")
_AMOUNT = regex(rf"(?:合计|总|订单)?(?:金额|价款|货款)\s*[：:]\s*(?P<value>{SUM})")
_NOTE = r"(?:[（(][^）)\n]{1,6}[）)])?"
_BUYER = regex(
    r"(?:收货单位|购货单位|客户|买方|需方|收货方|接收(?:单位|方)|承租(?:方|人|单位))"
    rf"{_NOTE}\s*[：:]\s*(?P<value>{ORGANISATION})"
)
_SELLER = regex(
    r"(?:送货单位|供货单位|发货单位|卖方|供方|移交(?:单位|方)|交付(?:单位|方)|出租(?:方|人|单位))"
    rf"{_NOTE}\s*[：:]\s*(?P<value>{ORGANISATION})"
)
_ORDER_NO = regex(rf"(?:对应|所属|关联)?订单(?:编?号)?\s*[：:]\s*(?P<value>{_NO})(?=$|\s|，|,|。)")
_SEAL = regex(r"(?:收货|签收)[^\n]{0,40}?[（(](?P<value>[^）)]{0,12}(?:专用章|公章))[）)]")
_SIGNER = regex(
    r"(?:签收人?|接收人|接收方签字|收货人|收货人签字|收货签字|(?:收货单位及)?经手人)\s*(?:[（(](?:签字|签名|签章)[）)])?\s*[：:]\s*"
    rf"(?P<value>{PERSON})(?=$|[\s，,。（(\n])"
)


def deliveries_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield the delivery that ``paper`` notes, or the order that it is, and its sides."""
    if kind not in (PaperKind.DELIVERY, PaperKind.ORDER):
        return
    note = kind is PaperKind.DELIVERY
    number, dated = first(paper, _NUMBER), first(paper, _DAY if note else _ORDERED)
    day = day_of(dated.match["value"]) if dated else None
    if day is None or dated is None:
        return
    values = {"date": Value(day.isoformat(), dated.spot(paper, "value"))}
    if number:
        values["doc_no" if note else "id"] = Value(number.match["value"], number.spot(paper, "value"))
    for key, pattern in (("goods", _GOODS), ("quantity", _QUANTITY)):
        if hit := first(paper, pattern):
            values[key] = Value("".join(hit.match["value"].split()), hit.spot(paper, "value"))
    table = goods_in(paper)
    if table is not None:
        for key, cell in (("goods", table.goods), ("quantity", table.quantity)):
            if cell is not None and key not in values:
                values[key] = Value(*cell)
        if not note:
            values["amount"] = Value(f"{table.amount:.2f}", table.amount_at)
    elif (hit := first(paper, _AMOUNT)) and (amount := sum_of(hit.match["value"])) is not None:
        values["amount"] = Value(f"{amount:.2f}", hit.spot(paper, "value"))
    signed = _signed(paper) if note else {}
    by_hand = bool(signed) and number is not None and paper.recognised
    if note:
        values |= {} if by_hand else signed
        if hit := first(paper, _ORDER_NO):
            values["order_no"] = Value(hit.match["value"], hit.spot(paper, "value"))
    seller, buyer = first(paper, _SELLER), first(paper, _BUYER)
    between = (seller.match["value"] if seller else "", buyer.match["value"] if buyer else "")
    group = "deliveries" if note else "obligations"
    why = [text(f"proposing.why.{group}"), *([] if any(between) else [text("proposing.why.sides")])]
    trust = Trust.LIKELY if any(between) else Trust.DOUBTFUL
    if table is not None and table.checked and any(between):
        trust, why = Trust.SURE, [*why, text("proposing.why.rows_add_up")]
    yield Found(group, values, kind.value, trust, tuple(why), {}, between)
    if by_hand and number:  # handwriting in a picture is read with letters missing; the rest of the note is print
        told = {key: values[key] for key in ("doc_no", "date")} | signed
        yield Found(group, told, kind.value, Trust.DOUBTFUL, (text("proposing.why.by_hand"),), {}, between)
    for hit, side in ((seller, "creditor"), (buyer, "debtor")):
        if hit:
            yield named(hit.match["value"], hit.spot(paper, "value"), side, kind.value)


def _signed(paper: Paper) -> dict[str, Value]:
    if hit := first(paper, _SIGNER):
        return {"receiver": Value(hit.match["value"], hit.spot(paper, "value"))}
    if hit := first(paper, _SEAL):
        return {"receiver_authority": Value("seal", hit.spot(paper, "value"))}
    return {}
