"""Reviews: what a person decided on words that were flagged and on weak points (复核意见).

Owns the one fact group by which such a decision is kept: on what, by whom, when, why. Tied to the very words, so that
a changed text asks again. Judges nothing.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.facts import Fact
from lexcollect.casefile.fields import Day, Line


class Review(Fact, noun=("复核意见", "review")):
    """A decision on a finding (复核意见), taken by a person with a name and a reason.

    Either ``rule`` (of the language rules, or the code of a finding) with the title of the ``paper`` and the very
    ``words`` that stand there: they are kept, and a changed text asks again. Or a ``weak`` point ``of`` a fact or debt:
    ``answer`` says whether papers tell it.
    """

    rule: Line = ""
    paper: Line = ""
    words: Line = ""
    weak: k.Weak | None = None
    of: Line = ""
    answer: k.WeakAnswer = k.WeakAnswer.TELL
    by: Line
    date: Day
    why: Line
