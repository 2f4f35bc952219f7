"""Door: how the browser learns the address of the page, and nobody beside it.

Owns a file that leads to the address, which its owner alone can read, and how a second start asks the page that is open
for a new address: it knocks by a file beside it. An address given to a program stands in the list
of processes for every user of the machine; the name of a file that they cannot open tells them nothing.
"""

from __future__ import annotations

import contextlib
import os
import platform
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape, unescape
from pathlib import Path

from lexcollect.layout import CACHE
from lexcollect.wording import say

#: Where the file lies while the page runs, and the one by which a second start knocks.
DOOR, KNOCK = f"{CACHE}/review/open.html", f"{CACHE}/review/knock"
#: Seconds a second start waits for the page, and between two looks.
WAIT, _LOOK = 6.0, 0.1


@contextmanager
def door(folder: Path, address: str) -> Iterator[str]:
    """Yield the address of a file that leads to ``address``; nothing where none can be written. It goes at the end."""
    path = folder / DOOR
    try:
        _write(path, _page(address))
    except OSError:
        yield ""
        return
    try:
        yield path.as_uri()
    finally:
        with contextlib.suppress(OSError):
            path.unlink()


def knock(folder: Path, wait: float = WAIT) -> tuple[str, str]:
    """Ask the open page of ``folder`` for a new address; return it and that of the file that leads to it.

    Both are empty where nobody answers: the page hangs, or runs on another machine that shares the folder.
    """
    before = _leads_to(folder / DOOR)
    try:
        _write(folder / KNOCK, platform.node())
        until = time.monotonic() + wait
        while time.monotonic() < until:
            there = _leads_to(folder / DOOR)
            if there and there != before:
                return there, (folder / DOOR).as_uri()
            time.sleep(_LOOK)
    except OSError:
        return "", ""
    with contextlib.suppress(OSError):
        (folder / KNOCK).unlink()
    return "", ""


def knocked(folder: Path) -> bool:
    """Tell whether somebody on this machine knocked; the knock is taken away."""
    path = folder / KNOCK
    if path.is_symlink() or not path.is_file():
        return False
    try:
        here = path.read_text("utf-8", "replace")[:300] == platform.node()
        if here:
            path.unlink()
    except OSError:
        return False
    return here


def answer(folder: Path, address: str) -> None:
    """Let the file lead to a new ``address``; who knocked reads it there."""
    with contextlib.suppress(OSError):
        _write(folder / DOOR, _page(address))


def shut(folder: Path) -> None:
    """Take the file away."""
    with contextlib.suppress(OSError):
        (folder / DOOR).unlink()


def _leads_to(path: Path) -> str:
    try:
        found = re.search(r'<a href="([^"]+)"', path.read_text("utf-8")) if not path.is_symlink() else None
    except OSError:
        return ""
    return unescape(found[1]) if found else ""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        path.unlink()  # of a run that was killed; its token is good no more
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)


def _page(address: str) -> str:
    there, name = escape(address), escape(say("desk.title"))
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
        f'<meta http-equiv="refresh" content="0;url={there}"><title>{name}</title></head>'
        f'<body><a href="{there}">{name}</a></body></html>\n'
    )
