"""Traces: what a file tells of persons, machines and places besides what it shows.

Owns the kinds of such traces (:class:`Trace`) and the search for them: in the EXIF blocks of pictures wherever they
lie, in the properties of PDF and Office documents, in remarks and paths. Names what is there, never what it says, and
changes nothing. A look never raises for what a file holds, and is bounded; what is packed or locked is not searched.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.files import open_regular
from lexcollect.formats.kinds import PICTURES, FileKind
from lexcollect.formats.limits import MAX_TRACED_BYTES
from lexcollect.patterns import regex

if TYPE_CHECKING:
    from PIL.Image import Exif


class Trace(StrEnum):
    """What a file tells, the gravest first."""

    POSITION = "position"  # where a photo was taken
    PERSON = "person"  # author, owner, who saved it last, their firm
    SERIAL = "serial"  # the number of one camera or lens
    PATH = "path"  # a folder of somebody's machine, with the name of its user
    REMARK = "remark"  # words somebody wrote beside the picture
    DEVICE = "device"  # make and model
    PROGRAM = "program"  # what it was made or changed with
    BEYOND = "beyond"  # too large to be searched to its end


#: What libraries write where there is no author.
_NOBODY = ("", "anonymous", "unspecified", "unknown", "none")
_GPS, _EXIF_IFD = 0x8825, 0x8769
_TAGS = {
    **dict.fromkeys((0x013B, 0x8298, 0x9C9D, 0xA430), Trace.PERSON),
    **dict.fromkeys((0xA431, 0xA435, 0xC62F), Trace.SERIAL),
    **dict.fromkeys((0x010E, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F, 0x9286), Trace.REMARK),
    **dict.fromkeys((0x010F, 0x0110), Trace.DEVICE),
    0x0131: Trace.PROGRAM,
}
#: Where an EXIF block begins: in a JPEG or HEIC, a PNG, a WebP. One letter that must be there makes the search fast.
_BLOCKS = tuple(
    re.compile(start + rb"(?=II\*\0|MM\0\*)", re.DOTALL)
    for start in (rb"E(?=xif)xif\0\0", rb"e(?=XIf)XIf", rb"E(?=XIF)XIF.{4}")
)
#: What stands in plain bytes, in small letters; a word is told by what follows its colon.
_WORDS = (
    (Trace.POSITION, (b"exif:gpslatitude",)),
    (Trace.PERSON, (b"<dc:creator>", b"photoshop:authorsposition", b"aux:ownername", b"<pdf:author")),
    (Trace.SERIAL, (b"aux:serialnumber", b"aux:lensserialnumber")),
    (Trace.PROGRAM, (b"<xmpmm:history", b"xmp:creatortool")),
    (
        Trace.PATH,
        tuple(
            start + name + end
            for start, end in ((b":\\", b"\\"), (b":\\\\", b"\\\\"), (b":/", b"/"))
            for name in (b"users", b"documents and settings")
        ),
    ),
    (Trace.PATH, (":\\users\\".encode("utf-16-le"), ":\\users\\".encode("utf-16-be"))),
)


def _search(words: tuple[tuple[Trace, tuple[bytes, ...]], ...]) -> re.Pattern[bytes]:
    """Return a search for all ``words`` at once, in small and capital letters, each kind a group of its own.

    Every word holds a colon: from one to the next the search goes as fast as memory is read.
    """

    def behind(word: bytes) -> bytes:
        tail = word[word.index(b":") + 1 :]
        return re.escape(tail) + b"(?<=" + re.escape(word) + b")"

    kinds = (b"(" + b"|".join(map(behind, listed)) + b")" for _, listed in words)
    return regex(b":(?i:" + b"|".join(kinds) + b")", re.DOTALL)


_SAID = _search(_WORDS)
#: Where the packed pixels of a JPEG begin: the head of a scan, with its length and the number of its colours.
_PIXELS = regex(rb"\xff\xda\x00(?:\x08\x01|\x0a\x02|\x0c\x03|\x0e\x04)")
#: Where they end. A search for both bytes would look at every byte.
_END = regex(rb"\xff(?=\xd9)")
_HOME = regex(rb"/(?:Users|home)/[^/\0-\x20]{1,40}/")
_BLOCK_BYTES, _MOST_BLOCKS, _MOST_PAGES = 1 << 18, 200, 200
_OVERLAP = 1 << 12
_CHUNK = 8 << 20


def traces_of(path: Path, kind: FileKind) -> frozenset[Trace]:
    """Return what the file at ``path`` tells besides what it shows."""
    found: set[Trace] = set()
    with warnings.catch_warnings():  # Pillow warns on the screen about damaged tags
        warnings.simplefilter("ignore")
        _look(path, kind, found)
    return frozenset(found)


def _look(path: Path, kind: FileKind, found: set[Trace]) -> None:
    if path.stat().st_size > MAX_TRACED_BYTES:
        found.add(Trace.BEYOND)
    with suppress(Exception):  # what cannot be read tells nothing here; its reader says what is wrong with it
        for chunks in _bytes_of(path, kind):
            found.update(_in_bytes(chunks))
    with suppress(Exception):
        if kind is FileKind.PDF:
            found.update(_of_pdf(path))
        elif kind in (FileKind.DOCX, FileKind.XLSX, FileKind.PPTX):
            found.update(_of_office(path))
        elif kind in PICTURES:
            found.update(_of_picture(path))


def _bytes_of(path: Path, kind: FileKind) -> Iterator[Iterator[bytes]]:
    """Yield the bytes of the file, or of each file inside an archive, piece by piece and bounded."""
    if kind is FileKind.ZIP:
        from lexcollect.formats.readers.archive import ZipContent

        left = MAX_TRACED_BYTES
        for member in ZipContent(path, kind).members():
            left -= member.size or 0
            if left < 0:
                return
            yield member.chunks()
        return
    with open_regular(path) as stream:
        yield (chunk for _ in range(MAX_TRACED_BYTES // _CHUNK) if (chunk := stream.read(_CHUNK)))


def _in_bytes(chunks: Iterator[bytes]) -> Iterator[Trace]:
    """Yield what plain bytes show: EXIF blocks and words, wherever a format puts them."""
    blocks, before = 0, b""
    for chunk in chunks:
        data = _without_pixels(before + chunk)
        yield from _in_words(data)
        for block in chain.from_iterable(start.finditer(data) for start in _BLOCKS):
            blocks += 1
            if blocks <= _MOST_BLOCKS:
                yield from _of_exif(_loaded(data[block.end() : block.end() + _BLOCK_BYTES]))
        before = chunk[-_OVERLAP:]


def _without_pixels(data: bytes) -> bytes:
    """Return ``data`` without the packed pixels of JPEG pictures, which say nothing and are most of a scan."""
    kept, at = [], 0
    while found := _PIXELS.search(data, at):
        end = _END.search(data, found.end())
        kept.append(data[at : found.end()])
        at = end.start() if end else len(data)
    return b"".join([*kept, data[at:]]) if kept else data


def _in_words(data: bytes) -> Iterator[Trace]:
    for number in {found.lastindex or 0 for found in _SAID.finditer(data)}:
        yield _WORDS[number - 1][0]
    if _HOME.search(data):
        yield Trace.PATH


def _loaded(block: bytes) -> Exif:
    from PIL import Image

    exif = Image.Exif()
    with suppress(Exception):  # broken EXIF data says nothing
        exif.load(b"Exif\0\0" + block)
    return exif


def _of_exif(exif: Exif) -> Iterator[Trace]:
    with suppress(Exception):
        if exif.get_ifd(_GPS):
            yield Trace.POSITION
    for tags in (dict(exif), _inner(exif)):
        for tag, value in tags.items():
            if tag in _TAGS and _says(value):
                yield _TAGS[tag]


def _inner(exif: Exif) -> dict[int, Any]:
    with suppress(Exception):
        return dict(exif.get_ifd(_EXIF_IFD))
    return {}


def _says(value: object) -> bool:
    text = value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
    return bool(text.strip(b"\0 \n").removeprefix(b"ASCII\0\0\0").removeprefix(b"UNICODE\0").strip(b"\0 "))


def _of_picture(path: Path) -> Iterator[Trace]:
    """Yield what a picture's own reader knows: tags of a TIFF, texts of a PNG, remarks of a JPEG or GIF."""
    from lexcollect.formats.readers.picture import open_picture

    with open_picture(path) as picture:
        if picture.format == "TIFF":
            yield from _of_exif(picture.getexif())
        texts = getattr(picture, "text", None) if picture.format == "PNG" else None
        for key, value in (texts or {}).items():
            trace = Trace.PERSON if key.lower() in ("author", "copyright", "artist") else Trace.REMARK
            yield Trace.PROGRAM if key.lower() == "software" else trace
            yield from _in_words(str(value).encode("utf-8", "replace"))
        if _says(picture.info.get("comment", b"")):
            yield Trace.REMARK


def _of_pdf(path: Path) -> Iterator[Trace]:
    from lexcollect.formats.readers.pdf import open_pdf

    with open_pdf(path) as pdf:
        info = pdf.trailer.get("/Info", {})
        for key, trace in (("/Author", Trace.PERSON), ("/Creator", Trace.PROGRAM), ("/Producer", Trace.PROGRAM)):
            if key in info and str(info[key]).strip().lower() not in _NOBODY:
                yield trace
        said = [str(info[key]) for key in info.keys()]  # noqa: SIM118 - a dictionary of the library is no mapping
        yield from _in_words("\n".join(said).encode("utf-8", "replace"))
        if "/PieceInfo" in pdf.Root or any("/PieceInfo" in page.obj for page in pdf.pages[:_MOST_PAGES]):
            yield Trace.PROGRAM
        if "/Metadata" in pdf.Root:
            yield from _in_words(bytes(pdf.Root.Metadata.read_bytes()))


_PROPERTIES = {
    **dict.fromkeys(("creator", "lastModifiedBy", "Company", "Manager"), Trace.PERSON),
    "Application": Trace.PROGRAM,
}
_PARTS = ("docProps/core.xml", "docProps/app.xml")
_LINKS = ("word/_rels/settings.xml.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml")
_MOST_PART = 1_000_000


def _of_office(path: Path) -> Iterator[Trace]:
    from lexcollect.formats.xml_parts import elements
    from lexcollect.formats.zipbox import open_zip, read_member

    with open_zip(path) as box:
        names = set(box.namelist())
        for part in (name for name in _PARTS if name in names):
            for tag, element in elements(read_member(box, box.getinfo(part), _MOST_PART)):
                if tag in _PROPERTIES and (element.text or "").strip().lower() not in _NOBODY:
                    yield _PROPERTIES[tag]
        for part in (name for name in _LINKS if name in names):
            yield from _in_words(read_member(box, box.getinfo(part), _MOST_PART))
