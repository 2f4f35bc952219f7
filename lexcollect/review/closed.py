"""Closed: the files of an exhibit that nobody can see on the page, and how a person says that they looked at them.

Owns which files those are (damaged, locked, empty, a picture whose decoder is not installed, of no known kind), the
answers to how they were looked at, and the words that keep an answer inside the catalogue. Opens no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.formats.kinds import PICTURES, FileKind, Status
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.intake.register import Seen
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.sheets.rows import Row

#: How a file was looked at that the page cannot show.
HOWS = ("original", "program")
_UNOPENED = (Status.BROKEN, Status.ENCRYPTED, Status.EMPTY, Status.UNREADABLE)


def closed(desk: Desk, row: Row) -> list[str]:
    """Return the files of a line that cannot be shown, by what intake saw of them."""
    return [name for name in row.files if name in desk.seen and is_closed(desk.seen[name])]


def is_closed(seen: Seen) -> bool:
    """Tell whether nothing of a file can be seen: the package has a placeholder in its stead."""
    if seen.status in _UNOPENED or seen.kind is FileKind.UNKNOWN:
        return True
    return seen.kind in PICTURES and seen.status is Status.USABLE and "width" not in seen.facts


def is_said(row: Row) -> bool:
    """Tell whether somebody has said how the files were looked at."""
    note = row.cells.get("note", "")
    return any(words_of(how) in note for how in HOWS)


def words_of(how: str) -> str:
    """Return the words of an answer as the note keeps them: Chinese, inside, never printed."""
    return say(f"desk.closed.{how}_kept", "zh")


def is_asked(desk: Desk, row: Row) -> bool:
    """Tell whether a file of a line cannot be shown and nobody has said how it was looked at.

    Whatever else is filled in by hand: such a line is not looked at yet.
    """
    return not is_said(row) and bool(closed(desk, row))


def noted(held: str, how: str) -> str:
    """Return the note of a line, ``held`` so far, with the answer behind what stands there."""
    return "；".join(filter(None, (held, words_of(how))))
