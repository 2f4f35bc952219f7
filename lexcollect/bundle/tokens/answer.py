"""Answer (时间戳应答, RFC 3161 §2.4.2): what an authority sent back, a whole response or a bare token.

Owns taking it apart and the time in it. Accepts what authorities really send (BER, sets in any order, statuses that are
no lists); judges nothing. Refuses more than four megabytes unread.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from lexcollect.bundle.tokens.ber import (
    INTEGER,
    OID,
    SEQUENCE,
    TIME,
    Malformed,
    Piece,
    exactly,
    integer,
    oid,
    read,
)
from lexcollect.bundle.tokens.request import imprint_of
from lexcollect.bundle.tokens.signed import Signed, signed_of
from lexcollect.records import dataclass

TST_INFO = "1.2.840.113549.1.9.16.1.4"
#: No answer of an authority is longer, with certificates and revocation lists in it.
MOST_BYTES = 4 << 20
#: So much of what an authority says in words is shown.
_MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is stamped (TSTInfo): policy, imprint, serial number, time (UTC), how exact it is, nonce."""

    version: int
    policy: str
    algorithm: str
    digest: bytes
    serial: int
    time: datetime
    accuracy: timedelta
    nonce: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: ``status`` (0 granted; ``None`` for a bare token), what the authority said, the token if there is one.

    ``stamp`` is ``None`` when the token holds something else than a time stamp.
    """

    status: int | None
    said: str
    signed: Signed | None
    stamp: Stamp | None


def read_answer(data: bytes) -> Answer:
    """Return what ``data`` holds; :class:`Malformed` when it is neither a response nor a token."""
    if len(data) > MOST_BYTES:
        raise Malformed("too long")
    outer = read(data).of(SEQUENCE)
    if outer.first.tag == OID:
        return _with_token(None, "", outer)
    pieces = outer.pieces
    if not 1 <= len(pieces) <= 2:
        raise Malformed("response")
    status, said = _status(pieces[0])
    return _with_token(status, said, pieces[1]) if len(pieces) > 1 else Answer(status, said, None, None)


def _with_token(status: int | None, said: str, token: Piece) -> Answer:
    signed = signed_of(token)
    stamp = _stamp(signed.content) if signed.content_type == TST_INFO else None
    return Answer(status, said, signed, stamp)


def _status(piece: Piece) -> tuple[int, str]:
    parts = piece.of(SEQUENCE).pieces
    if not parts:
        raise Malformed("status")
    said = b" ".join(text for one in parts[1:] for text in _texts(one))
    return integer(parts[0]), _shown(said)


def _texts(piece: Piece) -> list[bytes]:
    """Return the texts of a list of them; some authorities send a bare text instead."""
    if piece.tag == SEQUENCE:
        return [one.body for one in piece.pieces if not one.tag & 0x20]
    return [piece.body] if piece.tag in (0x0C, 0x13, 0x16) else []


def _shown(said: bytes) -> str:
    try:
        words = said.decode("utf-8")
    except UnicodeDecodeError:
        words = said.decode("gb18030", errors="replace")
    return "".join(char if char.isprintable() else " " for char in words)[:_MOST_WORDS].strip()


def _stamp(content: bytes) -> Stamp:
    pieces = read(content).of(SEQUENCE).pieces
    if len(pieces) < 5:
        raise Malformed("time stamp cut short")
    algorithm, digest = imprint_of(pieces[2])
    accuracy = timedelta()
    nonce: int | None = None
    for one in pieces[5:]:
        if one.tag == SEQUENCE:
            accuracy = _accuracy(one)
        elif one.tag == INTEGER:
            nonce = integer(one)
    return Stamp(
        integer(pieces[0]), oid(pieces[1]), algorithm, digest, integer(pieces[3]), _time(pieces[4]), accuracy, nonce
    )


def _time(piece: Piece) -> datetime:
    """Return the time of a stamp: seconds are there, fractions may be, and it is UTC."""
    words = piece.of(TIME).body.decode("ascii", errors="replace")
    match = re.fullmatch(r"([0-9]{14})(?:\.([0-9]{1,30}))?Z", words)
    if match is None:
        raise Malformed("time")
    micros = int((match[2] or "0")[:6].ljust(6, "0"))
    try:
        return datetime.strptime(match[1], "%Y%m%d%H%M%S").replace(microsecond=micros, tzinfo=UTC)
    except ValueError as error:
        raise Malformed("time") from error


def _accuracy(piece: Piece) -> timedelta:
    total = timedelta()
    for one in piece.pieces:
        value = int.from_bytes(one.body[:8], "big")
        if one.tag == INTEGER:
            total += timedelta(seconds=min(value, 10**9))
        elif one.tag in (0x80, 0x81):
            total += timedelta(**{"milliseconds" if one.tag == 0x80 else "microseconds": min(value, 999)})
    return total


def token_of(data: bytes) -> bytes:
    """Return the token in an answer, as received: what ``openssl ts -reply -token_out`` gives."""
    outer = read(data).of(SEQUENCE)
    return data if outer.first.tag == OID else exactly(outer, 2)[1].whole
