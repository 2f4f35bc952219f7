"""Memory: what a matter knows already of the files that are packed, so that nothing is done twice.

Owns the shape in which a builder is told; who remembers it is the matter's business. Nothing here is needed to build a
package, and nothing of it changes a byte of one.
"""

from __future__ import annotations

from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class Memory:
    """``sound``: SHA-256 of the files in which intake looked for damage and found none."""

    sound: frozenset[str] = frozenset()


NOTHING_KNOWN = Memory()
