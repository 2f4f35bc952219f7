"""Court papers (判决、调解、受理、执行): case number, court, day, what they are.

Owns the labels of their heads. A judgment is proposed as a title whose effect is open (a judgment takes effect after
the time for appeal, 民事诉讼法 158, 171), a notice of acceptance as a filing. Sums adjudged are left to a person:
a wrong one would be enforced.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.cn.case_numbers import BadCaseNumber, normalise_case_number
from lexcollect.patterns import regex
from lexcollect.proposing.finders.parties import named
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import DAY, NAME, Hit, day_of, first, hits
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

_NO = regex(r"[（(〔]\s*(?:19|20)\d{2}\s*[）)〕]\s*[\u4e00-\u9fff][\u4e00-\u9fff\d]{1,14}\s*\d{1,6}\s*号")
_COURT = regex(r"(?:^|\n)\s*(?P<value>[\u4e00-\u9fff]{2,20}(?:人民法院|仲裁委员会))\s*(?=\n|$)")
_PLAINTIFF = regex(rf"(?:原告|申请人|申请执行人)\s*(?:[（(][^）)]{{1,16}}[）)])?\s*[：:]\s*(?P<value>{NAME})")
_DEFENDANT = regex(
    rf"(?:被告|被申请人|被执行人)[一二三四五\d]?\s*(?:[（(][^）)]{{1,16}}[）)])?\s*[：:]\s*(?P<value>{NAME})"
)
_DATED = regex(rf"(?:^|\n)\s*(?P<value>{DAY})\s*(?=\n|$)")
_ACCEPTED = regex(rf"于\s*(?P<value>{DAY})\s*(?:立案|受理|登记立案)")
_SIGNED = regex(rf"(?P<value>{DAY})[^\n]{{0,8}}签收")
_SERVED = {"民事判决书": "judgment", "民事调解书": "mediation_paper", "裁决书": "award"}
_TITLES = {
    PaperKind.JUDGMENT: "judgment",
    PaperKind.MEDIATION: "mediation_paper",
    PaperKind.AWARD: "award",
}


def court_papers_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield the title or filing that a court paper shows, and its parties."""
    if kind is None or kind not in {*_TITLES, PaperKind.FILED, PaperKind.ENFORCEMENT, PaperKind.SERVICE}:
        return
    number = first(paper, _NO)
    case_no = _normal(number)
    if number is None or not case_no:
        return
    values = {"case_no": Value(case_no, number.spot(paper))}
    if kind is PaperKind.SERVICE:
        yield from _served(paper, values)
        return
    if court := first(paper, _COURT):
        values["organ"] = Value(court.match["value"], court.spot(paper, "value"))
    plaintiff, defendant = first(paper, _PLAINTIFF), first(paper, _DEFENDANT)
    between = (plaintiff.match["value"] if plaintiff else "", defendant.match["value"] if defendant else "")
    if kind in _TITLES:
        values["kind"] = Value(_TITLES[kind], number.spot(paper))
        day = next(reversed(list(hits(paper, _DATED))), None)
        if day and (read := day_of(day.match["value"])):
            values["made_on"] = Value(read.isoformat(), day.spot(paper, "value"))
        yield Found("titles", values, kind.value, Trust.LIKELY, (text("proposing.why.title"),), {}, between)
    elif (accepted := first(paper, _ACCEPTED)) and (read := day_of(accepted.match["value"])):
        values["kind"] = Value("enforcement" if kind is PaperKind.ENFORCEMENT else "suit", number.spot(paper))
        values["date"] = Value(read.isoformat(), accepted.spot(paper, "value"))
        yield Found("filings", values, kind.value, Trust.DOUBTFUL, (text("proposing.why.filing"),), {}, between)
    for hit, side in ((plaintiff, "creditor"), (defendant, "debtor")):
        if hit:
            yield named(hit.match["value"], hit.spot(paper, "value"), side, kind.value)


def _served(paper: Paper, values: dict[str, Value]) -> Iterator[Found]:
    """Yield the day on which a title was served, by its receipt; several days are nobody's."""
    title = next((sort for words, sort in _SERVED.items() if words in paper.text), "")
    days = {hit.match["value"]: hit for hit in hits(paper, _SIGNED)}
    if not title or len(days) != 1:
        return
    ((words, hit),) = days.items()
    if day := day_of(words):
        values |= {"kind": Value(title, hit.spot(paper)), "served_on": Value(day.isoformat(), hit.spot(paper, "value"))}
        yield Found("titles", values, PaperKind.SERVICE.value, Trust.LIKELY, (text("proposing.why.served"),))


def _normal(hit: Hit | None) -> str:
    if hit is None:
        return ""
    try:
        return normalise_case_number(hit.match[0])
    except BadCaseNumber as bad:
        # A sign of a court that the table of signs does not have is kept as it is printed.
        return _bracketed(hit.match[0]) if bad.reason == "unknown_court" else ""


def _bracketed(number: str) -> str:
    plain = "".join(number.split())
    return f"（{plain[1:5]}）{plain[6:]}"
