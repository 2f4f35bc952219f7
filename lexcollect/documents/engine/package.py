"""Package: a .docx file as a list of members, read strictly and written reproducibly.

Owns the zip format in both directions. Reading parses the central directory itself, so that what is checked is
what is used; members stay compressed until somebody asks. Writing puts members in one fixed order with one fixed
date, so that equal content gives equal bytes. Refuses zip64, encryption, split archives, overlapping members and
every compression but *stored* and *deflated*. Knows nothing of Word.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable

from lexcollect.records import dataclass

#: Most members a package may have; a paper written by Word has about 15.
MAX_MEMBERS = 300
#: Largest inflated size of one member, in bytes.
MAX_MEMBER_BYTES = 16_000_000

STORED, DEFLATED = 0, 8
CONTENT_TYPES = "[Content_Types].xml"
#: How an XML member begins.
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
#: Papers are small; level 2 is four times faster than level 6 and costs a tenth more bytes.
_LEVEL = 2
_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
#: 1 January 1980, the first day a zip entry can carry: the date says nothing, on purpose.
_DATE, _TIME = (1 << 5) | 1, 0
_UTF8_NAME = 0x800


class BrokenPackage(ValueError):
    """The bytes are no package we read; ``reason`` is a key: ``not_zip``, ``damaged``, ``many``, ``method``…"""

    def __init__(self, reason: str, member: str = "") -> None:
        self.reason = reason
        self.member = member
        super().__init__(f"{reason} {member}".strip())


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a package: name, compression method, compressed bytes, CRC-32 and inflated size."""

    name: str
    method: int
    raw: bytes
    crc: int
    size: int


def read_members(data: bytes) -> list[Member]:
    """Return the members of ``data`` in directory order, still compressed; folders are left out.

    Raises :class:`BrokenPackage` when the directory and the members do not agree.
    """
    count, start = _end_record(data)
    members: list[Member] = []
    spans: list[tuple[int, int]] = []
    at = start
    for _ in range(count):
        if data[at : at + 4] != b"PK\x01\x02" or at + _CENTRAL.size > len(data):
            raise BrokenPackage("damaged")
        entry = _CENTRAL.unpack_from(data, at)
        name_length, extra, comment = entry[10], entry[11], entry[12]
        name = data[at + _CENTRAL.size : at + _CENTRAL.size + name_length]
        at += _CENTRAL.size + name_length + extra + comment
        member, span = _member(data, entry, name)
        spans.append(span)
        if not member.name.endswith("/") or member.size:
            members.append(member)
    _refuse_overlap(spans, start)
    return members


def _end_record(data: bytes) -> tuple[int, int]:
    """Return number of members and start of the directory."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - 0xFFFF))
    if data[:2] != b"PK" or at < 0 or at + _END.size > len(data):
        raise BrokenPackage("not_zip")
    _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(data, at)
    if count > MAX_MEMBERS:
        raise BrokenPackage("many")
    whole = at + _END.size + comment == len(data) and start + size <= at
    if disk or first_disk or here != count or not whole:
        raise BrokenPackage("damaged")
    return count, start


def _member(data: bytes, entry: tuple[int, ...], raw_name: bytes) -> tuple[Member, tuple[int, int]]:
    flags, method, crc, packed, size, offset = entry[3], entry[4], entry[7], entry[8], entry[9], entry[16]
    try:
        name = raw_name.decode("utf-8")
    except UnicodeDecodeError:
        raise BrokenPackage("name", raw_name.decode("latin-1")) from None
    if flags & 0x2041:  # encrypted in one of three ways
        raise BrokenPackage("encrypted", name)
    if method not in (STORED, DEFLATED):
        raise BrokenPackage("method", name)
    if offset + _LOCAL.size > len(data) or data[offset : offset + 4] != b"PK\x03\x04":
        raise BrokenPackage("damaged", name)
    local = _LOCAL.unpack_from(data, offset)
    begin = offset + _LOCAL.size + local[9] + local[10]
    local_name = data[offset + _LOCAL.size : offset + _LOCAL.size + local[9]]
    if local_name != raw_name or local[3] != method or begin + packed > len(data):
        raise BrokenPackage("damaged", name)
    return Member(name, method, data[begin : begin + packed], crc, size), (offset, begin + packed)


def _refuse_overlap(spans: list[tuple[int, int]], directory: int) -> None:
    end = 0
    for begin, stop in sorted(spans):
        if begin < end:
            raise BrokenPackage("damaged")
        end = stop
    if end > directory:
        raise BrokenPackage("damaged")


def inflate(member: Member, limit: int = MAX_MEMBER_BYTES) -> bytes:
    """Return the content of ``member``; :class:`BrokenPackage` when size or CRC differ, or past ``limit``."""
    if member.size > limit:
        raise BrokenPackage("large", member.name)
    content = member.raw
    if member.method == DEFLATED:
        engine = zlib.decompressobj(-15)
        try:
            content = engine.decompress(member.raw, member.size + 1)
        except zlib.error:
            raise BrokenPackage("damaged", member.name) from None
        if not engine.eof or engine.unused_data or engine.unconsumed_tail:
            raise BrokenPackage("damaged", member.name)
    if len(content) != member.size or zlib.crc32(content) != member.crc:
        raise BrokenPackage("damaged", member.name)
    return content


def pack(name: str, content: bytes) -> Member:
    """Return ``content`` as a compressed member."""
    engine = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    raw = engine.compress(content) + engine.flush()
    return Member(name, DEFLATED, raw, zlib.crc32(content), len(content))


def member_order(name: str) -> tuple[int, str]:
    """Sort key: content types first, package relations second, the rest by name."""
    return ({CONTENT_TYPES: 0, "_rels/.rels": 1}.get(name, 2), name)


def write_package(members: Iterable[Member]) -> bytes:
    """Return a zip of ``members`` in the fixed order; equal members give equal bytes."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    ordered = sorted(members, key=lambda m: member_order(m.name))
    for m in ordered:
        name = m.name.encode("utf-8")
        flags = 0 if m.name.isascii() else _UTF8_NAME
        head = _LOCAL.pack(b"PK\x03\x04", 20, flags, m.method, _TIME, _DATE, m.crc, len(m.raw), m.size, len(name), 0)
        body += (head, name, m.raw)
        directory += (
            _CENTRAL.pack(
                b"PK\x01\x02",
                20,
                20,
                flags,
                m.method,
                _TIME,
                _DATE,
                m.crc,
                len(m.raw),
                m.size,
                len(name),
                0,
                0,
                0,
                0,
                0,
                offset,
            ),
            name,
        )
        offset += len(head) + len(name) + len(m.raw)
    size = sum(map(len, directory))
    end = _END.pack(b"PK\x05\x06", 0, 0, len(ordered), len(ordered), size, offset, 0)
    return b"".join((*body, *directory, end))


def digest_of(members: Iterable[Member]) -> str:
    """Return the content digest: SHA-256 over the sorted lines ``name NUL sha256(content) LF``.

    Unlike the file's own hash it does not depend on the compressor, the order or the dates.
    """
    total = hashlib.sha256()
    lines = sorted((m.name, hashlib.sha256(inflate(m)).hexdigest()) for m in members)
    for name, content in lines:
        total.update(f"{name}\0{content}\n".encode())
    return total.hexdigest()
