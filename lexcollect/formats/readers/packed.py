"""Other archives (rar, 7z, gz, tar): recognised, not opened.

Owns their marks. The user is asked to unpack them by hand: no reader of ours is safe enough for them.
"""

from __future__ import annotations

from pathlib import Path

from lexcollect.findings import finding
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import Look
from lexcollect.formats.start import Start

_MAGIC = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")


def _recognise(start: Start) -> FileKind | None:
    return FileKind.ARCHIVE if start.head.startswith(_MAGIC) else None


def _tar(start: Start) -> FileKind | None:
    return FileKind.ARCHIVE if start.head[257:262] == b"ustar" else None


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return that the archive was not opened."""
    return Look(findings=[finding("LX-I042")])


_ARCHIVE = frozenset({FileKind.ARCHIVE})

FORMAT = Format(
    kinds=(FileKind.ARCHIVE,),
    mark=Mark.FIRST_BYTES,
    recognise=_recognise,
    look=look,
    also={Mark.NEAR: _tar},
    promises=dict.fromkeys(("rar", "7z", "gz", "tgz", "tar"), _ARCHIVE),
)
