"""Transport (传输加密): a finished package in one file that opens with a password only.

Owns the form: a ZIP with one entry, encrypted with AES-256 as WinZip does (AE-2); 7-Zip, WinRAR and Bandizip open it;
the entry is a plain ZIP of the package, so that not even the titles of exhibits can be read without the password. The
password is kept nowhere. The package is not changed; the file is transport and no part of it. Refuses what is too large
for the form.
"""

from __future__ import annotations

import hmac
import secrets
import struct
import sys
import zipfile
from array import array
from collections.abc import Callable
from hashlib import pbkdf2_hmac, sha1
from pathlib import Path
from typing import BinaryIO

from lexcollect.files import CHUNK, temporary

#: A password has at least so many characters: the form slows guessing down only a little.
SHORTEST = 12
#: No larger file has a place in a ZIP of the plain form.
MOST = (1 << 32) - (64 << 20)
_SALT, _KEY, _CHECK, _MARK = 16, 32, 2, 10
#: Rounds that the form prescribes.
_ROUNDS = 1000
_BLOCK = 16
#: Day of every entry: files in a package have no time of their own.
_DAY = (1980, 1, 1, 0, 0, 0)
_DOS_DAY = (1 << 5) | 1
#: What is packed already.
_STORED = frozenset(
    {".pdf", ".jpg", ".jpeg", ".png", ".heic", ".zip", ".docx", ".xlsx", ".mp3", ".mp4", ".m4a", ".ofd"}
)
#: Entry encrypted, name in UTF-8; method of encrypted entries; version needed.
_FLAGS, _METHOD, _VERSION = 0x0801, 99, 51
#: AE-2 (no checksum of the plain bytes), AES-256, stored.
_EXTRA = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, 0)


class TooLarge(ValueError):
    """The package does not fit into one file of this form."""


def acceptable(password: str) -> bool:
    """Tell whether ``password`` is long enough and made of characters that every program takes for the same bytes."""
    return len(password) >= SHORTEST and password.isascii() and password.isprintable()


def pack_for_transport(package: Path, out: Path, password: str) -> None:
    """Write ``package`` encrypted with ``password`` to ``out``; :class:`TooLarge` when it does not fit.

    What is at ``out`` is replaced when the new file is whole.
    """
    if sum(path.stat().st_size for path in package.rglob("*") if path.is_file()) > MOST:
        raise TooLarge(str(package))
    plain, sealed = temporary(out.parent), temporary(out.parent)
    try:
        _pack(package, plain)
        with plain.open("rb") as source, sealed.open("wb") as target:
            _seal(source, plain.stat().st_size, f"{package.name}.zip", target, password)
        sealed.replace(out)
    finally:
        plain.unlink(missing_ok=True)
        sealed.unlink(missing_ok=True)


def _pack(package: Path, out: Path) -> None:
    with zipfile.ZipFile(out, "w") as packed:
        for path in sorted(path for path in package.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{package.name}/{path.relative_to(package).as_posix()}", _DAY)
            entry.compress_type = zipfile.ZIP_STORED if path.suffix.lower() in _STORED else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with path.open("rb") as source, packed.open(entry, "w") as target:
                while chunk := source.read(CHUNK):
                    target.write(chunk)


def _seal(source: BinaryIO, size: int, name: str, target: BinaryIO, password: str) -> None:
    """Write a ZIP with one encrypted entry."""
    salt = secrets.token_bytes(_SALT)
    keys = pbkdf2_hmac("sha1", password.encode("ascii"), salt, _ROUNDS, 2 * _KEY + _CHECK)
    cipher, mark = _stream(keys[:_KEY]), hmac.new(keys[_KEY : 2 * _KEY], digestmod=sha1)
    called, whole = name.encode("utf-8"), _SALT + _CHECK + size + _MARK
    common = struct.pack(
        "<HHHHHIIIHH", _VERSION, _FLAGS, _METHOD, 0, _DOS_DAY, 0, whole, size, len(called), len(_EXTRA)
    )
    target.write(b"PK\x03\x04" + common + called + _EXTRA + salt + keys[2 * _KEY :])
    left = size
    while left and (chunk := source.read(min(CHUNK, left))):
        left -= len(chunk)
        hidden = cipher(chunk)
        mark.update(hidden)
        target.write(hidden)
    target.write(mark.digest()[:_MARK])
    at = target.tell()
    listed = (
        b"PK\x01\x02" + struct.pack("<H", _VERSION) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + called + _EXTRA
    )
    target.write(listed + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(listed), at, 0))


def _stream(key: bytes) -> Callable[[bytes], bytes]:
    """Return what encrypts and decrypts bytes one by one: AES in counter mode, the low byte of the counter first."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    encrypt = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    waiting = b""
    number = 1

    def blocks(count: int) -> bytes:
        nonlocal number
        counters = array("Q", bytes(count * _BLOCK))
        counters[0::2] = array("Q", range(number, number + count))
        if sys.byteorder == "big":
            counters.byteswap()
        number += count
        return encrypt.update(counters.tobytes())

    def run(data: bytes) -> bytes:
        nonlocal waiting
        needed = len(data) - len(waiting)
        key_stream = waiting + (blocks(-(-needed // _BLOCK)) if needed > 0 else b"")
        used, waiting = key_stream[: len(data)], key_stream[len(data) :]
        return (int.from_bytes(data, "big") ^ int.from_bytes(used, "big")).to_bytes(len(data), "big")

    return run
