"""Scanning: which matter folders lie below a root, and what their two files looked like at a glance.

Owns the glance: sizes and times of case file and catalogue in one line. It is a hint that something may have changed,
never a proof that nothing has; who must be sure compares digests (``updating``). Reads no file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from lexcollect.layout import CASE, CATALOGUE
from lexcollect.matter.many import LEVELS
from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """A matter folder below its root (``.`` is the root itself), and the glance at its files."""

    folder: str
    stamp: str


def scan(root: Path | str) -> Iterator[Seen]:
    """Yield the matters at and below ``root``, where ``matter.many`` finds them; what cannot be listed is passed over.

    A cabinet of ten thousand matters is looked through at every start: plain names are joined, no paths are made.
    """
    yield from _below(os.fspath(root), "", LEVELS)


def _below(place: str, name: str, levels: int) -> Iterator[Seen]:
    stamp = stamp_of(place)
    if stamp:
        yield Seen(name or ".", stamp)
        return
    if not levels:
        return
    try:
        with os.scandir(place) as entries:
            names = sorted(e.name for e in entries if e.name[:1] != "." and e.is_dir(follow_symlinks=False))
    except OSError:
        return
    for child in names:
        yield from _below(f"{place}{os.sep}{child}", f"{name}/{child}" if name else child, levels - 1)


def stamp_of(place: Path | str) -> str:
    """Return sizes and times of the two files of a matter; nothing where no matter is."""
    place = os.fspath(place)
    case = _glance(f"{place}{os.sep}{CASE}")
    return f"{case} {_glance(f'{place}{os.sep}{_CATALOGUE}')}".rstrip() if case else ""


_CATALOGUE = CATALOGUE.replace("/", os.sep)


def _glance(path: str) -> str:
    try:
        found = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}"
