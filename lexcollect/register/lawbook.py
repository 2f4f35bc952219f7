"""Lawbook: the digest of the law in use, by which an answer is known to be made from the same law.

Owns :func:`law_in_use`: the shipped data and the program text of the rooms that answer, and the user's own tables of
rates and holidays. Another edition of the program, or another table, and every answer is made anew. Answers nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lexcollect.files import read_bounded, sha256_bytes
from lexcollect.matter.holidays import local_holidays
from lexcollect.matter.rates import local_table
from lexcollect.version import __version__

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

#: The rooms whose text and data decide a day or a sum.
_ROOMS = ("law", "causes", "casefile", "evidence", "claims", "deadlines", "register")
_MOST_BYTES = 64 << 20


def law_in_use() -> str:
    """Return the SHA-256 of the law, the program that applies it, and the user's own tables, as they are now."""
    digest = hashlib.sha256(_shipped().encode())
    for table in (local_table(), local_holidays()):
        try:
            digest.update(sha256_bytes(read_bounded(table, _MOST_BYTES)).encode())
        except OSError:
            digest.update(b"-")
    return digest.hexdigest()


@cache
def _shipped() -> str:
    digest = hashlib.sha256(__version__.encode("ascii"))
    for room in _ROOMS:
        for data in _texts(files("lexcollect") / room):
            digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def _texts(folder: Traversable) -> Iterator[bytes]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            if one.name != "__pycache__":
                yield from _texts(one)
        else:
            yield one.name.encode() + b"\n" + one.read_bytes()
