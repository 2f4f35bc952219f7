"""What the sub-verbs of ``register`` share: opening it, who writes, and how trust in it is told.

Owns the findings on what is stored: changed, new, gone, of another day, of another law. Prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.options import now
from lexcollect.cli.refusals import then
from lexcollect.findings import Finding, Where, finding

if TYPE_CHECKING:
    from lexcollect.register.opening import Register
    from lexcollect.register.reading import MatterRow
    from lexcollect.register.storing import Teller

#: So many folders are named in one finding; the list ``register show`` has all.
_NAMED = 5


@contextmanager
def opened(named: str | None, folder: Path | None = None, *, make: bool = False) -> Iterator[Register]:
    """Give the register that is named, or the one for ``folder`` (the current one); ``make``: it may be made there."""
    from lexcollect.register.opening import open_register
    from lexcollect.register.place import find_place, new_place

    here = folder or Path()
    place = find_place(named, here)
    with then({"LX-R005": lambda: first_update(named, folder)}):
        register = open_register(place or new_place(named, here), make=make)
    try:
        yield register
    finally:
        register.close()


def first_update(named: str | None, folder: Path | None = None) -> tuple[str | Path, ...]:
    """Return the command that makes the register: the folder of the matters, and the register if it was named."""
    option = words_of(named)
    return ("register", "update", folder or Path(), *option)


def words_of(named: str | None, folder: Path | None = None) -> tuple[str | Path, ...]:
    """Return the words that lead another command to the same register: the folder if it is another, the option."""
    from lexcollect.cli.console import words_for
    from lexcollect.register.place import without_password

    option = ("--register", without_password(named)) if named else ()
    return (*(words_for(folder) if folder is not None else ()), *option)


def teller(who: str) -> Teller:
    """Return who writes, and the present moment."""
    from lexcollect.register.storing import Teller

    return Teller(now(), who)


def fresh_findings(
    register: Register, roots: Sequence[str], rows: Sequence[MatterRow], as_of: date, below: str = ""
) -> list[Finding]:
    """Return what is to be known of the stored answers before anybody relies on them."""
    from lexcollect.register.freshness import freshness

    fresh = freshness(register, roots, rows, as_of, below)
    place = Where(register.place.shown)
    found = [
        finding(code, place, count=len(folders), folders=named_few(folders))
        for code, folders in (
            ("LX-R031", fresh.stopped),
            ("LX-R026", fresh.changed),
            ("LX-R027", fresh.new),
            ("LX-R028", fresh.gone),
        )
        if folders
    ]
    if fresh.other_day:
        first = min(row.answered_for for row in rows)
        found.append(finding("LX-R029", place, count=len(fresh.other_day), day=as_of, first=first))
    if fresh.other_law:
        found.append(finding("LX-R030", place, count=len(fresh.other_law)))
    found += [finding("LX-R021", Where(root)) for root in fresh.unlooked]
    return found + _ledger_findings(register, as_of, below)


def _ledger_findings(register: Register, as_of: date, inside: str) -> list[Finding]:
    """Return what is to be known of the ledgers of the register."""
    from lexcollect.register import reading
    from lexcollect.register.lawbook import law_in_use
    from lexcollect.register.ledgers import files, glance, place_of

    with register.reading() as connection:
        told = [one for one in files(connection) if reading.below(one.place, inside)]
    if not told:
        return []
    law, place = law_in_use(), Where(register.place.shown)
    seen = {one.place: glance(place_of(register, one.place)) for one in told}
    changed = [one.place for one in told if seen[one.place] not in ("", one.stamp)]
    other = [one.place for one in told if (one.answered_for, one.law) != (as_of, law)]
    found = [finding("LX-R032", Where(one.place)) for one in told if not seen[one.place]]
    if changed:
        found.append(finding("LX-R033", place, count=len(changed), files=named_few(changed)))
    if other:
        found.append(finding("LX-R034", place, count=len(other), day=as_of, files=named_few(other)))
    return found


def named_few(folders: Sequence[str]) -> list[str]:
    """Return the first folders of a list, and a sign that there are more."""
    return [*folders[:_NAMED], *(["…"] if len(folders) > _NAMED else [])]
