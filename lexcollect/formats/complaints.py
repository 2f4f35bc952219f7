"""Complaints (解码器的抱怨): what libraries in C write to the screen instead of telling their caller.

Owns the one place where the error output of the process is turned aside for a moment: such libraries write past Python.
What they would say is told by us as a finding. libtiff decodes a damaged fax page to its end, says so there and nowhere
else, and hands out a page of nonsense: that is listened to.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from lexcollect.patterns import regex

_SCREEN = 2
#: What the decoders of fax pages begin their lines with.
_DECODER = regex(rb"^Fax\w*: ")
_MOST_BYTES = 1 << 16


class Heard:
    """What was heard: the lines of decoders."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __bool__(self) -> bool:
        return bool(self.lines)


@contextmanager
def unheard() -> Iterator[None]:
    """Throw away whatever is written to the error output inside the block."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        with _aside(nothing):
            yield
    finally:
        os.close(nothing)


@contextmanager
def complaints() -> Iterator[Heard]:
    """Listen to the error output while a picture is decoded inside the block; what is of somebody else is passed on.

    Where there is no such output nothing is heard. Decoding must not be spread over threads meanwhile.
    """
    heard = Heard()
    with tempfile.TemporaryFile() as sheet:
        try:
            with _aside(sheet.fileno()):
                yield heard
        finally:
            sheet.seek(0)
            _sort(sheet.read(_MOST_BYTES), heard)


@contextmanager
def _aside(place: int) -> Iterator[None]:
    try:
        screen = os.dup(_SCREEN)
    except OSError:  # a program without a screen
        yield
        return
    try:
        os.dup2(place, _SCREEN)
        yield
    finally:
        os.dup2(screen, _SCREEN)
        os.close(screen)


def _sort(written: bytes, heard: Heard) -> None:
    for line in written.splitlines(keepends=True):
        if _DECODER.match(line):
            heard.lines.append(line.decode("utf-8", "replace").strip())
        else:
            os.write(_SCREEN, line)
