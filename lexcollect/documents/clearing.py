"""Clearing: what a person took upon himself, and what is still open before a paper is final (复核与定稿).

Owns how a review of the case file meets a finding of a paper: same rule, same paper, same words. What was reviewed is
told as a note with name, day and reason; what was not keeps its level, and a final paper must have none. Writes
nothing: ``matter.reviewing`` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lexcollect.casefile.reviews import Review
from lexcollect.documents.folding import folded
from lexcollect.documents.lint import Grade, Hit
from lexcollect.findings import Finding, Level, Where, finding
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.wording import Text, speaking

#: A visible blank (待补), with what is missing.
_BLANK = regex(r"【待补[:：]?([^】]*)】")
#: Errors that a person may take upon himself: red flags of the language rules, and what a text could cost.
CLEARABLE = frozenset({"LX-P030", "LX-P335", "LX-P338"})
#: A place is marked 【待补】.
MARKED = "LX-P003"
#: What was reviewed, and what needs no review: a quotation stops nothing, a blank is counted in the paper itself.
KEPT = "LX-P322"
_NEEDLESS = frozenset({"LX-P320", MARKED})


@dataclass(frozen=True, slots=True)
class Point:
    """One finding of a paper as a review names it: rule or code, title of the paper, and the very words."""

    rule: str
    paper: str
    words: str
    finding: Finding

    def reviewed(self, reviews: Iterable[Review]) -> Review | None:
        """Return the review of just these words in just this paper."""
        said = folded(self.words)
        mine = (one for one in reviews if one.rule == self.rule and one.paper == self.paper)
        return next((one for one in mine if folded(one.words) == said), None)

    @property
    def clearable(self) -> bool:
        """Whether a person may keep it: warnings, and the errors that are a matter of judgment."""
        told = self.finding
        return (told.level is Level.WARNING and told.code not in _NEEDLESS) or told.code in CLEARABLE


def of_hits(hits: Sequence[Hit], paper: str) -> list[Point]:
    """Return the points of what the language rules found in a paper."""
    where = Where(field=paper)
    return [Point(hit.rule.id, paper, hit.sentence, hit.finding(where)) for hit in hits if hit.grade is not Grade.NOTE]


def of_findings(findings: Sequence[Finding], paper: str) -> list[Point]:
    """Return the points of other findings of a paper; their words are what they say."""
    with speaking("zh"):
        return [Point(one.code, paper, one.message("zh"), one) for one in findings]


def cleared(points: Sequence[Point], reviews: Sequence[Review], *, final: bool) -> tuple[list[Finding], list[Point]]:
    """Return what is to be told of the points of a paper, and those that are open.

    A red flag that nobody reviewed stops every paper; a doubt (warning) stops one that is to be ``final``.
    """
    told: list[Finding] = []
    open_: list[Point] = []
    for point in points:
        review = point.reviewed(reviews) if point.clearable else None
        if review is not None:
            told.append(_kept(point, review))
            continue
        told.append(point.finding)
        if point.clearable:
            open_.append(point)
            if point.finding.stops:
                told.append(_ask(point))
            elif final:
                told.append(finding("LX-P325", Where(field=point.paper), rule=point.rule, words=point.words))
    return told, open_


def _kept(point: Point, review: Review) -> Finding:
    where = Where(field=point.paper)
    return finding(KEPT, where, rule=point.rule, by=review.by, day=review.date, why=review.why, words=point.words)


def _ask(point: Point) -> Finding:
    return finding("LX-P323", Where(field=point.paper), rule=point.rule, words=point.words)


def words_of_blanks(lines: Iterable[str]) -> tuple[str, ...]:
    """Return what the visible blanks of a paper ask for, each once."""
    return tuple(dict.fromkeys(match[1] for line in lines for match in _BLANK.finditer(line)))


def unmarked(told: Iterable[Finding], lines: Iterable[str]) -> set[Finding]:
    """Return those of ``told`` that say a place is marked 【待补】 which the paper as it was written does not hold.

    A view asks for more than each variant of a template prints; what is not printed is no gap of this paper.
    """
    marked = ["".join(words.split()) for words in words_of_blanks(lines)]
    missing = {one: _any_name(dict(one.params)["what"]) for one in told if one.code == MARKED}
    return {one for one, words in missing.items() if not any(words.fullmatch(each) for each in marked)}


def marks_of(words: str, told: Iterable[Finding]) -> Finding | None:
    """Return the one of ``told`` that marks the blank ``words`` of a paper: its place is where the words are put in."""
    blank = "".join(words.split())
    marks = (one for one in told if one.code == MARKED)
    return next((one for one in marks if _any_name(dict(one.params)["what"]).fullmatch(blank)), None)


def _any_name(what: Text) -> re.Pattern[str]:
    """Return what a blank for ``what`` may read as: a paper calls the one it is about by a role, or by the name."""
    from lexcollect.documents.material import blank_of

    params = {key: "\0" if key == "name" and value else value for key, value in what.params}
    words = "".join(blank_of(Text(what.key, tuple(params.items()))).split())
    return re.compile(".*".join(re.escape(part) for part in words.split("\0")))


def blanks(lines: Iterable[str], paper: str) -> list[Finding]:
    """Return an error for the blanks of a paper that is to be final."""
    found = list(words_of_blanks(lines))
    return [finding("LX-P324", Where(field=paper), count=len(found), what=found)] if found else []
