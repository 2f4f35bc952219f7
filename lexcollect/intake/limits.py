"""Limits: how much one delivery may hold.

Owns the bounds of walking a folder; those of single files belong to ``formats``. Passing one gives a finding, never an
exception and never a silent cut.
"""

from __future__ import annotations

#: Files of one delivery, and folders inside folders.
MAX_FILES = 50_000
MAX_DEPTH = 40
#: Register and list of one matter: some kilobytes a file at most.
MAX_REGISTER_BYTES = 256 << 20
#: A file name longer than this leaves no room for the exhibit number in front (255 bytes is the usual bound).
LONG_NAME_BYTES = 220
