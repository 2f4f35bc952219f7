"""Excerpts (节选): which messages of a chat are the exhibit, as the catalogue says it.

Owns the words for it (``3-12``, ``第3至12条``): one run of messages, from the first to the last, never single ones
picked out of it, so that an exhibit shows what was said in between. It is about the first file of an exhibit. Owns what
an exhibit of which messages or pages are left out says of itself wherever it is listed (:func:`told_of`): the index of
a package and the list of exhibits say the same. Refuses a run that holds nothing and a file that has no messages.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from lexcollect.formats.kinds import FileKind
from lexcollect.patterns import regex
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.evidence.items import Item, SourceFile
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


def told_of(item: Item) -> str:
    """Return what is said of an exhibit of which messages or pages are left out; nothing of one that is whole."""
    several, said = len(item.files) > 1, []
    for number, file in enumerate(item.files, start=1):
        if words := _cut(file):
            said.append(say("evidence.excerpt_file", "zh", number=number, words=words) if several else words)
    return say("evidence.excerpt", "zh", words="；".join(said)) if said else ""


def _cut(file: SourceFile) -> str:
    from lexcollect.formats.shapes import Unit, page_list  # only an exhibit of which something is left out needs it

    if file.part is not None and file.part.unit is Unit.MESSAGES:
        first, last = file.part.first, file.part.last
        if last is None:
            return say("evidence.excerpt_messages_from", "zh", first=first)
        return say("evidence.excerpt_messages", "zh", run=str(first) if last == first else f"{first}–{last}")
    if (paged := file.paged) is None or not paged.left_out:
        return ""
    if paged.count:
        return say("evidence.excerpt_of", "zh", count=paged.count, pages=page_list(paged.shown))
    return say("evidence.excerpt_without", "zh", pages=page_list(paged.left_out))
