"""Assembly: the index and the exhibits become one paginated PDF.

Owns page numbers, outline, links and document information. The parts are joined by qpdf file by file, so that
memory does not grow with the bundle; then every page is opened once and stamped. The printed number is the
number of the page in the PDF.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from lexcollect.bundle.canvas import LAYER, NOTE
from lexcollect.bundle.fonts import printable
from lexcollect.bundle.index_page import LINK, group_heading, range_words
from lexcollect.bundle.model import Cover, Profile
from lexcollect.bundle.placeholders import fill
from lexcollect.bundle.saving import save
from lexcollect.bundle.sheets import BASELINE, LEFT_NOTE, RIGHT_EDGE
from lexcollect.bundle.stamp import Lettering
from lexcollect.evidence.items import Catalogue
from lexcollect.records import dataclass
from lexcollect.wording import say

#: A place of the index that jumps: the item's number from 0, and its rectangle.
_Jump = tuple[int, tuple[str, str, str, str]]
_FILES_AT_ONCE = 100
_NOTE_SIZE, _NOTE_COLOUR = 8.0, (0.35, 0.35, 0.35)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is joined: the index (``index_pages`` pages) and the part files of all items in order."""

    index: Path
    index_pages: int
    files: Sequence[Path]
    ranges: Mapping[str, tuple[int, int]]


def assemble(parts: Parts, catalogue: Catalogue, cover: Cover, profile: Profile, made_on: date, out: Path) -> int:
    """Write the bundle to ``out`` and return its number of pages."""
    import pikepdf

    joined, bare = out.with_name("joined.pdf"), out.with_name("index-bare.pdf")
    links = _taken_links(parts.index, bare)
    _join([bare, *parts.files], joined)
    with pikepdf.open(joined) as pdf:
        pages = list(pdf.pages)
        fill(pdf, pages)
        _stamp_all(pdf, pages, _captions(parts, catalogue), profile, draft=catalogue.unconfirmed or cover.open)
        _link(pdf, pages, links, parts, catalogue)
        _outline(pdf, pages, parts, catalogue)
        _layers(pdf)
        _describe(pdf, cover, made_on)
        save(
            pdf,
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            compress_streams=True,
        )
    joined.unlink()
    bare.unlink()
    return len(pages)


def _join(files: Sequence[Path], out: Path) -> None:
    """Write the pages of ``files`` to ``out``; of very many, so many at a time that memory does not grow with them."""
    if len(files) > _FILES_AT_ONCE:
        groups = [files[at : at + _FILES_AT_ONCE] for at in range(0, len(files), _FILES_AT_ONCE)]
        joined = [out.with_name(f"{out.stem}-{number}.pdf") for number in range(len(groups))]
        for group, path in zip(groups, joined, strict=True):
            _join(group, path)
        _join(joined, out)
        for path in joined:
            path.unlink()
        return
    import pikepdf

    job = {
        "empty": "",
        "pages": [{"file": str(p), "range": "1-z"} for p in files],
        "outputFile": str(out),
        "staticId": "",
        "objectStreams": "disable",
        "decodeLevel": "none",
        "noWarn": "",
        "warningExit0": "",
    }
    try:
        pikepdf.Job(job).run()
        pikepdf.open(out, attempt_recovery=False).close()  # a disk that fills cuts the file without a word
    except (RuntimeError, pikepdf.PdfError) as error:
        # Every file was opened before: what is left to refuse is the disk written to.
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(out)) from error


def _captions(parts: Parts, catalogue: Catalogue) -> list[str]:
    """Return what stands at the foot of each page, from the first."""
    names = [say("bundle.index_title", "zh")] * parts.index_pages
    for item in catalogue.items:
        first, last = parts.ranges[item.id]
        names += [say("bundle.exhibit_no", "zh", no=item.no)] * (last - first + 1)
    return [say("bundle.stamp", "zh", name=name, page=page) for page, name in enumerate(names, start=1)]


def _stamp_all(pdf: Any, pages: list[Any], captions: list[str], profile: Profile, *, draft: bool) -> None:
    from pikepdf import Array, Dictionary

    if len(pages) != len(captions):
        raise AssertionError("the parts hold other pages than were counted")
    notes = [str(p.obj[NOTE]) if NOTE in p.obj else "" for p in pages]
    mark = say("bundle.draft", "zh") if draft else ""
    letters = Lettering(pdf, [*captions, *notes, mark])
    before = pdf.make_stream(b"q\n")
    for page, caption, note in zip(pages, captions, notes, strict=True):
        width = float(page.obj.MediaBox[2])
        text = letters.line(
            caption, width - RIGHT_EDGE, BASELINE, profile.stamp_size, profile.stamp_colour, from_right=True
        )
        if note:
            text += letters.line(note, LEFT_NOTE, BASELINE, _NOTE_SIZE, _NOTE_COLOUR)
            del page.obj[NOTE]
        if mark:
            text += letters.watermark(mark, width, float(page.obj.MediaBox[3]))
        own = page.obj.Contents
        parts = list(own) if isinstance(own, Array) else [own]
        page.obj.Contents = Array([before, *parts, pdf.make_stream(b"\nQ\n" + text)])
        resources = Dictionary(page.obj.get("/Resources", Dictionary()))
        fonts = Dictionary(resources.get("/Font", Dictionary()))
        for key, font in letters.fonts.items():
            fonts[key] = font
        resources.Font = fonts
        page.obj.Resources = resources


def _taken_links(index: Path, out: Path) -> list[list[_Jump]]:
    """Write the index without its links to ``out`` and return them, page by page.

    They are a good half of all objects of a long bundle, and whoever joins files holds each object twice.
    """
    import pikepdf

    with pikepdf.open(index) as pdf:
        taken = [[jump for link in page.obj.get("/Annots") or [] if (jump := _jump_of(link))] for page in pdf.pages]
        for page in pdf.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        save(
            pdf,
            out,
            static_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return taken


def _jump_of(link: Any) -> _Jump | None:
    address = str(link.A.URI) if "/A" in link and "/URI" in link.A else ""
    if not address.startswith(LINK):
        return None
    left, low, right, high = (str(part) for part in link.Rect)
    return int(address[len(LINK) :]), (left, low, right, high)


def _link(pdf: Any, pages: list[Any], links: list[list[_Jump]], parts: Parts, catalogue: Catalogue) -> None:
    """Let the index jump to the first page of each item; what many links have in common is one object of them all."""
    from pikepdf import Array, Dictionary, Name

    kind, link, border = Name.Annot, Name.Link, Array([0, 0, 0])
    places: dict[int, Any] = {}
    for page, jumps in zip(pages, links, strict=False):
        made = []
        for number, rect in jumps:
            if number not in places:
                places[number] = _jump(pages, parts.ranges[catalogue.items[number].id][0])
            box = Array([Decimal(part) for part in rect])
            one = Dictionary(Type=kind, Subtype=link, Border=border, F=4, Rect=box, Dest=places[number])
            made.append(pdf.make_indirect(one))
        if made:
            page.obj.Annots = Array(made)


def _jump(pages: list[Any], number: int) -> Any:
    from pikepdf import Array, Name

    return Array([pages[number - 1].obj, Name.XYZ, None, None, None])


def _outline(pdf: Any, pages: list[Any], parts: Parts, catalogue: Catalogue) -> None:
    from pikepdf import Name, OutlineItem

    with pdf.open_outline() as outline:
        title = say(
            "bundle.outline", "zh", name=say("bundle.index_title", "zh"), pages=range_words((1, parts.index_pages))
        )
        outline.root.append(OutlineItem(title, _jump(pages, 1)))
        branches: dict[int, Any] = {}
        for item in catalogue.items:
            first, last = parts.ranges[item.id]
            if item.group not in branches:
                heading = printable(group_heading(item.group, catalogue.group_title(item.group)))
                branches[item.group] = OutlineItem(heading, _jump(pages, first))
                outline.root.append(branches[item.group])
            name = f"{say('bundle.exhibit_no', 'zh', no=item.no)}　{printable(item.title)}"
            title = say("bundle.outline", "zh", name=name, pages=range_words((first, last)))
            branches[item.group].children.append(OutlineItem(title, _jump(pages, first)))
    pdf.Root.PageMode = Name.UseOutlines


def _layers(pdf: Any) -> None:
    """Register the layers that came with the sources, hidden ones hidden."""
    from pikepdf import Array, Dictionary, String

    found = [o for o in pdf.objects if isinstance(o, Dictionary) and LAYER in o]
    if not found:
        return
    hidden = [o for o in found if str(o[LAYER]) == "/Off"]
    for layer in found:
        del layer[LAYER]
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array(found), D=Dictionary(Name=String(""), OFF=Array(hidden), Order=Array([]), Locked=Array(hidden))
    )


def _describe(pdf: Any, cover: Cover, made_on: date) -> None:
    """Write title and day into the document, page labels equal to the page numbers, and nothing else."""
    from pikepdf import Array, Dictionary, Name, String

    for key in ("/Metadata", "/StructTreeRoot", "/MarkInfo", "/AcroForm", "/Names", "/OpenAction", "/AA"):
        if key in pdf.Root:
            del pdf.Root[key]
    stamp = String(f"D:{made_on:%Y%m%d}000000+08'00'")
    title = say("bundle.document_title", "zh", case=cover.case_title)
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title), CreationDate=stamp, ModDate=stamp))
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.Lang = String("zh-CN")
