"""Encodings: bytes → characters with the encoding named, whole or line by line.

Owns the order in which encodings are tried (byte order marks, strict UTF-8, UTF-16 without mark, GB18030) and the
offsets of lines, so that every line can be shown in the original bytes. Refuses bytes that are no text. Never changes
a byte and never drops a character: decoding is strict.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from lexcollect.formats.limits import MAX_LINE_CHARS
from lexcollect.formats.shapes import Line
from lexcollect.records import dataclass

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x1a\x1b")
_JUDGED_CHARS, _JUDGED_BYTES = 4096, 4096
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text is read: ``name`` as told to people, ``codec`` behind the mark, ``start`` the bytes of the mark."""

    name: str
    codec: str
    start: int = 0


def decode(raw: bytes, *, whole: bool = True) -> tuple[str, str] | None:
    """Return text and encoding of ``raw``, or ``None`` when it is no text; ``whole=False`` for a cut head."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw, encoding, whole)
    if b"\0" in raw:
        encoding = _utf16_without_mark(raw[:_JUDGED_BYTES], len(raw))
        return _strictly(raw, encoding, whole) if encoding else None
    return _strictly(raw, "utf-8", whole) or _strictly(raw, "gb18030", whole)


def detect(stream: BinaryIO) -> Encoding | None:
    """Return the encoding of the text behind ``stream``, as :func:`decode` finds it; ``None`` when it is no text.

    Reads to the end in pieces: an encoding that holds for the head only is none.
    """
    size = stream.seek(0, 2)
    stream.seek(0)
    head = stream.read(_JUDGED_BYTES)
    for candidate in _candidates(head, size, stream):
        if _holds(stream, candidate):
            return candidate
    return None


def lines(stream: BinaryIO, encoding: Encoding) -> Iterator[Line]:
    r"""Yield the lines of the text behind ``stream``, each with its bytes; a line ends with \n, \r\n or \r.

    A line of more than :data:`MAX_LINE_CHARS` comes in several pieces. The pieces follow each other without a gap.
    Raises :class:`UnicodeDecodeError` where the text does not hold what :func:`detect` found.
    """
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


def _candidates(head: bytes, size: int, stream: BinaryIO) -> tuple[Encoding, ...]:
    for mark, name in _MARKS:
        if head.startswith(mark):
            little = mark == codecs.BOM_UTF16_LE
            codec = "utf-8" if name == "utf-8-sig" else "utf-16-le" if little else "utf-16-be"
            return (Encoding(name, codec, len(mark)),)
    if _has_zero(stream):
        name = _utf16_without_mark(head, size)
        return (Encoding(name, name),) if name else ()
    return (Encoding("utf-8", "utf-8"), Encoding("gb18030", "gb18030"))


def _has_zero(stream: BinaryIO) -> bool:
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        if b"\0" in chunk:
            return True
    return False


def _holds(stream: BinaryIO, encoding: Encoding) -> bool:
    """Tell whether all bytes are text in ``encoding``."""
    stream.seek(encoding.start)
    decoder = codecs.getincrementaldecoder(encoding.codec)("strict")
    seen = 0
    try:
        while chunk := stream.read(_CHUNK):
            text = decoder.decode(chunk)
            if seen < _JUDGED_CHARS and _strange(text[: _JUDGED_CHARS - seen]):
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
