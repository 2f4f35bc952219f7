"""Refusals: why a file or a part of it is not read.

Owns :class:`BadFile` and what each reason means for the status of a file. A file that is not read is told, never
dropped; a reader raises nothing else for what a file holds.
"""

from __future__ import annotations

from enum import StrEnum

from lexcollect.findings import finding
from lexcollect.formats.kinds import Status
from lexcollect.formats.shapes import Look


class Reason(StrEnum):
    """Why a file is not read."""

    BROKEN = "broken"  # damaged, or not what it says it is
    TOO_MUCH = "too_much"  # a bomb, or larger than the limits
    LEAVES = "leaves"  # names that lead out of the folder
    LOCKED = "locked"  # needs a password
    NESTED = "nested"  # things in things in things, deeper than anything is read
    NO_DECODER = "no_decoder"  # whole, but the library that reads it is not installed


_STATUS = {Reason.BROKEN: Status.BROKEN, Reason.LOCKED: Status.ENCRYPTED, Reason.NO_DECODER: Status.USABLE}
#: What is told of a picture whose decoder is not installed: it is whole, and nobody saw it.
UNDECODED = "LX-I090"
_CODES = {
    Reason.TOO_MUCH: "LX-I029",
    Reason.LEAVES: "LX-I030",
    Reason.NO_DECODER: UNDECODED,
    Reason.NESTED: "LX-I263",
}


class BadFile(Exception):
    """The file, or the member at hand, cannot be read or is refused for ``reason``."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.value)


def mark(look: Look, bad: BadFile) -> Look:
    """Write into ``look`` what ``bad`` means: its status, and the finding of a refusal."""
    look.status = _STATUS.get(bad.reason, Status.UNREADABLE)
    if bad.reason in _CODES:
        look.findings.append(finding(_CODES[bad.reason]))
    return look
