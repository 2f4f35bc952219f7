"""Dates: how days are typed in Chinese papers and files, read without guessing, written in four ways.

Owns the list of accepted spellings: 2023-03-15, 2023/3/15, 2023.3.15, 2023年3月15日, 20230315, full-width
digits, spaces around the signs, 二〇二三年三月十五日 with any of the usual zeros, 贰零贰叁年零叁月壹拾伍日 as on bills;
a time of day and a weekday beside them. Refuses day-first and month-first dates, two-digit years, days that do
not exist, a weekday that is not that day's, lunar and rough dates, and years outside 1900–2099. Has no clock.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from lexcollect.cn.numerals import HAN_DIGITS, ZEROS, han_number, read_han_number
from lexcollect.cn.width import fold
from lexcollect.patterns import regex

#: The years that are read; what lies outside is a slip of the keyboard.
FIRST_YEAR, LAST_YEAR = 1900, 2099
#: Every reason a :class:`BadDate` may carry.
DATE_REASONS = (
    "empty",
    "unreadable",
    "no_such_day",
    "ambiguous",
    "two_digit_year",
    "out_of_range",
    "no_day",
    "weekday",
    "bad_time",
    "time_zone",
    "several",
    "lunar",
    "rough",
    "serial",
)

_LONGEST = 60
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_HAN_YEAR = f"[{ZEROS}{HAN_DIGITS[1:]}]"
_HAN_DAY = "[〇○◯零一二三四五六七八九十]"
_WESTERN = regex(r"^([0-9]{1,4})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,4})\.?$")
_CHINESE = regex(
    rf"^([0-9]{{1,4}}|{_HAN_YEAR}{{1,4}})\s*年\s*([0-9]{{1,2}}|{_HAN_DAY}{{1,4}})\s*月\s*"
    rf"([0-9]{{1,2}}|{_HAN_DAY}{{1,4}})\s*[日号]?$"
)
_WEEKDAYS = "一二三四五六日"
# Days on bills and receipts are written in capitals, so that nobody adds a stroke.
_ON_BILLS = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾", "一二二三三四五六六七八九十")
_WEEKDAY = regex(r"[(\[]?\s*(?:星期|礼拜|周)\s*([一二三四五六日天])\s*[)\]]?")
_TIME = regex(
    r"(?:(?<=[0-9])T|\s+|(?<=[日号)]))(?:凌晨|早上|上午|中午|下午|晚上)?(?<![0-9.])(?P<hour>[0-9]{1,2})"
    r"(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]{1,9})?)?"
    r"|[时点](?:整|半|(?P<minutes>[0-9]{1,2})分?(?:(?P<seconds>[0-9]{1,2})秒)?)?)"
    r"\s*(?:[AP]M)?\s*(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$",
    re.IGNORECASE,
)
_HALF_DAY = regex(r"(?<=[0-9日号)\s])(?:凌晨|早上|上午|中午|下午|晚上)$")
#: Beijing's is the one time zone in which a moment names the day that counts here.
_BEIJING = frozenset((None, "+08:00", "+0800"))
_NO_DAY = regex(rf"^(?:[0-9]{{4}}\s*[-/.年]\s*[0-9]{{1,2}}\s*月?|(?:{_HAN_YEAR}|[0-9]){{4}}年{_HAN_DAY}{{1,3}}月)$")
_LUNAR = regex("农历|阴历|旧历|正月|腊月|冬月|初[一二三四五六七八九十]|廿[一二三四五六七八九]")
_ROUGH = regex("底|[上中下]旬|左右|前后|约|大概|月初|年初")
_SEVERAL = regex(r"[0-9]{4}\s*[-/.年].*[0-9]{4}\s*[-/.年]")
#: Days as spreadsheets keep them: 36526 is 2000-01-01, 54788 the end of 2049.
_SERIAL = regex(r"^(?:3[6-9]|4[0-9]|5[0-4])[0-9]{3}$")


class BadDate(ValueError):
    """Text that is not an acceptable date; ``reason`` is one of :data:`DATE_REASONS`."""

    def __init__(self, reason: str, shown: str = "") -> None:
        super().__init__(f"{reason}: {shown[:60]!r}")
        self.reason = reason
        #: The day that a spreadsheet shows for a number of a day (``serial``); of other reasons none.
        self.day = day_of_serial(shown) if reason == "serial" else None


def parse_date(text: str) -> date:
    """Return the day that ``text`` names; the year comes first and has four digits.

    A weekday beside it must be that day's; a time of day is left out. Raises :class:`BadDate`: ``ambiguous``
    when the year stands last (15/03/2023) or digits can be cut in two ways (202303, 2023315),
    ``two_digit_year`` for 24/3/5 and 230315, ``no_such_day`` for 30 February, ``out_of_range`` for years
    outside 1900–2099, ``weekday`` when it belongs to another day, ``time_zone`` for a moment told elsewhere
    than in Beijing; the others of :data:`DATE_REASONS` say what the words are instead of a day.
    """
    plain = fold(text).strip().translate(_DASHES)
    if not plain:
        raise BadDate("empty", text)
    if len(plain) > _LONGEST:
        raise BadDate("unreadable", text)
    said = _WEEKDAY.search(plain)
    if said:
        plain = f"{plain[: said.start()].rstrip()} {plain[said.end() :].lstrip()}".strip()
    day = _read(_without_time(plain, text), text)
    if said and day.weekday() != _WEEKDAYS.index(said[1].replace("天", "日")):
        raise BadDate("weekday", text)
    return day


def time_words(text: str) -> str:
    """Return the words of the time of day that stand behind the day in ``text``; empty where there are none."""
    plain = fold(text).strip().translate(_DASHES)
    if said := _WEEKDAY.search(plain):
        plain = f"{plain[: said.start()].rstrip()} {plain[said.end() :].lstrip()}".strip()
    found = _TIME.search(plain)
    if found is None:
        return ""
    end = found.start("zone") if found["zone"] else found.end()
    return plain[found.start() : end].strip().lstrip("Tt").strip()


def _without_time(plain: str, text: str) -> str:
    """Return ``plain`` without the time of day behind it; one that no clock shows is refused."""
    found = _TIME.search(plain)
    if found is None:
        return _HALF_DAY.sub("", plain).strip()
    if (found["zone"] or "").upper() and found["zone"] not in _BEIJING:
        raise BadDate("time_zone", text)
    minute, second = found["minute"] or found["minutes"], found["second"] or found["seconds"]
    if int(found["hour"]) > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        raise BadDate("bad_time", text)
    return plain[: found.start()].strip()


def _read(plain: str, text: str) -> date:
    if re.fullmatch(r"[0-9]+", plain):
        return _from_digits(plain, text)
    if found := _WESTERN.match(plain):
        year, _, month, day = found.groups()
        return _western(year, month, day, text)
    if found := _CHINESE.match(plain.translate(_ON_BILLS)):
        year, month, day = found.groups()
        return _chinese(year, month, day, text)
    raise BadDate(_reason(plain), text)


def _reason(plain: str) -> str:
    """Return what words that name no day are instead."""
    for reason, pattern in (("several", _SEVERAL), ("lunar", _LUNAR), ("rough", _ROUGH), ("no_day", _NO_DAY)):
        if pattern.search(plain):
            return reason
    return "unreadable"


def _from_digits(digits: str, text: str) -> date:
    if len(digits) == 8:
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]), text)
    if len(digits) == 7:
        raise BadDate("ambiguous", text)
    if len(digits) == 6:
        # 202303 is March 2023 or 3 March (20)20, 230315 lacks its century.
        year_first = FIRST_YEAR <= int(digits[:4]) <= LAST_YEAR and 1 <= int(digits[4:]) <= 12
        raise BadDate("ambiguous" if year_first else "two_digit_year", text)
    raise BadDate("serial" if _SERIAL.match(digits) else "unreadable", text)


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
    """Read a month or a day in either kind of digits; 〇三 and 03 are three, 零壹拾 on bills ten."""
    if text[0] in "0123456789":
        return int(text)
    if text[0] in ZEROS and re.fullmatch("[一二三四五六七八九]|[一二三]十", text[1:]):
        text = text[1:]
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


def day_of_serial(text: str) -> date:
    """Return the day that a spreadsheet shows for its number of a day (序号), such as 45352: 2024-03-01."""
    return date(1899, 12, 30) + timedelta(days=int(fold(text).strip()))
