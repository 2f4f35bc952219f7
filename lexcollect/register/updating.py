"""Updating: the register brought to what the folders say now.

Owns the order of work: look through the roots, compare digests, take what changed, store it in short turns, tell what
was added, moved, came back or is gone. A folder that moved is known again by who its matter is; one that is gone keeps
its last answer, marked. A root that cannot be reached says nothing about its matters. Changes no folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from lexcollect.findings import Finding, Where, finding
from lexcollect.records import dataclass, field
from lexcollect.register.columns import clean
from lexcollect.register.kinds import Happened, Standing
from lexcollect.register.lawbook import law_in_use
from lexcollect.register.opening import Register
from lexcollect.register.scanning import scan
from lexcollect.register.storing import Teller, note, root_row, store
from lexcollect.register.tables import matters, roots
from lexcollect.register.taking import Taken, made_from
from lexcollect.register.working import Job, taken_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: So many matters are stored in one turn.
_TURN = 50
Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knew of a matter folder before: its row, from what and for which day it was answered."""

    row: int
    root: int
    folder: str
    made_from: str
    answered_for: date
    identity: str
    standing: Standing
    stamp: str
    place: str


@dataclass
class Updated:
    """What an update did, by the folders concerned; ``unreached`` are roots that are not there."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    unchanged: int = 0
    unreached: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """How many matter folders are there."""
        return len(self.added) + len(self.changed) + len(self.moved) + len(self.back) + self.unchanged


def named_root(register: Register, folder: Path) -> str:
    """Return how the register names a root: from its own folder where the root lies in it, else in full."""
    full = os.path.abspath(folder)  # noqa: PTH100
    base = register.place.base
    if base is not None and Path(full).is_relative_to(base):
        return Path(full).relative_to(base).as_posix()
    return Path(full).as_posix()


def place_of_root(register: Register, named: str) -> Path:
    """Return where a root lies."""
    return Path(named) if register.place.base is None else register.place.base / named


def update_register(
    register: Register,
    as_of: date,
    teller: Teller,
    folders: Iterable[Path] = (),
    *,
    every: bool = False,
    progress: Progress | None = None,
    processes: int | None = None,
) -> Updated:
    """Bring the register to what lies below ``folders`` (none: below every root it knows), answered for ``as_of``.

    A matter whose files and law are those of its last answer, on the same day, is left as it is; with ``every`` all
    are answered anew. ``progress`` is told how many of how many have been answered.
    """
    law = law_in_use()
    told = Updated()
    here = _roots(register, [named_root(register, folder) for folder in folders], told)
    known = _known(register)
    jobs, seen = _compared(register, here, known, as_of, law, told, every=every)
    lost = [one for one in known.values() if one.root in here and one.place not in seen]
    _work(register, teller, jobs, known, lost, told, progress, processes)
    with register.writing() as connection:
        _mark_gone(connection, [one for one in lost if one.standing is not Standing.GONE], teller, told)
    told.findings += _twins(register)
    return told


def _roots(register: Register, wanted: list[str], told: Updated) -> dict[int, Path]:
    """Return the roots to look through by row; new ones are written down, one that is not there is told."""
    with register.writing() as connection:
        for place in wanted:
            if place_of_root(register, place).is_dir():
                root_row(connection, place)
        rows = [(int(r.id), str(r.place)) for r in connection.execute(select(roots).order_by(roots.c.id))]
    names = {place for _, place in rows}
    rows += [(0, place) for place in wanted if place not in names]
    found: dict[int, Path] = {}
    for row, place in rows:
        if wanted and place not in wanted:
            continue
        folder = place_of_root(register, place)
        if row and folder.is_dir():
            found[row] = folder
        else:
            told.unreached.append(str(folder))
            told.findings.append(finding("LX-R021", Where(str(folder))))
    return found


def _known(register: Register) -> dict[str, Known]:
    """Return what the register knows, by the full place of each folder."""
    with register.reading() as connection:
        places = {int(r.id): place_of_root(register, r.place) for r in connection.execute(select(roots))}
        columns = (matters.c[n] for n in ("id", "root", "folder", "made_from", "answered_for", "identity"))
        rows = connection.execute(select(*columns, matters.c.standing, matters.c.stamp)).all()
    found = {}
    for r in rows:
        place = os.path.normpath(places[r.root] / r.folder)
        found[place] = Known(
            r.id, r.root, r.folder, r.made_from, r.answered_for, r.identity, r.standing, r.stamp, place
        )
    return found


def _compared(
    register: Register,
    here: dict[int, Path],
    known: dict[str, Known],
    as_of: date,
    law: str,
    told: Updated,
    *,
    every: bool,
) -> tuple[list[Job], set[str]]:
    """Return what must be answered, and every place that was seen; what only looks otherwise is stamped anew."""
    jobs: list[Job] = []
    seen: set[str] = set()
    glances: list[tuple[int, str]] = []
    for root, folder in here.items():
        for one in scan(folder):
            place = os.path.normpath(folder / one.folder)
            if place in seen:
                continue
            seen.add(place)
            if clean(one.folder) != one.folder:  # bytes that are no text: no database holds such a name
                told.findings.append(finding("LX-A131", Where(clean(one.folder))))
                continue
            before = known.get(place)
            same = before is not None and before.answered_for == as_of and before.standing is not Standing.GONE
            if every or before is None or not same or before.made_from != made_from(Path(place), law):
                jobs.append(Job(root, one.folder, place, as_of, law))
                continue
            told.unchanged += 1
            if before.stamp != one.stamp:
                glances.append((before.row, one.stamp))
    if glances:
        with register.writing() as connection:
            for row, stamp in glances:
                connection.execute(update(matters).where(matters.c.id == row).values(stamp=stamp))
    return jobs, seen


def _work(
    register: Register,
    teller: Teller,
    jobs: list[Job],
    known: dict[str, Known],
    lost: list[Known],
    told: Updated,
    progress: Progress | None,
    processes: int | None,
) -> None:
    """Answer the jobs and store them, so many in one turn."""
    waiting: list[tuple[Job, Taken]] = []
    for done, pair in enumerate(taken_of(jobs, processes), 1):
        waiting.append(pair)
        if len(waiting) == _TURN or done == len(jobs):
            with register.writing() as connection:
                for job, taken in waiting:
                    _store(connection, job, taken, known, lost, teller, told)
            waiting = []
        if progress is not None:
            progress(done, len(jobs))


def _store(
    connection: Connection,
    job: Job,
    taken: Taken,
    known: dict[str, Known],
    lost: list[Known],
    teller: Teller,
    told: Updated,
) -> None:
    """Store one matter under the row by which it is known, and write the protocol."""
    before = known.get(job.place)
    row = before.row if before else _row_by_place(connection, job)
    detail = {"case": taken.case_sha256, "as_of": taken.answered_for.isoformat()}
    what: Happened | None = Happened.CHANGED
    if before is None and row is None:
        moved = [one for one in lost if one.identity == taken.identity]
        if len(moved) == 1:
            lost.remove(moved[0])
            row, what = moved[0].row, Happened.MOVED
            detail["from"] = moved[0].folder
            told.moved.append((moved[0].folder, job.folder))
        else:
            what = Happened.ADDED
            told.added.append(job.folder)
    elif before is not None and before.standing is Standing.GONE:
        what = Happened.BACK
        told.back.append(job.folder)
    else:
        told.changed.append(job.folder)
        if before is not None and before.made_from == taken.made_from:
            what = None  # the same facts on another day: no news for the protocol
    store(connection, job.root, job.folder, taken, teller, row)
    if taken.standing is Standing.STOPPED:
        told.stopped.append(job.folder)
        what = Happened.STOPPED if what is not None else None
    if what is not None:
        note(connection, teller, what, job.folder, detail)


def _row_by_place(connection: Connection, job: Job) -> int | None:
    """Return the row that another run wrote for the same folder meanwhile."""
    here = (matters.c.root == job.root) & (matters.c.folder == job.folder)
    found = connection.execute(select(matters.c.id).where(here)).scalar()
    return None if found is None else int(found)


def _mark_gone(connection: Connection, lost: Iterable[Known], teller: Teller, told: Updated) -> None:
    for one in lost:
        connection.execute(update(matters).where(matters.c.id == one.row).values(standing=Standing.GONE))
        note(connection, teller, Happened.GONE, one.folder)
        told.gone.append(one.folder)


def _twins(register: Register) -> Iterator[Finding]:
    """Yield what is to be known of folders that hold the same matter: name and parties are alike."""
    with register.reading() as connection:
        columns = (matters.c.identity, matters.c.folder, matters.c.name)
        rows = connection.execute(select(*columns).where(matters.c.standing != Standing.GONE)).all()
    by_identity: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for r in sorted(rows, key=lambda r: r.folder):
        by_identity.setdefault(r.identity, []).append(r.folder)
        names[r.identity] = r.name
    for identity, folders in by_identity.items():
        if len(folders) > 1:
            yield finding("LX-R022", Where(folders[0]), name=names[identity], folders=folders)


def forget(register: Register, row: int, folder: str, teller: Teller) -> None:
    """Take a matter out of the register; the protocol keeps that it was there, and who took it out."""
    with register.writing() as connection:
        connection.execute(delete(matters).where(matters.c.id == row))
        note(connection, teller, Happened.FORGOTTEN, folder)
