"""Examine: one file of the material → what its format says of it, and the days in its name.

Owns the place that findings are given. Knows nothing of the other files.
"""

from __future__ import annotations

from pathlib import Path

from lexcollect.findings import Where
from lexcollect.formats.kinds import PICTURES, FileKind, Status
from lexcollect.formats.reading import damage, look
from lexcollect.formats.recognise import Recognised
from lexcollect.formats.shapes import Look
from lexcollect.intake.name_dates import dates_in_name
from lexcollect.intake.records import SOUND

_SILENT = frozenset({FileKind.SYSTEM, FileKind.EMPTY})
#: Kinds of which every packed piece is looked at.
_LOOKED_THROUGH = frozenset({FileKind.PDF, *PICTURES})


def examine(path: Path, name: str, known: Recognised) -> Look:
    """Return one look at the file, its findings placed at ``name``; never raises for what the file holds."""
    seen = look(path, name, known)
    if seen.status is Status.USABLE:
        damaged = damage(path, known)
        seen.findings += damaged
        if not damaged and known.kind in _LOOKED_THROUGH and not any(not one.informs for one in seen.findings):
            seen.facts[SOUND] = "yes"
    if known.kind not in _SILENT:
        seen.dates.extend(dates_in_name(name))
    seen.findings = [found.at(Where(name)) for found in seen.findings]
    return seen
