"""Classing: what can be done with a row (处理).

Owns the order of the questions; the first that is answered with yes decides, so that every row has exactly one action
and their counts add up. Decides nothing about the debt itself: what is over may still be sued on by a lawyer's decision
(民法典 192, 193).
"""

from __future__ import annotations

from lexcollect.findings import Level
from lexcollect.ledgers.row import TO_LOOK_AT, Action, LedgerRow, LimitationState, Standing

#: Duplicates: the row says nothing that an earlier one does not.
DUPLICATES = frozenset({"LX-G070", "LX-G071"})

#: The status says paid off and the balance says something else.
CONTRADICTED = "LX-G033"


def action_of(row: LedgerRow) -> Action:
    """Return what can be done with ``row``, which was compared with all others."""
    codes = {issue.code for issue in row.issues}
    if row.status is Standing.CLOSED and row.balance is not None and CONTRADICTED not in codes:
        return Action.SKIP_CLOSED
    if codes & DUPLICATES:
        return Action.SKIP_DUPLICATE
    if row.status in TO_LOOK_AT:
        return Action.REVIEW_STATUS
    if any(issue.level is Level.ERROR for issue in row.issues):
        return Action.REVIEW_DATA
    if row.limitation.state is LimitationState.EXPIRED:
        return Action.REVIEW_EXPIRED
    return Action.READY
