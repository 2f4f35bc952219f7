"""Following (函件期满): the day a letter set is a step of its own where the plan has none behind it.

Owns that a letter never ends in silence: when its period is over and nothing was done since, the account is looked at
and the next step chosen. A letter that the plan goes on from needs none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lexcollect.law.calendar import ONE_DAY
from lexcollect.law.trace import LawUnknown
from lexcollect.steps.lines import Line, Standing
from lexcollect.steps.plan import CONTACTS, COURTS, LETTERS, Do, Step
from lexcollect.steps.promises import running
from lexcollect.wording import say, text

if TYPE_CHECKING:
    from lexcollect.steps.debt import DebtPlan

#: The id of the step; no plan has it, for it stands on a letter and on no plan.
FOLLOW = "函件期满"


def following(one: DebtPlan, lines: Sequence[Line]) -> list[Line]:
    """Return the step that the last letter to the debtor brings with it, if the plan does not go on from there."""
    debt = one.debt
    letters = [
        e for e in one.events if e.until and e.does & LETTERS and Do.GUARANTOR_LETTER not in e.does and e.about(debt.id)
    ]
    last = max(letters, key=lambda e: e.on, default=None)
    if last is None or last.until is None or running(one.promises, debt.id) is not None:
        return []
    pressing = CONTACTS | COURTS
    since = any(e.on > last.until and e.does & pressing and e.about(debt.id) for e in one.events)
    goes_on = any(line.open and line.on is not None and line.step.do in pressing for line in lines)
    if since or goes_on:
        return []
    try:
        on = one.calendar.roll_next(last.until + ONE_DAY)
    except LawUnknown:
        on = last.until + ONE_DAY
    recorded = any(d.step == FOLLOW and (not d.covers or debt.id in d.covers) for d in one.decided.done)
    standing = Standing.DONE if recorded else Standing.DUE if on <= one.as_of else Standing.LATER
    step = Step(FOLLOW, Do.INTERNAL, title=say("steps.follow"))
    amount = debt.principal + debt.penalty + debt.interest
    why = (text("steps.why.follow", what=last.what),)
    return [Line(step, one.plan.name, standing, on, (debt.id,), amount, why)]
