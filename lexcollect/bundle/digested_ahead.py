"""Digested ahead (国密校验值提前计算): SM3 of the material, taken beside intake, so that no package waits for it.

Owns one thread that reads what was taken in once more while files are looked through, which takes longer. SHA-256 is
taken of the very bytes that are read: an SM3 is kept only beside a SHA-256 that agrees with the one intake took. What
would have to be waited for is left to the package. Where the computer has no SM3 or nothing can be kept, nothing is
done.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event, Lock
from types import TracebackType

from lexcollect.bundle.kept_digests import KeptDigests
from lexcollect.bundle.manifest import has_sm3
from lexcollect.bundle.memory import Memory
from lexcollect.files import open_regular

_PIECE = 1 << 20
#: So many bytes may wait: at the end of intake they cost a second or two.
_MOST_WAITING = 256 << 20


class DigestedAhead:
    """Takes the SM3 of files of a matter for its ``memory``; a context, at whose end it is kept and no thread left."""

    def __init__(self, memory: Memory, *, wanted: bool = True) -> None:
        self._kept = KeptDigests(memory)
        self._wanted = wanted and self._kept.keeps and has_sm3()
        self._pool: ThreadPoolExecutor | None = None
        self._begun: dict[str, Future[str]] = {}
        self._waiting, self._counted = 0, Lock()
        self._stop = Event()

    def __enter__(self) -> DigestedAhead:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is not None:
            self._stop.set()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=kind is not None)
        done = {sha256: one for sha256, one in self._begun.items() if not one.cancelled()}
        self._kept.keep({sha256: sm3 for sha256, one in done.items() if (sm3 := one.result())})

    def begin(self, path: Path, sha256: str, size: int) -> None:
        """Let the file at ``path``, of which intake took the SHA-256, be read beside, if there is time for it."""
        if not self._wanted or sha256 in self._kept.known or sha256 in self._begun:
            return
        with self._counted:
            if self._waiting + size > _MOST_WAITING:
                return
            self._waiting += size
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1)
        self._begun[sha256] = self._pool.submit(self._sm3, path, sha256, size)

    def _sm3(self, path: Path, sha256: str, size: int) -> str:
        """Return the SM3 of a file; nothing when its bytes are others by now, or cannot be read."""
        try:
            return self._taken(path, sha256)
        except OSError:
            return ""
        finally:
            with self._counted:
                self._waiting -= size

    def _taken(self, path: Path, sha256: str) -> str:
        first, second = hashlib.sha256(), hashlib.new("sm3", usedforsecurity=False)
        with open_regular(path) as stream:
            buffer = memoryview(bytearray(min(_PIECE, os.fstat(stream.fileno()).st_size + 1)))
            while size := stream.readinto(buffer):  # type: ignore[attr-defined]
                if self._stop.is_set():
                    return ""
                first.update(buffer[:size])
                second.update(buffer[:size])
        return second.hexdigest() if first.hexdigest() == sha256 else ""
