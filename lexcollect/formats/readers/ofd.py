"""OFD files (版式文档，电子发票常用): recognised, whether they open, how many pages and signatures they have.

Owns the sign of an OFD among zip containers. Renders nothing and judges no signature: it tells only that there is none
where the tax platform would have put one.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import finding
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.limits import MAX_TEXT_CHARS
from lexcollect.formats.refusals import BadFile
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import Look
from lexcollect.formats.start import Start
from lexcollect.formats.zipbox import damage_of, open_zip

if TYPE_CHECKING:
    from zipfile import ZipFile

#: How the names of signatures end, wherever the folder of the signatures is.
_SIGNATURE = "/Signature.xml"


def _recognise(start: Start) -> FileKind | None:
    return FileKind.OFD if "OFD.xml" in start.members else None


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return pages, signatures and words of the OFD; its status when it does not open."""
    from lexcollect.formats.ofd_pages import invoice_of_ofd, pages_of_ofd

    seen = Look()
    with open_zip(path) as box:
        seen.findings = damage_of(box)
        _count(box, seen)
    with suppress(BadFile):  # a page that cannot be read is told above as a damaged part
        seen.text = "\n".join(pages_of_ofd(path))[:MAX_TEXT_CHARS]
        if seen.facts["signatures"] == "0" and invoice_of_ofd(path):
            seen.findings.append(finding("LX-I260"))
    return seen


def count_pages(path: Path) -> int:
    """Return how many pages the OFD at ``path`` has; :class:`BadFile` when it does not open."""
    from lexcollect.formats.ofd_pages import is_page

    with open_zip(path) as box:
        return sum(map(is_page, box.namelist()))


def _count(box: ZipFile, seen: Look) -> None:
    from lexcollect.formats.ofd_pages import is_page

    names = box.namelist()
    seen.facts["pages"] = str(sum(map(is_page, names)))
    seen.facts["signatures"] = str(sum(name.endswith(_SIGNATURE) for name in names))


FORMAT = Format(
    kinds=(FileKind.OFD,),
    mark=Mark.CONTAINER,
    recognise=_recognise,
    look=look,
    promises={"ofd": frozenset({FileKind.OFD})},
)
