"""Blocks: a chat as text cut at the lines that begin a message.

Owns the cut, and the doubt that every such format leaves: a line inside a message may look like the begin of one, so a
message that stands before its predecessor in time is marked. What stands before the first is handed out apart, a
message without end in pieces.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Generic, TypeVar

from lexcollect.formats.said import Moment, Note
from lexcollect.formats.shapes import Line, Message
from lexcollect.records import dataclass

Head = TypeVar("Head")
#: Longest message, in characters: what is longer is cut, and told as lines that are none of a message.
_CHARS = 1 << 20


@dataclass(frozen=True, slots=True)
class Block(Generic[Head]):
    """The lines of one message: ``head`` is what its first lines say (``None``: no begin), ``body`` the others."""

    head: Head | None
    offset: int
    size: int
    body: str
    text: str


def blocks(lines: Iterator[Line], opens: Callable[[str, str], tuple[Head, int] | None]) -> Iterator[Block[Head]]:
    """Yield the blocks of ``lines``.

    ``opens`` takes a line and the next one, both without their ends, and returns the head that begins there with how
    many lines it takes, or ``None``.
    """
    ahead = _Ahead(lines)
    head: Head | None = None
    taken: list[Line] = []
    used = length = 0
    while (line := ahead.next()) is not None:
        found = opens(_bare(line.text), _bare(ahead.peek()))
        if found is None and length <= _CHARS:
            taken.append(line)
            length += len(line.text)
            continue
        if taken:
            yield _block(head, used, taken)
        head, used = found or (None, 0)
        taken, length = [line], len(line.text)
        for _ in range(used - 1):
            if (more := ahead.next()) is not None:
                taken.append(more)
    if taken:
        yield _block(head, used, taken)


def doubted(messages: Iterator[Message]) -> Iterator[Message]:
    """Yield ``messages``, those marked that stand before their predecessor in time: a line may be no begin of one."""
    before: dict[str, Moment] = {}
    for message in messages:
        last = before.get(message.conversation)
        if message.time.value is not None:
            if last is not None and last.value is not None and message.time.value < last.value:
                message = replace(message, notes=(*message.notes, Note.HEADER_INSIDE))
            before[message.conversation] = message.time
        yield message


class _Ahead:
    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines, self._kept = lines, deque[Line]()

    def next(self) -> Line | None:
        return self._kept.popleft() if self._kept else next(self._lines, None)

    def peek(self) -> str:
        if not self._kept and (line := next(self._lines, None)) is not None:
            self._kept.append(line)
        return self._kept[0].text if self._kept else ""


def _bare(text: str) -> str:
    return text.rstrip("\r\n")


def _block(head: Head | None, used: int, lines: list[Line]) -> Block[Head]:
    texts = [_bare(line.text) for line in lines]
    body = "\n".join(texts[used:] if head is not None else texts).strip("\n")
    size = lines[-1].offset + lines[-1].size - lines[0].offset
    return Block(head, lines[0].offset, size, body, "\n".join(texts))
