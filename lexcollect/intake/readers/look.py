"""Look: what a reader brings back from one file.

Owns the shape that all readers fill. A reader never decides what becomes of a file beyond its status, never
writes, and never keeps a password.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lexcollect.findings import Finding
from lexcollect.intake.records import DateCandidate, Status


@dataclass(frozen=True, slots=True)
class Picture:
    """What two pictures are compared by: a 256-bit difference hash, a small grey copy, width ÷ height."""

    hash: int
    grey: bytes
    aspect: float
    pixels: int


@dataclass(slots=True)
class Look:
    """One look at one file.

    ``text`` is what the file says, bounded, for cues only; ``refers`` are relative names that a chat
    points to; ``findings`` carry no place yet: the caller puts the name in.
    """

    status: Status = Status.USABLE
    facts: dict[str, str] = field(default_factory=dict)
    dates: list[DateCandidate] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    text: str = ""
    refers: tuple[str, ...] = ()
    picture: Picture | None = None
