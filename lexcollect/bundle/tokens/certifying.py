"""Certifying: the certificate that a token names, and whether it is one for time stamps.

Owns ESSCertID (RFC 2634, SHA-1) and ESSCertIDv2 (RFC 5816), and the conditions of RFC 3161 §2.3: the purpose of time
stamping alone, and critical. The first identifier is that of the signer's certificate; more of them are its chain.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lexcollect.bundle.tokens.ber import INTEGER, OCTETS, OID, SEQUENCE, Malformed, Piece, integer, octets, oid, read
from lexcollect.bundle.tokens.paths import TIME_STAMPING, extension
from lexcollect.bundle.tokens.request import OIDS, Hash, digest_of
from lexcollect.bundle.tokens.signatures import load
from lexcollect.bundle.tokens.signed import Signer, algorithm_of
from lexcollect.bundle.tokens.trust import Roots
from lexcollect.bundle.tokens.verdict import Check, Line, State

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_V1, _V2 = "1.2.840.113549.1.9.16.2.12", "1.2.840.113549.1.9.16.2.47"


def signers_certificate(signer: Signer, ders: Sequence[bytes], roots: Roots) -> tuple[Certificate | None, bytes | None]:
    """Return the certificate that ``signer`` names, and its bytes; only the bytes where it cannot be read."""
    from cryptography.hazmat.primitives.serialization import Encoding

    outside = [one.public_bytes(Encoding.DER) for one in (*roots.between, *roots.trusted)]
    named = [der for der in (*ders, *outside) if _is_named(signer, der)]
    # Another of the same issuer and number may have been put in beside it: the signed identifier decides.
    for der in named:
        if identified(signer, der).state is State.HOLDS:
            return load(der), der
    return (load(named[0]), named[0]) if named else (None, None)


def _is_named(signer: Signer, der: bytes) -> bool:
    if signer.key_id:
        from cryptography.x509 import SubjectKeyIdentifier

        one = load(der)
        try:
            found = extension(one, SubjectKeyIdentifier) if one is not None else None
        except ValueError:
            return False
        return found is not None and found[0].digest == signer.key_id
    try:
        return _issuer_and_serial(der) == (signer.issuer, signer.serial)
    except Malformed:
        return False


def _issuer_and_serial(der: bytes) -> tuple[bytes, int]:
    """Return issuer and serial number of a certificate as they stand in it, also of one that cannot be read whole."""
    parts = list(read(der).of(SEQUENCE).first.of(SEQUENCE).pieces)
    if parts and parts[0].tag == 0xA0:  # the version
        parts = parts[1:]
    if len(parts) < 3:
        raise Malformed("certificate")
    return parts[2].of(SEQUENCE).whole, integer(parts[0])


def type_value(values: tuple[Piece, ...]) -> str:
    """Return the one identifier that is the value of an attribute, empty where it is none."""
    return oid(values[0]) if len(values) == 1 and values[0].tag == OID else ""


def has_certificate_id(signer: Signer) -> bool:
    """Tell whether the signed attributes name the certificate."""
    return _V1 in signer.attributes or _V2 in signer.attributes


def identified(signer: Signer, der: bytes) -> Line:
    """Compare every identifier of the signer's certificate, old and new, with the certificate that is used."""
    found = 0
    try:
        for name in (_V1, _V2):
            for value in signer.attributes.get(name, ()):
                hash_, digest, serial, issuer = _first_id(value, new=name == _V2)
                if hash_ is None:
                    return Line(Check.IDENTIFIED, State.UNSUPPORTED, "unknown")
                found += 1
                same = hmac.compare_digest(_digest(der, hash_), digest)
                theirs, number = _issuer_and_serial(der)
                if not same or (serial is not None and serial != number) or (issuer and issuer != theirs):
                    return Line(Check.IDENTIFIED, State.FAILS, "other")
    except Malformed:
        return Line(Check.IDENTIFIED, State.FAILS, "malformed")
    return Line(Check.IDENTIFIED, State.HOLDS, "same") if found else Line(Check.IDENTIFIED, State.FAILS, "none")


def _digest(der: bytes, hash_: Hash) -> bytes:
    return hashlib.sha1(der, usedforsecurity=False).digest() if hash_ is Hash.SHA1 else digest_of(der, hash_)


def _first_id(value: Piece, *, new: bool) -> tuple[Hash | None, bytes, int | None, bytes]:
    """Return digest algorithm, digest, serial number and issuer of the first identifier in a SigningCertificate."""
    parts = list(value.of(SEQUENCE).first.of(SEQUENCE).first.of(SEQUENCE).pieces)
    hash_: Hash | None = Hash.SHA256 if new else Hash.SHA1
    if new and parts and parts[0].tag == SEQUENCE:
        hash_ = OIDS.get(algorithm_of(parts[0]).name)
        parts = parts[1:]
    if not parts or parts[0].tag & 0x1F != OCTETS:
        raise Malformed("identifier")
    digest, serial, issuer = octets(parts[0]), None, b""
    if len(parts) > 1:
        names, number = parts[1].of(SEQUENCE).pieces[:2] if len(parts[1].pieces) > 1 else (None, None)
        if names is None or number is None:
            raise Malformed("issuer and serial number")
        serial = integer(number.of(INTEGER))
        directory = [one for one in names.of(SEQUENCE).pieces if one.tag == 0xA4]
        issuer = directory[0].first.whole if directory else b""
    return hash_, digest, serial, issuer


def purpose(certificate: Certificate) -> Line:
    """Tell whether a certificate is for time stamps and nothing else, and says so as critical (RFC 3161 §2.3)."""
    from cryptography import x509

    try:
        purposes = extension(certificate, x509.ExtendedKeyUsage)
        usage = extension(certificate, x509.KeyUsage)
    except ValueError:
        return Line(Check.PURPOSE, State.FAILS, "unreadable")
    named = [one.dotted_string for one in purposes[0]] if purposes else []
    if TIME_STAMPING not in named:
        return Line(Check.PURPOSE, State.FAILS, "none")
    if named != [TIME_STAMPING]:
        return Line(Check.PURPOSE, State.FAILS, "others")
    if not purposes[1]:
        return Line(Check.PURPOSE, State.FAILS, "not_critical")
    if usage is not None and not _signs_only(usage[0]):
        return Line(Check.PURPOSE, State.FAILS, "usage")
    return Line(Check.PURPOSE, State.HOLDS, "holds")


def may_sign(certificate: Certificate) -> bool:
    """Tell whether the key of a certificate may sign at all."""
    from cryptography import x509

    try:
        usage = extension(certificate, x509.KeyUsage)
    except ValueError:
        return False
    return usage is None or usage[0].digital_signature or usage[0].content_commitment


def _signs_only(usage: object) -> bool:
    """Tell whether a key may sign, and may do nothing else."""
    allowed = {name for name in _USAGES if getattr(usage, name)}
    return bool(allowed) and allowed <= {"digital_signature", "content_commitment"}


_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
)
