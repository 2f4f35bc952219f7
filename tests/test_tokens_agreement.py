"""Tokens of a real authority (openssl): our verdict, and what ``openssl ts -verify`` says of the same bytes.

Each row is a case a verifier meets: facts, what we say, which check decides, and that openssl agrees. Where a
certificate has ended since, openssl is asked at the time of the stamp (``-attime``): it takes today otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from authority_kit import GOOD_USE, Authority, run
from lexcollect.bundle.tokens.answer import read_answer, token_of
from lexcollect.bundle.tokens.ber import read, tlv
from lexcollect.bundle.tokens.checks import Stamped, check_token
from lexcollect.bundle.tokens.paths import read_roots
from lexcollect.bundle.tokens.request import Hash, read_request, request_for
from lexcollect.bundle.tokens.trust import Trust
from lexcollect.bundle.tokens.verdict import Check, Checked, State, Verdict

DATA = b"0" * 64 + "  data/证据.pdf\n".encode()
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("时间戳")


_MADE: dict[str, Authority] = {}


def authority(place: Path, name: str) -> Authority:
    """Return an authority of a kind, made once: making keys is slow."""
    kinds: dict[str, Callable[[Path], Authority]] = {
        "rsa": lambda folder: Authority(folder),
        "ec": lambda folder: Authority(folder, key="ec:P-256"),
        "chain": lambda folder: Authority(folder, between=True),
        "chain ids": lambda folder: Authority(folder, between=True, config="ess_cert_id_chain = yes\n"),
        "sha1 id": lambda folder: Authority(folder, config="ess_cert_id_alg = sha1\n"),
        "ended": lambda folder: Authority(folder, valid=(-30 * DAY, -DAY)),
        "to come": lambda folder: Authority(folder, valid=(DAY, 30 * DAY)),
        "no use": lambda folder: Authority(folder, use="keyUsage=critical,digitalSignature"),
        "mail use": lambda folder: Authority(folder, use="extendedKeyUsage=critical,timeStamping,emailProtection"),
        "not critical": lambda folder: Authority(folder, use="extendedKeyUsage=timeStamping"),
        "odd key use": lambda folder: Authority(folder, use=f"{GOOD_USE}\nkeyUsage=critical,keyEncipherment"),
        "short key": lambda folder: Authority(folder, key="rsa:1024"),
        "sha1": lambda folder: Authority(folder, imprint_digest="sha1"),
        "stranger": lambda folder: Authority(folder),
    }
    if name not in _MADE or not _MADE[name].folder.is_relative_to(place):
        _MADE[name] = kinds[name](place / name.replace(" ", "-"))
    return _MADE[name]


class Case:
    """An answer over ``DATA``, with what openssl and this program say of it."""

    def __init__(self, place: Path, kind: str, algorithm: Hash = Hash.SHA256) -> None:
        self.authority = authority(place, kind)
        self.folder = self.authority.folder
        self.data, self.query, self.file = (self.folder / n for n in ("data", "q.tsq", "a.tsr"))
        self.data.write_bytes(DATA)
        self.query.write_bytes(request_for(DATA, algorithm))
        self.willing = self.authority.answer(self.query, self.file, ok=False)

    @property
    def received(self) -> bytes:
        return self.file.read_bytes()

    def openssl(self, *more: str | Path) -> bool:
        return self.authority.accepts(self.data, self.file, *more)

    def ours(self, *, roots: Authority | None = None, now: datetime | None = None, asked: bytes = b"") -> Checked:
        request = read_request(asked or self.query.read_bytes())
        trust = Trust(read_roots((roots or self.authority).roots.read_bytes()), now=now or datetime.now(UTC))
        return check_token("a.tsr", self.received, Stamped(self.data.read_bytes(), request), trust)


def decided(checked: Checked) -> tuple[Verdict, str]:
    why = checked.why
    return checked.verdict, f"{why.check}.{why.why}" if why else ""


@pytest.mark.parametrize("kind", ["rsa", "ec", "chain", "chain ids", "sha1 id"])
def test_a_right_token_is_valid_for_both(place: Path, kind: str) -> None:
    case = Case(place, kind)
    assert decided(case.ours()) == (Verdict.VALID, "")
    assert case.openssl()
    found = {line.check: line.state for line in case.ours().lines}
    assert list(found) == list(Check), "each check has its own line"
    assert [check for check, state in found.items() if state is State.NOTED] == [Check.REVOCATION]


@pytest.mark.parametrize("algorithm", [Hash.SHA384, Hash.SHA512, Hash.SM3])
def test_other_digests_of_the_file_are_understood(place: Path, algorithm: Hash) -> None:
    """SM3 (GB/T 32905) in the imprint, signed with RSA: both take it."""
    case = Case(place, "rsa", algorithm)
    assert decided(case.ours()) == (Verdict.VALID, "") and case.openssl()


def test_an_altered_file_convicts(place: Path) -> None:
    case = Case(place, "rsa")
    case.data.write_bytes(DATA + b"x")
    assert decided(case.ours()) == (Verdict.INVALID, "imprint.other") and not case.openssl()


def test_an_answer_to_another_request_convicts(place: Path) -> None:
    case = Case(place, "rsa")
    other = request_for(DATA)
    assert decided(case.ours(asked=other)) == (Verdict.INVALID, "nonce.other")
    (case.folder / "other.tsq").write_bytes(other)
    words = ("ts", "-verify", "-queryfile", "other.tsq", "-in", "a.tsr", "-CAfile", "root.pem")
    assert run(*words, cwd=case.folder, ok=False).returncode != 0


def test_an_authority_nobody_vouched_for_is_neither_valid_nor_invalid(place: Path) -> None:
    case = Case(place, "rsa")
    assert decided(case.ours(roots=authority(place, "stranger"))) == (Verdict.UNTRUSTED, "path.no_issuer")
    stranger = authority(place, "stranger")
    assert not stranger.accepts(case.data, case.file)


def test_a_chain_without_its_middle_reaches_no_root(place: Path) -> None:
    case = Case(place, "chain")
    answer = read_answer(case.received)
    assert answer.signed and len(answer.signed.certificates) == 2
    (case.folder / "tsa.cnf").write_text((case.folder / "tsa.cnf").read_text().replace("certs = chain.pem\n", ""))
    case.authority.answer(case.query, case.file)
    assert decided(case.ours()) == (Verdict.UNTRUSTED, "path.no_issuer") and not case.openssl()
    assert case.openssl("-untrusted", "chain.pem")
    both = case.authority.roots.read_bytes() + (case.folder / "chain.pem").read_bytes()
    trust = Trust(read_roots(both), now=datetime.now(UTC))
    found = check_token("a.tsr", case.received, Stamped(DATA), trust)
    assert found.verdict is Verdict.VALID, "what lies in between may come with the roots"


@pytest.mark.parametrize("kind", ["no use", "mail use", "not critical", "odd key use"])
def test_a_certificate_that_is_not_for_time_stamps_alone_is_refused_by_both(place: Path, kind: str) -> None:
    """RFC 3161 §2.3: one purpose, critical."""
    case = Case(place, kind)
    assert not case.willing, "openssl stamps nothing with such a certificate; another program may"
    right = read_answer(answer_of_a_right_one(place, case)).signed
    assert right
    case.authority.sign(right.content, case.file)
    why = {"no use": "none", "mail use": "others", "not critical": "not_critical", "odd key use": "usage"}[kind]
    assert decided(case.ours()) == (Verdict.INVALID, f"purpose.{why}") and not case.openssl()


def answer_of_a_right_one(place: Path, case: Case) -> bytes:
    file = case.folder / "right.tsr"
    authority(place, "rsa").answer(case.query, file)
    return file.read_bytes()


@pytest.mark.parametrize("more", [(), ("-keyopt", "rsa_padding_mode:pss")])
def test_both_paddings_of_rsa_are_understood(place: Path, more: tuple[str, ...]) -> None:
    case = Case(place, "rsa")
    signed = read_answer(case.received).signed
    assert signed
    case.authority.sign(signed.content, case.file, *more)
    assert decided(case.ours()) == (Verdict.VALID, "")
    # ``openssl ts`` reads PKCS#7, which has no PSS; ``openssl cms`` does.
    words = ("cms", "-verify", "-inform", "DER", "-in", "token", "-CAfile", "root.pem", "-purpose", "timestampsign")
    assert case.openssl() is not bool(more)
    assert run(*words, "-out", "said", cwd=case.folder).returncode == 0


def test_a_certificate_that_had_ended_convicts(place: Path) -> None:
    case = Case(place, "ended")
    assert case.willing
    assert decided(case.ours()) == (Verdict.INVALID, "path.not_then") and not case.openssl()


def test_a_certificate_that_was_not_valid_yet_convicts(place: Path) -> None:
    case = Case(place, "to come")
    assert decided(case.ours()) == (Verdict.INVALID, "path.not_then") and not case.openssl()


def test_a_certificate_that_ended_since_is_no_fault(place: Path) -> None:
    """What counts is the moment of the stamp; openssl is asked at that moment too."""
    case = Case(place, "rsa")
    later = datetime.now(UTC) + 2000 * DAY
    assert decided(case.ours(now=later)) == (Verdict.VALID, "")
    assert not case.openssl("-attime", str(int(later.timestamp())))
    assert case.openssl("-attime", str(int(datetime.now(UTC).timestamp())))


def test_a_time_ahead_of_the_clock_convicts(place: Path) -> None:
    case = Case(place, "rsa")
    assert decided(case.ours(now=datetime.now(UTC) - DAY)) == (Verdict.INVALID, "time.ahead")


@pytest.mark.parametrize(("kind", "why"), [("short key", "key"), ("sha1", "signature")])
def test_what_is_too_weak_shows_nothing(place: Path, kind: str, why: str) -> None:
    """Stricter than openssl 3.0, which takes both."""
    case = Case(place, kind)
    assert decided(case.ours()) == (Verdict.INVALID, f"algorithms.{why}")


def test_a_sha1_imprint_shows_nothing(place: Path) -> None:
    case = Case(place, "rsa", Hash.SHA1)
    assert decided(case.ours()) == (Verdict.INVALID, "algorithms.imprint")


def test_a_refusal_is_told_with_the_words_of_the_authority(place: Path) -> None:
    """The authority takes no MD5: status 2 and no token."""
    case = Case(place, "rsa", Hash.MD5)
    assert read_answer(case.received).status == 2
    found = case.ours()
    assert decided(found) == (Verdict.INVALID, "status.refused") and not case.openssl()
    assert "not supported" in str(found.why and found.why.text)


def test_a_bare_token_is_taken_as_one(place: Path) -> None:
    case = Case(place, "rsa")
    case.file.write_bytes(token_of(case.received))
    assert case.ours().verdict is Verdict.VALID and case.openssl("-token_in")
    assert not case.openssl(), "openssl has to be told"


def test_granted_with_changes_is_told_and_valid(place: Path) -> None:
    """Status 1 (grantedWithMods): the policy may be another one."""
    case = Case(place, "rsa")
    whole = read(case.received)
    case.file.write_bytes(tlv(0x30, tlv(0x30, b"\x02\x01\x01"), whole.pieces[1].whole))
    found = case.ours()
    assert found.verdict is Verdict.VALID and case.openssl()
    assert next(line.why for line in found.lines if line.check is Check.STATUS) == "modified"


def open_ended(data: bytes) -> bytes:
    """Return a value whose outer layers have no lengths but marks at their ends, as some authorities send them."""
    piece = read(data)
    body = b"".join(
        open_ended(one.whole) if one.tag in (0x30, 0xA0) and number < 2 else one.whole
        for number, one in enumerate(piece.pieces)
    )
    return bytes((piece.tag, 0x80)) + body + b"\0\0"


def test_lengths_of_every_form_are_taken(place: Path) -> None:
    """BER: the response and the content info with open ends (dotnet/runtime#66834)."""
    case = Case(place, "chain ids")
    status, token = read(case.received).pieces
    kind, explicit = token.pieces
    (signed,) = explicit.pieces
    inner = b"\x30\x80" + signed.body + b"\0\0"
    info = b"\x30\x80" + kind.whole + b"\xa0\x80" + inner + b"\0\0" + b"\0\0"
    case.file.write_bytes(b"\x30\x80" + status.whole + info + b"\0\0")
    assert case.ours().verdict is Verdict.VALID and case.openssl()


def test_certificates_in_any_order_are_taken(place: Path) -> None:
    case = Case(place, "chain ids")
    answer = read_answer(case.received)
    assert answer.signed
    first, second = answer.signed.certificates
    case.file.write_bytes(case.received.replace(first + second, second + first))
    assert case.ours().verdict is Verdict.VALID and case.openssl()


def test_another_certificate_of_the_same_key_is_not_the_one_that_signed(place: Path) -> None:
    """RFC 5816: the identifier in the signed attributes is compared; without it certificates could be exchanged."""
    case = Case(place, "rsa")
    answer = read_answer(case.received)
    assert answer.signed
    (der,) = answer.signed.certificates
    changed = bytearray(der)
    changed[-1] ^= 1  # the signature on the certificate: issuer, serial number and key stay
    case.file.write_bytes(case.received.replace(der, bytes(changed)))
    found = case.ours(roots=authority(place, "stranger"))
    assert decided(found) == (Verdict.INVALID, "identified.other") and not case.openssl()
