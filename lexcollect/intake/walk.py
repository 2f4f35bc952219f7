"""Walk: every file below a folder, without leaving it.

Owns the one way this room goes through folders: sorted, bounded, never through links, never raising for
what it meets. Refuses links, devices and names that cannot be written down; each refusal is a finding and
is counted. Reads no file.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Any

from lexcollect.findings import Finding, Where, finding
from lexcollect.intake.limits import MAX_DEPTH, MAX_FILES
from lexcollect.records import dataclass, field
from lexcollect.system import reason_of


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file: its relative POSIX name exactly as stored, and where it lies."""

    name: str
    path: Path


@dataclass(slots=True)
class Walk:
    """What a walk met: files, names of refused entries, findings."""

    files: list[Found] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, name: str, code: str, **params: Any) -> None:
        """Count ``name`` as met but not taken, with finding ``code``."""
        self.refused.append(name)
        self.findings.append(finding(code, Where(name), **params))


def walk(root: Path, *, skip: Collection[Path] = ()) -> Walk:
    """Return every regular file below ``root`` in the order of names; entries in ``skip`` are passed over."""
    seen = Walk()
    left_aside = {os.fspath(path) for path in skip}
    folders: list[tuple[Path, str, int]] = [(root, "", 0)]
    while folders:
        folder, prefix, depth = folders.pop()
        for entry in _entries(folder, prefix, seen):
            if entry.path in left_aside:
                continue
            if len(seen.files) + len(seen.refused) >= MAX_FILES:
                seen.findings.append(finding("LX-I034", Where(prefix or "."), limit=MAX_FILES))
                return _sorted(seen)
            _meet(entry, prefix, depth, seen, folders)
    return _sorted(seen)


def printable(name: str) -> str:
    """Return ``name`` so that it can be shown: odd bytes and control characters written as escapes."""
    raw = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if unicodedata.category(c) != "Cc" else f"\\x{ord(c):02x}" for c in raw)


def _entries(folder: Path, prefix: str, seen: Walk) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        # A folder stands in the list for what nobody could look at; the delivery itself has no name of its own there.
        if prefix:
            seen.refuse(printable(prefix), "LX-I023", reason=reason_of(error))
        else:
            seen.findings.append(finding("LX-I023", Where(folder.name), reason=reason_of(error)))
        return []


def _meet(entry: os.DirEntry[str], prefix: str, depth: int, seen: Walk, folders: list[tuple[Path, str, int]]) -> None:
    name = prefix + entry.name
    shown = printable(name)
    try:
        if entry.is_symlink():
            seen.refuse(shown, "LX-I022")
        elif shown != name or "\\" in name:
            seen.refuse(shown, "LX-I025")
        elif entry.is_dir(follow_symlinks=False):
            if depth + 1 > MAX_DEPTH:
                seen.refuse(shown + "/", "LX-I035", limit=MAX_DEPTH)
            else:
                folders.append((Path(entry.path), name + "/", depth + 1))
        elif entry.is_file(follow_symlinks=False):
            seen.files.append(Found(name, Path(entry.path)))
        else:
            seen.refuse(shown, "LX-I022")
    except OSError as error:
        seen.refuse(shown, "LX-I024", reason=reason_of(error))


def _sorted(seen: Walk) -> Walk:
    seen.files.sort(key=lambda found: found.name)
    seen.refused.sort()
    return seen
