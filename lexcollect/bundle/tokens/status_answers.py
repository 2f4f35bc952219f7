"""Status answers (吊销查询答复, OCSP, RFC 6960): what who issued a certificate answered when asked about it.

Owns which answer speaks of which certificate, whether who signed it may speak (who issued the certificate, or whoever
that one entitled, §4.2.2.2), and what the answer says of the moment of a stamp. Asks nobody: answers lie beside the
token, in it, or are given by the reader. An answer that nobody entitled signed neither clears nor convicts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from lexcollect.bundle.tokens.ber import (
    BOOLEAN,
    OCTETS,
    SEQUENCE,
    Malformed,
    Piece,
    exactly,
    octets,
    oid,
    oid_of,
    read,
    tlv,
)
from lexcollect.bundle.tokens.paths import is_issued
from lexcollect.bundle.tokens.request import BROKEN, OIDS
from lexcollect.bundle.tokens.signatures import Sign, is_weak, load, verified
from lexcollect.bundle.tokens.signed import Algorithm, Signed, algorithm_of
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

#: So many answers are looked at.
_MOST = 50
_BASIC = "1.3.6.1.5.5.7.48.1.1"
#: Where signed data carries answers: among its lists (RFC 5940), and as attributes of the signer (Adobe; ETSI).
_IN_LISTS, _ADOBE, _ETSI = "1.3.6.1.5.5.7.16.2", "1.2.840.113583.1.1.8", "1.2.840.113549.1.9.16.2.24"
_LISTS, _ANSWERS, _BITS, _CERTIFICATES = 0xA0, 0xA1, 0x03, 0xA0
_ENUMERATED, _INNER, _EXTENSIONS = 0x0A, 0xA0, 0xA1
#: Digests by which an answer may name an issuer.
_NAMED_BY = frozenset({"sha1", "sha224", "sha256", "sha384", "sha512"})


class Says(StrEnum):
    """What an answer says of a certificate, as far as it counts."""

    GOOD = "good"  # not revoked, asked since the stamp
    REVOKED = "revoked"  # revoked, and the stamp falls with it
    BEFORE = "before"  # not revoked, but asked before the stamp
    UNKNOWN = "unknown"  # who answered does not know the certificate
    NO_RIGHT = "no_right"  # signed by nobody who may speak of it, or not rightly
    UNSUPPORTED = "unsupported"  # signed by an algorithm that cannot be checked here


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that could be taken apart: as the library has it, and the parts over which its signature is.

    ``bounded`` tells of each certificate in it whether a critical condition stands there, none of which is understood.
    """

    read: Any
    signed: bytes
    algorithm: Algorithm
    signature: bytes
    certificates: tuple[Certificate, ...]
    bounded: tuple[bool, ...]


def read_answers(blobs: Iterable[bytes]) -> tuple[Answer, ...]:
    """Return the answers that can be read (DER): whole, or only what is signed of them."""
    found = []
    for blob in list(blobs)[:_MOST]:
        try:
            found.append(_answer(blob))
        except Exception:  # what was sent may be anything
            continue
    return tuple(found)


def _answer(blob: bytes) -> Answer:
    from cryptography.x509.ocsp import OCSPResponseStatus, load_der_ocsp_response

    basic = _basic(read(blob))
    parts = read(basic).of(SEQUENCE).pieces
    inner = tlv(SEQUENCE, oid_of(_BASIC), tlv(OCTETS, basic))
    whole = tlv(SEQUENCE, tlv(_ENUMERATED, b"\0"), tlv(_INNER, inner))
    known = load_der_ocsp_response(whole)
    if known.response_status is not OCSPResponseStatus.SUCCESSFUL or len(parts) < 3:
        raise Malformed("no answer")
    sent: list[Certificate] = []
    for one in parts[3:]:
        for listed in one.of(_CERTIFICATES).pieces:
            sent += [made for part in listed.pieces if (made := load(part.whole)) is not None]
    return Answer(
        known, parts[0].whole, algorithm_of(parts[1]), parts[2].of(_BITS).body[1:], tuple(sent), _conditions(parts[0])
    )


def _conditions(signed: Piece) -> tuple[bool, ...]:
    parts = signed.of(SEQUENCE).pieces
    place = next(at for at, one in enumerate(parts) if one.tag == SEQUENCE)
    whole = any(map(_is_critical, parts[place + 1 :]))
    return tuple(whole or any(map(_is_critical, single.pieces[3:])) for single in parts[place].pieces)


def _is_critical(part: Piece) -> bool:
    """Tell whether a part of an answer holds extensions of which one must be understood."""
    if part.tag != _EXTENSIONS:
        return False
    (listed,) = exactly(part, 1)
    flags = (one.pieces[1] for one in listed.of(SEQUENCE).pieces if len(one.pieces) > 2)
    return any(flag.tag != BOOLEAN or flag.body != b"\0" for flag in flags)


def _basic(blob: Piece) -> bytes:
    """Return what is signed of an answer, with its signature."""
    first = blob.of(SEQUENCE).pieces[0]
    if first.tag == SEQUENCE:
        return blob.whole
    if first.body != b"\0":
        raise Malformed("no answer")
    (inner,) = exactly(blob.pieces[1].of(_INNER), 1)
    kind, answer = exactly(inner.of(SEQUENCE), 2)
    if oid(kind) != _BASIC:
        raise Malformed("another kind of answer")
    return octets(answer)


def carried(signed: Signed) -> tuple[bytes, ...]:
    """Return lists and answers that signed data carries: among its lists and as attributes of its signers."""
    found = list(signed.lists)
    for one in signed.others:
        try:
            kind, value = exactly(one, 2)
            if oid(kind) == _IN_LISTS:
                found.append(value.whole)
        except Malformed:
            continue
    for signer in signed.signers:
        for name, values in (*signer.attributes.items(), *signer.unsigned.items()):
            if name in (_ADOBE, _ETSI):
                found += [blob for value in values for blob in _archived(value)]
    return tuple(found)


def _archived(value: Piece) -> list[bytes]:
    try:
        kinds = [one for one in value.of(SEQUENCE).pieces if one.tag in (_LISTS, _ANSWERS)]
        return [one.whole for kind in kinds for listed in kind.pieces for one in listed.of(SEQUENCE).pieces]
    except Malformed:
        return []


def ask(
    answers: Sequence[Answer], certificate: Certificate, issuers: Sequence[Certificate], when: datetime
) -> set[Says]:
    """Return what ``answers`` say of ``certificate``, which one of ``issuers`` issued, for a stamp of ``when``."""
    found: set[Says] = set()
    for answer in answers:
        for single, bounded in zip(answer.read.responses, answer.bounded, strict=True):
            if single.serial_number != certificate.serial_number:
                continue
            for issuer in issuers:
                if _is_of(single, issuer):
                    found.add(_said(answer, single, issuer, when, bounded=bounded))
    return found


def _is_of(single: Any, issuer: Certificate) -> bool:
    """Tell whether an answer names ``issuer``, by the digests of its name and its key."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    name = single.hash_algorithm.name
    if name not in _NAMED_BY:
        return False
    try:
        info = issuer.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        key = read(info).pieces[1].of(_BITS).body[1:]
    except Exception:  # a key of a kind that the library does not write down
        return False

    def digest(data: bytes) -> bytes:
        return hashlib.new(name, data, usedforsecurity=False).digest()

    return (single.issuer_name_hash, single.issuer_key_hash) == (digest(issuer.subject.public_bytes()), digest(key))


def _said(answer: Answer, single: Any, issuer: Certificate, when: datetime, *, bounded: bool) -> Says:
    from cryptography.x509.ocsp import OCSPCertStatus

    signed = _signed(answer, issuer)
    if signed is not Sign.GOOD:
        return Says.UNSUPPORTED if signed is Sign.UNSUPPORTED else Says.NO_RIGHT
    if single.certificate_status is OCSPCertStatus.UNKNOWN:
        return Says.UNKNOWN
    if single.certificate_status is OCSPCertStatus.REVOKED:
        reasons = [single.revocation_reason] if single.revocation_reason is not None else []
        if voids(reasons, single.revocation_time_utc, when):
            return Says.REVOKED
    if bounded:
        return Says.UNKNOWN
    return Says.GOOD if single.this_update_utc >= when else Says.BEFORE


def _signed(answer: Answer, issuer: Certificate) -> Sign:
    """Tell whether ``issuer``, or one whom it entitled, signed an answer."""
    if OIDS.get(answer.algorithm.name) in BROKEN:
        return Sign.BAD
    made = answer.read.produced_at_utc
    entitled = [one for one in answer.certificates if _may_answer(one, issuer, made)]
    found = {
        verified(one, answer.algorithm, Algorithm(""), answer.signature, answer.signed) for one in (issuer, *entitled)
    }
    return next((one for one in (Sign.GOOD, Sign.UNSUPPORTED) if one in found), Sign.BAD)


def _may_answer(one: Certificate, issuer: Certificate, made: datetime) -> bool:
    """Tell whether ``issuer`` itself entitled ``one`` to answer (RFC 6960 §4.2.2.2)."""
    from cryptography.x509 import ExtendedKeyUsage
    from cryptography.x509.oid import ExtendedKeyUsageOID

    if is_weak(one) or not one.not_valid_before_utc <= made <= one.not_valid_after_utc or not is_issued(one, issuer):
        return False
    try:
        purposes = one.extensions.get_extension_for_class(ExtendedKeyUsage).value
    except Exception:
        return False
    return ExtendedKeyUsageOID.OCSP_SIGNING in purposes


def voids(reasons: Sequence[Any], revoked: datetime, when: datetime) -> bool:
    """Tell whether a revocation makes a stamp of the moment ``when`` void (RFC 3161 §4.1).

    Without a reason, or when the key was laid open, no stamp of it holds, whenever it was made.
    """
    from cryptography.x509 import ReasonFlags

    harmless = {
        ReasonFlags.unspecified,
        ReasonFlags.affiliation_changed,
        ReasonFlags.superseded,
        ReasonFlags.cessation_of_operation,
    }
    if ReasonFlags.remove_from_crl in reasons:
        return False
    return not reasons or not set(reasons) <= harmless or revoked <= when
