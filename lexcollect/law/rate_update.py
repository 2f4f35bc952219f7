"""A newer LPR table (``law update --rates``): read, checked against the shipped history, shown, merged.

Owns the reading of a user's table (``date,1y,5y[,source]``), what makes it refused, the difference it makes, and the
text of the local file it becomes. Refuses rows that contradict the shipped table, days that are no publication day
(rule of the 20th and the calendar), gaps, and rates that cannot be percent a year; a large move is only a warning.
Writes nothing and knows no folder.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from lexcollect.cells import csv_text, restore
from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.cn.width import squeeze
from lexcollect.files import TooLarge, read_bounded
from lexcollect.findings import Finding, Where, finding, has_errors
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.rates import LPR, Rates, Row, check_lpr, shipped_rates
from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: Larger than any table of one publication a month for centuries.
MAX_BYTES = 1 << 20
_MAX_ROWS = 5000
_MAX_SOURCE = 200
_COLUMNS = {
    "date": "date",
    "日期": "date",
    "公布日": "date",
    "公布日期": "date",
    "1y": "lpr_1y",
    "lpr_1y": "lpr_1y",
    "一年期": "lpr_1y",
    "1年期": "lpr_1y",
    "5y": "lpr_5y",
    "lpr_5y": "lpr_5y",
    "五年期": "lpr_5y",
    "五年期以上": "lpr_5y",
    "5年期以上": "lpr_5y",
    "source": "source",
    "来源": "source",
    "出处": "source",
}
_PERCENT = regex(r"^[0-9]{1,4}(?:\.[0-9]{1,6})?%?$")
#: What a table may have and still be used, with a look.
_WARNINGS = frozenset({"jump"})
_HEADER = ("date", "1y", "5y", "source")
_TYPED = ("date", *LPR, "source")


@dataclass(frozen=True, slots=True)
class Written:
    """One row of the user's table with its line in the file and what it says of its source."""

    row: Row
    line: int
    source: str


@dataclass(frozen=True)
class Difference:
    """What a newer table changes: rows ``added`` to the shipped, how many it ``repeated``, how far rates are known.

    ``kept`` are the days among the added that an earlier local table already held in the same way.

    ``known_before`` and ``known_after`` are the last certain days, ``missing`` the publication due after them;
    ``rates`` are the merged rates, marked with ``source``, the name printed on every schedule.
    """

    source: str
    added: tuple[Written, ...]
    repeated: int
    known_before: date
    known_after: date
    missing: date | None
    rates: Rates
    kept: frozenset[date] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether the table adds nothing."""
        return not self.added

    def text(self) -> str:
        """Return the content of the local file: the added rows and nothing else."""
        rows: list[Sequence[str]] = [_HEADER]
        for one in self.added:
            values = dict(one.row.values)
            rows.append([one.row.day.isoformat(), str(values["lpr_1y"]), str(values["lpr_5y"]), one.source])
        return csv_text(rows, line_end="\n")


def update_rates(
    path: Path,
    *,
    rates: Rates | None = None,
    calendar: Calendar | None = None,
    kept: Sequence[Written] = (),
    today: date | None = None,
) -> tuple[Difference | None, list[Finding]]:
    """Return what the table at ``path`` changes against ``rates`` (default: shipped), and every finding.

    The table may hold new rows only or the whole history. ``kept`` are the rows of an earlier local table; a row of
    the new table takes the place of one for the same day. With ``today`` a row of a later day is refused: nobody has
    published it yet. ``None`` when any finding is an error.
    """
    written, findings = read_table(path)
    if has_errors(findings):
        return None, findings
    return compare_rows(path.name, written, rates=rates, calendar=calendar, kept=kept, today=today)


def compare_rows(
    name: str,
    written: Sequence[Written],
    *,
    rates: Rates | None = None,
    calendar: Calendar | None = None,
    kept: Sequence[Written] = (),
    today: date | None = None,
) -> tuple[Difference | None, list[Finding]]:
    """Return what the rows ``written`` of the table ``name`` change, and every finding; see :func:`update_rates`."""
    rates, calendar = rates or shipped_rates(), calendar or shipped_calendar()
    known = known_rows(rates)
    findings = _against(written, known, name)
    findings += _not_yet(written, name, today)
    added = _merged(kept, written, known[-1].day)
    lines = {one.row.day: one.line for one in written}
    for problem in check_lpr([*known, *(one.row for one in added)], calendar, rates):
        level = "LX-M132" if problem.kind in _WARNINGS else "LX-M131"
        findings.append(finding(level, Where(name, lines.get(problem.day, 0)), problem=problem.text))
    if has_errors(findings):
        return None, findings
    repeated = sum(1 for one in written if one.row.day <= known[-1].day)
    same = frozenset(one.row.day for one in kept if any(one.row == other.row for other in added))
    return replace(_difference(name, repeated, added, rates, calendar), kept=same), findings


def typed_rows(rows: Iterable[Sequence[str]], name: str, source: str = "") -> tuple[list[Written], list[Finding]]:
    """Return rows typed one by one (day, one-year rate, five-year rate), numbered in their order, and what is wrong."""
    found: list[Written] = []
    findings: list[Finding] = []
    for number, cells in enumerate(rows, 1):
        one = _row(dict(zip(_TYPED, (*cells, source), strict=False)), number)
        if one is None:
            findings.append(finding("LX-M161", Where(name, number), written=" ".join(cells)[:60]))
        else:
            found.append(one)
    return found, findings


def _not_yet(written: Iterable[Written], name: str, today: date | None) -> list[Finding]:
    return [
        finding("LX-M160", Where(name, one.line), day=one.row.day, today=today)
        for one in written
        if today is not None and one.row.day > today
    ]


def _merged(kept: Sequence[Written], written: Sequence[Written], newest: date) -> list[Written]:
    """Return the rows after ``newest``: those of the new table in its order, before them what an earlier one held."""
    fresh = [one for one in written if one.row.day > newest]
    given = {one.row.day for one in fresh}
    older = [one for one in kept if one.row.day > newest and one.row.day not in given]
    return sorted([*older, *fresh], key=lambda one: one.row.day) if older else fresh


def _difference(name: str, repeated: int, added: Sequence[Written], rates: Rates, calendar: Calendar) -> Difference:
    before = rates.series(LPR[0])
    said = list(dict.fromkeys(one.source for one in added if one.source))
    source = f"{name}（{'；'.join(said)}）" if said else name
    rows = [*known_rows(rates), *(one.row for one in added)]
    merged = rates.with_lpr(rows, source, calendar) if added else rates
    after = merged.series(LPR[0])
    return Difference(source, tuple(added), repeated, before.known_until, after.known_until, after.missing, merged)


def known_rows(rates: Rates) -> list[Row]:
    """Return the publications of ``rates`` in order."""
    one, five = (rates.series(name) for name in LPR)
    return [
        Row(date.fromordinal(day), ((LPR[0], a), (LPR[1], b)))
        for day, a, b in zip(one.days, one.values, five.values, strict=True)
    ]


def _against(written: Iterable[Written], known: Sequence[Row], name: str) -> list[Finding]:
    """Return what contradicts the history: another rate on a known day, or a day nothing was published on."""
    by_day = {row.day: row for row in known}
    found = []
    before: date | None = None
    for one in written:
        day, where = one.row.day, Where(name, one.line)
        mine = by_day.get(day)
        if before is not None and day <= before:
            found.append(finding("LX-M133", where, day=day, before=before))
        elif mine is not None and mine.values != one.row.values:
            shipped, given = (tuple(f"{value.normalize():f}%" for _, value in row.values) for row in (mine, one.row))
            found.append(finding("LX-M134", where, day=day, shipped=shipped, given=given))
        elif mine is None and day <= known[-1].day:
            found.append(finding("LX-M135", where, day=day))
        before = max(day, before or day)
    return found


def read_table(path: Path) -> tuple[list[Written], list[Finding]]:
    """Return the rows of a user's table and a finding for every line that cannot be read."""
    name = path.name
    try:
        data = read_bounded(path, MAX_BYTES)
    except TooLarge:
        return [], [finding("LX-M136", Where(name), limit=MAX_BYTES)]
    except OSError as error:
        from lexcollect.system import reason_of

        return [], [finding("LX-A002", Where(name), reason=reason_of(error))]
    content = _decoded(data)
    return _rows(content, name) if content is not None else ([], [finding("LX-M130", Where(name, 1), written="")])


def is_table(data: bytes) -> bool:
    """Tell whether ``data`` is a table of rates by its first line, whatever its rows hold."""
    content = _decoded(data) if len(data) <= MAX_BYTES else None
    lines = _lines(content or "")
    return bool(lines) and {"date", *LPR} <= set(_heads(lines[0][1]))


def _decoded(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _lines(content: str) -> list[tuple[int, str]]:
    """Return the lines that are no remark, each with its number."""
    return [
        (number, line)
        for number, line in enumerate(content.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]


def _heads(line: str) -> list[str]:
    return [_COLUMNS.get(squeeze(cell).lower(), "") for cell in _cells(line)]


def _rows(content: str, name: str) -> tuple[list[Written], list[Finding]]:
    lines = _lines(content)
    if len(lines) > _MAX_ROWS:
        return [], [finding("LX-M136", Where(name), limit=_MAX_ROWS)]
    if not lines:
        return [], [finding("LX-M137", Where(name))]
    head = _heads(lines[0][1])
    if not {"date", *LPR} <= set(head):
        return [], [finding("LX-M138", Where(name, lines[0][0]), written=lines[0][1][:60])]
    rows, findings = [], []
    for number, line in lines[1:]:
        one = _row(dict(zip(head, _cells(line), strict=False)), number)
        if one is None:
            findings.append(finding("LX-M130", Where(name, number), written=line[:60]))
        else:
            rows.append(one)
    if not rows and not findings:
        findings.append(finding("LX-M137", Where(name)))
    return rows, findings


def _cells(line: str) -> list[str]:
    try:
        return next(csv.reader([line.replace("\0", "\ufffd")]), [])
    except csv.Error:
        return []


def _row(cells: dict[str, str], line: int) -> Written | None:
    try:
        day = parse_date(cells.get("date", ""))
    except BadDate:
        return None
    values = [squeeze(cells.get(series, "")) for series in LPR]
    if not all(_PERCENT.match(value) for value in values):
        return None
    one, five = (_places(Decimal(value.removesuffix("%"))) for value in values)
    source = "".join(c for c in restore(cells.get("source", "")) if c.isprintable()).strip()[:_MAX_SOURCE]
    return Written(Row(day, ((LPR[0], one), (LPR[1], five))), line, source)


def _places(value: Decimal) -> Decimal:
    """Return ``value`` with at least two places, as the publisher writes it."""
    return value.quantize(Decimal("0.01")) if value == value.quantize(Decimal("0.01")) else value
