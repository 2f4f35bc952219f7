"""Small files: many of them, each compared with its digest at the least cost that a system asks for.

Owns the short way to a yes: a file of some kilobytes is opened beside its folder, read at once and hashed, and counts
when its bytes are as many as the folder said and have the digest that was claimed. Whatever is not so (another digest,
a link, a file that grows, one that nobody may read) is not decided here: whoever asked looks at it thoroughly. Of many
thousands a second process takes a share; what it did not answer for is looked at here.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from lexcollect.bundle.present import UNKNOWN, Files
from lexcollect.bundle.side_by_side import Line, helped, worth_it
from lexcollect.files import READ_AS_IT_LIES

#: Larger files are read in pieces, elsewhere.
_MOST_BYTES = 64 << 10
#: So many files are one piece of work, and for so many pieces a second process is worth its start.
_PIECE, _PIECES = 500, 8
_ANSWER = struct.Struct("<IQ")
#: The names that agree, and how many bytes those of them have that were only listed before.
_Found = tuple[list[str], int]
_BESIDE = os.open in os.supports_dir_fd


def agreeing(files: Files, names: Sequence[str], claims: Mapping[str, str], algorithm: str) -> set[str]:
    """Return those of ``names``, in order, that are small and whose bytes have the digest that ``claims`` states.

    What of them was only listed before counts in ``files.read``.
    """
    pieces = [names[at : at + _PIECE] for at in range(0, len(names), _PIECE)]

    def agreed(number: int) -> _Found:
        return _agreeing(files, pieces[number], claims, algorithm)

    if len(pieces) < _PIECES or not worth_it(len(pieces)):
        answers = [agreed(number) for number in range(len(pieces))]
    else:
        answers = _shared(pieces, agreed)
    files.read += sum(size for _, size in answers)
    return {name for names_of_one, _ in answers for name in names_of_one}


def _shared(pieces: Sequence[Sequence[str]], agreed: Callable[[int], _Found]) -> list[_Found]:
    """Return what agrees, found by two processes: the other one answers for pieces of which all agrees."""
    line = Line(range(len(pieces)))
    answers, say = os.pipe()

    def answer(number: int) -> None:
        found, size = agreed(number)
        if len(found) == len(pieces[number]):
            os.write(say, _ANSWER.pack(number, size))

    mine: dict[int, _Found] = {}
    try:
        with helped(line, answer):
            for number in line:
                mine[number] = agreed(number)
        os.close(say)
        say = -1
        with os.fdopen(answers, "rb") as stream:
            answers = -1
            told = {number: ([*pieces[number]], size) for number, size in _ANSWER.iter_unpack(stream.read())}
    finally:
        line.close()
        for handle in (answers, say):
            if handle >= 0:
                os.close(handle)
    known = mine | told
    return [known[number] if number in known else agreed(number) for number in range(len(pieces))]


def _agreeing(files: Files, names: Sequence[str], claims: Mapping[str, str], algorithm: str) -> _Found:
    """Return what agrees of one piece, folder by folder."""
    found: list[str] = []
    read = 0
    sizes = files.sizes()
    for folder, listed in groupby(names, key=_folder):
        if not _BESIDE:
            more, size = _in_folder(None, files.base + folder, len(folder), listed, sizes, claims, algorithm)
            found, read = found + more, read + size
            continue
        try:
            handle = os.open(files.base + folder[:-1], READ_AS_IT_LIES)
        except OSError:
            continue
        try:
            more, size = _in_folder(handle, "", len(folder), listed, sizes, claims, algorithm)
            found, read = found + more, read + size
        finally:
            os.close(handle)
    return found, read


def _in_folder(
    folder: int | None,
    place: str,
    skip: int,
    names: Iterable[str],
    sizes: Mapping[str, int],
    claims: Mapping[str, str],
    algorithm: str,
) -> _Found:
    """Return what agrees in one folder; ``skip`` letters of each name are those of the folder."""
    hashed = getattr(hashlib, algorithm)
    found: list[str] = []
    read = 0
    for name in names:
        size = known = sizes.get(name, _MOST_BYTES + 1)
        if size > _MOST_BYTES:
            continue
        try:
            handle = os.open(place + name[skip:], READ_AS_IT_LIES, dir_fd=folder)
            try:
                if known == UNKNOWN:
                    size = _size(os.fstat(handle))
                    if size == UNKNOWN:
                        continue
                data = os.read(handle, size + 1)
            finally:
                os.close(handle)
        except OSError:
            continue
        if len(data) == size and hashed(data, usedforsecurity=False).hexdigest() == claims[name]:
            found.append(name)
            read += size if known == UNKNOWN else 0
    return found, read


def _size(state: os.stat_result) -> int:
    """Return the bytes of a small file that stands in one folder alone; else :data:`UNKNOWN`: others look at it."""
    plain = stat.S_ISREG(state.st_mode) and state.st_nlink == 1 and state.st_size <= _MOST_BYTES
    return state.st_size if plain else UNKNOWN


def _folder(name: str) -> str:
    return name[: name.rfind("/") + 1]
