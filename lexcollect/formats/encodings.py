"""Encodings: bytes → characters with the encoding named, whole or line by line.

Owns the order in which encodings are tried (byte order marks, strict UTF-8, UTF-16 without mark, GB18030, then line by
line) and the offsets of lines, so that every line can be shown in the original bytes. Refuses bytes that are no text.
Never changes a byte and never drops one: what holds no encoding or a stray control character is counted and told.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from lexcollect.findings import Finding, finding
from lexcollect.formats.limits import MAX_LINE_CHARS
from lexcollect.formats.mixed import Mix, mixed_lines, survey
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.formats.shapes import Line

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x1a\x1b")
_CONTROLS = bytes(byte for byte in range(0x20) if chr(byte) not in _ALLOWED_CONTROLS)
#: One stray control character in so many bytes of the head still makes a text.
_STRAY = 50
_JUDGED_CHARS, _JUDGED_BYTES = 4096, 4096
_CHUNK = 1 << 16
#: Bytes of the longest character.
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text is read: ``name`` as told to people, ``codec`` behind the mark, ``start`` the bytes of the mark.

    Without a ``codec`` each line has its own (``mix``). ``controls`` counts the stray control characters.
    """

    name: str
    codec: str
    start: int = 0
    mix: Mix | None = None
    controls: int = 0

    def findings(self) -> list[Finding]:
        """Return what is told about the text as it is stored: lines of another encoding, lost bytes, zero bytes."""
        found = []
        if self.mix and self.mix.foreign[0]:
            count, first = self.mix.foreign
            other = "GB18030" if self.mix.main == "utf-8" else "UTF-8"
            found.append(finding("LX-I060", count=count, number=first, encoding=other))
        if self.mix and self.mix.lost:
            found.append(finding("LX-I061", count=self.mix.lost, number=self.mix.first_lost))
        if self.controls:
            found.append(finding("LX-I062", count=self.controls))
        return found


def decode(raw: bytes, *, whole: bool = True) -> tuple[str, str] | None:
    """Return text and encoding of ``raw``, or ``None`` when it is no text to its end; ``whole=False`` for a cut head.

    Stricter than :func:`read`: one encoding holds for all of it.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw, encoding, whole)
    if b"\0" in raw:
        encoding = _utf16_without_mark(raw[:_JUDGED_BYTES], len(raw))
        return _strictly(raw, encoding, whole) if encoding else None
    return _strictly(raw, "utf-8", whole) or _strictly(raw, "gb18030", whole)


def read(raw: bytes, *, whole: bool = True) -> tuple[str, Encoding] | None:
    """Return text and encoding of ``raw`` as :func:`detect` finds it; ``whole=False`` for a head cut anywhere."""
    for cut in range(1 if whole else _LONGEST):
        piece = raw[: len(raw) - cut]
        if (found := detect(io.BytesIO(piece))) and found.codec:
            return piece[found.start :].decode(found.codec), found
    stream = io.BytesIO(raw)  # not only the cut is why it is in no one encoding
    found = detect(stream)
    return ("".join(line.text for line in lines(stream, found)), found) if found else None


def detect(stream: BinaryIO) -> Encoding | None:
    """Return the encoding of the text behind ``stream``; ``None`` when it is no text.

    Reads to the end in pieces: an encoding that holds for the head only is none.
    """
    size = stream.seek(0, 2)
    stream.seek(0)
    head = stream.read(_JUDGED_BYTES)
    for mark, name in _MARKS:
        if head.startswith(mark):
            if name == "utf-16":
                codec = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
                return _held(stream, Encoding(name, codec, len(mark)))
            return _narrow(stream, head, name, len(mark))
    if _controls(stream, b"\0") and (name := _utf16_without_mark(head, size)):
        return _held(stream, Encoding(name, name))
    return _narrow(stream, head, "utf-8", 0)


def lines(stream: BinaryIO, encoding: Encoding) -> Iterator[Line]:
    r"""Yield the lines of the text behind ``stream``, each with its bytes; a line ends with \n, \r\n or \r.

    A line of more than :data:`MAX_LINE_CHARS` comes in several pieces. The pieces follow each other without a gap.
    Raises :class:`UnicodeDecodeError` where the text does not hold what :func:`detect` found.
    """
    from lexcollect.formats.shapes import Line

    if encoding.mix:
        yield from mixed_lines(stream, encoding.start, encoding.mix.main)
        return
    stream.seek(encoding.start)
    offset, number = encoding.start, 0
    reader = io.TextIOWrapper(stream, encoding.codec, "strict", newline="")
    try:
        while line := reader.readline(MAX_LINE_CHARS):
            # Each of our encodings writes a text in one way only, so this is what was read.
            size = len(line.encode(encoding.codec))
            number += 1
            yield Line(number, line, offset, size)
            offset += size
    finally:
        reader.detach()


def _narrow(stream: BinaryIO, head: bytes, name: str, start: int) -> Encoding | None:
    """Return how a text in UTF-8 or GB18030 is read, or in both."""
    if (len(head) - len(head.translate(None, _CONTROLS))) * _STRAY > len(head):
        return None
    controls = _controls(stream, _CONTROLS)
    if _holds(stream, Encoding(name, "utf-8", start)):
        return Encoding(name, "utf-8", start, controls=controls)
    mix = survey(stream, start)
    if mix is None:
        return None
    if not mix.utf8 and not mix.lost:
        return Encoding("gb18030", "gb18030", start, controls=controls)
    return Encoding(mix.name, "", start, mix, controls)


def _held(stream: BinaryIO, encoding: Encoding) -> Encoding | None:
    return encoding if _holds(stream, encoding, strange=False) else None


def _controls(stream: BinaryIO, which: bytes) -> int:
    stream.seek(0)
    count = 0
    while chunk := stream.read(_CHUNK):
        count += len(chunk) - len(chunk.translate(None, which))
    return count


def _holds(stream: BinaryIO, encoding: Encoding, *, strange: bool = True) -> bool:
    """Tell whether all bytes are text in ``encoding``, control characters (``strange``) allowed or not."""
    stream.seek(encoding.start)
    decoder = codecs.getincrementaldecoder(encoding.codec)("strict")
    seen = 0
    try:
        while chunk := stream.read(_CHUNK):
            text = decoder.decode(chunk)
            if not strange and seen < _JUDGED_CHARS and _strange(text[: _JUDGED_CHARS - seen]):
                return False
            seen += len(text)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _strictly(raw: bytes, encoding: str, whole: bool) -> tuple[str, str] | None:
    try:
        text = codecs.getincrementaldecoder(encoding)("strict").decode(raw, final=whole)
    except UnicodeDecodeError:
        return None
    return None if _strange(text[:_JUDGED_CHARS]) else (text, encoding)


def _strange(text: str) -> bool:
    return any(c < " " and c not in _ALLOWED_CONTROLS for c in text)


def _utf16_without_mark(head: bytes, size: int) -> str:
    """UTF-16 text with line ends or ASCII has its zeros all on one side."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if size % 2 == 0 and max(even, odd) >= len(head) // 50 + 1 and min(even, odd) == 0:
        return "utf-16-be" if even else "utf-16-le"
    return ""
