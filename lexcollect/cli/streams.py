"""Streams: what leaves the program, in an encoding its reader can take.

Owns the encodings of the standard streams and the one JSON document. What a stream cannot show is replaced,
never an error. Imports almost nothing: it is needed for the help as well.
"""

from __future__ import annotations

import os
import sys
from typing import Any, TextIO


def speak_chinese() -> None:
    """Begin anew in UTF-8 mode where the locale's encoding has no Chinese: no file of a matter could be found there."""
    try:
        os.fsencode("案件")
    except UnicodeEncodeError:
        if sys.executable and os.name == "posix":
            os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def prepare_streams() -> None:
    """Make standard streams fit for Chinese: UTF-8 when redirected, replacement instead of errors always."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller, or a window program on Windows
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if not hasattr(stream, "reconfigure"):
            continue
        keep = bool(os.environ.get("PYTHONIOENCODING")) or stream.isatty()
        if keep and "ascii" not in (stream.encoding or "").lower():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")


def silence(stream: TextIO) -> None:
    """Send what is still buffered for a closed pipe nowhere, so that leaving does not complain again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return


def write_json(data: dict[str, Any]) -> None:
    """Write ``data`` as the only thing on standard output, in UTF-8 whatever the console speaks."""
    import json

    if hasattr(sys.stdout, "reconfigure"):
        # A file name that is no valid Unicode appears as \udcXX, which JSON readers accept.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n")
    sys.stdout.flush()
