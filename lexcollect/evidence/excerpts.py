"""Excerpts (节选): which messages of a chat are the exhibit, as the catalogue says it.

Owns the words for it (``3-12``, ``第3至12条``): one run of messages, from the first to the last, never single ones
picked out of it, so that an exhibit shows what was said in between. It is about the first file of an exhibit. Refuses a
run that holds nothing and a file that has no messages.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from lexcollect.formats.kinds import FileKind
from lexcollect.patterns import regex

if TYPE_CHECKING:
    from lexcollect.evidence.items import SourceFile
    from lexcollect.formats.shapes import Part

#: The key of an exhibit that says it.
EXCERPT = "excerpt"
#: Files that have messages. What intake does not know is left to whoever reads it.
OF_MESSAGES = frozenset((FileKind.CHAT, FileKind.UNKNOWN))
_RUN = regex(r"^第?\s*(\d{1,7})\s*条?\s*(?:[-–—~至到]\s*第?\s*(\d{1,7})\s*条?)?$")


class BadExcerpt(ValueError):
    """Words that name no run of messages."""


def excerpt_of(words: str) -> Part | None:
    """Return the messages that ``words`` name, counted from 1; ``None`` for no words, which is the whole chat.

    :class:`BadExcerpt` for words that name no run.
    """
    text = unicodedata.normalize("NFKC", words).strip()
    if not text:
        return None
    match = _RUN.match(text)
    if match is None:
        raise BadExcerpt(words)
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last:
        raise BadExcerpt(words)
    from lexcollect.formats.shapes import Part, Unit  # only a catalogue with excerpts needs what readers bring back

    return Part(Unit.MESSAGES, first, last)


def words_of(part: Part) -> str:
    """Return a run of messages as the catalogue says it."""
    return f"{part.first}-{part.last}" if part.last != part.first else str(part.first)


def has_messages(file: SourceFile) -> bool:
    """Tell whether a file may have messages."""
    return FileKind(file.kind) in OF_MESSAGES
