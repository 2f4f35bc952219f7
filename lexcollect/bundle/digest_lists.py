"""Digest lists: a list of digests as anybody's tools write it → names and what is claimed of them.

Owns the reading: encodings (UTF-8 with and without mark, UTF-16, GBK), the forms of ``sha256sum``, of BSD and OpenSSL,
of ``certutil``, and tables with a column of digests (``Get-FileHash | Export-Csv``, 材料清单.csv). A line is a claim by
whoever wrote the list; what cannot be understood is counted and never taken for a claim. Opens nothing but the list,
reads it once and within a bound. Refuses what is no list (:class:`Unusable`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lexcollect.bundle.manifest import is_inside, same_name
from lexcollect.cells import restore
from lexcollect.files import TooLarge, read_bounded
from lexcollect.formats.encodings import decode
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field
from lexcollect.system import reason_of
from lexcollect.wording import Text, text

#: A list longer than this is not read.
MOST_BYTES = 32 << 20
#: With more lines that are no entry it is no list of digests.
_MOST_BAD = 10_000
#: A line longer than this is no entry: a name has 255 letters at most, a path a few thousand.
_MOST_LETTERS = 40_000

_LENGTHS = {32: "md5", 40: "sha1", 56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}
#: Nothing tells SM3 from SHA-256 but the name of the list.
_AS_LONG_AS = {"sm3": "sha256"}
_GNU = regex(r"(\\?)([0-9A-Fa-f]{32,128})( [ *]|[ \t]+\*?)(.+)")
_CLEAR = regex(r"[^ \t*.\\%][^\\%]*")
#: Lines as we, sha256sum and bagit.py write them, whose names cannot be read in another way; a whole list is
#: read at once when it has no other.
_COMMON = regex(r"([0-9a-f]{64})  ([^ \t*.\\%/\r\n][^\\%\r\n]{0,4095})\n")
_UNCOMMON = ("..", ":", "\0")
_BSD = regex(r"(\\?)(?:MD5|SHA(?:2-)?(?:1|224|256|384|512)) ?\((.+)\) ?= ?([0-9A-Fa-f]{32,128})")
_NAME_FIRST = regex(r"(.+?)[ \t]+\*?([0-9A-Fa-f]{32,128})")
_CERTUTIL = regex(
    r"(?:MD5|SHA(?:1|256|384|512)) ?(?:的 (.+) 哈希|哈希\((?:文件 )?(.+)\)|hash of (?:file )?(.+))\s?[:：]"
)
_CERTUTIL_END = regex(r"CertUtil: -hashfile .*")
_ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}
_PERCENT = {"%0A": "\n", "%0a": "\n", "%0D": "\r", "%0d": "\r", "%25": "%"}
_DIGEST_HEADS = frozenset(
    {"sha256", "sha512", "sha1", "md5", "hash", "sha256sum", "校验值", "哈希", "哈希值", "sha256值"}
)
_NAME_HEADS = frozenset({"文件", "文件名", "包内文件", "name", "file", "filename", "path", "路径"})


class Unusable(Exception):
    """The list cannot be used at all; ``reason`` says why."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True, slots=True)
class DigestList:
    """A list as read: algorithm, digest by name, numbers of lines that are no entry.

    ``unsafe`` are the entries whose names lead out of the folder, ``raw`` the bytes of the list.
    """

    algorithm: str
    entries: dict[str, str]
    bad_lines: tuple[int, ...] = ()
    unsafe: dict[str, str] = field(default_factory=dict)
    raw: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line says: its number, the digest, and the readings of the name, the likeliest first."""

    number: int
    digest: str
    names: tuple[str, ...]


def read_list(path: Path, there: Collection[str] = ()) -> DigestList:
    """Return the list at ``path``; :class:`Unusable` when it cannot be read, is too long, no text or has no entry.

    ``there`` are the names of the files it may speak of, in the form of :func:`same_name`: where encoding or spelling
    of a name can be read in two ways, the way that names a file is meant. The algorithm follows from the name of the
    list (``manifest-sha512.txt``), else from the length of its first digest.
    """
    raw = _bytes(path)
    named = re.search(r"manifest-(md5|sha1|sha224|sha256|sha384|sha512|sm3)\.", path.name)
    best: DigestList | None = None
    most = -1
    for body in _texts(raw):
        one = _understood(body, raw, named[1] if named else "", there)
        known = _known(one.entries, there)
        if known > most:
            best, most = one, known
        if known == len(one.entries):
            break
    if best is None:
        raise Unusable(text("bundle.list_no_text"))
    if not (best.entries or best.unsafe) and not (named and not raw.strip()):
        raise Unusable(text("bundle.list_no_entry"))
    return best


def _bytes(path: Path) -> bytes:
    try:
        return read_bounded(path, MOST_BYTES)
    except TooLarge as error:
        raise Unusable(text("bundle.list_too_long", limit=MOST_BYTES >> 20)) from error
    except OSError as error:
        raise Unusable(reason_of(error)) from error


def _texts(raw: bytes) -> Iterator[str]:
    """Yield the readings of the bytes as text, the likeliest first."""
    found = decode(raw)
    if found:
        yield found[0]
    for codec in ("gb18030", "big5"):
        if not (found and found[1] == codec) and b"\0" not in raw:
            try:
                yield raw.decode(codec)
            except UnicodeDecodeError:
                continue
    # A file system may hold names that are no text; sha256sum writes them as they are.
    if b"\0" not in raw:
        yield raw.decode("utf-8", "surrogateescape")


def _understood(body: str, raw: bytes, algorithm: str, there: Collection[str]) -> DigestList:
    body = body.removeprefix("\ufeff")
    if (common := _common(body, algorithm)) is not None:
        return DigestList(algorithm or "sha256", common, raw=raw)
    said, bad = _table(body) or _lines(body)
    entries: dict[str, str] = {}
    unsafe: dict[str, str] = {}
    for line in said:
        algorithm = algorithm or _LENGTHS.get(len(line.digest), "")
        name = next((n for n in line.names if same_name(n) in there), line.names[-1])
        if (
            _LENGTHS.get(len(line.digest)) != _AS_LONG_AS.get(algorithm, algorithm)
            or entries.get(name, line.digest) != line.digest
        ):
            bad.append(line.number)
        elif all(is_inside(n.replace("\\", "/")) for n in line.names) or same_name(name) in there:
            entries[name] = line.digest
        else:
            unsafe[name] = line.digest
    return DigestList(algorithm or "sha256", entries, tuple(sorted(bad)), unsafe, raw)


def _common(body: str, algorithm: str) -> dict[str, str] | None:
    """Return the entries of a list that has only common lines, each name once; ``None`` for any other."""
    if _AS_LONG_AS.get(algorithm, algorithm) not in ("", "sha256") or any(one in body for one in _UNCOMMON):
        return None
    if set(body.partition("\n")[0]) & set(",;\t"):  # it may be the head of a table
        return None
    found = _COMMON.findall(body)
    entries = {name: digest for digest, name in found}
    whole = sum(map(len, entries)) + 67 * len(entries) == len(body)
    return entries if whole and entries and len(entries) == len(found) else None


def _known(entries: Mapping[str, str], there: Collection[str]) -> int:
    """Return how many of ``entries`` are there."""
    if isinstance(there, set) and all(map(str.isascii, entries)):
        return len(there & entries.keys())
    return sum(same_name(name) in there for name in entries)


def _lines(body: str) -> tuple[list[_Line], list[int]]:
    """Return the entries of a list of lines, and the numbers of the lines that are none."""
    said: list[_Line] = []
    bad: list[int] = []
    open_name = ""  # certutil: the name stands on a line of its own, the digest on the next
    for number, line in enumerate(_split(body), start=1):
        line = line.rstrip("\r")
        bare = line.strip()
        if not bare or bare.startswith(("#", ";", "%%%%")) or _CERTUTIL_END.fullmatch(bare):
            continue
        if len(line) > _MOST_LETTERS:
            bad.append(number)
        elif match := _CERTUTIL.fullmatch(bare):
            open_name = next(group for group in match.groups() if group)
        elif open_name and len(digest := bare.replace(" ", "")) in _LENGTHS and _is_hex(digest):
            said.append(_Line(number, digest.lower(), _readings(open_name, escaped=False)))
            open_name = ""
        elif entry := _entry(line, number):
            said.append(entry)
        else:
            bad.append(number)
        if len(bad) > _MOST_BAD:
            raise Unusable(text("bundle.list_no_entry"))
    return said, bad


def _split(body: str) -> Iterator[str]:
    """Yield the lines: LF ends one, and CR where there is no LF at all."""
    end = "\n" if "\n" in body else "\r"
    start = 0
    while (stop := body.find(end, start)) >= 0:
        yield body[start:stop]
        start = stop + 1
    yield body[start:]


def _entry(line: str, number: int) -> _Line | None:
    if match := _GNU.fullmatch(line):
        mark, digest, _, name = match.groups()
        if not mark and _CLEAR.fullmatch(name):  # nothing of it can be read in another way
            return _Line(number, digest.lower(), (name,))
        loose = line[match.end(2) :].lstrip(" \t").removeprefix("*")
        return _Line(number, digest.lower(), (*_readings(name, escaped=bool(mark)), *_readings(loose, bool(mark))))
    if match := _BSD.fullmatch(line.rstrip()):
        mark, name, digest = match.groups()
        return _Line(number, digest.lower(), _readings(name, escaped=bool(mark)))
    if match := _NAME_FIRST.fullmatch(line.rstrip()):
        return _Line(number, match[2].lower(), _readings(match[1], escaped=False))
    return None


def _readings(name: str, escaped: bool) -> tuple[str, ...]:
    """Return how a name may be meant: as it stands, with BagIt's escapes, with the separators of Windows."""
    if escaped:
        return (re.sub(r"\\[\\nr]", lambda m: _ESCAPES[m[0]], name),)
    plain = name.removeprefix("./")
    percent = re.sub("%0[AaDd]|%25", lambda m: _PERCENT[m[0]], plain)
    turned = percent.replace("\\", "/").removeprefix("./")
    return tuple(dict.fromkeys((plain, percent, turned)))


def _table(body: str) -> tuple[list[_Line], list[int]] | None:
    """Return the entries of a table with a column of digests, and the rows that have none; ``None`` if it is none."""
    start = body.lstrip("\n\r")
    lead = body[: len(body) - len(start)].count("\n")
    while start.startswith(("#", "sep=")):  # what PowerShell and Excel put before the header
        _, _, start = start.partition("\n")
        lead += 1
    for mark in (",", "\t", ";"):
        try:
            rows = csv.reader(io.StringIO(start, newline=""), delimiter=mark)
            found = _columns(next(rows, []))
            if found:
                return _rows(rows, *found, lead)
        except csv.Error:
            continue
    return None


def _columns(head: Sequence[str]) -> tuple[int, int] | None:
    """Return where names and digests stand."""
    plain = [cell.strip().lower().replace("-", "") for cell in head]
    digest = next((i for i, cell in enumerate(plain) if cell in _DIGEST_HEADS), None)
    if digest is None or len(plain) < 2:
        return None
    # 清单.csv of a package has a column of names as received besides: the path in the package comes first.
    wanted = "包内文件" if "包内文件" in plain else ""
    name = next((i for i, cell in enumerate(plain) if cell == wanted or (not wanted and cell in _NAME_HEADS)), None)
    return (name if name is not None else 0, digest)


def _rows(rows: Any, name_at: int, digest_at: int, lead: int) -> tuple[list[_Line], list[int]]:
    """Return what the rows of a ``csv.reader`` say, and the numbers of those that say nothing that can be used."""
    said: list[_Line] = []
    bad: list[int] = []
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        digest = row[digest_at].strip().lower() if len(row) > max(name_at, digest_at) else "?"
        name = restore(row[name_at]) if len(row) > name_at else ""
        if not digest:  # a row that claims nothing: what intake refused has a name and no digest
            continue
        if name and len(digest) in _LENGTHS and _is_hex(digest):
            said.append(_Line(rows.line_num + lead, digest, _readings(name, escaped=False)))
        else:
            bad.append(rows.line_num + lead)
    return said, bad


def _is_hex(value: str) -> bool:
    return re.fullmatch("[0-9A-Fa-f]+", value) is not None
