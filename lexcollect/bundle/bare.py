"""Bare: what pages of the reading copy must not carry out of the house.

Owns which entries of a PDF tell of persons, machines and places beyond what is seen (metadata, private data of
programs, previews, positions, names of layers, remarks in content), and takes them out of the sheets before they are
written. The received file and its exact copy in the package are never touched. Nothing that is drawn changes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any

from lexcollect.formats.bare_pictures import bare_jpeg, bare_jpeg2000, bare_profile
from lexcollect.formats.limits import MAX_PAGE_CONTENT
from lexcollect.patterns import regex

#: Entries of any dictionary: document data, programs' private data, previews, attached files, older pictures, places.
_TELLING = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AF", "/Alternates", "/OPI", "/Ref", "/Usage"),
    *("/Measure", "/PtData", "/LGIDict", "/PTEX.FileName", "/PTEX.InfoDict"),
)
#: Names without which nothing of an object tells anything; most objects have none of them.
_TOLD = b"|".join(name[1:].encode("ascii") for name in (*_TELLING, "/OCG", "/Properties"))
_MAY_TELL = regex(rb"/(?:" + _TOLD + rb")(?![A-Za-z])")
#: Direct values are followed so deep, and into lists of so many: longer ones hold numbers.
_DEEPEST, _LONGEST = 12, 64
#: Streams packed in other ways than Flate are unpacked by the library only when they are this small.
_SMALL = 16 << 20
_PICTURES: dict[str, Callable[[bytes], bytes]] = {"/DCTDecode": bare_jpeg, "/JPXDecode": bare_jpeg2000}
_TOKEN = regex(rb"%[^\r\n]*|\(|(?<![^\s])BI(?=\s)")
#: A text with brackets in it one deep; what stands outside of texts and may begin a remark or a picture.
_TEXT = regex(rb"\((?:[^\\()]++|\\.|\((?:[^\\()]++|\\.)*+\))*+\)", re.DOTALL)
_MARKED = regex(rb"%|(?<![^\s])BI(?=\s)")
_IN_TEXT = regex(rb"\\.|[()]", re.DOTALL)


#: What follows for a stream, and its raw bytes if they were read and stay.
Then = Callable[[Any, bytes | None], None]


def strip(pdf: Any, ours: Collection[tuple[int, int]] = (), then: Then | None = None) -> None:
    """Take out of every object of ``pdf`` what is not drawn and tells of persons, machines or places.

    The content of the forms numbered in ``ours`` is ours and not searched. Each stream is handed to ``then``.
    """
    from pikepdf import Stream

    known: set[tuple[int, int]] = set()
    for thing in pdf.objects:
        number = getattr(thing, "objgen", (0, 0))  # a number or a word is a value of Python
        if number in known:  # the library lists a stream that was made here twice
            continue
        if number != (0, 0):
            known.add(number)
        packed, data = False, None
        with suppress(Exception):  # names of arbitrary bytes, streams that cannot be unpacked: they stay as they are
            packed = isinstance(thing, Stream)
            if _MAY_TELL.search((thing.stream_dict if packed else thing).unparse(resolved=True)):
                _entries(thing, 0)
            if packed and number not in ours:
                data = _stream(pdf, thing)
        if packed and then is not None:
            then(thing, data)


def _entries(thing: Any, depth: int) -> None:
    from pikepdf import Array, Dictionary, Stream, String

    if depth > _DEEPEST:
        return
    if isinstance(thing, Array):
        if len(thing) <= _LONGEST:
            for one in thing:
                if not _is_elsewhere(one):
                    _entries(one, depth + 1)
        return
    if not isinstance(thing, Dictionary | Stream):
        return
    for key in _TELLING:
        if key in thing:
            del thing[key]
    if thing.get("/Type") == "/OCG":
        thing["/Name"] = String("layer")
    properties = thing.get("/Properties")
    if isinstance(properties, Dictionary):
        _properties(properties)
    for key in thing.keys():  # noqa: SIM118 - a dictionary of the library is no mapping
        one = thing[key]
        if isinstance(one, Dictionary | Array) and not _is_elsewhere(one):
            _entries(one, depth + 1)


def _is_elsewhere(value: Any) -> bool:
    """Tell whether a value is an object of its own, which is met by itself."""
    return bool(getattr(value, "is_indirect", False))


def _properties(properties: Any) -> None:
    """Empty the properties of marked content, which are words beside the page; layers stay."""
    from pikepdf import Dictionary

    for key in list(properties.keys()):
        one = properties[key]
        if not isinstance(one, Dictionary) or str(one.get("/Type", "")) not in ("/OCG", "/OCMD"):
            properties[key] = Dictionary()


def _stream(pdf: Any, stream: Any) -> bytes | None:
    """Take out what a stream tells; return its raw bytes where they were read and stay."""
    filters = _filters(stream)
    last = filters[-1] if filters else ""
    if last in _PICTURES:
        return _picture(pdf, stream, filters, _PICTURES[last])
    if "/N" in stream and "/Type" not in stream:
        _replaced(stream, filters, bare_profile)
    elif str(stream.get("/Subtype", "")) == "/Form":
        _replaced(stream, filters, lambda data: _content(pdf, stream, data))
    return None


def _filters(stream: Any) -> list[str]:
    from pikepdf import Array

    value = stream.get("/Filter")
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, Array) else [str(value)]


def _picture(pdf: Any, stream: Any, filters: list[str], bare: Callable[[bytes], bytes]) -> bytes | None:
    from pikepdf import Array, Name

    data: bytes = stream.read_raw_bytes()
    settings = stream.get("/DecodeParms")
    if len(filters) > 1:
        data = _unpacked(pdf, data, stream, filters[:-1])
        settings = settings[len(filters) - 1] if isinstance(settings, Array) and len(settings) == len(filters) else None
    kept = bare(data)
    if len(kept) != len(data) or len(filters) > 1:
        stream.write(kept, filter=Name(filters[-1]), decode_parms=settings)
        return None
    return data


def _unpacked(pdf: Any, data: bytes, stream: Any, filters: list[str]) -> bytes:
    """Return what ``filters`` leave of a stream's bytes, bounded."""
    from pikepdf import Array, Name, Stream

    while filters and filters[0] == "/FlateDecode":
        data, filters = _inflated(data), filters[1:]
    if not filters:
        return data
    if len(data) > _SMALL:
        raise ValueError("too large to be unpacked")
    packed = Stream(pdf, data)
    packed.Filter = Array([Name(one) for one in filters])
    return bytes(packed.read_bytes())


def _replaced(stream: Any, filters: list[str], bare: Callable[[bytes], bytes]) -> None:
    """Write the unpacked bytes of ``stream`` anew where ``bare`` changes them."""
    if filters == ["/FlateDecode"] and "/DecodeParms" not in stream:
        data = _inflated(stream.read_raw_bytes())
    elif filters and len(stream.read_raw_bytes()) > _SMALL:
        return
    else:
        data = bytes(stream.read_bytes())
    kept = bare(data)
    if kept is not data and kept != data:
        stream.write(kept)


def _inflated(data: bytes) -> bytes:
    inflater = zlib.decompressobj()
    out = inflater.decompress(data, MAX_PAGE_CONTENT + 1)
    if len(out) > MAX_PAGE_CONTENT:
        raise ValueError("content too large")
    return out


def _content(pdf: Any, stream: Any, data: bytes) -> bytes:
    """Return page content without remarks (``%`` to the end of the line); pictures within lines are left to qpdf."""
    if b"%" not in data or not _MARKED.search(_TEXT.sub(b"()", data)):
        return data
    kept, at = [], 0
    while found := _TOKEN.search(data, at):
        if found[0] == b"BI":
            return _parsed(stream, data)
        if found[0] == b"(":
            end = _end_of_text(data, found.end())
            kept.append(data[at:end])
        else:
            kept.append(data[at : found.start()])
            end = found.end()
        at = end
    kept.append(data[at:])
    return b"".join(kept)


def _end_of_text(data: bytes, at: int) -> int:
    depth = 1
    while depth and (found := _IN_TEXT.search(data, at)):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        at = found.end()
    return len(data) if depth else at


def _parsed(stream: Any, data: bytes) -> bytes:
    import pikepdf

    try:
        return bytes(pikepdf.unparse_content_stream(pikepdf.parse_content_stream(stream)))
    except Exception:  # damaged content is shown as far as a viewer can read it
        return data
