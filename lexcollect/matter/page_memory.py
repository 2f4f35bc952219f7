"""Page memory: what a matter remembers for the next package (``.lexcollect/pages``), and the secret that seals it.

Owns the place and the secret: 32 bytes by chance in the user's configuration folder, made when first needed. A folder
that came from elsewhere cannot bring pages of its own making: they bear no seal of this machine. Where no secret can be
kept, no page is.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.files import read_bounded
from lexcollect.layout import PAGES

if TYPE_CHECKING:
    from lexcollect.bundle.memory import Memory

SECRET = "pages.key"
_BYTES = 32


def memory_of(matter: Path) -> Memory:
    """Return what is known of the files of ``matter`` and where its pages are kept."""
    from lexcollect.intake.register import sound_files

    return replace(kept_in(matter), sound=sound_files(matter))


def kept_in(matter: Path) -> Memory:
    """Return where the pages of ``matter`` are kept, and nothing of its files."""
    from lexcollect.bundle.memory import Memory

    return Memory(pages=matter / PAGES, secret=secret_of())


def secret_of() -> bytes:
    """Return the secret of this user's machine; empty where none can be kept."""
    from lexcollect.matter.rates import config_folder

    place = config_folder() / SECRET
    try:
        if not place.exists():
            _make(place)
        secret = read_bounded(place, _BYTES)
    except OSError:  # no place of the user's own: nothing is kept
        return b""
    return secret if len(secret) == _BYTES else b""


def _make(place: Path) -> None:
    """Write a new secret, whole or not at all; of two runs at once the first one's stays."""
    place.parent.mkdir(parents=True, exist_ok=True)
    half = place.with_name(f".{SECRET}-{secrets.token_hex(4)}")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_bytes(_BYTES))
        if not place.exists():
            half.replace(place)
    finally:
        half.unlink(missing_ok=True)
