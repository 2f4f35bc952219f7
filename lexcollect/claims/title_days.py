"""Days of a title: when it took effect, and the last day to perform (生效、履行期间届满).

Owns what follows by law from the days a case file states; a day it does not state is computed on the safe side or is
not there. Knows no account.
"""

from __future__ import annotations

from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Title
from lexcollect.claims.vocabulary import UNITS
from lexcollect.law.period import count
from lexcollect.law.rules.procedure import judgment_effective
from lexcollect.law.rules.terms import Law
from lexcollect.law.trace import Step
from lexcollect.wording import text

_APPLY = "enforce.apply"
#: Papers that take effect with the service or signature the file states (民诉法解释 149; deadlines rulebook 5.2).
_EFFECT_ON_SERVICE = (k.TitleKind.APPEAL_JUDGMENT, k.TitleKind.MEDIATION_PAPER)


def effect_of(title: Title, creditor: str, law: Law) -> tuple[date | None, tuple[Step, ...]]:
    """Return the day ``title`` took effect and, when it had to be computed, how; ``None`` when nothing tells.

    A first-instance judgment: the day after the appeal period of the service we know. Others may have been served
    later, so this is the early day, the safe one for the creditor's own clock.
    """
    if title.effective_on or title.served_on is None:
        return title.effective_on, ()
    if title.kind in _EFFECT_ON_SERVICE:
        return title.served_on, (Step(_APPLY, text("deadlines.step.effect_service", day=title.served_on)),)
    if title.kind is k.TitleKind.JUDGMENT:
        found = judgment_effective({creditor: title.served_on}, law)
        return found.value, found.trace
    return None, ()


def performance_of(title: Title, effective: date, law: Law) -> date:
    """Return the last day to perform without delay: the day stated, else the term from effect, moved from a rest day
    (民事诉讼法 85(3)), else the day of effect itself (迟延履行利息解释 2)."""
    if title.performance_day:
        return title.performance_day
    if title.performance_count:
        return count(effective, title.performance_count, UNITS[title.performance_unit], "next", law.calendar).last_day
    return effective
