"""Examine: one file → what its reader saw.

Owns which reader looks at which kind. Knows nothing of the other files.
"""

from __future__ import annotations

from pathlib import Path

from lexcollect.findings import Where, finding
from lexcollect.intake.limits import HEAD_BYTES
from lexcollect.intake.name_dates import dates_in_name
from lexcollect.intake.readers.look import Look
from lexcollect.intake.records import PICTURES, FileKind, Status
from lexcollect.system import reason_of
from lexcollect.wording import text

#: What the end of a name promises; a promise that content breaks is reported.
_PROMISED: dict[str, frozenset[FileKind]] = {
    "pdf": frozenset({FileKind.PDF}),
    "jpg": frozenset({FileKind.JPEG}),
    "jpeg": frozenset({FileKind.JPEG}),
    "png": frozenset({FileKind.PNG}),
    "heic": frozenset({FileKind.HEIC}),
    "docx": frozenset({FileKind.DOCX, FileKind.OLE}),
    "xlsx": frozenset({FileKind.XLSX, FileKind.OLE}),
    "pptx": frozenset({FileKind.PPTX, FileKind.OLE}),
    "ofd": frozenset({FileKind.OFD}),
    "zip": frozenset({FileKind.ZIP}),
    "eml": frozenset({FileKind.MAIL}),
}
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_SILENT = frozenset({FileKind.SYSTEM, FileKind.EMPTY})


def examine(path: Path, name: str, kind: FileKind) -> Look:
    """Return one look at the file, its findings placed at ``name``; never raises for what the file holds."""
    try:
        look = _read(path, name, kind)
    except OSError as error:
        look = Look(status=Status.UNREADABLE)
        look.findings.append(finding("LX-I024", reason=reason_of(error)))
    except Exception as error:  # a reader that meets what nobody foresaw must not stop the other files
        look = Look(status=Status.UNREADABLE)
        look.findings.append(finding("LX-I049", kind=type(error).__name__))
    if kind not in _SILENT:
        look.dates.extend(dates_in_name(name))
        _broken_promise(name, kind, look)
    look.findings = [found.at(Where(name)) for found in look.findings]
    return look


def _read(path: Path, name: str, kind: FileKind) -> Look:
    """Import a reader only when a file needs it: the PDF and picture libraries are heavy."""
    from lexcollect.intake.readers import archive, chat_csv, image, mail, office, pdf
    from lexcollect.intake.readers import text as plain

    if kind in PICTURES:
        return image.read(path, kind)
    if kind is FileKind.PDF:
        return pdf.read(path)
    if kind in (FileKind.DOCX, FileKind.XLSX, FileKind.PPTX, FileKind.OFD):
        return office.read(path, kind)
    if kind is FileKind.ZIP:
        return archive.read(path)
    if kind is FileKind.MAIL:
        return mail.read(path)
    if kind is FileKind.CHAT:
        return chat_csv.read(path, name)
    if kind in (FileKind.TEXT, FileKind.CSV, FileKind.XML, FileKind.HTML, FileKind.RTF):
        return plain.read(path)
    return _unopened(path, kind)


def _unopened(path: Path, kind: FileKind) -> Look:
    look = Look()
    if kind is FileKind.EMPTY:
        look.status = Status.EMPTY
        look.findings.append(finding("LX-I014"))
    elif kind is FileKind.SYSTEM:
        look.status = Status.SYSTEM
    elif kind is FileKind.ARCHIVE:
        look.findings.append(finding("LX-I042"))
    elif kind is FileKind.UNKNOWN:
        look.findings.append(finding("LX-I043"))
    elif kind is FileKind.OLE and _LOCKED_OFFICE in _head(path):
        look.status = Status.ENCRYPTED
    return look


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(HEAD_BYTES * 4)


def _broken_promise(name: str, kind: FileKind, look: Look) -> None:
    ending = name.rpartition("/")[2].rpartition(".")[2].lower()
    promised = _PROMISED.get(ending)
    if promised and kind not in promised and look.status is not Status.BROKEN:
        look.facts["named"] = ending
        look.findings.append(finding("LX-I003", kind=text(f"intake.kind.{kind}"), ending=ending))
