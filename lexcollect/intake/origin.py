"""Origin: what has to be asked about a file before it may leave the house.

Owns the closed list of questions (:class:`About`) and which of them a file raises: by its name, its kind, and what its
reader saw. A text, a Word file or a sheet shows nobody's signature: who wrote it, for whom, is always asked. Decides
nothing: the answer is a person's and stands in the catalogue (``decisions``).
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from lexcollect.formats.kinds import FileKind
from lexcollect.intake import cues

if TYPE_CHECKING:
    from lexcollect.formats.shapes import Look


class About(StrEnum):
    """What a decision on a file is about, the gravest first; in a catalogue it stands by its Chinese word."""

    PRIVILEGED = "privileged"  # a lawyer's paper, a bottom line, what was said in confidence
    PERSONAL = "personal"  # a list of people who are no party
    DRAFT = "draft"  # tracked changes
    INTERNAL = "internal"  # a note, a minute, a message among one's own people
    UNCLEAR = "unclear"  # a text, Word or sheet file: who wrote it for whom is not to be seen
    HIDDEN = "hidden"  # comments, hidden rows and the like: what a page does not show


class Ask(NamedTuple):
    """One question: what it is about, the word or the number that raised it."""

    about: About
    cue: str = ""
    number: int = 0


#: Kinds that anybody may have written for anybody, and those that cannot be looked into.
_WRITTEN = frozenset(
    {
        *(FileKind.DOCX, FileKind.XLSX, FileKind.PPTX, FileKind.ODF, FileKind.PACKAGE, FileKind.OLE),
        *(FileKind.TEXT, FileKind.CSV, FileKind.RTF, FileKind.HTML, FileKind.XML),
        *(FileKind.ARCHIVE, FileKind.UNKNOWN),
    }
)
#: Kinds whose content is looked at for cues and for what it hides; of the others the name must do.
READ_FOR_CUES = frozenset(
    {*(_WRITTEN - {FileKind.ARCHIVE, FileKind.UNKNOWN}), FileKind.PDF, FileKind.MAIL, FileKind.CHAT, FileKind.ZIP}
)
_NEVER = frozenset({FileKind.EMPTY, FileKind.SYSTEM})


def asks_of(name: str, kind: FileKind, look: Look, known_ids: Collection[str]) -> tuple[Ask, ...]:
    """Return what must be decided about the file before it is packed; nothing when nothing has to.

    ``known_ids`` are the ID numbers of the parties, which are expected in the papers.
    """
    if kind in _NEVER:
        return ()
    hides = (Ask(About.HIDDEN),) if look.hidden else ()
    return (*_asked(name, kind, look, known_ids), *hides)


def _asked(name: str, kind: FileKind, look: Look, known_ids: Collection[str]) -> tuple[Ask, ...]:
    found: list[Ask] = []
    names = "\n".join((name, *(look.facts.get(fact, "") for fact in ("member_names", "attachment_names", "subject"))))
    letter = kind in (FileKind.MAIL, FileKind.CHAT)
    if cue := cues.privileged_cue(names, look.text) or _of_counsel(kind, look):
        found.append(Ask(About.PRIVILEGED, cue))
    if kind is not FileKind.CHAT and (count := cues.foreign_people(look.text, known_ids)):
        found.append(Ask(About.PERSONAL, number=count))
    if changes := look.facts.get("tracked_changes"):
        found.append(Ask(About.DRAFT, number=int(changes)))
    if found:
        return tuple(found)
    if cue := cues.internal_cue(names, "" if letter else look.text) or _among_ourselves(kind, look):
        return (Ask(About.INTERNAL, cue),)
    return (Ask(About.UNCLEAR),) if kind in _WRITTEN or _holds_written(kind, look) or _is_pasted(kind, look) else ()


def _is_pasted(kind: FileKind, look: Look) -> bool:
    """Tell whether a chat is text that was copied from a window: anybody may have typed it."""
    return kind is FileKind.CHAT and look.facts.get("program") == "wechat-pc-copy"


def _of_counsel(kind: FileKind, look: Look) -> str:
    """Return the lawyer a mail is from or to, if there is one."""
    return cues.counsel(_people(look)) if kind is FileKind.MAIL else ""


def _among_ourselves(kind: FileKind, look: Look) -> str:
    """Return the one house that all people of a mail belong to, if they do."""
    return cues.one_house(_people(look)) if kind is FileKind.MAIL else ""


def _people(look: Look) -> str:
    return ", ".join(look.facts.get(fact, "") for fact in ("from", "to", "cc"))


def _holds_written(kind: FileKind, look: Look) -> bool:
    """Tell whether an archive holds more than pictures, pages and recordings, as far as that can be seen."""
    if kind is not FileKind.ZIP:
        return False
    listed = look.facts.get("member_names")
    return listed is None or not all(cues.shows_itself(name) for name in listed.split("\n") if name)
