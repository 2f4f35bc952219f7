"""Marks of court papers (法院文书的要素): case number, court, day at the foot, persons, what a number says of the case.

Owns the patterns that every finder of court papers reads by. A number is read as it is printed and written in one form;
what a case is (民初、民终、执、财保) follows from the characters of its number.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.cn.case_numbers import BadCaseNumber, normalise_case_number
from lexcollect.patterns import regex
from lexcollect.proposing.marks import DAY, NAME, Hit, day_of, first, hits
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Value

_YEAR, _PART = r"[（(〔]\s*(?:19|20)\d{2}\s*[）)〕]", r"(?:之[一二三四五六七八九十]{1,3})?"
NUMBER = rf"{_YEAR}\s*[\u4e00-\u9fff][\u4e00-\u9fff\d]{{1,14}}\s*\d{{1,6}}\s*号{_PART}"
_NO = regex(NUMBER)
COURT_NAME = r"[\u4e00-\u9fff]{2,20}(?:人民法院|仲裁委员会)"
_COURT = regex(rf"(?:^|\n)\s*(?P<value>{COURT_NAME})\s*(?=\n|$)")
_DATED = regex(rf"(?:^|\n)\s*(?P<value>{DAY})\s*(?=\n|$)")
_LABELLED = r"(?:[（(][^）)]{1,16}[）)])?\s*[：:]\s*"
_PLAINTIFF = regex(rf"(?:原告|申请人|申请执行人){_LABELLED}(?P<value>{NAME})")
_DEFENDANT = regex(rf"(?:被告|被申请人|被执行人)[一二三四五\d]?\s*{_LABELLED}(?P<value>{NAME})")
#: What the characters of a number say the case is; of an appeal and of supervision nothing is started by us.
_KINDS = (
    ("payment_order", regex(r"民督")),
    ("presuit_preservation", regex(r"财保")),
    ("enforcement", regex(r"执(?!异|复|监|保)")),
    ("suit", regex(r"民初")),
)
#: What a court serves, by the words for it; longer ones first.
SERVED = (
    ("judgment", regex(r"民事判决书|判决书")),
    ("mediation_paper", regex(r"民事调解书|调解书")),
    ("ruling", regex(r"民事裁定书|裁定书")),
    ("award", regex(r"(?<!终局)裁决书")),
    ("payment_order", regex(r"支付令")),
    ("appeal", regex(r"上诉状")),
    ("complaint", regex(r"起诉状|应诉通知书")),
    ("evidence_notice", regex(r"举证通知书")),
    ("fee_notice", regex(r"(?:交纳|缴纳|预交|缴费)[^\n，。、；]{0,12}通知书?")),
)
TITLES = frozenset({"judgment", "mediation_paper", "award", "payment_order", "appeal_judgment"})


def number_in(paper: Paper) -> Value | None:
    """Return the first case number of the paper, or ``None``."""
    hit = first(paper, _NO)
    written = normal(hit)
    return Value(written, hit.spot(paper)) if hit is not None and written else None


def numbers_in(paper: Paper) -> Iterator[tuple[Hit, str]]:
    """Yield every case number of the paper with its place."""
    for hit in hits(paper, _NO):
        if written := normal(hit):
            yield hit, written


def normal(hit: Hit | None) -> str:
    """Return the case number of ``hit`` in one form; empty where it is none."""
    return "" if hit is None else in_one_form(hit.match[0])


def in_one_form(number: str) -> str:
    """Return a case number in one form; empty where it is none."""
    try:
        return normalise_case_number(number)
    except BadCaseNumber as bad:
        # A sign of a court that the table of signs does not have is kept as it is printed.
        return _bracketed(number) if bad.reason == "unknown_court" else ""


def _bracketed(number: str) -> str:
    plain = "".join(number.split())
    return f"（{plain[1:5]}）{plain[6:]}"


def court_of(paper: Paper) -> Value | None:
    """Return the court whose name stands on a line of its own."""
    hit = first(paper, _COURT)
    return None if hit is None else Value(hit.match["value"], hit.spot(paper, "value"))


def foot_day(paper: Paper) -> Value | None:
    """Return the last day that stands on a line of its own: the day on which the paper was made."""
    hit = next(reversed(list(hits(paper, _DATED))), None)
    if hit is None or (day := day_of(hit.match["value"])) is None:
        return None
    return Value(day.isoformat(), hit.spot(paper, "value"))


def sides_in(paper: Paper) -> tuple[Value | None, tuple[Value, ...]]:
    """Return who sues, and each of those who are sued, as the head of the paper names them."""
    plaintiff = first(paper, _PLAINTIFF)
    sued: dict[str, Value] = {}
    for hit in hits(paper, _DEFENDANT):
        sued.setdefault(hit.match["value"], Value(hit.match["value"], hit.spot(paper, "value")))
    owed = None if plaintiff is None else Value(plaintiff.match["value"], plaintiff.spot(paper, "value"))
    return owed, tuple(sued.values())


def kind_of_case(number: str) -> str:
    """Return what was started under ``number`` as a kind of filing; empty for an appeal, a review, an objection."""
    return next((kind for kind, sign in _KINDS if sign.search(number)), "")


def between_of(owed: Value | None, sued: tuple[Value, ...]) -> tuple[str, str]:
    """Return creditor and debtor by name as the head of the paper has them."""
    return (str(owed.value) if owed else "", str(sued[0].value) if sued else "")
