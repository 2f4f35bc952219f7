"""Tokens made to mislead or to break a reader: every one ends in a verdict, in time, and never in *valid*."""

from __future__ import annotations

import hashlib
import random
import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from authority_kit import Authority, run
from lexcollect.bundle.tokens.answer import MOST_BYTES, TST_INFO, read_answer
from lexcollect.bundle.tokens.ber import Malformed, oid_of, read, tlv
from lexcollect.bundle.tokens.checks import Stamped, check_token
from lexcollect.bundle.tokens.inspecting import inspect
from lexcollect.bundle.tokens.own_signature import check_own, open_key, sign
from lexcollect.bundle.tokens.paths import read_roots
from lexcollect.bundle.tokens.request import Hash, digest_of, read_request, request_for
from lexcollect.bundle.tokens.signed import SIGNED_DATA
from lexcollect.bundle.tokens.trust import Roots, Trust
from lexcollect.bundle.tokens.verdict import Check, Checked, State, Verdict
from lexcollect.bundle.verification import Outcome
from lexcollect.matter.stamping import files_of

DATA = b"manifest\n"
SM2_SIGNED = "1.2.156.10197.1.501"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("机构"), between=True)


@pytest.fixture(scope="module")
def query(authority: Authority) -> bytes:
    return request_for(DATA)


@pytest.fixture(scope="module")
def right(authority: Authority, query: bytes) -> bytes:
    """A right answer over ``DATA``."""
    (authority.folder / "q.tsq").write_bytes(query)
    authority.answer(authority.folder / "q.tsq", authority.folder / "a.tsr")
    return (authority.folder / "a.tsr").read_bytes()


def checked(received: bytes, authority: Authority, query: bytes) -> Checked:
    trust = Trust(read_roots(authority.roots.read_bytes()), now=datetime.now(UTC))
    return check_token("a.tsr", received, Stamped(DATA, read_request(query)), trust)


def test_two_thousand_altered_tokens_are_never_valid(authority: Authority, query: bytes, right: bytes) -> None:
    """One to three octets exchanged, cut, doubled or put in, at places drawn by a fixed seed.

    A token that still counts as valid must say the same: the same time, imprint, serial number and signature.
    """
    assert checked(right, authority, query).verdict is Verdict.VALID
    chance = random.Random(20261130)
    whole = read_answer(right)
    assert whole.signed
    valid = 0
    for _ in range(2000):
        made = bytearray(right)
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(made))
            kind = chance.randrange(4)
            if kind == 0:
                made[place] ^= 1 << chance.randrange(8)
            elif kind == 1:
                del made[place : place + chance.randint(1, 40)]
            elif kind == 2:
                made[place:place] = made[place : place + chance.randint(1, 40)]
            else:
                made[place] = chance.randrange(256)
        received = bytes(made)
        if received == right or checked(received, authority, query).verdict is not Verdict.VALID:
            continue
        answer = read_answer(received)
        assert answer.signed and answer.stamp == whole.stamp
        assert answer.signed.signers[0].signature == whole.signed.signers[0].signature
        assert answer.signed.content == whole.signed.content
        assert answer.signed.signers[0].signed[0] == whole.signed.signers[0].signed[0]
        valid += 1
    assert valid < 60, "only what no signature covers may change: status words, versions, unused certificates"


@pytest.mark.parametrize(
    "received",
    [
        b"",
        b"\x30",
        b"0" * 100,
        b"<html>503 Service Unavailable</html>",
        b"\x30\x80" * 200_000,
        b"\x30\x84\xff\xff\xff\xff",
        b"\x30\x88" + b"\xff" * 8,
        tlv(0x30, *[b"\x05\x00"] * 100_000),
        tlv(0x30, b"\x30\x80" * 30 + b"\x00\x00" * 30),
        b"\x30\x80" + b"\x05\x00" * 200_000 + b"\x00\x00",
        b"\x1f\xff\xff\xff\xff\x7f\x00",
        tlv(0x30, tlv(0x30, tlv(0x02, b""))),
        tlv(0x30, tlv(0x30, tlv(0x02, b"\x00" * 70_000))),
    ],
    ids=range(13),
)
def test_what_is_no_token_is_told_so(received: bytes, authority: Authority, query: bytes) -> None:
    found = checked(received, authority, query)
    assert found.verdict is Verdict.INVALID and found.why


def test_a_file_of_fifty_megabytes_is_not_read(authority: Authority, query: bytes, tmp_path: Path) -> None:
    with pytest.raises(Malformed):
        read_answer(b"\x30" * (MOST_BYTES + 1))
    assert checked(bytes(50 << 20), authority, query).verdict is Verdict.INVALID


def test_nesting_without_end_is_refused() -> None:
    data = b""
    for _ in range(5000):
        data = tlv(0x30, data)
    with pytest.raises(Malformed):
        piece = read(tlv(0x24, *[b"\x24\x80" * 60 + b"\x00\x00" * 60]))
        from lexcollect.bundle.tokens.ber import octets

        octets(piece)
    piece = read(data)
    assert piece.first.first.tag == 0x30  # taken level by level, never at once


def by_sm2(authority: Authority, info: bytes) -> bytes:
    """Return a token over ``info`` of an authority with an SM2 key, put together here: openssl 3.0 cannot issue one."""
    der = ssl.PEM_cert_to_DER_cert((authority.folder / "tsa.pem").read_text())
    _, serial, _, issuer = read(der).first.pieces[:4]
    sm3 = tlv(0x30, oid_of("1.2.156.10197.1.401"))

    def attribute(name: str, value: bytes) -> bytes:
        return tlv(0x30, oid_of(name), tlv(0x31, value))

    id_v2 = tlv(0x30, tlv(0x30, tlv(0x30, tlv(0x04, hashlib.sha256(der).digest()))))
    attributes = sorted(
        (
            attribute("1.2.840.113549.1.9.3", oid_of(TST_INFO)),
            attribute("1.2.840.113549.1.9.4", tlv(0x04, digest_of(info, Hash.SM3))),
            attribute("1.2.840.113549.1.9.16.2.47", id_v2),
        )
    )
    (authority.folder / "attributes").write_bytes(tlv(0x31, *attributes))
    words = ("pkeyutl", "-sign", "-inkey", "tsa.key", "-rawin", "-digest", "sm3", "-in", "attributes", "-out", "signed")
    run(*words, cwd=authority.folder)
    signer = tlv(
        0x30,
        b"\x02\x01\x01",
        tlv(0x30, issuer.whole, serial.whole),
        sm3,
        tlv(0xA0, *attributes),
        tlv(0x30, oid_of(SM2_SIGNED)),
        tlv(0x04, (authority.folder / "signed").read_bytes()),
    )
    content = tlv(0x30, oid_of(TST_INFO), tlv(0xA0, tlv(0x04, info)))
    signed = tlv(0x30, b"\x02\x01\x03", tlv(0x31, sm3), content, tlv(0xA0, der), tlv(0x31, signer))
    return tlv(0x30, bytes.fromhex("3003020100"), tlv(0x30, oid_of(SIGNED_DATA), tlv(0xA0, signed)))


def test_a_signature_by_sm2_is_neither_valid_nor_invalid(query: bytes, right: bytes, tmp_path: Path) -> None:
    """国密: an SM2 key, SM3 digests. Everything else is checked; about another file it is invalid all the same."""
    sm2 = Authority(tmp_path / "国密", key="ec:SM2")
    signed = read_answer(right).signed
    assert signed
    token = by_sm2(sm2, signed.content)
    found = checked(token, sm2, query)
    assert found.verdict is Verdict.UNSUPPORTED and found.why and "SM2" in str(found.why.text)
    states = {line.check: line.state for line in found.lines}
    assert states[Check.IMPRINT] is states[Check.IDENTIFIED] is states[Check.PURPOSE] is State.HOLDS
    trust = Trust(read_roots(sm2.roots.read_bytes()), now=datetime.now(UTC))
    assert check_token("a", token, Stamped(b"another"), trust).verdict is Verdict.INVALID


def test_a_file_of_many_certificates_is_searched_within_bounds(authority: Authority, right: bytes) -> None:
    """Certificates of one name that issue each other: every path is wrong, and there are very many."""
    answer = read_answer(right)
    assert answer.signed
    (der, *_) = answer.signed.certificates
    sent = right.replace(der, der)  # as it is; the crowd comes with the roots
    crowd = read_roots(authority.roots.read_bytes() + (authority.folder / "chain.pem").read_bytes())
    trust = Trust(Roots((), (*crowd.between * 500, *crowd.trusted * 500)), now=datetime.now(UTC))
    assert check_token("a", sent, Stamped(DATA), trust).verdict is Verdict.UNTRUSTED


def test_roots_in_a_broken_file_are_those_that_can_be_read(authority: Authority) -> None:
    good = authority.roots.read_bytes()
    assert len(read_roots(good + b"-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n").trusted) == 1
    assert read_roots(b"") == read_roots(b"\x00\xff") == read_roots(good[: len(good) // 2]) == Roots()


def test_a_signature_of_ones_own_is_checked_by_openssl_too(authority: Authority, tmp_path: Path) -> None:
    """CMS, detached; altered bytes, the signature of something else and a broken file are no signature."""
    words = (
        "pkcs12",
        "-export",
        "-in",
        "tsa.pem",
        "-inkey",
        "tsa.key",
        "-certfile",
        "chain.pem",
        "-passout",
        "pass:密",
    )
    run(*words, "-out", "k.p12", cwd=authority.folder)
    now = datetime.now(UTC)
    made = sign(DATA, *open_key((authority.folder / "k.p12").read_bytes(), "密"), now)
    trust = Trust(read_roots(authority.roots.read_bytes()), now=now)
    assert check_own("s", made, DATA, trust).verdict is Verdict.VALID
    assert check_own("s", made, DATA, Trust(now=now)).verdict is Verdict.UNTRUSTED
    (authority.folder / "s.p7s").write_bytes(made)
    check = ("cms", "-verify", "-inform", "DER", "-binary", "-in", "s.p7s", "-CAfile", "root.pem", "-purpose", "any")
    for data, good in ((DATA, True), (DATA + b"x", False)):
        (authority.folder / "d").write_bytes(data)
        done = run(*check, "-content", "d", "-out", "said", cwd=authority.folder, ok=False)
        assert (done.returncode == 0) is good is (check_own("s", made, data, trust).verdict is Verdict.VALID)
    chance = random.Random(7)
    for _ in range(300):
        place = chance.randrange(len(made))
        altered = made[:place] + bytes((made[place] ^ 1 << chance.randrange(8),)) + made[place + 1 :]
        if check_own("s", altered, DATA, trust).verdict is Verdict.VALID:
            assert read(altered)  # an unused part: the signature itself is the same
            assert made[-256:] == altered[-256:]


def test_a_certificate_that_may_not_sign_gives_no_signature(tmp_path: Path) -> None:
    one = Authority(tmp_path / "机构", use="keyUsage=critical,keyEncipherment")
    run("pkcs12", "-export", "-in", "tsa.pem", "-inkey", "tsa.key", "-passout", "pass:k", "-out", "k", cwd=one.folder)
    now = datetime.now(UTC)
    made = sign(DATA, *open_key((one.folder / "k").read_bytes(), "k"), now)
    found = check_own("s", made, DATA, Trust(read_roots(one.roots.read_bytes()), now=now))
    assert found.verdict is Verdict.INVALID and found.why and found.why.why == "signs_not"


def test_an_authority_between_that_is_for_other_purposes_leads_nowhere(tmp_path: Path, query: bytes) -> None:
    """A root may let an authority issue for mail alone: what it issues for time stamps is not trusted."""
    one = Authority(tmp_path / "机构", between="extendedKeyUsage=emailProtection")
    (one.folder / "q.tsq").write_bytes(query)
    one.answer(one.folder / "q.tsq", one.folder / "a.tsr")
    found = checked((one.folder / "a.tsr").read_bytes(), one, query)
    assert found.verdict is Verdict.UNTRUSTED and found.why and found.why.why == "not_allowed"


@pytest.mark.parametrize(
    ("between", "good"),
    [
        ("basicConstraints=critical,CA:FALSE", False),
        ("basicConstraints=critical,CA:TRUE\nkeyUsage=critical,digitalSignature", False),
        ("basicConstraints=critical,CA:TRUE\nnameConstraints=critical,permitted;DNS:example.cn", False),
        ("basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign", True),
    ],
)
def test_who_is_between_must_be_an_authority(tmp_path: Path, query: bytes, between: str, good: bool) -> None:
    """RFC 5280 §6.1.4: basic constraints, key usage, nothing critical that is not understood."""
    one = Authority(tmp_path / "机构", between=between)
    (one.folder / "q.tsq").write_bytes(query)
    (one.folder / "q").write_bytes(DATA)
    one.answer(one.folder / "q.tsq", one.folder / "a.tsr")
    found = checked((one.folder / "a.tsr").read_bytes(), one, query)
    assert found.verdict is (Verdict.VALID if good else Verdict.UNTRUSTED)
    if "nameConstraints" not in between:  # openssl understands it; it names hosts, of which there are none here
        assert one.accepts(one.folder / "q", one.folder / "a.tsr") is good


def test_a_package_stuffed_with_tokens_is_looked_at_within_bounds(right: bytes, tmp_path: Path) -> None:
    (tmp_path / "proofs").mkdir()
    for number in range(1, 502):
        (tmp_path / f"proofs/{number:04d}-manifest.tsq").write_bytes(b"")
    (tmp_path / "manifest-sha256.txt").write_bytes(DATA)
    outcome = Outcome()
    inspect(files_of(tmp_path), outcome, Trust())
    assert outcome.incomplete and "LX-B174" in {one.code for one in outcome.findings}
