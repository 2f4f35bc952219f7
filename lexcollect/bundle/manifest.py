"""Manifest: lists of digests that ordinary tools check (BagIt 1.0, ``sha256sum -c``).

Owns the writing of the lists and of the two BagIt files, the digests that stand for a whole list, and what a name in a
list may be. Reading lists, which anybody may have written, is the business of ``digest_lists``.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from lexcollect.bundle.model import Cover
from lexcollect.files import regular_handle, write_text
from lexcollect.version import __version__
from lexcollect.wording import say

MANIFEST = "manifest-sha256.txt"
#: The same files with SM3 (GB/T 32905); BagIt does not know it and passes it over.
MANIFEST_SM3 = "manifest-sm3.txt"
#: What makes a folder the proof of one exhibit.
PROOF = "证明.json"
#: The root over the lines of the manifest.
ROOT = "merkle-root.txt"
TAG_LISTS = ("tagmanifest-sha256.txt", "tagmanifest-sha512.txt")
AGENT = "lexcollect"
BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
#: What the package holds as data; the first two forms of the package had none, by which they are known.
INDEX = "data/index.json"
#: Nothing was hashed while it was written.
NONE_KNOWN: Mapping[str, str] = MappingProxyType({})
#: Below it lie the exact originals; a line of the manifest that names one of them begins, after the digest, so.
ORIGINALS = "data/originals/"
#: So many bytes are read and hashed at a time: they stay in the processor's own memory.
_PIECE = 1 << 18
#: People read and type a digest in groups of so many letters.
GROUP = 8


def digests(path: Path | str, algorithms: Iterable[str]) -> dict[str, str]:
    """Return the digests of a regular file's bytes, reading it once and no further than it was long at the start.

    :class:`OSError` when it cannot be read, is no regular file, or changes while it is read.
    """
    handle, before = regular_handle(path)
    try:
        left = before.st_size + 1
        data = os.read(handle, min(_PIECE, left))
        hashers = {a: hashlib.new(a, usedforsecurity=False) for a in algorithms}
        for hasher in hashers.values():
            hasher.update(data)
        left -= len(data)
        if left > 1:
            left -= _hash_rest(handle, left, list(hashers.values()))
        after = os.fstat(handle)
    finally:
        os.close(handle)
    if left != 1 or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))
    return {a: h.hexdigest() for a, h in hashers.items()}


def _hash_rest(handle: int, most: int, hashers: Sequence[Any]) -> int:
    """Hash what follows, at most ``most`` bytes, piece by piece in one buffer; return how many there were."""
    buffer = memoryview(bytearray(_PIECE))
    done = 0
    with open(handle, "rb", buffering=0, closefd=False) as stream:
        while done < most and (size := stream.readinto(buffer[: min(_PIECE, most - done)])):
            done += size
            for hasher in hashers:
                hasher.update(buffer[:size])
    return done


def content_digest(manifest: bytes) -> str:
    """Return the content digest of a package: the SHA-256 of its manifest, which covers the whole payload."""
    return hashlib.sha256(manifest).hexdigest()


def originals_digest(entries: Mapping[str, str]) -> str:
    """Return the digest of the originals: the SHA-256 of those lines of the manifest that name one.

    ``entries`` are digests by path; others than originals do not count. It covers neither the reading copy nor the
    list of files, so that it can be printed in them.
    """
    return hashlib.sha256(
        list_text({n: d for n, d in entries.items() if n.startswith(ORIGINALS)}).encode("utf-8", "surrogateescape")
    ).hexdigest()


def grouped(digest: str) -> str:
    """Return a digest in groups of eight, to be read and typed by people."""
    return " ".join(digest[i : i + GROUP] for i in range(0, len(digest), GROUP))


def list_text(entries: Mapping[str, str]) -> str:
    """Return a list in the one form we write: sorted, two spaces, ``/`` as separator, LF."""
    return "".join(f"{entries[name]}  {name}\n" for name in sorted(entries))


def is_inside(name: str) -> bool:
    """Tell whether a relative path written with ``/`` stays in its folder on every system."""
    if name and not (name[0] == "/" or name[1:2] == ":" or ".." in name or "\\" in name or "\0" in name):
        return True
    path = PurePosixPath(name)
    return (
        bool(name)
        and not path.is_absolute()
        and ".." not in path.parts
        and "\\" not in name
        and not re.match(r"^[A-Za-z]:", name)
        and "\0" not in name
    )


def is_proof(folder: Path) -> bool:
    """Tell whether ``folder`` is the proof of an exhibit and no package."""
    return (folder / PROOF).is_file() and not (folder / MANIFEST).exists()


def is_reading_copy(name: str) -> bool:
    """Tell whether a path in a package is that of the reading copy (证据.pdf) or of a volume of it (证据-第2卷.pdf)."""
    if not name.endswith(".pdf"):
        return False
    stem = f"data/{say('bundle.file_bundle', 'zh').removesuffix('.pdf')}"
    return name == f"{stem}.pdf" or (name.startswith(f"{stem}-") and name.endswith(".pdf"))


def same_name(name: str) -> str:
    """Return the form in which names are compared: macOS may give back another normal form."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def same_names(names: Sequence[str]) -> set[str]:
    """Return ``names`` in the form in which they are compared."""
    return set(names) if "".join(names).isascii() else set(map(same_name, names))


def has_sm3() -> bool:
    """Tell whether the cryptographic library of this computer has SM3; some leave it out."""
    try:
        hashlib.new("sm3", usedforsecurity=False)
    except ValueError:
        return False
    return True


def write_bag(
    root: Path,
    cover: Cover,
    made_on: date,
    tied: Sequence[tuple[str, str]] = (),
    *,
    known: Mapping[str, str] = NONE_KNOWN,
    second: Callable[[str, Path], str] | None = None,
) -> None:
    """Write the BagIt files around ``root/data``; other files in ``root`` become listed tag files.

    ``tied`` are the lines of ``bag-info.txt`` that tie a supplement to the set before it.

    The tag lists are written with two algorithms, so that a change of a tag list can be told from a change of
    a file it lists. ``known`` are SHA-256 by path that were taken while the files were written. ``second`` gives the
    SM3 of a file; with it the payload is listed with SM3 besides.
    """
    payload = {
        f"data/{p.relative_to(root / 'data').as_posix()}": p for p in sorted((root / "data").rglob("*")) if p.is_file()
    }
    listed = {n: known.get(n) or digests(p, ["sha256"])["sha256"] for n, p in payload.items()}
    write_text(root / MANIFEST, list_text(listed))
    if second is not None:
        write_text(root / MANIFEST_SM3, list_text({n: second(n, p) for n, p in payload.items()}))
    write_text(root / "bagit.txt", BAGIT)
    size = sum(p.stat().st_size for p in payload.values())
    write_text(root / "bag-info.txt", _bag_info(cover, made_on, size, len(payload), tied))


def seal(root: Path) -> None:
    """Write the tag lists: the digests of every file outside ``data``."""
    tags = {
        p.name: digests(p, ["sha256", "sha512"])
        for p in sorted(root.iterdir())
        if p.is_file() and p.name not in TAG_LISTS
    }
    for name, algorithm in zip(TAG_LISTS, ("sha256", "sha512"), strict=True):
        write_text(root / name, list_text({n: d[algorithm] for n, d in tags.items()}))


def _bag_info(cover: Cover, made_on: date, size: int, count: int, tied: Sequence[tuple[str, str]]) -> str:
    fields = [
        ("Source-Organization", cover.submitter),
        ("External-Description", cover.case_title),
        ("External-Identifier", cover.case_no),
        ("Bagging-Date", made_on.isoformat()),
        ("Payload-Oxum", f"{size}.{count}"),
        *tied,
        ("Bag-Software-Agent", f"{AGENT} {__version__}"),
    ]
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in fields if value.strip())
