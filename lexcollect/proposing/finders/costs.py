"""Costs (维权费用、诉讼费票据): what was paid to a lawyer, an insurer, a notary, and to the court.

Owns the words by which an invoice says that it is for one of them; the invoice must be made out to our side. What was
paid to the court is no cost of the contract: it goes with the proceedings (诉讼费用交纳办法 29). A demand of the
court to pay is no payment.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.patterns import regex
from lexcollect.proposing.finders.court_marks import kind_of_case, number_in
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import DAY, NAME, SUM, day_of, first, hits, sum_of
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

_KINDS = (
    ("lawyer_fee", regex(r"\*?法律服务\*?|律师(?:代理|服务|咨询)?费|诉讼代理")),
    ("preservation_insurance", regex(r"(?:诉讼)?财产保全(?:责任)?(?:保险|保函)|诉责险")),
    ("notary", regex(r"公证(?:服务)?费|\*?公证服务\*?")),
)
_TOTAL = regex(rf"价税合计[^\n]{{0,40}}?(?:小写[）)]?)?\s*[：:]?\s*(?P<value>{SUM})")
_BUYER = regex(rf"购\s*买\s*方[^\n]{{0,12}}?名\s*称\s*[：:]\s*(?P<value>{NAME})")
_ISSUED = regex(rf"开票日期\s*[：:]?\s*(?P<value>{DAY})")
_PAID = regex(rf"(?:金额|合计|实收)[^\n]{{0,16}}?(?P<value>{SUM}|(?<![\d.,])\d{{1,3}}(?:,\d{{3}})*\.\d{{2}}(?!\d))")
_PAID_IN = regex(r"(?<!应)(?:案件受理费|诉讼费)(?:用)?")


def costs_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield the cost that an invoice to us shows, or the court fee that a receipt of the court does."""
    if kind is PaperKind.INVOICE:
        yield from _invoiced(paper)
    elif kind is PaperKind.FEE_RECEIPT:
        yield from _court_fee(paper)


def _invoiced(paper: Paper) -> Iterator[Found]:
    what = next(((name, hit) for name, sign in _KINDS if (hit := first(paper, sign))), None)
    total, buyer, issued = first(paper, _TOTAL), first(paper, _BUYER), first(paper, _ISSUED)
    if what is None or total is None or buyer is None:
        return
    amount, day = sum_of(total.match["value"]), day_of(issued.match["value"]) if issued else None
    if amount is None:
        return
    values = {
        "kind": Value(what[0], what[1].spot(paper)),
        "amount": Value(f"{amount:.2f}", total.spot(paper, "value")),
    }
    if day is not None and issued is not None:
        values["date"] = Value(day.isoformat(), issued.spot(paper, "value"))
    why, between = (text("proposing.why.cost"),), (buyer.match["value"], "")
    yield Found("costs", values, PaperKind.INVOICE.value, Trust.LIKELY, why, {}, between)


def _court_fee(paper: Paper) -> Iterator[Found]:
    number, sums = number_in(paper), {sum_of(hit.match["value"]): hit for hit in hits(paper, _PAID)}
    if number is None or len(sums) != 1 or not first(paper, _PAID_IN):
        return
    ((amount, hit),) = sums.items()
    sort = kind_of_case(str(number.value))
    if amount is None or sort != "suit":
        return
    values = {
        "kind": Value(sort, number.spot),
        "case_no": number,
        "fee_paid": Value(f"{amount:.2f}", hit.spot(paper, "value")),
    }
    yield Found("filings", values, PaperKind.FEE_RECEIPT.value, Trust.LIKELY, (text("proposing.why.fee_paid"),))
