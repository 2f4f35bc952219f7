"""Damage inside a PDF: pictures cut or flipped, packed data that does not unpack, objects that pages name and lack.

Owns the walk from each page to what it draws, so that damage is told with its page: a viewer shows a gap or grey bands
without a word. Each object is looked at once, however many pages share it. Repairs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from lexcollect.formats.fax import decodes, fax_is_sound
from lexcollect.formats.jpeg import is_sound
from lexcollect.formats.layers import is_array, is_dict, name_of
from lexcollect.formats.limits import MAX_PAGE_CONTENT, MAX_PIXELS
from lexcollect.formats.pdf_files import annotations_of
from lexcollect.formats.readers.pdf import inherited, number_of
from lexcollect.formats.shapes import page_list
from lexcollect.formats.unpacking import PACKING, Unpacked, unpack
from lexcollect.patterns import regex
from lexcollect.wording import Text, text

_DEEPEST = 8
#: A picture or form that is drawn, and a font that is chosen: ``/Im0 Do``, ``/F1 12 Tf``.
_DRAWN = regex(rb"/([^\s/<>\[\](){}%]+)\s+Do(?=[\s\]/]|$)")
_CHOSEN = regex(rb"/([^\s/<>\[\](){}%]+)\s+[-+.\d]+\s+Tf(?=[\s\]/]|$)")
_ESCAPED = regex(rb"#([0-9A-Fa-f]{2})")
_COMPONENTS = {"/DeviceGray": 1, "/CalGray": 1, "/G": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/RGB": 3, "/DeviceCMYK": 4}


class Damage(StrEnum):
    """What is damaged; each has its sentence in the catalogue (``formats.damage.…``)."""

    PICTURE = "picture"
    DATA = "data"
    MISSING = "missing"


def damage_of(pages: Iterable[tuple[int, Any]]) -> dict[Damage, list[int]]:
    """Return which of the pages (number, page of an open PDF) draw what is damaged, by kind."""
    walk = _Walk()
    found: dict[Damage, list[int]] = {}
    for number, page in pages:
        for kind in walk.page(page.obj):
            found.setdefault(kind, []).append(number)
    return {kind: found[kind] for kind in Damage if kind in found}


def pages_told(found: dict[Damage, list[int]]) -> tuple[Text, ...]:
    """Return how a finding names the damage: each kind with its pages."""
    return tuple(
        text("formats.damage_at", what=text(f"formats.damage.{kind}"), pages=page_list(pages))
        for kind, pages in found.items()
    )


class _Walk:
    """Goes from pages to what they draw and remembers what it has looked at."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], frozenset[Damage]] = {}

    def page(self, sheet: Any) -> set[Damage]:
        found: set[Damage] = set()
        try:
            contents = sheet.get("/Contents")
            written = bytearray()
            for stream in list(contents) if is_array(contents) else [contents]:
                if stream is not None:
                    written += self._content(stream, found, MAX_PAGE_CONTENT - len(written)) + b"\n"
            self._drawn(bytes(written), inherited(sheet, "/Resources"), found, 0)
            for one in annotations_of(sheet):
                look = one.get("/AP")
                normal: Any = look.get("/N") if is_dict(look) else None
                for form in [normal] if not is_dict(normal) else [normal[key] for key in normal]:
                    found |= self._object(form, 1)
        except Exception:  # a page that cannot even be walked is damaged
            found.add(Damage.DATA)
        return found

    def _content(self, stream: Any, found: set[Damage], room: int) -> bytes:
        from pikepdf import Stream

        if not isinstance(stream, Stream):
            found.add(Damage.MISSING)
            return b""
        part = unpacked(stream, max(0, room))
        if not part.whole:
            found.add(Damage.DATA)
        return part.data

    def _drawn(self, written: bytes, resources: Any, found: set[Damage], depth: int) -> None:
        """Look at everything that ``written`` draws by name."""
        listed: Any = resources if is_dict(resources) else {}
        for pattern, key in ((_DRAWN, "/XObject"), (_CHOSEN, "/Font")):
            entries: Any = listed.get(key)
            entries = entries if is_dict(entries) else {}
            for name in {_name(match[1]) for match in pattern.finditer(written)}:
                if name not in entries:
                    found.add(Damage.MISSING)
                elif key == "/XObject":
                    found |= self._object(entries[name], depth + 1)
                else:
                    found |= self._font(entries[name])

    def _object(self, one: Any, depth: int) -> frozenset[Damage]:
        from pikepdf import Stream

        if not isinstance(one, Stream):
            return frozenset()
        if one.objgen in self._known or depth > _DEEPEST:
            return self._known.get(one.objgen, frozenset())
        self._known[one.objgen] = frozenset()  # a form that draws itself comes to an end
        found: set[Damage] = set()
        if name_of(one.get("/Subtype")) == "/Image":
            if not _picture_is_sound(one):
                found.add(Damage.PICTURE)
            for mask in (one.get("/SMask"), one.get("/Mask")):
                found |= self._object(mask, depth + 1)
        else:
            self._drawn(self._content(one, found, MAX_PAGE_CONTENT), one.get("/Resources"), found, depth)
        self._known[one.objgen] = frozenset(found)
        return self._known[one.objgen]

    def _font(self, font: Any) -> frozenset[Damage]:
        from pikepdf import Stream

        if not is_dict(font) or not font.is_indirect or font.objgen in self._known:
            return self._known.get(font.objgen, frozenset()) if is_dict(font) else frozenset()
        whole = True
        for part in _font_parts(font):
            described = part.get("/FontDescriptor")
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                stream = described.get(key) if is_dict(described) else None
                whole = whole and (not isinstance(stream, Stream) or unpacked(stream, 0).whole)
        self._known[font.objgen] = frozenset() if whole else frozenset({Damage.DATA})
        return self._known[font.objgen]


def _font_parts(font: Any) -> Iterator[Any]:
    yield font
    below = font.get("/DescendantFonts")
    yield from (one for one in (below if is_array(below) else []) if is_dict(one))


def _name(raw: bytes) -> str:
    return "/" + _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), raw).decode("utf-8", "replace")


def filters_of(stream: Any) -> list[str]:
    """Return the names of the filters of a stream, in the order in which they are undone."""
    value = stream.get("/Filter")
    return [name_of(one) for one in value] if is_array(value) else [] if value is None else [name_of(value)]


def unpacked(stream: Any, keep: int) -> Unpacked:
    """Return a stream unpacked; a picture format, or one that nobody knows, is judged elsewhere."""
    filters = filters_of(stream)
    if not set(filters) <= PACKING:
        return Unpacked(b"", 0, True)
    return unpack(stream.read_raw_bytes(), filters, keep)


def _picture_is_sound(image: Any) -> bool:
    filters = filters_of(image)
    last = filters[-1] if filters else ""
    width, height = (int(number_of(image.get(key), 0)) for key in ("/Width", "/Height"))
    if width * height > MAX_PIXELS:
        return True  # too large to be looked into; the page itself is told elsewhere
    if last in ("/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF"):
        data = _inner(image, filters)
        if data is None:
            return False
        if last in ("/DCTDecode", "/DCT"):
            return is_sound(data)
        if last == "/JPXDecode":
            return decodes(data)
        return _fax_is_sound(data, image, width, height)
    if not set(filters) <= PACKING:
        return True  # JBIG2 and the like
    found = unpacked(image, 0)
    return found.whole and found.length >= _bytes_needed(image, width, height)


def _inner(image: Any, filters: list[str]) -> bytes | None:
    """Return the bytes of the picture format itself, the packing around it undone; ``None`` where that fails."""
    if not set(filters[:-1]) <= PACKING:
        return None
    found = unpack(image.read_raw_bytes(), filters[:-1], MAX_PAGE_CONTENT)
    return found.data if found.whole and len(found.data) == found.length else None


def _bytes_needed(image: Any, width: int, height: int) -> int:
    """Return how many bytes the pixels of an unpacked picture take; 0 where its colours are too odd to tell."""
    if image.get("/ImageMask") is True:
        return (width + 7) // 8 * height
    space, bits = image.get("/ColorSpace"), int(number_of(image.get("/BitsPerComponent"), 0))
    kind = name_of(space[0]) if is_array(space) and len(space) else name_of(space) if space is not None else ""
    components = _COMPONENTS.get(kind, 0)
    if kind in ("/Indexed", "/I", "/Separation"):
        components = 1
    elif kind == "/ICCBased":
        components = int(number_of(space[1].get("/N"), 0))
    return (width * components * bits + 7) // 8 * height


def _fax_is_sound(data: bytes, image: Any, width: int, height: int) -> bool:
    """Tell whether fax data decodes to its end."""
    parms = image.get("/DecodeParms")
    parms = parms[len(parms) - 1] if is_array(parms) and len(parms) else parms
    k = int(number_of(parms.get("/K"), 0)) if is_dict(parms) else 0
    columns = int(number_of(parms.get("/Columns"), 1728)) if is_dict(parms) else 1728
    if k >= 0 or not height or (is_dict(parms) and parms.get("/EncodedByteAlign") is True):
        return True  # the older codings (Group 3) are seldom, and what the decoder says of them is not reliable
    return fax_is_sound(data, columns, height)
