"""Paths: from a certificate to a root that the reader chose (RFC 5280 §6, the part that time stamps need).

Owns the search among certificates that lie about and its conditions: names and signatures joined, authorities marked
as such, allowed to sign and not too many, all valid at the moment that counts, nothing critical that is not
understood. Trust comes from the reader's roots only, never from what came with a token. The search is bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from lexcollect.bundle.tokens.signatures import is_weak, load
from lexcollect.bundle.tokens.trust import Roots
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

#: A path has at most so many certificates, and a search looks at so many signatures.
_LONGEST, _MOST_TRIED = 8, 200
TIME_STAMPING, ANY_PURPOSE = "1.3.6.1.5.5.7.3.8", "2.5.29.37.0"
#: Critical extensions that are looked at, or that restrict nothing here: constraints, key usage, purposes, policies.
_UNDERSTOOD = frozenset({"2.5.29.19", "2.5.29.15", "2.5.29.37", "2.5.29.32", "2.5.29.17", "2.5.29.14", "2.5.29.35"})


class Reach(StrEnum):
    """How far the search came."""

    ROOT = "root"  # a root of the reader's choice
    NO_ROOTS = "no_roots"  # none was chosen
    NO_ISSUER = "no_issuer"  # a certificate in between is not there, or the root is another
    EXPIRED = "expired"  # a certificate on the way was not valid then
    NOT_ALLOWED = "not_allowed"  # one on the way may not issue certificates like this


@dataclass(frozen=True, slots=True)
class Path:
    """The result: ``chain`` from the certificate up, as far as it goes; ``at``: whose certificate ended the search."""

    reach: Reach
    chain: tuple[Certificate, ...]
    at: str = ""


def read_roots(data: bytes) -> Roots:
    """Return the certificates of a file (PEM, one or many, or DER): those that issued themselves are roots."""
    import re

    blocks = re.findall(rb"-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----(.+?)-----END", data, re.DOTALL)
    ders = [_unarmoured(block) for block in blocks[:2000]] if blocks else [data]
    found = [one for der in ders if (one := load(der)) is not None]
    trusted = tuple(one for one in found if one.subject == one.issuer)
    return Roots(trusted, tuple(one for one in found if one.subject != one.issuer))


def _unarmoured(block: bytes) -> bytes:
    import base64
    import binascii

    try:
        return base64.b64decode(b"".join(block.split()))
    except (binascii.Error, ValueError):
        return b""


def find_path(
    start: Certificate, others: Iterable[Certificate], roots: Roots, when: datetime, *, stamps: bool = True
) -> Path:
    """Return the path from ``start`` at the moment ``when``: the first that reaches a root, else the one that came
    farthest. ``stamps``: authorities on the way whose purposes are limited must be there for time stamps."""
    around = [*others, *roots.between]
    search = _Search(tuple(around), frozenset(_der(one) for one in roots.trusted), roots.trusted, when, stamps)
    return search.from_(start)


class _Search:
    """One search, depth first; what it tried counts over all branches."""

    def __init__(
        self,
        around: Sequence[Certificate],
        trusted: frozenset[bytes],
        roots: Sequence[Certificate],
        when: datetime,
        stamps: bool,
    ) -> None:
        self.stamps = stamps
        self.around, self.trusted, self.roots, self.when = around, trusted, roots, when
        self.tried = 0
        self.best = Path(Reach.NO_ISSUER if roots else Reach.NO_ROOTS, ())

    def from_(self, start: Certificate) -> Path:
        found = self._up((start,))
        return found or self.best

    def _up(self, chain: tuple[Certificate, ...]) -> Path | None:
        last = chain[-1]
        if not last.not_valid_before_utc <= self.when <= last.not_valid_after_utc:
            self._stop(Reach.EXPIRED, chain)
            return None
        if not _understood(last) or (len(chain) > 1 and not _may_issue(last, len(chain) - 2, stamps=self.stamps)):
            self._stop(Reach.NOT_ALLOWED, chain)
            return None
        if _der(last) in self.trusted:
            return Path(Reach.ROOT, chain)
        if len(chain) < _LONGEST:
            for one in (*self.roots, *self.around):
                if one not in chain and one.subject == last.issuer and self._issued(last, one):
                    found = self._up((*chain, one))
                    if found:
                        return found
        self._stop(Reach.NO_ISSUER if self.roots else Reach.NO_ROOTS, chain)
        return None

    def _issued(self, one: Certificate, by: Certificate) -> bool:
        self.tried += 1
        return self.tried <= _MOST_TRIED and not _broken(one) and not is_weak(by) and is_issued(one, by)

    def _stop(self, reach: Reach, chain: tuple[Certificate, ...]) -> None:
        # What was found wrong on the way says more than that something is not there.
        graver = self.best.reach in (Reach.NO_ISSUER, Reach.NO_ROOTS) and reach in (Reach.EXPIRED, Reach.NOT_ALLOWED)
        if graver or (len(chain) > len(self.best.chain) and reach is self.best.reach):
            self.best = Path(reach, chain, name_of(chain[-1]))


def is_issued(one: Certificate, by: Certificate) -> bool:
    """Tell whether ``by`` issued ``one``: name and signature."""
    try:
        one.verify_directly_issued_by(by)
    except Exception:
        return False
    return True


def extension(certificate: Certificate, kind: Any) -> Any:
    """Return the extension of a kind as ``(value, critical)``, ``None`` where there is none.

    :class:`ValueError` when the extensions cannot be read.
    """
    from cryptography.x509 import ExtensionNotFound

    try:
        found = certificate.extensions.get_extension_for_class(kind)
    except ExtensionNotFound:
        return None
    except Exception as error:
        raise ValueError("extensions") from error
    return found.value, found.critical


def name_of(certificate: Certificate) -> str:
    """Return by what name the owner of a certificate is called, in signs that can be printed."""
    from cryptography.x509.oid import NameOID

    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for one in certificate.subject.get_attributes_for_oid(kind):
            words = str(one.value)
            return "".join(char if char.isprintable() else " " for char in words)[:80].strip()
    return f"{certificate.serial_number:x}"


def _der(certificate: Certificate) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.DER)


def _broken(certificate: Certificate) -> bool:
    """Tell whether a certificate was signed over a digest that can be forged."""
    try:
        used = certificate.signature_hash_algorithm
    except Exception:
        return False
    return used is not None and used.name in ("md5", "sha1")


def _understood(certificate: Certificate) -> bool:
    try:
        every = list(certificate.extensions)
    except Exception:
        return False
    return all(not one.critical or one.oid.dotted_string in _UNDERSTOOD for one in every)


def _may_issue(certificate: Certificate, below: int, *, stamps: bool) -> bool:
    """Tell whether a certificate may issue others, with ``below`` authorities under it."""
    from cryptography import x509

    try:
        constraints = extension(certificate, x509.BasicConstraints)
        usage = extension(certificate, x509.KeyUsage)
        purposes = extension(certificate, x509.ExtendedKeyUsage)
    except ValueError:
        return False
    if constraints is None or not constraints[0].ca:
        return False
    if constraints[0].path_length is not None and below > constraints[0].path_length:
        return False
    if usage is not None and not usage[0].key_cert_sign:
        return False
    if not stamps:
        return True
    named = {one.dotted_string for one in purposes[0]} if purposes is not None else {ANY_PURPOSE}
    return bool(named & {ANY_PURPOSE, TIME_STAMPING})
