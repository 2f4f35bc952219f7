"""Court papers (判决、调解、受理、执行): case number, court, day, what they are.

Owns the labels of their heads. A judgment is proposed as a title whose effect is open (a judgment takes effect after
the time for appeal, 民事诉讼法 158, 171), a notice of acceptance as a filing. Sums adjudged are left to a person:
a wrong one would be enforced.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.cn.numerals import read_han_number
from lexcollect.patterns import regex
from lexcollect.proposing.finders.court_marks import (
    NUMBER,
    between_of,
    court_of,
    foot_day,
    in_one_form,
    kind_of_case,
    number_in,
    sides_in,
)
from lexcollect.proposing.finders.parties import named
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import DAY, day_of, first, hits
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

_ACCEPTED = regex(rf"于\s*(?P<value>{DAY})\s*(?:立案|受理|登记立案)")
_TITLES = {
    PaperKind.JUDGMENT: "judgment",
    PaperKind.MEDIATION: "mediation_paper",
    PaperKind.AWARD: "award",
    PaperKind.PAYMENT_ORDER: "payment_order",
}
#: Ends the case: a second instance, or a first one of small claims (民事诉讼法 165, 182).
_FINAL = regex(r"本判决为终审判决")
_PERFORM = regex(
    r"本(?:判决|调解|裁决)书?(?:发生法律效力|生效)(?:之日起|之次日起|后)(?P<value>[一二三四五六七八九十百\d]{1,4})日内"
)
_IN_FORCE = regex(
    rf"(?P<no>{NUMBER})\s*(?P<what>民事判决书|民事调解书|裁决书)[^。\n]{{0,20}}?(?P<value>{DAY})[^。\n]{{0,6}}(?:发生法律效力|生效)"
)
_IN_WORDS = {"民事判决书": "judgment", "民事调解书": "mediation_paper", "裁决书": "award"}


def court_papers_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield the title or filing that a court paper shows, and its parties."""
    if kind is PaperKind.EFFECT:
        yield from _in_force(paper)
    if kind is None or kind not in {*_TITLES, PaperKind.FILED, PaperKind.ENFORCEMENT}:
        return
    number = number_in(paper)
    if number is None:
        return
    values = {"case_no": number}
    if court := court_of(paper):
        values["organ"] = court
    owed, sued = sides_in(paper)
    between = between_of(owed, sued)
    if kind in _TITLES:
        yield _title(paper, kind, values, sued, between)
    elif filed := _filed(paper, kind, values, between):
        yield filed
    if owed:
        yield named(str(owed.value), owed.spot, "creditor", kind.value)
    for one in sued[:1] if kind is PaperKind.FILED else sued:
        yield named(str(one.value), one.spot, "debtor", kind.value)


def _title(
    paper: Paper, kind: PaperKind, values: dict[str, Value], sued: tuple[Value, ...], between: tuple[str, str]
) -> Found:
    number = values["case_no"]
    sort = "appeal_judgment" if kind is PaperKind.JUDGMENT and "民终" in str(number.value) else _TITLES[kind]
    values["kind"] = Value(sort, number.spot)
    if day := foot_day(paper):
        values["made_on"] = day
    terms = {hit.match["value"]: hit for hit in hits(paper, _PERFORM)}
    if len(terms) == 1:
        ((words, hit),) = terms.items()
        if count := _count(words):
            values["performance_count"] = Value(count, hit.spot(paper, "value"))
    # What no key of a title holds: whom it names, and that nobody can appeal; services.py reads them.
    values["_sued"] = Value(tuple(str(one.value) for one in sued), number.spot)
    if sort == "judgment" and (final := first(paper, _FINAL)):
        values["_final"] = Value(True, final.spot(paper))
    return Found("titles", values, kind.value, Trust.LIKELY, (text("proposing.why.title"),), {}, between)


def _count(words: str) -> str:
    number = int(words) if words.isascii() and words.isdigit() else read_han_number(words)
    return str(number) if number else ""


def _filed(paper: Paper, kind: PaperKind, values: dict[str, Value], between: tuple[str, str]) -> Found | None:
    """Return the filing that a notice of acceptance shows: its own day, else that of its foot."""
    number, why = values["case_no"], "filing"
    if (accepted := first(paper, _ACCEPTED)) and (read := day_of(accepted.match["value"])):
        values["date"] = Value(read.isoformat(), accepted.spot(paper, "value"))
    elif day := foot_day(paper):
        values["date"], why = day, "filing_foot"
    else:
        return None
    sort = "enforcement" if kind is PaperKind.ENFORCEMENT else kind_of_case(str(number.value)) or "suit"
    values["kind"] = Value(sort, number.spot)
    return Found("filings", values, kind.value, Trust.DOUBTFUL, (text(f"proposing.why.{why}"),), {}, between)


def _in_force(paper: Paper) -> Iterator[Found]:
    """Yield the day on which a title took effect, as the court certifies it (生效证明)."""
    for hit in hits(paper, _IN_FORCE):
        number, day = in_one_form(hit.match["no"]), day_of(hit.match["value"])
        if number and day:
            values = {
                "case_no": Value(number, hit.spot(paper, "no")),
                "kind": Value(_IN_WORDS[hit.match["what"]], hit.spot(paper, "what")),
                "effective_on": Value(day.isoformat(), hit.spot(paper, "value")),
            }
            why = (text("proposing.why.in_force"),)
            yield Found("titles", values, PaperKind.EFFECT.value, Trust.LIKELY, why)
