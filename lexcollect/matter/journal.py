"""Journal: one line for each run that changed a matter.

Owns ``5-日志/journal.jsonl``, which only ever grows: when, which verb, for which day, what changed, how it
ended. Holds no user name, no machine name and no path outside the matter.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lexcollect.layout import JOURNAL


def note(
    matter: Path, command: str, when: datetime, as_of: date, changed: tuple[str, ...], *, exit: int | None = None
) -> None:
    """Append what a run of ``command`` changed in ``matter``: names relative to it; ``exit`` is how the run ended."""
    from lexcollect.version import __version__

    ended: dict[str, Any] = {} if exit is None else {"exit": exit}
    append(
        matter,
        {
            "when": when.isoformat(timespec="seconds"),
            "command": command,
            "as_of": as_of.isoformat(),
            "version": __version__,
            **ended,
            "changed": list(changed),
        },
    )


def append(matter: Path, entry: Mapping[str, Any]) -> None:
    """Append ``entry`` as one line to the journal of ``matter``."""
    path = matter / JOURNAL
    path.parent.mkdir(exist_ok=True)
    line = json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    # One write in append mode: two runs at once cannot cut each other's line.
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        os.write(handle, line)
    finally:
        os.close(handle)
