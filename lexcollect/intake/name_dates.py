"""Days in file names: proposals, never facts.

Owns the patterns that people and programs write into names: 20230714, 2025.5.20, 2023年4月6日, full-width digits,
the milliseconds of ``mmexport``. Refuses to complete a day without a year.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta, timezone

from lexcollect.formats.shapes import DateCandidate
from lexcollect.patterns import regex

_CHINA = timezone(timedelta(hours=8))
_EPOCH_MS = regex(r"(?:mmexport|wx_camera_|microMsg\.)(\d{13})(?!\d)")
_COMPACT = regex(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{6}|\d{9})?(?!\d)")
_PARTED = regex(r"(?<!\d)((?:19|20)\d{2})(?:[-._/]|年)(\d{1,2})(?:[-._/]|月)(\d{1,2})(?!\d)")


def dates_in_name(name: str) -> list[DateCandidate]:
    """Return the days that the last part of ``name`` states, in the order written, each once."""
    last = unicodedata.normalize("NFKC", name.rpartition("/")[2])
    found: dict[date, DateCandidate] = {}
    for match in _EPOCH_MS.finditer(last):
        day = datetime.fromtimestamp(int(match[1]) / 1000, _CHINA).date()
        found.setdefault(day, DateCandidate(day, "name_epoch", match[0]))
    for pattern in (_COMPACT, _PARTED):
        for match in pattern.finditer(last):
            try:
                day = date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
            found.setdefault(day, DateCandidate(day, "name", match[0]))
    return list(found.values())
