"""Times: what exporters write for a moment, with where its zone comes from.

Owns the reading of seconds since 1970 and of local time. A local time without a zone is read as Chinese time and says
so; what is not written (the seconds, the hour) is never presented as known. There has been no summer time since 1991.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

from lexcollect.formats.said import Moment, Precision, TimeSource
from lexcollect.patterns import regex

CHINA = timezone(timedelta(hours=8))
_EPOCH = regex(r"^\d{10}(?:\d{3})?$")
_DAY = regex(r"^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
_HALF = "上午|下午|中午|晚上|凌晨|早上|清晨|傍晚|午前|午後"
_CLOCK = regex(
    rf"^(?:[ T]+(?:星期.|周.)?[ ]*)?({_HALF})?[ ]*(\d{{1,2}}):(\d{{2}})(?::(\d{{2}}))?(?:\.\d+)?[ ]*([AaPp][Mm])?"
    r"[ ]*(Z|[+-]\d{2}:?\d{2})?"
)
_LATER = frozenset({"下午", "傍晚", "晚上", "午後", "pm"})
#: 中午 begins with eleven o'clock: what is smaller is an hour of the afternoon.
_NOON = 11
#: How many digits a time since 1970 has, by its unit.
_FINEST = {9: (Precision.SECOND, 1), 10: (Precision.SECOND, 1), 13: (Precision.MILLISECOND, 1_000)}
_EPOCHS = range(315_532_800, 4_102_444_800)
_SERIAL = regex(r"^\d{5}(?:\.\d+)?$")
#: Days as spreadsheet programs count them, from 1982 to 2064.
_SERIALS = range(30_000, 60_000)
_DAY_ZERO = datetime(1899, 12, 30, tzinfo=CHINA)


def moment_of(raw: str) -> Moment:
    """Return the moment that ``raw`` writes; one without a value when it is none.

    A day whose order is not year, month, day is not guessed.
    """
    trimmed = raw.strip()
    try:
        if _EPOCH.match(trimmed):
            value = datetime.fromtimestamp(int(trimmed[:10]), CHINA)
            return Moment(value, TimeSource.IN_DATA, Precision.SECOND, raw)
        if match := _DAY.match(trimmed):
            year, month, date = (int(part) for part in match.groups() if part)
            day = datetime(year, month, date, tzinfo=CHINA)
            return _with_clock(day, trimmed[match.end() :], raw)
    except (ValueError, OverflowError, OSError):
        pass
    return Moment(raw=raw)


def epoch(value: object, raw: str = "") -> Moment:
    """Return the moment of seconds, or of milliseconds, since 1970; ``raw`` are the characters of the source.

    Zero, the sign of programs for no time, is none; so is a number of no time between 1980 and 2100.
    """
    try:
        number = int(str(value))
    except ValueError:
        return Moment(raw=raw or str(value)[:40])
    finest = _FINEST.get(len(str(number)))
    if finest is None:
        return Moment(raw=raw or str(value)[:40])
    precision, per_second = finest
    whole, rest = divmod(number, per_second)
    if whole not in _EPOCHS:
        return Moment(raw=raw or str(value))
    moment = datetime.fromtimestamp(whole, CHINA) + timedelta(microseconds=rest * (1_000_000 // per_second))
    return Moment(moment, TimeSource.IN_DATA, precision, raw or str(value))


def local(year: int, month: int, day: int, clock: tuple[int, int, int | None], raw: str, *, half: str = "") -> Moment:
    """Return the moment of a local time, read as Chinese time; without seconds it is exact to the minute.

    ``half`` is the half of the day (上午, PM …). A moment without a value where no calendar or clock shows it.
    """
    hour, minute, second = clock
    try:
        hour = _of_the_day(hour, half.lower().replace(".", "").replace(" ", ""))
        value = datetime(year, month, day, hour, minute, second or 0, tzinfo=CHINA)
    except (ValueError, OverflowError):
        return Moment(raw=raw)
    return Moment(value, TimeSource.ASSUMED, Precision.MINUTE if second is None else Precision.SECOND, raw)


def serial_moment(raw: str) -> Moment:
    """Return the moment behind a number of days, as spreadsheet programs keep it (45323.4167); exact to the minute."""
    trimmed = raw.strip()
    if not _SERIAL.match(trimmed) or int(trimmed[:5]) not in _SERIALS:
        return Moment(raw=raw)
    whole, dot, rest = trimmed.partition(".")
    minutes = round(Fraction(f"0.{rest}") * 24 * 60) if dot else 0
    value = _DAY_ZERO + timedelta(days=int(whole), minutes=minutes)
    return Moment(value, TimeSource.ASSUMED, Precision.MINUTE if dot else Precision.DAY, raw)


def _with_clock(day: datetime, rest: str, raw: str) -> Moment:
    """Return the day with the time behind it; a time that no clock shows leaves the day alone."""
    match = _CLOCK.match(rest)
    if match:
        hour, minute, second = (int(part or 0) for part in match.groups()[1:4])
        hour = _of_the_day(hour, (match[1] or match[5] or "").lower())
        if hour < 24 and minute < 60 and second < 60:
            value = day.replace(hour=hour, minute=minute, second=second)
            precision = Precision.SECOND if match[4] else Precision.MINUTE
            if match[6]:
                return Moment(_from_zone(value, match[6]), TimeSource.IN_DATA, precision, raw)
            return Moment(value, TimeSource.ASSUMED, precision, raw)
    return Moment(day, TimeSource.ASSUMED, Precision.DAY, raw)


def _of_the_day(hour: int, half: str) -> int:
    """Return the hour from 0 to 23; 24 and more for an hour that the half of the day does not have."""
    if not half or hour > 12 or hour == 0:
        return hour  # a clock of 24 hours with a mark behind it: the mark says nothing
    if half == "中午":
        return hour if hour >= _NOON else hour + 12
    return hour % 12 + 12 if half in _LATER else hour % 12


def _from_zone(value: datetime, zone: str) -> datetime:
    if zone == "Z":
        return value.replace(tzinfo=UTC).astimezone(CHINA)
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return value.replace(tzinfo=timezone(-offset if zone[0] == "-" else offset)).astimezone(CHINA)
