"""Migrations: how an older register comes to what this program knows, step by numbered step.

Owns the number of the schema and the steps. A register of a newer program is refused, never guessed at; one that is
older is brought up within one transaction. The protocol of events is guarded by the database itself: nobody changes or
deletes a line of it, whatever program asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import inspect, select, text

from lexcollect.findings import Refused, Where, finding
from lexcollect.register.tables import about, ledger_files, ledger_rows, metadata
from lexcollect.version import __version__

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: The number of the schema that ``tables`` describes.
SCHEMA = 2


def schema_of(connection: Connection) -> int | None:
    """Return the number of the schema of the register; ``None`` where there is none yet.

    :class:`Refused` for a database that is something else.
    """
    there = set(inspect(connection).get_table_names())
    if about.name not in there:
        if there:
            raise Refused([finding("LX-R004", tables=sorted(there)[:5])])
        return None
    found = connection.execute(select(about.c.value).where(about.c.key == "schema")).scalar()
    if found is None or not found.isdecimal():
        raise Refused([finding("LX-R004", tables=sorted(there)[:5])])
    return int(found)


def refuse_newer(number: int, place: str, known: int = SCHEMA) -> None:
    """:class:`Refused` for a register that a newer program made."""
    if number > known:
        raise Refused([finding("LX-R003", Where(place), number=number, known=known)])


def bring_up(connection: Connection, place: str) -> int | None:
    """Make the tables, or bring those of an older program up; return the number there was before, if any."""
    number = schema_of(connection)
    if number is None:
        metadata.create_all(connection)
        guard_events(connection)
        connection.execute(about.insert(), [{"key": "schema", "value": str(SCHEMA)}])
        connection.execute(about.insert(), [{"key": "made_by", "value": f"lexcollect {__version__}"}])
        return None
    refuse_newer(number, place)
    for step in range(number + 1, SCHEMA + 1):
        STEPS[step](connection)
    if number < SCHEMA:
        connection.execute(about.update().where(about.c.key == "schema").values(value=str(SCHEMA)))
    return number


def _rows_of_ledgers(connection: Connection) -> None:
    """2: rows of ledgers with their limitation. No program filled the tables of number 1."""
    for table in (ledger_rows, ledger_files):
        table.drop(connection, checkfirst=True)
    metadata.create_all(connection, tables=[ledger_files, ledger_rows])


#: Step → what brings a register of the number before to this one; number 1 is made whole.
STEPS: Mapping[int, Callable[[Connection], None]] = {2: _rows_of_ledgers}

_SQLITE_GUARD = (
    "CREATE TRIGGER events_no_{verb} BEFORE {verb} ON events BEGIN SELECT RAISE(ABORT, 'events only grow'); END"
)
_POSTGRES_GUARD = (
    (
        "CREATE OR REPLACE FUNCTION events_only_grow() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'events only grow'; END $$"
    ),
    (
        "CREATE TRIGGER events_guarded BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
        "FOR EACH STATEMENT EXECUTE FUNCTION events_only_grow()"
    ),
    "ALTER TABLE events ALTER COLUMN login SET DEFAULT session_user",
)


def guard_events(connection: Connection) -> None:
    """Let the database itself refuse to change or delete what the protocol holds."""
    if connection.dialect.name == "sqlite":
        statements = tuple(_SQLITE_GUARD.format(verb=verb) for verb in ("UPDATE", "DELETE"))
    else:
        statements = _POSTGRES_GUARD
    for statement in statements:
        connection.execute(text(statement))
