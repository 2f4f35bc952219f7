"""Dates: how days are typed in Chinese papers and files, read without guessing, written in four ways.

Owns the list of accepted spellings: 2023-03-15, 2023/3/15, 2023.3.15, 2023年3月15日, 20230315, full-width
digits, spaces around the signs, 二〇二三年三月十五日 with any of the usual zeros. Refuses day-first and
month-first dates, two-digit years, days that do not exist and years outside 1900–2099. Has no clock.
"""

from __future__ import annotations

import re
from datetime import date

from lexcollect.cn.numerals import HAN_DIGITS, ZEROS, han_number, read_han_number
from lexcollect.cn.width import fold

#: The years that are read; what lies outside is a slip of the keyboard.
FIRST_YEAR, LAST_YEAR = 1900, 2099
#: Every reason a :class:`BadDate` may carry.
DATE_REASONS = ("empty", "unreadable", "no_such_day", "ambiguous", "two_digit_year", "out_of_range")

_LONGEST = 40
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_HAN_YEAR = f"[{ZEROS}{HAN_DIGITS[1:]}]"
_HAN_DAY = "[〇○◯零一二三四五六七八九十]"
_WESTERN = re.compile(r"^([0-9]{1,4})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,4})$")
_CHINESE = re.compile(
    rf"^([0-9]{{1,4}}|{_HAN_YEAR}{{1,4}})\s*年\s*([0-9]{{1,2}}|{_HAN_DAY}{{1,3}})\s*月\s*"
    rf"([0-9]{{1,2}}|{_HAN_DAY}{{1,3}})\s*[日号]?$"
)
_WEEKDAYS = "一二三四五六日"


class BadDate(ValueError):
    """Text that is not an acceptable date; ``reason`` is one of :data:`DATE_REASONS`."""

    def __init__(self, reason: str, shown: str = "") -> None:
        super().__init__(f"{reason}: {shown[:60]!r}")
        self.reason = reason


def parse_date(text: str) -> date:
    """Return the day that ``text`` names; the year comes first and has four digits.

    Raises :class:`BadDate`: ``ambiguous`` when the year stands last (15/03/2023) or digits can be cut in
    two ways (202303, 2023315), ``two_digit_year`` for 24/3/5 and 230315, ``no_such_day`` for 30 February,
    ``out_of_range`` for years outside 1900–2099, otherwise ``empty`` or ``unreadable``.
    """
    plain = fold(text).strip().translate(_DASHES)
    if not plain:
        raise BadDate("empty", text)
    if len(plain) > _LONGEST:
        raise BadDate("unreadable", text)
    if re.fullmatch(r"[0-9]+", plain):
        return _from_digits(plain, text)
    if found := _WESTERN.match(plain):
        year, _, month, day = found.groups()
        return _western(year, month, day, text)
    if found := _CHINESE.match(plain):
        year, month, day = found.groups()
        return _chinese(year, month, day, text)
    raise BadDate("unreadable", text)


def _from_digits(digits: str, text: str) -> date:
    if len(digits) == 8:
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]), text)
    if len(digits) == 7:
        raise BadDate("ambiguous", text)
    if len(digits) == 6:
        # 202303 is March 2023 or 3 March (20)20, 230315 lacks its century.
        year_first = FIRST_YEAR <= int(digits[:4]) <= LAST_YEAR and 1 <= int(digits[4:]) <= 12
        raise BadDate("ambiguous" if year_first else "two_digit_year", text)
    raise BadDate("unreadable", text)


def _western(year: str, month: str, day: str, text: str) -> date:
    if len(year) == 4 and len(day) <= 2:
        return _day(int(year), int(month), int(day), text)
    if len(day) == 4 and len(year) <= 2:
        raise BadDate("ambiguous", text)
    if len(year) <= 2 and len(day) <= 2:
        raise BadDate("two_digit_year", text)
    raise BadDate("unreadable", text)


def _chinese(year: str, month: str, day: str, text: str) -> date:
    if len(year) <= 2:
        raise BadDate("two_digit_year", text)
    months, days = _part(month), _part(day)
    if len(year) != 4 or months is None or days is None:
        raise BadDate("unreadable", text)
    return _day(int("".join(_year_digit(char) for char in year)), months, days, text)


def _year_digit(char: str) -> str:
    return "0" if char in ZEROS else str(HAN_DIGITS.find(char)) if char in HAN_DIGITS else char


def _part(text: str) -> int | None:
    """Read a month or a day in either kind of digits; 〇三 and 03 are three."""
    if text[0] in "0123456789":
        return int(text)
    if text[0] in ZEROS and len(text) == 2 and text[1] != "十":
        text = text[1]
    return read_han_number(text)


def _day(year: int, month: int, day: int, text: str) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadDate("out_of_range", text)
    try:
        return date(year, month, day)
    except ValueError:
        raise BadDate("no_such_day", text) from None


def iso(d: date) -> str:
    """Return ``2026-11-21``, the form of every file we write."""
    return f"{d.year:04d}-{d.month:02d}-{d.day:02d}"


def long_date(d: date) -> str:
    """Return ``2026年11月21日``, the form of papers."""
    return f"{d.year}年{d.month}月{d.day}日"


def with_weekday(d: date) -> str:
    """Return ``2026-11-21（周六）``, the form of the screen: the weekday shows roll-over mistakes at once."""
    return f"{iso(d)}（周{_WEEKDAYS[d.weekday()]}）"


def han_date(d: date) -> str:
    """Return ``二〇二六年十一月二十一日``, the form below signatures (落款)."""
    year = "".join(HAN_DIGITS[int(digit)] for digit in f"{d.year:04d}")
    return f"{year}年{han_number(d.month)}月{han_number(d.day)}日"
