"""Side by side (并行): a second process takes part in work that falls into many pieces.

Owns when such a process is made (Linux, two processors, no other thread that a copy of this process would lose), how
both take pieces from one line, and that none outlives the run. A piece that the other process did not bring back, for
whatever reason, is done here: nothing depends on it but time. Knows nothing of what the pieces are.
"""

from __future__ import annotations

import gc
import os
import signal
import struct
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

_NUMBER = struct.Struct("<I")
#: What a pipe holds at once; longer lines are worked through alone.
_MOST = 16_000
_DIE_WITH_PARENT = 1  # prctl(PR_SET_PDEATHSIG)


class Line:
    """Numbers of pieces, each handed out once, to whoever asks first; the line of one process or of two."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._read, self._write = os.pipe()
        os.write(self._write, b"".join(map(_NUMBER.pack, numbers)))
        os.close(self._write)

    def __iter__(self) -> Iterator[int]:
        while piece := os.read(self._read, _NUMBER.size):
            yield _NUMBER.unpack(piece)[0]

    def close(self) -> None:
        """Hand out nothing more here."""
        os.close(self._read)


def worth_it(pieces: int) -> bool:
    """Tell whether a second process may be made and helps."""
    if sys.platform != "linux" or not 2 <= pieces <= _MOST:
        return False
    try:
        return len(os.sched_getaffinity(0)) > 1 and sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    except OSError:
        return False


@contextmanager
def helped(line: Line, work: Callable[[int], None]) -> Iterator[None]:
    """Let a second process do ``work`` for numbers from ``line`` while this one goes on, and wait for it at the end.

    When this process leaves by an error, the other one is ended.
    """
    child = _begin(line, work)
    try:
        yield
    except BaseException:
        if child:
            os.kill(child, signal.SIGKILL)
        raise
    finally:
        if child:
            with suppress(ChildProcessError):
                os.waitpid(child, 0)


def _begin(line: Line, work: Callable[[int], None]) -> int:
    """Return the number of a process that works through ``line``; 0 when the system gives none."""
    parent = os.getpid()
    gc.freeze()  # what both share is not touched, and so not copied
    try:
        child = os.fork()
    except OSError:
        child = -1
    if child:
        gc.unfreeze()
        return max(0, child)
    try:
        _die_with(parent)
        for number in line:
            work(number)
    except BaseException:  # the pieces that are missing tell
        os._exit(1)
    os._exit(0)


def _die_with(parent: int) -> None:
    """End this process when its parent ends, whatever ends that."""
    import ctypes

    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
