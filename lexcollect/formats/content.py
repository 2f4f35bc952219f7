"""Content: what is inside a file, streamed.

Owns the one shape behind which every format hands out what it holds: messages, members, pages, text. A format
overrides what it has; the rest is empty. Each call reads anew and keeps no more than one piece in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lexcollect.findings import Finding
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.shapes import Member, Message, Page, Part, TextPiece


class Content:
    """The content of the file at ``path``.

    A part is counted in what it is asked for: a range of messages where pages are wanted is a :class:`ValueError`.

    ``findings`` grows while pieces are read and says what was left unread; it carries no place. Reading raises
    :class:`~lexcollect.formats.refusals.BadFile` when the file is damaged, locked or refused, and
    :class:`OSError` when the system does not let us read it.
    """

    def __init__(self, path: Path, kind: FileKind) -> None:
        self.path, self.kind = path, kind
        self.findings: list[Finding] = []

    def messages(self, part: Part | None = None) -> Iterator[Message]:
        """Yield the messages of a chat or mail, those of ``part`` if given, in the order of the source."""
        return iter(())

    def members(self) -> Iterator[Member]:
        """Yield the files inside, in the order in which a person would lay them out."""
        return iter(())

    def pages(self, part: Part | None = None) -> Iterator[Page]:
        """Yield the pages, those of ``part`` if given."""
        return iter(())

    def text(self) -> Iterator[TextPiece]:
        """Yield the text piece by piece; of a text these are :class:`~lexcollect.formats.shapes.Line`."""
        return iter(())
