"""Notices of a court (缴费、举证、传票): from when a period runs, until when it was fixed, when the hearing is.

Owns their labels. The day at the foot of a notice is the day on which it was made; the period runs from its receipt
(诉讼费用交纳办法 22(1), 证据规定 50), so that the day at the foot is the early, safe one and is proposed as doubtful.
A period that the notice gives in days is counted by the law's own counting (民事诉讼法 85), never here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lexcollect.cn.numerals import read_han_number
from lexcollect.law.period import shift
from lexcollect.patterns import regex
from lexcollect.proposing.finders.court_marks import between_of, foot_day, kind_of_case, number_in, sides_in
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import DAY, SUM, day_of, first, hits, sum_of
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import Text, text

_FEE = regex(rf"(?:受理费|诉讼费(?:用)?|申请费|保全费)[^。\n\d]{{0,16}}(?P<value>{SUM})")
_ASKS_FEE = regex(r"(?:预交|交纳|缴纳)[^。\n]{0,20}(?:受理费|诉讼费)|(?:受理费|诉讼费)[^。\n]{0,30}(?:预交|交纳|缴纳)")
#: A period for evidence that is fixed: until a day, or for so many days from the notice.
_UNTIL = regex(rf"举证期限[^。\n]{{0,16}}?(?:至|届满日为|截止(?:日期)?(?:为|至)?|到|为)\s*(?P<value>{DAY})")
_DAYS = regex(
    r"(?:举证期限[^。\n]{0,40}?|(?:应当?|请)?(?:在|于)?(?:收到|接到)[^。\n]{0,16}?(?:之日起|次日起)\s*)"
    r"(?P<value>[一二三四五六七八九十\d]{1,4})\s*日内?"
)
_HEARD_ON = regex(
    rf"(?:应到时间|开庭时间|到庭时间|传唤时间|应到日期)\s*[：:]?\s*(?P<day>{DAY})\s*"
    r"(?P<time>(?:上午|下午)?\s*\d{1,2}\s*(?:时|点|[：:])\s*(?:\d{1,2}\s*分?|半|整)?)?"
)
_ROOM = regex(r"(?:应到处所|开庭地点|应到地点|到庭地点|审判场所)\s*[：:]?\s*(?P<value>[^\n，。；]{2,30})")
_JUDGE = regex(
    r"(?:审判长|审判员|承办法官|主审法官|承办人)\s*[：:]?\s*(?P<value>[\u4e00-\u9fff]{2,4})(?=\s|$|[，。；）)（(])"
)
_CLERK = regex(r"(?:书记员|法官助理)\s*[：:]?\s*(?P<value>[\u4e00-\u9fff]{2,4})(?=\s|$|[，。；）)（(])")
_NOT_A_NAME = regex(r"年|月|电话|联系|签名|盖章")
_SPACE = regex(r"\s+")


def notices_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield what a notice of fees, of evidence, or a summons gives."""
    number = number_in(paper) if kind in _READERS else None
    if kind is not None and number is not None:
        yield from _READERS[kind](paper, kind, number)


def _fee_notice(paper: Paper, kind: PaperKind, number: Value) -> Iterator[Found]:
    day = foot_day(paper)
    if day is None or not (sort := kind_of_case(str(number.value))):
        return
    values = {"kind": Value(sort, number.spot), "case_no": number, "fee_notice_on": day}
    yield Found("filings", values, kind.value, Trust.DOUBTFUL, (*_fee_told(paper), text("proposing.why.foot")))


def _fee_told(paper: Paper) -> tuple[Text, ...]:
    """Return the sum that the notice asks for, in words: what is to be paid is no fact, what was paid is one."""
    hit = first(paper, _FEE)
    amount = sum_of(hit.match["value"]) if hit else None
    return () if amount is None else (text("proposing.why.fee", amount=amount),)


def _with_acceptance(paper: Paper, kind: PaperKind, number: Value) -> Iterator[Found]:
    """Yield the fee that a notice of acceptance asks for in the same breath."""
    if first(paper, _ASKS_FEE):
        yield from _fee_notice(paper, kind, number)


def _evidence_notice(paper: Paper, kind: PaperKind, number: Value) -> Iterator[Found]:
    sort, day = kind_of_case(str(number.value)), foot_day(paper)
    if not sort:
        return
    values = {"kind": Value(sort, number.spot), "case_no": number}
    if day is not None:
        values["evidence_notice_on"] = day
    trust, why = Trust.DOUBTFUL, [text("proposing.why.foot")]
    if fixed := first(paper, _UNTIL):
        if until := day_of(fixed.match["value"]):
            values["evidence_until"] = Value(until.isoformat(), fixed.spot(paper, "value"))
            why.insert(0, text("proposing.why.evidence_until"))
    elif day is not None and (given := _days(paper)) is not None:
        days, spot = given
        until = shift(date.fromisoformat(str(day.value)), days, "day")
        values["evidence_until"] = Value(until.isoformat(), spot.spot)
        why.insert(0, text("proposing.why.evidence_days", days=days))
    if len(values) > 2:
        yield Found("filings", values, kind.value, trust, tuple(why))


def _days(paper: Paper) -> tuple[int, Value] | None:
    found: dict[int, Value] = {}
    for hit in hits(paper, _DAYS):
        words = hit.match["value"]
        number = int(words) if words.isascii() and words.isdigit() else read_han_number(words)
        if number and number <= 90:
            found.setdefault(number, Value(number, hit.spot(paper)))
    return next(iter(found.items())) if len(found) == 1 else None


def _summons(paper: Paper, kind: PaperKind, number: Value) -> Iterator[Found]:
    yield from hearing_in(paper, kind.value, Trust.LIKELY, text("proposing.why.summons"))


def hearing_in(paper: Paper, kind: str, trust: Trust, why: Text) -> Iterator[Found]:
    """Yield the hearing: its day, its hour, its room, who sits; two days are nobody's."""
    times = {hit.match["day"]: hit for hit in hits(paper, _HEARD_ON)}
    if len(times) != 1:
        return
    ((words, hit),) = times.items()
    day = day_of(words)
    if day is None:
        return
    values = {"date": Value(day.isoformat(), hit.spot(paper, "day"))}
    if hit.match["time"]:
        values["time"] = Value(_SPACE.sub("", hit.match["time"]), hit.spot(paper, "time"))
    values |= bench_in(paper)
    yield Found("hearing", values, kind, trust, (why,), {}, between_of(*sides_in(paper)))


def bench_in(paper: Paper) -> dict[str, Value]:
    """Return room, judge and clerk as far as the paper names them."""
    values: dict[str, Value] = {}
    for key, pattern in (("room", _ROOM), ("judge", _JUDGE), ("clerk", _CLERK)):
        found = first(paper, pattern)
        if found and not (key != "room" and _NOT_A_NAME.search(found.match["value"])):
            values[key] = Value(found.match["value"].strip(), found.spot(paper, "value"))
    return values


_READERS = {
    PaperKind.FEE_NOTICE: _fee_notice,
    PaperKind.FILED: _with_acceptance,
    PaperKind.EVIDENCE_NOTICE: _evidence_notice,
    PaperKind.SUMMONS: _summons,
}
