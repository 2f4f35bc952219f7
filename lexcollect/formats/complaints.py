"""Complaints (解码器的抱怨): what a decoder of pictures writes to the screen instead of telling its caller.

Owns the hearing of it: libtiff decodes a damaged fax page to its end, says so on the error stream only, and hands out a
page of nonsense. What belongs to somebody else is passed on.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

_SCREEN = 2
#: What the decoders of fax pages begin their lines with.
_DECODER = re.compile(rb"^Fax\w*: ")
_MOST_BYTES = 1 << 16


class Heard:
    """What was heard: the lines of decoders."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __bool__(self) -> bool:
        return bool(self.lines)


@contextmanager
def complaints() -> Iterator[Heard]:
    """Listen to the error stream of the process while pictures are decoded inside the block.

    Where there is no such stream nothing is heard. Decoding must not be spread over threads meanwhile.
    """
    heard = Heard()
    try:
        kept = os.dup(_SCREEN)
    except OSError:
        yield heard
        return
    with tempfile.TemporaryFile() as sheet:
        try:
            os.dup2(sheet.fileno(), _SCREEN)
            yield heard
        finally:
            os.dup2(kept, _SCREEN)
            os.close(kept)
            sheet.seek(0)
            _sort(sheet.read(_MOST_BYTES), heard)


def _sort(written: bytes, heard: Heard) -> None:
    for line in written.splitlines(keepends=True):
        if _DECODER.match(line):
            heard.lines.append(line.decode("utf-8", "replace").strip())
        else:
            os.write(_SCREEN, line)
