"""Checking: whether the register agrees with itself and with the folders.

Owns the questions of ``register check``. Folders are compared by digest, not by a glance. Changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from lexcollect.findings import Finding, Where, finding
from lexcollect.register.kinds import Standing
from lexcollect.register.lawbook import law_in_use
from lexcollect.register.rebuilding import refuse_broken
from lexcollect.register.tables import OF_A_MATTER, deadlines, matters, roots
from lexcollect.register.taking import made_from
from lexcollect.register.updating import place_of_root
from lexcollect.wording import text as sentence

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lexcollect.register.opening import Register

_OPEN = 0


def check_register(register: Register) -> list[Finding]:
    """Return what is wrong with the register itself; :class:`Refused` for a broken database."""
    refuse_broken(register)
    place = Where(register.place.shown)
    with register.reading() as connection:
        return [finding("LX-R040", place, what=what) for what in _disagreements(connection)]


def _disagreements(connection: Connection) -> Iterator[object]:
    if connection.dialect.name == "sqlite":
        wrong = connection.execute(text("PRAGMA foreign_key_check")).all()
        for table in sorted({str(row[0]) for row in wrong}):
            yield sentence("register.check.orphans", table=table, count=sum(row[0] == table for row in wrong))
    else:
        for each in OF_A_MATTER:
            lost = select(func.count()).where(each.c.matter.not_in(select(matters.c.id)))
            if count := connection.execute(lost).scalar_one():
                yield sentence("register.check.orphans", table=each.name, count=count)
    first = (
        select(deadlines.c.matter, func.min(deadlines.c.act_by).label("day"))
        .where(deadlines.c.standing == _OPEN)
        .group_by(deadlines.c.matter)
        .subquery()
    )
    told = select(matters.c.next_day, first.c.day).outerjoin(first, first.c.matter == matters.c.id)
    answered = told.where(matters.c.standing == Standing.ANSWERED)
    if count := sum(stored != counted for stored, counted in connection.execute(answered)):
        yield sentence("register.check.next_day", count=count)


def drifted(register: Register) -> list[str]:
    """Return the folders whose content is not what their answer was made from, by digest."""
    law = law_in_use()
    with register.reading() as connection:
        columns = (matters.c.folder, matters.c.made_from, matters.c.law, roots.c.place)
        rows = connection.execute(
            select(*columns)
            .join(roots, roots.c.id == matters.c.root)
            .where(matters.c.standing != Standing.GONE)
            .order_by(roots.c.id, matters.c.folder)
        ).all()
    found = []
    for r in rows:
        folder = Path(os.path.normpath(place_of_root(register, r.place) / r.folder))
        # Another law is told by itself; here the files are compared as they were under the law of then.
        if folder.is_dir() and made_from(folder, r.law or law) != r.made_from:
            found.append(os.path.normpath(f"{r.place}/{r.folder}").replace(os.sep, "/"))
    return found
