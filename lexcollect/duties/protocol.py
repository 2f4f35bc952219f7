"""Protocol (当日登记): what was entered on a day in all matters, from their journals: who, what, from what to what.

Owns the rows. A journal says what this program wrote; who changed a file by hand is in no journal, and the protocol
says so. A line that cannot be read is counted, never dropped in silence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lexcollect.duties.table import sheetful
from lexcollect.findings import Finding, Where, finding
from lexcollect.layout import JOURNAL
from lexcollect.records import dataclass
from lexcollect.reporting.tables import Form, Sheetful
from lexcollect.wording import Text, text

_MOST_LINE = 16 << 20
#: A value is shown up to so many characters; the journal has the whole.
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: time of day, matter, by which verb, who (``""``: not said), the place, old and new value."""

    time: str
    folder: str
    command: str
    who: str
    place: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class Protocol:
    """The entries of a day, in order of time; ``torn`` are journals with lines that cannot be read."""

    day: date
    entries: tuple[Entry, ...]
    torn: tuple[tuple[str, int], ...] = ()


def protocol_of(matters: Iterable[Path], root: Path, day: date) -> Protocol:
    """Return what the journals of ``matters`` say of ``day``."""
    entries: list[Entry] = []
    torn = []
    for matter in matters:
        folder = matter.relative_to(root).as_posix() if matter != root else matter.resolve().name
        broken = 0
        for line in _lines(matter):
            if line is None:
                broken += 1
            elif str(line.get("when", "")).startswith(day.isoformat()):
                entries += _entries(folder, line)
        if broken:
            torn.append((folder, broken))
    return Protocol(day, tuple(sorted(entries, key=lambda e: (e.time, e.folder))), tuple(torn))


def _lines(matter: Path) -> Iterator[dict[str, Any] | None]:
    """Yield each line of a journal as data, ``None`` for one that is none."""
    try:
        with (matter / JOURNAL).open("rb") as stream:
            while raw := stream.readline(_MOST_LINE):
                if not raw.strip():
                    continue
                try:
                    data = json.loads(raw)
                except (ValueError, RecursionError):
                    yield None
                    continue
                yield data if isinstance(data, dict) else None
    except OSError:
        return


def _entries(folder: str, line: Mapping[str, Any]) -> Iterator[Entry]:
    time, command = str(line.get("when", ""))[11:19], str(line.get("command", ""))
    who = line.get("who") if isinstance(line.get("who"), str) else ""
    values = line.get("values")
    changed = line.get("changed")
    if isinstance(values, list) and values:
        for one in values:
            if isinstance(one, dict):
                place = _place(one)
                yield Entry(time, folder, command, str(who), place, _value(one.get("old")), _value(one.get("new")))
        return
    files = "、".join(str(name) for name in changed) if isinstance(changed, list) else ""
    yield Entry(time, folder, command, str(who), _cut(files))


def _place(one: Mapping[str, Any]) -> str:
    parts = one.get("place")
    words = ".".join(str(part) for part in parts) if isinstance(parts, list) else str(parts or "")
    return f"{one.get('file', '')} {words}".strip()


def _value(value: Any) -> str:
    if value is None:
        return "—"
    return _cut(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def findings_of(protocol: Protocol) -> tuple[Finding, ...]:
    """Return a warning for each journal with lines that cannot be read."""
    return tuple(finding("LX-R130", Where(f"{folder}/{JOURNAL}"), count=count) for folder, count in protocol.torn)


def table_of(protocol: Protocol, as_of: date, source: str) -> Sheetful:
    """Return the protocol as a table."""
    nobody: Text = text("duties.day.nobody")
    rows = [(e.time, e.folder, e.command, e.who or nobody, e.place, e.old, e.new) for e in protocol.entries]
    names = ("time", "folder", "command", "who", "place", "old", "new")
    people = len({e.who for e in protocol.entries if e.who})
    lines = (text("duties.day.line", day=protocol.day, count=len(rows), people=people),)
    columns = [(name, Form.WORDS) for name in names]
    return sheetful("day", as_of, source, columns, rows, lines=lines, notes=(text("duties.day.by_hand"),))
