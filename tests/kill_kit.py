"""Killing a process at every point where it talks to the disk."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

#: Names of the calls by which a file comes, changes, or goes.
CALLS = frozenset(
    {
        "open",
        "write",
        "flush",
        "fsync",
        "close",
        "replace",
        "rename",
        "unlink",
        "chmod",
        "ftruncate",
        "mkdir",
        "truncate",
    }
)


def points(work: Callable[[], object]) -> int:
    """Return how many points ``work`` has: before and after each call that touches the disk."""
    return _run(work, -1)


def killed_at(work: Callable[[], object], point: int) -> bool:
    """Run ``work`` in a child that is killed (SIGKILL) at ``point``; return whether it got that far."""
    pid = os.fork()
    if not pid:
        try:
            _run(work, point)
        finally:
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _run(work: Callable[[], object], point: int) -> int:
    seen = 0

    def watch(_frame: FrameType, event: str, arg: Any) -> None:
        nonlocal seen
        if event in ("c_call", "c_return") and getattr(arg, "__name__", "") in CALLS:
            if seen == point:
                os.kill(os.getpid(), signal.SIGKILL)
            seen += 1

    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(None)
    return seen
