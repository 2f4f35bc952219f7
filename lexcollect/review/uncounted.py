"""Uncounted: what was entered and moves no sum and no day yet, and why; so that a day that passed is not read as final.

Owns which entered events would move a deadline once their proof is complete, which deadlines are therefore open in
proof (待补证), and what keeps amounts that were entered out of the sum. Grades nothing and counts no day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lexcollect.findings import shown
from lexcollect.law.states import State
from lexcollect.review.exhibits import said_of
from lexcollect.review.facts import EVENTS, fact_key

if TYPE_CHECKING:
    from lexcollect.deadlines.deadline import Deadline, Ignored
    from lexcollect.deadlines.events import CaseEvent
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.desk.draft import Desk

#: States that read as an end: of a claim, of a guarantee.
ENDED = (State.EXPIRED, State.LAPSED)
#: So many events, and findings that keep a sum out, are named.
_NAMES = 3


def moving(one: Deadline) -> tuple[Ignored, ...]:
    """Return the events that move the last day once their proof is complete.

    For a period of limitation that is counted beside it (``would_be``). A guarantee is kept or it is not, so for one
    that lapsed it is what happened within the period.
    """
    if one.period is None:
        return ()
    last, lapsed = one.period.last_day, one.state is State.LAPSED
    return tuple(
        each for each in one.ignored if each.would_be or (lapsed and each.would_count and each.event.on <= last)
    )


def is_open(one: Deadline) -> bool:
    """Tell whether a deadline reads as ended only because something entered is not proved yet (待补证)."""
    return one.state in ENDED and bool(moving(one))


def of_deadline(desk: Desk, one: Deadline) -> dict[str, Any]:
    """Return what does not count for a deadline: whether it is ``open``, the events, and the latest day they give."""
    waits = moving(one)
    days = [each.would_be.last_day for each in waits if each.would_be]
    return {
        "open": is_open(one),
        "count": len(waits),
        "last": max(days).isoformat() if days else "",
        "events": [_told(desk, each.event) for each in waits],
    }


def waiting(desk: Desk, answered: Answered) -> dict[str, Any]:
    """Return the entered events no day rests on for want of proof; where no day can be told, all that are unproved."""
    moved = {each.event.law.id for one in answered.deadlines for each in moving(one)}
    none = not any(one.period for one in answered.deadlines)
    events = [
        one
        for one in {each.law.id: each for each in answered.agenda.events}.values()
        if one.law.id in moved or (none and not one.proof.grade.counts and one.proof.would_count)
    ]
    return {
        "count": len(events),
        "events": [_told(desk, one) for one in events[:_NAMES]],
        "untold": sum(one.untold for one in answered.deadlines),
    }


def kept_out(answered: Answered) -> Decimal:
    """Return the sum of what was entered as owed where none of it is asked for; 0 where something is.

    What was paid is no reason: where payments come to as much, nothing is kept out.
    """
    entered = sum((one.amount for one in answered.case.obligations if one.amount), Decimal())
    paid = sum((one.amount for one in answered.case.payments if one.amount), Decimal())
    return entered if not answered.claims.total and entered > paid else Decimal()


def _told(desk: Desk, event: CaseEvent) -> dict[str, str]:
    keys = _keys(desk)
    return {
        "title": shown(str(event.title)),
        "date": event.on.isoformat(),
        "why": said_of(desk, event.proof.why),
        "need": said_of(desk, event.proof.would_count) if event.proof.would_count else "",
        "link": f"/proof/{keys[event.law.id]}" if event.law.id in keys else "/proof",
    }


def _keys(desk: Desk) -> dict[str, str]:
    return desk.once("event_keys", lambda: dict(_found(desk)))


def _found(desk: Desk) -> Iterator[tuple[str, str]]:
    from lexcollect.sheets.case_grids import grids

    names: Iterable[str] = (one.name for one in grids() if one.group in EVENTS and not one.below)
    for name in names:
        for row in desk.rows[name]:
            yield str(row.place[-1]), fact_key(name, row.id)
