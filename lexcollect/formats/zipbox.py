"""Zip box: safe access to zip containers, for archives and for documents that are zip files inside.

Owns what must be true before a zip is read: its directory is measured first, names are decoded (UTF-8, GBK written
without the flag), members that would leave the folder and bombs are refused. What a member says of its size is not
believed. Never writes a member anywhere.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from lexcollect.files import open_regular
from lexcollect.findings import Finding, finding
from lexcollect.formats.limits import (
    MAX_CHECKED_BYTES,
    MAX_DIRECTORY_BYTES,
    MAX_MEMBER_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_MATTERS_FROM,
)
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.system_names import in_system_folder, is_leaving, is_system_name
from lexcollect.patterns import regex
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_DRIVE = regex(r"^[A-Za-z]:[/\\]")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A file inside a zip: decoded name, whether the name was GBK, whether it needs a password."""

    name: str
    info: ZipInfo
    gbk: bool
    encrypted: bool

    @property
    def is_system(self) -> bool:
        """Tell whether an operating system left it beside the documents."""
        return in_system_folder(self.name) or is_system_name(self.name) or is_leaving(self.name, self.info.file_size)


@contextmanager
def open_zip(source: Path | BinaryIO) -> Iterator[ZipFile]:
    """Open the container; :class:`BadFile` when its directory is missing, huge or a bomb."""
    import zipfile

    with ExitStack() as stack:
        stream = stack.enter_context(open_regular(source)) if isinstance(source, Path) else source
        _measure_directory(stream)
        try:
            box = stack.enter_context(zipfile.ZipFile(stream))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
            raise BadFile(Reason.BROKEN) from error
        infos = box.infolist()
        unpacked = sum(info.file_size for info in infos)
        if len(infos) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES or any(_swells(info) for info in infos):
            raise BadFile(Reason.TOO_MUCH)
        yield box


def entries(box: ZipFile) -> list[Entry]:
    """Return the files of the archive with decoded names; :class:`BadFile` for names that leave the folder."""
    found = []
    for info in box.infolist():
        name, gbk = decoded_name(info)
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or _DRIVE.match(name) or "\0" in name:
            raise BadFile(Reason.LEAVES)
        # Not is_dir(): before Python 3.12 it stumbles over a member without a name.
        if not name.endswith(("/", "\\")):
            found.append(Entry(str(path), info, gbk, bool(info.flag_bits & _ENCRYPTED_FLAG)))
    return found


def read_member(box: ZipFile, info: ZipInfo, limit: int = MAX_MEMBER_BYTES) -> bytes:
    """Return the bytes of a member; :class:`BadFile` when it is damaged, locked or holds more than ``limit``."""
    if info.file_size > limit:
        raise BadFile(Reason.TOO_MUCH)
    return b"".join(chunks(box, info, limit))


def chunks(box: ZipFile, info: ZipInfo, limit: int) -> Iterator[bytes]:
    """Yield the bytes of a member in pieces; :class:`BadFile` when it is damaged or holds more than ``limit``."""
    size = 0
    try:
        with box.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    break
                yield chunk
    except Exception as error:  # zlib, struct, zipfile and codec errors: a damaged member raises any of them
        raise BadFile(Reason.BROKEN) from error
    if size > limit:
        raise BadFile(Reason.TOO_MUCH)


def damaged_in(box: ZipFile, inside: Sequence[ZipInfo]) -> tuple[list[str], int]:
    """Return the names of members that cannot be read to their end, and how many were not looked at for their size."""
    damaged: list[str] = []
    left = MAX_CHECKED_BYTES
    for number, info in enumerate(inside):
        try:
            for chunk in chunks(box, info, left):
                left -= len(chunk)
        except BadFile as bad:
            if bad.reason is Reason.TOO_MUCH:
                return damaged, len(inside) - number
            damaged.append(decoded_name(info)[0])
    return damaged, 0


def damage_of(box: ZipFile) -> list[Finding]:
    """Return what is told of a document that is a zip inside and holds parts that cannot be read."""
    damaged, _ = damaged_in(box, box.infolist())
    return [finding("LX-I072", count=len(damaged), names=tuple(damaged[:3]))] if damaged else []


def decoded_name(info: ZipInfo) -> tuple[str, bool]:
    """Return a member's name and whether it was GBK: UTF-8 where marked or valid, else as Chinese systems write."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename, False
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename, False
    for encoding, gbk in (("utf-8", False), ("gb18030", True)):
        try:
            return raw.decode(encoding), gbk
        except UnicodeDecodeError:
            continue
    return info.filename, False


def natural(name: str) -> list[tuple[int, int, str]]:
    """Return what names are sorted by so that 照片2 stands before 照片10."""
    return [
        (0, int(p), "") if p.isascii() and p.isdigit() and len(p) < 19 else (1, 0, p) for p in re.split(r"(\d+)", name)
    ]


def _swells(info: ZipInfo) -> bool:
    return info.file_size > RATIO_MATTERS_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1)


def _measure_directory(stream: BinaryIO) -> None:
    """The end record names count and size of the directory; both are bounded before anything is read."""
    end = stream.seek(0, 2)
    stream.seek(max(0, end - 65_557))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        raise BadFile(Reason.BROKEN)
    count, size = struct.unpack("<HI", tail[at + 10 : at + 16])
    if size != 0xFFFFFFFF and size > MAX_DIRECTORY_BYTES:
        raise BadFile(Reason.TOO_MUCH)
    if size == 0xFFFFFFFF or count == 0xFFFF:  # zip64: only honest archives above 4 GB need it
        raise BadFile(Reason.TOO_MUCH)
