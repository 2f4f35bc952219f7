"""Small files: many of them, each compared with its digest at the least cost that a system asks for.

Owns the short way to a yes: a file of some kilobytes is opened beside its folder, read at once and hashed, and counts
when its bytes are as many as the folder said and have the digest that was claimed. Whatever is not so (another digest,
a link, a file that grows, one that nobody may read) is not decided here: whoever asked looks at it thoroughly. Of many
thousands a second process takes a share; what it did not answer for is looked at here.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from lexcollect.bundle.present import Files
from lexcollect.bundle.side_by_side import Line, helped, worth_it
from lexcollect.files import READ_AS_IT_LIES

#: Larger files are read in pieces, elsewhere.
_MOST_BYTES = 64 << 10
#: So many files are one piece of work, and for so many pieces a second process is worth its start.
_PIECE, _PIECES = 500, 8
_NUMBER = struct.Struct("<I")
_BESIDE = os.open in os.supports_dir_fd


def agreeing(files: Files, names: Sequence[str], claims: Mapping[str, str], algorithm: str) -> set[str]:
    """Return those of ``names``, in order, that are small and whose bytes have the digest that ``claims`` states."""
    pieces = [names[at : at + _PIECE] for at in range(0, len(names), _PIECE)]

    def agreed(number: int) -> list[str]:
        return _agreeing(files, pieces[number], claims, algorithm)

    if len(pieces) < _PIECES or not worth_it(len(pieces)):
        return {name for number in range(len(pieces)) for name in agreed(number)}
    return _shared(pieces, agreed)


def _shared(pieces: Sequence[Sequence[str]], agreed: Callable[[int], list[str]]) -> set[str]:
    """Return what agrees, found by two processes: the other one answers for pieces of which all agrees."""
    line = Line(range(len(pieces)))
    answers, say = os.pipe()

    def answer(number: int) -> None:
        if len(agreed(number)) == len(pieces[number]):
            os.write(say, _NUMBER.pack(number))

    found: set[str] = set()
    mine = set()
    try:
        with helped(line, answer):
            for number in line:
                mine.add(number)
                found.update(agreed(number))
        os.close(say)
        say = -1
        with os.fdopen(answers, "rb") as stream:
            answers = -1
            told = {number for (number,) in _NUMBER.iter_unpack(stream.read())}
    finally:
        line.close()
        for handle in (answers, say):
            if handle >= 0:
                os.close(handle)
    for number in sorted({*range(len(pieces))} - mine):
        found.update(pieces[number] if number in told else agreed(number))
    return found


def _agreeing(files: Files, names: Sequence[str], claims: Mapping[str, str], algorithm: str) -> list[str]:
    """Return what agrees of one piece, folder by folder."""
    found: list[str] = []
    for folder, listed in groupby(names, key=_folder):
        if not _BESIDE:
            found += _in_folder(None, files.base + folder, len(folder), listed, files.sizes(), claims, algorithm)
            continue
        try:
            handle = os.open(files.base + folder[:-1], READ_AS_IT_LIES)
        except OSError:
            continue
        try:
            found += _in_folder(handle, "", len(folder), listed, files.sizes(), claims, algorithm)
        finally:
            os.close(handle)
    return found


def _in_folder(
    folder: int | None,
    place: str,
    skip: int,
    names: Iterable[str],
    sizes: Mapping[str, int],
    claims: Mapping[str, str],
    algorithm: str,
) -> list[str]:
    """Return what agrees in one folder; ``skip`` letters of each name are those of the folder."""
    hashed = getattr(hashlib, algorithm)
    found = []
    for name in names:
        size = sizes.get(name, _MOST_BYTES + 1)
        if size > _MOST_BYTES:
            continue
        try:
            handle = os.open(place + name[skip:], READ_AS_IT_LIES, dir_fd=folder)
            try:
                data = os.read(handle, size + 1)
            finally:
                os.close(handle)
        except OSError:
            continue
        if len(data) == size and hashed(data, usedforsecurity=False).hexdigest() == claims[name]:
            found.append(name)
    return found


def _folder(name: str) -> str:
    return name[: name.rfind("/") + 1]
