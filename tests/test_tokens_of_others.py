"""Tokens that other authorities issued, years ago and by other programs: what we say of them, and what openssl says."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from authority_kit import run
from lexcollect.bundle.tokens.answer import read_answer
from lexcollect.bundle.tokens.checks import Stamped, check_token
from lexcollect.bundle.tokens.paths import read_roots
from lexcollect.bundle.tokens.trust import Roots, Trust
from lexcollect.bundle.tokens.verdict import Check, State, Verdict

DATA = Path(__file__).parent / "data" / "tokens"
NOW = datetime(2026, 11, 21, tzinfo=UTC)
#: Token → its authority, its time, whether its own chain comes along.
TOKENS = {
    "globalsign": ("Globalsign TSA for AATL on DSS - SHA384 - G5", datetime(2021, 1, 4, 19, 11, 26, tzinfo=UTC), False),
    "certomancer": ("Time Stamping Authority", datetime(2020, 11, 1, tzinfo=UTC), True),
}


@pytest.mark.parametrize("name", TOKENS)
def test_a_token_made_elsewhere_is_right_and_nobody_vouched_for_it(name: str, tmp_path: Path) -> None:
    """openssl, told to ask for no root, takes the signature too."""
    token, data = (DATA / f"{name}.tok").read_bytes(), (DATA / f"{name}.bin").read_bytes()
    found = check_token(name, token, Stamped(data), Trust(now=NOW))
    assert (found.verdict, found.authority, found.time) == (Verdict.UNTRUSTED, *TOKENS[name][:2])
    right = {line.check for line in found.lines if line.state is State.HOLDS}
    assert right == set(Check) - {Check.STATUS, Check.NONCE, Check.PATH, Check.REVOCATION}
    words = ("cms", "-verify", "-noverify", "-inform", "DER", "-in", DATA / f"{name}.tok", "-out", "said")
    assert run(*words, cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("name", TOKENS)
def test_it_is_about_the_bytes_that_were_stamped_and_no_others(name: str) -> None:
    token, data = (DATA / f"{name}.tok").read_bytes(), (DATA / f"{name}.bin").read_bytes()
    found = check_token(name, token, Stamped(data + b"\0"), Trust(now=NOW))
    assert found.verdict is Verdict.INVALID and found.why and found.why.check is Check.IMPRINT


def test_with_its_root_it_is_valid_at_its_time_for_both(tmp_path: Path) -> None:
    """The root is taken by the reader: that it also came along is no reason to trust it."""
    token, data = (DATA / "certomancer.tok").read_bytes(), (DATA / "certomancer.bin").read_bytes()
    answer = read_answer(token)
    assert answer.signed
    pem = "".join(map(ssl.DER_cert_to_PEM_cert, answer.signed.certificates))
    roots = read_roots(pem.encode())
    assert len(roots.trusted) == 1
    found = check_token("t", token, Stamped(data), Trust(Roots(roots.trusted), now=NOW))
    assert found.verdict is Verdict.VALID
    (tmp_path / "roots.pem").write_text(pem)
    at = str(int(TOKENS["certomancer"][1].timestamp()))
    words = ("ts", "-verify", "-token_in", "-in", DATA / "certomancer.tok", "-data", DATA / "certomancer.bin")
    assert run(*words, "-CAfile", "roots.pem", "-attime", at, cwd=tmp_path).returncode == 0
