"""Received: the day on which each file of the raw material was taken in (收存日期), as the journal tells it.

Owns the reading of that day and claims no more: nothing is known of a file before it, and the journal lies beside what
it speaks of.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from lexcollect.layout import JOURNAL, RAW

#: No line of a journal is longer.
_MOST_LINE = 16 << 20
_START = f"{RAW}/"


def days_of_intake(matter: Path) -> dict[str, date]:
    """Return the day of intake by the name of the file: that of the first run whose line names it.

    A file that no line names has none; without a journal there are none.
    """
    from lexcollect.files import open_regular

    days: dict[str, date] = {}
    try:
        with open_regular(matter / JOURNAL) as stream:
            while line := stream.readline(_MOST_LINE):
                day, names = _of_line(line)
                if day:
                    days |= {name: day for name in names if name not in days}
    except OSError:
        return {}
    return days


def _of_line(line: bytes) -> tuple[date | None, list[str]]:
    """Return the day of a line and the names of raw material in it; a line that a kill tore has none."""
    if _START.encode() not in line:
        return None, []
    try:
        entry: Any = json.loads(line)
        names = [name.removeprefix(_START) for name in entry["changed"] if name.startswith(_START)]
        return date.fromisoformat(entry["as_of"]), names
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return None, []
