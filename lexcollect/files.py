"""Files: atomic writing, hashing, and reading without surprises.

Owns how the program touches the disk: what is written appears whole or not at all. Refuses nothing by itself;
who may write where is decided by the caller.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import tempfile
from pathlib import Path

CHUNK = 1 << 20
#: What is being made bears a name that begins so, until it is whole and renamed.
LEAVING = ".lx-"
_DAY_NS = 86_400 * 10**9


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


def write_bytes(path: Path, data: bytes, *, keep_mode: bool = False) -> None:
    """Write ``data`` to ``path`` atomically: temporary file beside it, flush to disk, rename.

    ``keep_mode``: who may read and write the file stays as it is, if there is one. Raises :class:`OSError`, also when
    ``path`` is a device or a pipe: renaming would put a file in its place.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = stat.S_IMODE(path.stat().st_mode) if keep_mode and path.exists() else 0o644
    # The temporary name is short on purpose: the final name may already use the 255 bytes a system allows.
    handle, name = tempfile.mkstemp(prefix=LEAVING, suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def write_text(path: Path, text: str, *, bom: bool = False) -> None:
    """Write ``text`` as UTF-8 with LF line ends; ``bom`` puts a byte order mark first (CSV for Excel)."""
    write_bytes(path, (b"\xef\xbb\xbf" if bom else b"") + text.encode("utf-8"))


def sweep(folder: Path) -> None:
    """Remove from ``folder`` what killed runs left half made, a day or more ago.

    Younger leavings may belong to a run that is still at work. Their age is measured against a file made now
    on the same disk; what cannot be removed stays, for it harms nothing.
    """
    if not folder.is_dir():
        return
    try:
        with tempfile.NamedTemporaryFile(prefix=LEAVING, dir=folder) as made:
            now = os.fstat(made.fileno()).st_mtime_ns
        old = [
            entry
            for entry in folder.iterdir()
            if entry.name.startswith(LEAVING) and now - entry.lstat().st_mtime_ns >= _DAY_NS
        ]
        for entry in old:
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)
    except OSError:
        # Another run may sweep at the same moment; a disk that refuses is reported when the work itself begins.
        return


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
