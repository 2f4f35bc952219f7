"""Saving: a PDF written to a disk that may refuse.

Owns the one way this room writes a document. qpdf ends the whole process when what it writes to refuses while it
cleans up after itself: here it writes to something that takes everything, and the refusal is told afterwards.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

#: qpdf hands on some bytes at a time.
_BUFFER = 1 << 20


class _Taker(io.RawIOBase):
    """Hands on what is written until the disk refuses, and takes the rest for nothing; ``error`` is the refusal."""

    def __init__(self, stream: io.FileIO) -> None:
        self._stream = stream
        self._taken = 0
        self.error: OSError | None = None

    def writable(self) -> bool:
        """Return that it can be written to."""
        return True

    def seekable(self) -> bool:
        """Return that what was written can be asked for its length."""
        return True

    def tell(self) -> int:
        """Return how much was written."""
        return self._taken

    def write(self, data: Any) -> int:
        """Take ``data``, all of it."""
        if self.error is None:
            try:
                written = 0
                while written < len(data):
                    written += self._stream.write(data[written:]) or 0
            except OSError as error:
                self.error = error
        self._taken += len(data)
        return len(data)


def save(pdf: Any, path: Path, **how: Any) -> None:
    """Write ``pdf`` to ``path``; ``how`` are qpdf's options. :class:`OSError` when the disk refuses."""
    with path.open("wb", buffering=0) as stream:
        taker = _Taker(stream)
        buffered = io.BufferedWriter(taker, _BUFFER)
        pdf.save(buffered, **how)
        buffered.flush()
        buffered.detach()
        if taker.error is not None:
            raise taker.error
