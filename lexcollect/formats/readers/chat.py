"""Chats (聊天记录导出) of every program but those that write tables: recognised by its signs, read by its module.

Owns the card of all of them, the look at one, and what is told about it. Refuses what is no evidence, by name: a text
made for training a model, a file whose times are only relative.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from lexcollect.files import open_regular
from lexcollect.findings import Finding, finding
from lexcollect.formats.chat_tally import ChatTally
from lexcollect.formats.chats.dialects import Dialect, dialect_of, of_zip
from lexcollect.formats.chats.remarks import Remarks
from lexcollect.formats.chats.source import Source
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.limits import MAX_CHAT_BYTES, MAX_ROWS
from lexcollect.formats.readers.text import TextContent
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.said import Note
from lexcollect.formats.shapes import Line, Look, Member, Message, Part, Unit
from lexcollect.formats.start import Start
from lexcollect.wording import text

#: Ends of names that promise another kind as well and are no lie for a chat.
_ENDINGS = ("txt", "html", "htm", "xml", "zip")


#: What holds only what somebody chose.
_PARTIAL = frozenset({Note.SELECTION, Note.PASTED})


def _recognise(start: Start) -> FileKind | None:
    return FileKind.CHAT if dialect_of(start) else None


def _zipped(start: Start) -> FileKind | None:
    return FileKind.CHAT if of_zip(start) else None


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return messages, span, references and doubts of the chat at ``path``; ``name`` is its relative name."""
    from lexcollect.formats.chats.linking import linked

    seen = Look()
    if path.stat().st_size > MAX_CHAT_BYTES:
        seen.status = Status.UNREADABLE
        seen.findings.append(finding("LX-I037", limit=MAX_CHAT_BYTES // 1_000_000))
        return seen
    content = ChatsContent(path, kind)
    dialect = content.dialect
    seen.facts["program"] = dialect.name
    if dialect.refused:
        seen.status = Status.UNREADABLE
        seen.findings.append(finding("LX-I101" if dialect.refused is Note.TRAINING_SET else "LX-I102"))
        return seen
    count = ChatTally(PurePosixPath(name).parent)
    for message in linked(content.messages(), path.parent):
        content.remarks.see_attachments(message)
        count.add(message)
    count.said.partial = not _PARTIAL.isdisjoint(content.remarks.notes)
    count.tell(seen)
    relative = content.remarks.notes.get(Note.RELATIVE)
    if relative is not None and relative.count == content.remarks.messages:
        seen.status = Status.UNREADABLE
        seen.findings = [finding("LX-I130")]
        return seen
    seen.facts.update(content.remarks.facts)
    seen.findings = [*content.findings, *content.told(), *seen.findings]
    return seen


class ChatsContent(TextContent):
    """The messages of a chat; ``remarks`` grow while they are read."""

    def __init__(self, path: Path, kind: FileKind) -> None:
        super().__init__(path, kind)
        self.remarks = Remarks()
        self._dialect: Dialect | None = None

    @property
    def dialect(self) -> Dialect:
        """Return whose chat it is; :class:`BadFile` when the file was changed into none."""
        if self._dialect is None:
            with open_regular(self.path) as stream:
                start = Start(stream)
                self._dialect = of_zip(start) or dialect_of(start)
        if self._dialect is None:
            raise BadFile(Reason.BROKEN)
        return self._dialect

    def messages(self, part: Part | None = None) -> Iterator[Message]:
        """Yield the messages, numbered from 1 in the order of the file, those of ``part`` if given."""
        part = part and part.counts(Unit.MESSAGES)
        dialect = self.dialect
        if dialect.refused:
            return
        remarks = self.remarks = Remarks(dialect.sequence)
        for note in dialect.notes:
            remarks.add(note)
        for message in dialect.messages(Source(self.path, remarks)):
            if message.number > MAX_ROWS:
                self.findings.append(finding("LX-I050", limit=MAX_ROWS, unit=text("formats.unit.rows")))
                break
            if part and part.is_over(message.number):
                break
            remarks.see(message)
            if part is None or message.number in part:
                yield message
        remarks.close()

    def members(self) -> Iterator[Member]:
        """Yield the files that lie in the chat itself."""
        return self.dialect.inside(self.path) if self.dialect.members else iter(())

    def text(self) -> Iterator[Line]:
        """Yield its lines; of a chat that is no text there are none."""
        if self.dialect.module in ("database", "slack_zip"):
            return iter(())
        return super().text()

    def told(self) -> list[Finding]:
        """Return what is told about the messages that were handed out."""
        known = finding("LX-I100", program=text(f"formats.program.{self.dialect.name}"), count=self.remarks.messages)
        return [known, *self.remarks.findings()]


FORMAT = Format(
    kinds=(FileKind.CHAT,),
    mark=Mark.PROGRAM,
    recognise=_recognise,
    look=look,
    content=ChatsContent,
    also={Mark.CONTAINER: _zipped},
    promises=dict.fromkeys(_ENDINGS, frozenset({FileKind.CHAT})),
)
