"""Unpacking: the filters of a PDF stream undone step by step, with what is still known of a damaged one.

Owns the bounds: data that swells is counted and not kept, and a coding that swells without measure is undone for small
streams only. Predictors are left in: what is asked here is whether data is whole, and how long it is.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple

from lexcollect.formats.limits import MAX_PAGE_CONTENT

FLATE = frozenset({"/FlateDecode", "/Fl"})
#: Codings that are not counted while they are undone: the largest packed stream that is.
_SMALL = {"/LZWDecode": 200_000, "/LZW": 200_000, "/RunLengthDecode": 4_000_000, "/RL": 4_000_000}
_WRITTEN = frozenset(f"/{name}" for name in ("ASCII85Decode", "A85", "ASCIIHexDecode", "AHx"))
#: Codings that pack or write bytes; the others hold pictures.
PACKING = FLATE | _WRITTEN | frozenset(_SMALL)
_PIECE = 1 << 20


class Unpacked(NamedTuple):
    """Data as far as it was kept, its whole length, and whether it unpacked to its end."""

    data: bytes
    length: int
    whole: bool


def unpack(raw: bytes, filters: Sequence[str], keep: int) -> Unpacked:
    """Undo ``filters``, all of them of :data:`PACKING`, on ``raw``; keep at most ``keep`` bytes of the outcome."""
    found = Unpacked(raw, len(raw), True)
    for number, name in enumerate(filters, start=1):
        if name in FLATE:
            found = _inflate(found.data, keep if number == len(filters) else MAX_PAGE_CONTENT)
        elif len(found.data) > _SMALL.get(name, MAX_PAGE_CONTENT):
            return Unpacked(b"", 1 << 62, True)  # nothing is known of it, and nothing said
        else:
            found = _by_qpdf(found.data, name)
        if not found.whole:
            break
    return found


def _inflate(raw: bytes, keep: int) -> Unpacked:
    """Unpack piece by piece; what comes before the damage is kept as well."""
    inflater, data, length = zlib.decompressobj(), bytearray(), 0
    try:
        for at in range(0, len(raw), _PIECE):
            pending = raw[at : at + _PIECE]
            while pending and not inflater.eof:
                piece = inflater.decompress(pending, _PIECE)
                pending, length = inflater.unconsumed_tail, length + len(piece)
                data += piece[: max(0, keep - len(data))]
    except zlib.error:
        return Unpacked(bytes(data), length, False)
    return Unpacked(bytes(data), length, not raw or inflater.eof)


def _by_qpdf(raw: bytes, name: str) -> Unpacked:
    from pikepdf import Name, Stream, StreamDecodeLevel, new

    with new() as room:
        stream = Stream(room, raw)
        stream.Filter = Name(name)
        try:
            data = bytes(stream.read_bytes(StreamDecodeLevel.specialized))
        except Exception:  # qpdf tells damage in many shapes
            return Unpacked(b"", 0, False)
    return Unpacked(data, len(data), True)
