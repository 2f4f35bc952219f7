"""Bare pictures: the bytes of a JPEG, PNG, JPEG 2000 or colour profile without what they say of persons and machines.

Owns which pieces are needed to show the same pixels; everything else (EXIF with position, owner and serial number, XMP,
IPTC, comments, previews, makers' data behind the end) goes. No pixel is decoded or changed. What is no such file, or is
damaged beyond its own structure, comes back cut at the damage, never whole by mistake.
"""

from __future__ import annotations

import struct

from lexcollect.patterns import regex

_SOI, _EOI, _SOS, _APP0, _APP1, _APP14 = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xEE
_EXIF_WITHIN, _ORIENTATION = 1 << 16, 0x0112
#: Markers that stand alone, and those whose segments a decoder needs: tables, frames, restarts, heights.
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_NEEDED = frozenset({*range(0xC0, 0xD0), *range(0xDA, 0xE0)})
#: The next marker after compressed data: neither a stuffed zero nor a restart.
_MARKER = regex(rb"\xff[^\x00\xff\xd0-\xd7]")


def bare_jpeg(data: bytes) -> bytes:
    """Return the JPEG with the segments that its pixels need, up to the end of its first picture.

    Compressed data is kept as it is, damage included: what looks like a marker there and leads nowhere is no segment.
    """
    start = data.find(b"\xff\xd8\xff")
    if start < 0:
        return data
    kept: list[bytes | memoryview] = [b"\xff\xd8"]
    whole = memoryview(data)
    at, drawing = start + 2, False
    while found := _MARKER.search(data, at):
        marker = data[found.end() - 1]
        end = _end_of_segment(data, found.end())
        if drawing:
            if marker != _EOI and not _leads_on(data, marker, end):
                kept.append(whole[at : found.end()])
                at = found.end()
                continue
            kept.append(whole[at : found.start()])
        at = found.end()
        if marker == _EOI:
            break
        if marker == _SOI or marker in _ALONE:
            continue
        kept.append(_segment(marker, data[at + 2 : end]))
        at, drawing = end, marker == _SOS
    else:
        kept.append(whole[at:] if drawing else b"")
    return b"".join([*kept, b"\xff\xd9"])


def _end_of_segment(data: bytes, at: int) -> int:
    return at + max(2, int.from_bytes(data[at : at + 2], "big"))


def _leads_on(data: bytes, marker: int, end: int) -> bool:
    """Tell whether a marker among compressed data begins a segment: another one, or more data, follows its end."""
    return marker >= 0xC0 and end < len(data) and (marker == _SOS or data[end] == 0xFF)


def _segment(marker: int, body: bytes) -> bytes:
    if marker == _APP0 and body.startswith(b"JFIF\0"):
        body = body[:12].ljust(12, b"\0") + b"\0\0"  # version and density, no preview
    elif marker == _APP14 and body.startswith(b"Adobe"):
        body = body[:12]  # how the colours are coded
    elif marker not in _NEEDED:
        return b""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def turned(data: bytes) -> bytes:
    """Return a JPEG's own EXIF with nothing but how the picture is to be turned; nothing when it stands upright."""
    start = data.find(b"Exif\0\0", 0, _EXIF_WITHIN)
    if start < 0:
        return b""
    head = data[start + 6 : start + 10]
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(head)
    block = data[start + 6 :]
    if order is None or len(block) < 8:
        return b""
    (at,) = struct.unpack_from(f"{order}I", block, 4)
    if at + 2 > len(block):
        return b""
    (count,) = struct.unpack_from(f"{order}H", block, at)
    for number in range(min(count, _MOST_TAGS)):
        entry = at + 2 + 12 * number
        if entry + 12 > len(block):
            break
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", block, entry)
        if tag == _ORIENTATION and 2 <= value <= 8:
            body = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, tag, 3, 1, value, 0, 0)
            return struct.pack(">BBH", 0xFF, _APP1, len(body) + 2) + body
    return b""


#: Pieces of a PNG that show its pixels.
_CHUNKS = frozenset(
    (*(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"), *(b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs", b"cICP"))
)
_PNG = b"\x89PNG\r\n\x1a\n"


def bare_png(data: bytes) -> bytes:
    """Return the PNG with the pieces that its pixels need, up to its end; one cut short is cut at the damage."""
    if not data.startswith(_PNG):
        return data
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if name in _CHUNKS:
            kept.append(data[at:end])
        if name == b"IEND":
            break
        at = end
    return b"".join(kept)


#: Boxes of a JPEG 2000 file that show its pixels; ``jp2h`` holds boxes itself.
_BOXES = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_HEADER_BOXES = frozenset({b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef", b"res "})
_J2K_START, _TILE, _REMARK = b"\xff\x4f\xff\x51", 0xFF90, 0xFF64


def bare_jpeg2000(data: bytes) -> bytes:
    """Return the JPEG 2000 file or codestream with the boxes and segments that its pixels need."""
    if data.startswith(_J2K_START):
        return _bare_codestream(data)
    if data[4:8] != b"jP  ":
        return data
    return _boxes(data, _BOXES)


def _boxes(data: bytes, wanted: frozenset[bytes]) -> bytes:
    kept, at = [], 0
    while at + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        head = 16 if size == 1 else 8
        if size == 1 and at + 16 <= len(data):
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        end = len(data) if size == 0 else at + max(size, head)
        if name in wanted:
            body = data[at + head : end]
            if name == b"jp2h":
                body = _boxes(body, _HEADER_BOXES)
            elif name == b"colr" and body[:1] in (b"\2", b"\3"):
                body = body[:3] + bare_profile(body[3:])
            elif name == b"jp2c":
                body = _bare_codestream(body)
            kept.append(struct.pack(">I4s", len(body) + 8, name) + body)
        at = end
    return b"".join(kept)


def _bare_codestream(data: bytes) -> bytes:
    """Return a codestream without the remarks of its main header; the tiles stay as they are."""
    kept, at = [data[:2]], 2
    while at + 4 <= len(data):
        marker, size = struct.unpack_from(">HH", data, at)
        if marker == _TILE or marker < 0xFF00 or size < 2:
            break
        if marker != _REMARK:
            kept.append(data[at : at + 2 + size])
        at += 2 + size
    return b"".join(kept) + data[at:]


#: Tags of a colour profile that compute colours; all others describe a machine, its owner or its maker.
_COLOUR_TAGS = frozenset(
    name.encode("ascii").ljust(4)
    for name in (
        *(
            "wtpt",
            "bkpt",
            "rXYZ",
            "gXYZ",
            "bXYZ",
            "rTRC",
            "gTRC",
            "bTRC",
            "kTRC",
            "chad",
            "chrm",
            "gamt",
            "lumi",
            "meas",
        ),
        *(f"{table}{number}" for table in ("A2B", "B2A", "D2B", "B2D") for number in range(4)),
        *("pre0", "pre1", "pre2", "tech", "view", "clrt", "ncl2", "cicp"),
    )
)
_NO_TEXT = b"profile"
_MOST_TAGS = 200


def bare_profile(data: bytes) -> bytes:
    """Return the colour profile (ICC) with its colours and nothing that names a machine, a person or a day.

    Nothing comes back of what is no profile: a viewer then takes the plain colour space beside it.
    """
    if len(data) < 132 or data[36:40] != b"acsp":
        return b""
    count = int.from_bytes(data[128:132], "big")
    entries = [struct.unpack_from(">4sII", data, 132 + 12 * n) for n in range(min(count, (len(data) - 132) // 12))]
    tags = {name: data[at : at + size] for name, at, size in entries[:_MOST_TAGS] if name in _COLOUR_TAGS}
    tags[b"desc"], tags[b"cprt"] = _described(data[8])
    return _profile(data[:128], tags)


def _described(version: int) -> tuple[bytes, bytes]:
    """Return description and copyright, which every profile must have, with words of ours."""
    if version >= 4:
        words = _NO_TEXT.decode("ascii").encode("utf-16-be")
        both = struct.pack(">4s4xIIHHII", b"mluc", 1, 12, 0x656E, 0x5553, len(words), 28) + words
        return both, both
    words = _NO_TEXT + b"\0"
    return struct.pack(">4s4xI", b"desc", len(words)) + words + bytes(78), b"text\0\0\0\0" + words


def _profile(head: bytes, tags: dict[bytes, bytes]) -> bytes:
    table, body, places = [], b"", {}
    start = 132 + 12 * len(tags)
    for name, content in tags.items():
        if content not in places:
            body += bytes(-len(body) % 4)
            places[content] = start + len(body)
            body += content
        table.append(struct.pack(">4sII", name, places[content], len(content)))
    body += bytes(-len(body) % 4)
    # Without preferred module, day, maker, model, creator and fingerprint; what the colours mean stays.
    day = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    plain = head[4:24].replace(head[4:8], bytes(4), 1) + day + head[36:48] + bytes(8) + head[56:80] + bytes(48)
    return struct.pack(">I", start + len(body)) + plain + struct.pack(">I", len(tags)) + b"".join(table) + body
