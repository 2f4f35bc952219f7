"""Manifest: lists of digests that ordinary tools check (BagIt 1.0, ``sha256sum -c``).

Owns the writing and the reading of the lists and of the two BagIt files. A line that was read is a claim by
whoever wrote the list: a path that leads outside the folder is reported and never opened.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from lexcollect.bundle.model import Cover
from lexcollect.files import CHUNK, write_text
from lexcollect.records import dataclass, field
from lexcollect.version import __version__

MANIFEST = "manifest-sha256.txt"
TAG_LISTS = ("tagmanifest-sha256.txt", "tagmanifest-sha512.txt")
AGENT = "lexcollect"
BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
#: A list longer than this is not read.
MOST_BYTES = 64 << 20

_LINE = re.compile(r"^\\?([0-9A-Fa-f]{32,128})[ \t]+\*?(.+)$")
_LENGTHS = {"md5": 32, "sha1": 40, "sha256": 64, "sha512": 128}


@dataclass(frozen=True, slots=True)
class DigestList:
    """A list as read: algorithm, digest by path, lines that are no entry, paths that leave the folder."""

    algorithm: str
    entries: Mapping[str, str]
    bad_lines: tuple[int, ...] = ()
    unsafe: tuple[str, ...] = ()
    text: str = field(default="", repr=False)


def digests(path: Path, algorithms: Iterable[str]) -> dict[str, str]:
    """Return the digests of a file's bytes, reading it once."""
    hashers = {a: hashlib.new(a, usedforsecurity=False) for a in algorithms}
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            for hasher in hashers.values():
                hasher.update(chunk)
    return {a: h.hexdigest() for a, h in hashers.items()}


def list_text(entries: Mapping[str, str]) -> str:
    """Return a list in the one form we write: sorted, two spaces, ``/`` as separator, LF."""
    return "".join(f"{entries[name]}  {name}\n" for name in sorted(entries))


def read_list(path: Path) -> DigestList:
    """Return the list at ``path``; its algorithm is taken from its name, else from the digests' length."""
    raw = path.read_bytes()[:MOST_BYTES]
    text = raw.decode("utf-8", errors="surrogateescape")
    named = re.search(r"-(md5|sha1|sha256|sha512)\.", path.name)
    entries, bad, unsafe = {}, [], []
    algorithm = named.group(1) if named else ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or (number == 1 and line.startswith("\ufeff#")):
            continue
        match = _LINE.match(line.rstrip("\r"))
        if match and not algorithm:
            algorithm = next((a for a, n in _LENGTHS.items() if n == len(match.group(1))), "")
        if not match or len(match.group(1)) != _LENGTHS.get(algorithm):
            bad.append(number)
            continue
        name = _decoded(match.group(2))
        if is_inside(name):
            entries[name] = match.group(1).lower()
        else:
            unsafe.append(name)
    return DigestList(algorithm or "sha256", entries, tuple(bad), tuple(unsafe), text)


def _decoded(name: str) -> str:
    for code, char in (("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        name = name.replace(code, char)
    return name.removeprefix("./")


def is_inside(name: str) -> bool:
    """Tell whether a relative path written with ``/`` stays in its folder on every system."""
    path = PurePosixPath(name)
    return (
        bool(name)
        and not path.is_absolute()
        and ".." not in path.parts
        and "\\" not in name
        and not re.match(r"^[A-Za-z]:", name)
        and "\0" not in name
    )


def same_name(name: str) -> str:
    """Return the form in which names are compared: macOS may give back another normal form."""
    return unicodedata.normalize("NFC", name)


def write_bag(root: Path, cover: Cover, made_on: date) -> None:
    """Write the BagIt files around ``root/data``; other files in ``root`` become listed tag files.

    The tag lists are written with two algorithms, so that a change of a tag list can be told from a change of
    a file it lists.
    """
    payload = {
        f"data/{p.relative_to(root / 'data').as_posix()}": p for p in sorted((root / "data").rglob("*")) if p.is_file()
    }
    write_text(root / MANIFEST, list_text({n: digests(p, ["sha256"])["sha256"] for n, p in payload.items()}))
    write_text(root / "bagit.txt", BAGIT)
    size = sum(p.stat().st_size for p in payload.values())
    write_text(root / "bag-info.txt", _bag_info(cover, made_on, size, len(payload)))


def seal(root: Path) -> None:
    """Write the tag lists: the digests of every file outside ``data``."""
    tags = {
        p.name: digests(p, ["sha256", "sha512"])
        for p in sorted(root.iterdir())
        if p.is_file() and p.name not in TAG_LISTS
    }
    for name, algorithm in zip(TAG_LISTS, ("sha256", "sha512"), strict=True):
        write_text(root / name, list_text({n: d[algorithm] for n, d in tags.items()}))


def _bag_info(cover: Cover, made_on: date, size: int, count: int) -> str:
    fields = [
        ("Source-Organization", cover.submitter),
        ("External-Description", cover.case_title),
        ("External-Identifier", cover.case_no),
        ("Bagging-Date", made_on.isoformat()),
        ("Payload-Oxum", f"{size}.{count}"),
        ("Bag-Software-Agent", f"{AGENT} {__version__}"),
    ]
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in fields if value.strip())
