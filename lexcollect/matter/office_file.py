"""Office file (事务文件): what an office decided for the matters below a folder.

Owns ``事务.yaml`` beside the matters: the plan of steps of those that chose none, and who is away with whoever stands
in. Strict: a key nobody knows, a day that is none, a name that is missing is told with its place. Holds no fact of a
matter.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from lexcollect.findings import Finding
from lexcollect.layout import OFFICE
from lexcollect.records import dataclass
from lexcollect.steps.entries import EntryReader
from lexcollect.yamltree import Path_, read_yaml

_KEYS = {"plan": "计划", "absences": "不在岗"}
_ABSENCE = {"who": "经办人", "first": "自", "last": "至", "deputy": "代办人", "by": "登记人", "why": "说明"}


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody in charge is away (不在岗) from ``first`` to ``last``, both days within it; ``deputy`` stands in."""

    who: str
    first: date
    last: date
    deputy: str
    by: str = ""
    why: str = ""

    def on(self, day: date) -> bool:
        """Tell whether ``day`` falls into it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Office:
    """What stands in the file: ``plan`` is the name of a plan; what is wrong stands in ``findings``."""

    plan: str = ""
    absences: tuple[Absence, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_office(folder: Path) -> Office:
    """Return what the office decided for the matters below ``folder``; nothing where there is no file."""
    path = folder / OFFICE
    if not path.is_file():
        return Office()
    tree, found = read_yaml(path, OFFICE)
    if tree is None:
        return Office(findings=tuple(found))
    reader = _Reader(tree)
    keys = reader.keys((), tree.data, _KEYS)
    absences = tuple(one for one in map(reader.absence, reader.entries("absences", keys)) if one is not None)
    return Office(reader.line(keys, "plan"), absences, (*found, *reader.found))


def absence_entry(absence: Absence) -> dict[str, Any]:
    """Return an absence as it is written."""
    told = {"经办人": absence.who, "自": absence.first.isoformat(), "至": absence.last.isoformat()}
    more = {"代办人": absence.deputy, "登记人": absence.by, "说明": absence.why}
    return told | {key: value for key, value in more.items() if value}


#: The group of absences, as it is written.
ABSENCES = _KEYS["absences"]


class _Reader(EntryReader):
    def absence(self, entry: tuple[Path_, Any]) -> Absence | None:
        path, data = entry
        keys = self.keys(path, data, _ABSENCE)
        first, last = self.day(keys, "first"), self.day(keys, "last")
        if not self.all_there(path, keys, ("who", "first", "last", "deputy"), _ABSENCE) or not first or not last:
            return None
        if last < first:
            self.told("LX-S015", path, first=first, until=last)
            return None
        who, deputy = self.line(keys, "who"), self.line(keys, "deputy")
        return Absence(who, first, last, deputy, self.line(keys, "by"), self.line(keys, "why"))
