"""Days (月底、下周三、春节前): a day that somebody names, counted from the day on which it is said.

Owns the words and what each means; every day but one written in full is counted by us and doubtful, and says so. A
word that names no one day (节后、过几天、等回款) gives none: what is not said is not guessed.
"""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import lexcollect.law
from lexcollect.patterns import regex
from lexcollect.records import dataclass

_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_WEEKDAYS = {sign: at % 7 for at, sign in enumerate("一二三四五六日")} | {"天": 6}
_SMALL = {sign: at for at, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
#: A month is meant that comes, not one a year away: what lies behind the day of saying is of next year.
_FULL = regex(r"(?P<y>20\d{2})[年./-](?P<m>\d{1,2})[月./-](?P<d>\d{1,2})[日号]?")


@dataclass(frozen=True, slots=True)
class Named:
    """A day that was named: ``words`` as said, at ``start``; ``exact`` where it was written in full."""

    day: date
    words: str
    start: int
    exact: bool = False


def days_named(text: str, said: date) -> tuple[Named, ...]:
    """Return the days that ``text`` (folded) names when it is said on ``said``, in the order of the text."""
    found: list[Named] = []
    taken: list[tuple[int, int]] = []
    for pattern, meaning, exact in _WORDS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other < end for other, other_end in taken):
                continue
            taken.append((start, end))
            if (day := _safely(meaning, match, said)) is not None:
                found.append(Named(day, match[0], start, exact))
    return tuple(sorted(found, key=lambda one: one.start))


def _safely(meaning: Callable[[re.Match[str], date], date | None], match: re.Match[str], said: date) -> date | None:
    try:
        return meaning(match, said)
    except (ValueError, OverflowError):  # 2月30日, a year beyond the calendar
        return None


def _full(match: re.Match[str], said: date) -> date:
    return date(int(match["y"]), int(match["m"]), int(match["d"]))


def _month_day(match: re.Match[str], said: date) -> date:
    month, number = int(match["m"]), int(match["d"])
    day = date(said.year, month, number)
    return day if day >= said else date(said.year + 1, month, number)


def _month(match: re.Match[str], said: date) -> date | None:
    """Return the last day of a month; its middle ends on the 20th, its begin names no day."""
    part, month = match["part"] or "", int(match["m"])
    if part == "初":
        return None
    year = int(match["y"]) if match["y"] else said.year + (month < said.month)
    return date(year, month, 20 if part in ("中", "中旬") else monthrange(year, month)[1])


def _number(match: re.Match[str], said: date) -> date:
    number = int(match["d"])
    first = said.replace(day=1)
    if match["next"] or number < said.day:
        first = (first + timedelta(days=32)).replace(day=1)
    return first.replace(day=number)


def _end_of_month(match: re.Match[str], said: date) -> date:
    first = said.replace(day=1)
    if match["next"]:
        first = (first + timedelta(days=32)).replace(day=1)
    return first.replace(day=monthrange(first.year, first.month)[1])


def _weekday(match: re.Match[str], said: date) -> date:
    monday = said - timedelta(days=said.weekday())
    day = monday + timedelta(days=_WEEKDAYS[match["w"]])
    if match["which"] == "下":
        return day + timedelta(days=7)
    if not match["which"] and day < said:
        return day + timedelta(days=7)
    return day


def _week(match: re.Match[str], said: date) -> date:
    monday = said - timedelta(days=said.weekday())
    return monday + timedelta(days=13 if match["which"] == "下" else 6)


def _within(match: re.Match[str], said: date) -> date | None:
    count, unit = _count(match["n"]), match["unit"]
    if unit == "天":
        return said + timedelta(days=count)
    if unit in ("周", "星期", "礼拜"):
        return said + timedelta(days=7 * count)
    month = said.month - 1 + count
    year, month = said.year + month // 12, month % 12 + 1
    return date(year, month, min(said.day, monthrange(year, month)[1]))


def _count(words: str) -> int:
    if words.isdigit():
        return int(words)
    tens, _, ones = words.rpartition("十")
    if "十" not in words:
        return _SMALL[words]
    return (_SMALL[tens] if tens else 1) * 10 + (_SMALL[ones] if ones else 0)


def _quarter(match: re.Match[str], said: date) -> date:
    month = (said.month - 1) // 3 * 3 + 3
    return date(said.year, month, monthrange(said.year, month)[1])


def _before_spring(match: re.Match[str], said: date) -> date | None:
    for year in (said.year, said.year + 1):
        begin = _spring(year)
        if begin is not None and begin - timedelta(days=1) >= said:
            return begin - timedelta(days=1)
    return None


@cache
def _spring(year: int) -> date | None:
    """Return the first day off of the Spring Festival of ``year`` by the notices; ``None`` without one."""
    folder = Path(lexcollect.law.__file__).parent / "data"
    days = []
    for name in ("holidays.csv", "festivals.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(line for line in stream if not line.startswith("#")):
                off = row.get("type", "off") != "work" and "春节" in row["name"]
                if off and row["date"].startswith(f"{year}-"):
                    days.append(date.fromisoformat(row["date"]))
        if days:
            return min(days)
    return None


def _fixed(month: int, number: int) -> Callable[[re.Match[str], date], date]:
    def meaning(match: re.Match[str], said: date) -> date:
        day = date(said.year, month, number)
        return day if day >= said else date(said.year + 1, month, number)

    return meaning


def _after(days: int) -> Callable[[re.Match[str], date], date]:
    return lambda match, said: said + timedelta(days=days)


def _rows() -> Iterator[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None], bool]]:
    """Yield the words with their meaning, the longer ones first."""
    yield _FULL, _full, True
    yield regex(r"(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?(?!\d)"), _month_day, False
    yield regex(r"(?:(?P<y>20\d{2})年)?(?P<m>\d{1,2})月(?:份)?(?P<part>底|末|初|中旬|中)?"), _month, False
    yield regex(r"(?P<next>下个?月)?(?<![\d.])(?P<d>\d{1,2})[号日](?!\d)"), _number, False
    yield regex(r"(?P<next>下个?)?(?:这个?|本)?月(?:底|末)"), _end_of_month, False
    yield regex(r"(?P<which>这个?|本|下)?(?:周|星期|礼拜)(?P<w>[一二三四五六日天])"), _weekday, False
    yield regex(r"(?P<which>这|本|下)个?(?:周|星期|礼拜)(?:内|之内|以内|末)?"), _week, False
    yield regex(rf"(?P<n>{_N})个?(?P<unit>天|周|星期|礼拜|月)(?:之内|以内|内|后|以后|之后)"), _within, False
    yield regex(r"大后天"), _after(3), False
    yield regex(r"后天"), _after(2), False
    yield regex(r"明天|明日|明儿"), _after(1), False
    yield regex(r"今天|今晚|今日"), _after(0), False
    yield regex(r"(?:春节|过年|年关)(?:之?前|以前)|年前"), _before_spring, False
    yield regex(r"季度末|季末"), _quarter, False
    yield regex(r"年底|年末|年终"), _fixed(12, 31), False
    yield regex(r"国庆(?:节)?(?:之?前|以前)"), _fixed(9, 30), False
    yield regex(r"元旦(?:之?前|以前)"), _fixed(12, 31), False
    yield regex(r"五一(?:节)?(?:之?前|以前)"), _fixed(4, 30), False


_WORDS = tuple(_rows())
