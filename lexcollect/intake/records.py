"""Records: what is known of each file of the raw material after one look.

Owns the plain shapes: :class:`FileKind`, :class:`Status`, :class:`DateCandidate`, :class:`Record`,
:class:`Summary`, :class:`Intake`. Refuses nothing; knows nothing of evidence numbers, cases or pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from lexcollect.findings import Finding
from lexcollect.wording import Text


class FileKind(StrEnum):
    """What a file is by its content, never by its name."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    HEIC = "heic"
    AVIF = "avif"
    TIFF = "tiff"
    BMP = "bmp"
    GIF = "gif"
    WEBP = "webp"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    OFD = "ofd"
    OLE = "ole"  # older Office, WPS and Outlook containers
    ZIP = "zip"
    ARCHIVE = "archive"  # rar, 7z, gz, tar: known, not opened
    MAIL = "mail"
    CHAT = "chat"
    CSV = "csv"
    HTML = "html"
    XML = "xml"
    RTF = "rtf"
    AUDIO = "audio"
    VIDEO = "video"
    TEXT = "text"
    EMPTY = "empty"
    SYSTEM = "system"  # lock files, thumbnails and folder settings of operating systems
    UNKNOWN = "unknown"


#: The kinds that a picture reader can show as one page.
PICTURES = frozenset(
    {
        FileKind.JPEG,
        FileKind.PNG,
        FileKind.HEIC,
        FileKind.AVIF,
        FileKind.TIFF,
        FileKind.BMP,
        FileKind.GIF,
        FileKind.WEBP,
    }
)


class Status(StrEnum):
    """What became of a file: every file has exactly one status, so that the counts add up."""

    USABLE = "usable"
    DUPLICATE = "duplicate"  # byte for byte the same as another file
    NEAR_DUPLICATE = "near_duplicate"  # the same picture, stored anew
    BROKEN = "broken"
    EMPTY = "empty"
    SYSTEM = "system"
    ENCRYPTED = "encrypted"
    UNREADABLE = "unreadable"  # the system did not let us read it, or it was refused


def _no_facts() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A day this file may belong to, and where the day comes from (``exif``, ``name``, ``mail`` …).

    Candidates are proposals: nothing is decided here, and the modification time of a file is never one.
    """

    day: date
    source: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One file of the raw material.

    ``name`` is the relative POSIX path as received; ``sha256`` and ``size`` are those of the exact bytes;
    ``twin`` names the file this one duplicates, or the intact one of a broken file; ``facts`` holds what the
    readers saw (pages, page size, turn, sheets …) as text; ``exclude`` is the key of the reason for which
    the file is proposed to be left out, empty when there is none.
    """

    name: str
    size: int
    sha256: str
    kind: FileKind
    status: Status = Status.USABLE
    twin: str = ""
    dates: tuple[DateCandidate, ...] = ()
    facts: Mapping[str, str] = field(default_factory=_no_facts)
    exclude: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of an intake; :attr:`total` is the sum of the statuses and of nothing else."""

    counts: Mapping[Status, int]
    added: tuple[str, ...] = ()
    unchanged: int = 0
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    lines: tuple[Text, ...] = ()

    @property
    def total(self) -> int:
        """Return the number of files seen."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Intake:
    """What one intake found: a record for every file, the findings, and the counts."""

    records: tuple[Record, ...]
    findings: tuple[Finding, ...]
    summary: Summary
