"""Journal: one line for each run that changed a matter.

Owns ``5-日志/journal.jsonl``, which only ever grows: when, which verb, for which day, what changed, how it
ended. Holds no name of a person but the one a caller gives, no machine name and no path outside the matter.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lexcollect.layout import JOURNAL

#: So far from the end the line of an interrupted run is looked for; no line is longer.
_NEAR_END = 16_000_000
_BLOCK = 4096


def note(
    matter: Path, command: str, when: datetime, as_of: date, changed: tuple[str, ...], *, exit: int | None = None
) -> None:
    """Append what a run of ``command`` changed in ``matter``: names relative to it; ``exit`` is how the run ended.

    Of a package and of the register of the raw material, the digest of the whole list is kept besides.
    """
    from lexcollect.matter.laid_down import KEY, to_lay_down
    from lexcollect.version import __version__

    ended: dict[str, Any] = {} if exit is None else {"exit": exit}
    digests = to_lay_down(matter, changed)
    append(
        matter,
        {
            "when": when.isoformat(timespec="seconds"),
            "command": command,
            "as_of": as_of.isoformat(),
            "version": __version__,
            **ended,
            "changed": list(changed),
            **({KEY: digests} if digests else {}),
        },
    )


def append(matter: Path, entry: Mapping[str, Any]) -> None:
    """Append ``entry`` as one line to the journal of ``matter``."""
    append_line(matter, line_of(entry))


def line_of(entry: Mapping[str, Any]) -> bytes:
    """Return ``entry`` as one line."""
    return json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def append_line(matter: Path, line: bytes) -> None:
    """Append ``line`` to the journal of ``matter``.

    What a killed run left half written at the end stays there on a line of its own; where it is the beginning of
    ``line``, the rest follows. :class:`OSError` also for a link in place of the journal, which may lead anywhere.
    """
    path = matter / JOURNAL
    path.parent.mkdir(exist_ok=True)
    torn = _torn_end(path)
    if torn:
        line = line[len(torn) :] if line.startswith(torn) else b"\n" + line
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    # One write in append mode: two runs at once cannot cut each other's line.
    handle = os.open(path, flags, 0o644)
    try:
        if os.write(handle, line) < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        os.fsync(handle)
    finally:
        os.close(handle)


def holds(matter: Path, mark: bytes) -> bool:
    """Tell whether a whole line near the end of the journal holds ``mark``."""
    return any(mark in line for line in _end(matter / JOURNAL, _NEAR_END).split(b"\n")[:-1])


def _torn_end(path: Path) -> bytes:
    """Return what stands behind the last line end of the journal: nothing, but after a kill."""
    size = _BLOCK
    while b"\n" not in (end := _end(path, size)) and len(end) == size:
        size *= 4
    return end.rpartition(b"\n")[2]


def _end(path: Path, size: int) -> bytes:
    """Return the last ``size`` bytes of the journal, fewer if it is shorter."""
    try:
        with path.open("rb") as stream:
            stream.seek(max(stream.seek(0, os.SEEK_END) - size, 0))
            return stream.read(size)
    except FileNotFoundError:
        return b""
