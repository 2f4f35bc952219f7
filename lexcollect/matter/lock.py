"""Lock: one run at a time writes in a matter.

Owns ``.lexcollect/lock`` and the word who holds it. The lock is one of the operating system's (``flock``, on Windows
``LockFileEx`` through ``msvcrt``): it falls with the process that holds it, however that ends, so that none is ever
stale. Whoever takes it first finishes or undoes what a killed run was about to write, and clears away what it left half
made. Only writers take it; readers never wait. The user's configuration folder has such a lock of its own. Knows no
clock: since when is told by the caller.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from lexcollect.files import sweep
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import ANNEXES, CACHE, LOCK, LOG, PACKAGES, PAGE_LOCK, PAPERS, RECEIPTS, SORTED
from lexcollect.matter.layout import refuse_links
from lexcollect.records import dataclass

#: So many seconds a run waits for its turn before it gives up.
WAIT = 10.0
_PAUSE = 0.05
#: What the lock covers lies far behind the word who holds it: Windows lets nobody read what is locked.
_FAR = 1 << 30
#: File systems that know no locks answer so.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL})
#: Held by this process, closed in its children: a child that outlives its parent must not hold on.
_OPEN: set[int] = set()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes in a matter: process number, verb, and since when (ISO); ``?`` where it left no word."""

    pid: str = "?"
    verb: str = "?"
    since: str = "?"


@dataclass(frozen=True, slots=True)
class Held:
    """A matter whose turn it is: nobody else writes in ``folder`` until the block ends.

    ``findings`` tell what became of a write that was cut short before, and of a file system without locks.
    """

    folder: Path
    verb: str
    now: datetime
    findings: tuple[Finding, ...] = ()


@contextmanager
def hold(
    folder: Path | str,
    verb: str,
    now: datetime,
    *,
    wait: float = WAIT,
    waiting: Callable[[Holder], object] | None = None,
) -> Iterator[Held]:
    """Hold the lock of the matter ``folder`` while the block runs; ``verb`` and ``now`` are told to who must wait.

    Waits up to ``wait`` seconds, saying so once through ``waiting``; then :class:`Refused` with LX-W001. Not to be
    nested: a block that holds a matter and takes it again waits for itself. What killed runs left half made is swept.
    """
    folder = Path(folder)
    refuse_links(folder)
    with _holding(folder / LOCK, folder, Holder(str(os.getpid()), verb, _moment(now)), wait, waiting) as locked:
        from lexcollect.matter.commit import settle

        findings = (*(() if locked else (finding("LX-W002", Where(LOCK)),)), *settle(folder))
        if locked:
            _sweep(folder)
        yield Held(folder, verb, now, findings)


@contextmanager
def hold_settings(
    folder: Path,
    verb: str,
    now: datetime,
    *,
    wait: float = WAIT,
    waiting: Callable[[Holder], object] | None = None,
) -> Iterator[Held]:
    """Hold the user's configuration ``folder`` in the same way: one run at a time writes there."""
    with _holding(folder / "lock", folder, Holder(str(os.getpid()), verb, _moment(now)), wait, waiting) as locked:
        if locked:
            sweep(folder)
        yield Held(folder, verb, now, () if locked else (finding("LX-W002", Where(str(folder))),))


@contextmanager
def hold_page(folder: Path, now: datetime) -> Iterator[Callable[[str], None]]:
    """Hold the one page (整理页) that a matter has at a time; yields how to leave word of its address.

    The matter itself stays free for other verbs: the page takes its turn when it saves. :class:`Refused` with LX-W110,
    which says where the page is open already.
    """
    path = folder / PAGE_LOCK
    refuse_links(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    _OPEN.add(handle)
    try:
        try:
            free = _try(handle)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            free = True
        if not free:
            raise Refused([finding("LX-W110", Where(str(folder)), address=_holder(path).verb)])

        def sign(address: str) -> None:
            _sign(handle, Holder(str(os.getpid()), address, _moment(now)))

        yield sign
        _sign(handle, None)
    finally:
        if handle in _OPEN:
            _OPEN.discard(handle)
            os.close(handle)


@contextmanager
def _holding(
    path: Path, folder: Path, holder: Holder, wait: float, waiting: Callable[[Holder], object] | None
) -> Iterator[bool]:
    """Hold the lock file ``path`` of ``folder``; tell whether the file system has locks at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    _OPEN.add(handle)
    try:
        locked = _take(handle, path, folder, wait, waiting)
        if locked:
            _sign(handle, holder)
        try:
            yield locked
        finally:
            if locked:
                _sign(handle, None)
    finally:
        if handle in _OPEN:  # a child that was forked meanwhile has closed it already
            _OPEN.discard(handle)
            os.close(handle)  # and with it the lock falls


def _moment(now: datetime) -> str:
    return now.isoformat(timespec="seconds")


def _sweep(folder: Path) -> None:
    """Sweep every folder of the matter that we write in; raw material and what is inside a package is not entered."""
    for name in ("", CACHE, SORTED, PAPERS, ANNEXES, PACKAGES, LOG):
        sweep(folder / name)
    for version in (folder / PAPERS).glob("v*"):
        sweep(version)
        sweep(version / RECEIPTS)


def settle_if_free(folder: Path) -> tuple[Finding, ...]:
    """Finish or undo what a killed run left, if nobody is writing just now; for readers, who never wait.

    A disk that refuses changes nothing for a reader: it looks through what was left.
    """
    from lexcollect.matter.commit import settle

    with contextlib.suppress(OSError):
        return _settled(folder, settle)
    return ()


def _settled(folder: Path, settle: Callable[[Path], tuple[Finding, ...]]) -> tuple[Finding, ...]:
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        return settle(folder) if _try(handle) else ()
    finally:
        os.close(handle)


def _take(handle: int, path: Path, folder: Path, wait: float, waiting: Callable[[Holder], object] | None) -> bool:
    """Wait for the lock; return whether the file system has locks at all."""
    until = time.monotonic() + wait
    told = False
    while True:
        try:
            if _try(handle):
                return True
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return False
            raise
        holder = _holder(path)
        if time.monotonic() >= until:
            raise Refused(
                [finding("LX-W001", Where(str(folder)), pid=holder.pid, verb=holder.verb, since=holder.since)]
            )
        if waiting and not told:
            waiting(holder)
            told = True
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        """Take the lock if it is free; tell whether it was."""
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _try(handle: int) -> bool:
        """Take the lock if it is free; tell whether it was."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go() -> None:
        for handle in _OPEN:
            with contextlib.suppress(OSError):
                os.close(handle)
        _OPEN.clear()

    os.register_at_fork(after_in_child=_let_go)


def _sign(handle: int, holder: Holder | None) -> None:
    """Leave word who holds the lock, or that nobody does; the lock itself does not depend on it."""
    word = json.dumps([holder.pid, holder.verb, holder.since]).encode() if holder else b""
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, word)


def _holder(path: Path) -> Holder:
    try:
        pid, verb, since = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return Holder()  # it was let go just now, or its holder has not signed yet
    return Holder(str(pid), str(verb), str(since))
