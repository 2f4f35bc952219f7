"""PDF sources: the pages of a received PDF, shown on our sheets.

Owns what happens to a page on the way: only its marks and its resources come along, in a graphics state of their own.
What surrounds the pages is dealt with before, in ``pdf_surroundings``. The received file itself is never changed.
Refuses files without a readable page.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lexcollect.bundle.canvas import Canvas
from lexcollect.bundle.carried import Carried, Sampled, every_page
from lexcollect.bundle.left_out import foot_note, tell_left_out
from lexcollect.bundle.pdf_surroundings import (
    annotated_pages,
    is_signed,
    prepare,
    tell_missing,
    tell_second_opinion,
)
from lexcollect.bundle.problems import Notes, Unshown
from lexcollect.bundle.searchable import PageWords, runs_on
from lexcollect.bundle.sheets import Place, page_matrix, place_page
from lexcollect.evidence.items import Paged
from lexcollect.formats.boxes import Box
from lexcollect.formats.form_nests import EndlessDrawing, Nests
from lexcollect.formats.layers import is_array, is_dict, name_of
from lexcollect.formats.limits import MAX_PAGE_CONTENT, MAX_PAGES
from lexcollect.formats.ocr.shapes import Sheet
from lexcollect.formats.readers.pdf import geometry_of, inherited, open_pdf, pages_of
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.second_reader import salvage
from lexcollect.formats.shapes import Part, Unit
from lexcollect.wording import say

#: Deflate makes a byte of at most so many.
_MOST_SWELLING = 1032


def add_pdf(
    canvas: Canvas,
    path: Path,
    password: str,
    notes: Notes,
    instead: Callable[[Unshown], None],
    part: Part | None = None,
    words: PageWords | None = None,
    sampled: Sampled = every_page,
    *,
    sound: bool = False,
    paged: Paged | None = None,
) -> None:
    """Add the pages of the PDF at ``path``, those of ``part`` if given; :class:`Unshown` when none can be read.

    ``paged`` says which of them stand turned and which are left out.

    ``instead`` is called in the place of a single page that cannot be read. ``words`` gives what was recognised on a
    page that has next to no text of its own. ``sampled`` tells whether a page that goes over as it is is compared,
    ``sound`` that intake looked for damage in this very file and found none.
    """
    received = path
    path, source = _open(canvas, path, password, notes)
    canvas.keep_open(source)
    pages = _pages(source)
    count = len(pages)
    if not count:
        raise Unshown("LX-B019")
    if count > MAX_PAGES:
        raise Unshown("LX-B017", limit=MAX_PAGES)
    if part and (part.counts(Unit.PAGES).last or part.first) > count:
        why = Unshown("LX-B036", first=part.first, last=part.last or max(part.first, count), count=count)
        if part.first > count:
            raise why
        notes.add(why.code, **why.params)
    if paged is not None:
        tell_left_out(paged, count, notes)
    if path != received:
        words = None  # pages that were saved may count otherwise than those that were read
    carried = _carried(pages) if path == received else frozenset()
    note, drawn = _prepared(canvas, source, path, password, part, notes, sound=sound)
    nests = Nests()
    for number, page in enumerate(_pages(source), start=1):
        if (part and number not in part) or (paged and number in paged.left_out):
            continue
        turn = paged.turn(number) if paged else 0
        try:
            _refuse_endless(page, number, nests)
            foot = foot_note(note, paged, number, count)
            place = _add_page(canvas, source, page, number, foot, notes, words(number) if words else None, turn)
            compared = turn != 0 or number not in carried or sampled(number, count)
            drawn_by_us = number in drawn
            canvas.trace(
                path, notes.name, password, number, place, drawn_by_us=drawn_by_us, compared=compared, turn=turn
            )
        except Unshown as why:
            instead(why)


def _carried(pages: list[Any]) -> frozenset[int]:
    """Return the numbers of the pages that go over as they are."""
    look = Carried()
    return frozenset(number for number, page in enumerate(pages, start=1) if look.page(page.obj))


def _prepared(
    canvas: Canvas, source: Any, path: Path, password: str, part: Part | None, notes: Notes, *, sound: bool
) -> tuple[str, frozenset[int]]:
    """Deal with what surrounds the pages; return the note at their foot and the pages on which we drew something."""
    note = ""
    try:
        note = say("bundle.signed_note", "zh") if is_signed(source) else ""  # before the form is drawn and gone
        if note:
            notes.add("LX-B022")
        tell_second_opinion(source, len(_pages(source)), path, password, notes, sound=sound)
        letters, drawn = prepare(source, _pages(source), part, notes, sound=sound)
        if letters is not None:
            canvas.keep_open(letters)
    except Exception:  # what surrounds the pages is damaged; the pages may still be sound
        notes.add("LX-B016")
        tell_missing(annotated_pages(_pages(source)), part, notes)
        return note, frozenset()
    return note, drawn


def _open(canvas: Canvas, path: Path, password: str, notes: Notes) -> tuple[Path, Any]:
    """Open the PDF; one that the first reader gives up is read from what the second one saved."""
    try:
        source = open_pdf(path, password)
        try:
            if pages_of(source):
                return path, source
        except BadFile:
            pass
        source.close()
    except BadFile as bad:
        if bad.reason is Reason.LOCKED:
            raise Unshown("LX-B026" if password else "LX-B010") from bad
    saved = canvas.folder / f"saved-{path.name}"
    if count := salvage(path, saved, password):
        notes.add("LX-B071", count=count)
        return saved, open_pdf(saved)
    try:
        return path, open_pdf(path, password)
    except BadFile as bad:
        raise Unshown("LX-B011", kind="PDF") from bad


def _pages(source: Any) -> list[Any]:
    try:
        return pages_of(source)
    except BadFile as bad:
        raise Unshown("LX-B011", kind="PDF") from bad


def _refuse_endless(page: Any, number: int, nests: Nests) -> None:
    try:
        nests.check(inherited(page.obj, "/Resources"))
    except EndlessDrawing as error:
        raise Unshown("LX-B287", page=number) from error
    except Exception as error:
        raise Unshown("LX-B015", page=number) from error


def _add_page(
    canvas: Canvas, source: Any, page: Any, number: int, note: str, notes: Notes, said: Sheet | None, turn: int
) -> Place:
    try:
        shown = geometry_of(page.obj)
        form = form_of(canvas, source, page, shown.box)
    except Exception as error:
        raise Unshown("LX-B015", page=number) from error
    size = shown.size if turn in (0, 180) else shown.size[::-1]
    place = place_page(*size, canvas.profile.large)
    if place.scale < 0.75:
        notes.add("LX-B030", page=number, percent=round(place.scale * 100))
    matrix = page_matrix(shown.box, (shown.turn + turn) % 360, place, place.scale * shown.unit)
    canvas.show(place, matrix, form, note=note, words=runs_on(said, place, turn=turn))
    return place


def form_of(canvas: Canvas, source: Any, page: Any, box: Box) -> Any:
    """Return the page as a form: its content untouched, its resources copied, its own graphics state."""
    from pikepdf import Array, Dictionary, Name, Stream

    data, coding = _content(page.obj.get("/Contents"))
    canvas.hold(len(data))
    form = Stream(canvas.pdf, data)
    for key, value in coding.items():
        form[key] = canvas.pdf.copy_foreign(source.make_indirect(value))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array(list(box))
    resources = inherited(page.obj, "/Resources")
    if not is_dict(resources):
        resources = Dictionary()
    form.Resources = canvas.pdf.copy_foreign(resources if resources.is_indirect else source.make_indirect(resources))
    group = page.obj.get("/Group")
    if is_dict(group):
        form.Group = canvas.pdf.copy_foreign(group if group.is_indirect else source.make_indirect(group))
    return canvas.pdf.make_indirect(form)


def _content(contents: Any) -> tuple[bytes, dict[str, Any]]:
    """Return the bytes of a page's content and their coding; a single stream goes over as it is packed."""
    from pikepdf import Stream

    if isinstance(contents, Stream):
        coding = {k: contents[k] for k in ("/Filter", "/DecodeParms") if k in contents}
        data = contents.read_raw_bytes()
        if len(data) * _MOST_SWELLING ** _steps(contents) > MAX_PAGE_CONTENT and _steps(contents):
            _unpacked(
                contents, MAX_PAGE_CONTENT
            )  # viewers and the comparison would unpack it: refused if it is endless
        return data, coding
    parts: list[bytes] = []
    room = MAX_PAGE_CONTENT
    for stream in contents if is_array(contents) else []:
        if isinstance(stream, Stream):
            parts.append(_unpacked(stream, room))
            room -= len(parts[-1])
    return b"\n".join(parts), {}


def _steps(stream: Any) -> int:
    """Return how often the stream was deflated; 0 when it is coded in another way, or with a predictor."""
    by = stream.get("/Filter")
    named = [name_of(one) for one in by] if is_array(by) else [name_of(by)]
    return len(named) if set(named) == {"/FlateDecode"} and "/DecodeParms" not in stream else 0


def _unpacked(stream: Any, room: int) -> bytes:
    """Return a stream's bytes unpacked; more than ``room`` of them is refused before they exist."""
    data = stream.read_raw_bytes()
    try:
        for _ in range(_steps(stream)):
            data = zlib.decompressobj().decompress(data, room + 1)
            if len(data) > room:
                break
    except zlib.error:
        data = b""
    if not _steps(stream) or not data:
        data = stream.read_bytes()
    if len(data) > room:
        raise ValueError("content too large")
    return bytes(data)
