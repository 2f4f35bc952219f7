"""Within (内件): what the files inside a file hide: members of an archive, attachments of a mail or a PDF, files
embedded in a document, one in another.

Owns the search, by the same readers that look at a file of its own, and its bounds: how deep, how many, how many bytes.
What is beyond them or cannot be read is told as not known, with its name. One member at a time lies on the disk, in a
folder of the system's that goes with the search; a name from inside is never used as a path.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from lexcollect.formats.hidden import Gathered, Hidden, HiddenKind, merged
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.limits import (
    HEAD_BYTES,
    MAX_MEMBER_BYTES,
    MAX_SEARCHED,
    MAX_SEARCHED_BYTES,
    MAX_SEARCHED_DEPTH,
    MAX_TEXT_CHARS,
)
from lexcollect.formats.recognise import Recognised, identify, identify_stream
from lexcollect.formats.refusals import BadFile
from lexcollect.formats.registry import promises
from lexcollect.formats.shapes import Look, Member
from lexcollect.wording import Text, text

#: Kinds whose files inside are always searched; of documents, those that have some.
CONTAINERS = frozenset({FileKind.ZIP, FileKind.MAIL})
_DOCUMENTS = frozenset({FileKind.PDF, FileKind.DOCX, FileKind.XLSX, FileKind.PPTX, FileKind.ODF})
_WORDS = frozenset({FileKind.TEXT, FileKind.CSV, FileKind.HTML, FileKind.RTF, FileKind.XML})
_SEARCHED = CONTAINERS | _DOCUMENTS | _WORDS
#: So much of a name from inside is told, and so many places of one member.
_NAME_CHARS, _PLACES = 60, 3


def has_members(known: Recognised, seen: Look) -> bool:
    """Tell whether files inside the one just ``seen`` can be searched."""
    return known.kind in CONTAINERS or any(one.kind is HiddenKind.ATTACHED for one in seen.hidden)


def search_within(path: Path, known: Recognised, seen: Look) -> None:
    """Add to ``seen``, the look at the file at ``path``, what the files inside it hide and what they say."""
    search = _Search()
    try:
        with TemporaryDirectory(prefix="lexcollect-") as folder:
            search.members(path, known, Path(folder), search.found, 1)
    except BadFile:
        return  # the look at the file itself told why it cannot be opened
    seen.hidden = merged(seen.hidden, search.found.result)
    seen.text = "\n".join((seen.text, *search.words))[:MAX_TEXT_CHARS] if search.words else seen.text


class _Search:
    """One search with what it may still read, what it found and the words it met."""

    def __init__(self) -> None:
        self.found = Gathered()
        self.words: list[str] = []
        self._bytes, self._files, self._chars = MAX_SEARCHED_BYTES, MAX_SEARCHED, MAX_TEXT_CHARS

    def members(self, path: Path, known: Recognised, folder: Path, found: Gathered, depth: int) -> None:
        """Search the files inside the one at ``path``; :class:`BadFile` when it cannot be opened."""
        for member in known.format.content(path, known.kind).members():
            target = folder / f"{depth}-{member.number}"
            try:
                self._member(member, target, folder, found, depth)
            except Exception:  # damaged or hostile: what it hides is not known
                if _may_hide(member.name):
                    found.add(HiddenKind.UNREAD, _named(member.name))
            finally:
                target.unlink(missing_ok=True)

    def _member(self, member: Member, target: Path, folder: Path, found: Gathered, depth: int) -> None:
        pieces = iter(member.chunks())
        head = next(pieces, b"")
        if identify_stream(io.BytesIO(head[:HEAD_BYTES]), member.name).kind not in _SEARCHED:
            return
        if not self._written(head, pieces, target):
            found.add(HiddenKind.UNREAD, _named(member.name))
            return
        known = identify(target, member.name)
        if known.kind not in _SEARCHED:
            return
        seen = Look() if known.kind is FileKind.ZIP else self._look(member, target, known, found)
        if not has_members(known, seen):
            return
        if depth >= MAX_SEARCHED_DEPTH:
            found.add(HiddenKind.UNREAD, _named(member.name))
            return
        inside = Gathered()
        self.members(target, known, folder, inside, depth + 1)
        _add(found, member.name, inside.result)

    def _look(self, member: Member, target: Path, known: Recognised, found: Gathered) -> Look:
        seen = known.format.look(target, member.name, known.kind)
        if seen.status is not Status.USABLE and known.kind in _DOCUMENTS:
            found.add(HiddenKind.UNREAD, _named(member.name))
        _add(found, member.name, seen.hidden)
        found.add(HiddenKind.CHANGES, _named(member.name), int(seen.facts.get("tracked_changes", 0)))
        if seen.text and self._chars > 0:
            self.words.append(seen.text[: self._chars])
            self._chars -= len(seen.text)
        return seen

    def _written(self, head: bytes, rest: Iterator[bytes], target: Path) -> bool:
        """Write a member to ``target``; return whether that was within bounds."""
        if not self._files:
            return False
        self._files -= 1
        size = 0
        with target.open("wb") as out:
            for piece in chain((head,), rest):
                size += out.write(piece)
                if size > min(MAX_MEMBER_BYTES, self._bytes):
                    return False
        self._bytes -= size
        return True


def _add(found: Gathered, name: str, hidden: tuple[Hidden, ...]) -> None:
    """Count what one member hides, each kind at the member's name with the places inside it."""
    for one in hidden:
        more = ("…",) if len(one.places) > _PLACES else ()
        inside = (*one.places[:_PLACES], *more)
        place = text("formats.place.within", member=_named(name), places=inside) if inside else _named(name)
        found.add(one.kind, place, one.number)


def _named(name: str) -> Text | str:
    return name if len(name) <= _NAME_CHARS else f"…{name[-_NAME_CHARS:]}"


def _may_hide(name: str) -> bool:
    """Tell whether a file of this name, which cannot be read, may be one that hides something."""
    promised = promises().get(name.rpartition(".")[2].lower()) if "." in name else None
    return promised is None or bool(promised & _SEARCHED)
