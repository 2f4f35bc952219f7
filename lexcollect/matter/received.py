"""Received: the day on which each file of the raw material was taken in (收存日期), as the journal tells it.

Owns the reading of that day and claims no more: nothing is known of a file before it, and the journal lies beside what
it speaks of. The day is that of the clock when the run ended, in China; for which day the run counted (``as_of``) is no
day on which anything was done. Only the demonstration plays on the day of its example.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from lexcollect.layout import JOURNAL, RAW

#: No line of a journal is longer.
_MOST_LINE = 16 << 20
_START = f"{RAW}/"
_CHINA = timezone(timedelta(hours=8))
#: The verb whose whole run plays on the day of its example, so that it makes the same on any day.
_PLAYED = "demo"


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
        return _day(entry), names
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return None, []


def _day(entry: Any) -> date:
    """Return the day of the clock in China on which a run was; of the demonstration, that of its example."""
    if entry["command"] == _PLAYED:
        return date.fromisoformat(entry["as_of"])
    when = datetime.fromisoformat(entry["when"])
    return (when.astimezone(_CHINA) if when.tzinfo else when).date()
