"""Ledgers: the rows of ledgers (台账) in the register, and what expires among them.

Owns taking a ledger in (read and judged by ``ledgers.checking``), its rows as typed rows, and those of them that
somebody must watch: every row whose limitation still runs, but for what is paid off, written off, or stands
twice. The
file stays the truth; a row is replaced with its ledger, whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, or_, select, update

from lexcollect.deadlines.urgency import Alarm, thresholds
from lexcollect.files import sha256_file
from lexcollect.records import dataclass
from lexcollect.register.columns import clean
from lexcollect.register.contents import LEVELS, before, spelled
from lexcollect.register.kinds import Happened
from lexcollect.register.lawbook import law_in_use
from lexcollect.register.reading import EVERY, Wanted, below
from lexcollect.register.storing import Teller, note
from lexcollect.register.tables import ledger_files, ledger_rows

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from lexcollect.deadlines.calendar_file import Entry
    from lexcollect.ledgers.row import Action, Base, DebtorKind, Ledger, LedgerRow, LimitationState, Method, Standing
    from lexcollect.register.opening import Register

#: The rule by which a row's limitation is counted, and its warnings.
RULE = "limitation.general"
#: A table of debts ends so.
ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv", ".txt", ".tsv")
#: So many rows are written by one statement.
_MANY = 5_000


@dataclass(frozen=True, slots=True)
class FileRow:
    """A ledger of the register."""

    id: int
    place: str
    sheet: str
    sha256: str
    law: str
    taken_at: str
    answered_for: date
    stamp: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class RowOfLedger:
    """A row of a ledger, as ``ledgers.row.LedgerRow`` had it; ``watched``: somebody must watch its days.

    ``weak_demand``: the last demand was one that interrupts nothing by itself (a call, a visit).
    """

    ledger: int
    number: int
    name: str
    spelled: str
    kind: DebtorKind | None
    ident: str
    phone: str
    address: str
    contract: str
    sign: date | None
    due: date | None
    amount: Decimal | None
    paid: Decimal | None
    balance: Decimal | None
    demand: date | None
    method: Method | None
    guarantor: str
    guarantor_id: str
    status: Standing
    court: str
    owner: str
    issues: list[str]
    action: Action
    limitation: LimitationState
    base: Base
    expiry: date | None
    last_day: date | None
    act_by: date | None
    notice_from: date | None
    warning_from: date | None
    critical_from: date | None
    weak_demand: bool
    watched: bool
    duplicate_of: int

    def level(self, as_of: date) -> Alarm:
        """Return how near its day to act is on ``as_of``."""
        if self.act_by is None:
            return Alarm.CALM
        if self.act_by < as_of:
            return Alarm.OVER
        levels = (Alarm.CRITICAL, Alarm.WARNING, Alarm.NOTICE)
        days = (self.critical_from, self.warning_from, self.notice_from)
        return next((a for a, day in zip(levels, days, strict=True) if day and day <= as_of), Alarm.CALM)


def is_ledger(path: Path) -> bool:
    """Tell whether a path names a file that may be a ledger."""
    return path.is_file() and path.suffix.lower() in ENDINGS


def glance(path: Path) -> str:
    """Return size and time of a ledger, as a hint of change; nothing where it is not there."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}"


def named(register: Register, path: Path) -> str:
    """Return how the register names a ledger: from its own folder where it lies in it, else in full."""
    full = Path(os.path.abspath(path))  # noqa: PTH100
    base = register.place.base
    return full.relative_to(base).as_posix() if base is not None and full.is_relative_to(base) else full.as_posix()


def place_of(register: Register, name: str) -> Path:
    """Return where a ledger lies."""
    return Path(name) if register.place.base is None else register.place.base / name


def take_ledger(
    register: Register, path: Path, as_of: date, teller: Teller, *, every: bool = False, processes: int = 0
) -> bool:
    """Take in the ledger at ``path`` as it stands on ``as_of``; return whether it, the day or the law had changed.

    :class:`~lexcollect.findings.Refused` for what is no ledger.
    """
    from lexcollect.ledgers.checking import check

    name, law, stamp, digest = named(register, path), law_in_use(), glance(path), sha256_file(path)
    with register.reading() as connection:
        known = next((one for one in files(connection) if one.place == name), None)
    if known and not every and (known.sha256, known.law, known.answered_for) == (digest, law, as_of):
        if known.stamp != stamp:
            with register.writing() as connection:
                connection.execute(update(ledger_files).where(ledger_files.c.id == known.id).values(stamp=stamp))
        return False
    ledger = check(path, as_of, processes=processes)
    with register.writing() as connection:
        _store(connection, name, ledger, law, stamp, teller)
        detail = {"sha256": ledger.sha256, "rows": len(ledger.rows), "as_of": as_of.isoformat()}
        note(connection, teller, Happened.LEDGER, name, detail)
    return True


def _store(connection: Connection, name: str, ledger: Ledger, law: str, stamp: str, teller: Teller) -> None:
    connection.execute(delete(ledger_files).where(ledger_files.c.place == name))
    values = {
        "place": name,
        "sheet": clean(ledger.sheet),
        "sha256": ledger.sha256,
        "law": law,
        "taken_at": teller.at,
        "answered_for": ledger.as_of,
        "stamp": stamp,
        "counts": {action.value: count for action, count in ledger.counts().items()},
    }
    made = connection.execute(insert(ledger_files).values(values)).inserted_primary_key
    assert made is not None
    days = thresholds(RULE)
    rows = (_row(int(made[0]), row, days, ledger.as_of) for row in ledger.rows)
    for some in _parts(rows):
        connection.execute(insert(ledger_rows), some)


def _parts(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    some: list[dict[str, Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == _MANY:
            yield some
            some = []
    if some:
        yield some


def _row(ledger: int, row: LedgerRow, days: Sequence[int], as_of: date) -> dict[str, Any]:
    from lexcollect.ledgers.row import WEAK

    found = row.limitation
    runs = found.act_by is not None and found.last_day is not None and found.last_day >= as_of
    levels: dict[str, date | None] = dict.fromkeys(LEVELS)
    if found.act_by is not None:
        levels |= {name: before(found.act_by, n) for name, n in zip(LEVELS, days, strict=False)}
    words = ("name", "ident", "phone", "address", "contract", "guarantor", "guarantor_id", "court", "owner")
    return {
        "ledger": ledger,
        **{name: getattr(row, name) for name in ("number", "kind", "sign", "due", "amount", "paid", "balance")},
        **{name: getattr(row, name) for name in ("demand", "method", "status", "action", "duplicate_of")},
        **{name: clean(getattr(row, name)) for name in words},
        "spelled": spelled(row.name),
        "issues": list(dict.fromkeys(issue.code for issue in row.issues)),
        "limitation": found.state,
        "base": found.base,
        "expiry": found.expiry,
        "last_day": found.last_day,
        "act_by": found.act_by,
        **levels,
        "weak_demand": row.demand is not None and row.method in WEAK,
        "watched": runs and not _done_with(row),
    }


def _done_with(row: LedgerRow) -> bool:
    """Tell whether nobody need watch a row: paid off, written off, or standing twice."""
    from lexcollect.ledgers.row import Action, Standing

    if row.action in (Action.SKIP_CLOSED, Action.SKIP_DUPLICATE):
        return True
    return row.status in (Standing.CLOSED, Standing.WRITTEN_OFF) or (row.balance is not None and row.balance <= 0)


def forget_ledger(register: Register, one: FileRow, teller: Teller) -> None:
    """Take a ledger and its rows out of the register; the protocol keeps that it was there."""
    with register.writing() as connection:
        connection.execute(delete(ledger_files).where(ledger_files.c.id == one.id))
        note(connection, teller, Happened.FORGOTTEN, one.place)


def files(connection: Connection) -> list[FileRow]:
    """Return the ledgers of the register."""
    names = [f.name for f in fields(FileRow)]
    question = select(*(ledger_files.c[name] for name in names)).order_by(ledger_files.c.place)
    return [FileRow(*r) for r in connection.execute(question)]


def rows(connection: Connection, ledger: int | None = None) -> list[RowOfLedger]:
    """Return the rows of a ledger, or of all."""
    return _rows(connection, () if ledger is None else (ledger_rows.c.ledger == ledger,))


@dataclass(frozen=True, slots=True)
class Watch:
    """What must be watched in the ledgers that are asked for, and of how many rows each is.

    ``levels``: rows by level; ``weak``: rows whose last demand saves nothing; ``rows``: the most urgent of them.
    """

    files: tuple[FileRow, ...] = ()
    rows: tuple[RowOfLedger, ...] = ()
    levels: tuple[tuple[Alarm, int], ...] = ()
    weak: int = 0

    @property
    def total(self) -> int:
        """How many rows must be watched."""
        return sum(count for _, count in self.levels)


def watch(
    connection: Connection,
    as_of: date,
    within: int | None = None,
    wanted: Wanted = EVERY,
    inside: str = "",
    limit: int | None = None,
) -> Watch:
    """Return what must be watched on ``as_of`` in the ledgers below ``inside``; ``limit`` so many rows of it."""
    told = tuple(one for one in files(connection) if below(one.place, inside))
    if not told:
        return Watch()
    here = _asked(told, as_of, within, wanted)
    table = ledger_rows.c
    level = _level_of(as_of)
    counted = connection.execute(select(level, func.count()).where(*here).group_by(level))
    levels = tuple(sorted((Alarm(at), count) for at, count in counted))
    weak = connection.execute(select(func.count()).where(*here, table.weak_demand)).scalar_one()
    return Watch(told, tuple(_rows(connection, here, by_day=True, limit=limit)), levels, int(weak))


def _asked(told: Sequence[FileRow], as_of: date, within: int | None, wanted: Wanted) -> list[ColumnElement[bool]]:
    table = ledger_rows.c
    found: list[ColumnElement[bool]] = [table.watched, table.ledger.in_([one.id for one in told])]
    if within is not None:
        found.append(table.act_by <= as_of + timedelta(days=min(within, (date.max - as_of).days)))
    for column, words in ((table.owner, wanted.owner), (table.court, wanted.court)):
        if words:
            found.append(column.contains(words, autoescape=True))
    if wanted.debtor:
        named_so = spelled(wanted.debtor)
        guarantor = table.guarantor.contains(wanted.debtor, autoescape=True)
        found.append(or_(table.spelled.contains(named_so, autoescape=True), guarantor))
    return found


def _level_of(as_of: date) -> ColumnElement[int]:
    from sqlalchemy import case

    table = ledger_rows.c
    return case(
        (table.act_by < as_of, int(Alarm.OVER)),
        (table.critical_from <= as_of, int(Alarm.CRITICAL)),
        (table.warning_from <= as_of, int(Alarm.WARNING)),
        (table.notice_from <= as_of, int(Alarm.NOTICE)),
        else_=int(Alarm.CALM),
    )


def _rows(
    connection: Connection,
    conditions: Iterable[ColumnElement[bool]],
    *,
    by_day: bool = False,
    limit: int | None = None,
) -> list[RowOfLedger]:
    table = ledger_rows.c
    names = [f.name for f in fields(RowOfLedger)]
    order = (table.act_by, table.ledger, table.number) if by_day else (table.ledger, table.number)
    question = select(*(table[name] for name in names)).where(*conditions).order_by(*order).limit(limit)
    return [RowOfLedger(*r) for r in connection.execute(question)]


def entries(found: Watch, as_of: date) -> list[Entry]:
    """Return a calendar entry for each ledger and day: hundreds of rows may have the same one."""
    from lexcollect.deadlines.calendar_file import Entry
    from lexcollect.files import sha256_bytes
    from lexcollect.wording import say

    days = thresholds(RULE)
    places = {one.id: one.place for one in found.files}
    by_day: dict[tuple[int, date], list[RowOfLedger]] = {}
    for row in found.rows:
        if row.act_by is not None and row.act_by >= as_of:
            by_day.setdefault((row.ledger, row.act_by), []).append(row)
    out = []
    for (ledger, day), group in sorted(by_day.items()):
        place = places[ledger]
        names = list(dict.fromkeys(row.name for row in group))
        uid = sha256_bytes(f"{place}\n{day.isoformat()}".encode("utf-8", "backslashreplace"))[:32] + "@lexcollect"
        summary = say("register.ledger.ics_summary", ledger=place, count=len(group))
        shown = [*names[:10], *(["…"] if len(names) > 10 else [])]
        body = say("register.ledger.ics_body", names=shown, rows=[row.number for row in group[:50]])
        out.append(Entry(uid, day, summary, body, as_of, days))
    return out
