"""Consequences (登记后的变化): what an entry changes in sums and days, by answering the matter before and after it.

Owns the comparison. Counts nothing itself: both answers come from ``matter.answering``; where the case file cannot be
answered, nothing follows and nothing is said.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.findings import Refused
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from lexcollect.deadlines.deadline import Agenda, Deadline, Ignored
    from lexcollect.deadlines.links import Shown
    from lexcollect.law.states import State
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.opening import Parts
    from lexcollect.matter.writing import Sources
    from lexcollect.wording import Text

#: So many days are told of one entry, the nearest first.
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Moved:
    """One deadline whose last day or state an entry changed; ``None``: there was none, or there is none any more."""

    title: Text
    persons: tuple[str, ...]
    obligations: tuple[str, ...]
    before: date | None
    after: date | None
    state: State | None


@dataclass(frozen=True)
class Consequences:
    """What an entry changes: the sum asked for, days, and whether the event itself counts.

    ``ignored`` tells why no date rests on the event of the entry, and what would make it count; ``limitation`` are the
    claims' own ends of limitation after the entry. ``shown`` is what each exhibit is, by the catalogue.
    """

    total_before: Decimal | None
    total_after: Decimal | None
    moved: tuple[Moved, ...]
    ignored: tuple[Ignored, ...]
    limitation: tuple[Deadline, ...]
    shown: Shown = None

    @property
    def sum_moved(self) -> bool:
        """Whether the sum changed."""
        return self.total_before is not None and self.total_after is not None and self.total_before != self.total_after


NOTHING = Consequences(None, None, (), (), ())


def consequences(folder: Path, before: Sources, after: Sources, as_of: date, event: str = "") -> Consequences:
    """Return what follows from the change from ``before`` to ``after``; ``event`` is the id of the fact entered."""
    from lexcollect.matter.exhibits import shown_by

    was, now = _answered(folder, before, as_of), _answered(folder, after, as_of)
    if now is None:
        return NOTHING
    old = {} if was is None else {d.id: d for d in was.deadlines}
    moved = [] if was is None else [one for d in now.deadlines if (one := _moved(old.get(d.id), d)) is not None]
    moved.sort(key=lambda one: (one.after or date.max, one.title.key))
    return Consequences(
        was.claims.total if was else None,
        now.claims.total,
        tuple(moved[:_SHOWN]),
        _ignored(now.agenda, event),
        tuple(d for d in now.agenda.of_rule("limitation.general") if d.period and d.open),
        shown_by(now.catalogue),
    )


def _ignored(agenda: Agenda, event: str) -> tuple[Ignored, ...]:
    found = (item for d in agenda.deadlines for item in d.ignored if event and item.event.law.id == event)
    return tuple({item.reason: item for item in found}.values())


def _moved(old: Deadline | None, new: Deadline) -> Moved | None:
    was = old.period.last_day if old and old.period else None
    now = new.period.last_day if new.period else None
    if was == now and (old is None or old.state is new.state):
        return None
    return Moved(new.title, new.everybody, new.obligations, was, now, new.state)


def _answered(folder: Path, sources: Sources, as_of: date) -> Answered | None:
    from lexcollect.law.trace import LawUnknown
    from lexcollect.matter.answering import answer_opened
    from lexcollect.matter.opening import Matter

    parts = _parts(folder, sources)
    if parts is None or parts.case is None:
        return None
    opened = Matter(folder, parts.case, parts.catalogue, (), parts.case_sha256, False, sources)
    try:
        return answer_opened(opened, as_of, dates_anyway=True)
    except (LawUnknown, Refused):
        return None


def _parts(folder: Path, sources: Sources) -> Parts | None:
    from lexcollect.matter.opening import read_parts

    try:
        return read_parts(folder, sources, for_figures=True)
    except Refused:
        return None
