"""Review checks: a decision on words or a weak point is tied to something (复核意见).

Owns what must be said in a review for it to be one. Judges no decision.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.casefile.facts import fields_of
from lexcollect.casefile.models import Case
from lexcollect.findings import Finding, finding


def check_reviews(case: Case) -> Iterator[Finding]:
    """Yield reviews that say neither or both, are tied to no words, or name a fact there is not."""
    for review in case.reviews:
        if bool(review.rule) == bool(review.weak):
            yield finding("LX-C400", review.where)
        elif review.rule and not (review.paper and review.words):
            yield finding("LX-C401", review.where, rule=review.rule)
        elif review.weak and review.of not in _ids(case):
            yield finding("LX-C402", review.where, id=review.of)


def _ids(case: Case) -> set[str]:
    groups = (getattr(case, field.name) for field in fields_of(Case) if field.model is not None and field.many)
    return {getattr(fact, "id", "") for group in groups for fact in group} - {""}
