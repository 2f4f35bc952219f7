"""Second digests (国密 SM3): taken beside the work of building, and known again by the SHA-256 of the same bytes.

Owns the threads that hash what is packed while it is packed: SM3 takes several times as long as SHA-256, and originals
do not change from one package to the next (``kept_digests``). Where the computer has no SM3 or nobody wants it, nothing
is done.
"""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Condition
from types import TracebackType

from lexcollect.bundle.kept_digests import KeptDigests
from lexcollect.bundle.manifest import digests, has_sm3
from lexcollect.bundle.memory import NOTHING_KNOWN, Memory

#: So many bytes are read and hashed at a time: larger pieces ask less often for the interpreter.
_PIECE = 4 << 20


class Unwanted(Exception):
    """The package was given up while a thread still hashed for it."""


class SecondDigests:
    """The SM3 of the files of one package, by their paths in it; a context, at whose end no thread is left."""

    def __init__(self, memory: Memory, *, wanted: bool) -> None:
        self.wanted = wanted and has_sm3()
        self._kept = KeptDigests(memory if self.wanted else NOTHING_KNOWN)
        self._used: dict[str, str] = {}
        self._begun: dict[str, tuple[str, Future[str]]] = {}
        self._pool: ThreadPoolExecutor | None = None
        self._followers: deque[Following] = deque()

    def __enter__(self) -> SecondDigests:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for one in self._followers:
            one.give_up()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def knows(self, sha256: str) -> bool:
        """Tell whether the file with this SHA-256 needs no reading, for whatever reason."""
        return not self.wanted or sha256 in self._kept.known

    def begin(self, name: str, path: Path, sha256: str) -> None:
        """Begin with the file at ``path``, which stands whole and has this SHA-256, as ``name`` in the package."""
        if not self.wanted:
            return
        if (known := self._kept.known.get(sha256)) is not None:
            made: Future[str] = Future()
            made.set_result(known)
        else:
            made = self._threads().submit(_sm3, path)
        self._begun[name] = sha256, made

    def follow(self, path: Path) -> Following | None:
        """Return who hashes the file at ``path`` while it is written; ``None`` where SM3 is not wanted."""
        if not self.wanted:
            return None
        one = Following(path)
        one.result = self._threads().submit(one.run)
        self._followers.append(one)
        return one

    def take(self, name: str, follower: Following | None) -> None:
        """Let the file that was followed be ``name`` in the package."""
        if follower is not None:
            self._begun[name] = "", follower.result

    def of(self, name: str, path: Path) -> str:
        """Return the SM3 of ``name``, which lies at ``path``; :class:`OSError` when it cannot be read."""
        sha256, made = self._begun.get(name, ("", None))
        digest = made.result() if made is not None else digests(path, ["sm3"])["sm3"]
        if sha256:
            self._used[sha256] = digest
        return digest

    def keep(self) -> None:
        """Keep what was taken for the next package."""
        self._kept.keep(self._used)

    def _threads(self) -> ThreadPoolExecutor:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(2)
        return self._pool


class Following:
    """Hashes a file behind its writer."""

    result: Future[str]

    def __init__(self, path: Path) -> None:
        self._path = path
        self._there = 0
        self._whole = self._given_up = False
        self._told = Condition()

    def reached(self, size: int) -> None:
        """So many bytes are in the file."""
        with self._told:
            self._there = size
            self._told.notify()

    def ended(self) -> None:
        """No more will come."""
        with self._told:
            self._whole = True
            self._told.notify()

    def give_up(self) -> None:
        """Nobody will ask."""
        with self._told:
            self._given_up = True
            self._told.notify()

    def leave(self) -> None:
        """Give it up and wait until nobody reads the file, which may then be taken away."""
        self.give_up()
        with suppress(Unwanted, OSError, CancelledError):
            self.result.cancel() or self.result.result()

    def run(self) -> str:
        """Return the SM3 of the file once it is whole; :class:`Unwanted` when nobody asks for it any more."""
        digest, at, buffer = hashlib.new("sm3", usedforsecurity=False), 0, memoryview(bytearray(_PIECE))
        with self._path.open("rb", buffering=0) as stream:
            while True:
                most = self._more(at)
                if not most:
                    return digest.hexdigest()
                size = stream.readinto(buffer[:most])
                if not size:
                    raise OSError("the file is shorter than what was written")
                digest.update(buffer[:size])
                at += size

    def _more(self, at: int) -> int:
        """Return how many bytes can be read behind ``at``: a piece, or what is left; 0 behind the last."""
        with self._told:
            self._told.wait_for(lambda: self._given_up or self._whole or self._there - at >= _PIECE)
            if self._given_up:
                raise Unwanted
            return min(_PIECE, self._there - at)


def _sm3(path: Path) -> str:
    digest, buffer = hashlib.new("sm3", usedforsecurity=False), memoryview(bytearray(_PIECE))
    with path.open("rb", buffering=0) as stream:
        while size := stream.readinto(buffer):
            digest.update(buffer[:size])
    return digest.hexdigest()
