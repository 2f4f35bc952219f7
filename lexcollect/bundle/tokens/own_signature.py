"""Own signature (电子签名): a detached signature over the manifest with the user's own certificate (CMS, RFC 5652).

Owns making one from a PKCS#12 file, whose password is used once and kept nowhere, and its checks. The time in it is
what the signer says; a time that others vouch for comes from a time stamp. 电子签名法 13 asks more of a reliable
signature than any program can check: whose key it is, and that nobody else had it.
"""

from __future__ import annotations

import hmac
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lexcollect.bundle.tokens import certifying
from lexcollect.bundle.tokens.ber import TIME, TIME_UTC, Malformed, Piece
from lexcollect.bundle.tokens.checks import MOST_CERTIFICATES, beijing, revoked, utc
from lexcollect.bundle.tokens.paths import Path, Reach, find_path, name_of
from lexcollect.bundle.tokens.request import OIDS, digest_of
from lexcollect.bundle.tokens.signatures import Sign, broken, check_signature, is_weak, load
from lexcollect.bundle.tokens.signed import (
    CONTENT_TYPE,
    MESSAGE_DIGEST,
    SIGNING_TIME,
    Signed,
    Signer,
    octet_value,
    read_signed,
)
from lexcollect.bundle.tokens.status_answers import carried
from lexcollect.bundle.tokens.trust import Trust
from lexcollect.bundle.tokens.verdict import Check, Checked, Line, State

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


class NoKey(Exception):
    """A file gives no key to sign with; ``why`` names the sentence that tells it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def open_key(data: bytes, password: str) -> tuple[Any, Certificate, list[Certificate]]:
    """Return key, certificate and further certificates of a PKCS#12 file; :class:`NoKey`."""
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, password.encode() or None)
    except ValueError as error:
        raise NoKey("locked" if "password" in str(error).lower() else "unreadable") from error
    except Exception as error:
        raise NoKey("unreadable") from error
    if key is None or certificate is None:
        raise NoKey("empty")
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise NoKey("kind")
    return key, certificate, list(others)


def sign(data: bytes, key: Any, certificate: Certificate, others: list[Certificate], now: datetime) -> bytes:
    """Return a detached signature (DER) over ``data``; :class:`NoKey` where the certificate is not valid ``now``."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder

    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise NoKey("not_now")
    builder = PKCS7SignatureBuilder().set_data(data).add_signer(certificate, key, hashes.SHA256())
    for one in others:
        builder = builder.add_certificate(one)
    return builder.sign(
        Encoding.DER, [PKCS7Options.DetachedSignature, PKCS7Options.Binary, PKCS7Options.NoCapabilities]
    )


def check_own(name: str, received: bytes, data: bytes, trust: Trust) -> Checked:
    """Make every check of a detached signature over ``data``; nothing in it raises."""
    try:
        signed = read_signed(received)
        if not signed.detached or len(signed.signers) != 1:
            raise Malformed("signature")
        return _Work(signed, data, trust).checked(name)
    except (Malformed, RecursionError):
        return Checked(name, (Line(Check.STRUCTURE, State.FAILS, "no_signature"),), is_stamp=False)


class _Work:
    """The checks of one signature that could be taken apart."""

    def __init__(self, signed: Signed, data: bytes, trust: Trust) -> None:
        self.signed, self.data, self.trust = signed, data, trust
        self.signer: Signer = signed.signers[0]
        ders = signed.certificates[:MOST_CERTIFICATES]
        self.others = [one for der in ders if (one := load(der)) is not None]
        self.own, self.der = certifying.signers_certificate(self.signer, ders, trust.roots)
        self.time = _time(self.signer.attributes.get(SIGNING_TIME, ()))
        when = self.time or trust.now
        self.path = (
            find_path(self.own, self.others, trust.roots, when, stamps=False)
            if self.own and when
            else Path(Reach.NO_ROOTS, ())
        )

    def checked(self, name: str) -> Checked:
        lines = (
            Line(Check.STRUCTURE, State.HOLDS, "holds"),
            self._imprint(),
            self._signature(),
            self._purpose(),
            self._path(),
            revoked(carried(self.signed), self.path, self.others, self.trust, self.time or self.trust.now),
            self._algorithms(),
            self._time(),
        )
        return Checked(name, lines, self.time, name_of(self.own) if self.own else "", is_stamp=False)

    def _imprint(self) -> Line:
        algorithm = OIDS.get(self.signer.digest.name)
        if algorithm is None:
            return Line(Check.IMPRINT, State.UNSUPPORTED, "unknown", {"oid": self.signer.digest.name})
        said = octet_value(self.signer.attributes.get(MESSAGE_DIGEST, ()))
        kind = certifying.type_value(self.signer.attributes.get(CONTENT_TYPE, ()))
        same = said is not None and hmac.compare_digest(said, digest_of(self.data, algorithm))
        right = same and not self.signer.repeated and kind == self.signed.content_type
        words = {"algorithm": algorithm.shown}
        return Line(Check.IMPRINT, State.HOLDS if right else State.FAILS, "same" if right else "other_signed", words)

    def _signature(self) -> Line:
        if self.own is None:
            state = State.UNSUPPORTED if self.der is not None else State.FAILS
            return Line(Check.SIGNATURE, state, "unreadable" if self.der is not None else "no_certificate")
        found = check_signature(self.own, self.signer, self.signer.signed)
        state = {Sign.GOOD: State.HOLDS, Sign.BAD: State.FAILS, Sign.UNSUPPORTED: State.UNSUPPORTED}[found]
        return Line(Check.SIGNATURE, state, found.value, {"oid": self.signer.algorithm.name})

    def _purpose(self) -> Line:
        if self.own is None:
            return Line(Check.PURPOSE, State.NOTED, "no_certificate")
        may = certifying.may_sign(self.own)
        return Line(Check.PURPOSE, State.HOLDS if may else State.FAILS, "signs" if may else "signs_not")

    def _path(self) -> Line:
        if self.own is None:
            return Line(Check.PATH, State.NOTED, "no_certificate")
        if self.path.reach is Reach.ROOT:
            return Line(Check.PATH, State.HOLDS, "root", {"names": tuple(map(name_of, self.path.chain))})
        return Line(Check.PATH, State.UNTRUSTED, self.path.reach.value, {"at": self.path.at})

    def _algorithms(self) -> Line:
        if broken(self.signer):
            return Line(Check.ALGORITHMS, State.FAILS, "signature")
        if self.own is not None and is_weak(self.own):
            return Line(Check.ALGORITHMS, State.FAILS, "key")
        return Line(Check.ALGORITHMS, State.HOLDS, "holds")

    def _time(self) -> Line:
        if self.time is None:
            return Line(Check.TIME, State.NOTED, "none")
        return Line(Check.TIME, State.NOTED, "claimed", {"time": beijing(self.time), "utc": utc(self.time)})


def _time(values: tuple[Piece, ...]) -> datetime | None:
    """Return the time that the signer says."""
    if len(values) != 1 or values[0].tag not in (TIME, TIME_UTC):
        return None
    form = "%y%m%d%H%M%SZ" if values[0].tag == TIME_UTC else "%Y%m%d%H%M%SZ"
    try:
        return datetime.strptime(values[0].body.decode("ascii", errors="replace"), form).replace(tzinfo=UTC)
    except ValueError:
        return None
