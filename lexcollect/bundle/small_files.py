"""Small files: many of them, each compared with its digest at the least cost that a system asks for.

Owns the short way to a yes: a file of some kilobytes is opened beside its folder, read at once and hashed, and counts
when its bytes are as many as the folder said and have the digest that was claimed. Whatever is not so (another digest,
a link, a file that grows, one that nobody may read) is not decided here: whoever asked looks at it thoroughly. Of many
thousands a second process takes a share, and begins while the lists are still being read: it knows no claim and brings
digests, never a yes. What it did not bring is read here.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from mmap import mmap

from lexcollect.bundle.present import UNKNOWN, Files
from lexcollect.bundle.side_by_side import Line, helped, worth_it
from lexcollect.files import READ_AS_IT_LIES

#: Larger files are read in pieces, elsewhere.
_MOST_BYTES = 64 << 10
#: So many files are one piece of work, and for so many pieces a second process is worth its start.
_PIECE, _PIECES = 500, 8
_ANSWER = struct.Struct("<IQ")
#: Of each file the digest, none where the short way does not do, and its bytes if they were not known before.
_Read = tuple[list[bytes], list[int]]
_BESIDE = os.open in os.supports_dir_fd


class Begun:
    """Files of one folder that two processes read: pieces of their names in one line, digests where both see them."""

    def __init__(self, files: Files, names: Sequence[str], algorithm: str) -> None:
        self.algorithm = algorithm
        self.pieces = [names[at : at + _PIECE] for at in range(0, len(names), _PIECE)]
        self.line = Line(range(len(self.pieces)))
        self._files, self._size = files, hashlib.new(algorithm).digest_size
        self._digests = mmap(-1, len(names) * self._size)
        self._answers, self._say = os.pipe()

    def answer(self, number: int) -> None:
        """Read a piece in the other process, and say so when the short way did for all of it."""
        found, sizes = _read(self._files, self.pieces[number], self.algorithm)
        if all(found):
            self._digests[self._part(number)] = b"".join(found)
            os.write(self._say, _ANSWER.pack(number, sum(sizes)))

    def told(self) -> Iterator[tuple[int, str, int]]:
        """Wait for the other process; yield number, digests in a row, and bytes not known before of what it read."""
        os.close(self._say)
        self._say = -1
        with os.fdopen(self._answers, "rb") as stream:
            self._answers = -1
            said = stream.read()
        for number, size in _ANSWER.iter_unpack(said[: len(said) // _ANSWER.size * _ANSWER.size]):
            yield number, self._digests[self._part(number)].hex(), size

    def _part(self, number: int) -> slice:
        start = number * _PIECE
        return slice(start * self._size, (start + len(self.pieces[number])) * self._size)

    def close(self) -> None:
        """Hand out nothing more, and forget what was read."""
        self.line.close()
        self._digests.close()
        for handle in (self._answers, self._say):
            if handle >= 0:
                os.close(handle)


@contextmanager
def begun(files: Files, names: Sequence[str], algorithm: str) -> Iterator[Begun | None]:
    """Let a second process begin to read the files of these ``names``; ``None`` where one process is as good."""
    count = -(-len(names) // _PIECE)
    if not algorithm or count < _PIECES or not worth_it(count):
        yield None
        return
    made = Begun(files, names, algorithm)
    try:
        with helped(made.line, made.answer):
            yield made
            for _ in made.line:  # nobody asked: the other one finds nothing more to do
                pass
    finally:
        made.close()


def agreeing(
    files: Files, names: Sequence[str], claims: Mapping[str, str], algorithm: str, ahead: Begun | None = None
) -> set[str]:
    """Return those of ``names``, in order, that are small and whose bytes have the digest that ``claims`` states.

    What of them was only listed before counts in ``files.read``. ``ahead`` is what a second process reads of them.
    """
    if ahead is None or ahead.algorithm != algorithm:
        return _agreeing(files, names, claims, algorithm)
    wanted = set(names)
    pieces = [[name for name in piece if name in wanted] for piece in ahead.pieces]
    left = set(range(len(pieces)))
    found: set[str] = set()
    for number in ahead.line:
        left.discard(number)
        found |= _agreeing(files, pieces[number], claims, algorithm)
    for number, digests, size in ahead.told():
        piece = pieces[number]
        if len(piece) == len(ahead.pieces[number]) and digests == "".join([claims[name] for name in piece]):
            left.discard(number)
            found.update(piece)
            files.read += size
    for number in sorted(left):
        found |= _agreeing(files, pieces[number], claims, algorithm)
    return found


def _agreeing(files: Files, names: Sequence[str], claims: Mapping[str, str], algorithm: str) -> set[str]:
    """Return what agrees of ``names``, read by this process alone."""
    found: set[str] = set()
    for name, digest, size in zip(names, *_read(files, names, algorithm), strict=True):
        if digest and digest.hex() == claims[name]:
            found.add(name)
            files.read += size
    return found


def _read(files: Files, names: Iterable[str], algorithm: str) -> _Read:
    """Return the digests of these files, folder by folder."""
    found: list[bytes] = []
    read: list[int] = []
    blank = hashlib.new(algorithm, usedforsecurity=False)
    sizes = files.sizes()
    for folder, listed in groupby(names, key=_folder):
        beside = [name[len(folder) :] for name in listed]
        known = [sizes.get(folder + name, _MOST_BYTES + 1) for name in beside]
        handle: int | None = None
        place = files.base + folder
        if _BESIDE:
            try:
                handle, place = os.open(place[:-1], READ_AS_IT_LIES), ""
            except OSError:
                found += [b""] * len(beside)
                read += [0] * len(beside)
                continue
        try:
            for name, size in zip(beside, known, strict=True):
                digest, more = _one(place + name, handle, size, blank)
                found.append(digest)
                read.append(more)
        finally:
            if handle is not None:
                os.close(handle)
    return found, read


def _one(place: str, folder: int | None, known: int, blank: hashlib._Hash) -> tuple[bytes, int]:
    """Return the digest of one file, and its bytes if they were not ``known``; no digest when it is not short."""
    if known > _MOST_BYTES:
        return b"", 0
    try:
        handle = os.open(place, READ_AS_IT_LIES, dir_fd=folder)
        try:
            size = _size(os.fstat(handle)) if known == UNKNOWN else known
            data = os.read(handle, size + 1) if size != UNKNOWN else b""
        finally:
            os.close(handle)
    except OSError:
        return b"", 0
    if len(data) != size:
        return b"", 0
    digest = blank.copy()
    digest.update(data)
    return digest.digest(), size if known == UNKNOWN else 0


def _size(state: os.stat_result) -> int:
    """Return the bytes of a small file that stands in one folder alone; else :data:`UNKNOWN`: others look at it."""
    plain = stat.S_ISREG(state.st_mode) and state.st_nlink == 1 and state.st_size <= _MOST_BYTES
    return state.st_size if plain else UNKNOWN


def _folder(name: str) -> str:
    return name[: name.rfind("/") + 1]
