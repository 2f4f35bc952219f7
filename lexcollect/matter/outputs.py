"""Outputs: where a file or a folder that the user names may be written, and over what.

Owns the one decision for every option that names a place to write to. Nothing is written into raw material, a package,
the journal or the cache of any matter, by whatever spelling, link or mount the place is named; over an existing file
only when that is of the same kind and this program wrote it. Writes nothing.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.files import read_bounded
from lexcollect.findings import Refused, Where, finding
from lexcollect.layout import CACHE, FOLDERS, LOG, PACKAGES, RAW
from lexcollect.matter.layout import is_link, is_matter, refuse_odd_bytes
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.findings import Finding

#: Folders of a matter that hold what was received, what was handed on, and the memory of both.
_KEPT = (RAW, PACKAGES, LOG, CACHE)
#: Nothing we write is larger.
_MOST_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class OutputKind:
    """A kind of file that the user may name: its ending, and how one that this program wrote is known."""

    ending: str
    ours: Callable[[bytes], bool]


def _our_calendar(data: bytes) -> bool:
    head = data[:400].split(b"\r\n")
    return head[:1] == [b"BEGIN:VCALENDAR"] and any(line.startswith(b"PRODID:-//lexcollect//") for line in head)


def _a_rate_table(data: bytes) -> bool:
    from lexcollect.law.rate_update import is_table

    return is_table(data)


def _a_notice(data: bytes) -> bool:
    from lexcollect.law.holiday_update import is_notice

    return is_notice(data)


#: A calendar file (.ics) of deadlines.
CALENDAR = OutputKind(".ics", _our_calendar)
#: A local table of rates (.csv), also one typed by hand.
RATES = OutputKind(".csv", _a_rate_table)
#: The local table of holiday notices (.csv), also one typed by hand.
HOLIDAYS = OutputKind(".csv", _a_notice)


def refuse_output(path: Path, kind: OutputKind, matters: Iterable[Path] = ()) -> None:
    """:class:`Refused` unless ``path`` may be written as a file of ``kind``: a new one, or one of ours of that kind.

    ``matters`` are the matters the run is about: their folders are known by what they are, not by name only.
    """
    found = _place_findings(path, matters, _KEPT)
    if is_link(path):
        found.append(finding("LX-A126", Where(str(path))))
    elif path.suffix.lower() != kind.ending:
        found.append(finding("LX-A127", Where(str(path)), ending=kind.ending))
    elif os.path.lexists(path) and not _is_ours(path, kind):
        found.append(finding("LX-A128", Where(str(path))))
    if found:
        raise Refused(found)


def refuse_place(path: Path) -> None:
    """:class:`Refused` when ``path`` is a link, or lies in raw material, a package, journal or cache of a matter.

    For files whose caller knows by itself what may be written over.
    """
    found = _place_findings(path, (), _KEPT)
    if is_link(path):
        found.append(finding("LX-A126", Where(str(path))))
    if found:
        raise Refused(found)


def refuse_folder(path: Path) -> None:
    """:class:`Refused` when ``path`` lies in a folder of a matter, or in a package: no place for a new matter."""
    refuse_odd_bytes(path)
    if found := _place_findings(path, (), (*FOLDERS, CACHE)):
        raise Refused(found)


def matter_around(path: Path) -> Path | None:
    """Return the matter in whose folder ``path`` lies, if it lies in one."""
    real = Path(os.path.realpath(path))
    return next((folder for folder in real.parents if is_matter(folder)), None)


def _place_findings(path: Path, matters: Iterable[Path], kept: tuple[str, ...]) -> list[Finding]:
    place = _inside(path, matters, kept)
    return [finding("LX-A125", Where(str(path)), place=place)] if place else []


def _inside(path: Path, matters: Iterable[Path], kept: tuple[str, ...]) -> str:
    """Return the name of the kept folder that ``path`` lies in or stands for; nothing when it lies in none."""
    real = Path(os.path.realpath(path))
    names = {_spelled(name): name for name in kept}
    same = {found: name for matter in matters for name in kept if (found := _identity(matter / name))}
    for folder in (real, *real.parents):
        if name := names.get(_spelled(folder.name)) or same.get(_identity(folder) or (0, 0)):
            return name
        if (folder / "bagit.txt").is_file():
            return folder.name
    return ""


def _spelled(name: str) -> str:
    """Return a name so that two that a file system may take for one are alike."""
    return unicodedata.normalize("NFKC", name).casefold().rstrip(". ")


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found.st_ino else None


def _is_ours(path: Path, kind: OutputKind) -> bool:
    try:
        return kind.ours(read_bounded(path, _MOST_BYTES))
    except OSError:
        return False  # a folder, a device, or what cannot be read: not ours to replace
