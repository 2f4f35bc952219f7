"""Times of day: how hours and minutes are typed in Chinese notes, read without guessing (时间).

Owns the list of accepted spellings: 10:30, 10：30, 10点半, 下午3点20分, 15时05分, 3:20 PM. Refuses what no clock
shows, and twelve o'clock at night, which names the beginning of the day to some and its end to others. Has no clock.
"""

from __future__ import annotations

import re
from datetime import date, time

from lexcollect.cn.dates import parse_date, time_words
from lexcollect.cn.numerals import read_han_number
from lexcollect.cn.width import fold
from lexcollect.patterns import regex

#: Every reason a :class:`BadTime` may carry.
TIME_REASONS = ("unreadable", "bad_time", "midnight")
_HAN = "[零〇一二两三四五六七八九十]{1,3}"
_TIME = regex(
    rf"^(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里)?(?P<hour>[0-9]{{1,2}}|{_HAN})"
    rf"(?::(?P<minute>[0-9]{{2}})(?::[0-9]{{2}})?"
    rf"|[时点](?:整|(?P<half>半)|(?P<quarter>[一三]刻)|(?P<minutes>[0-9]{{1,2}}|{_HAN})分?)?)(?P<half_day>[AP]M)?$",
    re.IGNORECASE,
)
_MORNING = frozenset(("凌晨", "清晨", "早上", "早晨", "上午"))
_LATE = frozenset(("下午", "傍晚", "晚上", "夜里"))
_NOON = 12


class BadTime(ValueError):
    """Text that names no time of day; ``reason`` is one of :data:`TIME_REASONS`."""

    def __init__(self, reason: str, shown: str = "") -> None:
        super().__init__(f"{reason}: {shown[:60]!r}")
        self.reason = reason


def parse_time(text: str) -> time:
    """Return the time of day that ``text`` names, to the minute; seconds are left out.

    Raises :class:`BadTime`: ``bad_time`` for what no clock shows (25:00, 下午13点半 is fine, 上午15点 is not),
    ``midnight`` for 晚上12点, ``unreadable`` for everything else.
    """
    found = _TIME.match("".join(fold(text).split()))
    if found is None:
        raise BadTime("unreadable", text)
    hour = _number(found["hour"], text)
    minute = 30 if found["half"] else _quarter(found["quarter"]) or _number(found["minute"] or found["minutes"], text)
    hour = _by_part(hour, found["part"] or "", (found["half_day"] or "").upper(), text)
    if hour > 23 or minute > 59:
        raise BadTime("bad_time", text)
    return time(hour, minute)


def parse_moment(text: str) -> tuple[date, time | None]:
    """Return day and time of day that ``text`` names (2026-11-28 10:30, 2026年11月28日上午10点半); no time: ``None``.

    Raises :class:`~lexcollect.cn.dates.BadDate` for the day, :class:`BadTime` for the time.
    """
    day = parse_date(text)
    words = time_words(text)
    return day, parse_time(words.split(".")[0]) if words else None


def _by_part(hour: int, part: str, half_day: str, text: str) -> int:
    """Return the hour of a day of twenty-four; ``part`` of the day and the hour must agree."""
    if half_day:
        if not 1 <= hour <= _NOON:
            raise BadTime("bad_time", text)
        return hour % _NOON + (_NOON if half_day == "PM" else 0)
    if part in _LATE and hour == _NOON and part != "下午":
        raise BadTime("midnight", text)
    if part in _MORNING and hour >= _NOON:
        raise BadTime("bad_time", text)
    if part in _LATE and hour < _NOON:
        return hour + _NOON
    if part == "中午" and hour <= 2:
        return hour + _NOON
    return hour


def _quarter(words: str | None) -> int:
    return 0 if not words else 15 if words[0] == "一" else 45


def _number(words: str | None, text: str) -> int:
    if not words:
        return 0
    if words[0] in "0123456789":
        return int(words)
    plain = words.lstrip("零〇").replace("两", "二")
    value = read_han_number(plain) if plain else 0
    if value is None:
        raise BadTime("unreadable", text)
    return value


def clock(moment: time) -> str:
    """Return ``10:30``, the form of files and of the screen."""
    return f"{moment.hour:02d}:{moment.minute:02d}"
