"""Older Office, WPS and Outlook containers (OLE2): recognised; whether they are locked is seen.

Owns the mark of the container and the sign of an encrypted document. Opens no stream.
"""

from __future__ import annotations

from pathlib import Path

from lexcollect.files import open_regular
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.limits import HEAD_BYTES
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import Look
from lexcollect.formats.start import Start

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
#: An encrypted Word, Excel or PowerPoint file is such a container, whatever its name promises.
_OFFICE = frozenset({FileKind.OLE})


def _recognise(start: Start) -> FileKind | None:
    return FileKind.OLE if start.head.startswith(_MAGIC) else None


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return whether the container holds an encrypted document."""
    with open_regular(path) as stream:
        locked = _LOCKED in stream.read(HEAD_BYTES * 4)
    return Look(status=Status.ENCRYPTED if locked else Status.USABLE)


FORMAT = Format(
    kinds=(FileKind.OLE,),
    mark=Mark.FIRST_BYTES,
    recognise=_recognise,
    look=look,
    promises=dict.fromkeys(("doc", "xls", "ppt", "msg", "docx", "xlsx", "pptx"), _OFFICE),
)
