"""Exhibits: one item of the catalogue becomes sheets.

Owns which reader shows which file, and the placeholder page for what is not shown: nothing is ever dropped.
Works on the package's own copies of the files, never on the raw material.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lexcollect.bundle.archive_source import members
from lexcollect.bundle.canvas import Canvas
from lexcollect.bundle.fonts import named
from lexcollect.bundle.model import Profile
from lexcollect.bundle.pdf_source import add_pdf
from lexcollect.bundle.picture_source import add_picture
from lexcollect.bundle.problems import Notes, Unshown
from lexcollect.bundle.typeset import typeset
from lexcollect.evidence.items import Item, SourceFile
from lexcollect.files import sha256_file
from lexcollect.findings import Finding, Where, finding
from lexcollect.formats.kinds import PICTURES, FileKind
from lexcollect.formats.recognise import broken_promise, recognise
from lexcollect.formats.shapes import Part
from lexcollect.records import dataclass
from lexcollect.wording import say, text


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
    return FileKind(source.kind) if source.kind else recognise(source.path, source.name)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An item turned into pages: the part files in order, the number of pages, what was noticed."""

    item: Item
    parts: tuple[Path, ...]
    pages: int
    findings: tuple[Finding, ...]


class _Maker:
    """Turns the files of one item into sheets."""

    def __init__(self, item: Item, canvas: Canvas, work: Path, profile: Profile) -> None:
        self.item, self.canvas, self.work, self.profile = item, canvas, work, profile
        self.findings: list[Finding] = []

    def add(self, original: Original, password: str) -> None:
        """Show one received file, or a placeholder for it."""
        notes = Notes(original.source.name, self._field())
        self._check_promise(original)
        shown = _Shown(Path(original.packed).name, original.source.size, original.source.sha256)
        self._show(original.path, original.kind, password, notes, shown, part=original.source.part)
        self.findings += notes.found
        self.canvas.settle()

    def _show(
        self,
        path: Path,
        kind: FileKind,
        password: str,
        notes: Notes,
        shown: _Shown,
        *,
        part: Part | None = None,
        inside: bool = False,
    ) -> None:
        def instead(why: Unshown) -> None:
            notes.add(why.code, **why.params)
            self._placeholder(why, notes, shown)

        try:
            if kind is FileKind.PDF:
                add_pdf(self.canvas, path, password, notes, instead, part)
            elif kind in PICTURES:
                add_picture(self.canvas, path, self.profile.jpeg_quality, notes, instead)
            elif kind is FileKind.ZIP and not inside:
                self._unpack(path, notes)
            else:
                raise Unshown("LX-B012" if shown.size == 0 else "LX-B013")
        except Unshown as why:
            instead(why)

    def _unpack(self, path: Path, notes: Notes) -> None:
        for member in members(path, self.work, notes):
            if member.damage is not None:
                notes.add(member.damage.code, **member.damage.params)
                self._placeholder(member.damage, notes, _Shown(member.name, member.size, ""))
                continue
            shown = _Shown(member.name, member.size, sha256_file(member.path))
            self._show(member.path, recognise(member.path, member.name), "", notes, shown, inside=True)
            self.canvas.settle()

    def _placeholder(self, why: Unshown, notes: Notes, shown: _Shown) -> None:
        reason = finding(why.code, **why.params).message("zh")
        rows = [
            [say("bundle.row_file", "zh"), named(shown.name)],
            [say("bundle.row_size", "zh"), say("bundle.size", "zh", size=f"{shown.size:,}")],
            *([["SHA-256", shown.sha256]] if shown.sha256 else []),
        ]
        self.canvas.insert(
            typeset(
                "placeholder",
                {
                    "no": say("bundle.exhibit_no", "zh", no=self.item.no),
                    "title": self.item.title,
                    "reason": say("bundle.placeholder", "zh", reason=reason),
                    "rows": rows,
                },
            )
        )

    def _check_promise(self, original: Original) -> None:
        ending, kind = broken_promise(original.source.name, original.kind), original.kind
        if ending:
            self.findings.append(
                finding(
                    "LX-B014",
                    Where(original.source.name, field=self._field()),
                    ending=f".{ending}",
                    kind=text(f"formats.kind.{kind}"),
                )
            )

    def _field(self) -> str:
        return say("bundle.exhibit_no", no=self.item.no)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a placeholder says about its file; a file that could not be taken out has no digest."""

    name: str
    size: int
    sha256: str


def make_exhibit(
    item: Item, originals: tuple[Original, ...], work: Path, stem: str, profile: Profile, passwords: Mapping[str, str]
) -> Exhibit:
    """Return ``item`` as part files in ``work``; ``passwords`` are by the name of the received file."""
    canvas = Canvas(work, stem)
    maker = _Maker(item, canvas, work, profile)
    for original in originals:
        name = original.source.name
        maker.add(original, passwords.get(name) or passwords.get(name.rsplit("/", 1)[-1], ""))
    parts, pages = canvas.finish()
    return Exhibit(item, parts, pages, tuple(dict.fromkeys(maker.findings)))
