"""Agenda: the deadlines of all matters as they are stored, held against the day that is asked for.

Owns the list by urgency and the counts of each level. The dates are those of the stored answers; what a later day does
to them (a level nearer, a last day past) is told by comparing days, as ``law.period`` and ``deadlines.urgency`` do.
Which answers are of another day, or may be out of date, is told beside them (``freshness``). Answers nothing anew.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, literal, or_, select

from lexcollect.deadlines.urgency import Alarm
from lexcollect.law.states import State
from lexcollect.records import dataclass
from lexcollect.register import tables
from lexcollect.register.columns import unpacked
from lexcollect.register.reading import MatterRow, UnsavedRow, unsaved
from lexcollect.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from lexcollect.casefile.kinds import CommunicationKind
    from lexcollect.deadlines.calendar_file import Entry

#: The groups of a list (``deadlines.deadline``): what must be done in time, and what cannot be told.
_OPEN, _UNTOLD = 0, 1
#: Stands for the level of what has no day.
_NO_DAY = -1
#: The matters that are asked for, by their rows; ``None``: all of them.
Only = frozenset[int] | None


@dataclass(frozen=True, slots=True)
class Stored:
    """A deadline of the register on the day asked for; ``state`` and ``level`` are of that day."""

    matter: MatterRow
    number: int
    deadline: str
    rule: str
    title: Text
    person: str
    persons: tuple[str, ...]
    obligations: tuple[str, ...]
    state: State
    level: Alarm
    start: date | None
    nominal: date | None
    last_day: date | None
    act_by: date | None
    provisional: bool
    uid: str
    basis: tuple[Text, ...]
    warn_days: tuple[int, ...]

    @property
    def untold(self) -> bool:
        """Whether no date can be told."""
        return self.act_by is None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many deadlines of each level there are, how many nobody can tell, and how many ended since the answer."""

    levels: Mapping[Alarm, int]
    untold: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.levels.values()) + self.untold


def counts(connection: Connection, only: Only, as_of: date, within: int | None = None) -> Counts:
    """Return how many deadlines stand at each level on ``as_of``."""
    d = tables.deadlines.c
    level = case(
        (d.act_by.is_(None), _NO_DAY),
        (d.act_by < as_of, int(Alarm.OVER)),
        (d.critical_from <= as_of, int(Alarm.CRITICAL)),
        (d.warning_from <= as_of, int(Alarm.WARNING)),
        (d.notice_from <= as_of, int(Alarm.NOTICE)),
        else_=int(Alarm.CALM),
    )
    asked = _asked(as_of, within)
    found: dict[int, int] = {}
    if only is None:
        whole = select(level, func.count()).where(*asked).group_by(level)
        found.update((at, count) for at, count in connection.execute(whole))
    else:
        parts = select(d.matter, level, func.count()).where(*asked).group_by(d.matter, level)
        for matter, at, count in connection.execute(parts):
            if matter in only:
                found[at] = found.get(at, 0) + count
    untold = found.pop(_NO_DAY, 0)
    return Counts({Alarm(at): count for at, count in sorted(found.items())}, untold)


def stored_agenda(
    connection: Connection,
    rows: Sequence[MatterRow],
    only: Only,
    as_of: date,
    within: int | None = None,
    limit: int | None = None,
) -> list[Stored]:
    """Return the deadlines of ``rows`` that run, or cannot be told, most urgent first; ``limit`` so many of them."""
    by_id = {row.id: row for row in rows}
    d, m = tables.deadlines, tables.matters
    folder = m.c.folder.collate("C") if connection.dialect.name == "postgresql" else m.c.folder
    order = (d.c.standing, d.c.act_by, folder, d.c.number)
    question = select(*(d.c[name] for name in _COLUMNS)).join(m, m.c.id == d.c.matter).order_by(*order)
    if limit is None:
        question = question.where(*_asked(as_of, within))
    else:
        # The few that are wanted are found by their days alone; only then their words are read.
        first = select(d.c.id, d.c.matter).join(m, m.c.id == d.c.matter).where(*_asked(as_of, within)).order_by(*order)
        question = question.where(d.c.id.in_(_first(connection, first, only, limit)))
    return [
        _stored(by_id[r.matter], r, as_of)
        for r in connection.execute(question)
        if (only is None or r.matter in only) and r.matter in by_id
    ]


def _first(connection: Connection, question: Select[Any], only: Only, limit: int) -> list[int]:
    if only is None:
        return [int(id) for id, _ in connection.execute(question.limit(limit))]
    found: list[int] = []
    for id, matter in connection.execute(question):
        if matter in only:
            found.append(int(id))
            if len(found) == limit:
                break
    return found


_COLUMNS = (
    *("matter", "number", "deadline", "rule", "title", "person", "persons", "obligations", "state", "start", "nominal"),
    *("last_day", "act_by", "provisional", "notice_from", "warning_from", "critical_from", "uid", "basis", "warn_days"),
)


def _asked(as_of: date, within: int | None) -> list[ColumnElement[bool]]:
    d = tables.deadlines.c
    if within is None:
        return [d.standing.in_((_OPEN, _UNTOLD))]
    try:
        limit = as_of + timedelta(days=within)
    except OverflowError:
        limit = date.max
    return [or_(d.standing == _UNTOLD, and_(d.standing == _OPEN, d.act_by <= literal(limit)))]


def _stored(matter: MatterRow, r: object, as_of: date) -> Stored:
    found = r._mapping  # type: ignore[attr-defined]
    return Stored(
        matter,
        found["number"],
        found["deadline"],
        found["rule"],
        found["title"],
        found["person"],
        tuple(found["persons"]),
        tuple(found["obligations"]),
        _state(found["state"], found["act_by"], found["last_day"], as_of),
        _level(found, as_of),
        found["start"],
        found["nominal"],
        found["last_day"],
        found["act_by"],
        found["provisional"],
        found["uid"],
        tuple(unpacked(text) for text in found["basis"]),
        tuple(found["warn_days"]),
    )


def _state(stored: State, act_by: date | None, last_day: date | None, as_of: date) -> State:
    """Return the state on ``as_of`` of what ran when it was answered, as ``Period.state`` tells it."""
    if act_by is None or last_day is None:
        return stored
    if as_of <= act_by:
        return State.RUNNING
    return State.GRACE if as_of <= last_day else State.EXPIRED


def _level(found: Mapping[str, date | None], as_of: date) -> Alarm:
    act_by = found["act_by"]
    if act_by is None:
        return Alarm.CALM
    if act_by < as_of:
        return Alarm.OVER
    for name, level in (
        ("critical_from", Alarm.CRITICAL),
        ("warning_from", Alarm.WARNING),
        ("notice_from", Alarm.NOTICE),
    ):
        day = found[name]
        if day is not None and day <= as_of:
            return level
    return Alarm.CALM


def spoken_of(
    connection: Connection, rows: Sequence[MatterRow], only: Only, limit: int | None = None
) -> tuple[int, list[tuple[MatterRow, UnsavedRow]]]:
    """Return in how many matters a call or visit saves nothing for want of proof, and those demands, each once.

    ``limit``: of so many matters only, in the order of ``rows``.
    """
    table = tables.unsaved.c
    lacking = (table.kind.in_(_spoken()), table.would_count.is_not(None))
    concerned = set(connection.execute(select(table.matter).where(*lacking).distinct()).scalars())
    told = [row for row in rows if row.id in concerned and (only is None or row.id in only)]
    kept = {row.id: row for row in told[:limit]}
    few = lacking if limit is None else (*lacking, table.matter.in_(list(kept)))
    found: dict[tuple[int, str], UnsavedRow] = {}
    for one in unsaved(connection, *few):
        before = found.get((one.matter, one.event))
        if one.matter in kept and (before is None or _saves(one) > _saves(before)):
            found[(one.matter, one.event)] = one
    pairs = [(kept[one.matter], one) for one in found.values()]
    return len(told), sorted(pairs, key=lambda pair: (pair[0].place, pair[1].happened_on, pair[1].event))


def _spoken() -> tuple[CommunicationKind, ...]:
    from lexcollect.casefile.kinds import CommunicationKind

    return (CommunicationKind.CALL, CommunicationKind.VISIT)


def _saves(one: UnsavedRow) -> date:
    return one.would_be or date.min


def entries(found: Iterable[Stored]) -> list[Entry]:
    """Return the calendar entries of what still runs, each once: the same matter may lie in two folders."""
    from lexcollect.deadlines.calendar_file import Running, entry_of

    running: dict[str, Entry] = {}
    for one in found:
        if one.act_by is not None and one.last_day is not None and one.state is not State.EXPIRED:
            told = Running(
                one.uid,
                one.matter.name,
                one.title,
                one.persons,
                one.obligations,
                one.act_by,
                one.last_day,
                one.basis,
                one.warn_days,
                one.matter.answered_for,
            )
            running.setdefault(one.uid, entry_of(told))
    return list(running.values())
