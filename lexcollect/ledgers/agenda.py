"""Agenda: which claims of a ledger run out, by day, and what a row still needs before that (期限台账).

Owns the order and the sums of ``batch due``: the limitation of each row as it was counted when it was read, the
demands that do not count, the days of all that is still to come. Nothing is counted anew here; a demand by telephone
alone or after the end moves no day (民法典 195, 诉讼时效规定 8). Rows that are settled or named twice are no claims;
those whose day cannot be counted are told with a number. Writes no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from lexcollect.ledgers.row import Action, Ledger, LedgerRow, LimitationState
from lexcollect.ledgers.where import Condition
from lexcollect.records import dataclass

#: What is said of a row whose last demand shows no arrival, and of one that was demanded after the end.
WEAK_DEMAND, LATE_DEMAND = "LX-G075", "LX-G076"
#: So many days are looked ahead where nobody says otherwise, and so many make the second band.
SOON, LATER = 30, 90


@dataclass(frozen=True, slots=True)
class Ending:
    """A row whose limitation ends: on which day, in how many days, and what is to be done.

    ``ready``: papers can be written on it. ``weak``: its last demand shows no arrival, so that a written one is needed.
    """

    row: LedgerRow
    day: date
    days: int
    ready: bool
    weak: bool


@dataclass(frozen=True)
class Due:
    """What ends: rows ``within`` the days that were asked for, by day, and how many rows stand otherwise.

    ``soon`` and ``later`` count all rows of the two bands with those ready among them; ``weak`` are rows whose last
    demand does not count, ``late_demand`` those demanded after the end, ``over`` rows out of time, ``unknown`` those
    whose day cannot be counted, ``aside`` rows that are no claims any more or are before a court.
    """

    as_of: date
    days: int
    within: tuple[Ending, ...]
    soon: tuple[int, int]
    later: tuple[int, int]
    weak: int
    late_demand: int
    over: int
    unknown: int
    running: int
    aside: int

    @property
    def amount(self) -> Decimal:
        """What is owed under the rows that end, in yuan."""
        return sum((one.row.balance or Decimal(0) for one in self.within), Decimal("0.00"))


def due_of(ledger: Ledger, days: int = SOON, conditions: Sequence[Condition] = ()) -> Due:
    """Return what of ``ledger`` ends within ``days`` of its day, earliest first."""
    as_of = ledger.as_of
    rows = [row for row in ledger.rows if all(one.holds(row, as_of) for one in conditions)]
    ending = sorted(_ending(rows, as_of), key=lambda one: (one.day, one.row.number))
    within = tuple(one for one in ending if one.days <= days)
    soon = [one for one in ending if one.days <= SOON]
    later = [one for one in ending if SOON < one.days <= LATER]
    states = [row.limitation.state for row in rows]
    return Due(
        as_of,
        days,
        within,
        (len(soon), sum(one.ready for one in soon)),
        (len(later), sum(one.ready for one in later)),
        sum(_said(row, WEAK_DEMAND) for row in rows),
        sum(_said(row, LATE_DEMAND) for row in rows),
        sum(state is LimitationState.EXPIRED for state in states),
        sum(state is LimitationState.UNKNOWN for state in states),
        len(ending),
        sum(row.action in (Action.SKIP_CLOSED, Action.SKIP_DUPLICATE) for row in rows),
    )


def _ending(rows: Iterable[LedgerRow], as_of: date) -> list[Ending]:
    found = []
    for row in rows:
        day, left = row.limitation.expiry, row.limitation.days_left(as_of)
        if day is None or left is None or left < 0:
            continue
        found.append(Ending(row, day, left, row.action is Action.READY, _said(row, WEAK_DEMAND)))
    return found


def _said(row: LedgerRow, code: str) -> bool:
    """Tell whether a row was told something when its limitation was counted."""
    return any(issue.code == code for issue in row.issues)


def until(as_of: date, days: int) -> date:
    """Return the last day that is looked at."""
    return as_of + timedelta(days=days)
