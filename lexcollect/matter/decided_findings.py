"""Decided findings: what a person decided on a finding of the case (复核意见).

Owns which warnings say that two sources contradict each other, and that one of them which somebody took upon himself,
with name and reason, is told as that decision from then on, to every verb alike. Any other warning can be looked at
(已看过): it goes on being told, and who looked at it stands beside. Either is an entry of ``reviews`` and tied to the
very words and to the fact they are said of: other figures ask again, and so does another fact of which it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Level, finding
from lexcollect.layout import CATALOGUE, CATALOGUE_NAME

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.casefile.reviews import Review

#: A balance that differs from the books, a share that the stages do not add up to, a person whose ID number says
#: otherwise. What the law itself settles (a loan that was paid out short) needs nobody.
CONTRADICTING = frozenset({"LX-M211", "LX-C143", "LX-C052"})
#: The amounts are no claim yet: papers are refused until a rate is on file, whoever looked at it.
NO_PAPERS = frozenset({"LX-M011", "LX-M014"})
#: What stands for the paper in a review of the case file itself.
CASE_ITSELF = "案件"
_KEPT = "LX-P322"
#: How a record on an exhibit begins.
EXHIBIT = "证据"
#: What tells a fact without an id from its neighbours.
_TELLING = ("date", "day", "number", "doc_no", "name", "title", "kind", "amount")


def contradicts(one: Finding) -> bool:
    """Tell whether a finding says that two sources contradict each other."""
    return one.code in CONTRADICTING and not one.stops


def words_of(one: Finding) -> str:
    """Return the words to which a decision on ``one`` is tied."""
    return " ".join(one.message("zh").split())


def place_of(one: Finding, case: Case | None) -> str:
    """Return the fact in which ``one`` stands, by its id, else by its day, number and sum; nothing where it has none.

    No line and no position: facts before it come and go. Of a finding of the catalogue that says of which exhibit it
    is, the exhibit by its id, and the field of it.
    """
    from lexcollect.casefile.facts import fields_of
    from lexcollect.casefile.labels import label_of
    from lexcollect.casefile.models import Case as Model

    if one.where.file in (CATALOGUE, CATALOGUE_NAME):
        return _exhibit_of(one)
    if case is None or not one.where.line or one.where.file != case.where.file:
        return ""
    groups = [
        (field, getattr(case, field.name)) for field in fields_of(Model) if field.model is not None and field.many
    ]
    begun = [(fact.where.line, field.key, fact) for field, facts in groups for fact in facts]
    found = max((each for each in begun if each[0] <= one.where.line), key=lambda each: each[0], default=None)
    if found is None:
        return ""
    _, key, fact = found
    words = [str(getattr(fact, "id", ""))]
    if not words[0]:
        words = [str(value) for name in _TELLING if (value := getattr(fact, name, None))]
    return " ".join((label_of("", key), *words))


def _exhibit_of(one: Finding) -> str:
    from lexcollect.evidence.keys import label_of

    id, (_, dot, key) = dict(one.params).get("id"), one.where.field.rpartition(".")
    return " ".join((EXHIBIT, str(id), *([label_of(key)] if dot else []))) if id else ""


def can_be_seen(one: Finding) -> bool:
    """Tell whether looking at a finding is all that is asked: a warning, no contradiction, and papers can be made."""
    return one.level is Level.WARNING and not contradicts(one) and one.code not in NO_PAPERS


def seen_by(one: Finding, case: Case | None) -> Review | None:
    """Return the record of who looked at the warning ``one`` as it reads now; ``None`` where nobody did."""
    if case is None or not case.reviews or not can_be_seen(one):
        return None
    return _review_of(one, [each for each in case.reviews if each.paper == CASE_ITSELF], case)


def settled(findings: Iterable[Finding], case: Case | None) -> tuple[Finding, ...]:
    """Return ``findings``; a contradiction on which somebody decided is the note that says who, when and why."""
    reviews = [one for one in case.reviews if one.paper == CASE_ITSELF] if case is not None else []
    if not reviews:
        return tuple(findings)
    return tuple(_told(one, reviews, case) for one in findings)


def _told(one: Finding, reviews: Sequence[Review], case: Case | None) -> Finding:
    if not contradicts(one):
        return one
    review = _review_of(one, reviews, case)
    if review is None:
        return one
    return finding(_KEPT, one.where, rule=one.code, words=words_of(one), by=review.by, day=review.date, why=review.why)


def _review_of(one: Finding, reviews: Sequence[Review], case: Case | None) -> Review | None:
    """Return the entry about ``one``; one that names no fact, as earlier programs wrote it, is about them all."""
    words = words_of(one)
    same = [each for each in reviews if each.rule == one.code and " ".join(each.words.split()) == words]
    if not same:
        return None
    place = place_of(one, case)
    return next((each for each in same if each.of in ("", place)), None)
