"""Sniff: what a file is, by its content.

Owns the decision on :class:`FileKind` from the first bytes and, for containers and text, from their structure. A
file's name decides nothing except that small files of operating systems are called that. Opens no payload.
"""

from __future__ import annotations

import re
from pathlib import Path

from lexcollect.intake.limits import HEAD_BYTES
from lexcollect.intake.records import FileKind
from lexcollect.intake.store import open_regular

_MAGIC: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
    (b"II*\0", FileKind.TIFF),
    (b"MM\0*", FileKind.TIFF),
    (b"Rar!\x1a\x07", FileKind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"{\\rtf", FileKind.RTF),
    (b"#!AMR", FileKind.AUDIO),
    (b"\x02#!SILK", FileKind.AUDIO),
    (b"#!SILK", FileKind.AUDIO),
    (b"ID3", FileKind.AUDIO),
    (b"\xff\xfb", FileKind.AUDIO),
    (b"OggS", FileKind.AUDIO),
    (b"fLaC", FileKind.AUDIO),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_AUDIO_BRANDS = frozenset({b"M4A ", b"M4B ", b"3ga "})
_SYSTEM_NAMES = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".localized", "icon\r"})
#: An owner file of Word has 162 or 165 bytes; anything larger under such a name is somebody's document.
_SMALL = 8192
_MAIL_HEADER = re.compile(
    r"^(?:from|to|cc|date|subject|message-id|mime-version|received|return-path|delivered-to|x-mailer|"
    r"content-type|reply-to|sender|in-reply-to)\s*:",
    re.IGNORECASE,
)
_HEADER_LINE = re.compile(r"^(?:[!-9;-~]+:|[ \t])")


def recognise(path: Path, name: str = "") -> FileKind:
    """Return what the file at ``path`` is; ``name`` is its relative name. :class:`OSError` when unreadable."""
    with open_regular(path) as stream:
        size = stream.seek(0, 2)
        stream.seek(0)
        head = stream.read(HEAD_BYTES)
    kind = _by_content(path, head, size)
    return FileKind.SYSTEM if _is_system(name or path.name, kind, size) else kind


def _by_content(path: Path, head: bytes, size: int) -> FileKind:
    if size == 0:
        return FileKind.EMPTY
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(_OLE):
        return FileKind.OLE
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _container(path)
    return _boxed(head) or _worded(head, size)


def _boxed(head: bytes) -> FileKind | None:
    """Formats whose mark stands a few bytes in: ISO media, RIFF, BMP, tar."""
    if head[4:8] == b"ftyp":
        brands = {head[8:12]} | {head[i : i + 4] for i in range(16, min(int.from_bytes(head[:4]), 256), 4)}
        if brands & _AVIF_BRANDS:
            return FileKind.AVIF
        if brands & _HEIC_BRANDS:
            return FileKind.HEIC
        return FileKind.AUDIO if head[8:12] in _AUDIO_BRANDS else FileKind.VIDEO
    if head[:4] == b"RIFF":
        return {b"WEBP": FileKind.WEBP, b"WAVE": FileKind.AUDIO, b"AVI ": FileKind.VIDEO}.get(head[8:12])
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return FileKind.BMP
    return FileKind.ARCHIVE if head[257:262] == b"ustar" else None


def _container(path: Path) -> FileKind:
    from lexcollect.intake.readers.archive import BadZip, open_zip

    try:
        with open_zip(path) as box:
            names = set(box.namelist())
    except BadZip:
        return FileKind.ZIP
    if "[Content_Types].xml" in names:
        for folder, kind in (("word/", FileKind.DOCX), ("xl/", FileKind.XLSX), ("ppt/", FileKind.PPTX)):
            if any(name.startswith(folder) for name in names):
                return kind
    return FileKind.OFD if "OFD.xml" in names else FileKind.ZIP


def _worded(head: bytes, size: int) -> FileKind:
    from lexcollect.intake.readers.text import decode

    decoded = decode(head, whole=size <= len(head))
    if decoded is None:
        return FileKind.UNKNOWN
    text = decoded[0].removeprefix("\ufeff")
    start = text.lstrip()[:2000].lower()
    if start.startswith(("<!doctype html", "<html")):
        return FileKind.HTML
    if start.startswith("<?xml"):
        return FileKind.XML
    if _is_mail(text):
        return FileKind.MAIL
    return _table(text)


def _is_mail(text: str) -> bool:
    known = 0
    for line in text.splitlines()[:80]:
        if not line or not _HEADER_LINE.match(line):
            break
        known += bool(_MAIL_HEADER.match(line))
    return known >= 3


def _table(text: str) -> FileKind:
    from lexcollect.intake.readers.chat_csv import is_head

    lines = [line for line in text.splitlines()[:6] if line]
    if not lines:
        return FileKind.TEXT
    if is_head(lines[0]):
        return FileKind.CHAT
    commas = [line.count(",") for line in lines]
    return FileKind.CSV if len(lines) > 1 and commas[0] > 1 and len(set(commas)) == 1 else FileKind.TEXT


def _is_system(name: str, kind: FileKind, size: int) -> bool:
    folders, _, last = name.rpartition("/")
    if "__MACOSX" in folders.split("/"):
        return True
    if last.lower() in _SYSTEM_NAMES:
        return kind in (FileKind.UNKNOWN, FileKind.TEXT, FileKind.EMPTY, FileKind.OLE)
    marked = last.startswith(("~$", "._")) or (last.startswith(".~lock.") and last.endswith("#"))
    return marked and size <= _SMALL and kind in (FileKind.UNKNOWN, FileKind.TEXT, FileKind.EMPTY)
