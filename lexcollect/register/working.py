"""Working: many matters answered, on one core or on several.

Owns the pool of processes. A matter is a pure function of its folder, the day and the law, so who answers it does not
matter; results come in the order of the jobs, and a few are answered here, where a pool would cost more than it saves.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from lexcollect.records import dataclass
from lexcollect.register.taking import Taken, take

#: From so many matters on, other processes help.
_MANY = 60
_CHUNK = 10


@dataclass(frozen=True, slots=True)
class Job:
    """A matter to be answered: its root and name there, its place, the day, and the law in use."""

    root: int
    folder: str
    place: str
    as_of: date
    law: str


def taken_of(jobs: Sequence[Job], processes: int | None = None) -> Iterator[tuple[Job, Taken]]:
    """Yield each job with what was taken, in order; ``processes`` of them work at once (none: one for each core)."""
    wanted = processes or _cores()
    if wanted == 1 or len(jobs) < _MANY:
        for job in jobs:
            yield job, _do(job)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(wanted, mp_context=get_context("spawn"), initializer=_end_with_parent) as pool:
        yield from zip(jobs, pool.map(_do, jobs, chunksize=_CHUNK), strict=True)


def _end_with_parent() -> None:
    """Let a helping process end when the one that started it is gone: it would wait for work for ever."""
    import threading
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    started_by = parent_process()
    if started_by is None:
        return

    def watch() -> None:
        wait([started_by.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _do(job: Job) -> Taken:
    return take(Path(job.place), job.as_of, job.law)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
