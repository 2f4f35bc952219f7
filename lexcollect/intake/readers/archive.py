"""Archive reader: what lies inside a zip file, without unpacking it to disk.

Owns safe access to zip containers (also for Office files): the directory is measured before it is read, names
are decoded (UTF-8, GBK written without the flag), members that would leave the folder and bombs are refused.
Never writes a member anywhere.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lexcollect.findings import finding
from lexcollect.intake.limits import (
    MAX_DIRECTORY_BYTES,
    MAX_MEMBER_BYTES,
    MAX_MEMBER_PICTURES,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_MATTERS_FROM,
)
from lexcollect.intake.readers.look import Look
from lexcollect.intake.records import Status
from lexcollect.wording import text

_PICTURES = (".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff", ".bmp", ".webp")
_UTF8_FLAG = 0x800
_DRIVE = re.compile(r"^[A-Za-z]:[/\\]")


class BadZip(Exception):
    """The container cannot be read or is refused; ``reason`` is ``broken``, ``bomb`` or ``traversal``."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive: decoded name, size, whether the name was GBK, whether it needs a password."""

    name: str
    info: zipfile.ZipInfo
    gbk: bool
    encrypted: bool


def open_zip(path: Path) -> zipfile.ZipFile:
    """Open the container at ``path``; :class:`BadZip` when its directory is missing, huge or a bomb."""
    _measure_directory(path)
    try:
        box = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise BadZip("broken") from error
    infos = box.infolist()
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES or any(_swells(info) for info in infos):
        box.close()
        raise BadZip("bomb")
    return box


def read_member(box: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int = MAX_MEMBER_BYTES) -> bytes:
    """Return the bytes of a member; :class:`BadZip` when it is damaged, locked or holds more than it says."""
    if info.file_size > limit:
        raise BadZip("bomb")
    try:
        with box.open(info) as stream:
            data = stream.read(limit + 1)
    except Exception as error:  # zlib, struct, zipfile and codec errors: a damaged member raises any of them
        raise BadZip("broken") from error
    if len(data) > limit:
        raise BadZip("bomb")
    return data


def members(box: zipfile.ZipFile) -> list[Member]:
    """Return the files of the archive with decoded names; :class:`BadZip` for names that leave the folder."""
    found = []
    for info in box.infolist():
        name, gbk = _decoded(info)
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or _DRIVE.match(name) or "\0" in name:
            raise BadZip("traversal")
        if not info.is_dir() and not name.endswith(("/", "\\")):
            found.append(Member(str(path), info, gbk, bool(info.flag_bits & 1)))
    return found


def read(path: Path) -> Look:
    """Return what a zip archive holds: members, pictures, dates of the pictures."""
    look = Look()
    try:
        with open_zip(path) as box:
            _list(box, look)
    except BadZip as bad:
        if bad.reason == "broken":
            look.status = Status.BROKEN
        else:
            look.status = Status.UNREADABLE
            look.findings.append(finding("LX-I029" if bad.reason == "bomb" else "LX-I030"))
    return look


def _list(box: zipfile.ZipFile, look: Look) -> None:
    inside = members(box)
    if any(member.encrypted for member in inside):
        look.status = Status.ENCRYPTED
        return
    useful = [m for m in inside if not _is_system(m.name)]
    pictures = [m for m in useful if m.name.lower().endswith(_PICTURES)]
    look.facts["members"] = str(len(useful))
    look.facts["pictures"] = str(len(pictures))
    look.facts["member_names"] = "\n".join(m.name for m in useful[:200])
    doubled = [name for name, count in Counter(m.name for m in inside).items() if count > 1]
    if doubled:
        look.findings.append(finding("LX-I031", names=tuple(doubled[:3])))
    if any(m.gbk for m in inside):
        look.findings.append(finding("LX-I016", count=len(useful)))
    if len(pictures) > MAX_MEMBER_PICTURES:
        look.findings.append(finding("LX-I050", limit=MAX_MEMBER_PICTURES, unit=text("intake.unit.pictures")))
    _look_at_pictures(box, pictures[:MAX_MEMBER_PICTURES], look)


def _look_at_pictures(box: zipfile.ZipFile, pictures: list[Member], look: Look) -> None:
    from lexcollect.intake.readers import image

    broken = []
    for member in pictures:
        try:
            data = read_member(box, member.info)
        except BadZip:
            broken.append(member.name)
            continue
        look.dates.extend(image.dates_of(data))
    if broken:
        look.findings.append(finding("LX-I032", names=tuple(broken[:3])))


def _is_system(name: str) -> bool:
    last = name.rpartition("/")[2].lower()
    return (
        name.startswith("__MACOSX/")
        or last.startswith(("._", "~$"))
        or last in {"thumbs.db", "desktop.ini", ".ds_store"}
    )


def _decoded(info: zipfile.ZipInfo) -> tuple[str, bool]:
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


def _swells(info: zipfile.ZipInfo) -> bool:
    return info.file_size > RATIO_MATTERS_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1)


def _measure_directory(path: Path) -> None:
    """The end record names count and size of the directory; both are bounded before anything is read."""
    try:
        with path.open("rb") as stream:
            end = stream.seek(0, 2)
            stream.seek(max(0, end - 65_557))
            tail = stream.read()
    except OSError as error:
        raise BadZip("broken") from error
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        raise BadZip("broken")
    count, size = struct.unpack("<HI", tail[at + 10 : at + 16])
    if size != 0xFFFFFFFF and size > MAX_DIRECTORY_BYTES:
        raise BadZip("bomb")
    if size == 0xFFFFFFFF or count == 0xFFFF:  # zip64: only honest archives above 4 GB need it
        raise BadZip("bomb")
