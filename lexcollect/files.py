"""Files: atomic writing, hashing, and reading without surprises.

Owns how the program touches the disk: what is written appears whole or not at all. Refuses nothing by itself;
who may write where is decided by the caller.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

CHUNK = 1 << 20


def sha256_bytes(data: bytes) -> str:
    """Return the SHA-256 of ``data`` as lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sha256_file(path: Path) -> str:
    """Return the SHA-256 of the file's bytes as lower-case hexadecimal, reading once in chunks."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def write_bytes(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` atomically: temporary file beside it, flush to disk, rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # The temporary name is short on purpose: the final name may already use the 255 bytes a system allows.
    handle, name = tempfile.mkstemp(prefix=".lx-", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def write_text(path: Path, text: str, *, bom: bool = False) -> None:
    """Write ``text`` as UTF-8 with LF line ends; ``bom`` puts a byte order mark first (CSV for Excel)."""
    write_bytes(path, (b"\xef\xbb\xbf" if bom else b"") + text.encode("utf-8"))


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle on a folder; the rename is journalled there.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        # Some network file systems refuse to sync a folder; the file itself is already on disk.
        return
    finally:
        os.close(handle)
