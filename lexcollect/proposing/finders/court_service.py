"""Service (送达): which paper of which case reached whom, on which day, in which way.

Owns the words of receipts of service (送达回证, 电子送达凭证), of returned parcels and of announcements. The day of
each way is that of the law: signature (民事诉讼法 87), the day recorded (89), arrival in the addressee's system
(90(2)), the day on the receipt (91), the day of return after a refusal (法院专递邮寄送达规定 11); of an announcement
it is the day of the announcement, from which ``services`` counts (95, 283(2)). Several days for one addressee are
nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lexcollect.patterns import regex
from lexcollect.proposing.finders.court_marks import SERVED, TITLES, foot_day, number_in
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import DAY, NAME, ORGANISATION, Hit, day_of, first, hits
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

#: The group under which services wait for the papers they served; it is none of the case file.
SERVICES = "services"
_SIGNED = regex(rf"(?P<value>{DAY})[^\n]{{0,8}}签收|(?:签收|收件|妥投)(?:日期|时间)\s*[：:]?\s*(?P<later>{DAY})")
_ARRIVED = regex(
    rf"(?:到达(?:受送达人)?(?:特定)?(?:系统)?|送达成功|送达完成|电子送达)(?:的)?(?:日期|时间)?\s*[：:为]?\s*(?P<value>{DAY})"
    rf"|(?:于\s*)?(?P<later>{DAY})[^\n。]{{0,16}}?(?:到达|送达成功)"
)
_LEFT = regex(rf"(?P<value>{DAY})[^\n。]{{0,30}}?留置送达|留置(?:日期|时间)\s*[：:]?\s*(?P<later>{DAY})")
_RETURNED = regex(
    rf"退回(?:日期|时间)?\s*[：:]?\s*(?P<value>{DAY})|(?P<later>{DAY})[^\n。]{{0,16}}?(?:拒收)?[^\n。]{{0,8}}?退回"
)
#: The ways, the more particular sign first, with how far the day is believed.
_WAYS: tuple[tuple[str, re.Pattern[str], re.Pattern[str], Trust], ...] = (
    ("electronic", regex(r"电子送达"), _ARRIVED, Trust.LIKELY),
    ("left", regex(r"留置送达"), _LEFT, Trust.LIKELY),
    ("returned", regex(r"退回"), _RETURNED, Trust.DOUBTFUL),
    ("direct", regex(r"签收|收件|妥投"), _SIGNED, Trust.LIKELY),
)
_TO = regex(rf"(?:受送达人|收件人)(?:姓名|名称)?\s*[：:]\s*(?P<value>{NAME})")
_HEADED = regex(rf"(?:^|\n)\s*(?P<value>{ORGANISATION}|[\u4e00-\u9fff]{{2,4}})\s*[：:]\s*(?=\n|$|本院)")
_PUBLISHED = regex(rf"(?:刊登|发布|公告)(?:日期|时间)\s*[：:]?\s*(?P<value>{DAY})")
_SIXTY = regex(r"(?:经过|满|起)\s*(?:六十|60)\s*日")
#: An announcement says in its own words that it serves.
_SERVES = regex(r"公告送达|视为送达")


def services_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield each paper that a receipt, a returned parcel or an announcement says was served."""
    if kind not in (PaperKind.SERVICE, PaperKind.ANNOUNCED):
        return
    number = number_in(paper)
    if number is None:
        return
    if kind is PaperKind.ANNOUNCED:
        yield from _announced(paper, number)
        return
    for way, sign, pattern, trust in _WAYS:
        if sign.search(paper.text):
            days = {_words(hit): hit for hit in hits(paper, pattern)}
            if len(days) == 1:
                ((words, hit),) = days.items()
                yield from _received(paper, number, way, words, hit, trust)
            return


def _words(hit: Hit) -> str:
    return str(hit.match["value"] or hit.match["later"])


def _received(paper: Paper, number: Value, way: str, words: str, hit: Hit, trust: Trust) -> Iterator[Found]:
    day = day_of(words)
    if day is None:
        return
    at = hit.spot(paper, "value" if hit.match["value"] else "later")
    to = first(paper, _TO)
    people = {} if to is None else {"to": Value(to.match["value"], to.spot(paper, "value"))}
    for name, spot in served_in(paper):
        why = (text(f"proposing.why.served_{way}"),)
        served = Value(day.isoformat(), at)
        if not people and name in TITLES:  # whoever filed the slip was served
            values = {"case_no": number, "kind": Value(name, spot.spot), "served_on": served}
            yield Found("titles", values, PaperKind.SERVICE.value, trust, why)
        else:
            values = {"case_no": number, "served": Value(name, spot.spot), "day": served, "way": Value(way, at)}
            yield Found(SERVICES, values, PaperKind.SERVICE.value, trust, why, people)


def served_in(paper: Paper) -> Iterator[tuple[str, Value]]:
    """Yield what is served by the words for it, each kind of paper once."""
    for name, sign in SERVED:
        if hit := first(paper, sign):
            yield name, Value(name, hit.spot(paper))


def _announced(paper: Paper, number: Value) -> Iterator[Found]:
    """Yield what an announcement serves on those it is addressed to; the last publication is its day (解释 138(1))."""
    if not _SERVES.search(paper.text):
        return
    printed = max(hits(paper, _PUBLISHED), key=lambda hit: str(day_of(hit.match["value"])), default=None)
    at = Value(_iso(printed), printed.spot(paper, "value")) if printed and _iso(printed) else foot_day(paper)
    if at is None:
        return
    way = "announced_abroad" if _SIXTY.search(paper.text) else "announced"
    why = (text(f"proposing.why.served_{way}"),)
    for to in hits(paper, _HEADED):
        for _, spot in served_in(paper):
            values = {"case_no": number, "served": spot, "day": at, "way": Value(way, spot.spot)}
            people = {"to": Value(to.match["value"], to.spot(paper, "value"))}
            yield Found(SERVICES, values, PaperKind.ANNOUNCED.value, Trust.LIKELY, why, people)


def _iso(hit: Hit) -> str:
    day = day_of(hit.match["value"])
    return "" if day is None else day.isoformat()
