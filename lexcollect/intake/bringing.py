"""Bringing (收材料入案): every file of a walk copied into the matter, or hashed where it lies.

Owns the order of that work: several files at once, since hashing and writing wait for the disk and for the system, and
each result under the name of its file. Copies nothing over anything: of two names that differ in case only the second
waits for the first, since some disks take them for one.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from lexcollect.files import OUR_SIDE
from lexcollect.findings import Finding, Where, finding
from lexcollect.intake.store import copy_exactly, hash_regular
from lexcollect.intake.walk import Found
from lexcollect.records import dataclass, field
from lexcollect.system import reason_of

#: SHA-256 and size of a file.
Hashed = tuple[str, int]
_T = TypeVar("_T")
#: So many files are given out at a time: what is asked for in between (an end, a full disk) is heard soon.
_BATCH = 64
#: Two for each processor: while one waits for the disk the other hashes.
_WORKERS = min(8, 2 * (os.cpu_count() or 1))


@dataclass(slots=True)
class Met:
    """What was refused on the way, and why."""

    refused: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def cannot(self, name: str, error: OSError) -> None:
        """Count ``name`` as a file that the system does not let us take."""
        self.refused.append(name)
        self.findings.append(finding("LX-I024", Where(name), reason=reason_of(error)))


def bring(
    files: Sequence[Found], material: Path, staging: Path, met: Met, progress: Callable[[int, str], None]
) -> dict[str, Hashed]:
    """Copy every file that is not there yet; return the hash of each that now is.

    A name that is there with other bytes is told and left alone. Raises :class:`OSError` for what only the place that
    is written to can refuse: a full disk, one that may not be written.
    """
    there: dict[str, Hashed] = {}
    seen: set[str] = set()
    with ThreadPoolExecutor(_WORKERS) as pool:
        for begin in range(0, len(files), _BATCH):
            batch = files[begin : begin + _BATCH]
            progress(begin, batch[0].name)
            first, again = _apart(batch, seen)
            results = list(pool.map(lambda one: _tried(lambda: _copy(one, material, staging)), first))
            results += [_tried(lambda one=one: _copy(one, material, staging)) for one in again]  # type: ignore[misc]
            for found, result in zip([*first, *again], results, strict=True):
                if isinstance(result, OSError):
                    if result.errno in OUR_SIDE:
                        raise result
                    met.cannot(found.name, result)
                    continue
                hashed, same = result
                there[found.name] = hashed
                if not same:
                    met.findings.append(finding("LX-I026", Where(found.name)))
    return there


def hashed(files: Sequence[Found], known: dict[str, Hashed]) -> Iterator[tuple[Found, Hashed | OSError]]:
    """Yield every file with its hash, or with what kept it from being read; those in ``known`` are not read again."""
    with ThreadPoolExecutor(_WORKERS) as pool:
        for begin in range(0, len(files), _BATCH):
            batch = files[begin : begin + _BATCH]
            yield from zip(batch, pool.map(lambda one: known.get(one.name) or _hash(one), batch), strict=True)


def _hash(found: Found) -> Hashed | OSError:
    return _tried(lambda: hash_regular(found.path))


def _tried(work: Callable[[], _T]) -> _T | OSError:
    try:
        return work()
    except OSError as error:
        return error


def _copy(found: Found, material: Path, staging: Path) -> tuple[Hashed, bool]:
    """Return the hash of the copy, and whether it is that of the file."""
    target = material / found.name
    if not target.exists():
        return copy_exactly(found.path, target, staging), True
    there = hash_regular(target)
    return there, hash_regular(found.path) == there


def _apart(batch: Sequence[Found], seen: set[str]) -> tuple[list[Found], list[Found]]:
    """Return the files whose names are new whatever disk they come to lie on, and those that might be one of them."""
    first: list[Found] = []
    again: list[Found] = []
    for found in batch:
        folded = unicodedata.normalize("NFC", found.name).casefold()
        (again if folded in seen else first).append(found)
        seen.add(folded)
    return first, again
