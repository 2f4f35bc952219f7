"""Request (时间戳请求, RFC 3161 §2.4.1): what an authority is asked to stamp.

Owns the form of a request and reading one back. Each has a nonce of its own, the only chance in this program, and
always asks for the certificate. Holds a digest and nothing else of the package.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum

from lexcollect.bundle.tokens.ber import (
    BOOLEAN,
    NULL,
    OCTETS,
    OID,
    SEQUENCE,
    Malformed,
    Piece,
    exactly,
    integer,
    integer_of,
    octets,
    oid,
    oid_of,
    read,
    tlv,
)
from lexcollect.records import dataclass

#: So many random bits has a nonce.
NONCE_BITS = 64


class Hash(StrEnum):
    """The algorithms by which a stamped file may be named (杂凑算法)."""

    SHA256 = "sha256"
    SHA384 = "sha384"
    SHA512 = "sha512"
    SM3 = "sm3"
    SHA1 = "sha1"
    MD5 = "md5"

    @property
    def shown(self) -> str:
        """The name as people write it."""
        return self.upper() if self in (Hash.SM3, Hash.MD5) else f"SHA-{self.removeprefix('sha')}"


OIDS = {
    "2.16.840.1.101.3.4.2.1": Hash.SHA256,
    "2.16.840.1.101.3.4.2.2": Hash.SHA384,
    "2.16.840.1.101.3.4.2.3": Hash.SHA512,
    "1.2.156.10197.1.401": Hash.SM3,
    "1.3.14.3.2.26": Hash.SHA1,
    "1.2.840.113549.2.5": Hash.MD5,
}
#: By these two different files can be given the same digest; a stamp on one is none.
BROKEN = frozenset({Hash.SHA1, Hash.MD5})


@dataclass(frozen=True, slots=True)
class Request:
    """A request: the algorithm's identifier, the digest, the nonce (``None`` without one), the policy asked for."""

    algorithm: str
    digest: bytes
    nonce: int | None = None
    policy: str = ""


def digest_of(data: bytes, algorithm: Hash) -> bytes:
    """Return the digest of ``data``; SM3 (GB/T 32905) also where the system's own library lacks it."""
    if algorithm is Hash.SM3 and "sm3" not in hashlib.algorithms_available:
        from cryptography.hazmat.primitives import hashes

        made = hashes.Hash(hashes.SM3())
        made.update(data)
        return made.finalize()
    return hashlib.new(algorithm, data, usedforsecurity=False).digest()


def request_for(data: bytes, algorithm: Hash = Hash.SHA256) -> bytes:
    """Return a new request (DER) for a stamp over ``data``, with a nonce never used before."""
    import secrets

    nonce = secrets.randbits(NONCE_BITS - 1) | 1 << (NONCE_BITS - 2)
    return request_der(digest_of(data, algorithm), nonce, algorithm)


def request_der(digest: bytes, nonce: int, algorithm: Hash) -> bytes:
    """Return a request in DER: version 1, imprint, nonce, and that the certificate is wanted."""
    name = next(dotted for dotted, one in OIDS.items() if one is algorithm)
    imprint = tlv(SEQUENCE, tlv(SEQUENCE, oid_of(name), tlv(NULL)), tlv(OCTETS, digest))
    return tlv(SEQUENCE, integer_of(1), imprint, integer_of(nonce), tlv(BOOLEAN, b"\xff"))


def read_request(data: bytes) -> Request:
    """Return what a request asks for; :class:`Malformed` when it is none."""
    pieces = read(data).of(SEQUENCE).pieces
    if len(pieces) < 2 or integer(pieces[0]) != 1:
        raise Malformed("request")
    algorithm, digest = imprint_of(pieces[1])
    nonce: int | None = None
    policy = ""
    for one in pieces[2:]:
        if one.tag == OID:
            policy = oid(one)
        elif one.tag != BOOLEAN and one.tag < 0x80:
            nonce = integer(one)
    return Request(algorithm, digest, nonce, policy)


def imprint_of(imprint: Piece) -> tuple[str, bytes]:
    """Return algorithm and digest of a MessageImprint."""
    algorithm, digest = exactly(imprint.of(SEQUENCE), 2)
    return oid(algorithm.of(SEQUENCE).first), octets(digest)
