"""Memory: what a matter knows already of the files that are packed, so that nothing is done twice.

Owns the shape in which a builder is told; who remembers it is the matter's business. Nothing here is needed to build a
package, and nothing of it changes a byte of one.
"""

from __future__ import annotations

from pathlib import Path

from lexcollect.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Memory:
    """``sound``: SHA-256 of the files in which intake looked for damage and found none.

    ``pages`` is the folder where rendered exhibits are kept, ``secret`` what seals them; without both none are.
    """

    sound: frozenset[str] = frozenset()
    pages: Path | None = None
    secret: bytes = field(default=b"", repr=False)


NOTHING_KNOWN = Memory()
