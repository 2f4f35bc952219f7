"""Files: atomic writing, hashing, and reading without surprises.

Owns how the program touches the disk: what is written appears whole or not at all, what is read is a regular file of
bounded size, and what killed runs left half made is known by its name. Refuses nothing by itself; who may write where
is decided by the caller.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from lexcollect.patterns import regex

CHUNK = 1 << 20
#: What is being made bears a name that begins so, until it is whole and renamed; the number of its process follows.
LEAVING = ".lx-"
_OURS = regex(r"\.lx-([0-9]+)-")
_DAY_NS = 86_400 * 10**9

#: Windows lacks some of these and needs the last. A pipe is not waited for, a terminal not taken.
_READ = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):
    _READ |= getattr(os, _name, 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
#: How to open what lies in a folder, and not what a link leads to.
READ_AS_IT_LIES = _READ | _NO_LINK

#: What only the place we write to can refuse: no fault of what is read.
OUR_SIDE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


class TooLarge(OSError):
    """A file holds more bytes than its reader takes; ``size`` is what the system says, ``limit`` what is taken."""

    def __init__(self, path: Path, size: int, limit: int) -> None:
        super().__init__(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        self.size, self.limit = size, limit


def open_regular(path: Path, *, follow: bool = False) -> BinaryIO:
    """Open a regular file for reading; no pipe is waited for, and no link is followed unless ``follow``.

    Raises :class:`OSError` when the file cannot be read or is no regular file.
    """
    return os.fdopen(regular_handle(path, follow=follow)[0], "rb")


def regular_handle(path: Path | str, *, follow: bool = False) -> tuple[int, os.stat_result]:
    """Return a handle on a regular file, as :func:`open_regular` opens it, and its state; the caller closes it."""
    handle = os.open(path, _READ | (0 if follow else _NO_LINK))
    state = os.fstat(handle)
    if not stat.S_ISREG(state.st_mode):
        os.close(handle)
        number = errno.EISDIR if stat.S_ISDIR(state.st_mode) else errno.EINVAL
        raise OSError(number, os.strerror(number), str(path))
    return handle, state


def read_bounded(path: Path, limit: int) -> bytes:
    """Return the bytes of a regular file (a link to one is followed) of at most ``limit`` bytes.

    Raises :class:`OSError`: :class:`TooLarge` without reading more, and for what is no file (a device, a pipe).
    """
    with open_regular(path, follow=True) as stream:
        size = os.fstat(stream.fileno()).st_size
        # A file may grow while it is read, and some systems tell no size for what is endless.
        data = b"" if size > limit else stream.read(limit + 1)
        if size > limit or len(data) > limit:
            raise TooLarge(path, max(size, len(data)), limit)
    return data


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


def leaving() -> str:
    """Return how the names begin under which this process makes what is not whole yet."""
    return f"{LEAVING}{os.getpid()}-"


def write_bytes(path: Path, data: bytes, *, keep_mode: bool = False) -> None:
    """Write ``data`` to ``path`` atomically: temporary file beside it, flush to disk, rename.

    ``keep_mode``: who may read and write the file stays as it is, if there is one. Raises :class:`OSError`, also when
    ``path`` is a device or a pipe: renaming would put a file in its place.
    """
    write_all([(path, data)], keep_mode=keep_mode)


def write_all(contents: Sequence[tuple[Path, bytes]], *, keep_mode: bool = False) -> None:
    """Write several files as :func:`write_bytes` does: all are on disk before the first takes its place, in order.

    A full or read-only disk leaves every file as it was.
    """
    made: list[tuple[Path, Path]] = []
    try:
        for path, data in contents:
            _refuse_device(path)
            mode = stat.S_IMODE(path.stat().st_mode) if keep_mode and path.exists() else 0o644
            made.append((temporary(path.parent), path))
            _fill(made[-1][0], data, mode)
        for half, path in made:
            half.replace(path)
    except BaseException:
        for half, _ in made:
            half.unlink(missing_ok=True)
        raise
    for folder in dict.fromkeys(path.parent for path, _ in contents):
        _sync_folder(folder)


def write_longer(path: Path, base: Path, end: bytes) -> None:
    """Write a copy of the file ``base`` with ``end`` behind it, as :func:`write_bytes` does; in pieces."""
    import shutil

    _refuse_device(path)
    half = temporary(path.parent)
    try:
        with open_regular(base) as source, half.open("wb") as stream:
            shutil.copyfileobj(source, stream, CHUNK)
            stream.write(end)
            stream.flush()
            os.fsync(stream.fileno())
        half.chmod(0o644)
        half.replace(path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def temporary(folder: Path) -> Path:
    """Return a new empty file of this process in ``folder``, which is made if there is none.

    Its name is short on purpose: the final name may already use the 255 bytes a system allows.
    """
    import tempfile  # only who writes needs it

    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=leaving(), suffix=".tmp", dir=folder)
    os.close(handle)
    return Path(name)


def _fill(path: Path, data: bytes, mode: int) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    path.chmod(mode)


def _refuse_device(path: Path) -> None:
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


def write_text(path: Path, text: str, *, bom: bool = False) -> None:
    """Write ``text`` as UTF-8 with LF line ends; ``bom`` puts a byte order mark first (CSV for Excel)."""
    write_bytes(path, (b"\xef\xbb\xbf" if bom else b"") + text.encode("utf-8"))


def sweep(folder: Path) -> None:
    """Remove from ``folder`` what runs left half made that no longer live; other files are not looked at.

    Whose process still lives, or cannot be asked for, may be at work: that goes after a day, measured against a file
    made now on the same disk. What cannot be removed stays, for it harms nothing.
    """
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if entry.name.startswith(LEAVING)]
        now = _now_on(folder) if found else 0
        for entry in found:
            if not _gone(entry.name) and now - entry.stat(follow_symlinks=False).st_mtime_ns < _DAY_NS:
                continue
            if entry.is_dir(follow_symlinks=False):
                import shutil

                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                Path(entry.path).unlink(missing_ok=True)
    except OSError:
        # Another run may sweep at the same moment; a disk that refuses is reported when the work itself begins.
        return


def _now_on(folder: Path) -> int:
    import tempfile

    with tempfile.NamedTemporaryFile(prefix=leaving(), dir=folder) as made:
        return os.fstat(made.fileno()).st_mtime_ns


def _gone(name: str) -> bool:
    """Tell whether the process whose number stands in ``name`` certainly lives no more on this machine."""
    found = _OURS.match(name)
    if not found or sys.platform == "win32":  # asking for a process there may end it
        return False
    try:
        os.kill(int(found[1]), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


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
