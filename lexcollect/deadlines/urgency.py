"""Urgency: how near a deadline is.

Owns the level of one deadline on one day. The thresholds are those of the law's index of rules; the person in charge
may put others in their place (``choices.warn_days``). Policy, not law.
"""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from lexcollect.law.index import find
from lexcollect.law.period import Period


class Alarm(IntEnum):
    """Level of a deadline: calm, notice (blue), warning (yellow), critical (red), or past its day to act (red)."""

    CALM = 0
    NOTICE = 1
    WARNING = 2
    CRITICAL = 3
    OVER = 4


_ALARM = {
    "": Alarm.CALM,
    "notice": Alarm.NOTICE,
    "warning": Alarm.WARNING,
    "critical": Alarm.CRITICAL,
    "overdue": Alarm.OVER,
}


def thresholds(rule: str, chosen: tuple[int, ...] = ()) -> tuple[int, ...]:
    """Return the calendar days before ``act_by`` from which each level applies, most distant first.

    ``chosen`` are the days of the case file; a rule without thresholds warns only if days were chosen.
    """
    found = find(rule)
    return tuple(sorted(chosen, reverse=True)) or (found.warn if found else ())


def alarm(rule: str, period: Period, as_of: date, chosen: tuple[int, ...] = ()) -> Alarm:
    """Return how near the date to work to is on ``as_of``."""
    found = find(rule)
    if found is None:
        return Alarm.OVER if as_of > period.act_by else Alarm.CALM
    return _ALARM[found.level(as_of, period.act_by, thresholds(rule, chosen))]
