"""Plain text and tables of text (文本、CSV 表格): any text that no other format claims.

Owns the look at text: its characters, bounded, with the encoding named. Decoding is strict: no character is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lexcollect.files import open_regular
from lexcollect.findings import finding
from lexcollect.formats.content import Content
from lexcollect.formats.encodings import Encoding, detect, lines
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.limits import MAX_TEXT_BYTES, MAX_TEXT_CHARS
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import Line, Look
from lexcollect.formats.start import Start


def _recognise(start: Start) -> FileKind | None:
    if start.size == 0 or start.text is None:
        return None
    commas = [line.count(",") for line in start.lines]
    is_table = len(commas) > 1 and commas[0] > 1 and len(set(commas)) == 1
    return FileKind.CSV if is_table else FileKind.TEXT


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return the begin of the text of a plain text file, with its encoding and what is told about it."""
    seen = Look()
    with open_regular(path) as stream:
        if stream.seek(0, 2) > MAX_TEXT_BYTES:
            seen.findings.append(finding("LX-I051", limit=MAX_TEXT_BYTES // 1_000_000))
            return seen
        found = detect(stream)
        if found is None:
            seen.findings.append(finding("LX-I063"))
            return seen
        seen.text = _begin(lines(stream, found))
    seen.facts["encoding"] = found.name
    seen.findings += found.findings()
    return seen


def _begin(pieces: Iterator[Line]) -> str:
    words, length = [], 0
    for piece in pieces:
        words.append(piece.text)
        length += len(piece.text)
        if length >= MAX_TEXT_CHARS:
            break
    return "".join(words)[:MAX_TEXT_CHARS]


class TextContent(Content):
    """The lines of a text, of any kind that is made of characters."""

    def __init__(self, path: Path, kind: FileKind) -> None:
        super().__init__(path, kind)
        self._encoding: Encoding | None = None

    def encoding(self) -> Encoding:
        """Return the encoding; :class:`BadFile` when the bytes are no text to their end."""
        with open_regular(self.path) as stream:
            return self._detected(stream)

    def text(self) -> Iterator[Line]:
        """Yield the text line by line, with the bytes it was read from."""
        with open_regular(self.path) as stream:
            encoding = self._detected(stream)
            self.findings += [told for told in encoding.findings() if told not in self.findings]
            try:
                yield from lines(stream, encoding)
            except UnicodeDecodeError as error:  # the file was changed under our hands
                raise BadFile(Reason.BROKEN) from error

    def _detected(self, stream: BinaryIO) -> Encoding:
        self._encoding = self._encoding or detect(stream)
        if self._encoding is None:
            raise BadFile(Reason.BROKEN)
        return self._encoding


FORMAT = Format(
    kinds=(FileKind.TEXT, FileKind.CSV),
    mark=Mark.TEXT,
    recognise=_recognise,
    look=look,
    content=TextContent,
    promises=dict.fromkeys(("txt", "csv"), frozenset({FileKind.TEXT, FileKind.CSV, FileKind.CHAT})),
)
