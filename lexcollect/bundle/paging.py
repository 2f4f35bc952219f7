"""Paging: which page of which document holds what (分卷、双面), as pure arithmetic.

Owns where a volume ends and what is bound in besides: the index of a further volume, dividers, blank backs, the list of
what is not printed. None of them takes a running number: those belong to the index and the exhibits, so that a page has
the same number however the package is bound. Opens no file; what a page looks like is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from lexcollect.bundle.model import Per, Profile
from lexcollect.records import dataclass, field

#: Bytes that a page costs besides what stands on it, and a volume besides its pages (index, fonts, bookmarks).
PAGE_BYTES, VOLUME_BYTES = 700, 150_000


class What(StrEnum):
    """What stands on pages: index (目录), index of a further volume (分卷目录), divider (分隔页), exhibit (证据),
    blank back (空白页), list of what is not printed (未付印材料一览).
    """

    INDEX = "index"
    PART_INDEX = "part_index"
    DIVIDER = "divider"
    EXHIBIT = "exhibit"
    BLANK = "blank"
    UNPRINTED = "unprinted"


@dataclass(frozen=True, slots=True)
class Load:
    """Pages that stay together: an exhibit, or a sheet for one; ``key`` names it, ``size`` is in bytes.

    ``weigh`` gives the bytes of each page; it is asked only where the exhibit alone is larger than a volume.
    """

    key: str
    group: int
    pages: int
    size: int
    weigh: Callable[[], Sequence[int]] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many pages ours take: the whole index, the index of each further volume (by its place, from 0), the divider
    of each group, the list of what is not printed.
    """

    index: int
    parts: Mapping[int, int] = field(default_factory=dict)
    dividers: Mapping[int, int] = field(default_factory=dict)
    unprinted: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Pages that follow each other; ``first`` counts from 1 in the document.

    ``key`` is that of the exhibit, ``skip`` how many of its pages stand in earlier volumes; ``group`` is that of an
    exhibit or divider.
    """

    what: What
    first: int
    pages: int
    key: str = ""
    group: int = 0
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Volume:
    """A document of the reading copy (卷): its runs; ``group`` where it holds one group, of which it is ``part``."""

    runs: tuple[Run, ...]
    group: int = 0
    part: int = 0

    @property
    def pages(self) -> int:
        """Return how many pages it has."""
        return sum(run.pages for run in self.runs)

    def of(self, what: What) -> tuple[Run, ...]:
        """Return its runs of one kind."""
        return tuple(run for run in self.runs if run.what is what)


@dataclass(frozen=True, slots=True)
class Plan:
    """The volumes, and which exhibits (by key) had to be cut because one alone is larger than a volume may be."""

    volumes: tuple[Volume, ...]
    cut: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """Return the pages of all volumes."""
        return sum(volume.pages for volume in self.volumes)

    def volumes_of(self) -> dict[str, tuple[int, ...]]:
        """Return the volumes, from 0, in which each exhibit stands, by its key."""
        found: dict[str, tuple[int, ...]] = {}
        for number, volume in enumerate(self.volumes):
            for run in volume.of(What.EXHIBIT):
                found[run.key] = (*found.get(run.key, ()), number)
        return found

    def counted(self, what: What) -> int:
        """Return how many pages of one kind there are."""
        return sum(run.pages for volume in self.volumes for run in volume.of(what))


def lay_out(loads: Sequence[Load], profile: Profile, lengths: Lengths, most_bytes: int = 0) -> Plan:
    """Return where ``loads`` stand under ``profile`` when our own pages take ``lengths``.

    ``most_bytes`` is the size that a volume may have by estimate, 0 without a limit. A volume ends before an exhibit
    that does not fit; one that fits in no volume is cut between pages.
    """
    pager = _Pager(profile, lengths, most_bytes)
    seen: set[int] = set()
    for load in loads:
        if profile.per is Per.GROUP:
            pager.turn_to(load.group)  # the whole index is a document of its own
        pager.exhibit(load, 0 if load.group in seen else lengths.dividers.get(load.group, 0))
        seen.add(load.group)
    if lengths.unprinted:
        pager.add(What.UNPRINTED, lengths.unprinted)
    return pager.done()


class _Pager:
    """Fills volumes one after the other."""

    def __init__(self, profile: Profile, lengths: Lengths, most_bytes: int) -> None:
        self.profile, self.lengths, self.most_bytes = profile, lengths, most_bytes
        self.volumes: list[Volume] = []
        self.cut: list[str] = []
        self.group = 0
        self._runs: list[Run] = []
        self._next, self._bytes = 1, VOLUME_BYTES
        self._put(What.INDEX, lengths.index)

    def turn_to(self, group: int) -> None:
        """Go on in a volume of ``group``."""
        if group != self.group:
            self._close()
            self.group = group
            self._open()

    def exhibit(self, load: Load, divider: int) -> None:
        """Add an exhibit behind its ``divider``, if it has one, in this volume or in the next."""
        size = load.size + PAGE_BYTES * load.pages
        if not self._fits(load.pages, size, divider) and self._holds_exhibits():
            self._turn()
        if not self._fits(load.pages, size, divider):
            self._cut(load, divider)
            return
        self._divider(load.group, divider)
        self._put(What.EXHIBIT, load.pages, load, size=size)

    def add(self, what: What, pages: int) -> None:
        """Add pages of ours, in the next volume when this one is full."""
        if not self._fits(pages, 0, 0) and self._holds_exhibits():
            self._turn()
        self._put(what, pages)

    def done(self) -> Plan:
        """Return the volumes."""
        self._close()
        return Plan(tuple(self.volumes), tuple(self.cut))

    def _close(self) -> None:
        part = 1 + sum(one.group == self.group for one in self.volumes) if self.group else 0
        self.volumes.append(Volume(tuple(self._runs), self.group, part))
        self._runs = []

    def _open(self) -> None:
        self._next, self._bytes = 1, VOLUME_BYTES
        self._put(What.PART_INDEX, self.lengths.parts.get(len(self.volumes), 1))

    def _turn(self) -> None:
        self._close()
        self._open()

    def _holds_exhibits(self) -> bool:
        return any(run.what is What.EXHIBIT for run in self._runs)

    def _fits(self, pages: int, size: int, divider: int) -> bool:
        most = self.profile.max_pages
        if self.most_bytes and self._bytes + size > self.most_bytes:
            return False
        return not most or self._taken(divider) + pages <= most

    def _taken(self, divider: int) -> int:
        """Return how many pages are taken when an exhibit begins behind ``divider`` pages."""
        taken = self._next - 1
        for more in (divider, 0):
            taken += self._back(taken + 1) + more
        return taken

    def _back(self, page: int) -> int:
        """Return 1 when ``page`` is the back of a leaf and what follows must begin on a front."""
        return 1 if self.profile.duplex and page % 2 == 0 else 0

    def _face(self) -> None:
        if self._back(self._next):
            self._put(What.BLANK, 1)

    def _divider(self, group: int, pages: int) -> None:
        if pages:
            self._put(What.DIVIDER, pages, group=group)

    def _cut(self, load: Load, divider: int) -> None:
        """Bind an exhibit that is larger than a volume: as many of its pages in each as it takes."""
        self._divider(load.group, divider)
        weights = load.weigh() if self.most_bytes else [0] * load.pages
        done = 0
        while done < load.pages:
            if done:
                self._turn()
            room = self._room(weights[done:])
            size = sum(weights[done : done + room]) + PAGE_BYTES * room
            self._put(What.EXHIBIT, room, load, skip=done, size=size)
            if room < load.pages and not done:
                self.cut.append(load.key)
            done += room

    def _room(self, weights: Sequence[int]) -> int:
        """Return how many of the pages with ``weights`` fit behind what is there; at least one."""
        room = len(weights)
        if self.profile.max_pages:
            room = min(room, self.profile.max_pages - self._taken(0))
        if self.most_bytes:
            held = self._bytes
            for count, weight in enumerate(weights[:room]):
                held += weight + PAGE_BYTES
                if held > self.most_bytes:
                    room = count
                    break
        return max(1, room)

    def _put(
        self, what: What, pages: int, load: Load | None = None, *, group: int = 0, skip: int = 0, size: int = 0
    ) -> None:
        if what is not What.BLANK:
            self._face()
        key, group = (load.key, load.group) if load else ("", group)
        self._runs.append(Run(what, self._next, pages, key, group, skip))
        self._next += pages
        self._bytes += size
