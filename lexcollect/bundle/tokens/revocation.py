"""Revocation (吊销): whether lists and answers that are there say that a certificate of a token was taken back.

Owns which list speaks of which certificate, that it is signed by who issued that one, what lists and answers
(``status_answers``) come to together, and what their time means for a stamp (RFC 3161 §4: one revoked later for another
reason than its key leaves earlier stamps valid). Asks nobody: without any it is said that nothing was checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from lexcollect.bundle.tokens.paths import is_issued, name_of
from lexcollect.bundle.tokens.status_answers import Answer, Says, ask, voids
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, CertificateRevocationList

#: So many lists are looked at.
_MOST = 50


class Standing(StrEnum):
    """What the lists say."""

    CLEAR = "clear"  # every certificate of the path was looked up and none was taken back
    REVOKED = "revoked"  # one was, and the stamp falls with it
    PARTLY = "partly"  # no list and no answer for some of them, or lists older than the stamp
    BEFORE = "before"  # an answer about one of them is older than the stamp
    UNKNOWN = "unknown"  # who answered does not know one of them
    NO_RIGHT = "no_right"  # an answer about one of them was not signed by who may
    UNSUPPORTED = "unsupported"  # an answer about one of them was signed by an algorithm that cannot be checked here
    NOT_CHECKED = "not_checked"  # neither list nor answer


@dataclass(frozen=True, slots=True)
class Found:
    """The result; ``at``: whose certificate is revoked or was not looked up."""

    standing: Standing
    at: str = ""


def read_lists(blobs: Iterable[bytes]) -> tuple[CertificateRevocationList, ...]:
    """Return the revocation lists that can be read (DER or PEM)."""
    from cryptography.x509 import load_der_x509_crl, load_pem_x509_crl

    found = []
    for blob in list(blobs)[:_MOST]:
        try:
            found.append(load_pem_x509_crl(blob) if blob.lstrip().startswith(b"-----") else load_der_x509_crl(blob))
        except Exception:
            continue
    return tuple(found)


def look_up(
    chain: Sequence[Certificate],
    above: Sequence[Certificate],
    lists: Sequence[CertificateRevocationList],
    when: datetime,
    answers: Sequence[Answer] = (),
) -> Found:
    """Look every certificate of ``chain`` but a root up in ``lists`` and ``answers``.

    ``above`` may have issued the last of them.
    """
    if not lists and not answers:
        return Found(Standing.NOT_CHECKED)
    open_: Found | None = None
    for place, one in enumerate(chain):
        if one.subject == one.issuer:
            continue
        # Who issued it is known on a path; elsewhere only whoever signed it may speak of it.
        issuers = chain[place + 1 : place + 2] or [each for each in above if is_issued(one, each)]
        mine = [each for each in lists if each.issuer == one.issuer and _signed_by(each, issuers)]
        said = ask(answers, one, issuers, when)
        if Says.REVOKED in said or any(_takes_back(each, one, when) for each in mine):
            return Found(Standing.REVOKED, name_of(one))
        if Says.GOOD not in said and not any(_reaches(each, when) for each in mine):
            open_ = open_ or Found(_open(said), name_of(one))
    return open_ or Found(Standing.CLEAR)


def _open(said: set[Says]) -> Standing:
    """Return what is said of a certificate that nothing clears: what comes nearest to an answer first."""
    for one in (Says.UNKNOWN, Says.BEFORE, Says.UNSUPPORTED, Says.NO_RIGHT):
        if one in said:
            return Standing(one.value)
    return Standing.PARTLY


def _signed_by(one: CertificateRevocationList, issuers: Iterable[Certificate]) -> bool:
    for issuer in issuers:
        try:
            if one.issuer == issuer.subject and one.is_signature_valid(_key(issuer)):
                return True
        except Exception:
            continue
    return False


def _key(certificate: Certificate) -> Any:
    return certificate.public_key()


def _reaches(one: CertificateRevocationList, when: datetime) -> bool:
    """Tell whether a list that does not name a certificate clears it: made since, and not of a part only."""
    try:
        return one.last_update_utc >= when and not any(each.critical for each in one.extensions)
    except Exception:
        return False


def _takes_back(one: CertificateRevocationList, certificate: Certificate, when: datetime) -> bool:
    """Tell whether a list makes a stamp of the moment ``when`` void (RFC 3161 §4.1)."""
    from cryptography.x509 import CRLReason

    try:
        entry = one.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is None:
            return False
        reasons = [each.value.reason for each in entry.extensions if isinstance(each.value, CRLReason)]
    except Exception:
        return True  # it is on the list, and why cannot be read
    return voids(reasons, entry.revocation_date_utc, when)
