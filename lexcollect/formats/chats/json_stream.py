"""JSON, streamed (JSON 流式读取): the values of a long array one by one, each with the bytes it was read from.

Owns a walk over the outside of a JSON text with the standard library's own decoder for what lies inside: no more than
one value is in memory, whole numbers keep all their digits, numbers with a point stay text. A value that is damaged is
handed out as it stands, and reading goes on at the next one that begins like its sisters; a text that is cut says
where. Refuses a value above a bound.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from lexcollect.formats.encodings import detect
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.patterns import regex
from lexcollect.records import dataclass

_CHUNK = 1 << 18
#: Longest single value, in characters; and so much of a damaged one is shown.
_VALUE_CHARS, _SHOWN = 1 << 22, 1 << 16
_BLANK = regex(r"[ \t\r\n]*")
_NEXT = " \t\r\n,"


@dataclass(frozen=True, slots=True)
class Item:
    """One value: where it stands, its bytes, and what it is; ``broken`` is the text of a value that is none."""

    pointer: str
    offset: int
    size: int
    value: Any = None
    broken: str = ""


class Torn(Exception):
    """The text ends, or is damaged, at byte ``offset``."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__(str(offset))


class Reader:
    """The JSON text behind ``stream`` from byte ``start`` on; :class:`BadFile` when it is no text."""

    def __init__(self, stream: BinaryIO, start: int | None = None) -> None:
        encoding = detect(stream)
        if encoding is None:
            raise BadFile(Reason.BROKEN)
        self._codec = encoding.codec or "utf-8"
        self._stream, self._left = stream, b""
        self._base = encoding.start if start is None else start
        stream.seek(self._base)
        self._decoder = _decoder(self._codec)
        self._json = json.JSONDecoder(parse_float=str, parse_constant=str)
        self._buffer, self._at, self._ended = "", 0, False
        self._counted = 0

    @property
    def offset(self) -> int:
        """Return the byte at which reading stands."""
        if self._at > self._counted:
            self._base += self._bytes(self._counted, self._at)
            self._counted = self._at
        return self._base

    def peek(self) -> str:
        """Return the next character that is no blank; empty at the end."""
        while True:
            self._at = _BLANK.match(self._buffer, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._buffer) or not self._more():
                return self._buffer[self._at : self._at + 1]

    def take(self, sign: str) -> bool:
        """Pass over ``sign`` if it comes next, and tell whether it did."""
        if self.peek() != sign:
            return False
        self._at += 1
        return True

    def value(self) -> Any:
        """Return the next value; :class:`Torn` when it is damaged or cut."""
        self.peek()
        while True:
            try:
                found, end = self._json.raw_decode(self._buffer, self._at)
            except (ValueError, RecursionError):
                if self._ended or len(self._buffer) - self._at > _VALUE_CHARS:
                    raise Torn(self.offset) from None
                self._more(len(self._buffer) - self._at)
                continue
            if end == len(self._buffer) and not self._ended and not isinstance(found, dict | list | str):
                self._more()  # a number may go on
                continue
            self._at = end
            return found

    def names(self) -> Iterator[str]:
        """Yield the keys of the object that begins here; the caller reads the value of each."""
        if not self.take("{"):
            raise Torn(self.offset)
        while not self.take("}"):
            self.take(",")
            if self.peek() == "}":
                continue
            key = self.value()
            if not isinstance(key, str) or not self.take(":"):
                raise Torn(self.offset)
            yield key

    def items(self, pointer: str) -> Iterator[Item]:
        """Yield the values of the array that begins here; a damaged one as such, :class:`Torn` where it is cut."""
        if not self.take("["):
            raise Torn(self.offset)
        number, opening = 0, ""
        while not self.take("]"):
            self.take(",")
            if self.peek() == "]":
                continue
            offset = self.offset
            try:
                value = self.value()
            except Torn:
                yield self._damaged(f"{pointer}/{number}", offset, opening)
                number += 1
                continue
            if not opening and isinstance(value, dict) and value:
                opening = json.dumps(next(iter(value)), ensure_ascii=False)
            yield Item(f"{pointer}/{number}", offset, self.offset - offset, value)
            number += 1

    def _damaged(self, pointer: str, offset: int, opening: str) -> Item:
        """Return what lies from here to the next value that begins as its sisters do; :class:`Torn` without one."""
        begins = regex(r",\s*\{\s*" + _escaped(opening)) if opening else None
        searched = self._at
        while begins is not None:
            if match := begins.search(self._buffer, searched):
                shown = self._buffer[self._at : min(match.start(), self._at + _SHOWN)]
                self._at = match.start()
                return Item(pointer, offset, self.offset - offset, broken=shown)
            if self._ended or len(self._buffer) - self._at > _VALUE_CHARS:
                break
            searched = max(self._at, len(self._buffer) - 400)
            kept = self._at
            self._more()
            searched -= kept - self._at
        raise Torn(offset)

    def rest(self) -> str:
        """Return what is left, bounded, without reading on."""
        return self._buffer[self._at : self._at + _SHOWN]

    def to_end(self) -> int:
        """Pass over what is left and return how many bytes it had."""
        begun = self.offset
        self._at = len(self._buffer)
        while self._more():
            self._at = len(self._buffer)
        return self.offset - begun

    def _more(self, at_least: int = 0) -> bool:
        """Read on; drop what was passed over. Return whether anything came."""
        if self._ended:
            return False
        _ = self.offset
        raw = self._stream.read(max(_CHUNK, at_least))
        text = self._decoder.decode(raw, final=not raw)
        self._buffer = self._buffer[self._at :] + text
        self._at = self._counted = 0
        self._ended = not raw
        return bool(text) or not self._ended

    def _bytes(self, begin: int, end: int) -> int:
        piece = self._buffer[begin:end]
        return len(piece) if piece.isascii() and self._codec == "utf-8" else len(_encoded(piece, self._codec))


def lone(text: str) -> str:
    r"""Return ``text`` with bytes that are no characters as ``\x`` and two digits: it can be shown and stored."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join(
            f"\\x{ord(c) - 0xDC00:02x}" if 0xDC80 <= ord(c) <= 0xDCFF else "\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c
            for c in text
        )
    return text


def words(value: Any) -> str:
    """Return a value as text: numbers with all their digits, nothing for none, other values as JSON."""
    if isinstance(value, str):
        return value if value.isascii() else lone(value)
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, int):
        return str(value) if -(1 << 128) < value < 1 << 128 else ""
    return lone(json.dumps(value, ensure_ascii=False))


def text_of(row: Any, *names: str) -> str:
    """Return the first of ``names`` that ``row`` has with something in it, as text."""
    if isinstance(row, dict):
        for name in names:
            if (found := row.get(name)) not in (None, ""):
                return words(found)
    return ""


def part(row: Any, name: str) -> dict[str, Any]:
    """Return the object ``name`` in ``row``; an empty one where there is none."""
    found = row.get(name) if isinstance(row, dict) else None
    return found if isinstance(found, dict) else {}


def parts(row: Any, name: str) -> list[Any]:
    """Return the list ``name`` in ``row``; an empty one where there is none."""
    found = row.get(name) if isinstance(row, dict) else None
    return found if isinstance(found, list) else []


def inner(packed: Any) -> dict[str, Any]:
    """Return the object that a text of JSON holds; an empty one where it holds none."""
    if isinstance(packed, dict):
        return packed
    try:
        found = json.loads(packed) if isinstance(packed, str) else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _decoder(codec: str) -> Any:
    import codecs

    return codecs.getincrementaldecoder(codec)("surrogateescape")


def _encoded(piece: str, codec: str) -> bytes:
    return piece.encode(codec, "surrogateescape")


def _escaped(opening: str) -> str:
    import re

    return re.escape(opening)
