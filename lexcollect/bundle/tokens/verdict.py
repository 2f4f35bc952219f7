"""Verdict: what became of each check of a token, and of all of them.

Owns the closed lists of checks, states and verdicts, and how the one follows from the others. What fails convicts;
what is not known is neither valid nor invalid.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from lexcollect.records import dataclass, field
from lexcollect.wording import Text, text


class Check(StrEnum):
    """The checks of a token, in their order (RFC 3161 §2.4.2, RFC 5816, RFC 5652)."""

    STRUCTURE = "structure"  # it can be taken apart
    STATUS = "status"  # the authority granted it
    IMPRINT = "imprint"  # it is about the file that is there
    NONCE = "nonce"  # it answers the request that is there
    ATTRIBUTES = "attributes"  # what must be signed along is there and right
    IDENTIFIED = "identified"  # the certificate named in it is the one used
    SIGNATURE = "signature"  # the signature is that of the certificate's key
    PURPOSE = "purpose"  # the certificate is for time stamps and nothing else
    PATH = "path"  # it leads to a root that the reader trusts, at the time of the stamp
    REVOCATION = "revocation"  # it was not revoked
    ALGORITHMS = "algorithms"  # nothing in it is known to be broken
    TIME = "time"  # the time can be


class State(StrEnum):
    """What became of a check."""

    HOLDS = "holds"
    FAILS = "fails"
    UNSUPPORTED = "unsupported"  # this program cannot check it
    UNTRUSTED = "untrusted"  # no root of the reader's choice leads there
    NOTED = "noted"  # not checked, or worth knowing; changes no verdict


class Verdict(StrEnum):
    """What a token is, all checks together."""

    VALID = "valid"
    UNTRUSTED = "untrusted"  # the signature is valid, but trust is not established
    UNSUPPORTED = "unsupported"  # signed by an algorithm that cannot be checked here (SM2)
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Line:
    """A check with its state; ``why`` names the sentence that tells it."""

    check: Check
    state: State
    why: str
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> Text:
        """What was found, in words."""
        return text(f"tokens.{self.check}.{self.why}", **self.params)


@dataclass(frozen=True, slots=True)
class Checked:
    """A token, or a signature, with all its checks: ``time`` as stamped (UTC), ``authority`` by its certificate.

    ``is_stamp`` is false for a signature of somebody's own, whose time is what the signer says.
    """

    name: str
    lines: tuple[Line, ...]
    time: datetime | None = None
    authority: str = ""
    is_stamp: bool = True

    @property
    def verdict(self) -> Verdict:
        """The verdict: what fails goes before what cannot be checked, that before what is not trusted."""
        states = {line.state for line in self.lines}
        for state, verdict in (
            (State.FAILS, Verdict.INVALID),
            (State.UNSUPPORTED, Verdict.UNSUPPORTED),
            (State.UNTRUSTED, Verdict.UNTRUSTED),
        ):
            if state in states:
                return verdict
        return Verdict.VALID

    @property
    def why(self) -> Line | None:
        """The first line that decides the verdict."""
        deciding = {
            Verdict.INVALID: State.FAILS,
            Verdict.UNSUPPORTED: State.UNSUPPORTED,
            Verdict.UNTRUSTED: State.UNTRUSTED,
        }.get(self.verdict)
        return next((line for line in self.lines if line.state is deciding), None)
