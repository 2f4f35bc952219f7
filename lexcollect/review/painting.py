"""Painting: pictures of pages, asked of the painter's process.

Owns that process: one request at a time, twenty seconds each, ended and started anew when it takes longer or falls.
Keeps some megabytes of pictures. A file that cannot be shown has a word why; nothing here opens one.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from collections import OrderedDict
from pathlib import Path
from queue import Empty, Queue
from typing import Any, NamedTuple

from lexcollect.formats.kinds import FileKind

#: Seconds for one picture, pictures for one process, bytes of pictures that are kept.
PATIENCE, _TURNS, _KEPT = 20.0, 400, 48_000_000
#: Bytes of one answer that are read.
_MAX_ANSWER = 200_000_000


class Shown(NamedTuple):
    """A picture or words: what is told of them, and the bytes; ``why`` there are none (empty where there are)."""

    told: dict[str, Any]
    body: bytes

    @property
    def why(self) -> str:
        """The word why nothing can be shown."""
        return str(self.told.get("why", ""))


class Painting:
    """The painter's process and the pictures that are kept; may be asked by several threads."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: Queue[Shown] = Queue()
        self._count = 0
        self._kept: OrderedDict[str, Shown] = OrderedDict()
        self._size = 0

    def picture(self, path: Path, kind: FileKind, page: int, side: int, turn: int = 0) -> Shown:
        """Return page ``page`` (from 0) of a file as PNG of at most ``side`` pixels, turned by ``turn`` degrees."""
        return self._asked({"do": "picture", "kind": kind.value, "page": page, "side": side, "turn": turn}, path)

    def pages(self, path: Path, kind: FileKind) -> int:
        """Return how many pages can be shown; 0 for what has none."""
        return int(self._asked({"do": "count", "kind": kind.value}, path).told.get("pages", 0))

    def words(self, path: Path) -> list[dict[str, Any]]:
        """Return the words of a file, page by page."""
        found = self._asked({"do": "words"}, path)
        return list(json.loads(found.body)) if found.body else []

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    def _asked(self, asked: dict[str, Any], path: Path) -> Shown:
        try:
            state = path.stat()
        except OSError:
            return Shown({"why": "gone"}, b"")
        key = json.dumps([asked, str(path), state.st_size, state.st_mtime_ns], sort_keys=True)
        with self._turn:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            found = self._fresh({**asked, "path": str(path)})
            self._keep(key, found)
            return found

    def _fresh(self, asked: dict[str, Any]) -> Shown:
        process = self._running()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            process.stdin.flush()
            found = self._answers.get(timeout=self._patience)
        except Empty:
            self._end()
            return Shown({"why": "slow"}, b"")
        except OSError:
            self._end()
            return Shown({"why": "unreadable"}, b"")
        if found.why == "fallen":
            self._end()
            return Shown({"why": "unreadable"}, b"")
        return found

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._count >= _TURNS or self._process.poll() is not None):
            self._end()
        if self._process is None:
            self._answers = Queue()
            self._count = 0
            self._process = subprocess.Popen(
                [sys.executable, "-m", "lexcollect.review.painter"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()
        self._count += 1
        return self._process

    def _end(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError, AttributeError):
                pipe.close()  # type: ignore[union-attr]

    def _keep(self, key: str, found: Shown) -> None:
        self._kept[key] = found
        self._size += len(found.body) + len(key)
        while self._size > _KEPT and self._kept:
            old, gone = self._kept.popitem(last=False)
            self._size -= len(gone.body) + len(old)


def _listen(process: subprocess.Popen[bytes], answers: Queue[Shown]) -> None:
    """Put every answer of the process into the queue; one more, ``fallen``, when it ends."""
    out = process.stdout
    assert out is not None
    with contextlib.suppress(OSError, ValueError):
        while True:
            head = _part(out)
            body = _part(out)
            if head is None or body is None:
                break
            answers.put(Shown(json.loads(head), body))
    answers.put(Shown({"why": "fallen"}, b""))


def _part(out: Any) -> bytes | None:
    size = out.read(4)
    if len(size) < 4 or int.from_bytes(size, "big") > _MAX_ANSWER:
        return None
    found: bytes = out.read(int.from_bytes(size, "big"))
    return found if len(found) == int.from_bytes(size, "big") else None
