"""Kinds: what a file is by its content, and what became of it.

Owns :class:`FileKind` and :class:`Status`. Refuses nothing; imports nothing, so that every room may speak of kinds.
"""

from __future__ import annotations

from enum import StrEnum


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
    ODF = "odf"  # OpenDocument: text, sheet, slides
    PACKAGE = "package"  # other documents that are zip files inside: XPS, Visio, EPUB
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
    DUPLICATE = "duplicate"  # byte for byte, or in every frame pixel for pixel, the same as another file
    BROKEN = "broken"
    EMPTY = "empty"
    SYSTEM = "system"
    ENCRYPTED = "encrypted"
    UNREADABLE = "unreadable"  # the system did not let us read it, or it was refused
