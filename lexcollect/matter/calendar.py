"""Calendar: the running deadlines of one matter or of many as a calendar file (.ics).

Owns writing the file; its text is the business of ``deadlines.calendar_file``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.deadlines.deadline import Agenda


def write_calendar(matters: Sequence[tuple[Case, Agenda]], path: Path, folders: Sequence[Path] = ()) -> int:
    """Write the running deadlines of ``matters`` as one calendar file to ``path``; return how many entries it has.

    ``folders`` are those of the matters. :class:`Refused` where no calendar may be written (``matter.outputs``).
    """
    from lexcollect.deadlines.calendar_file import calendar_text
    from lexcollect.files import write_bytes
    from lexcollect.matter.outputs import CALENDAR, refuse_output
    from lexcollect.version import __version__

    refuse_output(path, CALENDAR, folders)
    text = calendar_text(matters, __version__)
    write_bytes(path, text.encode("utf-8"))
    return text.count("BEGIN:VEVENT")


def digest_of(path: Path) -> str:
    """Return the digest of a calendar file; nothing where there is none."""
    from lexcollect.files import sha256_file

    return sha256_file(path) if path.is_file() else ""


def reminder_days(matters: Sequence[tuple[Case, Agenda]]) -> list[str]:
    """Return how many days before their entries the reminders of ``matters`` stand, as ``90/30/7``, each once."""
    from lexcollect.deadlines.urgency import thresholds

    days = {
        "/".join(map(str, thresholds(d.rule, agenda.warn_days)))
        for _, agenda in matters
        for d in agenda.deadlines
        if d.open and d.period
    }
    return sorted(days - {""})
