"""Document (PDF 里的时间戳): a time stamp inside a copy of a package's PDF, as readers of PDF show it.

Owns the bytes that are appended to a PDF (an incremental update, ISO 32000-1 §7.5.6, with a signature field of the
kind DocTimeStamp, ETSI EN 319 142-1 §5.4.3) and reading them back. They follow from the PDF alone, but for the
token, so that a request can be answered on another day. Refuses whatever else was appended: the pages stay those of the
package.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.files import open_regular
from lexcollect.patterns import regex
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.bundle.tokens.request import Hash

#: So many bytes of a token have room; what authorities send with all certificates has four to eight thousand.
ROOM = 16_000
#: Nothing that is appended is longer: catalogue and first page with their links, and the room of the token.
_MOST_TAIL = 1 << 20
#: The end of a PDF is looked for in its last bytes; bytes read at a time.
_END, _PIECE = 2048, 1 << 20
_NAMED = regex(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
#: What the update may change of catalogue and first page.
_CATALOGUE, _PAGE = {"/AcroForm", "/Extensions"}, {"/Annots"}
_OBJECT = regex(rb"\bobj\b|endobj|stream")
_VALUE = b"<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161"
_TRAILER = b"trailer << /Size %d /Root %d 0 R /Info %d 0 R /Prev %d /ID [ <%b> <%b> ] >>\nstartxref\n%d\n%%%%EOF\n"
_TAIL = regex(
    rb"(\d+) 0 obj\n(.*?)\nendobj\n(\d+) 0 obj\n(.*?)\nendobj\n(\d+) 0 obj\n<< /FT /Sig .*?"
    rb"/Contents <([0-9a-f]{%d})>.*/Size (\d+) .*/Info (\d+) 0 R .*/ID \[ <([0-9a-f]+)>" % (ROOM * 2),
    re.DOTALL,
)


class NoStamp(Exception):
    """A PDF cannot be stamped by an update of the one form that is written here, or bears none of it."""


@dataclass(frozen=True, slots=True)
class Update:
    """What is appended to the PDF at ``base`` (``size`` bytes): the bytes up to the token, and those behind it."""

    base: Path
    size: int
    before: bytes
    after: bytes

    def digest(self, algorithm: Hash) -> bytes:
        """Return the digest of the stamped PDF without the token: what an authority is asked to stamp."""
        made = _hashing(algorithm)
        for piece in _pieces(self.base, self.size):
            made.update(piece)
        made.update(self.before)
        made.update(self.after)
        return bytes(made.digest() if hasattr(made, "digest") else made.finalize())

    def filled(self, token: bytes) -> bytes:
        """Return what is appended, with the token; :class:`ValueError` when it has no room."""
        if len(token) > ROOM:
            raise ValueError(len(token))
        return b"%b<%b>%b" % (self.before, token.hex().encode().ljust(ROOM * 2, b"0"), self.after)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Numbers of catalogue, first page, field and information; the count of objects; the document's identifier."""

    root: int
    page: int
    field: int
    info: int
    size: int
    seal: bytes


def update_of(base: Path) -> Update:
    """Return what is appended to the PDF at ``base``; :class:`NoStamp` when it does not end with a table of its own."""
    import pikepdf

    try:
        with pikepdf.open(base) as pdf:
            page = pdf.pages[0].obj
            field = pdf.make_indirect(pikepdf.Dictionary())
            _give_field(pdf.Root, page, field)
            number = field.objgen[0]
            seal = bytes(pdf.trailer.ID[0])
            numbers = _Numbers(
                pdf.Root.objgen[0], page.objgen[0], number, pdf.trailer.Info.objgen[0], number + 2, seal.hex().encode()
            )
            words = (pdf.Root.unparse(resolved=True), page.unparse(resolved=True))
    except (pikepdf.PdfError, OSError, ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise NoStamp from error
    size, table = _size_and_table(base)
    before, after = _written(size, table, numbers, *words)
    return Update(base, size, before, after)


def _give_field(root: Any, page: Any, field: Any) -> None:
    """Enter the field of the stamp in the catalogue and on the first page, where it takes no room."""
    from pikepdf import Array, Dictionary, Name

    form = Dictionary(root.get("/AcroForm", Dictionary()))
    form.Fields = Array([*form.get("/Fields", Array()), field])
    form.SigFlags = 3
    root.AcroForm = form
    known = Dictionary(root.get("/Extensions", Dictionary()))
    known.ESIC = Dictionary(BaseVersion=Name("/1.7"), ExtensionLevel=2)
    root.Extensions = known
    page.Annots = Array([*page.get("/Annots", Array()), field])


def _size_and_table(base: Path) -> tuple[int, int]:
    """Return the length of a PDF and where its table lies; :class:`NoStamp` where that is no plain table."""
    with open_regular(base) as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _END))
        named = _NAMED.search(stream.read())
        if named is None:
            raise NoStamp
        stream.seek(int(named[1]))
        if stream.read(4) != b"xref":
            raise NoStamp
    return size, int(named[1])


def _written(size: int, table: int, numbers: _Numbers, root: bytes, page: bytes) -> tuple[bytes, bytes]:
    """Return the update before and behind the token, for a PDF of ``size`` bytes whose table lies at ``table``."""
    n = numbers
    field = (
        b"<< /FT /Sig /Type /Annot /Subtype /Widget /Rect [ 0 0 0 0 ] /F 132 /P %d 0 R /T (lexcollect-%d) /V %d 0 R >>"
        % (n.page, n.field, n.field + 1)
    )
    places: dict[int, int] = {}
    made = b""
    for number, words in ((n.root, root), (n.page, page), (n.field, field)):
        places[number] = size + len(made)
        made += b"%d 0 obj\n%b\nendobj\n" % (number, words)
    places[n.field + 1] = size + len(made)
    head = b"%d 0 obj\n%b /ByteRange [ 0 %%010d %%010d %%010d ] /Contents " % (n.field + 1, _VALUE)
    start = size + len(made) + len(head % (0, 0, 0))
    stop = start + ROOM * 2 + 2
    end = b" >>\nendobj\n"
    entries = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in sorted(places.items()))
    seal = hashlib.sha256(b"%d %b" % (size, n.seal)).hexdigest()[:32].encode()
    at = stop + len(end)
    end += b"xref\n%b" % entries + _TRAILER % (n.size, n.root, n.info, table, n.seal, seal, at)
    return made + head % (start, stop, len(end)), end


def stamped_by(path: Path, base: Path) -> tuple[Update, bytes]:
    """Return the update by which the PDF at ``path`` goes beyond ``base``, and the token in it.

    :class:`NoStamp` unless it is ``base``, byte for byte, and behind it an update of our form that enters the field of
    the stamp and changes nothing else. Not compared with :func:`update_of`: another release of the library may write
    the same catalogue otherwise.
    """
    size, table = _size_and_table(base)
    with open_regular(path) as stream:
        stream.seek(size)
        tail = stream.read(_MOST_TAIL + 1)
    found = _TAIL.match(tail)
    if found is None or len(tail) > _MOST_TAIL:
        raise NoStamp
    numbers = _Numbers(int(found[1]), int(found[3]), int(found[5]), int(found[8]), int(found[7]), found[9])
    before, after = _written(size, table, numbers, found[2], found[4])
    update = Update(base, size, before, after)
    token = bytes.fromhex(found[6].decode())
    same = tail == b"%b<%b>%b" % (before, found[6], after) and _begins_with(path, base, size)
    if not same or not _only_a_field(path, base, numbers, found[2], found[4]):
        raise NoStamp
    return update, _without_filling(token)


def _only_a_field(path: Path, base: Path, numbers: _Numbers, root: bytes, page: bytes) -> bool:
    """Tell whether catalogue and first page of both are the same but for the field of the stamp."""
    import pikepdf

    try:
        with pikepdf.open(path) as one, pikepdf.open(base) as other:
            if (one.Root.objgen, one.pages[0].obj.objgen) != ((numbers.root, 0), (numbers.page, 0)):
                return False
            kept = [
                (one.Root, other.Root, _CATALOGUE),
                (one.pages[0].obj, other.pages[0].obj, _PAGE),
                (one.Root.AcroForm, other.Root.get("/AcroForm", pikepdf.Dictionary()), {"/Fields", "/SigFlags"}),
            ]
            lists = [
                (one.pages[0].obj.Annots, other.pages[0].obj.get("/Annots", pikepdf.Array())),
                (one.Root.AcroForm.Fields, other.Root.get("/AcroForm", pikepdf.Dictionary()).get("/Fields", [])),
            ]
            return (
                other.Root.objgen == one.Root.objgen
                and other.pages[0].obj.objgen == one.pages[0].obj.objgen
                and numbers.field >= int(other.trailer.Size)
                and _is_plain(root, one.Root)
                and _is_plain(page, one.pages[0].obj)
                and all(_words(a, but) == _words(b, but) for a, b, but in kept)
                and all([_said(x) for x in a] == [*map(_said, b), b"%d 0 R" % numbers.field] for a, b in lists)
            )
    except (pikepdf.PdfError, OSError, ValueError, KeyError, IndexError, AttributeError, TypeError):
        return False


def _is_plain(words: bytes, read: Any) -> bool:
    """Tell whether ``words`` are what was ``read`` of them, with no key twice and no object hidden inside."""
    return _OBJECT.search(words) is None and words.count(b"/") == read.unparse(resolved=True).count(b"/")


def _words(one: Any, but: set[str]) -> dict[str, bytes]:
    """Return the entries of a dictionary as they are written, without those named in ``but``."""
    return {key: _said(value) for key, value in one.items() if key not in but}


def _said(value: Any) -> bytes:
    return bytes(value.unparse()) if hasattr(value, "unparse") else repr(value).encode()


def _begins_with(path: Path, base: Path, size: int) -> bool:
    """Tell whether the first ``size`` bytes of both are the same."""
    return all(a == b for a, b in zip(_pieces(path, size), _pieces(base, size), strict=True))


def _pieces(path: Path, size: int) -> Iterator[bytes]:
    """Yield the first ``size`` bytes of a file; fewer when it has not so many."""
    with open_regular(path) as stream:
        while size > 0 and (piece := stream.read(min(_PIECE, size))):
            size -= len(piece)
            yield piece


def _without_filling(held: bytes) -> bytes:
    """Return the token alone, without the zeros behind it; :class:`NoStamp` where something else stands there."""
    from lexcollect.bundle.tokens.ber import Malformed, first_of

    try:
        token = first_of(held).whole
    except Malformed as error:
        raise NoStamp from error
    if held[len(token) :].strip(b"\0"):
        raise NoStamp
    return token


def _hashing(algorithm: Hash) -> Any:
    from lexcollect.bundle.tokens.request import Hash

    if algorithm is Hash.SM3 and "sm3" not in hashlib.algorithms_available:
        from cryptography.hazmat.primitives import hashes

        return hashes.Hash(hashes.SM3())
    return hashlib.new(algorithm, usedforsecurity=False)
