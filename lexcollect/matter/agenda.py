"""Agenda: which deadlines of a matter are asked for.

Owns the numbers by which a user names a deadline, and what “within so many days” keeps. Counts no deadline.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lexcollect.findings import Refused, finding

if TYPE_CHECKING:
    from lexcollect.deadlines.deadline import Agenda, Deadline


def wanted(agenda: Agenda, within: int | None) -> list[tuple[int, Deadline]]:
    """Return the deadlines with their numbers; ``within`` keeps what must be done in so many days, or is not told."""
    numbered = list(enumerate(agenda.deadlines, 1))
    if within is None:
        return numbered
    limit = agenda.as_of + timedelta(days=within)
    return [(n, d) for n, d in numbered if d.untold or (d.open and d.period and d.period.act_by <= limit)]


def chosen(agenda: Agenda, named: str) -> Deadline:
    """Return the deadline called ``named``: its number (from 1) or its id; :class:`Refused` when there is none."""
    if named.isascii() and named.isdecimal() and len(named) < 6 and 1 <= int(named) <= len(agenda.deadlines):
        return agenda.deadlines[int(named) - 1]
    found = agenda.get(named)
    if found is None:
        known = [f"{i}（{d.id}）" for i, d in enumerate(agenda.deadlines, 1)]
        raise Refused([finding("LX-D001", id=named, known=known or ["—"])])
    return found


def law_unknown(agenda: Agenda) -> bool:
    """Tell whether the law book does not know what some deadline needs."""
    return any(d.beyond_law for d in agenda.deadlines)
