"""Transcripts (聊天记录整理页): the messages of a chat export as a table that a judge can read, and an opponent check.

Owns the head of a transcript (which file, by which program, between whom, how many messages, which doubts), its rows
in the order of the export without leaving one out, and the pictures in their place. Refuses nothing a reader gave:
a line that was not understood stands as it is. The time is that of the export; nothing is put right.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from lexcollect.bundle.canvas import Canvas
from lexcollect.bundle.problems import Notes, Unshown
from lexcollect.bundle.written.emoji import with_names
from lexcollect.bundle.written.flow import Flow
from lexcollect.bundle.written.lines import Words
from lexcollect.bundle.written.message_row import Pictures, Row, row_of, separator
from lexcollect.formats.chats.linking import Called, linked
from lexcollect.formats.chats.remarks import Gap
from lexcollect.formats.readers.chat import ChatsContent
from lexcollect.formats.readers.chat_csv import ChatContent
from lexcollect.formats.reading import content
from lexcollect.formats.recognise import identify
from lexcollect.formats.said import Moment, TimeSource
from lexcollect.formats.shapes import Message, Part
from lexcollect.records import dataclass, field
from lexcollect.wording import say

#: So many people of a chat are named in its head.
_PEOPLE = 12


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A file of the same exhibit: its name as received, and where its copy lies."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Named:
    """Where a chat names a file beside it: the chat by its name as received, the message, and which of its names."""

    chat: str
    message: int
    name: int


@dataclass(slots=True)
class _Overview:
    """What the head says: counted over the whole export and over the part that is shown."""

    messages: int = 0
    shown: int = 0
    first: Moment = Moment()
    last: Moment = Moment()
    people: dict[tuple[str, str], int] = field(default_factory=dict)
    owner: set[tuple[str, str]] = field(default_factory=set)
    conversations: set[str] = field(default_factory=set)
    assumed: bool = False

    def see(self, message: Message, *, shown: bool) -> None:
        self.messages += 1
        if not shown:
            return
        self.shown += 1
        self.assumed |= message.time.source is TimeSource.ASSUMED
        if message.time.value is not None:
            self.first = self.first if self.first.value else message.time
            self.last = message.time
        if len(self.conversations) < 2:
            self.conversations.add(message.conversation)
        who = (message.sender, message.sender_id)
        if any(who) and (who in self.people or len(self.people) < 1000):
            self.people[who] = self.people.get(who, 0) + 1
            if message.outgoing:
                self.owner.add(who)


def add_chat(
    canvas: Canvas, name: str, neighbours: tuple[Neighbour, ...], words: Words, part: Part | None, notes: Notes
) -> dict[str, Named]:
    """Add the transcript of the chat received as ``name``, one of ``neighbours``; those messages of ``part`` if given.

    Returns where the chat names its neighbours, by their names as received. Raises :class:`Unshown` when there is no
    message to show.
    """
    room = canvas.folder / f"chat-{canvas.pages}"
    try:
        received = room / "received"
        path = _laid_out(received, name, neighbours)
        called = Called(path.parent)
        _add(canvas, room, path, words, part, notes, called)
        places = {one.name: called.of(received / PurePosixPath(one.name)) for one in neighbours if one.name != name}
        return {file: Named(name, *place) for file, place in places.items() if place is not None}
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _laid_out(folder: Path, name: str, neighbours: tuple[Neighbour, ...]) -> Path:
    """Lay the files of the exhibit out under the names they were received by: a chat finds its pictures by name."""
    for one in neighbours:
        target = folder / PurePosixPath(one.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(one.path, target)
        except OSError:
            shutil.copyfile(one.path, target)
    return folder / PurePosixPath(name)


def _add(canvas: Canvas, room: Path, path: Path, words: Words, part: Part | None, notes: Notes, called: Called) -> None:
    known = identify(path)
    reader = content(path, known)
    seen = _Overview()
    for message in reader.messages():
        seen.see(message, shown=part is None or message.number in part)
    if not seen.shown:
        raise Unshown("LX-B160")
    if part and part.last is not None and part.last > seen.messages:
        notes.add("LX-B161", first=part.first, last=part.last, count=seen.messages)
    head = words.head(*_remarks(seen, part))
    head["rows"] += _rows(reader, seen, part)
    columns = [say(f"bundle.chat_column_{one}", "zh") for one in ("no", "time", "who", "said")]
    flow = Flow(canvas, room, "transcript", {"head": head, "columns": columns})
    messages = called.noted(linked(content(path, known).messages(part), path.parent))
    for row, chars in _units(messages, seen, _gaps(reader), Pictures(path.parent, room)):
        flow.add(row, chars)
    flow.close()


def _gaps(reader: object) -> dict[str, Gap]:
    """Return the gaps in the ids that follow each other, by the id behind each."""
    return {str(gap.before): gap for gap in reader.remarks.gaps} if isinstance(reader, ChatsContent) else {}


def _units(
    messages: Iterator[Message], seen: _Overview, gaps: dict[str, Gap], pictures: Pictures
) -> Iterator[tuple[Row, int]]:
    """Yield the rows with about how many characters each has: messages, and lines where something changes."""
    conversation: str | None = None
    for message in messages:
        if len(seen.conversations) > 1 and message.conversation != conversation:
            conversation = message.conversation
            named = conversation or say("bundle.chat_unnamed", "zh")
            yield separator(say("bundle.chat_conversation", "zh", name=named))
        for _, value in message.ids:
            if gap := gaps.get(value):
                line = say("bundle.chat_gap", "zh", after=gap.after, before=gap.before, missing=gap.missing)
                yield separator(line)
        yield row_of(message, pictures)


def _rows(reader: object, seen: _Overview, part: Part | None) -> list[tuple[str, str]]:
    rows = []
    if program := _program(reader):
        rows.append((say("bundle.chat_program", "zh"), say(f"formats.program.{program}", "zh")))
    rows.append((say("bundle.chat_people", "zh"), with_names(_people(seen))))
    if part is None:
        extent = say("bundle.chat_all", "zh", count=seen.messages)
    else:
        last = min(part.last or seen.messages, seen.messages)
        extent = say("bundle.chat_part", "zh", count=seen.messages, first=part.first, last=last)
    if seen.first.value and seen.last.value:
        extent += say("bundle.chat_span", "zh", first=seen.first.value.date(), last=seen.last.value.date())
    return [*rows, (say("bundle.chat_extent", "zh"), extent)]


def _program(reader: object) -> str:
    if isinstance(reader, ChatsContent):
        return reader.dialect.name
    return reader.program if isinstance(reader, ChatContent) else ""


def _people(seen: _Overview) -> str:
    named = []
    for (name, account), count in list(seen.people.items())[:_PEOPLE]:
        who = say("bundle.chat_person", "zh", name=name, account=account) if name and account else name or account
        mark = say("bundle.chat_owner", "zh") if (name, account) in seen.owner else ""
        named.append(say("bundle.chat_counted", "zh", who=who, mark=mark, count=count))
    more = len(seen.people) - _PEOPLE
    return "；".join([*named, *([say("bundle.chat_more", "zh", count=more)] if more > 0 else [])])


def _remarks(seen: _Overview, part: Part | None) -> list[str]:
    told = [say("bundle.chat_about", "zh")]
    if seen.assumed:
        told.append(say("bundle.chat_zone", "zh"))
    if part is not None:
        told.append(say("bundle.chat_excerpt", "zh"))
    return told
