"""Register: what was taken in, with the hash of the first day.

Owns the memory of a matter's raw material: once a name is registered its hash never changes, so that a later
change or loss is seen. Written as ``.lexcollect/intake.json``; the list ``2-整理/材料清单.csv`` carries the same
hashes and is read when the cache was deleted. Never repairs a copy.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from lexcollect.cells import restore
from lexcollect.files import read_bounded
from lexcollect.formats.encodings import decode
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.intake.limits import MAX_REGISTER_BYTES
from lexcollect.intake.origin import About
from lexcollect.intake.private_words import FACT, GRAVE, unpacked
from lexcollect.intake.records import SOUND, Record
from lexcollect.layout import MATERIAL_LIST, REGISTER
from lexcollect.wording import LANGUAGES, say

_SCHEMA = "lexcollect/intake/1"
_HEX = frozenset("0123456789abcdef")


class Remembered(NamedTuple):
    """What the last intake saw of a file: size in bytes, SHA-256, kind, questions and private words of a chat.

    As far as they are still known.
    """

    size: int
    sha256: str
    kind: FileKind
    asks: tuple[About, ...] = ()
    private: str = ""


class Seen(NamedTuple):
    """What intake saw of a file, for whoever lists the material: status, twin, questions, dates with their source."""

    status: Status
    kind: FileKind
    twin: str
    asks: tuple[About, ...]
    dates: tuple[tuple[str, str], ...]
    facts: Mapping[str, str]

    @property
    def questions(self) -> tuple[About, ...]:
        """Every question that may be put about the file, whichever messages of a chat are handed in."""
        grave = any(mark.kind == GRAVE for mark in unpacked(self.facts.get(FACT, "")))
        return tuple(about for about in About if about in self.asks or (grave and about is About.PRIVILEGED))


def seen(matter: Path) -> dict[str, Seen]:
    """Return what the last intake saw of each file, by name; without the register only what the list remembers."""
    found = _cache(matter / REGISTER).get("records")
    try:
        return {
            one["name"]: Seen(
                Status(one["status"]),
                FileKind(one["kind"]),
                str(one["twin"]),
                tuple(About(about) for about in one["asks"]),
                tuple((date.fromisoformat(d["day"]).isoformat(), str(d["source"])) for d in one["dates"]),
                {str(key): str(value) for key, value in one["facts"].items()},
            )
            for one in (found if isinstance(found, list) else ())
        } or _only_listed(matter)
    except (KeyError, TypeError, ValueError, AttributeError):
        return _only_listed(matter)


def _only_listed(matter: Path) -> dict[str, Seen]:
    listed = _listed(matter / MATERIAL_LIST)
    return {name: Seen(Status.USABLE, one.kind, "", one.asks, (), {}) for name, one in listed.items()}


def sound_files(matter: Path) -> frozenset[str]:
    """Return the SHA-256 of every file in which the last intake looked for damage and found none."""
    found = _cache(matter / REGISTER).get("records")
    try:
        return frozenset(
            str(one["sha256"]) for one in (found if isinstance(found, list) else ()) if one["facts"].get(SOUND) == "yes"
        )
    except (KeyError, TypeError, AttributeError):
        return frozenset()


def remembered(matter: Path) -> dict[str, Remembered]:
    """Return what the last intake saw, by name; empty for a new matter. Reads no raw material."""
    return _records(matter / REGISTER) or _listed(matter / MATERIAL_LIST)


def registered(matter: Path) -> dict[str, str]:
    """Return name → SHA-256 at first intake; empty for a new matter."""
    return _digests(matter / REGISTER) or {name: one.sha256 for name, one in _listed(matter / MATERIAL_LIST).items()}


def register_bytes(digests: Mapping[str, str], records: Iterable[Record]) -> bytes:
    """Return the register with the records of this run as it is written to disk."""
    data = {
        "schema": _SCHEMA,
        "registered": dict(sorted(digests.items())),
        "records": [_plain(record) for record in records],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n").encode("utf-8")


def contradicted(matter: Path) -> list[str]:
    """Return the names of which register and list say different things, or only the list says anything.

    Rows that a user took out of the list contradict nothing, nor do names in which saving lost a character; without one
    of the two there is nothing to contradict.
    """
    known = _digests(matter / REGISTER)
    contents = set(known.values())
    listed = {n: one.sha256 for n, one in _listed(matter / MATERIAL_LIST).items()} if known else {}
    return [n for n, digest in listed.items() if (known[n] != digest if n in known else digest not in contents)]


def _plain(record: Record) -> dict[str, Any]:
    facts = dict(record.facts)
    return {**{k: v for k, v in _fields(record).items() if k != "facts"}, "facts": facts}


def _fields(record: Record) -> dict[str, Any]:
    return {
        "name": record.name,
        "size": record.size,
        "sha256": record.sha256,
        "kind": record.kind.value,
        "status": record.status.value,
        "twin": record.twin,
        "asks": [about.value for about in record.asks],
        "dates": [asdict(candidate) for candidate in record.dates],
    }


def _cache(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(read_bounded(path, MAX_REGISTER_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}  # the cache is safe to delete; the list is read instead
    return data if isinstance(data, dict) and data.get("schema") == _SCHEMA else {}


def _digests(path: Path) -> dict[str, str]:
    found = _cache(path).get("registered")
    return {k: v for k, v in found.items() if _is_digest(v)} if isinstance(found, dict) else {}


def _records(path: Path) -> dict[str, Remembered]:
    found = _cache(path).get("records")
    try:
        return {
            one["name"]: Remembered(
                int(one["size"]),
                one["sha256"],
                FileKind(one["kind"]),
                tuple(About(about) for about in one["asks"]),
                str(one["facts"].get(FACT, "")),
            )
            for one in (found if isinstance(found, list) else ())
            if _is_digest(one["sha256"])
        }
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}  # of another version, or damaged: as good as deleted


def _listed(path: Path) -> dict[str, Remembered]:
    """Return what the list says, which a user may have opened and saved; a lost file has no size there."""
    try:
        found = decode(read_bounded(path, MAX_REGISTER_BYTES))  # Excel saves it as GBK, or as UTF-16 with tabs
        text = found[0] if found else ""
        mark = "\t" if "\t" in text.partition("\n")[0] else ","
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except (OSError, csv.Error):
        return {}
    kinds = {say(f"formats.kind.{kind}", lang): kind for kind in FileKind for lang in LANGUAGES}
    words = {say(f"intake.exclude.{about}", lang): about for about in About for lang in LANGUAGES}
    known = {}
    for _, name, kind, size, *more in (row for row in rows[1:] if len(row) > 4 and _is_digest(row[-1])):
        measured = int(size) if size.isascii() and size.isdecimal() else -1
        asks = tuple(words[word] for word in more[:-1] if word in words)
        known[restore(name)] = Remembered(measured, more[-1], kinds.get(kind, FileKind.UNKNOWN), asks)
    return known


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= _HEX
