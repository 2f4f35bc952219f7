"""Copying: the exact originals come into the package, byte for byte (原件照录).

Owns the names of originals in a package, and that a copy is the file that was imported: its digest is taken while it is
copied, some files at a time. Refuses a file whose bytes are others than those of its intake.
"""

from __future__ import annotations

import hashlib
import os
import re
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
#: Longest file name inside the package, in bytes of UTF-8.
_NAME_BYTES = 120


def copy_originals(catalogue: Catalogue, root: Path) -> tuple[dict[str, tuple[Original, ...]], list[Finding]]:
    """Copy every submitted file byte for byte under a name of our own, checking its digest on the way.

    :class:`OSError` when the disk that is written to refuses.
    """
    taken: set[str] = set()
    copies: dict[str, tuple[Original, ...]] = {item.id: () for item in catalogue.items}
    found: list[Finding] = []
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        begun: list[tuple[Item, SourceFile, Path | None, Future[str]]] = []
        for item in catalogue.items:
            for number, source in enumerate(item.files, start=1):
                target, copied = None, Future[str]()
                try:
                    target = root / "data" / "originals" / _name(item, source, number, taken)
                    copied = pool.submit(_copy, source.path, target)
                except OSError as error:
                    copied.set_exception(error)
                begun.append((item, source, target, copied))
        try:
            for item, source, target, copied in begun:
                try:
                    if copied.result() != source.sha256:
                        found.append(finding("LX-B002", Where(source.name)))
                except OSError as error:
                    if is_our_side(error):
                        raise
                    found.append(finding("LX-B003", Where(source.name), reason=reason_of(error)))
                    continue
                assert target is not None  # without one there is an error
                packed = f"data/originals/{target.name}"
                copies[item.id] += (Original(source, packed, target),)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    return copies, found


def _copy(source: Path, target: Path) -> str:
    digest, buffer = hashlib.sha256(), memoryview(bytearray(_PIECE))
    with source.open("rb", buffering=0) as stream, target.open("wb", buffering=0) as out:
        while size := stream.readinto(buffer):
            digest.update(buffer[:size])
            _write_all(out, buffer[:size])
    return digest.hexdigest()


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
