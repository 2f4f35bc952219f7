"""Rebuilding: the register made again from the folders, and a broken one put aside.

Owns what ``register rebuild`` promises: afterwards the register says what the folders say and nothing else, with the
protocol it had. Every matter is answered anew in its turn, so that who reads meanwhile sees a whole register. A file
that is damaged is kept under another name, never deleted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sqlalchemy import delete, select, text

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.register.kinds import Happened, Standing
from lexcollect.register.opening import Register, open_register
from lexcollect.register.place import Place
from lexcollect.register.storing import Teller, note
from lexcollect.register.tables import OF_A_MATTER, matters, roots
from lexcollect.register.updating import Progress, Updated, update_register

#: A file that cannot be read as a register.
BROKEN = "LX-R010"
_NAMED = 5


def sound_register(place: Place) -> tuple[Register, list[Finding]]:
    """Open the register at ``place`` or make it; a broken file goes aside first, which is told."""
    if place.there:
        try:
            register = open_register(place, make=True)
            refuse_broken(register)
            return register, []
        except Refused as refused:
            if place.file is None or not any(f.code == BROKEN for f in refused.findings):
                raise
            kept = _put_aside(place.file)
            return open_register(place, make=True), [finding("LX-R041", Where(place.shown), kept=kept.name)]
    return open_register(place, make=True), []


def refuse_broken(register: Register) -> None:
    """:class:`Refused` when the database finds itself damaged; a server looks after its own."""
    with register.reading() as connection:
        if connection.dialect.name == "sqlite":
            said = [str(row[0]) for row in connection.execute(text("PRAGMA quick_check(5)"))]
            if said != ["ok"]:
                raise Refused([finding(BROKEN, Where(register.place.shown))])


def _put_aside(file: Path) -> Path:
    """Rename a broken file with what belongs to it; return its new name."""
    number = 1
    while (kept := file.with_name(f"{file.stem}.坏-{number}{file.suffix}")).exists():
        number += 1
    for ending in ("-wal", "-shm"):
        beside = file.with_name(file.name + ending)
        if beside.exists():
            beside.rename(kept.with_name(kept.name + ending))
    file.rename(kept)
    return kept


def rebuild(
    register: Register,
    as_of: date,
    teller: Teller,
    folders: Iterable[Path] = (),
    *,
    progress: Progress | None = None,
    processes: int | None = None,
) -> Updated:
    """Answer every matter of the folders anew and take out what is not there; a root that is away keeps its matters."""
    _purge(register)
    done = update_register(register, as_of, teller, folders, every=True, progress=progress, processes=processes)
    with register.writing() as connection:
        away = {str(place) for place in done.unreached}
        table = (
            select(matters.c.id, matters.c.folder, roots.c.place)
            .join(roots, roots.c.id == matters.c.root)
            .where(matters.c.standing == Standing.GONE)
        )
        lost = [(r.id, r.folder) for r in connection.execute(table) if r.place not in away]
        for row, folder in lost:
            connection.execute(delete(matters).where(matters.c.id == row))
            note(connection, teller, Happened.FORGOTTEN, folder)
        note(connection, teller, Happened.REBUILT, detail={"matters": done.seen, "as_of": as_of.isoformat()})
    if lost:
        names = [folder for _, folder in lost]
        few = [*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])]
        done.findings.append(finding("LX-R042", Where(register.place.shown), count=len(names), folders=few))
    return done


def _purge(register: Register) -> None:
    """Take out rows that belong to no matter: another program may have left them."""
    with register.writing() as connection:
        for table in OF_A_MATTER:
            connection.execute(delete(table).where(table.c.matter.not_in(select(matters.c.id))))
        connection.execute(delete(matters).where(matters.c.root.not_in(select(roots.c.id))))
