"""Store: exact copies of the raw material, hashed while they are written.

Owns how bytes get into ``1-收到的材料``: whole or not at all, read-only, under the name they came with. Refuses
to overwrite: a file that is already there is never touched.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from lexcollect.files import CHUNK, leaving, open_regular

if TYPE_CHECKING:
    from threading import Event

#: A whole piece of a file that holds nothing but zeros.
_NOTHING = bytes(CHUNK)


def copy_exactly(source: Path, target: Path, staging: Path, stop: Event | None = None) -> tuple[str, int]:
    """Copy ``source`` to ``target`` and return SHA-256 and size of the bytes written.

    The bytes grow in the folder ``staging`` (on the same disk): what a killed run leaves behind must not lie
    among the material and be taken for a document.
    Raises :class:`OSError` when the source cannot be read, is no regular file or changes while it is read
    (a download or a synchronised folder), when the target exists or its folder cannot be made, or ``stop`` is set.
    The copy is read-only; its modification time is left to the system.
    """
    if target.exists() or target.is_symlink():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    for folder in (target.parent, staging):
        folder.mkdir(parents=True, exist_ok=True)
    with open_regular(source) as reader:
        handle, name = tempfile.mkstemp(prefix=leaving(), suffix=".tmp", dir=staging)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as writer:
                before = _state(reader)
                result = _pour(reader, writer, stop)
                if _state(reader) != before:
                    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(source))
                writer.flush()
                os.fsync(writer.fileno())
            temporary.chmod(0o444)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return result


def hash_regular(path: Path, stop: Event | None = None) -> tuple[str, int]:
    """Return SHA-256 and size of a regular file; :class:`OSError` when it cannot be read or ``stop`` is set."""
    with open_regular(path) as reader:
        return _pour(reader, None, stop)


def _state(reader: BinaryIO) -> tuple[int, int]:
    """Return what moves when somebody writes to the open file; it says nothing about when it was made."""
    known = os.fstat(reader.fileno())
    return known.st_size, known.st_mtime_ns


def _pour(reader: BinaryIO, writer: BinaryIO | None, stop: Event | None = None) -> tuple[str, int]:
    """Read to the end, hash, and write what was read; a stretch of nothing becomes a hole, as it may have been."""
    digest, size, hole = hashlib.sha256(), 0, False
    room = bytearray(min(CHUNK, os.fstat(reader.fileno()).st_size + 1))
    piece = memoryview(room)
    while count := reader.readinto(room):  # type: ignore[attr-defined]
        if stop is not None and stop.is_set():
            raise OSError(errno.ECANCELED, os.strerror(errno.ECANCELED))
        digest.update(piece[:count])
        size += count
        if writer is not None:
            hole = room == _NOTHING
            if hole:
                writer.seek(count, os.SEEK_CUR)
            else:
                writer.write(piece[:count])
    if hole and writer is not None:
        writer.truncate(size)
    return digest.hexdigest(), size
