"""Copying: the exact originals come into the package, byte for byte (原件照录).

Owns the names of originals in a package, and that a copy is the file that was imported: its digest is taken while it is
copied, some files at a time, beside the work that needs no copy yet. Refuses a file whose bytes are others than those
of its intake.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from io import FileIO
from pathlib import Path

from lexcollect.bundle.exhibits import Original, kind_of
from lexcollect.bundle.problems import is_our_side
from lexcollect.cn.names import safe_file_name
from lexcollect.evidence.items import Catalogue, Item, SourceFile
from lexcollect.findings import Finding, Where, finding
from lexcollect.formats.registry import ending_of
from lexcollect.system import reason_of

#: So many bytes are copied and hashed at a time: they stay in the processor's own memory.
_PIECE = 256 << 10
#: So many files are copied at a time.
_AT_ONCE = min(2, os.cpu_count() or 1)
#: Linux copies from file to file without showing the bytes; some disks then share them.
_HANDS_OVER = hasattr(os, "copy_file_range")
#: Longest file name inside the package, in bytes of UTF-8.
_NAME_BYTES = 120


class Unlike(Exception):
    """An original cannot be copied, or is not the one of its intake; :meth:`Copying.found` tells which and why."""


class Copying:
    """The copies of every submitted file, byte for byte under names of our own, while other work goes on.

    ``originals`` says at once what will lie where; nobody may read a copy before :meth:`wait`. A context, at whose end
    no thread is left.
    """

    def __init__(self, catalogue: Catalogue, root: Path) -> None:
        self.originals: dict[str, tuple[Original, ...]] = {item.id: () for item in catalogue.items}
        #: Whether it is known of every file under which name it is packed.
        self.all_named = True
        self._pool = ThreadPoolExecutor(_AT_ONCE)
        self._begun: list[tuple[SourceFile, Future[str]]] = []
        self._copied: dict[Path, tuple[SourceFile, Future[str]]] = {}
        taken: set[str] = set()
        for item in catalogue.items:
            for number, source in enumerate(item.files, start=1):
                self._begin(item, source, number, root, taken)

    def __enter__(self) -> Copying:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _begin(self, item: Item, source: SourceFile, number: int, root: Path, taken: set[str]) -> None:
        copied = Future[str]()
        try:
            target = root / "data" / "originals" / _name(item, source, number, taken)
            copied = self._pool.submit(_copy, source.path, target)
            original = Original(source, f"data/originals/{target.name}", target)
            self.originals[item.id] += (original,)
            self._copied[target] = source, copied
        except OSError as error:  # what it is could not be looked up
            self.all_named = False
            copied.set_exception(error)
        self._begun.append((source, copied))

    def wait(self, originals: Iterable[Original]) -> None:
        """Return when the copies of ``originals`` lie there; :class:`Unlike`, :class:`OSError` as :meth:`found`."""
        for one in originals:
            if _wrong(*self._copied[one.path]) is not None:
                raise Unlike(one.packed)

    def settle(self) -> None:
        """Return when all copies lie there and no thread is left; :class:`Unlike` when one is not what it should be."""
        if self.found():
            raise Unlike
        self._pool.shutdown(wait=True)

    def found(self) -> list[Finding]:
        """Wait for all copies and tell which originals are not those of their intake, or cannot be read.

        :class:`OSError` when the disk that is written to refuses.
        """
        return [told for source, copied in self._begun if (told := _wrong(source, copied)) is not None]

    @property
    def lent(self) -> Mapping[str, Path]:
        """Return the copies by digest; asking for one waits for it."""
        return _Lent(self)


class _Lent(Mapping[str, Path]):
    def __init__(self, copying: Copying) -> None:
        self._copying = copying
        self._originals = {one.source.sha256: one for made in copying.originals.values() for one in made}

    def __getitem__(self, digest: str) -> Path:
        one = self._originals[digest]
        self._copying.wait([one])
        return one.path

    def __iter__(self) -> Iterator[str]:
        return iter(self._originals)

    def __len__(self) -> int:
        return len(self._originals)


def _wrong(source: SourceFile, copied: Future[str]) -> Finding | None:
    """Wait for a copy and return what is wrong with its original; :class:`OSError` when our own disk refuses."""
    try:
        return None if copied.result() == source.sha256 else finding("LX-B002", Where(source.name))
    except OSError as error:
        if is_our_side(error):
            raise
        return finding("LX-B003", Where(source.name), reason=reason_of(error))


def _copy(source: Path, target: Path) -> str:
    """Copy and return the SHA-256 of what was copied: of the copy itself where the system makes it."""
    digest, buffer = hashlib.sha256(), memoryview(bytearray(_PIECE))
    with source.open("rb", buffering=0) as stream, target.open("w+b", buffering=0) as out:
        while size := _handed_over(stream, out):
            _hash(out, size, digest, buffer)
        while size := stream.readinto(buffer):
            digest.update(buffer[:size])
            _write_all(out, buffer[:size])
    return digest.hexdigest()


def _handed_over(stream: FileIO, out: FileIO) -> int:
    """Let the system copy the next piece itself, and return its bytes; 0 at the end, and where it does not do that."""
    if not _HANDS_OVER:
        return 0
    try:
        return os.copy_file_range(stream.fileno(), out.fileno(), _PIECE)
    except OSError as error:
        if is_our_side(error):
            raise
        return 0  # not between these two disks, or not at all: whoever reads tells what is wrong


def _hash(out: FileIO, size: int, digest: hashlib._Hash, buffer: memoryview) -> None:
    """Hash the last ``size`` bytes of the copy."""
    out.seek(-size, os.SEEK_CUR)
    while size:
        read = out.readinto(buffer[:size])
        if not read:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(out.name))
        digest.update(buffer[:read])
        size -= read


def _write_all(out: FileIO, data: memoryview) -> None:
    """Write all of ``data``: a disk that is nearly full takes a part at a time."""
    while data:
        data = data[out.write(data) :]


def _name(item: Item, source: SourceFile, number: int, taken: set[str]) -> str:
    """Return ``<no>_<title>.<ending>``; the ending tells what the file is, whatever it was called."""
    ending = ending_of(kind_of(source))
    if not ending:
        suffix = source.name.rsplit("/", 1)[-1].rpartition(".")[2].lower()
        ending = f".{suffix}" if re.fullmatch(r"[a-z0-9]{1,8}", suffix) and "." in source.name else ".bin"
    base = f"{item.no}_{item.title}"
    for count in range(number, number + 10_000):
        mark = f"_{count}" if count > 1 else ""
        stem = safe_file_name(base, max_bytes=_NAME_BYTES - len(ending) - len(mark), max_chars=60)
        name = f"{stem}{mark}{ending}"
        if name.casefold() not in taken:
            taken.add(name.casefold())
            return name
    raise AssertionError("no free name")
