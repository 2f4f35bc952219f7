"""Workers: the papers of many debtors made by several processes, or by the workers of a cluster (并行出文书).

Owns how work is cut, handed out and put back in its order, and what happens when a worker dies: its piece is done
again. What a worker gets and hands back is sealed: no name and no number of a row stands in a key, in an error or in
the log of a scheduler. Changes no result: one process, many, or a cluster give the same bytes in the same order.
"""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from lexcollect.findings import Refused, finding
from lexcollect.ledgers.debtors import Group
from lexcollect.ledgers.letters import Made, Setting, make

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

#: So many debtors are one piece of work; below so many in all no process is started for them.
PIECE, FEW = 16, 48
#: So many pieces wait for each worker, so that none is idle and memory stays bounded.
_AHEAD = 3
#: So often a piece is given out again when the process that had it died.
_TRIES = 3
#: The setting of a worker process of this machine.
_SETTING: list[Setting] = []


class Sealed(NamedTuple):
    """Bytes that say nothing when they are shown: what goes to a cluster and comes back."""

    data: bytes

    def __repr__(self) -> str:
        return "<lexcollect>"

    def __str__(self) -> str:
        return repr(self)

    @classmethod
    def of(cls, value: Any) -> Sealed:
        """Seal ``value``."""
        return cls(pickle.dumps(value, protocol=5))

    def open(self) -> Any:
        """Return what was sealed; only what this program sealed is ever opened."""
        return pickle.loads(self.data)


def made(
    groups: Sequence[Group],
    setting: Setting,
    *,
    workers: int = 0,
    scheduler: str = "",
    told: Callable[[int], object] | None = None,
) -> Iterator[Made]:
    """Yield what became of each debtor, in the order of ``groups``.

    ``workers``: processes of this machine (0: one a core, none for a few papers); ``scheduler``: the address of a Dask
    scheduler instead. ``told`` is called with the number that is done.
    """
    pieces = [tuple(groups[at : at + PIECE]) for at in range(0, len(groups), PIECE)]
    count = workers or cores()
    if scheduler:
        results = _on_cluster(pieces, setting, scheduler)
    elif count < 2 or (len(groups) < FEW and not workers):
        results = ([make(group, setting) for group in piece] for piece in pieces)
    else:
        results = _in_processes(pieces, setting, count)
    done = 0
    for result in results:
        for one in result:
            done += 1
            yield one
        if told is not None:
            told(done)


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# --- processes of this machine -----------------------------------------------------------------------------


def _begin(sealed: Sealed) -> None:
    """Prepare a worker: its setting, and a watch on its parent, with which it ends."""
    import threading

    _SETTING[:] = [sealed.open()]
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however that ended: nobody waits for its work."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _piece(groups: tuple[Group, ...]) -> list[Made]:
    return [make(group, _SETTING[0]) for group in groups]


def _in_processes(pieces: Sequence[tuple[Group, ...]], setting: Setting, count: int) -> Iterator[list[Made]]:
    """Yield the results piece by piece; a process that dies costs its pieces a second try in a new pool."""
    from concurrent.futures.process import BrokenProcessPool

    at, tries = 0, 0
    while at < len(pieces):
        pool = _pool(setting, count)
        try:
            for result in _flowing(pool, pieces[at:], count):
                yield result
                at, tries = at + 1, 0
        except BrokenProcessPool:
            tries += 1
            if tries >= _TRIES:
                raise Refused([finding("LX-G130")]) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _pool(setting: Setting, count: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(count, get_context("spawn"), _begin, (Sealed.of(setting),))


def _flowing(pool: Executor, pieces: Sequence[tuple[Group, ...]], count: int) -> Iterator[list[Made]]:
    waiting: deque[Future[list[Made]]] = deque()
    for piece in pieces:
        waiting.append(pool.submit(_piece, piece))
        if len(waiting) >= count * _AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


# --- a cluster ---------------------------------------------------------------------------------------------


def on_worker(setting: Sealed, piece: Sealed) -> Sealed:
    """Make one piece on a worker of a cluster; an error of ours comes back sealed, so that no log shows its words.

    A worker with another program, law book or set of templates answers nothing: its papers would differ.
    """
    try:
        wanted: Setting = setting.open()
        from lexcollect.ledgers.letters import law_here

        here = law_here(wanted)
        if (here.program, here.template_digest) != (wanted.program, wanted.template_digest) or (
            here.law_book != wanted.law_book and wanted.rates is None and wanted.calendar is None
        ):
            return Sealed.of(finding("LX-G131", here=here.program, wanted=wanted.program))
        return Sealed.of([make(group, wanted) for group in piece.open()])
    except Exception as error:
        return Sealed.of(finding("LX-G132", kind=type(error).__name__))


def _on_cluster(pieces: Sequence[tuple[Group, ...]], setting: Setting, address: str) -> Iterator[list[Made]]:
    """Yield the results of a Dask cluster in order; a piece whose worker is lost is done again by another."""
    try:
        from distributed import Client
    except ImportError:
        raise Refused([finding("LX-G133")]) from None
    try:
        client: Any = Client(address, timeout=10, set_as_default=False)  # type: ignore[no-untyped-call, unused-ignore]
    except (OSError, TimeoutError, ValueError):
        raise Refused([finding("LX-G134", address=address)]) from None
    with client:
        run = os.urandom(8).hex()
        sealed = Sealed.of(setting)
        ahead = max(sum(client.nthreads().values()), 1) * _AHEAD
        waiting: deque[Any] = deque()
        for number, piece in enumerate(pieces):
            waiting.append(
                client.submit(
                    on_worker, sealed, Sealed.of(piece), key=f"lexcollect-{run}-{number}", pure=False, retries=_TRIES
                )
            )
            if len(waiting) >= ahead:
                yield _opened(waiting.popleft())
        while waiting:
            yield _opened(waiting.popleft())


def _opened(future: Any) -> list[Made]:
    from distributed.scheduler import KilledWorker

    try:
        answer = future.result().open()
    except KilledWorker:
        raise Refused([finding("LX-G130")]) from None
    if isinstance(answer, list):
        return answer
    raise Refused([answer])
