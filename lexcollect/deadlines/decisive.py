"""The decisive article (决定条文): on which words of the law a deadline stands or falls.

Owns the choice among the articles of a working: those that give the length of the period, else the last that is
named. Adds no article that the working does not name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.law.book import shipped_book
from lexcollect.law.citations import article_number
from lexcollect.law.explained import parameters_of
from lexcollect.law.index import find

if TYPE_CHECKING:
    from lexcollect.deadlines.deadline import Deadline
    from lexcollect.law.trace import Citation

#: How days are counted and moved stands in every working and decides none.
_COUNTING = frozenset((("民事诉讼法", "85"), *(("民法典", str(n)) for n in range(200, 205))))
#: More would hide the one that matters.
_MOST = 2


def decisive(deadline: Deadline) -> tuple[Citation, ...]:
    """Return the articles that decide ``deadline``, at most two; none when its working names none."""
    named = list(dict.fromkeys(cite for step in deadline.answer.trace for cite in step.cites))
    rule = find(deadline.rule)
    deciding: list[Citation] = []
    for parameter in parameters_of(rule, shipped_book()) if rule else ():  # the rule's own length comes first
        lengths = {cite for value in parameter.values for cite in value.cite}
        deciding = deciding or [cite for cite in named if cite in lengths]
    others = [cite for cite in named if (cite.law, article_number(cite)) not in _COUNTING]
    return tuple(deciding[:_MOST] or others[-1:] or named[-1:])
