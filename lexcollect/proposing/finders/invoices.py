"""Invoices (发票): number, day, sum with tax, buyer and seller.

Owns the labels of the printed form in its two editions and the fields of the data. Figure and capitals must say the
same sum; where they do not, the invoice is doubtful. An invoice shows that it was issued, never that goods arrived
(买卖合同解释 5).
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.patterns import regex
from lexcollect.proposing.finders.parties import named
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import (
    CAPITALS,
    DAY,
    ORGANISATION,
    SUM,
    codes_in,
    day_of,
    first,
    sum_of,
)
from lexcollect.proposing.papers import Paper, Spot
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import Text, text

_NUMBER = regex(r"发票号码\s*[：:]?\s*(?P<value>\d{8,20})(?!\d)")
_DAY = regex(rf"开票日期\s*[：:]?\s*(?P<value>{DAY})")
_TOTAL = regex(rf"价税合计[^\n]{{0,60}}?(?:小写[）)]?\s*|[（(]|\s|[：:])(?P<value>{SUM})")
_WORDS = regex(rf"价税合计[^\n]{{0,20}}?(?P<value>{CAPITALS})")
_BUYER = regex(rf"购\s*(?:(?:买|货)方(?:信息)?)?\s*[：:]?\s*(?:名称\s*[：:])?\s*(?P<value>{ORGANISATION})")
_SELLER = regex(rf"销\s*(?:(?:售|货)方(?:信息)?)?\s*[：:]?\s*(?:名称\s*[：:])?\s*(?P<value>{ORGANISATION})")


def invoices_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield the invoice that ``paper`` is, and its two sides as parties."""
    if kind is not PaperKind.INVOICE:
        return
    if paper.invoice is not None:
        yield from _of_data(paper)
    else:
        yield from _printed(paper)


def _of_data(paper: Paper) -> Iterator[Found]:
    data = paper.invoice
    assert data is not None

    def value(words: str, said: str = "") -> Value:
        return Value(words, Spot(paper.file, 0, 0, said or words))

    issued = day_of(data.issued.partition(" ")[0])
    if data.total is None or issued is None:
        return
    values = {
        "number": value(data.number),
        "date": value(issued.isoformat(), data.issued),
        "amount": value(f"{data.total:.2f}"),
    }
    trust, why = (Trust.SURE, "adds_up") if data.adds_up else (Trust.DOUBTFUL, "sums_differ")
    yield Found(
        "invoices",
        values,
        PaperKind.INVOICE.value,
        trust,
        (text(f"proposing.why.{why}"),),
        between=(data.seller, data.buyer),
    )
    for name, code, side in ((data.seller, data.seller_code, "creditor"), (data.buyer, data.buyer_code, "debtor")):
        if name:
            known = {"uscc": value(code)} if next(codes_in(code), None) else {}
            yield named(name, Spot(paper.file, 0, 0, name), side, PaperKind.INVOICE.value, **known)


def _printed(paper: Paper) -> Iterator[Found]:
    number, day, total = first(paper, _NUMBER), first(paper, _DAY), first(paper, _TOTAL)
    seller, buyer = first(paper, _SELLER), first(paper, _BUYER)
    if number is None or day is None or total is None:
        return
    issued, amount = day_of(day.match["value"]), sum_of(total.match["value"])
    if issued is None or amount is None:
        return
    values = {
        "number": Value(number.match["value"], number.spot(paper, "value")),
        "date": Value(issued.isoformat(), day.spot(paper, "value")),
        "amount": Value(f"{amount:.2f}", total.spot(paper, "value")),
    }
    trust, why = _checked(paper, f"{amount:.2f}")
    between = (seller.match["value"] if seller else "", buyer.match["value"] if buyer else "")
    if not all(between):  # whose invoice it is, the paper does not say in a form that is read
        trust, why = Trust.DOUBTFUL, (*why, text("proposing.why.sides"))
    yield Found("invoices", values, PaperKind.INVOICE.value, trust, why, between=between)
    if seller and buyer:
        yield from _sides(paper, seller.match["value"], seller.spot(paper, "value"), buyer.spot(paper, "value"))


def _checked(paper: Paper, amount: str) -> tuple[Trust, tuple[Text, ...]]:
    words = first(paper, _WORDS)
    if words is None:
        return Trust.LIKELY, (text("proposing.why.printed"),)
    said = sum_of(words.match["value"])
    if said is not None and f"{said:.2f}" == amount:
        return Trust.SURE, (text("proposing.why.capitals"),)
    return Trust.DOUBTFUL, (text("proposing.why.capitals_differ", words=words.match["value"]),)


def _sides(paper: Paper, seller: str, at: Spot, buyer: Spot) -> Iterator[Found]:
    """Yield both sides; a code goes with a side only where the paper has two codes that stand buyer first."""
    codes = [
        (mark.value, paper.spot(passage, mark.start, mark.end))
        for passage in paper.passages
        for mark in codes_in(passage.text)
    ]
    known: list[dict[str, Value]] = [{}, {}]
    if len(codes) == 2 and at.page == buyer.page:
        ordered = codes if buyer.start < at.start else codes[::-1]
        known = [{"uscc": Value(code, spot)} for code, spot in ordered]
    yield named(buyer.words, buyer, "debtor", PaperKind.INVOICE.value, **known[0])
    yield named(seller, at, "creditor", PaperKind.INVOICE.value, **known[1])
