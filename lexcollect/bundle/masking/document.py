"""Document (遮盖文件): the paginated PDF of a package with what is to be hidden taken out.

Owns the order of work: what is to be hidden is looked for on every page, page after page it is taken out (letters where
that is certain, else the page becomes a painted picture), and titles and bookmarks are blotted. Page numbers, labels
and links stay what they are. The source is never changed. Whether everything is gone is asked in ``gone``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.bundle.glyphless import Alphabet
from lexcollect.bundle.masking.advance import Uncertain
from lexcollect.bundle.masking.drafted import mark_draft
from lexcollect.bundle.masking.glyphs import pictures_on, without
from lexcollect.bundle.masking.kinds import Kind
from lexcollect.bundle.masking.page_text import (
    Lettered,
    boxes_of,
    close_together,
    inside,
    letters_of,
    words_of,
)
from lexcollect.bundle.masking.painted import picture_of, show
from lexcollect.bundle.masking.places import Span, blotted, by_shape, by_value, canonical, merged
from lexcollect.bundle.masking.recognised import read_page
from lexcollect.bundle.masking.sound import is_sound
from lexcollect.bundle.masking.wanted import How, Masked, Place, Wanted
from lexcollect.formats.boxes import Box
from lexcollect.patterns import regex
from lexcollect.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from lexcollect.formats.ocr.engine import Engine

Values = Sequence[tuple[str, Kind]]
#: A picture smaller than this, in points (8 mm), holds no words that anybody reads.
_SMALL = 23.0
#: So often a painted page is read again and what can still be read painted over.
_LOOKS = 3
_IMAGE = 3
_HEX = regex(r"[0-9A-F]{64}")


def mask_document(
    source: Path, out: Path, wanted: Wanted, engine: Callable[[], Engine | None], values: Values = ()
) -> Masked:
    """Write to ``out`` the PDF at ``source`` without what is ``wanted`` to be hidden.

    ``engine`` gives what reads pages that are pictures, if this machine has it; it is asked for only when needed.
    ``values`` are known from elsewhere. While nobody looked at a picture, every page bears 草稿未确认.
    """
    import pikepdf
    import pypdfium2

    with pypdfium2.PdfDocument(source) as shown, pikepdf.open(source) as pdf:
        work = _Work(shown, pdf, wanted, engine)
        work.search(values)
        for number in range(1, len(pdf.pages) + 1):
            work.page(number)
        work.finish()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return Masked(
            tuple(work.places),
            tuple(work.values),
            tuple(work.not_seen),
            tuple(sorted(work.painted)),
            len(pdf.pages),
            work.draft,
        )


def values_of(source: Path, wanted: Wanted) -> Values:
    """Return every value that the words of a document tell and that is ``wanted`` to be hidden."""
    import pikepdf
    import pypdfium2

    with pypdfium2.PdfDocument(source) as shown, pikepdf.open(source) as pdf:
        work = _Work(shown, pdf, wanted, lambda: None)
        work.search(())
        return tuple(work.values)


class _Work:
    """One document while it is masked."""

    def __init__(self, shown: Any, pdf: Any, wanted: Wanted, engine: Callable[[], Engine | None]) -> None:
        from pikepdf import Dictionary

        self._shown, self._pdf, self._wanted, self._engine = shown, pdf, wanted, engine
        self._texts: list[str] = []
        self._read: dict[int, Lettered] = {}
        self._font, self._alphabet = pdf.make_indirect(Dictionary()), Alphabet()
        self.values: dict[tuple[str, Kind], None] = {}
        self.places: list[Place] = []
        self.not_seen: list[int] = []
        self.painted: set[int] = set()
        self.draft = False
        self._held: object = None

    def search(self, values: Values) -> None:
        """Find every value that is to be hidden, on whatever page it stands."""
        self.values = dict.fromkeys(values) | {
            (canonical(word, Kind.WORDS), Kind.WORDS): None for word in self._wanted.words
        }
        for number in range(1, len(self._shown) + 1):
            words = words_of(self._shown, number)
            self._texts.append(words)
            self.draft = self.draft or say("bundle.draft", "zh") in "".join(words.split())
            if by_shape(words, self._wanted.kinds):
                letters = letters_of(self._shown, number)
                self._note(self._by_shape(letters))
                letters.close()
            self.values |= dict.fromkeys((one, Kind.DIGEST) for one in self._digests(words))
            if self._has_pictures(number):
                self._look(number)

    def _digests(self, words: str) -> list[str]:
        """Return the digests of originals that a page states."""
        if not self._wanted.digests:
            return []
        said = canonical(words, Kind.DIGEST)
        return sorted(one for one in self._wanted.digests if one in said) if _HEX.search(said) else []

    def _note(self, spans: Sequence[Span]) -> None:
        self.values |= {(span.value, span.kind): None for span in spans}

    def _by_shape(self, letters: Lettered) -> list[Span]:
        found = by_shape(letters.text, self._wanted.kinds)
        return [one for one in found if one.value not in self._wanted.leave and close_together(letters, one)]

    def _spans(self, letters: Lettered) -> list[Span]:
        known = by_value(letters.text, self.values)
        return merged([*self._by_shape(letters), *known])

    def _has_pictures(self, number: int) -> bool:
        page = self._shown[number - 1]
        try:
            return next(iter(page.get_objects(filter=[_IMAGE], max_depth=8)), None) is not None
        finally:
            page.close()

    def _look(self, number: int) -> None:
        """Read the pictures of a page over which no words lie, or note that nobody looked at them."""
        if number in self._wanted.looked | self._wanted.wordless or number in self._wanted.boxes:
            return
        page = self._pdf.pages[number - 1].obj
        size = (float(page.MediaBox[2]), float(page.MediaBox[3]))
        try:
            pictures = [one for one in pictures_on(page) if min(one[2] - one[0], one[3] - one[1]) >= _SMALL]
        except Uncertain:
            pictures = [(0.0, 0.0, *size)]
        letters = letters_of(self._shown, number)
        # What is printed over a picture does not say what the picture shows: only unseen words were read from it.
        places = [box for at in range(len(letters.text)) if letters.unseen(at) and (box := letters.box(at))]
        silent = [one for one in pictures if not any(inside(box, [one]) for box in places)]
        letters.close()
        if not silent:
            return
        engine = self._engine()
        if engine is None:
            self.not_seen.append(number)
            return
        seen = self._shown[number - 1]
        read = read_page(engine, picture_of(seen, (), with_pictures=True), size)
        seen.close()
        self._read[number] = read
        self._note(self._by_shape(read))

    def page(self, number: int) -> None:
        """Take out of one page what is to be hidden there."""
        given = list(self._wanted.boxes.get(number, ()))
        spans: list[Span] = []
        boxes = list(given)
        over_picture = False
        if number in self._read:
            read = self._read[number]
            spans += self._spans(read)
            boxes += [box for span in spans for box in boxes_of(read, span)]
            over_picture = bool(boxes)
        text = self._texts[number - 1]
        if given or spans or by_value(text, self.values) or by_shape(text, self._wanted.kinds):
            letters = letters_of(self._shown, number)
            own = self._spans(letters)
            boxes += [box for span in own for box in boxes_of(letters, span)]
            how = self._take_out(number, letters, boxes, over_picture) if boxes else How.REMOVED
            letters.close()
            found = [(span.kind, span.value) for span in (*spans, *own)] + [(Kind.BOX, "")] * len(given)
            self.places += [Place(number, kind, how, value) for kind, value in found]

    def _take_out(self, number: int, letters: Any, boxes: Sequence[Box], over_picture: bool) -> How:
        page = self._pdf.pages[number - 1].obj
        if not over_picture:
            try:
                content, resources, removed = without(self._pdf, page, boxes)
                kept = (page.Contents, page.get("/Resources"))
                page.Contents = self._pdf.make_stream(content + _bars(boxes))
                page.Resources = resources
                if removed and is_sound(self._pdf, number, letters, boxes, self.values):
                    return How.REMOVED
                page.Contents, page.Resources = kept
            except Uncertain:
                pass
        self._paint(number, page, letters, boxes)
        return How.PAINTED

    def _paint(self, number: int, page: Any, letters: Any, boxes: Sequence[Box]) -> None:
        seen = self._shown[number - 1]
        pictures = self._has_pictures(number)
        painted = list(boxes)
        picture = picture_of(seen, painted, with_pictures=pictures)
        engine = self._engine() if pictures else None
        for _ in range(_LOOKS if engine else 0):
            assert engine is not None
            read = read_page(engine, picture, seen.get_size())
            more = [run for span in self._spans(read) for at in range(span.start, span.end) if (run := read.run(at))]
            if not more:
                break
            painted += dict.fromkeys(more)
            picture = picture_of(seen, painted, with_pictures=pictures)
        show(self._pdf, page, picture, letters, painted, self._font, self._alphabet)
        self.painted.add(number)
        seen.close()

    def finish(self) -> None:
        """Give the unseen words their font, blot what bookmarks and the title say, and mark a draft."""
        if self.painted:
            self._alphabet.complete(self._pdf, self._font)
        for holder, key in _titles(self._pdf):
            words = str(holder[key])
            spans = merged([*self._titled(words), *by_value(words, self.values)])
            if spans:
                holder[key] = blotted(words, spans)
                self.places += [Place(0, span.kind, How.BLOTTED, span.value) for span in spans]
                self._note(spans)
        if self.not_seen and not self.draft:
            self.draft = True
            self._held = mark_draft(self._pdf)

    def _titled(self, words: str) -> list[Span]:
        return [one for one in by_shape(words, self._wanted.kinds) if one.value not in self._wanted.leave]


def _titles(pdf: Any) -> Iterator[tuple[Any, str]]:
    """Yield what holds words beside the pages: the title of the document, then every bookmark."""
    if "/Title" in pdf.docinfo:
        yield pdf.docinfo, "/Title"
    left = [pdf.Root.get("/Outlines", {}).get("/First")]
    met: set[tuple[int, int]] = set()
    while left:
        one = left.pop()
        if one is None or one.objgen in met:
            continue
        met.add(one.objgen)
        left += [one.get("/Next"), one.get("/First")]
        if "/Title" in one:
            yield one, "/Title"


def _bars(boxes: Sequence[Box]) -> bytes:
    """Return the operators that show where something was taken out."""
    drawn = [f"{left:.2f} {low:.2f} {right - left:.2f} {high - low:.2f} re" for left, low, right, high in boxes]
    return ("\nq 0 g\n" + "\n".join(drawn) + "\nf Q\n").encode("ascii")
