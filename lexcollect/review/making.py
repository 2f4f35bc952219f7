"""Making: one piece of work at a time, done in a process of its own while the page stays usable.

Owns that process: how far it is, what became of it, and its end when somebody stops it. Reads no matter itself.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from lexcollect.records import dataclass, field

#: Bytes of one line that are read.
_MAX_LINE = 64_000_000
#: Seconds a process has to end what it started itself.
_GRACE = 3.0


@dataclass(frozen=True)
class Work:
    """A piece of work as it stands: its name, the step it is at, the seconds it has taken, the outcome when it is over.

    ``ended``: ``done``, ``stopped`` by a person, or ``fallen``; empty while it runs.
    """

    what: str
    number: int
    step: str = ""
    seconds: int = 0
    ended: str = ""
    outcome: Mapping[str, Any] = field(default_factory=dict)

    @property
    def running(self) -> bool:
        """Whether it is not over yet."""
        return not self.ended


class Making:
    """The one piece of work that is being done, or was done last; may be asked by several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._work: Work | None = None
        self._began = 0.0

    @property
    def work(self) -> Work | None:
        """The work as it stands."""
        with self._guard:
            work = self._work
            if work is None or not work.running:
                return work
            return _but(work, seconds=int(self._clock() - self._began))

    @property
    def running(self) -> bool:
        """Whether something is being done."""
        work = self.work
        return work is not None and work.running

    def start(self, what: str, asked: Mapping[str, Any]) -> bool:
        """Begin ``what``; tell whether nothing else was being done."""
        with self._guard:
            if self._work is not None and self._work.running:
                return False
            number = self._work.number + 1 if self._work else 1
            self._work, self._began = Work(what, number), self._clock()
            self._process = process = _begun()
        threading.Thread(target=self._listen, args=(process, number), daemon=True).start()
        assert process.stdin is not None
        with contextlib.suppress(OSError):
            process.stdin.write(json.dumps({**asked, "what": what}).encode() + b"\n")
            process.stdin.close()
        return True

    def stop(self) -> None:
        """End what is being done, if anything is; what was there before stays."""
        with self._guard:
            process = self._process
            if self._work is not None and self._work.running:
                self._work = _but(self._work, ended="stopped", seconds=int(self._clock() - self._began))
            self._process = None
        if process is not None:
            _end(process)

    def _listen(self, process: subprocess.Popen[bytes], number: int) -> None:
        """Take down what the process says until it ends."""
        out = process.stdout
        assert out is not None
        with contextlib.suppress(OSError, ValueError), out:
            while line := out.readline(_MAX_LINE):
                self._said(number, json.loads(line))
        process.wait()
        with self._guard:
            work = self._work
            if work is not None and work.number == number and work.running:
                self._work = _but(work, ended="fallen", seconds=int(self._clock() - self._began))

    def _said(self, number: int, told: Mapping[str, Any]) -> None:
        with self._guard:
            work = self._work
            if work is None or work.number != number or not work.running:
                return
            if "done" in told:
                seconds = int(self._clock() - self._began)
                self._work = _but(work, ended="done", outcome=told["done"], seconds=seconds)
            else:
                self._work = _but(work, step=str(told.get("step", "")))


def _but(work: Work, **changes: Any) -> Work:
    from dataclasses import replace

    return replace(work, **changes)


def _begun() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "lexcollect.review.maker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C at the terminal is for the page, which ends this in its turn
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the process to end; where it does not, end it."""
    process.terminate()
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
