"""Many: the matters below a folder, each answered or stopped by itself.

Owns finding the matters (the folder itself, or two levels below it; links to folders are not followed) and that one
broken matter never hides the others: what stops it is kept beside its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Refused, Where, finding
from lexcollect.matter.given import Day, day
from lexcollect.matter.layout import is_matter, shown
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.deadlines.deadline import Agenda, Deadline
    from lexcollect.matter.answering import Answered

#: How far below the folder a matter may lie.
LEVELS = 2


@dataclass(frozen=True)
class Read:
    """What became of one matter: answered, or stopped by ``error``. ``folder`` is its name below the common folder."""

    folder: str
    answered: Answered | None = None
    error: Exception | None = None


@dataclass(frozen=True)
class Row:
    """A deadline of one of the matters, with its number there (from 1)."""

    folder: str
    case: Case
    agenda: Agenda
    number: int
    deadline: Deadline

    @property
    def order(self) -> tuple[Any, ...]:
        """Its place among all: as in one matter, then by folder."""
        return *self.deadline.order[:2], self.folder, self.number


def matters_below(folder: Path | str, levels: int = LEVELS) -> Iterator[Path]:
    """Yield the matter folders at and below ``folder`` in order of name; what cannot be listed is passed over."""
    folder = Path(folder)
    if is_matter(folder):
        yield folder
        return
    if not levels:
        return
    try:
        children = sorted(p for p in folder.iterdir() if p.is_dir() and not p.is_symlink() and p.name[:1] != ".")
    except OSError:
        return
    for child in children:
        yield from matters_below(child, levels - 1)


def answer_all(folder: Path | str, as_of: Day) -> list[Read]:
    """Return every matter below ``folder``, its deadlines answered for ``as_of`` or what stopped it.

    :class:`Refused` when ``folder`` is none.
    """
    return list(each_answered(folder, as_of))


def each_answered(folder: Path | str, as_of: Day) -> Iterator[Read]:
    """Yield what :func:`answer_all` returns, one after the other: nobody has to hold ten thousand matters at once."""
    folder, on = Path(folder), day(as_of)
    if not folder.is_dir():
        raise Refused([finding("LX-A102", Where(str(folder)))])
    for matter in matters_below(folder):
        yield _read(matter, folder, on)


def _read(matter: Path, root: Path, as_of: date) -> Read:
    from lexcollect.matter.answering import answer

    name = str(matter.relative_to(root)) if matter != root else shown(matter)
    try:
        return Read(name, answer(matter, as_of, dates_anyway=True))
    except Exception as error:  # whatever stops one matter is said in its line
        return Read(name, error=error)


def rows(read: Iterable[Read], within: int | None = None) -> list[Row]:
    """Return what still runs, or cannot be told, in all matters, most urgent first; ``within`` so many days."""
    from lexcollect.matter.agenda import wanted

    found = []
    for one in read:
        if one.answered is not None:
            case, agenda = one.answered.matter.case, one.answered.matter.agenda
            found += [
                Row(one.folder, case, agenda, number, deadline)
                for number, deadline in wanted(agenda, within)
                if deadline.open or deadline.untold
            ]
    return sorted(found, key=lambda row: row.order)
