"""Away (不在岗): who is away and when, who stands in, and what of all matters falls into that time.

Owns the entry in ``事务.yaml`` beside the matters and the list of what falls into an absence. The deputy of somebody
who is away too is told; who is in charge follows from the case file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.duties.table import sheetful
from lexcollect.duties.who import in_charge
from lexcollect.findings import Finding, Refused, finding
from lexcollect.layout import OFFICE
from lexcollect.matter.office_file import ABSENCES, Absence, absence_entry, read_office
from lexcollect.matter.step_records import add_entry
from lexcollect.records import dataclass
from lexcollect.reporting.tables import Form, Sheetful
from lexcollect.wording import say, text

if TYPE_CHECKING:
    from lexcollect.deadlines.deadline import Deadline
    from lexcollect.matter.many import Read


@dataclass(frozen=True, slots=True)
class Falls:
    """A deadline that falls into an absence: its day to work to, matter, and who stands in."""

    day: date
    folder: str
    deadline: Deadline
    absence: Absence


def falls_of(read: Iterable[Read], absences: Sequence[Absence], as_of: date) -> list[Falls]:
    """Return the open deadlines whose day to work to falls into the absence of who is in charge, by day.

    What is late already on the first day of an absence falls into it as well: somebody has to do it.
    """
    found = []
    for one in read:
        if one.answered is None:
            continue
        owner = _plain(in_charge(one.answered.case))
        for absence in absences:
            if absence.last < as_of or _plain(absence.who) != owner or not owner:
                continue
            for deadline in one.answered.agenda.deadlines:
                if deadline.open and deadline.period and falls_into(absence, deadline.period.act_by, as_of):
                    found.append(Falls(deadline.period.act_by, one.folder, deadline, absence))
    return sorted(found, key=lambda f: (f.day, f.folder, f.deadline.id))


def falls_into(absence: Absence, act_by: date, as_of: date) -> bool:
    """Tell whether a day to work to falls into an absence; one that has passed falls into the absence of today."""
    return absence.first <= act_by <= absence.last or (act_by < as_of and absence.on(as_of))


def record(folder: Path, absence: Absence) -> None:
    """Write ``absence`` into the file of the office in ``folder``; :class:`Refused` where it cannot be so."""
    if _plain(absence.who) == _plain(absence.deputy):
        raise Refused([finding("LX-R150", name=absence.who)])
    if absence.last < absence.first:
        raise Refused([finding("LX-S015", first=absence.first, until=absence.last)])
    office = read_office(folder)
    if any(f.stops for f in office.findings):
        raise Refused(office.findings)
    if absence in office.absences:
        return
    add_entry(folder / OFFICE, OFFICE, ABSENCES, absence_entry(absence), say("duties.office_head", "zh"))


def findings_of(absences: Sequence[Absence], as_of: date) -> tuple[Finding, ...]:
    """Return where the deputy is away at the same time."""
    found = []
    for one in absences:
        for other in absences:
            both = max(one.first, other.first), min(one.last, other.last)
            if _plain(one.deputy) == _plain(other.who) and both[0] <= both[1] and both[1] >= as_of:
                found.append(finding("LX-R151", who=one.who, deputy=one.deputy, first=both[0], last=both[1]))
    return tuple(found)


def table_of(falls: Sequence[Falls], absences: Sequence[Absence], as_of: date, source: str) -> Sheetful:
    """Return what falls into the absences as a table."""
    rows = [
        (
            f.day,
            f.folder,
            f.deadline.title,
            f.deadline.period.last_day if f.deadline.period else None,
            *_names(f.absence),
        )
        for f in falls
    ]
    columns = [
        ("act_by", Form.DATE),
        ("folder", Form.WORDS),
        ("title", Form.WORDS),
        ("last", Form.DATE),
        ("who", Form.WORDS),
        ("deputy", Form.WORDS),
    ]
    lines = tuple(
        text("duties.absent.line", who=a.who, first=a.first, last=a.last, deputy=a.deputy)
        for a in absences
        if a.last >= as_of
    )
    return sheetful("absent", as_of, source, columns, rows, lines=lines)


def _names(absence: Absence) -> tuple[str, str]:
    return absence.who, absence.deputy


def _plain(name: str) -> str:
    return "".join(name.split())
