"""Packed: the pages of the files inside a ZIP, as the package prints them; runs in the painter's process.

Owns which page of which member a page of the archive is, and the list of its members by name. What an archive may hold
and the order of its members are decided in ``formats``; a name inside is never used as a path. A member without pages
here is named, not shown; of an archive inside the names are read and nothing is unpacked, as the package prints none.
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
_WITH_PAGES = frozenset((FileKind.PDF, FileKind.OFD, *PICTURES))
#: So many pages of an archive are shown; more are told as such by the page.
_MOST = 500
#: So many members are named, so many of an archive inside, and so many characters of one name.
_NAMED, _NAMED_WITHIN, _NAME = 300, 30, 120


class _Inside(NamedTuple):
    """A member with pages: its number in the archive, what it is, how many pages it has."""

    number: int
    kind: FileKind
    pages: int


class Listed(NamedTuple):
    """A member as it is listed: its name, what it is, its first page among those of the archive (0: none) and its last.

    ``within`` are the names of the files of an archive inside, ``more`` says how many it has besides.
    """

    name: str
    kind: FileKind
    first: int
    last: int
    within: tuple[str, ...] = ()
    more: int = 0


class Contents(NamedTuple):
    """What an archive shows: its members with pages, how many members have none here, and the list of them."""

    shown: tuple[_Inside, ...]
    left: int
    listed: tuple[Listed, ...]

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
    listed: list[Listed] = []
    left = pages = 0
    for member in ZipContent(path, FileKind.ZIP).members():
        one = _counted(member, count) if pages < _MOST else _Counted()
        if one.pages:
            shown.append(_Inside(member.number, one.kind, one.pages))
            pages += one.pages
        else:
            left += 1
        if len(listed) < _NAMED:
            first = pages - one.pages + 1 if one.pages else 0
            listed.append(Listed(_cut(member.name), one.kind, first, first and pages, one.within, one.more))
    return Contents(tuple(shown), left, tuple(listed))


class _Counted(NamedTuple):
    """What a member is, how many pages it has here, and the names of its files where it is an archive."""

    kind: FileKind = FileKind.UNKNOWN
    pages: int = 0
    within: tuple[str, ...] = ()
    more: int = 0


def _counted(member: Member, count: Callable[[FileKind, Path], int]) -> _Counted:
    from lexcollect.formats.recognise import identify

    kind = FileKind.UNKNOWN
    try:
        with _unpacked(member) as file:
            kind = identify(file, member.name).kind
            if kind is FileKind.ZIP:
                names = [_cut(one.name) for one in ZipContent(file, kind).members()]
                return _Counted(kind, 0, tuple(names[:_NAMED_WITHIN]), len(names[_NAMED_WITHIN:]))
            return _Counted(kind, count(kind, file) if kind in _WITH_PAGES else 0)
    except MemoryError:
        raise
    except Exception:  # a hostile member costs no other
        return _Counted(kind)


def _cut(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[:_NAME]}…"


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
