"""Mixed text: lines of two encodings in one file, lost bytes, a stray zero byte.

Owns what is text although no one encoding holds for all of it: exports put together by hand, a line pasted from another
system, a copy cut in the middle of a character. Each line is read as what it is; a byte of no encoding is written as
``\\xNN``, never dropped, and lines of that kind are counted so that they can be told. Refuses what is mostly no text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from lexcollect.formats.limits import MAX_LINE_CHARS
from lexcollect.patterns import regex
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.formats.shapes import Line

#: One lost byte in so many still makes a text.
LOST = 20
_WIDE = regex("[\u0800-\U0010ffff]")
_LONE_RETURN = regex(rb"\r(?!\n)")
_ESCAPED, _WRITTEN = regex(r"\\x[0-9a-f]{2}"), regex(rb"\\x[0-9a-f]{2}")
_HIGH = bytes(range(0x80, 0x100))
#: So many wide characters of UTF-8 are no accident in a line that is also common Chinese in GB2312.
_NO_ACCIDENT = 4
#: Bytes of a character of UTF-8 that was cut: a line that lacks no more may be of the other encoding by accident.
_CUT = 2


@dataclass(frozen=True, slots=True)
class Mix:
    """What the lines of a text are: how many are UTF-8, GB18030, and hold lost bytes; with the first of each."""

    utf8: int = 0
    gb: int = 0
    lost: int = 0
    first_utf8: int = 0
    first_gb: int = 0
    first_lost: int = 0

    @property
    def main(self) -> str:
        """Return the encoding of most lines."""
        return "utf-8" if self.utf8 >= self.gb else "gb18030"

    @property
    def name(self) -> str:
        """Return the encodings as they are told."""
        return "utf-8+gb18030" if self.utf8 and self.gb else self.main

    @property
    def foreign(self) -> tuple[int, int]:
        """Return how many lines are in the other encoding, and the first of them."""
        return (self.gb, self.first_gb) if self.main == "utf-8" else (self.utf8, self.first_utf8)


def survey(stream: BinaryIO, start: int) -> Mix | None:
    """Return what the lines behind ``start`` are; ``None`` when too much of them is no text."""
    count = {"utf-8": 0, "gb18030": 0, "": 0}
    first = dict.fromkeys(count, 0)
    lost = first_lost = lost_bytes = size = 0
    damaged_if_utf8: list[int] = []
    for number, raw in enumerate(raw_lines(stream, start), start=1):
        size += len(raw)
        if raw.isascii():
            continue
        encoding, text = _judged(raw)
        count[encoding] += 1
        first[encoding] = first[encoding] or number
        if text == "" and _strict(raw, "utf-8") is None:
            damaged_if_utf8.append(number)
        if "\\x" in text and (missing := max(0, _lost_in(raw, text))):
            lost, lost_bytes, first_lost = lost + 1, lost_bytes + missing, first_lost or number
    if lost_bytes * LOST > size:
        return None
    mix = Mix(count["utf-8"], count["gb18030"], lost, first["utf-8"], first["gb18030"], first_lost)
    if mix.main == "utf-8" and damaged_if_utf8:
        first_lost = min(first_lost or damaged_if_utf8[0], damaged_if_utf8[0])
        return replace(mix, lost=lost + len(damaged_if_utf8), first_lost=first_lost)
    return mix


def mixed_lines(stream: BinaryIO, start: int, main: str) -> Iterator[Line]:
    """Yield the lines behind ``start``, each in its own encoding; ``main`` for those that could be in either."""
    from lexcollect.formats.shapes import Line

    offset = start
    for number, raw in enumerate(raw_lines(stream, start), start=1):
        yield Line(number, _text_of(raw, main), offset, len(raw))
        offset += len(raw)


def _text_of(raw: bytes, main: str) -> str:
    if raw.isascii():
        return raw.decode("ascii")
    return _judged(raw)[1] or _strict(raw, main) or raw.decode("utf-8", "backslashreplace")


def raw_lines(stream: BinaryIO, start: int) -> Iterator[bytes]:
    r"""Yield the lines with their ends (\n, \r\n, \r); a very long one in pieces cut in the middle of no character."""
    stream.seek(start)
    held = b""
    while chunk := stream.readline(MAX_LINE_CHARS):
        chunk, held = held + chunk, b""
        if not chunk.endswith(b"\n") and len(chunk) >= MAX_LINE_CHARS:
            cut = _safe_cut(chunk)
            chunk, held = chunk[:cut], chunk[cut:]
        lone = chunk.find(b"\r")
        if chunk and (lone < 0 or chunk[lone:] in (b"\r\n", b"\r")):
            yield chunk
            continue
        at = 0
        for end in _LONE_RETURN.finditer(chunk):
            yield chunk[at : end.end()]
            at = end.end()
        if at < len(chunk):
            yield chunk[at:]
    if held:
        yield held


def _safe_cut(chunk: bytes) -> int:
    """Return where ``chunk`` can be cut: behind a byte that is part of no longer character in either encoding."""
    for at in range(len(chunk) - 1, max(0, len(chunk) - 4096), -1):
        if chunk[at] < 0x30:
            return at + 1
    return len(chunk)


def _judged(raw: bytes) -> tuple[str, str]:
    """Return encoding and text of a line; the encoding is empty where the line could be in either, or is in none."""
    utf8 = _strict(raw, "utf-8")
    if utf8 is not None:
        wide = len(_WIDE.findall(utf8))
        return (
            ("", "") if wide == 0 or (wide < _NO_ACCIDENT and _strict(raw, "gb2312") is not None) else ("utf-8", utf8)
        )
    high = len(raw) - len(raw.translate(None, _HIGH))
    sound = len("".join(_WIDE.findall(raw.decode("utf-8", "ignore"))).encode("utf-8"))
    if sound >= 6 and sound * 10 >= high * 6:  # a line of UTF-8 that lost a few bytes
        return "utf-8", raw.decode("utf-8", "backslashreplace")
    gb = _strict(raw, "gb18030")
    if gb is not None:
        return ("", "") if sound and high - sound <= _CUT else ("gb18030", gb)
    damaged = raw.decode("gb18030", "backslashreplace")
    if len(_WIDE.findall(damaged)) * 2 >= _lost_in(raw, damaged) * 2 + 2:
        return "gb18030", damaged
    return "", raw.decode("utf-8", "backslashreplace")


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _lost_in(raw: bytes, text: str) -> int:
    """Return how many bytes of ``raw`` are written as escapes in ``text``."""
    return len(_ESCAPED.findall(text)) - len(_WRITTEN.findall(raw))
