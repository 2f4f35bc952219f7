"""Exhibits: one item of the catalogue becomes sheets.

Owns which reader shows which file, and that one file or one exhibit that fails costs no other: nothing is ever
dropped, and what is not shown stands as a placeholder with the reason. Works on the package's own copies of the files,
never on the raw material.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from lexcollect.bundle.archive_source import members
from lexcollect.bundle.canvas import Canvas
from lexcollect.bundle.carried import in_sample
from lexcollect.bundle.left_out import WITHHELD, why_left_out
from lexcollect.bundle.lending import Lenders
from lexcollect.bundle.model import Profile
from lexcollect.bundle.ofd_source import print_ofd
from lexcollect.bundle.office_source import PRINTED, OfficePrints
from lexcollect.bundle.pdf_source import add_pdf
from lexcollect.bundle.picture_source import add_picture
from lexcollect.bundle.placeholders import Shown, words_of
from lexcollect.bundle.problems import Notes, Unshown, unshown
from lexcollect.bundle.recording_source import RECORDINGS, rows_of
from lexcollect.bundle.recording_source import why as why_recording
from lexcollect.bundle.rendered import PICTURED_OTHERWISE, compare
from lexcollect.bundle.searchable import Words as SeenWords
from lexcollect.bundle.searchable import no_words
from lexcollect.bundle.written.letters import add_mail
from lexcollect.bundle.written.lines import Words, add_table, add_text, holds_table
from lexcollect.bundle.written.transcript import Named, Neighbour, add_chat
from lexcollect.evidence.items import Item, Paged, SourceFile
from lexcollect.files import sha256_file
from lexcollect.findings import Finding, Where, finding
from lexcollect.formats.kinds import PICTURES, FileKind
from lexcollect.formats.readers.pdf import open_pdf
from lexcollect.formats.recognise import broken_promise, recognise
from lexcollect.formats.shapes import Part, page_list
from lexcollect.formats.traces import Trace, traces_of
from lexcollect.records import dataclass, field
from lexcollect.wording import say, text

#: Kinds whose text is set by us, line by line.
_TEXTS = frozenset({FileKind.CSV, FileKind.TEXT, FileKind.XML, FileKind.HTML})
#: Kinds that hold files: those that were shown stay when one stumbles.
_HOLDERS = frozenset({FileKind.ZIP, FileKind.MAIL})
#: So deep mails that lie in mails are opened.
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Original:
    """A received file and its exact copy in the package: ``packed`` is its path inside the package."""

    source: SourceFile
    packed: str
    path: Path

    @property
    def kind(self) -> FileKind:
        """Return what the file was recognised as when it was received."""
        return kind_of(self.source)


def kind_of(source: SourceFile) -> FileKind:
    """Return what the list of the material says the file is; a file that was never listed is recognised now."""
    return FileKind(source.kind) if source.kind else _recognised(source.path, source.name)


def _recognised(path: Path, name: str) -> FileKind:
    try:
        return recognise(path, name)
    except OSError:
        raise
    except Exception:  # a reader that stumbles over the first bytes does not know the file
        return FileKind.UNKNOWN


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A file that no page shows (未付印): what it is called in the package, its size and digest, and why."""

    shown: Shown
    why: Unshown


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An item turned into pages: the part files in order, the number of pages, what was noticed.

    ``notes`` holds the characters of the notes at the feet of its pages; on ``searchable`` of them lie
    recognised words. ``traces`` are what each of its originals tells besides what it shows; ``unprinted`` its files, or
    parts of them, for which a placeholder stands. ``named`` are those of them that a chat among them names, by their
    names as received, and where.
    """

    item: Item
    parts: tuple[Path, ...]
    pages: int
    findings: tuple[Finding, ...]
    notes: str = ""
    searchable: int = 0
    traces: tuple[frozenset[Trace], ...] = ()
    unprinted: tuple[Unprinted, ...] = ()
    named: tuple[tuple[str, Named], ...] = ()


@dataclass(frozen=True, slots=True)
class Tools:
    """What exhibits are made with: the profile, passwords by the name of the received file, prints of office files,
    and what was recognised in pictures. ``sound``: digests of files in which intake looked for damage and found none;
    of ``every`` so many files one is looked at with the pages that go over as they are, of ``pictures`` so many one is
    compared with what another program decodes.
    """

    profile: Profile
    passwords: Mapping[str, str] = field(repr=False)
    office: OfficePrints
    words: SeenWords = no_words
    sound: Collection[str] = ()
    every: int = 1
    pictures: int = 1


class _Maker:
    """Turns the files of one item into sheets."""

    def __init__(self, item: Item, originals: tuple[Original, ...], canvas: Canvas, work: Path, tools: Tools) -> None:
        self.item, self.originals, self.canvas, self.work = item, originals, canvas, work
        self.profile, self.office, self.seen = tools.profile, tools.office, tools.words
        self.sound, self.every, self.pictures = tools.sound, tools.every, tools.pictures
        self.findings: list[Finding] = []
        self.unprinted: list[Unprinted] = []
        self.named: dict[str, Named] = {}

    def add(self, original: Original, password: str) -> None:
        """Show one received file, or a placeholder for it."""
        notes = Notes(original.source.name, self.place)
        shown = Shown(Path(original.packed).name, original.source.size, original.source.sha256)
        self._check_promise(original)
        source = original.source
        self._show(original.path, original.kind, password, notes, shown, part=source.part, paged=source.paged)
        if (paged := source.paged) is not None and paged.left_out and WITHHELD in {one.code for one in notes.found}:
            self.unprinted.append(Unprinted(shown, why_left_out(paged)))
        self.findings += notes.found
        self.canvas.settle()

    def _show(
        self,
        path: Path,
        kind: FileKind,
        password: str,
        notes: Notes,
        shown: Shown,
        *,
        part: Part | None = None,
        paged: Paged | None = None,
        depth: int = 0,
    ) -> None:
        def instead(why: Unshown) -> None:
            self.instead(why, notes, shown)

        before, seen = self.canvas.pages, partial(self.seen, shown.sha256)
        try:
            every = self.pictures if kind in PICTURES else self.every
            sampled, sound = partial(in_sample, shown.sha256, every), shown.sha256 in self.sound
            if kind is FileKind.PDF:
                add_pdf(self.canvas, path, password, notes, instead, part, seen, sampled, sound=sound, paged=paged)
            elif kind in PICTURES:
                quality = self.profile.jpeg_quality
                add_picture(self.canvas, path, quality, notes, instead, seen, sampled, sound=sound, paged=paged)
            elif kind is FileKind.ZIP and not depth:
                self._unpack(path, kind, notes, depth)
            elif kind is FileKind.MAIL:
                add_mail(self.canvas, path, self._words(shown, depth), part)
                if depth < _DEEPEST:
                    self._unpack(path, kind, notes, depth)
            elif kind is FileKind.CHAT:
                name, beside = self._beside(path, depth)
                self.named |= add_chat(self.canvas, name, beside, self._words(shown, depth), part, notes)
            elif kind in PRINTED:
                printed = self.office.print_of(path, kind, notes.name)
                notes.add("LX-B167")
                add_pdf(self.canvas, printed, "", notes, instead, part)
            elif kind is FileKind.OFD:
                add_pdf(self.canvas, print_ofd(path, self.work, notes), "", notes, instead, part, paged=paged)
            elif kind in RECORDINGS and shown.size:
                written = self._written_down(path)
                rows = rows_of(path, kind, transcript=written)
                self.instead(why_recording(transcript=written), notes, replace(shown, rows=rows))
            elif kind in _TEXTS:
                is_table = kind is FileKind.CSV or (kind is FileKind.TEXT and holds_table(path))
                add_written = add_table if is_table else add_text
                add_written(self.canvas, path, self._words(shown, depth), notes)
            else:
                raise Unshown("LX-B012" if shown.size == 0 else "LX-B013")
        except Exception as error:  # whatever one file does to its reader, it costs no other
            why = unshown(error)
            if why is not error and kind not in _HOLDERS:  # members that were shown stay
                self.canvas.drop_from(before)
            instead(why)

    def _unpack(self, path: Path, kind: FileKind, notes: Notes, depth: int) -> None:
        for member in members(path, kind, self.work, notes, depth):
            key = "bundle.mail_member" if kind is FileKind.MAIL else "bundle.member"
            called = say(key, "zh", number=member.number, name=member.name)  # a name in an archive is not told
            inner = Notes(f"{notes.name}/{member.name}", notes.label, notes.found)
            if member.damage is not None:
                self.instead(member.damage, inner, Shown(called, member.size, ""))
                continue
            shown = Shown(called, member.size, sha256_file(member.path))
            self._show(member.path, _recognised(member.path, member.name), "", inner, shown, depth=depth + 1)
            self.canvas.settle()

    def _words(self, shown: Shown, depth: int) -> Words:
        """Return the head of a page that is set from a file: the exhibit, or what the file in it is called."""
        return Words(self.item.title if not depth else shown.name, shown.name, shown.sha256)

    def _beside(self, path: Path, depth: int) -> tuple[str, tuple[Neighbour, ...]]:
        """Return the name of a chat as received and the files it may name: those of the same exhibit."""
        if depth:
            return path.name, (Neighbour(path.name, path),)
        name = next(one.source.name for one in self.originals if one.path == path)
        return name, tuple(Neighbour(one.source.name, one.path) for one in self.originals)

    def _written_down(self, path: Path) -> bool:
        """Tell whether the exhibit holds, beside the recording, a file that can be its words written down."""
        return any(one.path != path and one.kind not in RECORDINGS for one in self.originals)

    def instead(self, why: Unshown, notes: Notes, shown: Shown) -> None:
        """Let a placeholder say why ``shown`` is not there."""
        notes.add(why.code, **why.params)
        self.unprinted.append(Unprinted(shown, why))
        self.canvas.reserve(words_of(self.item.no, self.item.title, why, shown))

    def compare(self, parts: tuple[Path, ...]) -> None:
        """Tell which sheets do not look as the pages they were made from."""
        lent = {one.source.sha256: one.path for one in self.originals}
        for seen in compare(parts, self.canvas.traces, lent, self.canvas.pictured):
            where = Where(seen.name, field=self.place)
            told = (("LX-B073", seen.otherwise), ("LX-B074", seen.blank), (PICTURED_OTHERWISE, seen.pictured))
            for code, pages in told:
                if pages:
                    self.findings.append(finding(code, where, pages=page_list(pages)))
            if seen.failed:
                self.findings.append(finding("LX-B075", where, kind=seen.failed))

    def _check_promise(self, original: Original) -> None:
        ending, kind = broken_promise(original.source.name, original.kind), original.kind
        if ending:
            self.findings.append(
                finding(
                    "LX-B014",
                    Where(original.source.name, field=self.place),
                    ending=f".{ending}",
                    kind=text(f"formats.kind.{kind}"),
                )
            )

    @property
    def place(self) -> str:
        """Return how findings call the exhibit."""
        return say("bundle.exhibit_no", no=self.item.no)


def make_exhibit(item: Item, originals: tuple[Original, ...], work: Path, stem: str, tools: Tools) -> Exhibit:
    """Return ``item`` as part files in ``work``.

    Whatever its files raise, an exhibit comes back: as pages, or as one placeholder for each file. Only a full or
    read-only disk is raised.
    """
    try:
        return _shown(item, originals, work, stem, tools)
    except Exception as error:  # what was drawn could not even be written: the exhibit stands with its reason
        why = unshown(error)
    canvas = Canvas(work, f"{stem}-instead", tools.profile)
    maker = _Maker(item, originals, canvas, work, tools)
    for original in originals:
        notes = Notes(original.source.name, maker.place)
        shown = Shown(Path(original.packed).name, original.source.size, original.source.sha256)
        maker.instead(why, notes, shown)
        maker.findings += notes.found
    return _finished(maker)


def _shown(item: Item, originals: tuple[Original, ...], work: Path, stem: str, tools: Tools) -> Exhibit:
    lenders = Lenders((one.source.sha256, one.path) for one in originals)
    maker = _Maker(item, originals, Canvas(work, stem, tools.profile, lenders), work, tools)
    for original in originals:
        name = original.source.name
        maker.add(original, tools.passwords.get(name) or tools.passwords.get(name.rsplit("/", 1)[-1], ""))
    return _finished(maker)


def _finished(maker: _Maker) -> Exhibit:
    parts, pages = maker.canvas.finish()
    if sum(map(_count, parts)) != pages:
        raise ValueError("the parts hold other pages than were drawn")
    maker.compare(parts)
    found = tuple(dict.fromkeys(maker.findings))
    traces = tuple(traces_of(original.path, original.kind) for original in maker.originals)
    unprinted, named = tuple(maker.unprinted), tuple(maker.named.items())
    notes, searchable = maker.canvas.notes, maker.canvas.searchable
    return Exhibit(maker.item, parts, pages, found, notes, searchable, traces, unprinted, named)


def _count(part: Path) -> int:
    with open_pdf(part, repair=False) as pdf:
        return len(pdf.pages)
