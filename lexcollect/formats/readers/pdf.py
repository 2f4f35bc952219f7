"""PDF: does it open, how many pages, how large, which way up.

Owns the question whether a PDF is whole, locked or damaged, and the geometry of its pages as a viewer shows them, once
for the list of the material and for the bundle. Never repairs silently: a file that opens only after repair is
reported. Never keeps or guesses a password.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lexcollect.files import open_regular
from lexcollect.findings import Finding, finding
from lexcollect.formats.boxes import A4, Box, displayed_box, right_angle
from lexcollect.formats.content import Content
from lexcollect.formats.hidden_pdf import hidden_in_pdf
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.layers import is_array, is_dict
from lexcollect.formats.limits import MAX_PAGES
from lexcollect.formats.pdf_files import members_of
from lexcollect.formats.pdf_text import text_of_pdf
from lexcollect.formats.refusals import BadFile, Reason, mark
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import Look, Member, Page, Part, Unit
from lexcollect.formats.start import Start
from lexcollect.records import dataclass
from lexcollect.wording import text

_A4_LONG, _A3_LONG = 841.89, 1190.55  # points of 1/72 inch
_SLACK = 1.04
_PARENTS = 64
_MM = 25.4 / 72
_MARK = b"%PDF-"
#: A viewer looks for the mark in so many bytes.
_WITHIN = 1024
#: What may stand before the mark without making the file anything else.
_BLANK = b"\xef\xbb\xbf \t\r\n\0"


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page as a viewer shows it: the box in its own units, the turn (0, 90, 180, 270), points for a unit."""

    box: Box
    turn: int
    unit: float

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height as shown, in points."""
        width, height = (self.box[2] - self.box[0]) * self.unit, (self.box[3] - self.box[1]) * self.unit
        return (height, width) if self.turn in (90, 270) else (width, height)


def _recognise(start: Start) -> FileKind | None:
    return FileKind.PDF if start.head[:_WITHIN].lstrip(_BLANK).startswith(_MARK) else None


def _within(start: Start) -> FileKind | None:
    """A PDF behind something that is of no other format: what a viewer still opens."""
    head = start.head[:_WITHIN]
    at = head.find(_MARK)
    if at < 0:
        return None
    # Behind other bytes the mark begins a line; a text that speaks of it does not also end as a PDF does.
    before = head[at - 1 : at]
    if start.text is None:
        return FileKind.PDF if before in (b"\n", b"\r", b"\0") else None
    ends = b"%%EOF" in start.tail and b"startxref" in start.tail
    return FileKind.PDF if ends and before in (b"\n", b"\r") else None


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return pages and page sizes of the PDF at ``path``, and what it hides."""
    seen = Look()
    try:
        return _look(path, seen)
    except BadFile as bad:
        if bad.reason is Reason.BROKEN:
            from lexcollect.formats.second_reader import count_pages

            if count := count_pages(path):
                seen.findings.append(finding("LX-I084", count=count))
        return mark(seen, bad)


def _look(path: Path, seen: Look) -> Look:
    with _Opened(path) as opened:
        if opened.repaired:
            seen.facts["repaired"] = "yes"
            seen.findings.append(finding("LX-I033"))
        pages = _measure(opened.pdf, seen)
        seen.hidden = hidden_in_pdf(opened.pdf, pages, path)
        seen.text = text_of_pdf(path)
        if _is_only_dynamic(opened.pdf):
            seen.findings.append(finding("LX-I085"))
    return seen


def _damage(path: Path, kind: FileKind) -> list[Finding]:
    """Return one finding that names the damage its pages draw, by kind."""
    from lexcollect.formats.pdf_damage import damage_of, pages_told
    from lexcollect.formats.second_reader import page_counts

    with _Opened(path) as opened:
        pages = _bounded(opened.pdf)
        found = damage_of(enumerate(pages, start=1))
        told = [finding("LX-I081", what=pages_told(found))] if found else []
        if counts := page_counts(len(pages), path):
            said = tuple(text(f"formats.reader.{reader}", count=count) for reader, count in counts.items())
            told.append(finding("LX-I083", counts=said))
    return told


class PdfContent(Content):
    """The pages of a PDF, and the files inside it."""

    def members(self) -> Iterator[Member]:
        """Yield the files inside, wherever they hang in it."""
        with _Opened(self.path) as opened:
            yield from members_of(opened.pdf, pages_of(opened.pdf))

    def pages(self, part: Part | None = None) -> Iterator[Page]:
        """Yield the pages; one that is listed but cannot be read is told as such and not left out."""
        part = part and part.counts(Unit.PAGES)
        with _Opened(self.path) as opened:
            for number, page in enumerate(_bounded(opened.pdf), start=1):
                if part and part.is_over(number):
                    return
                if part is None or number in part:
                    yield _page(page, number)


def is_locked(path: Path) -> bool:
    """Tell whether the PDF asks for a password; one that is damaged does not."""
    try:
        open_pdf(path).close()
    except BadFile as bad:
        return bad.reason is Reason.LOCKED
    return False


def opens_with(path: Path, password: str) -> bool:
    """Tell whether ``password`` opens the PDF; the password is used once and kept nowhere."""
    try:
        pdf = open_pdf(path, password)
    except BadFile:  # a damaged file is not opened by any password
        return False
    with pdf:
        return len(pdf.pages) > 0


def open_pdf(path: Path, password: str = "", *, repair: bool = True) -> Any:
    """Open a PDF for reading; :class:`BadFile` (``LOCKED`` or ``BROKEN``) when that is not possible.

    ``repair=False`` refuses what opens only after repair.
    """
    import logging

    import pikepdf

    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # what it would tell becomes a finding
    open_regular(path).close()
    try:
        return pikepdf.open(path, password=password, attempt_recovery=repair, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise BadFile(Reason.LOCKED) from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # qpdf seeks before the beginning of a file that breaks off behind its head
            raise
        raise BadFile(Reason.BROKEN) from error
    except Exception as error:  # qpdf reports damage in many shapes; each means the same to a user
        raise BadFile(Reason.BROKEN) from error


def pages_of(pdf: Any) -> list[Any]:
    """Return the pages of an open PDF; :class:`BadFile` when they cannot be listed.

    Taken once: asking a PDF for one page by its number costs a walk over all of them.
    """
    try:
        return list(pdf.pages)
    except Exception as error:  # a page tree can be damaged in many ways
        raise BadFile(Reason.BROKEN) from error


def geometry_of(page: Any) -> Geometry:
    """Return how a viewer shows ``page`` (a page's dictionary): boxes that make no sense are those of A4."""
    box = displayed_box(_box(inherited(page, "/MediaBox")) or A4, _box(inherited(page, "/CropBox")))
    turn = right_angle(number_of(inherited(page, "/Rotate"), 0))
    return Geometry(box, turn, max(0.01, min(number_of(page.get("/UserUnit"), 1), 100)))


def inherited(node: Any, key: str) -> Any:
    """Return an attribute a page takes from the page tree when it has none itself."""
    for _ in range(_PARENTS):
        if not is_dict(node):
            return None
        value = node.get(key)
        if value is not None:
            return value
        node = node.get("/Parent")
    return None


def number_of(value: Any, otherwise: float) -> float:
    """Return a number of the file, or ``otherwise`` when it is none."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return otherwise


class _Opened:
    """A PDF open for reading; whether it had to be repaired is told."""

    def __init__(self, path: Path) -> None:
        self.pdf = self._sound(path)
        self.repaired = self.pdf is None
        if self.pdf is None:
            self.pdf = open_pdf(path)

    @staticmethod
    def _sound(path: Path) -> Any:
        """Return the PDF if it opens as it is and has pages; damage may hide all of them without a word."""
        try:
            pdf = open_pdf(path, repair=False)
            if pages_of(pdf):
                return pdf
            pdf.close()
        except BadFile as bad:
            if bad.reason is not Reason.BROKEN:
                raise
        return None

    def __enter__(self) -> _Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self.pdf.close()


def _bounded(pdf: Any) -> list[Any]:
    """Return the pages; a PDF without any is broken, one with too many is refused."""
    pages = pages_of(pdf)
    if not pages:
        raise BadFile(Reason.BROKEN)
    if len(pages) > MAX_PAGES:
        raise BadFile(Reason.TOO_MUCH)
    return pages


def _page(page: Any, number: int) -> Page:
    try:
        shown = geometry_of(page.obj)
    except Exception:  # the page tree names a page that is none
        return Page(number, A4[2], A4[3], 0, readable=False)
    width, height = shown.size
    return Page(number, width, height, shown.turn)


def _measure(pdf: Any, seen: Look) -> list[Any]:
    pages = _bounded(pdf)
    seen.facts["pages"] = str(len(pages))
    if pdf.is_encrypted:
        seen.facts["restricted"] = "yes"
    large: dict[str, tuple[int, float, float]] = {}
    for number, listed in enumerate(pages, start=1):
        page = _page(listed, number)
        if max(page.width, page.height) > _A4_LONG * _SLACK:
            large.setdefault(_size_key(page.width, page.height), (number, page.width, page.height))
    for key, (number, width, height) in large.items():
        seen.facts["page_size"] = key
        size = text(f"formats.size.{key}", width=round(width * _MM), height=round(height * _MM))
        seen.findings.append(finding("LX-I010", page=number, size=size))
    return pages


def _is_only_dynamic(pdf: Any) -> bool:
    """Tell whether the file is a form that only its maker's program shows (XFA without fields)."""
    try:
        form, shown_by_maker = pdf.Root.get("/AcroForm"), pdf.Root.get("/NeedsRendering") is True
    except Exception:  # pages were found without a catalogue: damage that is told elsewhere
        return False
    if not is_dict(form) or "/XFA" not in form:
        return False
    fields = form.get("/Fields")
    return shown_by_maker or not is_array(fields) or len(fields) == 0


def _size_key(width: float, height: float) -> str:
    turned = "landscape" if width > height else "portrait"
    a3 = abs(max(width, height) - _A3_LONG) < 12 and abs(min(width, height) - _A4_LONG) < 12
    return f"a3_{turned}" if a3 else f"other_{turned}"


def _box(value: Any) -> Box | None:
    from pikepdf import Array

    if not isinstance(value, Array) or len(value) != 4:
        return None
    try:
        a, b, c, d = (float(side) for side in value)
    except (TypeError, ValueError):
        return None
    return (a, b, c, d)


FORMAT = Format(
    kinds=(FileKind.PDF,),
    mark=Mark.FIRST_BYTES,
    recognise=_recognise,
    also={Mark.WITHIN: _within},
    look=look,
    content=PdfContent,
    damage=_damage,
    promises={"pdf": frozenset({FileKind.PDF})},
    endings={FileKind.PDF: ".pdf"},
)
