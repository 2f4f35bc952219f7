"""OFD files (版式文档，电子发票常用): recognised, and whether they open.

Owns the sign of an OFD among zip containers. Renders nothing.
"""

from __future__ import annotations

from pathlib import Path

from lexcollect.formats.kinds import FileKind
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import Look
from lexcollect.formats.start import Start
from lexcollect.formats.zipbox import damage_of, open_zip


def _recognise(start: Start) -> FileKind | None:
    return FileKind.OFD if "OFD.xml" in start.members else None


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return that the file opens; its status when it does not."""
    with open_zip(path) as box:
        return Look(findings=damage_of(box))


FORMAT = Format(
    kinds=(FileKind.OFD,),
    mark=Mark.CONTAINER,
    recognise=_recognise,
    look=look,
    promises={"ofd": frozenset({FileKind.OFD})},
)
