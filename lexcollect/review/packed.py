"""Packed: the pages of the files inside a ZIP, as the package prints them; runs in the painter's process.

Owns which page of which member a page of the archive is. What an archive may hold and the order of its members are
decided in ``formats``; a name inside is never used as a path, and a member without pages here is counted, not shown.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

from lexcollect.formats.kinds import PICTURES, FileKind
from lexcollect.formats.readers.archive import ZipContent
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.shapes import Member

_T = TypeVar("_T")
#: So many pages of an archive are shown; more are told as such by the page.
_MOST = 500


class _Inside(NamedTuple):
    """A member with pages: its number in the archive, what it is, how many pages it has."""

    number: int
    kind: FileKind
    pages: int


class Contents(NamedTuple):
    """What an archive shows: its members with pages, and how many members have none here."""

    shown: tuple[_Inside, ...]
    left: int

    @property
    def pages(self) -> int:
        """How many pages there are together."""
        return sum(one.pages for one in self.shown)


_KNOWN: dict[tuple[str, int, int], Contents] = {}


def contents(path: Path, count: Callable[[FileKind, Path], int]) -> Contents:
    """Return what the ZIP at ``path`` shows, ``count`` telling the pages of one file; looked at once while it stays.

    :class:`BadFile` where it is refused or damaged as a whole.
    """
    state = path.stat()
    key = (str(path), state.st_size, state.st_mtime_ns)
    if key not in _KNOWN:
        _KNOWN.clear()  # one archive is looked at at a time
        _KNOWN[key] = _looked(path, count)
    return _KNOWN[key]


def _looked(path: Path, count: Callable[[FileKind, Path], int]) -> Contents:
    shown: list[_Inside] = []
    left = pages = 0
    for member in ZipContent(path, FileKind.ZIP).members():
        kind, number = _counted(member, count) if pages < _MOST else (FileKind.UNKNOWN, 0)
        if number:
            shown.append(_Inside(member.number, kind, number))
            pages += number
        else:
            left += 1
    return Contents(tuple(shown), left)


def _counted(member: Member, count: Callable[[FileKind, Path], int]) -> tuple[FileKind, int]:
    from lexcollect.formats.recognise import identify

    try:
        with _unpacked(member) as file:
            kind = identify(file, member.name).kind
            return kind, count(kind, file) if kind is FileKind.PDF or kind in PICTURES else 0
    except MemoryError:
        raise
    except Exception:  # a hostile member costs no other
        return FileKind.UNKNOWN, 0


def page_of(
    path: Path, number: int, count: Callable[[FileKind, Path], int], draw: Callable[[FileKind, Path, int], _T]
) -> _T | None:
    """Return what ``draw`` makes of page ``number`` (from 0) of an archive; nothing where it has no such page."""
    for one in contents(path, count).shown:
        if number < one.pages:
            return _drawn(path, one, number, draw)
        number -= one.pages
    return None


def _drawn(path: Path, one: _Inside, number: int, draw: Callable[[FileKind, Path, int], _T]) -> _T:
    for member in ZipContent(path, FileKind.ZIP).members():
        if member.number == one.number:
            with _unpacked(member) as file:
                return draw(one.kind, file, number)
    raise BadFile(Reason.BROKEN)


@contextmanager
def _unpacked(member: Member) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="lexcollect-") as folder:
        place = Path(folder) / "member"
        with place.open("wb") as out:
            for chunk in member.chunks():
                out.write(chunk)
        yield place
