"""Archive sources: the files inside a received ZIP.

Owns the reading of ZIP files as they come from Chinese phones and computers: names in GBK, folders of the
operating system between the photographs, bombs. Hands out one file at a time. Refuses encrypted, damaged and
oversized archives; never writes outside the folder it is given and never uses a name from inside the archive
as a path.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lexcollect.bundle.problems import Notes, Unshown

MOST_MEMBERS = 2000
MOST_BYTES = 1 << 30
_CHUNK = 1 << 20
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_SYSTEM = {".ds_store", "thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive, taken out: its name as a person reads it, and where it now lies."""

    name: str
    path: Path


def members(path: Path, folder: Path, notes: Notes) -> Iterator[Member]:
    """Yield the files of the ZIP at ``path`` in the natural order of their names, each written to ``folder``."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = _wanted(archive, notes)
            room = MOST_BYTES
            for number, (name, info) in enumerate(infos):
                target = folder / f"member-{number}"
                room -= _take(archive, info, target, room)
                yield Member(name, target)
                target.unlink(missing_ok=True)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unshown("LX-B011", kind="ZIP") from error


def _wanted(archive: zipfile.ZipFile, notes: Notes) -> list[tuple[str, zipfile.ZipInfo]]:
    infos = [i for i in archive.infolist() if not i.is_dir()]
    if len(infos) > MOST_MEMBERS or sum(i.file_size for i in infos) > MOST_BYTES:
        raise Unshown("LX-B017", limit=MOST_MEMBERS)
    if any(i.flag_bits & _ENCRYPTED for i in infos):
        raise Unshown("LX-B028")
    named = [(member_name(i), i) for i in infos]
    kept = [(n, i) for n, i in named if not _of_the_system(n)]
    if len(kept) < len(named):
        notes.add("LX-B032", count=len(named) - len(kept))
    if not kept:
        raise Unshown("LX-B029")
    return sorted(kept, key=lambda pair: _natural(pair[0]))


def member_name(info: zipfile.ZipInfo) -> str:
    """Return the member's name: UTF-8 where marked or valid, else GB18030, as Chinese systems write it."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for coding in ("utf-8", "gb18030"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _of_the_system(name: str) -> bool:
    parts = re.split(r"[/\\]", name)
    return "__MACOSX" in parts or parts[-1].lower() in _SYSTEM or parts[-1].startswith(("._", "~$"))


def _natural(name: str) -> list[tuple[int, int, str]]:
    return [
        (0, int(p), "") if p.isascii() and p.isdigit() and len(p) < 19 else (1, 0, p) for p in re.split(r"(\d+)", name)
    ]


def _take(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, room: int) -> int:
    """Write one member to ``target`` and return its size; what it claims about its size is not believed."""
    size = 0
    with archive.open(info) as source, target.open("wb") as out:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > room:
                raise Unshown("LX-B017", limit=MOST_MEMBERS)
            out.write(chunk)
    return size
