"""BER: the pieces of what authorities send, read by place (X.690, the lax form of DER).

Owns reading tag by tag with bounds on depth and count, and the writing of the few forms that a request needs. Takes
lengths of every form and sets in any order; what is signed is taken as it was received, never written anew. Refuses
what is cut short, longer than said, or nested without end.
"""

from __future__ import annotations

from lexcollect.records import dataclass

BOOLEAN, INTEGER, BITS, OCTETS, NULL, OID = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06
UTF8, TIME_UTC, TIME, SEQUENCE, SET = 0x0C, 0x17, 0x18, 0x30, 0x31
#: Nothing that is read here is nested deeper, or has more pieces on one level.
_DEEPEST, _MOST = 40, 20_000
_CONSTRUCTED = 0x20
_LONG_TAG, _LONG_LENGTH = 0x1F, 0x80


class Malformed(ValueError):
    """The bytes are not of the form that was expected."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One value: its first octet ``tag``, and where in ``data`` it begins, its content begins and ends, it ends."""

    data: bytes
    tag: int
    start: int
    inner: int
    stop: int
    end: int

    @property
    def body(self) -> bytes:
        """The bytes of the content."""
        return self.data[self.inner : self.stop]

    @property
    def whole(self) -> bytes:
        """The bytes as received, tag and length included."""
        return self.data[self.start : self.end]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of a constructed value."""
        if not self.tag & _CONSTRUCTED:
            raise Malformed("constructed value expected")
        found: list[Piece] = []
        place = self.inner
        while place < self.stop:
            one = _piece(self.data, place, self.stop)
            found.append(one)
            place = one.end
            if len(found) > _MOST:
                raise Malformed("too many pieces")
        return tuple(found)

    @property
    def first(self) -> Piece:
        """The first piece of a constructed value."""
        for one in self.pieces:
            return one
        raise Malformed("empty value")

    def of(self, tag: int) -> Piece:
        """Return this piece, which must have ``tag``."""
        if self.tag != tag:
            raise Malformed(f"tag {self.tag:02x} where {tag:02x} was expected")
        return self


def read(data: bytes) -> Piece:
    """Return the one value that ``data`` is; :class:`Malformed` when something stands behind it."""
    one = _piece(data, 0, len(data))
    if one.end != len(data):
        raise Malformed("bytes behind the value")
    return one


def first_of(data: bytes) -> Piece:
    """Return the value with which ``data`` begins, whatever stands behind it."""
    return _piece(data, 0, len(data))


def exactly(piece: Piece, count: int) -> tuple[Piece, ...]:
    """Return the pieces of a value that must have ``count`` of them."""
    found = piece.pieces
    if len(found) != count:
        raise Malformed(f"{len(found)} pieces where {count} were expected")
    return found


def octets(piece: Piece, depth: int = 0) -> bytes:
    """Return an octet string, also one that was sent in parts."""
    if piece.tag == OCTETS:
        return piece.body
    if piece.tag & _CONSTRUCTED == 0 or depth > _DEEPEST:
        raise Malformed("octet string expected")
    return b"".join(octets(part, depth + 1) for part in piece.pieces)


def integer(piece: Piece) -> int:
    """Return an integer."""
    body = piece.of(INTEGER).body
    if not body:
        raise Malformed("integer without content")
    return int.from_bytes(body, "big", signed=True)


def oid(piece: Piece) -> str:
    """Return an object identifier in dotted form."""
    body = piece.of(OID).body
    if not body or body[-1] & 0x80 or len(body) > 64:
        raise Malformed("object identifier")
    arcs: list[int] = []
    value = 0
    for octet in body:
        value = value << 7 | octet & 0x7F
        if not octet & 0x80:
            arcs.append(value)
            value = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))


def definite(piece: Piece, depth: int = 0) -> bytes:
    """Return the same value with lengths in the form of DER, its pieces in the order they have."""
    if depth > _DEEPEST:
        raise Malformed("nested too deep")
    if piece.tag & _CONSTRUCTED and piece.tag & 0x1F != OCTETS:
        return tlv(piece.tag, *(definite(one, depth + 1) for one in piece.pieces))
    if piece.tag == OCTETS | _CONSTRUCTED:
        return tlv(OCTETS, octets(piece))
    return tlv(piece.tag, piece.body)


def tlv(tag: int, *parts: bytes) -> bytes:
    """Return a value in DER."""
    body = b"".join(parts)
    size = len(body)
    if size < _LONG_LENGTH:
        return bytes((tag, size)) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, _LONG_LENGTH | len(length))) + length + body


def integer_of(value: int) -> bytes:
    """Return an integer in DER."""
    return tlv(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def oid_of(dotted: str) -> bytes:
    """Return an object identifier in DER."""
    first, second, *rest = map(int, dotted.split("."))
    body = b""
    for arc in (first * 40 + second, *rest):
        part = bytes((arc & 0x7F,))
        while arc := arc >> 7:
            part = bytes((arc & 0x7F | 0x80,)) + part
        body += part
    return tlv(OID, body)


def _piece(data: bytes, place: int, limit: int) -> Piece:
    """Return the value that begins at ``place`` and must end before ``limit``."""
    tag, inner, size = _head(data, place, limit)
    if size is not None:
        return Piece(data, tag, place, inner, inner + size, inner + size)
    stop = _closing(data, inner, limit)
    return Piece(data, tag, place, inner, stop, stop + 2)


def _head(data: bytes, place: int, limit: int) -> tuple[int, int, int | None]:
    """Return tag, begin of the content and its size; no size where the end is marked instead."""
    at = place + 2
    if at > limit:
        raise Malformed("cut short")
    tag, first = data[place], data[place + 1]
    if tag & _LONG_TAG == _LONG_TAG:
        raise Malformed("long tag")
    if first < _LONG_LENGTH:
        size = first
    elif first == _LONG_LENGTH:
        if not tag & _CONSTRUCTED:
            raise Malformed("open end of a simple value")
        return tag, at, None
    else:
        count = first & 0x7F
        if count > 8 or at + count > limit:
            raise Malformed("length")
        size = int.from_bytes(data[at : at + count], "big")
        at += count
    if at + size > limit:
        raise Malformed("longer than what holds it")
    return tag, at, size


def _closing(data: bytes, place: int, limit: int) -> int:
    """Return where the mark stands that closes a value with an open end."""
    open_, seen = 1, 0
    while open_:
        seen += 1
        if open_ > _DEEPEST or seen > _MOST:
            raise Malformed("nested too deep")
        if data[place : place + 2] == b"\0\0" and place + 2 <= limit:
            open_ -= 1
            place += 2
            continue
        _, inner, size = _head(data, place, limit)
        open_ += size is None
        place = inner + (size or 0)
    return place - 2
