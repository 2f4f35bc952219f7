"""The yearly holiday notice (``law update --holidays``): read, checked against the shipped calendar, merged.

Owns the reading of a user's table (``date,type[,name]``, a day or a span ``2027-02-05~2027-02-11``), what makes it
refused, and the text of the local file it becomes. Refuses a table that leaves out a day off by statute (节假日办法
2), makes a working day out of a weekday, contradicts a notice on file, skips a year, or is for a year whose notice
cannot be out yet. Writes nothing and knows no folder.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from lexcollect.cells import csv_text, restore
from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.cn.width import squeeze
from lexcollect.files import TooLarge, read_bounded
from lexcollect.findings import Finding, Where, finding, has_errors
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.records import dataclass

#: Larger than the notices of a century.
MAX_BYTES = 1 << 18
_MAX_ROWS = 4000
_LONGEST_SPAN = 31
_MAX_NAME = 40
_SATURDAY = 5
_COLUMNS = {
    "date": "date",
    "日期": "date",
    "type": "type",
    "类型": "type",
    "安排": "type",
    "name": "name",
    "名称": "name",
    "节日": "name",
}
_TYPES = {
    "off": False,
    "放假": False,
    "休息": False,
    "休": False,
    "work": True,
    "上班": True,
    "补班": True,
    "班": True,
}
_HEADER = ("date", "type", "name")


@dataclass(frozen=True, slots=True)
class Listed:
    """One day of a notice: whether one works, the holiday it belongs to, and its line in the file."""

    day: date
    working: bool
    name: str
    line: int


@dataclass(frozen=True)
class Notice:
    """What a table adds: its ``days``, the ``years`` it is for, the name of the file, and the calendar after it."""

    source: str
    days: tuple[Listed, ...]
    years: tuple[int, ...]
    known_before: date
    calendar: Calendar

    @property
    def added(self) -> tuple[int, ...]:
        """The years the calendar did not know."""
        return tuple(year for year in self.years if year > self.known_before.year)

    def text(self) -> str:
        """Return the content of the local file: the days of the added years."""
        rows: list[Sequence[str]] = [_HEADER]
        for one in self.days:
            if year_of(one, self.years) in self.added:
                rows.append([one.day.isoformat(), "work" if one.working else "off", one.name])
        return csv_text(rows, line_end="\n")


def update_holidays(
    path: Path, *, calendar: Calendar | None = None, kept: Sequence[Listed] = (), today: date | None = None
) -> tuple[Notice | None, list[Finding]]:
    """Return what the table at ``path`` adds to ``calendar`` (default: shipped), and every finding.

    ``kept`` are the days of an earlier local table; a year of the new table takes the place of that year. With
    ``today`` a year is refused whose notice nobody can have seen: one later than the next. ``None`` with an error.
    """
    calendar = calendar or shipped_calendar()
    read, findings = read_notice(path)
    if has_errors(findings):
        return None, findings
    years = _years(read)
    older = [one for one in kept if year_of(one, _years(kept)) not in years]
    days = sorted([*older, *read], key=lambda one: one.day)
    findings += _misplaced(read, years, calendar, path.name)
    years = sorted({*years, *_years(older)})
    findings += _against(read, calendar, path.name)
    findings += _incomplete(days, years, calendar, path.name)
    findings += _out_of_turn(years, calendar, path.name, today)
    if has_errors(findings):
        return None, findings
    merged = calendar.with_notices({one.day: one.working for one in days}, years)
    return Notice(path.name, tuple(days), tuple(years), calendar.data_through, merged), findings


def read_notice(path: Path) -> tuple[list[Listed], list[Finding]]:
    """Read a table of a notice; every slip with its line."""
    try:
        data = read_bounded(path, MAX_BYTES)
    except TooLarge:
        return [], [finding("LX-L614", Where(path.name), limit=MAX_BYTES)]
    except OSError as error:
        from lexcollect.system import reason_of

        return [], [finding("LX-A002", Where(path.name), reason=reason_of(error))]
    lines = _lines(_decoded(data))
    if len(lines) > _MAX_ROWS:
        return [], [finding("LX-L614", Where(path.name), limit=_MAX_ROWS)]
    if not lines or not {"date", "type"} <= set(_heads(lines[0][1])):
        written = lines[0][1][:60] if lines else ""
        return [], [finding("LX-L615", Where(path.name, lines[0][0] if lines else 0), written=written)]
    return _read(lines, path.name)


def is_notice(data: bytes) -> bool:
    """Tell whether ``data`` is a table of a holiday notice by its first line, whatever its rows hold."""
    lines = _lines(_decoded(data)) if len(data) <= MAX_BYTES else []
    return bool(lines) and {"date", "type"} <= set(_heads(lines[0][1]))


def year_of(one: Listed, years: Iterable[int]) -> int:
    """Return the year whose notice ``one`` belongs to: its own, or the next for a day at the end of December."""
    return one.day.year if one.day.year in years or one.day.month < 12 else one.day.year + 1


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _lines(content: str) -> list[tuple[int, str]]:
    return [
        (number, line)
        for number, line in enumerate(content.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]


def _cells(line: str) -> list[str]:
    try:
        return next(csv.reader([line.replace("\0", "\ufffd")]), [])
    except csv.Error:
        return []


def _heads(line: str) -> list[str]:
    return [_COLUMNS.get(squeeze(cell).lower(), "") for cell in _cells(line)]


def _read(lines: Sequence[tuple[int, str]], name: str) -> tuple[list[Listed], list[Finding]]:
    head = _heads(lines[0][1])
    found: list[Listed] = []
    findings: list[Finding] = []
    for number, line in lines[1:]:
        days = _row(dict(zip(head, _cells(line), strict=False)), number)
        if not days:
            findings.append(finding("LX-L616", Where(name, number), written=line[:60]))
        elif found and days[0].day <= found[-1].day:
            findings.append(finding("LX-L617", Where(name, number), day=days[0].day, before=found[-1].day))
        else:
            found += days
    if not found and not findings:
        findings.append(finding("LX-L615", Where(name), written=lines[0][1][:60]))
    return found, findings


def _row(cells: dict[str, str], line: int) -> list[Listed]:
    """Return the days of one row, or nothing when it cannot be read."""
    working = _TYPES.get(squeeze(cells.get("type", "")).lower())
    first, _, last = squeeze(cells.get("date", "")).replace("至", "~").partition("~")
    try:
        start = parse_date(first)
        end = parse_date(last) if last else start
    except BadDate:
        return []
    length = (end - start).days
    if working is None or not 0 <= length < _LONGEST_SPAN:
        return []
    name = "".join(c for c in restore(cells.get("name") or "") if c.isprintable()).strip()[:_MAX_NAME]
    return [Listed(start + timedelta(days=n), working, name, line) for n in range(length + 1)]


def _years(days: Iterable[Listed]) -> list[int]:
    """Return the years whose notice ``days`` are: those with New Year's Day off."""
    return [one.day.year for one in days if (one.day.month, one.day.day) == (1, 1) and not one.working]


def _misplaced(days: Sequence[Listed], years: Sequence[int], calendar: Calendar, name: str) -> list[Finding]:
    found: dict[int, Finding] = {}
    for one in days:
        if (year := year_of(one, years)) not in years and not calendar.published(year):
            found.setdefault(year, finding("LX-L618", Where(name, one.line), day=one.day, year=year))
    return list(found.values())


def _against(days: Iterable[Listed], calendar: Calendar, name: str) -> list[Finding]:
    """Return the days that contradict a notice on file, and the working days that are none by their nature."""
    found = []
    for one in days:
        where = Where(name, one.line)
        if calendar.published(one.day.year) and not _december(one, calendar):
            if one.working != calendar.is_working(one.day):
                found.append(finding("LX-L619", where, day=one.day))
        elif one.working and (one.day.weekday() < _SATURDAY or calendar.listed(one.day) is False):
            found.append(finding("LX-L620", where, day=one.day))
    return found


def _december(one: Listed, calendar: Calendar) -> bool:
    """Tell whether the notice of the next year may still say something of ``one`` (元旦 moves the days before it)."""
    return one.day.month == 12 and not calendar.published(one.day.year + 1) and calendar.listed(one.day) is None


def _incomplete(days: Sequence[Listed], years: Iterable[int], calendar: Calendar, name: str) -> list[Finding]:
    off = {one.day for one in days if not one.working}
    found = []
    for year in years:
        missing = [] if calendar.published(year) else [day for day in calendar.statutory(year) if day not in off]
        if missing:
            found.append(finding("LX-L621", Where(name), year=year, days=tuple(missing)))
    return found


def _out_of_turn(years: Sequence[int], calendar: Calendar, name: str, today: date | None) -> list[Finding]:
    found = []
    known = calendar.data_through.year
    for year in years:
        if year > known + 1 and year - 1 not in years:
            found.append(finding("LX-L622", Where(name), year=year, before=year - 1))
        if today is not None and year > today.year + 1:
            found.append(finding("LX-L623", Where(name), year=year, today=today))
    return found
