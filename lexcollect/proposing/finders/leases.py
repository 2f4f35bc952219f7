"""Leases (租赁): term, rent by periods, the day on which it is due, and the things that are leased.

Owns the words of each clause. The sum for a period is the whole one (两台合计), never that for a single thing when the
contract says both. What is not said (a day, a way of counting part months) stays unsaid.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.patterns import regex
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import DAY, SUM, Hit, day_of, first, hits, sum_of, sums_in
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

_LEASE = regex(r"租赁合同|租赁协议")
_TERM = regex(rf"(?:租期|租赁期限|租赁期间)\s*[：:]?\s*自\s*(?P<first>{DAY})\s*起?\s*[至到]\s*(?P<last>{DAY})")
_RENT = regex(r"(?:租金)[^。\n]{0,120}")
_EVERY = (
    ("month", r"每月|月租金|/月|按月"),
    ("quarter", r"每季|按季"),
    ("half_year", r"每半年"),
    ("year", r"每年|年租金"),
)
_WHOLE = regex(rf"(?:合计|共计|总计)\s*(?P<value>{SUM})")
_DUE = regex(r"每(?:月|季|年)[^。\n]{0,6}?(?P<value>\d{1,2})\s*日\s*(?:前|之前)?[^。\n]{0,10}(?:支付|付清|缴纳|交纳)")
_NO_ROLL = regex(r"(?:节假日|休息日)[^。\n]{0,4}不顺延")
_PART = regex(r"不足一?月[^。\n]{0,30}除以\s*(?P<value>\d{2})")
_THINGS = regex(
    r"租赁物\s*[：:]\s*(?P<name>[^，。\n]{2,30}?)\d{0,3}[台辆套件]?[，,]\s*(?:出厂编号|编号|车牌号|序列号)\s*"
    r"(?P<numbers>[A-Za-z0-9、\u4e00-\u9fff-]{3,120}?)(?=[，,]|。|\n|$)"
)
_NUMBER = regex(r"[A-Za-z\u4e00-\u9fff]?[A-Za-z]{0,4}-?\d[\dA-Za-z-]{2,20}")
_VALUE = regex(rf"每台(?:约定)?价值(?:人民币)?\s*(?P<value>{SUM})")


def leases_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield term, rent and things of the lease that ``paper`` is."""
    if kind is not PaperKind.CONTRACT or not _LEASE.search(paper.text[:80]):
        return
    why = (text("proposing.why.contract"),)
    term = first(paper, _TERM)
    days = [day_of(term.match[name]) for name in ("first", "last")] if term else [None, None]
    if term and days[1]:
        ends = {"ends_on": Value(days[1].isoformat(), term.spot(paper, "last"))}
        yield Found("contracts", ends, kind.value, Trust.LIKELY, why)
    if (rent := _rent(paper)) and term and days[0] and days[1]:
        rent |= {
            "first": Value(days[0].isoformat(), term.spot(paper, "first")),
            "last": Value(days[1].isoformat(), term.spot(paper, "last")),
        }
        yield Found("rents", rent, kind.value, Trust.LIKELY, why)
    yield from _things(paper, kind)


def _rent(paper: Paper) -> dict[str, Value]:
    for hit in hits(paper, _RENT):
        every = next((every for every, sign in _EVERY if regex(sign).search(hit.match[0])), "")
        amount = _amount(paper, hit)
        if not every or amount is None:
            continue
        values = {"amount": amount, "every": Value(every, hit.spot(paper))}
        if due := first(paper, _DUE):
            values["due_day"] = Value(due.match["value"], due.spot(paper, "value"))
        if fixed := first(paper, _NO_ROLL):
            values["roll"] = Value("none", fixed.spot(paper))
        if part := first(paper, _PART):
            values["month_days"] = Value(part.match["value"], part.spot(paper, "value"))
        return values
    return {}


def _amount(paper: Paper, hit: Hit) -> Value | None:
    """Return the sum for a period: the whole one where it is said, else the only one."""
    start = hit.match.start()
    if whole := _WHOLE.search(hit.match[0]):
        value = sum_of(whole["value"])
        at = (start + whole.start("value"), start + whole.end("value"))
        return Value(f"{value:.2f}", paper.spot(hit.passage, *at)) if value is not None else None
    marks = list(sums_in(hit.match[0]))
    if len({mark.value for mark in marks}) != 1:
        return None
    return Value(marks[0].value, paper.spot(hit.passage, start + marks[0].start, start + marks[0].end))


def _things(paper: Paper, kind: PaperKind) -> Iterator[Found]:
    hit = first(paper, _THINGS)
    if hit is None:
        return
    worth = first(paper, _VALUE)
    amount = sum_of(worth.match["value"]) if worth else None
    at = hit.match.start("numbers")
    for number in _NUMBER.finditer(hit.match["numbers"]):
        values = {
            "number": Value(number[0], paper.spot(hit.passage, at + number.start(), at + number.end())),
            "name": Value(hit.match["name"], hit.spot(paper, "name")),
        }
        if worth and amount is not None:
            values["value"] = Value(f"{amount:.2f}", worth.spot(paper, "value"))
        yield Found("leased_things", values, kind.value, Trust.LIKELY, (text("proposing.why.contract"),))
