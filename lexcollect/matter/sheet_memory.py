"""Sheet memory: which sheets the program wrote, so that one which somebody changed is known by its bytes.

Owns ``.lexcollect/sheets.json`` (name → SHA-256), the names a sheet may have, and the mark that a spreadsheet program
leaves beside a file it holds open. Reads no sheet. A forgotten memory costs a comparison, never an answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from lexcollect.files import read_bounded, sha256_bytes, sha256_file
from lexcollect.layout import CASE_SHEET, EVIDENCE_SHEET, SHEET_MEMORY

#: The sheets of a matter.
SHEETS = (EVIDENCE_SHEET, CASE_SHEET)
_MOST_BYTES = 1 << 16


def names_of(sheet: str) -> tuple[str, str]:
    """Return where a sheet lies, and where it is written while somebody holds it open."""
    stem, _, ending = sheet.rpartition(".")
    return sheet, f"{stem}(1).{ending}"


def handed_in(folder: Path, sheet: str) -> list[str]:
    """Return under which of its names ``sheet`` is not as the program wrote it: somebody saved it since."""
    known = remembered(folder)
    return [
        name
        for name in names_of(sheet)
        if (folder / name).is_file() and not (folder / name).is_symlink() and known.get(name) != _digest(folder / name)
    ]


def is_open(path: Path) -> bool:
    """Tell whether a spreadsheet program holds the sheet at ``path`` open: Excel and WPS, or LibreOffice."""
    return any((path.parent / mark).exists() for mark in (f"~${path.name}", f".~lock.{path.name}#"))


def remembered(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each sheet as it was written last, by name."""
    try:
        read = json.loads(read_bounded(folder / SHEET_MEMORY, _MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return {name: digest for name, digest in read.items() if isinstance(digest, str)} if isinstance(read, dict) else {}


def memory_bytes(folder: Path, written: Mapping[str, bytes]) -> bytes:
    """Return the memory after the sheets ``written``, as it is written to disk."""
    known = remembered(folder) | {name: sha256_bytes(raw) for name, raw in written.items()}
    return (json.dumps(dict(sorted(known.items())), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _digest(path: Path) -> str:
    try:
        return sha256_file(path)
    except OSError:
        return ""
