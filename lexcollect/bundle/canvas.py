"""Canvas: sheets of one exhibit, written to part files so that memory stays bounded.

Owns the making of a sheet: a fresh page of our own size that shows one form or picture of the source, so that
nothing the source does to its graphics state, its boxes or its turn reaches our page number. Recognised words lie
unseen over what is shown, in the page's own content. A sheet can also be kept free for a placeholder: its words are
typeset when all of them are known, so that they share one font.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lexcollect.bundle.bare import strip
from lexcollect.bundle.glyphless import Alphabet
from lexcollect.bundle.lending import Lenders, lend
from lexcollect.bundle.model import STANDARD, Profile
from lexcollect.bundle.pictured import Pictured
from lexcollect.bundle.saving import save
from lexcollect.bundle.searchable import FONT, Run, content_of
from lexcollect.bundle.sheets import LONG, SHORT, Matrix, Place, numbers
from lexcollect.formats.boxes import Box
from lexcollect.records import dataclass, field

#: A new part file is begun when the streams held in memory pass this many bytes, or the sheets this number.
PART_BYTES, PART_SHEETS = 48 << 20, 200
#: Private key of a page: the words that stand at the left of its foot band. Removed when the page is stamped.
NOTE = "/LXNote"
#: Private key of a page that is kept free: the words of its placeholder. Removed when they are set.
INSTEAD = "/LXInstead"
#: Private key of a layer (optional content group): whether it is shown. Removed when the bundle is written.
LAYER = "/LXLayer"


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a sheet came from: its number in the exhibit, the PDF (path, name as received), the page, and its place.

    ``drawn_by_us`` tells that the page shows values or remarks that we drew because they had no look, ``compared`` that
    it is to be looked at beside its source; ``turn`` by how many degrees clockwise it was turned for reading.
    """

    page: int
    path: Path
    name: str
    password: str = field(repr=False)
    number: int
    place: Place
    drawn_by_us: bool
    compared: bool = True
    turn: int = 0


class Canvas:
    """Sheets under construction; :meth:`finish` returns the part files and the number of pages."""

    def __init__(self, folder: Path, stem: str, profile: Profile = STANDARD, lenders: Lenders | None = None) -> None:
        self._lenders = lenders or Lenders(())
        self._folder, self._stem = folder, stem
        #: What a user chose of sizes and places.
        self.profile = profile
        self._parts: list[Path] = []
        self._pages = 0
        self._held = 0
        self._sources: list[Any] = []
        self._traces: list[Trace] = []
        self._pictured: list[Pictured] = []
        self._notes: set[str] = set()
        self._ours: set[tuple[int, int]] = set()
        self._searchable: list[int] = []
        self._alphabet = Alphabet()
        self._hidden: Any = None
        #: The last sheet, while its lower half is free for another picture.
        self._half: Any = None
        self._pdf = _new()

    @property
    def pdf(self) -> Any:
        """Return the document new objects belong to."""
        return self._pdf

    @property
    def folder(self) -> Path:
        """Return the folder for work that nobody keeps."""
        return self._folder

    @property
    def traces(self) -> tuple[Trace, ...]:
        """Return where the sheets that show pages of PDFs came from."""
        return tuple(self._traces)

    def trace(
        self,
        path: Path,
        name: str,
        password: str,
        number: int,
        place: Place,
        *,
        drawn_by_us: bool,
        compared: bool,
        turn: int = 0,
    ) -> None:
        """Remember that the last sheet shows page ``number`` of the PDF at ``path``."""
        self._traces.append(Trace(self._pages, path, name, password, number, place, drawn_by_us, compared, turn))

    @property
    def pictured(self) -> tuple[Pictured, ...]:
        """Return what the sheets show of pictures, as far as it is compared."""
        return tuple(self._pictured)

    def picture(self, path: Path, name: str, frame: int, whole: Place, window: Box | None, turn: int = 0) -> None:
        """Remember that the last sheet shows a frame of the picture at ``path``, to be compared."""
        self._pictured.append(Pictured(self._pages, path, name, frame, whole, window, turn))

    def keep_open(self, source: Any) -> None:
        """Keep a source document open until its streams have been written."""
        self._sources.append(source)

    def ours(self, form: Any) -> None:
        """Remember that ``form`` was set by us: nothing in its content tells of anybody."""
        self._ours.add(form.objgen)

    def hold(self, size: int) -> None:
        """Count ``size`` bytes of streams as held in memory."""
        self._held += size

    def show(
        self,
        place: Place,
        matrix: Matrix,
        drawn: Any,
        *,
        clip: Box | None = None,
        note: str = "",
        words: Sequence[Run] = (),
    ) -> None:
        """Add a sheet that draws ``drawn`` under ``matrix``, inside ``clip`` if given, with ``words`` unseen on it."""
        from pikepdf import Array, Dictionary, Name

        frame = ""
        if clip is not None:
            frame = numbers((clip[0], clip[1], clip[2] - clip[0], clip[3] - clip[1])) + " re W n\n"
        content = f"q\n{frame}{numbers(matrix)} cm\n/X0 Do\nQ\n".encode("ascii")
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, place.sheet[0], place.sheet[1]]),
            Resources=Dictionary(XObject=Dictionary({"/X0": drawn})),
            Contents=self._pdf.make_stream(content + self._unseen(words)),
        )
        if words:
            page.Resources.Font = Dictionary({FONT: self._hidden})
        self._add(page, note)
        self._searchable += [self._pages] if words else []

    @property
    def half_free(self) -> bool:
        """Tell whether the lower half of the last sheet is free."""
        return self._half is not None

    def leave_half(self) -> None:
        """Let another picture stand on the lower half of the last sheet."""
        self._half = self._pdf.pages[-1].obj

    def show_below(self, matrix: Matrix, drawn: Any, words: Sequence[Run] = ()) -> None:
        """Draw ``drawn`` under ``matrix`` on the lower half of the last sheet, with ``words`` unseen on it."""
        from pikepdf import Array, Dictionary

        page, self._half = self._half, None
        page.Resources.XObject["/X1"] = drawn
        content = f"q\n{numbers(matrix)} cm\n/X1 Do\nQ\n".encode("ascii")
        page.Contents = Array([page.Contents, self._pdf.make_stream(content + self._unseen(words))])
        if words:
            page.Resources.Font = Dictionary({FONT: self._hidden})
            if self._pages not in self._searchable:
                self._searchable.append(self._pages)

    def _unseen(self, words: Sequence[Run]) -> bytes:
        from pikepdf import Dictionary

        if words and self._hidden is None:
            self._hidden = self._pdf.make_indirect(Dictionary())  # complete when all characters are known
        content = content_of(words, self._alphabet)
        self.hold(len(content))
        return content

    def reserve(self, words: str) -> None:
        """Add a sheet that stays free for a placeholder that says ``words``."""
        from pikepdf import Array, Dictionary, Name, String

        page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, SHORT, LONG]), Resources=Dictionary())
        page[INSTEAD] = String(words)
        self._add(page, "")

    @property
    def notes(self) -> str:
        """Return the characters of the notes at the feet of the sheets, each once."""
        return "".join(sorted(self._notes))

    @property
    def searchable(self) -> int:
        """Return the number of sheets with recognised words."""
        return len(self._searchable)

    @property
    def pages(self) -> int:
        """Return the number of sheets so far."""
        return self._pages

    def drop_from(self, page: int) -> None:
        """Take back the sheets behind the first ``page`` that have not been written yet."""
        held = len(self._pdf.pages)
        self._half = None
        dropped = min(held, max(0, self._pages - page))
        if dropped:
            del self._pdf.pages[held - dropped :]
        self._pages -= dropped
        self._traces = [trace for trace in self._traces if trace.page <= self._pages]
        self._pictured = [one for one in self._pictured if one.page <= self._pages]
        self._searchable = [page for page in self._searchable if page <= self._pages]

    def settle(self) -> None:
        """Write what is held when it has grown large; call between two sources, never within one."""
        if self._held > PART_BYTES or len(self._pdf.pages) >= PART_SHEETS:
            self._write()

    def finish(self) -> tuple[tuple[Path, ...], int]:
        """Write the rest and return the part files and the number of pages."""
        if len(self._pdf.pages):
            self._write()
        for source in self._sources:
            source.close()
        self._lenders.close()
        return tuple(self._parts), self._pages

    def _add(self, page: Any, note: str) -> None:
        from pikepdf import Page, String

        self._half = None
        if note:
            page[NOTE] = String(note)
            self._notes.update(note)
        self._pdf.pages.append(Page(self._pdf.make_indirect(page)))
        self._pages += 1

    def _write(self) -> None:
        import pikepdf

        path = self._folder / f"{self._stem}-{len(self._parts) + 1}.pdf"
        if self._hidden is not None:
            self._alphabet.complete(self._pdf, self._hidden)
        strip(self._pdf, self._ours, lambda stream, data: lend(stream, data, self._lenders))
        save(
            self._pdf,
            path,
            static_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
        self._parts.append(path)
        self._pdf.close()
        for source in self._sources:
            source.close()
        self._pdf, self._sources, self._held, self._ours = _new(), [], 0, set()
        self._alphabet, self._hidden, self._half = Alphabet(), None, None


def _new() -> Any:
    import pikepdf

    return pikepdf.new()
