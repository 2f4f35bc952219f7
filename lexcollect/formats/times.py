"""Times: what exporters write for a moment, with where its zone comes from.

Owns the reading of seconds since 1970 and of local time. A local time without a zone is read as Chinese time and says
so; what is not written (the seconds, the hour) is never presented as known. There has been no summer time since 1991.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from lexcollect.formats.shapes import Moment, Precision, TimeSource

CHINA = timezone(timedelta(hours=8))
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
_DAY = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_CLOCK = re.compile(r"[ T](\d{1,2}):(\d{2})(?::(\d{2}))?")


def moment_of(raw: str) -> Moment:
    """Return the moment that ``raw`` writes; one without a value when it is none."""
    trimmed = raw.strip()
    try:
        if _EPOCH.match(trimmed):
            value = datetime.fromtimestamp(int(trimmed[:10]), CHINA)
            return Moment(value, TimeSource.IN_DATA, Precision.SECOND, raw)
        if match := _DAY.match(trimmed):
            year, month, date = (int(part) for part in match.groups())
            day = datetime(year, month, date, tzinfo=CHINA)
            return _with_clock(day, trimmed[match.end() :], raw)
    except (ValueError, OverflowError, OSError):
        pass
    return Moment(raw=raw)


def _with_clock(day: datetime, rest: str, raw: str) -> Moment:
    """Return the day with the time behind it; a time that no clock shows leaves the day alone."""
    match = _CLOCK.match(rest)
    if match:
        hour, minute, second = (int(part or 0) for part in match.groups())
        if hour < 24 and minute < 60 and second < 60:
            value = day.replace(hour=hour, minute=minute, second=second)
            return Moment(value, TimeSource.ASSUMED, Precision.SECOND if match[3] else Precision.MINUTE, raw)
    return Moment(day, TimeSource.ASSUMED, Precision.DAY, raw)
