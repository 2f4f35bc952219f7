"""Was the certificate of a stamp taken back? Lists and answers (OCSP) of a real authority, given, beside it or in it.

Facts: a token, what who issued its certificate says of that one and when. Question: does the stamp hold? What nobody
entitled signed neither clears nor convicts, and what is older than the stamp clears nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509 import ocsp

from authority_kit import Authority, run
from calc_run import codes, data
from lexcollect.bundle.tokens.ber import oid_of, read, tlv
from lexcollect.bundle.tokens.checks import Stamped, check_token
from lexcollect.bundle.tokens.own_signature import check_own
from lexcollect.bundle.tokens.paths import read_roots
from lexcollect.bundle.tokens.request import request_for
from lexcollect.bundle.tokens.status_answers import read_answers
from lexcollect.bundle.tokens.trust import Trust
from lexcollect.bundle.tokens.verdict import Check, Checked, State, Verdict
from stamp_kit import small_matter, stamped, taken

DATA = b"0" * 64 + "  data/证据.pdf\n".encode()


class Stamp:
    """A token of an authority of our own, and its checks with what a reader has of revocations."""

    def __init__(self, folder: Path) -> None:
        self.authority = Authority(folder)
        self.folder = folder
        (folder / "q.tsq").write_bytes(request_for(DATA))
        self.authority.answer(folder / "q.tsq", folder / "a.tsr")
        self.token = (folder / "a.tsr").read_bytes()

    def checked(self, *blobs: bytes, token: bytes = b"") -> Checked:
        trust = Trust(read_roots(self.authority.roots.read_bytes()), blobs, datetime.now(UTC))
        return check_token("a.tsr", token or self.token, Stamped(DATA), trust)

    def asked(self, **how: Any) -> bytes:
        """Return what openssl answers about the certificate."""
        self.authority.status_answer(self.folder / "said.ocsp", **how)
        return (self.folder / "said.ocsp").read_bytes()

    def certificate(self, name: str) -> x509.Certificate:
        return x509.load_pem_x509_certificate((self.folder / f"{name}.pem").read_bytes())

    def answered(
        self,
        *,
        by: str = "root",
        issuer: str = "root",
        made: timedelta = timedelta(minutes=5),
        revoked: timedelta | None = None,
        reason: x509.ReasonFlags | None = None,
        status: ocsp.OCSPCertStatus | None = None,
        sent: bool = True,
    ) -> bytes:
        """Return an answer as a responder would write it ``made`` after now."""
        now = datetime.now(UTC).replace(microsecond=0)
        usual = ocsp.OCSPCertStatus.GOOD if revoked is None else ocsp.OCSPCertStatus.REVOKED
        builder = ocsp.OCSPResponseBuilder().add_response(
            self.certificate("tsa"),
            self.certificate(issuer),
            hashes.SHA256(),
            status or usual,
            now + made,
            now + made + timedelta(days=7),
            now + revoked if revoked is not None else None,
            reason,
        )
        signer = self.certificate(by)
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, signer)
        if sent:
            builder = builder.certificates([signer])
        key = load_pem_private_key((self.folder / f"{by}.key").read_bytes(), None)
        return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def stamp(tmp_path_factory: pytest.TempPathFactory) -> Stamp:
    made = Stamp(tmp_path_factory.mktemp("机构"))
    made.authority.responder("entitled")
    made.authority.responder("anybody", "extendedKeyUsage=emailProtection")
    Authority(made.folder / "stranger").responder("entitled")
    for kind in ("pem", "key"):
        (made.folder / f"stranger.{kind}").write_bytes((made.folder / "stranger" / f"entitled.{kind}").read_bytes())
    return made


def told(checked: Checked) -> tuple[Verdict, str]:
    (line,) = (one for one in checked.lines if one.check is Check.REVOCATION)
    assert (line.state is State.FAILS) == (line.why == "revoked") and (line.state is State.HOLDS) == (
        line.why == "clear"
    )
    assert str(line.text)
    return checked.verdict, line.why


def test_what_openssl_answers_clears_a_stamp_and_a_revocation_voids_it(tmp_path: Path) -> None:
    made = Stamp(tmp_path)
    assert told(made.checked()) == (Verdict.VALID, "not_checked")
    assert told(made.checked(made.asked())) == (Verdict.VALID, "clear")
    made.authority.responder("entitled")
    assert told(made.checked(made.asked(by="entitled"))) == (Verdict.VALID, "clear")
    made.authority.revoke()
    void = made.asked(by="entitled")
    assert told(made.checked(void)) == (Verdict.INVALID, "revoked")
    words = ("ocsp", "-issuer", "root.pem", "-cert", "tsa.pem", "-respin", "said.ocsp", "-CAfile", "root.pem")
    said = run(*words, "-no_nonce", cwd=made.folder).stdout.decode()
    assert "tsa.pem: revoked" in said, "openssl reads the same of the same answer"


HOUR = timedelta(hours=1)
FACTS: dict[str, tuple[dict[str, Any], tuple[Verdict, str]]] = {
    "good, asked after the stamp": ({}, (Verdict.VALID, "clear")),
    "good, answered by one whom the root entitled": ({"by": "entitled"}, (Verdict.VALID, "clear")),
    "the same, and its certificate is not sent along": (
        {"by": "entitled", "sent": False},
        (Verdict.VALID, "no_right"),
    ),
    "good, asked before the stamp": ({"made": -HOUR}, (Verdict.VALID, "before")),
    "revoked without a reason, after the stamp": ({"revoked": HOUR}, (Verdict.INVALID, "revoked")),
    "revoked since the key was laid open, after the stamp": (
        {"revoked": HOUR, "reason": x509.ReasonFlags.key_compromise},
        (Verdict.INVALID, "revoked"),
    ),
    "superseded after the stamp": (
        {"revoked": HOUR, "reason": x509.ReasonFlags.superseded},
        (Verdict.VALID, "clear"),
    ),
    "superseded before the stamp": (
        {"revoked": -HOUR, "reason": x509.ReasonFlags.superseded},
        (Verdict.INVALID, "revoked"),
    ),
    "who answers does not know it": ({"status": ocsp.OCSPCertStatus.UNKNOWN}, (Verdict.VALID, "unknown")),
    "answered by one with a certificate for something else": ({"by": "anybody"}, (Verdict.VALID, "no_right")),
    "answered by a stranger": ({"by": "stranger"}, (Verdict.VALID, "no_right")),
    "called revoked by a stranger": ({"by": "stranger", "revoked": -HOUR}, (Verdict.VALID, "no_right")),
    "about a certificate of another issuer with the same number": (
        {"issuer": "stranger", "by": "stranger"},
        (Verdict.VALID, "partly"),
    ),
}


@pytest.mark.parametrize("facts", FACTS)
def test_an_answer_says_what_it_may_say(stamp: Stamp, facts: str) -> None:
    how, expected = FACTS[facts]
    assert told(stamp.checked(stamp.answered(**how))) == expected


def test_one_answer_that_clears_and_one_that_convicts_void_the_stamp(stamp: Stamp) -> None:
    good, void = stamp.answered(), stamp.answered(revoked=-HOUR)
    assert told(stamp.checked(good, void)) == told(stamp.checked(void, good)) == (Verdict.INVALID, "revoked")


def test_a_list_clears_what_an_old_answer_does_not(tmp_path: Path) -> None:
    made = Stamp(tmp_path)
    old = made.answered(made=-HOUR)
    time.sleep(1.1)
    made.authority.revocation_list(tmp_path / "now.crl")
    assert told(made.checked(old, (tmp_path / "now.crl").read_bytes())) == (Verdict.VALID, "clear")


def test_every_byte_of_an_answer_counts(stamp: Stamp) -> None:
    good = stamp.answered(by="entitled")
    for place in range(0, len(good), 37):
        altered = bytearray(good)
        altered[place] ^= 0x55
        verdict, why = told(stamp.checked(bytes(altered)))
        # Where a byte stands that nobody signed, the certificate sent along or how the answer is called, it may still
        # be right; it never turns into another answer.
        assert verdict is Verdict.VALID and why in ("clear", "no_right", "unsupported", "not_checked", "partly"), place


@pytest.mark.parametrize("junk", [b"", b"0", b"\x30\x03\x0a\x01\x03", b"\x30\x80", b"\x30\x82\xff\xff" + b"0" * 300])
def test_what_is_no_answer_is_none(stamp: Stamp, junk: bytes) -> None:
    assert read_answers([junk]) == ()
    assert told(stamp.checked(junk)) == (Verdict.VALID, "not_checked")


# -- carried in the token ------------------------------------------------------------------------------------------


def _basic(answer: bytes) -> bytes:
    """Return what RFC 5652 and ETSI carry of an answer: without the status around it."""
    return read(answer).pieces[1].pieces[0].pieces[1].body


def _among_lists(answer: bytes) -> Callable[[bytes], bytes]:
    other = tlv(0xA1, oid_of("1.3.6.1.5.5.7.16.2"), answer)
    return lambda body: _with(body, lambda parts: [*parts[:-1], tlv(0xA1, other), parts[-1]])


def _as_attribute(answer: bytes) -> Callable[[bytes], bytes]:
    values = tlv(0x30, tlv(0xA1, tlv(0x30, _basic(answer))))
    attribute = tlv(0x30, oid_of("1.2.840.113549.1.9.16.2.24"), tlv(0x31, values))

    def signers(last: bytes) -> bytes:
        (signer,) = read(last).pieces
        return tlv(0x31, tlv(0x30, *(one.whole for one in signer.pieces), tlv(0xA1, attribute)))

    return lambda body: _with(body, lambda parts: [*parts[:-1], signers(parts[-1])])


def _with(body: bytes, change: Callable[[list[bytes]], list[bytes]]) -> bytes:
    return tlv(0x30, *change([one.whole for one in read(body).pieces]))


def carrying(token: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return an answer of an authority whose signed data was changed where nothing is signed."""
    status, content = read(token).pieces
    kind, explicit = content.pieces
    return tlv(0x30, status.whole, tlv(0x30, kind.whole, tlv(0xA0, change(explicit.pieces[0].whole))))


@pytest.mark.parametrize("where", [_among_lists, _as_attribute])
def test_answers_that_a_token_carries_are_read(
    stamp: Stamp, where: Callable[[bytes], Callable[[bytes], bytes]]
) -> None:
    good = carrying(stamp.token, where(stamp.answered()))
    void = carrying(stamp.token, where(stamp.answered(revoked=-HOUR)))
    assert told(stamp.checked(token=good)) == (Verdict.VALID, "clear")
    assert told(stamp.checked(token=void)) == (Verdict.INVALID, "revoked")


def test_a_signature_of_ones_own_is_looked_up_too(tmp_path: Path) -> None:
    made = Stamp(tmp_path)
    (tmp_path / "text").write_bytes(DATA)
    words = ("cms", "-sign", "-binary", "-signer", "tsa.pem", "-inkey", "tsa.key", "-in", "text", "-md", "sha256")
    run(*words, "-outform", "DER", "-out", "own.p7s", cwd=tmp_path)
    roots = read_roots(made.authority.roots.read_bytes())

    def checked(*blobs: bytes) -> Checked:
        return check_own("own.p7s", (tmp_path / "own.p7s").read_bytes(), DATA, Trust(roots, blobs, datetime.now(UTC)))

    def why(found: Checked) -> str:
        return next(one.why for one in found.lines if one.check is Check.REVOCATION)

    assert [why(checked()), why(checked(made.answered())), why(checked(made.answered(revoked=-HOUR)))] == [
        "not_checked",
        "clear",
        "revoked",
    ]


# -- as a reader asks ----------------------------------------------------------------------------------------------


def _folder(place: Path) -> Path:
    place.mkdir()
    return place


def test_a_reader_gives_lists_and_answers_or_finds_them_beside_the_token(tmp_path: Path) -> None:
    """Facts: the reader fetched an answer; the other side put one that revokes beside the token later."""
    matter, authority = small_matter(_folder(tmp_path / "案")), Authority(tmp_path / "机构")
    taken(matter, stamped(matter, authority))
    answer, listed = tmp_path / "答复.ocsp", tmp_path / "列表.crl"
    authority.status_answer(answer)
    authority.revocation_list(listed)
    roots = ("--roots", str(authority.roots))

    def revocation(*words: str) -> tuple[int, str]:
        said = data("verify", str(matter), *roots, *words)
        return said["exit"], next(
            one["reason"] for one in said["time_stamps"][0]["checks"] if one["check"] == "revocation"
        )

    assert revocation() == (0, "not_checked")
    assert revocation("--ocsp", str(answer)) == revocation("--crl", str(listed)) == (0, "clear")
    authority.revoke()
    beside = matter / "4-证据包/v1/proofs/crls"
    beside.mkdir()
    authority.status_answer(beside / "后来.ocsp")
    assert revocation("--ocsp", str(answer)) == (4, "revoked")
    (beside / "后来.ocsp").rename(beside / "后来.txt")
    assert "LX-B052" in codes("verify", str(matter)), "no other name belongs there"


def test_a_file_that_is_neither_is_refused_by_name(tmp_path: Path) -> None:
    matter = small_matter(_folder(tmp_path / "案"))
    page = tmp_path / "页.ocsp"
    page.write_text("<html>404</html>")
    for option, file in (("--ocsp", page), ("--crl", page), ("--ocsp", tmp_path / "没有.ocsp")):
        assert codes("verify", str(matter), option, str(file)) == {"LX-B202"}
