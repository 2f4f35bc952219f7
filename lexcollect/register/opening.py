"""Opening: a connection to the register, and what becomes of what the database refuses.

Owns how SQLite and PostgreSQL are spoken to: who writes takes the whole register at once (SQLite: ``BEGIN IMMEDIATE``;
PostgreSQL: an advisory lock of the transaction), so that two writers take turns and none loses what it wrote; who
reads never waits. What is written is on the disk before it counts as written (WAL, ``synchronous=FULL``). A database
that is broken, busy, of a newer program or none of ours is a finding with its remedy.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.records import dataclass
from lexcollect.register.place import Place

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

#: So many milliseconds a writer waits for its turn.
WAIT_MS = 30_000
#: Stands in the head of an SQLite file of ours: LXRG.
OURS = 0x4C585247
#: The advisory lock of PostgreSQL that writers of a register take.
_TURN = 0x4C585247
#: So often, and after so many seconds each, a new file is asked for that another run is making at this moment.
_TRIES, _PAUSE = 200, 0.05
_BROKEN = ("malformed", "not a database", "disk image", "file is encrypted")
_BUSY = ("locked", "busy", "lock timeout")


@dataclass(frozen=True)
class Register:
    """An opened register: its place, and the engine that speaks to it."""

    place: Place
    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the register and writes nothing."""
        with telling(self.place), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose block is written whole or not at all, while nobody else writes."""
        with telling(self.place), self.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")
            try:
                yield connection
            except BaseException:
                _undo(connection)
                raise
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("COMMIT")
            connection.commit()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def _undo(connection: Connection) -> None:
    from sqlalchemy.exc import DBAPIError

    try:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("ROLLBACK")
        connection.rollback()
    except DBAPIError:
        return  # the database undid it by itself; what stopped the block is told


def open_register(place: Place, *, make: bool = False) -> Register:
    """Open the register at ``place``; with ``make`` it is made, or brought up to this program, where needed.

    :class:`Refused` where there is none, for a newer one, for another database, and for a broken one.
    """
    if not (make or place.there):
        raise Refused([finding("LX-R005", Where(place.shown))])
    register = Register(place, _engine(place, make=make))
    from lexcollect.register.migrations import SCHEMA, bring_up, refuse_newer, schema_of

    with register.reading() as connection:
        number = schema_of(connection)
    if number is not None:
        refuse_newer(number, place.shown)
    if make and number != SCHEMA:
        with register.writing() as connection:
            bring_up(connection, place.shown)
    elif number is None:
        raise Refused([finding("LX-R005", Where(place.shown))])
    elif number < SCHEMA:
        raise Refused([finding("LX-R006", Where(place.shown), number=number, known=SCHEMA)])
    return register


def _engine(place: Place, *, make: bool) -> Engine:
    from sqlalchemy import NullPool, create_engine, event
    from sqlalchemy.engine import URL, make_url
    from sqlalchemy.exc import ArgumentError

    if place.file is None:
        try:
            return create_engine(make_url(place.server), poolclass=NullPool, hide_parameters=True)
        except ArgumentError:
            raise Refused([finding("LX-R001", Where(place.shown))]) from None
        except ModuleNotFoundError:
            raise Refused([finding("LX-R007", Where(place.shown))]) from None
    if make:
        place.file.parent.mkdir(parents=True, exist_ok=True)
    url = URL.create("sqlite+pysqlite", database=str(place.file))
    arguments: dict[str, Any] = {"isolation_level": None, "timeout": WAIT_MS / 1000}
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=arguments)
    event.listen(engine, "connect", _prepare_new if make else _prepare)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> bool:
    """Set what every connection needs; return whether the file is marked as ours. An empty one is nobody's yet."""
    run = connection.execute
    run(f"PRAGMA busy_timeout={WAIT_MS}")
    run("PRAGMA foreign_keys=ON")
    run("PRAGMA synchronous=FULL")
    if run("PRAGMA application_id").fetchone()[0] == OURS:
        return True
    if run("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise Refused([finding("LX-R004", tables=_tables(connection))])
    return False


def _prepare_new(connection: sqlite3.Connection, record: Any) -> None:
    """Set what every connection needs, and mark a new file as ours."""
    if _prepare(connection, record):
        return
    for _ in range(_TRIES):
        try:
            # To change the way of writing needs the file alone, for which SQLite waits for nobody.
            connection.execute("PRAGMA journal_mode=WAL")
            break
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(_PAUSE)
    connection.execute(f"PRAGMA application_id={OURS}")


def _tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name LIMIT 5")
    return [str(row[0]) for row in rows] or ["—"]


@contextmanager
def telling(place: Place) -> Iterator[None]:
    """Turn what the database refuses into findings about ``place``; where it is a mistake of ours, it stays one."""
    try:
        yield
    except Refused as refused:
        raise Refused([f if str(f.where) else f.at(Where(place.shown)) for f in refused.findings]) from None
    except Exception as error:
        found = _told(error, place)
        if found is None:
            raise
        raise Refused([found]) from None


def _told(error: Exception, place: Place) -> Finding | None:
    """Return what a refusal of the database means to the user; ``None`` for what is no refusal of its."""
    if not isinstance(error, sqlite3.Error):
        from sqlalchemy.exc import DBAPIError

        if not isinstance(error, DBAPIError):
            return None
    where, words = Where(place.shown), _first_line(error)
    lowered = words.lower()
    if any(mark in lowered for mark in _BROKEN):
        return finding("LX-R010", where)
    if any(mark in lowered for mark in _BUSY):
        return finding("LX-R011", where, seconds=WAIT_MS // 1000)
    if _is_ours(error):
        return None
    return finding("LX-R012", where, reason=words)


def _is_ours(error: Exception) -> bool:
    """Tell whether the database refused a statement of ours for what it says, not for its own state."""
    original = getattr(error, "orig", error)
    names = {cls.__name__ for cls in type(original).__mro__}
    return bool(names & {"IntegrityError", "ProgrammingError", "DataError", "InterfaceError"}) and not names & {
        "InsufficientPrivilege",
        "UndefinedTable",
    }


def _first_line(error: Exception) -> str:
    return (str(getattr(error, "orig", error)).strip() or type(error).__name__).splitlines()[0]
