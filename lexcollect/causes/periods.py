"""Periods of a cause: how long its claims live and which rights run beside them, read without the rest of its file.

Owns the short way from the name of a cause (案由) to its limitation and special periods. Every agenda needs these
three keys and nothing else of a cause; a whole file costs ten times as much to read.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from lexcollect.causes.cause import GENERAL, Covered, Special, limitation_named
from lexcollect.causes.reading import read_periods
from lexcollect.causes.table import files_holding, official_name
from lexcollect.findings import Refused
from lexcollect.records import dataclass

_KEYS = ("covers:", "limitation:", "cross_border:", "nature:", "deadlines:")


@dataclass(frozen=True, slots=True)
class Periods:
    """The rule of limitation of one cause, its special periods, and how its due dates hang together (``nature``).

    ``cross_border``: the rule of a contract between parties of different states, where the cause has one. ``covered``:
    a file says so; else nobody looked up what the cause has of its own.
    """

    limitation: str = GENERAL
    special: tuple[Special, ...] = ()
    nature: str = ""
    cross_border: str = ""
    covered: bool = True


@cache
@lru_cache(maxsize=64)
def periods_of(name: str) -> Periods:
    """Return the periods of the cause called ``name``; of one without file the general limitation alone."""
    wanted = official_name(name)
    for path in files_holding(wanted):
        covers, general, special, nature, abroad = _read(path)
        own = next((covered for covered in covers if covered.name == wanted), None)
        if own is not None:
            return Periods(limitation_named(covers, wanted, general), special, own.nature or nature, abroad)
    return Periods(covered=False)


@cache
def _read(path: Path) -> tuple[tuple[Covered, ...], str, tuple[Special, ...], str, str]:
    found, problems = read_periods(_parts(path.read_text("utf-8")), path.name)
    if found is None:
        raise Refused(problems)
    return found


def _parts(text: str) -> str:
    """Return the lines of the top-level keys that are asked for."""
    kept, inside = [], False
    for line in text.splitlines():
        if line[:1] not in (" ", "#", "-", ""):
            inside = line.startswith(_KEYS)
        if inside:
            kept.append(line)
    return "\n".join(kept) + "\n"
