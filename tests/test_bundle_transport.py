"""A package in one file that opens with a password only (AES-256), read by the published form, not by our code."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import shutil
import struct
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from calc_run import asked, data
from lexcollect.bundle import transport
from lexcollect.bundle.transport import TooLarge, acceptable, pack_for_transport
from lexcollect.bundle.verify import verify
from stamp_kit import small_matter

PASSWORD = "correct horse battery"


def opened(path: Path, password: str) -> bytes:
    """Return the one entry of an encrypted ZIP, as the form of WinZip (AE-2) says; refuse a wrong password or mark."""
    with zipfile.ZipFile(path) as outer:
        (entry,) = outer.infolist()
    raw = path.read_bytes()
    names, extra = struct.unpack_from("<HH", raw, entry.header_offset + 26)
    start = entry.header_offset + 30 + names + extra
    sealed = raw[start : start + entry.compress_size]
    salt, check, body, mark = sealed[:16], sealed[16:18], sealed[18:-10], sealed[-10:]
    keys = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, 1000, 66)
    if keys[64:] != check:
        raise ValueError("wrong password")
    assert hmac.new(keys[32:64], body, "sha1").digest()[:10] == mark
    cipher = Cipher(algorithms.AES(keys[:32]), modes.ECB()).encryptor()
    out = bytearray()
    for at in range(0, len(body), 16):
        stream = cipher.update((at // 16 + 1).to_bytes(16, "little"))
        out += bytes(a ^ b for a, b in zip(body[at : at + 16], stream, strict=False))
    return bytes(out)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A matter with its package, made once."""
    return small_matter(tmp_path_factory.mktemp("案"))


@pytest.fixture
def matter(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "沈河案"))


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person at the terminal types, answer by answer."""
    answers: list[str] = []
    left: Iterator[str] = iter(answers)
    monkeypatch.setattr("getpass.getpass", lambda prompt="": next(left))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    return answers


def test_the_file_opens_with_the_password_and_holds_the_package(
    matter: Path, typing: list[str], tmp_path: Path
) -> None:
    typing += [PASSWORD, PASSWORD]
    code, screen = asked("bundle", "--transport-password", str(matter))
    file = matter / "4-证据包/v1-传输.zip"
    assert code == 0 and "v1-传输.zip" in screen
    with zipfile.ZipFile(io.BytesIO(opened(file, PASSWORD))) as inner:
        inner.extractall(tmp_path / "对方的电脑")
    got = verify(tmp_path / "对方的电脑/v1")
    assert got.ok and got.content == verify(matter / "4-证据包/v1").content
    with pytest.raises(ValueError, match="wrong password"):
        opened(file, PASSWORD + "!")
    assert asked("verify", str(matter))[0] == 0, "the file beside the versions is none of them"


def test_without_the_password_not_even_a_title_can_be_read(matter: Path, typing: list[str]) -> None:
    typing += [PASSWORD, PASSWORD]
    assert asked("bundle", "--transport-password", str(matter))[0] == 0
    raw = (matter / "4-证据包/v1-传输.zip").read_bytes()
    assert "合同".encode() not in raw and b"%PDF" not in raw and b"BagIt" not in raw


def test_the_password_is_written_nowhere(matter: Path, typing: list[str]) -> None:
    typing += [PASSWORD, PASSWORD]
    assert asked("bundle", "--transport-password", str(matter))[0] == 0
    for path in matter.rglob("*"):
        assert path.is_dir() or PASSWORD.encode() not in path.read_bytes(), path


def test_two_files_of_one_package_and_password_have_nothing_in_common(tmp_path: Path) -> None:
    """A salt of its own for each file: who has two of them learns nothing from comparing."""
    (tmp_path / "v1").mkdir()
    (tmp_path / "v1/a.txt").write_bytes(b"a" * 100)
    for name in ("1.zip", "2.zip"):
        pack_for_transport(tmp_path / "v1", tmp_path / name, PASSWORD)
    one, other = ((tmp_path / name).read_bytes() for name in ("1.zip", "2.zip"))
    assert one[60:150] != other[60:150]
    assert opened(tmp_path / "1.zip", PASSWORD) == opened(tmp_path / "2.zip", PASSWORD)


def test_of_the_masked_copy_too(matter: Path, typing: list[str]) -> None:
    typing += [PASSWORD, PASSWORD]
    assert asked("bundle", "--masked", "--transport-password", str(matter))[0] == 0
    file = matter / "4-证据包/对方副本/v1-1-传输.zip"
    with zipfile.ZipFile(io.BytesIO(opened(file, PASSWORD))) as inner:
        assert not [name for name in inner.namelist() if "originals" in name]
    assert data("bundle", "--masked", str(matter))["new"] is False


def test_a_password_that_is_weak_or_typed_otherwise_is_asked_for_again(matter: Path, typing: list[str]) -> None:
    typing += ["short", PASSWORD, "other than that", PASSWORD, PASSWORD]
    code, screen = asked("bundle", "--transport-password", str(matter))
    assert code == 0 and "太短" in screen and "两次不一样" in screen
    typing += ["short", "short", "short"]
    code, screen = asked("bundle", "--transport-password", str(matter))
    assert code == 1 and "LX-B266" in screen


def test_nobody_to_ask_is_told_and_nothing_is_made(matter: Path) -> None:
    code, screen = asked("bundle", "--transport-password", str(matter), "--no-input", "--json")
    assert code == 1 and [one["code"] for one in json.loads(screen)["findings"]] == ["LX-B265"]
    assert not list((matter / "4-证据包").glob("*.zip"))


def test_what_a_password_may_be() -> None:
    assert acceptable("correct horse battery") and not acceptable("short")
    assert not acceptable("密码密码密码密码密码密码密码"), "programs disagree on its bytes"


def test_a_package_that_does_not_fit_is_told(
    matter: Path, typing: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(transport, "MOST", 1000)
    with pytest.raises(TooLarge):
        pack_for_transport(matter / "4-证据包/v1", tmp_path / "x.zip", PASSWORD)
    typing += [PASSWORD, PASSWORD]
    assert "LX-B267" in asked("bundle", "--transport-password", str(matter))[1]
    assert not list((matter / "4-证据包").glob("*.zip"))
