"""Files inside a PDF (内嵌文件): where they hang, what they are called, and their bytes.

Owns the search for them: the list of the document, what belongs to document or page, annotations, and what hangs
nowhere any more and still lies in the file. Each is told once. Opens none of them; unpacks in pieces, within bounds.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import partial
from typing import Any

from lexcollect.formats.layers import is_array, is_dict, name_of
from lexcollect.formats.limits import MAX_ANNOTATIONS, MAX_WALKED
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.shapes import Member

_NAME_CHARS = 80
_PIECE = 1 << 20
#: What a file's description may call the bytes of its versions for several systems.
_SYSTEMS = ("/UF", "/F", "/Unix", "/Mac", "/DOS")


def files_of(pdf: Any, pages: list[Any]) -> Iterator[tuple[str, int, Any]]:
    """Yield name, page (0: of the document) and description of each file that hangs in ``pdf``, the same one once."""
    known: set[tuple[int, int]] = set()
    for place, spec in _hanging(pdf, pages):
        key = spec.objgen if is_dict(spec) and spec.is_indirect else (0, 0)
        if key == (0, 0) or key not in known:
            known.add(key)
            yield _name(spec), place, spec


def members_of(pdf: Any, pages: list[Any]) -> Iterator[Member]:
    """Yield the files inside ``pdf`` with their bytes, those of one description for several systems each."""
    known: set[tuple[int, int]] = set()
    number = 0
    for name, _, spec in files_of(pdf, pages):
        listed = spec.get("/EF") if is_dict(spec) else None
        for key in _SYSTEMS:
            packed = listed.get(key) if listed is not None and is_dict(listed) else None
            if packed is not None and packed.objgen not in known:
                known.add(packed.objgen)
                number += 1
                yield Member(number, name or str(number), None, partial(_pieces, packed))


def leaves(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield name and value of each leaf of a name tree, bounded."""
    pending, walked = [tree], 0
    while pending and walked < MAX_WALKED:
        node, walked = pending.pop(), walked + 1
        if not is_dict(node):
            continue
        kids, names = node.get("/Kids"), node.get("/Names")
        pending += list(kids)[:MAX_WALKED] if is_array(kids) else []
        if is_array(names):
            pairs = list(names)
            yield from zip(pairs[::2], pairs[1::2], strict=False)


def annotations_of(sheet: Any) -> Iterator[Any]:
    """Yield the annotations of a page (its dictionary) that are dictionaries."""
    listed = sheet.get("/Annots")
    if is_array(listed):
        yield from (one for one in listed if is_dict(one))


def _hanging(pdf: Any, pages: list[Any]) -> Iterator[tuple[int, Any]]:
    names = pdf.Root.get("/Names")
    if is_dict(names):
        yield from ((0, one) for _, one in leaves(names.get("/EmbeddedFiles")))
    yield from ((0, one) for one in _belonging(pdf.Root))
    seen = 0
    for number, page in enumerate(pages, start=1):
        yield from ((number, one) for one in _belonging(page.obj))
        for one in annotations_of(page.obj):
            seen += 1
            if seen > MAX_ANNOTATIONS:
                return
            yield from ((number, spec) for spec in _annotated(one))
    yield from ((0, one) for one in _left(pdf))


def _belonging(holder: Any) -> Iterator[Any]:
    listed = holder.get("/AF")
    if is_array(listed):
        yield from (one for one in listed if is_dict(one))


def _annotated(one: Any) -> Iterator[Any]:
    """Yield the files that an annotation carries: a paper clip, or what a film or model brings along."""
    if name_of(one.get("/Subtype")) == "/FileAttachment":
        yield one.get("/FS")
    yield from _belonging(one)
    content = one.get("/RichMediaContent")
    if is_dict(content):
        yield from (spec for _, spec in leaves(content.get("/Assets")))


def _left(pdf: Any) -> Iterator[Any]:
    """Yield descriptions with bytes anywhere in the file: whoever takes a file off its hook leaves it lying inside."""
    for walked, one in enumerate(pdf.objects):
        if walked > MAX_WALKED:
            return
        if is_dict(one) and "/EF" in one and is_dict(one["/EF"]):
            yield one


def _name(spec: Any) -> str:
    if not is_dict(spec):
        return ""
    for key in ("/UF", "/F"):
        if key in spec:
            return name_of(spec[key])[:_NAME_CHARS]
    return ""


def _pieces(packed: Any) -> Iterator[bytes]:
    """Yield the bytes of a file inside; a coding that could swell without end is refused."""
    coding = packed.get("/Filter")
    codings = [name_of(one) for one in coding] if is_array(coding) else [name_of(coding)] if coding else []
    data = packed.read_raw_bytes()
    if not codings:
        yield from (data[at : at + _PIECE] for at in range(0, len(data), _PIECE))
        return
    if codings != ["/FlateDecode"] or "/DecodeParms" in packed:
        raise BadFile(Reason.TOO_MUCH)
    inflater = zlib.decompressobj()
    try:
        while data and not inflater.eof:
            yield inflater.decompress(data, _PIECE)
            data = inflater.unconsumed_tail
    except zlib.error as error:
        raise BadFile(Reason.BROKEN) from error
    if not inflater.eof:
        raise BadFile(Reason.BROKEN)
