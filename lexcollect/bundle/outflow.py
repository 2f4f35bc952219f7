"""Outflow: a document on its way to the disk, written and hashed beside the work that makes it (边写边算校验值).

Owns what stands between whoever writes small pieces and the file: pieces are gathered, and a thread of its own writes
each block once and takes its SHA-256, while the next pieces are made; whoever follows the file (SM3) is told how far it
has come. A disk that refuses is told to the writer at the next block, or at the end. Holds some megabytes whatever the
document's size. Knows nothing of PDF.
"""

from __future__ import annotations

import hashlib
import sys
from contextlib import contextmanager
from queue import SimpleQueue
from threading import BoundedSemaphore, Thread
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Bytes that are gathered before they are written: a block stays in the processor's own memory while it is copied.
BLOCK = 512 << 10
#: What is as large goes on as it is. So many blocks wait to be written.
_LARGE, _WAITING = 64 << 10, 4
#: Seconds after which a thread that waits for the interpreter gets it.
_TURN = 0.0002


@contextmanager
def quick_turns() -> Iterator[None]:
    """Let threads that hash or write get their turn soon while pages are made.

    They need the interpreter for a moment between two blocks, and would wait for it longer than the block took.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


class Follower(Protocol):
    """Who reads the file behind its writer."""

    def reached(self, size: int) -> None:
        """So many bytes are in the file."""

    def ended(self) -> None:
        """No more will come."""


class Outflow:
    """Takes the bytes of ``out`` from its beginning; :meth:`finish` or :meth:`close` ends it.

    ``follow`` is asked for who follows the file, once it is larger than a block.
    """

    def __init__(self, out: BinaryIO, follow: Callable[[], Follower | None] = lambda: None) -> None:
        self._out, self._follow = out, follow
        self._held = bytearray()
        self._digest = hashlib.sha256()
        self._blocks: SimpleQueue[bytes] = SimpleQueue()
        self._room = BoundedSemaphore(_WAITING)
        self._beside: Thread | None = None
        self._refused: Exception | None = None
        self._follower: Follower | None = None
        #: Bytes that were handed to be written, and bytes that are in the file.
        self._flushed = self._written = 0

    @property
    def at(self) -> int:
        """Return how many bytes were taken."""
        return self._flushed + len(self._held)

    def write(self, data: bytes) -> None:
        """Take ``data``; :class:`OSError` when the disk refused what was taken before."""
        if len(data) >= _LARGE:
            if self._held:
                self._flush()
            self._put(data)
            return
        self._held += data
        if len(self._held) >= BLOCK:
            self._flush()

    def digest(self) -> str:
        """Return the SHA-256 of all that was taken so far, in hexadecimal; :class:`OSError` when the disk refused."""
        if self._beside is None:
            copy = self._digest.copy()
            copy.update(self._held)
            return copy.hexdigest()
        if self._held:
            self._flush()
        self._end_thread()
        self._tell()
        return self._digest.hexdigest()

    def finish(self) -> str:
        """Write what is held and return the SHA-256 of the whole; :class:`OSError` when the disk refused."""
        if self._held:
            self._flush(last=True)
        self.close()
        self._tell()
        return self._digest.hexdigest()

    def close(self) -> None:
        """Let go of threads, whatever has come of the file."""
        self._end_thread()
        if self._follower is not None:
            self._follower.ended()
            self._follower = None

    def _flush(self, *, last: bool = False) -> None:
        block = bytes(self._held)
        self._held.clear()
        self._put(block, last=last)

    def _put(self, block: bytes, *, last: bool = False) -> None:
        self._tell()
        if self._flushed == 0 and not last:
            self._follower = self._follow()
        if self._beside is None and not last:
            self._beside = Thread(target=self._write_all, daemon=True)
            self._beside.start()
        self._flushed += len(block)
        if self._beside is not None:
            self._room.acquire()
            self._blocks.put(block)
        else:
            self._write(block)
            self._tell()

    def _write_all(self) -> None:
        while block := self._blocks.get():
            if self._refused is None:
                self._write(block)
            self._room.release()

    def _write(self, block: bytes) -> None:
        """Write a block and hash it; keep a refusal."""
        left = memoryview(block)
        try:
            while left:  # a disk that is nearly full takes a part at a time
                left = left[self._out.write(left) :]
            self._written += len(block)
            if self._follower is not None:
                self._follower.reached(self._written)
            self._digest.update(block)
        except Exception as error:  # whoever makes the document is told, and does not wait for a thread that ended
            self._refused = error

    def _tell(self) -> None:
        if self._refused is not None:
            raise self._refused

    def _end_thread(self) -> None:
        if self._beside is not None:
            self._blocks.put(b"")
            self._beside.join()
            self._beside = None
