"""Source: the file that a chat is read from, as the modules of the programs see it.

Owns opening it: as lines with their bytes, as bytes, as JSON; and the numbers of its messages. Never writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

from lexcollect.files import open_regular
from lexcollect.formats.chats.json_stream import Item, Reader, Torn, lone, words
from lexcollect.formats.chats.remarks import Remarks
from lexcollect.formats.encodings import detect, lines
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.shapes import Line, Message, MessageKind, Moment

#: So much of what could not be read is handed out as text.
_SHOWN = 1 << 16


class Source:
    """The chat at ``path``; ``remarks`` takes what is doubtful about it."""

    def __init__(self, path: Path, remarks: Remarks) -> None:
        self.path, self.remarks = path, remarks
        self._numbers = count(1)

    def number(self) -> int:
        """Return the number of the next message."""
        return next(self._numbers)

    @contextmanager
    def bytes(self) -> Iterator[BinaryIO]:
        """Open the file as bytes."""
        with open_regular(self.path) as stream:
            yield stream

    def lines(self) -> Iterator[Line]:
        """Yield its lines, without a mark of the byte order; :class:`BadFile` when it is no text to its end."""
        with open_regular(self.path) as stream:
            encoding = detect(stream)
            if encoding is None:
                raise BadFile(Reason.BROKEN)
            self.remarks.facts.setdefault("encoding", encoding.name)
            try:
                yield from lines(stream, encoding)
            except UnicodeDecodeError as error:
                raise BadFile(Reason.BROKEN) from error

    def unparsed(self, text: str, offset: int, size: int, place: str = "") -> Message:
        """Return what is no record, as it stands."""
        shown = text[:_SHOWN]
        return Message(self.number(), offset, size, Moment(), "", MessageKind.UNPARSED, shown, place=place)

    def json(self, walk: Callable[[Reader], Iterator[Message]]) -> Iterator[Message]:
        """Yield what ``walk`` finds in the file as JSON; where it is cut, what is left comes as it stands."""
        with self.bytes() as stream:
            reader = Reader(stream)
            try:
                yield from walk(reader)
            except Torn as torn:
                self.remarks.torn = torn.offset
                rest = reader.rest()
                size = reader.to_end()
                if rest.strip(" \t\r\n]}"):
                    yield self.unparsed(lone(rest), torn.offset, size)

    def row(self, item: Item, make: Callable[[Item, dict[str, Any]], Message]) -> Message:
        """Return the message that ``make`` makes of the object in ``item``; as it stands what is no object."""
        if isinstance(item.value, dict):
            return make(item, item.value)
        return self.unparsed(lone(item.broken) or words(item.value), item.offset, item.size, item.pointer)

    def said(
        self, offset: int, size: int, time: Moment, sender: str, kind: MessageKind, text: str, **more: Any
    ) -> Message:
        """Return the next message; ``more`` are the other fields of :class:`Message`."""
        return Message(self.number(), offset, size, time, sender, kind, text, **more)
