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
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from threading import Event
from typing import NamedTuple, TypeVar

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
    with _at_once() as crew:
        for begin in range(0, len(files), _BATCH):
            first, again = _apart(files[begin : begin + _BATCH], seen)

            def copy(found: Found) -> tuple[Hashed, bool] | OSError:
                return _tried(lambda: _copy(found, material, staging, crew.stop))

            results = chain(zip(first, crew.pool.map(copy, first), strict=True), ((one, copy(one)) for one in again))
            for done, (found, result) in enumerate(results, start=begin):
                progress(done, found.name)
                if isinstance(result, OSError):
                    if result.errno in OUR_SIDE:
                        raise result
                    met.cannot(found.name, result)
                    continue
                there[found.name], same = result
                if not same:
                    met.findings.append(finding("LX-I026", Where(found.name)))
    return there


def hashed(files: Sequence[Found], known: dict[str, Hashed]) -> Iterator[tuple[Found, Hashed | OSError]]:
    """Yield every file with its hash, or with what kept it from being read; those in ``known`` are not read again."""
    with _at_once() as crew:

        def hash_of(found: Found) -> Hashed | OSError:
            if found.name in known:
                return known[found.name]
            return _tried(lambda: hash_regular(found.path, crew.stop))

        for begin in range(0, len(files), _BATCH):
            batch = files[begin : begin + _BATCH]
            yield from zip(batch, crew.pool.map(hash_of, batch), strict=True)


class _Crew(NamedTuple):
    """Who works at once, and the sign on which they stop in the middle of a file."""

    pool: ThreadPoolExecutor
    stop: Event


@contextmanager
def _at_once() -> Iterator[_Crew]:
    """Work on several files at once; who ends the run waits for none of them to be read to its end."""
    crew = _Crew(ThreadPoolExecutor(_WORKERS), Event())
    try:
        yield crew
    finally:
        crew.stop.set()  # nobody is at work any more, but where the run was ended in the middle
        crew.pool.shutdown(cancel_futures=True)


def _tried(work: Callable[[], _T]) -> _T | OSError:
    try:
        return work()
    except OSError as error:
        return error


def _copy(found: Found, material: Path, staging: Path, stop: Event) -> tuple[Hashed, bool]:
    """Return the hash of the copy, and whether it is that of the file."""
    target = material / found.name
    if not target.exists():
        return copy_exactly(found.path, target, staging, stop), True
    there = hash_regular(target, stop)
    return there, hash_regular(found.path, stop) == there


def _apart(batch: Sequence[Found], seen: set[str]) -> tuple[list[Found], list[Found]]:
    """Return the files whose names are new whatever disk they come to lie on, and those that might be one of them."""
    first: list[Found] = []
    again: list[Found] = []
    for found in batch:
        folded = unicodedata.normalize("NFC", found.name).casefold()
        (again if folded in seen else first).append(found)
        seen.add(folded)
    return first, again
