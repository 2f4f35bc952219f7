"""Door: how the browser learns the address of the page, and nobody beside it.

Owns a file that leads to the address, which its owner alone can read. An address given to a program stands in the list
of processes for every user of the machine; the name of a file that they cannot open tells them nothing.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from lexcollect.layout import CACHE
from lexcollect.wording import say

#: Where the file lies while the page runs.
DOOR = f"{CACHE}/review/open.html"


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
