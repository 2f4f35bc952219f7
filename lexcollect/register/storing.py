"""Storing: what was taken from a matter → rows of the register, whole or not at all.

Owns the writing of a matter's rows and of the protocol. Always within the transaction of the caller, who holds
the turn; the rows of a matter are replaced together: no reader sees the days of one answer beside the sums of another.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from lexcollect.records import dataclass
from lexcollect.register.columns import clean
from lexcollect.register.kinds import Happened
from lexcollect.register.tables import OF_A_MATTER, events, matters, metadata, roots

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lexcollect.register.opening import Register
    from lexcollect.register.taking import Taken


@dataclass(frozen=True, slots=True)
class Teller:
    """Who writes and when, as the caller tells it: the register knows neither a clock nor a user."""

    now: datetime
    who: str = ""

    @property
    def at(self) -> str:
        """The moment, to the second, with its offset."""
        return self.now.isoformat(timespec="seconds")


def store(connection: Connection, root: int, folder: str, taken: Taken, teller: Teller, row: int | None) -> int:
    """Write a matter: over the row ``row`` where it is known, else as a new one; return its row."""
    values = {
        "root": root,
        "folder": clean(folder),
        "taken_at": teller.at,
        **{name: getattr(taken, name) for name in _OWN},
    }
    if row is None:
        made = connection.execute(insert(matters).values(values)).inserted_primary_key
        assert made is not None
        row = int(made[0])
    else:
        connection.execute(update(matters).where(matters.c.id == row).values(values))
        for table in OF_A_MATTER:
            connection.execute(delete(table).where(table.c.matter == row))
    for name, rows in taken.rows.items():
        if rows:
            connection.execute(insert(metadata.tables[name]), [{"matter": row, **one} for one in rows])
    return row


#: Columns of a matter's own row that bear the names of what was taken.
_OWN = (
    *("standing", "answered_for", "law", "case_sha256", "made_from", "stamp", "identity", "name", "owner", "court"),
    *("creditor", "debtor", "cause", "next_day"),
)


def note(
    connection: Connection, teller: Teller, what: Happened, matter: str = "", detail: Mapping[str, Any] | None = None
) -> None:
    """Append a line to the protocol: what happened to which matter (its folder or name), with plain data."""
    line = {"happened_at": teller.at, "who": clean(teller.who), "what": what, "matter": clean(matter)}
    connection.execute(insert(events).values({**line, "detail": dict(detail or {})}))


def enter(register: Register, teller: Teller, matter: str, detail: Mapping[str, Any]) -> None:
    """Append an entry to the protocol by itself; when this returns, it is on the disk."""
    with register.writing() as connection:
        note(connection, teller, Happened.ENTERED, matter, detail)


def root_row(connection: Connection, place: str) -> int:
    """Return the row of a root, made if it is not there."""
    found = connection.execute(select(roots.c.id).where(roots.c.place == place)).scalar()
    if found is not None:
        return int(found)
    made = connection.execute(insert(roots).values(place=place)).inserted_primary_key
    assert made is not None
    return int(made[0])
