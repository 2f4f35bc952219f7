"""Laid down: the digests of whole lists that the journal of a matter keeps.

Owns which lists those are: the manifest of each package, the register of the raw material; and reading them back. The
journal lies beside what it speaks of: it shows what was altered without it, not who may alter both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from lexcollect.layout import JOURNAL, MATERIAL_LIST, PACKAGES, RAW

#: The key under which a line of the journal keeps digests: place below the matter → SHA-256.
KEY = "digests"
#: No line of a journal is longer.
_MOST_LINE = 16 << 20
_VERSION = re.compile(rf"{PACKAGES}/v[1-9]\d{{0,5}}(?=/|$)")


def to_lay_down(matter: Path, changed: Iterable[str]) -> dict[str, str]:
    """Return the digests of the lists that a run wrote which changed the files ``changed`` of ``matter``."""
    found: dict[str, str] = {}
    for name in changed:
        if match := _VERSION.match(name):
            found.setdefault(match[0], "")
        elif name == MATERIAL_LIST or name.startswith(f"{RAW}/"):
            found.setdefault(RAW, "")
    return {place: digest for place in found if (digest := _digest(matter, place))}


def _digest(matter: Path, place: str) -> str:
    if place == RAW:
        from lexcollect.bundle.verify import register_digest
        from lexcollect.intake.register import registered

        known = registered(matter)
        return register_digest(known) if known else ""
    from lexcollect.bundle.manifest import MANIFEST
    from lexcollect.files import sha256_file

    try:
        return sha256_file(matter / place / MANIFEST)
    except OSError:
        return ""


def laid_down(matter: Path) -> dict[str, tuple[str, ...]]:
    """Return the digests in the journal of ``matter`` by place, the oldest first; none where there is no journal."""
    from lexcollect.files import open_regular

    found: dict[str, list[str]] = {}
    try:
        with open_regular(matter / JOURNAL) as stream:
            while line := stream.readline(_MOST_LINE):
                for place, digest in _of_line(line).items():
                    found.setdefault(place, []).append(digest)
    except OSError:
        return {}
    return {place: tuple(digests) for place, digests in found.items()}


def _of_line(line: bytes) -> dict[str, str]:
    if f'"{KEY}"'.encode() not in line:
        return {}
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):  # torn by a kill
        return {}
    kept = entry.get(KEY) if isinstance(entry, dict) else None
    return {str(k): v for k, v in kept.items() if isinstance(v, str)} if isinstance(kept, dict) else {}
