"""Signatures: whether one was made with the key of a certificate.

Owns which algorithms are checked (RSA with PKCS#1 or PSS padding, ECDSA, Ed25519), and what is too weak to show
anything. What the library below does not know, SM2 before all, is unsupported: neither good nor bad.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from lexcollect.bundle.tokens.ber import Malformed, exactly, integer, oid, read
from lexcollect.bundle.tokens.request import BROKEN, OIDS, Hash
from lexcollect.bundle.tokens.signed import Algorithm, Signer, algorithm_of

if TYPE_CHECKING:
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509 import Certificate

#: Keys shorter than this show nothing (bits): of RSA, of a curve.
LEAST_RSA, LEAST_CURVE = 2048, 224
_SHA224 = "2.16.840.1.101.3.4.2.4"
_RSA, _PSS, _MGF1 = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10", "1.2.840.113549.1.1.8"
_EC_KEY, _ED25519 = "1.2.840.10045.2.1", "1.3.101.112"
#: Signature algorithms that name their digest.
_WITH_HASH = {
    "1.2.840.113549.1.1.4": Hash.MD5,
    "1.2.840.113549.1.1.5": Hash.SHA1,
    "1.2.840.113549.1.1.11": Hash.SHA256,
    "1.2.840.113549.1.1.12": Hash.SHA384,
    "1.2.840.113549.1.1.13": Hash.SHA512,
    "1.2.840.10045.4.1": Hash.SHA1,
    "1.2.840.10045.4.3.2": Hash.SHA256,
    "1.2.840.10045.4.3.3": Hash.SHA384,
    "1.2.840.10045.4.3.4": Hash.SHA512,
}
_RSA_FAMILY, _EC_FAMILY = "1.2.840.113549.1.1.", "1.2.840.10045.4."


class Sign(StrEnum):
    """What became of a signature."""

    GOOD = "good"
    BAD = "bad"
    UNSUPPORTED = "unsupported"


def load(der: bytes) -> Certificate | None:
    """Return a certificate that can be read, else ``None``."""
    import warnings

    from cryptography.x509 import load_der_x509_certificate

    try:
        with warnings.catch_warnings():  # serial numbers and times that a later version will refuse
            warnings.simplefilter("ignore")
            made = load_der_x509_certificate(der)
            _ = (made.subject, made.issuer, made.not_valid_before_utc, made.not_valid_after_utc)
            return made
    except Exception:
        return None


def key_of(certificate: Certificate) -> Any:
    """Return the public key, ``None`` where its kind is not known here (SM2)."""
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        return certificate.public_key()
    except (UnsupportedAlgorithm, ValueError, TypeError):
        return None


def is_weak(certificate: Certificate) -> bool:
    """Tell whether the key of a certificate is too short to show anything."""
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    key = key_of(certificate)
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size < LEAST_RSA
    return isinstance(key, ec.EllipticCurvePublicKey) and key.curve.key_size < LEAST_CURVE


def check_signature(certificate: Certificate, signer: Signer, forms: tuple[bytes, ...]) -> Sign:
    """Tell whether one of ``forms`` was signed by the key of ``certificate`` in the way that ``signer`` says."""
    found = {_checked(certificate, signer, form) for form in forms}
    for one in (Sign.GOOD, Sign.UNSUPPORTED):
        if one in found:
            return one
    return Sign.BAD


def _checked(certificate: Certificate, signer: Signer, message: bytes) -> Sign:
    return verified(certificate, signer.algorithm, signer.digest, signer.signature, message)


def verified(certificate: Certificate, way: Algorithm, digest: Algorithm, signature: bytes, message: bytes) -> Sign:
    """Tell whether ``message`` was signed by the key of ``certificate`` in a ``way``, which may name the digest."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

    key, name = key_of(certificate), way.name
    try:
        if isinstance(key, rsa.RSAPublicKey) and name == _PSS:
            padding, algorithm = _pss(way)
            key.verify(signature, message, padding, algorithm)
        elif isinstance(key, rsa.RSAPublicKey) and name.startswith(_RSA_FAMILY):
            key.verify(signature, message, PKCS1v15(), _hash(name, digest))
        elif isinstance(key, ec.EllipticCurvePublicKey) and (name == _EC_KEY or name.startswith(_EC_FAMILY)):
            key.verify(signature, message, ec.ECDSA(_hash(name, digest)))
        elif isinstance(key, ed25519.Ed25519PublicKey) and name == _ED25519:
            key.verify(signature, message)
        else:
            return Sign.UNSUPPORTED
    except InvalidSignature:
        return Sign.BAD
    except (UnsupportedAlgorithm, _Unknown):
        return Sign.UNSUPPORTED
    except (ValueError, TypeError, Malformed):
        return Sign.BAD
    return Sign.GOOD


class _Unknown(Exception):
    """An algorithm that is not on our list."""


def _hash(name: str, digest: Algorithm) -> hashes.HashAlgorithm:
    return made_hash(_WITH_HASH[name]) if name in _WITH_HASH else _named(digest.name)


def _named(dotted: str) -> hashes.HashAlgorithm:
    if dotted not in OIDS:
        raise _Unknown
    return made_hash(OIDS[dotted])


def made_hash(one: Hash) -> hashes.HashAlgorithm:
    """Return the digest as the library below names it."""
    from cryptography.hazmat.primitives import hashes

    kinds: dict[Hash, Any] = {
        Hash.SHA256: hashes.SHA256,
        Hash.SHA384: hashes.SHA384,
        Hash.SHA512: hashes.SHA512,
        Hash.SM3: hashes.SM3,
        Hash.SHA1: hashes.SHA1,
        Hash.MD5: hashes.MD5,
    }
    made: hashes.HashAlgorithm = kinds[one]()
    return made


def _pss(algorithm: Algorithm) -> tuple[Any, hashes.HashAlgorithm]:
    """Return padding and digest of RSASSA-PSS (RFC 4055 §3.1); what is not said is SHA-1 and 20 bytes of salt."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS

    digest: hashes.HashAlgorithm = hashes.SHA1()
    masked: hashes.HashAlgorithm = hashes.SHA1()
    salt = 20
    for one in read(algorithm.params).pieces if algorithm.params else ():
        (value,) = exactly(one, 1)
        if one.tag == 0xA0:
            digest = _named(algorithm_of(value).name)
        elif one.tag == 0xA1:
            mask = algorithm_of(value)
            if mask.name != _MGF1 or not mask.params:
                raise _Unknown
            masked = _named(oid(read(mask.params).first))
        elif one.tag == 0xA2:
            salt = integer(value)
    return PSS(MGF1(masked), salt), digest


def digests_used(signer: Signer) -> set[Hash]:
    """Return the digests on which a signature rests, as far as they are known here."""
    used = {OIDS[signer.digest.name]} if signer.digest.name in OIDS else set()
    if signer.algorithm.name in _WITH_HASH:
        used.add(_WITH_HASH[signer.algorithm.name])
    if signer.algorithm.name == _PSS and not signer.algorithm.params:
        used.add(Hash.SHA1)
    return used


def broken(signer: Signer) -> bool:
    """Tell whether a signature rests on a digest for which two texts with one value can be made."""
    return bool(digests_used(signer) & BROKEN)
