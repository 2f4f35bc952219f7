"""Journal: one line for each run that changed a matter.

Owns ``5-日志/journal.jsonl``, which only ever grows: when, which verb, for which day, what changed, how it
ended. Holds no user name, no machine name and no path outside the matter.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lexcollect.cli.options import Settings
    from lexcollect.cli.report import Report

JOURNAL = Path("5-日志") / "journal.jsonl"


def note(matter: Path, verb: str, settings: Settings, report: Report) -> None:
    """Append what this run changed in ``matter``."""
    from lexcollect import __version__
    from lexcollect.cli.options import now

    entry = {
        "when": now().isoformat(timespec="seconds"),
        "command": verb,
        "as_of": settings.as_of.isoformat(),
        "version": __version__,
        "exit": int(report.code),
        "changed": list(report.changed),
    }
    path = matter / JOURNAL
    path.parent.mkdir(exist_ok=True)
    line = json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    # One write in append mode: two runs at once cannot cut each other's line.
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        os.write(handle, line)
    finally:
        os.close(handle)
