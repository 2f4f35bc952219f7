"""Checks of a token: twelve, each with a line of its own, and one verdict (RFC 3161, 5816, 5652, 5280).

Owns their order and what each asks. Never stops at the first that fails: whoever reads the report sees what else holds.
Valid is said only when every check that convicts was made and held, and a root of the reader's choice is reached.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from lexcollect.bundle.tokens import certifying
from lexcollect.bundle.tokens.answer import Answer, Stamp, read_answer
from lexcollect.bundle.tokens.ber import Malformed
from lexcollect.bundle.tokens.paths import Path, Reach, find_path, name_of
from lexcollect.bundle.tokens.request import BROKEN, OIDS, Hash, Request, digest_of
from lexcollect.bundle.tokens.revocation import Standing, look_up, read_lists
from lexcollect.bundle.tokens.signatures import Sign, broken, check_signature, is_weak, key_of, load
from lexcollect.bundle.tokens.signed import CONTENT_TYPE, MESSAGE_DIGEST, Signed, Signer, octet_value
from lexcollect.bundle.tokens.status_answers import carried, read_answers
from lexcollect.bundle.tokens.verdict import Check, Checked, Line, State
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from lexcollect.bundle.tokens.trust import Trust

#: China keeps UTC+8 without summer time.
BEIJING = timezone(timedelta(hours=8))
#: The clock of this machine may be wrong by so much.
_CLOCK = timedelta(minutes=10)
#: So many certificates of a token are read.
MOST_CERTIFICATES = 60


@dataclass(frozen=True, slots=True)
class Stamped:
    """What a token should be about: the bytes of the file, the request if it was kept, the day the package bears.

    ``digested`` gives the digest of what is too large to be held as ``data``.
    """

    data: bytes
    request: Request | None = None
    made_on: date | None = None
    digested: Callable[[Hash], bytes] | None = None

    def digest(self, algorithm: Hash) -> bytes:
        """Return the digest that the token should name."""
        return self.digested(algorithm) if self.digested else digest_of(self.data, algorithm)


def check_token(name: str, received: bytes, stamped: Stamped, trust: Trust) -> Checked:
    """Make every check of the answer or token ``received``; nothing in it raises."""
    try:
        answer = read_answer(received)
    except (Malformed, RecursionError):
        return Checked(name, (Line(Check.STRUCTURE, State.FAILS, "malformed"),))
    if answer.signed is None:
        status = _status(answer)
        granted = Line(Check.STATUS, State.FAILS, "no_token") if status.state is not State.FAILS else status
        return Checked(name, (Line(Check.STRUCTURE, State.HOLDS, "holds"), granted))
    if answer.stamp is None or len(answer.signed.signers) != 1:
        why = "no_stamp" if answer.stamp is None else "signers"
        return Checked(name, (Line(Check.STRUCTURE, State.FAILS, why), _status(answer)))
    return _Work(name, answer, answer.signed, answer.stamp, stamped, trust).checked()


def _status(answer: Answer) -> Line:
    if answer.status is None:
        return Line(Check.STATUS, State.NOTED, "bare")
    if answer.status in (0, 1):
        state = State.HOLDS if answer.status == 0 else State.NOTED
        return Line(Check.STATUS, state, "granted" if answer.status == 0 else "modified", {"said": answer.said or "–"})
    return Line(Check.STATUS, State.FAILS, "refused", {"status": answer.status, "said": answer.said or "–"})


class _Work:
    """The checks of one token that could be taken apart."""

    def __init__(self, name: str, answer: Answer, signed: Signed, stamp: Stamp, stamped: Stamped, trust: Trust) -> None:
        self.name, self.answer, self.signed, self.stamp = name, answer, signed, stamp
        self.stamped, self.trust = stamped, trust
        self.signer: Signer = signed.signers[0]
        ders = signed.certificates[:MOST_CERTIFICATES]
        self.others = [one for der in ders if (one := load(der)) is not None]
        self.own, self.der = certifying.signers_certificate(self.signer, ders, trust.roots)
        self.unreadable = self.der is not None and self.own is None
        self.path: Path | None = find_path(self.own, self.others, trust.roots, stamp.time) if self.own else None

    def checked(self) -> Checked:
        makers: tuple[Callable[[], Line], ...] = (
            self._imprint,
            self._nonce,
            self._attributes,
            self._identified,
            self._signature,
            self._purpose,
            self._path,
            self._revocation,
            self._algorithms,
            self._time,
        )
        structure = Line(Check.STRUCTURE, State.HOLDS, "holds")
        lines = (structure, _status(self.answer), *(make() for make in makers))
        return Checked(self.name, lines, self.stamp.time, name_of(self.own) if self.own else "")

    def _imprint(self) -> Line:
        algorithm = OIDS.get(self.stamp.algorithm)
        if algorithm is None:
            return Line(Check.IMPRINT, State.UNSUPPORTED, "unknown", {"oid": self.stamp.algorithm})
        same = hmac.compare_digest(self.stamped.digest(algorithm), self.stamp.digest)
        words = {"algorithm": algorithm.shown}
        return Line(Check.IMPRINT, State.HOLDS if same else State.FAILS, "same" if same else "other", words)

    def _nonce(self) -> Line:
        request = self.stamped.request
        if request is None:
            return Line(Check.NONCE, State.NOTED, "no_request")
        if request.nonce != self.stamp.nonce:
            return Line(Check.NONCE, State.FAILS, "other")
        if request.policy and request.policy != self.stamp.policy:
            return Line(Check.NONCE, State.FAILS, "policy", {"policy": self.stamp.policy})
        return Line(Check.NONCE, State.HOLDS, "same", {"policy": self.stamp.policy})

    def _attributes(self) -> Line:
        signer = self.signer
        if not signer.attributes or signer.repeated:
            return Line(Check.ATTRIBUTES, State.FAILS, "missing")
        try:
            kind = certifying.type_value(signer.attributes.get(CONTENT_TYPE, ()))
            said = octet_value(signer.attributes.get(MESSAGE_DIGEST, ()))
        except Malformed:
            return Line(Check.ATTRIBUTES, State.FAILS, "missing")
        if kind != self.signed.content_type or said is None or not certifying.has_certificate_id(signer):
            return Line(Check.ATTRIBUTES, State.FAILS, "missing")
        algorithm = OIDS.get(signer.digest.name)
        if algorithm is None:
            return Line(Check.ATTRIBUTES, State.UNSUPPORTED, "unknown", {"oid": signer.digest.name})
        same = hmac.compare_digest(said, digest_of(self.signed.content, algorithm))
        return Line(Check.ATTRIBUTES, State.HOLDS if same else State.FAILS, "holds" if same else "digest")

    def _identified(self) -> Line:
        if self.der is None:
            return Line(Check.IDENTIFIED, State.FAILS, "no_certificate")
        return certifying.identified(self.signer, self.der)

    def _signature(self) -> Line:
        if self.own is None:
            state = State.UNSUPPORTED if self.unreadable else State.FAILS
            return Line(Check.SIGNATURE, state, "unreadable" if self.unreadable else "no_certificate")
        found = check_signature(self.own, self.signer, self.signer.signed)
        state = {Sign.GOOD: State.HOLDS, Sign.BAD: State.FAILS, Sign.UNSUPPORTED: State.UNSUPPORTED}[found]
        return Line(Check.SIGNATURE, state, found.value, {"oid": self.signer.algorithm.name})

    def _purpose(self) -> Line:
        if self.own is None:
            return _beside(Check.PURPOSE, self.unreadable)
        return certifying.purpose(self.own)

    def _path(self) -> Line:
        if self.path is None or self.own is None:
            return _beside(Check.PATH, self.unreadable)
        if not self.own.not_valid_before_utc <= self.stamp.time <= self.own.not_valid_after_utc:
            first, last = self.own.not_valid_before_utc, self.own.not_valid_after_utc
            return Line(Check.PATH, State.FAILS, "not_then", {"first": beijing(first), "last": beijing(last)})
        names = [name_of(one) for one in self.path.chain]
        if self.path.reach is Reach.ROOT:
            return Line(Check.PATH, State.HOLDS, "root", {"names": tuple(names)})
        return Line(
            Check.PATH, State.UNTRUSTED, self.path.reach.value, {"at": self.path.at or names[-1] if names else ""}
        )

    def _revocation(self) -> Line:
        return revoked(carried(self.signed), self.path, self.others, self.trust, self.stamp.time)

    def _algorithms(self) -> Line:
        if OIDS.get(self.stamp.algorithm) in BROKEN:
            return Line(Check.ALGORITHMS, State.FAILS, "imprint", {"algorithm": OIDS[self.stamp.algorithm].shown})
        if broken(self.signer):
            return Line(Check.ALGORITHMS, State.FAILS, "signature")
        if self.own is not None and is_weak(self.own):
            return Line(Check.ALGORITHMS, State.FAILS, "key")
        if self.own is not None and key_of(self.own) is None:
            return Line(Check.ALGORITHMS, State.UNSUPPORTED, "key_unknown")
        return Line(Check.ALGORITHMS, State.HOLDS, "holds")

    def _time(self) -> Line:
        time, now = self.stamp.time, self.trust.now
        words = {"time": beijing(time), "utc": utc(time)}
        if now is not None and time > now + self.stamp.accuracy + _CLOCK:
            return Line(Check.TIME, State.FAILS, "ahead", words)
        day = self.stamped.made_on
        if day is not None and time.astimezone(BEIJING).date() < day:
            return Line(Check.TIME, State.NOTED, "before", {**words, "day": day})
        return Line(Check.TIME, State.HOLDS, "holds", words)


def revoked(
    sent: tuple[bytes, ...], path: Path | None, others: list[Certificate], trust: Trust, when: datetime | None
) -> Line:
    """Look the certificates of a path up in lists and answers ``sent`` along, and in those that the reader has."""
    blobs = (*sent, *trust.lists)
    if path is None or when is None:
        return Line(Check.REVOCATION, State.NOTED, Standing.NOT_CHECKED.value)
    found = look_up(
        path.chain, (*others, *trust.roots.trusted, *trust.roots.between), read_lists(blobs), when, read_answers(blobs)
    )
    state = {Standing.CLEAR: State.HOLDS, Standing.REVOKED: State.FAILS}.get(found.standing, State.NOTED)
    return Line(Check.REVOCATION, state, found.standing.value, {"at": found.at})


def _beside(check: Check, unreadable: bool) -> Line:
    """Return the line of a check for which there is no certificate that can be read; another line tells why."""
    return Line(check, State.UNSUPPORTED if unreadable else State.NOTED, "no_certificate")


def beijing(time: datetime) -> str:
    """Return a moment as it is told in China (UTC+8), to the second."""
    return time.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")


def utc(time: datetime) -> str:
    """Return a moment in UTC (ISO 8601, to the second)."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
