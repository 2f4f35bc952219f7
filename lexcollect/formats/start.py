"""Start: the first bytes of a file and what is cheaply known of the rest.

Owns what a format may ask in order to recognise a file: head, tail, the head as text, the names inside a zip. Each is
read at most once, whatever number of formats ask. Unpacks nothing.
"""

from __future__ import annotations

from functools import cached_property
from typing import BinaryIO

from lexcollect.formats.encodings import read
from lexcollect.formats.limits import HEAD_BYTES, TAIL_BYTES


class Start:
    """The beginning of the file behind ``stream``: its ``head``, and its ``size`` in bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.size = stream.seek(0, 2)
        stream.seek(0)
        self.head = stream.read(HEAD_BYTES)

    @cached_property
    def tail(self) -> bytes:
        """Return the last bytes of the file."""
        self.stream.seek(max(0, self.size - TAIL_BYTES))
        return self.stream.read(TAIL_BYTES)

    @cached_property
    def text(self) -> str | None:
        """Return the head as text without its byte order mark; ``None`` when it is no text."""
        found = read(self.head, whole=self.size <= len(self.head))
        return found[0].removeprefix("\ufeff") if found else None

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Return the first lines of the text that are not empty; none when it is no text."""
        return tuple(line for line in (self.text or "").splitlines()[:6] if line)

    @cached_property
    def is_zip(self) -> bool:
        """Tell whether the file begins as a zip does."""
        return self.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    @cached_property
    def members(self) -> frozenset[str]:
        """Return the names inside a zip; none when it is no zip or is refused."""
        from lexcollect.formats.refusals import BadFile
        from lexcollect.formats.zipbox import open_zip

        if not self.is_zip:
            return frozenset()
        try:
            with open_zip(self.stream) as box:
                return frozenset(box.namelist())
        except BadFile:
            return frozenset()
