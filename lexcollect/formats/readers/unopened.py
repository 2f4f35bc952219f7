"""What no other format knows: empty files, files of operating systems, unknown bytes.

Owns the last word of the recogniser, so that every file has a kind.
"""

from __future__ import annotations

from pathlib import Path

from lexcollect.findings import finding
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import Look
from lexcollect.formats.start import Start


def _recognise(start: Start) -> FileKind | None:
    return FileKind.UNKNOWN if start.size else FileKind.EMPTY


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return what the kind alone says."""
    if kind is FileKind.EMPTY:
        return Look(status=Status.EMPTY, findings=[finding("LX-I014")])
    if kind is FileKind.SYSTEM:
        return Look(status=Status.SYSTEM)
    return Look(findings=[finding("LX-I043")])


FORMAT = Format(
    kinds=(FileKind.EMPTY, FileKind.SYSTEM, FileKind.UNKNOWN), mark=Mark.NOTHING, recognise=_recognise, look=look
)
