"""Chat reader: messages exported as a table.

Owns the recognition of the common column sets and the counting of what a court will ask about: rows, span of
time, pictures referred to, messages recalled or refused. Keeps file order and rewrites nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path, PurePosixPath

from lexcollect.findings import finding
from lexcollect.formats.encodings import decode
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.limits import MAX_ROWS, MAX_TEXT_BYTES, MAX_TEXT_CHARS
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import DateCandidate, Look
from lexcollect.formats.start import Start
from lexcollect.wording import text as word

_CHINA = timezone(timedelta(hours=8))
#: Column sets of known exporters: (time, words, further columns that must be there).
_HEADS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("CreateTime", "StrContent", frozenset({"localId", "Type", "IsSender"})),
    ("时间", "内容", frozenset({"类型", "发送人"})),
    ("CreateTime", "msg", frozenset({"type_name", "is_sender", "talker"})),
)
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
_DAY = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_PICTURE = re.compile(r"([\w\-./\\]+\.(?:jpe?g|png|gif|webp|heic|bmp))", re.IGNORECASE)


def is_head(line: str) -> bool:
    """Tell whether ``line`` is the first line of a known chat export."""
    return _columns(next(csv.reader([line.lstrip("\ufeff")]), [])) is not None


def _recognise(start: Start) -> FileKind | None:
    return FileKind.CHAT if start.lines and is_head(start.lines[0]) else None


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return rows, span and references of the chat export at ``path``; ``name`` is its relative name."""
    seen = Look()
    if path.stat().st_size > MAX_TEXT_BYTES:
        seen.status = Status.UNREADABLE
        seen.findings.append(finding("LX-I037", limit=MAX_TEXT_BYTES // 1_000_000))
        return seen
    known = decode(path.read_bytes())
    if known is None:
        seen.status = Status.BROKEN
        return seen
    seen.facts["encoding"] = known[1]
    try:
        _read_rows(known[0].removeprefix("\ufeff"), PurePosixPath(name).parent, seen)
    except csv.Error:
        seen.status = Status.BROKEN
    return seen


def _read_rows(text: str, folder: PurePosixPath, seen: Look) -> None:
    days: list[tuple[date, str]] = []
    words: list[str] = []
    refers: dict[str, None] = {}
    rows = recalled = refused = 0
    for when, said in _rows(text):
        if rows >= MAX_ROWS:
            seen.findings.append(finding("LX-I050", limit=MAX_ROWS, unit=word("formats.unit.rows")))
            break
        rows += 1
        if (day := _day(when)) is not None:
            days.append((day, when))
        recalled += "撤回了一条消息" in said
        refused += "被对方拒收" in said
        words.append(said)
        for picture in _PICTURE.findall(said):
            if inside := _inside(folder, picture):
                refers[inside] = None
    seen.facts["rows"] = str(rows)
    seen.refers = tuple(refers)
    seen.text = "\n".join(words)[:MAX_TEXT_CHARS]
    if days:
        first, last = min(days), max(days)
        seen.facts["first"], seen.facts["last"] = first[0].isoformat(), last[0].isoformat()
        seen.dates += [DateCandidate(first[0], "chat_first", first[1]), DateCandidate(last[0], "chat_last", last[1])]
    if recalled or refused:
        seen.findings.append(finding("LX-I041", recalled=recalled, refused=refused))


def _rows(text: str) -> Iterator[tuple[str, str]]:
    table = csv.reader(io.StringIO(text, newline=""))
    columns = _columns(next(table, []))
    if columns is None:
        return
    when, said = columns
    for row in table:
        if row:
            yield (row[when] if when < len(row) else "", row[said] if said < len(row) else "")


def _columns(head: list[str]) -> tuple[int, int] | None:
    names = [column.strip() for column in head]
    for when, said, others in _HEADS:
        if {when, said} <= set(names) and others <= set(names):
            return names.index(when), names.index(said)
    return None


def _day(raw: str) -> date | None:
    raw = raw.strip()
    try:
        if _EPOCH.match(raw):
            return datetime.fromtimestamp(int(raw[:10]), _CHINA).date()
        match = _DAY.match(raw)
        return date(*(int(part) for part in match.groups())) if match else None
    except (ValueError, OverflowError, OSError):
        return None


def _inside(folder: PurePosixPath, picture: str) -> str:
    """Return the name below the material that a message points to; empty when it would leave the folder."""
    relative = PurePosixPath(picture.replace("\\", "/").lstrip("/"))
    if ".." in relative.parts:
        return ""
    return (folder / relative).as_posix()


FORMAT = Format(kinds=(FileKind.CHAT,), mark=Mark.WORDS, recognise=_recognise, look=look)
