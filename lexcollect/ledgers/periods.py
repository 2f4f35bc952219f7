"""Periods: the limitation (诉讼时效) of one row, by the law engine.

Owns which events a row gives: its due day and the last demand, whose way says what it is to the law. Two dates are told
apart: the day by counting alone, which is what one can rely on, and the same rolled over rest days, which is debated
(民法典 203). A demand that only the roll-over keeps in time is not counted; what it would give is told beside.
What a ledger says of a demand is no proof of its arrival: that is checked when the case is made.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lexcollect.law.book import shipped_book
from lexcollect.law.calendar import shipped_calendar
from lexcollect.law.period import Period, ending
from lexcollect.law.rules.events import LawEvent
from lexcollect.law.rules.limitation import GENERAL, nominal_end, restart_chain
from lexcollect.law.trace import LawUnknown
from lexcollect.ledgers.fields import threshold
from lexcollect.ledgers.read_days import Said
from lexcollect.ledgers.row import EVENT_OF, WEAK, Base, Limitation, LimitationState, Method


def limitation_of(
    due: date | None, demand: date | None, method: Method | None, as_of: date
) -> tuple[Limitation, list[Said]]:
    """Return the limitation of a debt due on ``due``, and what is said of the demand."""
    if due is None:
        return Limitation(), []
    try:
        found, said = _counted(due, demand, method, as_of)
    except LawUnknown:
        return Limitation(), []
    if found.expiry and found.last_day and found.expiry < as_of <= found.last_day:
        said.append(("LX-G019", {"expiry": found.expiry, "last": found.last_day}))
    return found, said


def _counted(due: date, demand: date | None, method: Method | None, as_of: date) -> tuple[Limitation, list[Said]]:
    first = _period(due)
    said: list[Said]
    if demand is None or method is None or demand > as_of:
        return _state(first, Base.DUE, as_of), []
    if method in WEAK:
        return _state(first, Base.DUE, as_of), [("LX-G075", {"method": method})]
    if demand <= due:
        return _state(first, Base.DUE, as_of), []
    start, relies = _restart(due, demand, method)
    if start == demand and not relies and demand <= first.nominal:
        return _state(_period(demand), Base.DEMAND, as_of), []
    if demand <= first.last_day:
        said = [("LX-G078", {"day": demand, "last": first.last_day})]
        return _state(first, Base.DUE, as_of, _period(demand).nominal), said
    said = [("LX-G076", {"day": demand, "expiry": first.nominal})]
    return _state(first, Base.DUE, as_of), said


@lru_cache(maxsize=65536)
def _restart(due: date, demand: date, method: Method) -> tuple[date, bool]:
    """Return the day the period runs from by the chain of the law engine, and whether that leans on a roll-over."""
    chain = restart_chain(due, [LawEvent(EVENT_OF[method], demand)])
    return chain.end.start, chain.relies_on_rollover


@lru_cache(maxsize=65536)
def _period(start: date) -> Period:
    nominal = nominal_end(shipped_book().parameter(GENERAL), start)
    return ending(start, nominal, "next", shipped_calendar())


def _state(period: Period, base: Base, as_of: date, rolled: date | None = None) -> Limitation:
    left = (period.nominal - as_of).days
    if left < 0:
        state = LimitationState.EXPIRED
    elif left <= threshold("warn_soon"):
        state = LimitationState.WITHIN_30
    else:
        state = LimitationState.WITHIN_90 if left <= threshold("warn_later") else LimitationState.OK
    return Limitation(state, base, period.nominal, period.last_day, period.act_by, period.provisional, rolled)
