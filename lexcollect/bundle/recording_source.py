"""Recordings (录音、录像): a sheet in their place that says how long they are, how they are coded and when made.

Owns the rows of that sheet. Plays nothing, and claims of day and length no more than the file itself says.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from lexcollect.bundle.problems import Unshown
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.recordings import recording_of
from lexcollect.formats.times import CHINA
from lexcollect.wording import say

RECORDINGS = frozenset({FileKind.AUDIO, FileKind.VIDEO})


def rows_of(path: Path, kind: FileKind, *, transcript: bool) -> tuple[tuple[str, str], ...]:
    """Return the rows of the sheet: what it is, length, the time the file tells, whether its words are written down."""
    said = recording_of(path)
    made = said.made.astimezone(CHINA) if said.made else None
    rows = [
        (say("bundle.row_kind", "zh"), say(f"formats.kind.{kind}", "zh") + (f" {said.coding}" if said.coding else "")),
        (say("bundle.row_length", "zh"), length(said.seconds) if said.seconds else say("bundle.unread", "zh")),
        (say("bundle.row_made", "zh"), f"{made:%Y-%m-%d %H:%M:%S}" if made else say("bundle.unread", "zh")),
        (say("bundle.row_words", "zh"), say("bundle.words_beside" if transcript else "bundle.words_missing", "zh")),
    ]
    return tuple(rows)


def length(seconds: Decimal) -> str:
    """Return a length in hours, minutes and whole seconds, rounded; one below a second counts as one."""
    whole = max(1, int(seconds.quantize(Decimal(1), ROUND_HALF_UP)))
    hours, rest = divmod(whole, 3600)
    minutes, rest = divmod(rest, 60)
    key = "bundle.length_hours" if hours else "bundle.length_minutes" if minutes else "bundle.length_seconds"
    return say(key, "zh", hours=hours, minutes=minutes, seconds=rest)


def why(*, transcript: bool) -> Unshown:
    """Return the reason that stands on the sheet."""
    return Unshown("LX-B285" if transcript else "LX-B286")
