"""Signed data (CMS, RFC 5652): what an authority's token and a signature of one's own are made of.

Owns taking it apart: content, certificates, revocation lists, one signer. Keeps every part as the bytes that were
received, since a digest or a signature is over those. Judges nothing.
"""

from __future__ import annotations

from lexcollect.bundle.tokens.ber import (
    INTEGER,
    OCTETS,
    OID,
    SEQUENCE,
    SET,
    Malformed,
    Piece,
    definite,
    exactly,
    integer,
    octets,
    oid,
    read,
    tlv,
)
from lexcollect.records import dataclass, field

SIGNED_DATA = "1.2.840.113549.1.7.2"
CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
SIGNING_TIME = "1.2.840.113549.1.9.5"
_CONTENT, _LISTS, _NULL = 0xA0, 0xA1, 0x05
_OTHER_KEY_ID, _OTHER_LIST, _UNSIGNED = 0x80, 0xA1, 0xA1


@dataclass(frozen=True, slots=True)
class Algorithm:
    """An algorithm's identifier in dotted form, and its parameters as received."""

    name: str
    params: bytes = b""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed and how: serial number and issuer of the certificate, or its key's identifier.

    ``attributes`` are the signed ones by name, each with its values, ``unsigned`` the others; ``signed`` are the forms
    of the former over which the signature may be: as received, and in DER where that differs.
    """

    issuer: bytes
    serial: int
    key_id: bytes
    digest: Algorithm
    algorithm: Algorithm
    signature: bytes
    attributes: dict[str, tuple[Piece, ...]]
    repeated: bool
    signed: tuple[bytes, ...]
    unsigned: dict[str, tuple[Piece, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signed:
    """Signed data: ``content`` is empty where it was signed apart (``detached``).

    ``others`` are what stands among the revocation lists and is none (RFC 5940).
    """

    content_type: str
    content: bytes
    detached: bool
    certificates: tuple[bytes, ...]
    lists: tuple[bytes, ...]
    signers: tuple[Signer, ...]
    others: tuple[Piece, ...] = ()


def read_signed(data: bytes) -> Signed:
    """Return what the ContentInfo ``data`` holds; :class:`Malformed` when it is no signed data."""
    return signed_of(read(data))


def signed_of(info: Piece) -> Signed:
    """Return what a ContentInfo holds."""
    kind, explicit = exactly(info.of(SEQUENCE), 2)
    if oid(kind) != SIGNED_DATA:
        raise Malformed("no signed data")
    (body,) = exactly(explicit.of(_CONTENT), 1)
    pieces = body.of(SEQUENCE).pieces
    if len(pieces) < 4:
        raise Malformed("signed data cut short")
    integer(pieces[0])
    listed = {algorithm_of(one).name for one in pieces[1].of(SET).pieces}
    inner = pieces[2].of(SEQUENCE).pieces
    if not 1 <= len(inner) <= 2:
        raise Malformed("content")
    content = octets(exactly(inner[1].of(_CONTENT), 1)[0]) if len(inner) > 1 else b""
    certificates: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()
    others: tuple[Piece, ...] = ()
    for one in pieces[3:-1]:
        parts = tuple(part.whole for part in one.pieces if part.tag == SEQUENCE)
        if one.tag == _CONTENT:
            certificates = parts
        elif one.tag == _LISTS:
            lists, others = parts, tuple(part for part in one.pieces if part.tag == _OTHER_LIST)
        else:
            raise Malformed("signed data")
    signers = tuple(_signer(one) for one in pieces[-1].of(SET).pieces)
    # RFC 5652 §5.1: who validates may refuse a digest that is not listed; openssl does.
    if any(one.digest.name not in listed for one in signers):
        raise Malformed("digest not listed")
    return Signed(oid(inner[0]), content, len(inner) == 1, certificates, lists, signers, others)


def algorithm_of(piece: Piece) -> Algorithm:
    """Return an AlgorithmIdentifier."""
    parts = piece.of(SEQUENCE).pieces
    if not 1 <= len(parts) <= 2:
        raise Malformed("algorithm")
    params = parts[1].whole if len(parts) > 1 and parts[1].tag != _NULL else b""
    return Algorithm(oid(parts[0]), params)


def _signer(piece: Piece) -> Signer:
    parts = list(piece.of(SEQUENCE).pieces)
    if len(parts) < 5:
        raise Malformed("signer")
    integer(parts[0])
    issuer, serial, key_id = _sid(parts[1])
    digest = algorithm_of(parts[2])
    rest = parts[3:]
    attributes: dict[str, tuple[Piece, ...]] = {}
    repeated = False
    forms: tuple[bytes, ...] = ()
    if rest[0].tag == _CONTENT:
        attributes, repeated = _attributes(rest[0])
        forms = _forms(rest[0])
        rest = rest[1:]
    if len(rest) < 2:
        raise Malformed("signer cut short")
    unsigned = _attributes(rest[2])[0] if len(rest) > 2 and rest[2].tag == _UNSIGNED else {}
    return Signer(
        issuer,
        serial,
        key_id,
        digest,
        algorithm_of(rest[0]),
        octets(rest[1]),
        attributes,
        repeated,
        forms,
        unsigned,
    )


def _sid(piece: Piece) -> tuple[bytes, int, bytes]:
    if piece.tag == SEQUENCE:
        issuer, serial = exactly(piece, 2)
        return issuer.whole, integer(serial.of(INTEGER)), b""
    if piece.tag == _OTHER_KEY_ID:
        return b"", 0, piece.body
    raise Malformed("identifier of the signer")


def _attributes(piece: Piece) -> tuple[dict[str, tuple[Piece, ...]], bool]:
    found: dict[str, tuple[Piece, ...]] = {}
    repeated = False
    for one in piece.pieces:
        name, values = exactly(one.of(SEQUENCE), 2)
        repeated |= (key := oid(name.of(OID))) in found
        found[key] = values.of(SET).pieces
    return found, repeated


def _forms(piece: Piece) -> tuple[bytes, ...]:
    """Return the bytes that may have been signed: the attributes as a set, as received and in DER (RFC 5652 §5.4)."""
    as_received = bytes((SET,)) + piece.whole[1:]
    plain = [definite(one) for one in piece.pieces]
    return tuple(dict.fromkeys((as_received, tlv(SET, *plain), tlv(SET, *sorted(plain)))))


def octet_value(values: tuple[Piece, ...]) -> bytes | None:
    """Return the one octet string that is the value of an attribute."""
    return octets(values[0]) if len(values) == 1 and values[0].tag & 0x1F == OCTETS else None
