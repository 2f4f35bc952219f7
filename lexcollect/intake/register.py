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
from pathlib import Path
from typing import Any

from lexcollect.cells import restore
from lexcollect.files import write_text
from lexcollect.findings import Finding, Where, finding
from lexcollect.intake.records import Record
from lexcollect.intake.store import hash_regular
from lexcollect.intake.walk import walk
from lexcollect.layout import MATERIAL_LIST, RAW, REGISTER
from lexcollect.system import reason_of

_SCHEMA = "lexcollect/intake/1"
_HEX = frozenset("0123456789abcdef")


def registered(matter: Path) -> dict[str, str]:
    """Return name → SHA-256 at first intake; empty for a new matter."""
    return _from_cache(matter / REGISTER) or _from_list(matter / MATERIAL_LIST)


def save(matter: Path, digests: Mapping[str, str], records: Iterable[Record]) -> None:
    """Write the register and the records of this run."""
    data = {
        "schema": _SCHEMA,
        "registered": dict(sorted(digests.items())),
        "records": [_plain(record) for record in records],
    }
    write_text(matter / REGISTER, json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n")


def check_material(matter: Path) -> list[Finding]:
    """Return a finding for every stored copy that was changed, lost or added since intake."""
    known = registered(matter)
    seen = walk(matter / RAW)
    findings = list(seen.findings)
    for found in seen.files:
        try:
            digest = hash_regular(found.path)[0]
        except OSError as error:
            findings.append(finding("LX-I024", Where(found.name), reason=reason_of(error)))
            continue
        if known.pop(found.name, digest) != digest:
            findings.append(finding("LX-I027", Where(found.name)))
    return findings + [finding("LX-I028", Where(name)) for name in sorted(known)]


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
        "exclude": record.exclude,
        "dates": [asdict(candidate) for candidate in record.dates],
    }


def _from_cache(path: Path) -> dict[str, str]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}  # the cache is safe to delete; the list is read instead
    found = data.get("registered") if isinstance(data, dict) and data.get("schema") == _SCHEMA else None
    return {k: v for k, v in found.items() if _is_digest(v)} if isinstance(found, dict) else {}


def _from_list(path: Path) -> dict[str, str]:
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    except (OSError, ValueError, csv.Error):
        return {}
    return {restore(row[1]): row[-1] for row in rows[1:] if len(row) > 2 and _is_digest(row[-1])}


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= _HEX
