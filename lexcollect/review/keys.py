"""Keys: how rows, files and tables are called in the browser, and findings as the pages show them.

Owns that names of files and ids of facts never stand in an address: a key says nothing, and a path nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterable

from lexcollect.files import sha256_bytes
from lexcollect.findings import Finding, shown
from lexcollect.wording import say


def key_of(name: str) -> str:
    """Return the key by which a row, a file or a table is called in the browser."""
    return sha256_bytes(name.encode("utf-8", "surrogatepass"))[:20]


def told(one: Finding) -> dict[str, str]:
    """Return a finding as the pages show it."""
    return {
        "code": one.code,
        "level": one.level.value,
        "word": say(f"desk.level.{one.level.value}"),
        "place": shown(str(one.where)),
        "message": one.message(),
        "remedy": one.remedy(),
    }


def told_all(found: Iterable[Finding]) -> list[dict[str, str]]:
    """Return findings as the pages show them."""
    return [told(one) for one in found]
