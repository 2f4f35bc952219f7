"""Problems: why a file is not shown, and what was seen while showing it.

Owns :class:`Unshown` and :class:`Notes`, and what a file is by its first bytes. A file that cannot be shown is
never dropped: it becomes a placeholder page and a finding.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lexcollect.findings import Finding, Level, Where, finding


class Unshown(Exception):
    """This source cannot be shown as pages; ``code`` is the finding that says why."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(slots=True)
class Notes:
    """Findings about one source file, gathered while it is turned into pages."""

    name: str
    label: str
    found: list[Finding] = field(default_factory=list)

    def add(self, code: str, *, level: Level | None = None, **params: Any) -> None:
        """Add finding ``code`` about this file."""
        self.found.append(finding(code, Where(self.name, field=self.label), level=level, **params))


_HEIF = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


def sniff(path: Path) -> str:
    """Return what the file is by its content: ``pdf``, ``jpeg``, ``zip`` …, ``empty`` or ``other``."""
    with path.open("rb") as stream:
        head = stream.read(1024)
    if not head:
        return "empty"
    for magic, kind in (
        (b"\xff\xd8\xff", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"II*\0", "tiff"),
        (b"MM\0*", "tiff"),
        (b"GIF8", "gif"),
        (b"BM", "bmp"),
    ):
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in _HEIF else "avif" if head[8:12] in (b"avif", b"avis") else "other"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[:2] == b"PK":
        return "other" if _is_office(path) else "zip"
    if b"%PDF-" in head:
        return "pdf"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith((b"<!doctype html", b"<html", b"<head")) else "other"


def _is_office(path: Path) -> bool:
    """Tell whether a ZIP is really a document: Word, Excel, WPS, OpenDocument, OFD."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()[:200]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return any(n in ("[Content_Types].xml", "mimetype", "OFD.xml") for n in names)
