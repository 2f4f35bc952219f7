"""Assembly: index, exhibits and what is bound in besides become a paginated PDF.

Owns stamps and document information. Part files are opened, stamped and written one by one, those with placeholders,
which share a font, some hundred at a time: memory grows with the largest of them, not with the bundle. The printed
number is the label of the page in the PDF.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.bundle.canvas import LAYER, NOTE
from lexcollect.bundle.jumps import Entry, Ways
from lexcollect.bundle.labelling import label_tree
from lexcollect.bundle.model import Cover, Profile
from lexcollect.bundle.outflow import Outflow
from lexcollect.bundle.placeholders import fill, keeps_free
from lexcollect.bundle.stamp import Lettering
from lexcollect.bundle.weaving import Weaver
from lexcollect.records import dataclass, field
from lexcollect.wording import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lexcollect.bundle.second_digests import Following, SecondDigests
    from lexcollect.cn.page_labels import Span

#: So many part files are open together, or so many bytes of them; a larger file stands alone.
_FILES_AT_ONCE, _BYTES_AT_ONCE = 200, 4 << 20


@dataclass(frozen=True, slots=True)
class Piece:
    """Part files that follow each other, with the foot and the label of each of their pages.

    A label is the number of the page, or a word for a page that has none. ``linked``: the links of our own pages stay.
    """

    files: Sequence[Path]
    captions: Sequence[str]
    labels: Sequence[Span | str]
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document to be written: its pieces in order, its bookmarks, the page on which each exhibit begins.

    ``pages`` are by the place of an exhibit in the catalogue; ``notes`` holds every character of the notes at the feet
    of the parts; ``mark`` is drawn across every page; ``lent`` are originals by digest, in which parts left
    large streams.
    """

    pieces: Sequence[Piece]
    outline: Sequence[Entry]
    pages: Mapping[int, int]
    notes: str = ""
    mark: str = ""
    lent: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Woven:
    """What was written: the number of pages, the SHA-256, and who takes the SM3 of a large document meanwhile."""

    pages: int
    sha256: str
    second: Following | None = None


def assemble(
    document: Document, cover: Cover, profile: Profile, made_on: date, out: Path, second: SecondDigests | None = None
) -> Woven:
    """Write the document to ``out``; ``second`` takes the SM3 of a large one while it is written."""
    followers: list[Following] = []

    def follow() -> Following | None:
        if one := second.follow(out) if second else None:
            followers.append(one)
        return one

    with out.open("wb", buffering=0) as stream:
        flow = Outflow(stream, follow)
        try:
            pages, digest = _write(document, cover, profile, made_on, flow)
        finally:
            flow.close()
    return Woven(pages, digest, followers[0] if followers else None)


def _write(document: Document, cover: Cover, profile: Profile, made_on: date, flow: Outflow) -> tuple[int, str]:
    captions = [caption for piece in document.pieces for caption in piece.captions]
    labels = [label for piece in document.pieces for label in piece.labels]
    weaver = Weaver(flow, profile.version, document.lent)
    root, tree, info = weaver.reserve(), weaver.reserve(), weaver.reserve()
    ways = Ways(weaver, weaver.reserve(len(captions)), document.pages)
    book = _Book(ways, tree, captions, profile, document)
    for files, linked in _series(document.pieces):
        if linked:
            for path in files:
                book.add([path], ways)
        else:
            for batch in _batches(files):
                book.add(batch)
    book.finish()
    weaver.put(root, _root(tree, ways.outline(document.outline), labels, book.layers))
    weaver.put(info, _info(cover, made_on))
    return len(captions), weaver.finish(root, info)


def _series(pieces: Sequence[Piece]) -> Iterator[tuple[list[Path], bool]]:
    """Yield the files of pieces that are alike together: fewer documents are opened."""
    for linked, group in groupby(pieces, key=lambda piece: piece.linked):
        yield [path for piece in group for path in piece.files], linked


class _Book:
    """The pages written so far."""

    def __init__(self, ways: Ways, tree: int, captions: Sequence[str], profile: Profile, document: Document) -> None:
        import pikepdf

        self._weaver, self._first, self._tree = ways.weaver, ways.first_page, tree
        self._captions, self._profile, self._mark = captions, profile, document.mark
        self._nodes: list[int] = []
        self._done = 0
        self._counts = {one.files[0]: len(one.captions) for one in document.pieces if len(one.files) == 1}
        #: Layers that came with the sources, by their numbers: whether they are shown.
        self.layers: dict[int, bool] = {}
        with pikepdf.new() as own:
            self._letters = Lettering(own, [*captions, document.notes, document.mark])
            self._fonts = {key: self._weaver.reserve() for key in self._letters.fonts}
            fonts = {self._fonts[key]: font for key, font in self._letters.fonts.items()}
            before = {self._weaver.reserve(): own.make_stream(b"q\n")}
            self._weaver.take(own, fonts | before, {})
            self._letters.close()
        (self._before,) = before

    def add(self, files: Sequence[Path], links: Ways | None = None) -> None:
        """Write the pages of ``files``; those of the index get the ``links`` that it shows."""
        node = self._weaver.reserve()
        if len(files) > 1 and not any(map(keeps_free, files)):
            done = self._add_each(files, node)
        else:  # placeholders share a font
            with _opened(files) as pdf:
                done = self._write(pdf, node, self._done, links)
        numbers = range(self._first + self._done, self._first + done)
        words = (self._tree, len(numbers), _references(numbers))
        self._weaver.put(node, b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [ %b ] >>" % words)
        self._nodes.append(node)
        self._done = done

    def _add_each(self, files: Sequence[Path], node: int) -> int:
        """Write ``files`` one by one, the last first, in which order they are written when they are one document."""
        import pikepdf

        starts = [self._done]
        for path in files:
            starts.append(starts[-1] + self._pages_of(path))
        found = []
        for path, start in zip(reversed(files), reversed(starts[:-1]), strict=True):
            with pikepdf.open(path, attempt_recovery=False) as pdf:
                before, self.layers = self.layers, {}
                if self._write(pdf, node, start, None) != start + self._pages_of(path):
                    raise AssertionError("a part holds other pages than were counted")
                found.append(self.layers)
                self.layers = before
        for one in reversed(found):
            self.layers |= one
        return starts[-1]

    def _pages_of(self, path: Path) -> int:
        """Return the pages of a part file; it is opened only where a piece has others besides."""
        import pikepdf

        if path not in self._counts:
            with pikepdf.open(path, attempt_recovery=False) as pdf:
                self._counts[path] = len(pdf.pages)
        return self._counts[path]

    def _write(self, pdf: Any, node: int, start: int, links: Ways | None) -> int:
        """Write the pages of ``pdf`` behind the first ``start``; return how many there are then."""
        from pikepdf import Dictionary

        pages = list(pdf.pages)
        if start + len(pages) > len(self._captions):
            raise AssertionError("the parts hold other pages than were counted")
        fill(pdf, pages)
        known: dict[tuple[int, int], int] = {}

        def standing(number: int) -> Any:
            one = pdf.make_indirect(Dictionary())
            known[one.objgen] = number
            return one

        fonts = {key: standing(number) for key, number in self._fonts.items()}
        parent, before = standing(node), standing(self._before)
        for page, caption in zip(pages, self._captions[start : start + len(pages)], strict=True):
            if listed := links.links(page.obj) if links else 0:
                page.obj.Annots = standing(listed)
            elif "/Annots" in page.obj:
                del page.obj.Annots
            self._stamp(pdf, page.obj, caption, fonts, before)
            page.obj.Parent = parent
        layers = _taken_layers(pdf)
        roots = dict(enumerate((page.obj for page in pages), start=self._first + start))
        numbers = self._weaver.take(pdf, roots, known)
        self.layers |= {numbers[key]: shown for key, shown in layers.items() if key in numbers}
        return start + len(pages)

    def _stamp(self, pdf: Any, page: Any, caption: str, fonts: Mapping[str, Any], before: Any) -> None:
        from pikepdf import Array, Dictionary

        width = float(page.MediaBox[2])
        text = self._letters.foot(caption, str(page.get(NOTE, "")), width, self._profile)
        if NOTE in page:
            del page[NOTE]
        if self._mark:
            text += self._letters.watermark(self._mark, width, float(page.MediaBox[3]))
        own = page.Contents
        parts = list(own) if isinstance(own, Array) else [own]
        page.Contents = Array([before, *parts, pdf.make_stream(b"\nQ\n" + text)])
        resources = Dictionary(page.get("/Resources", Dictionary()))
        listed = Dictionary(resources.get("/Font", Dictionary()))
        for key, font in fonts.items():
            listed[key] = font
        resources.Font = listed
        page.Resources = resources

    def finish(self) -> None:
        """Write the tree of all pages."""
        if self._done != len(self._captions):
            raise AssertionError("the parts hold other pages than were counted")
        words = (self._done, _references(self._nodes))
        self._weaver.put(self._tree, b"<< /Type /Pages /Count %d /Kids [ %b ] >>" % words)


def _batches(files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    batch: list[Path] = []
    held = 0
    for path in files:
        size = path.stat().st_size
        if batch and (len(batch) == _FILES_AT_ONCE or held + size > _BYTES_AT_ONCE):
            yield batch
            batch, held = [], 0
        batch.append(path)
        held += size
    if batch:
        yield batch


@contextmanager
def _opened(files: Sequence[Path]) -> Iterator[Any]:
    """Open ``files`` as one document."""
    import pikepdf

    if len(files) == 1:
        with pikepdf.open(files[0]) as pdf:
            yield pdf
        return
    joined = files[0].with_name("joined.pdf")
    _join(files, joined)
    with pikepdf.open(joined) as pdf:
        yield pdf
    joined.unlink()


def _join(files: Sequence[Path], out: Path) -> None:
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


def _taken_layers(pdf: Any) -> dict[tuple[int, int], bool]:
    """Return the layers of the sources, which lose our mark: whether each is shown."""
    from pikepdf import Dictionary

    found = [one for one in pdf.objects if isinstance(one, Dictionary) and LAYER in one]
    shown = {one.objgen: str(one[LAYER]) != "/Off" for one in found}
    for one in found:
        del one[LAYER]
    return shown


def _root(tree: int, outline: int, labels: Sequence[Span | str], layers: Mapping[int, bool]) -> bytes:
    """Return the catalogue of the document: bookmarks, page labels equal to the printed ones, layers; nothing else."""
    words = b"<< /Type /Catalog /Pages %d 0 R /Outlines %d 0 R /PageMode /UseOutlines" % (tree, outline)
    words += b" /PageLabels %b /ViewerPreferences << /DisplayDocTitle true >>" % label_tree(labels)
    words += b" /Lang (zh-CN)"
    if layers:
        listed = (_references(layers), *[_references(number for number, shown in layers.items() if not shown)] * 2)
        words += b" /OCProperties << /OCGs [ %b ] /D << /Name () /OFF [ %b ] /Order [ ] /Locked [ %b ] >> >>" % listed
    return words + b" >>"


def _references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _info(cover: Cover, made_on: date) -> bytes:
    """Return title and day, which is all that describes the document."""
    from pikepdf import Dictionary, String

    stamp = String(f"D:{made_on:%Y%m%d}000000+08'00'")
    title = String(say("bundle.document_title", "zh", case=cover.case_title))
    words: bytes = Dictionary(Title=title, CreationDate=stamp, ModDate=stamp).unparse(resolved=True)
    return words
