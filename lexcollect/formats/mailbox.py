"""Mailbox: one mail a file, or many of them one after another (mbox).

Owns where a mail begins in a mailbox: a line ``From …`` with a time or year, behind an empty one (or at the start) and
with a header line after it. The same words inside a mail begin none. Streams: no more than one mail lies in memory, and
a larger one is passed over and told by its place.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import BinaryIO

from lexcollect.formats.limits import MAX_MAIL_BYTES
from lexcollect.patterns import regex
from lexcollect.records import dataclass

_LINE = 1 << 16
_HEADER_LINE = regex(rb"^[!-9;-~]+:")
_FROM = regex(rb"^From \S.*(?:\d:\d\d|\d{4})")


@dataclass(frozen=True, slots=True)
class Found:
    """One mail: its bytes without the line in front (``None``: too many), where it lies, whether it is in a mailbox."""

    raw: bytes | None
    offset: int
    size: int
    boxed: bool


def letters_in(stream: BinaryIO) -> Iterator[Found]:
    """Yield the mails behind ``stream``; a file that is no mailbox is one mail."""
    size = stream.seek(0, 2)
    start = _first(stream)
    stream.seek(start)
    if not _FROM.match(stream.readline(_LINE)):
        yield _found(stream, start, size, boxed=False)
        return
    for begin, end in _spans(stream, start, size):
        yield _found(stream, begin, end, boxed=True)


def _first(stream: BinaryIO) -> int:
    """Return where the first mail begins: behind a byte order mark and empty lines."""
    stream.seek(0)
    head = stream.read(_LINE)
    return len(head) - len(head.removeprefix(BOM_UTF8).lstrip(b"\r\n"))


def _spans(stream: BinaryIO, start: int, size: int) -> Iterator[tuple[int, int]]:
    stream.seek(start)
    begin = at = start
    candidate = -1  # where a line From … stands whose next line is not read yet
    blank = True
    while line := stream.readline(_LINE):
        if candidate >= 0:
            if _HEADER_LINE.match(line) and candidate > begin:
                yield begin, candidate
                stream.seek(at + len(line))  # whoever took the mail has moved it
                begin = candidate
            candidate = -1
        if blank and _FROM.match(line):
            candidate = at
        blank = not line.strip(b"\r\n")
        at += len(line)
    yield begin, size


def _found(stream: BinaryIO, begin: int, end: int, *, boxed: bool) -> Found:
    if end - begin > MAX_MAIL_BYTES:
        return Found(None, begin, end - begin, boxed)
    stream.seek(begin)
    raw = stream.read(end - begin)
    return Found(raw.partition(b"\n")[2] if boxed else raw, begin, end - begin, boxed)
