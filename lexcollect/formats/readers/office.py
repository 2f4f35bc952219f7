"""Office documents (Word、Excel、演示文稿、OpenDocument): looked at lightly.

Owns what must be known before an Office file becomes evidence: tracked changes, what it hides, formulas without
stored values, amounts typed as text, days in the properties. Renders nothing and computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.formats.content import Content
from lexcollect.formats.hidden import Gathered, Hidden
from lexcollect.formats.hidden_office import READERS, is_embedded
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.limits import MAX_MEMBER_BYTES, MAX_TEXT_CHARS
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import DateCandidate, Look, Member, TextPiece
from lexcollect.formats.start import Start
from lexcollect.formats.xml_parts import elements
from lexcollect.formats.zipbox import chunks, damage_of, open_zip, read_member
from lexcollect.patterns import regex

if TYPE_CHECKING:
    from zipfile import ZipFile

_FOLDERS = (("word/", FileKind.DOCX), ("xl/", FileKind.XLSX), ("ppt/", FileKind.PPTX))
_BODY = "word/document.xml"
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo"})
_DAY = regex(r"^(\d{4})-(\d{2})-(\d{2})T")
#: The day inside the blank document of a widely used writing library: it belongs to no matter.
_LIBRARY_DAY = "2013-12-23T23:15:00Z"


def _recognise(start: Start) -> FileKind | None:
    if "[Content_Types].xml" in start.members:
        for folder, kind in _FOLDERS:
            if any(name.startswith(folder) for name in start.members):
                return kind
        return FileKind.PACKAGE
    if {"mimetype", "META-INF/manifest.xml"} <= start.members:
        return FileKind.ODF
    return FileKind.PACKAGE if {"mimetype", "META-INF/container.xml"} <= start.members else None


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return what a Word or Excel file at ``path`` shows of itself; of others, whether it opens."""
    seen = Look()
    with open_zip(path) as box:
        names = set(box.namelist())
        if kind is FileKind.DOCX:
            _word(box, names, seen)
            seen.hidden = _hidden(box, names, kind)
        elif kind is FileKind.XLSX:
            from lexcollect.formats import workbook

            workbook.read(box, names, seen)
        elif kind in READERS:
            seen.hidden = _hidden(box, names, kind)
        seen.findings += damage_of(box)
    return seen


def _hidden(box: ZipFile, names: set[str], kind: FileKind) -> tuple[Hidden, ...]:
    found = Gathered()
    found.tried(lambda told: READERS[kind](box, names, told))
    return found.result


class DocumentContent(Content):
    """The paragraphs of a Word document, and the files embedded in a document of Word, Excel or slides."""

    def members(self) -> Iterator[Member]:
        """Yield the embedded files in the order of their names."""
        with open_zip(self.path) as box:
            inside = sorted((name, info) for name, info in box.NameToInfo.items() if is_embedded(name))
            for number, (name, info) in enumerate(inside, start=1):
                pieces = partial(chunks, box, info, MAX_MEMBER_BYTES)
                yield Member(number, name.rpartition("/")[2], info.file_size, pieces)

    def text(self) -> Iterator[TextPiece]:
        """Yield the paragraphs with their tracked insertions; what is tracked as deleted is left out."""
        if self.kind is not FileKind.DOCX:
            return
        with open_zip(self.path) as box:
            for number, (words, _) in enumerate(_paragraphs(box, set(box.namelist())), start=1):
                yield TextPiece(number, words)


def _word(box: ZipFile, names: set[str], seen: Look) -> None:
    changes, words, length = 0, [], 0
    for paragraph, changed in _paragraphs(box, names):
        changes += changed
        if length < MAX_TEXT_CHARS:
            words.append(paragraph)
            length += len(paragraph)
    seen.text = "".join(words)[:MAX_TEXT_CHARS]
    if changes:
        seen.facts["tracked_changes"] = str(changes)
    _properties(box, names, seen)


def _paragraphs(box: ZipFile, names: set[str]) -> Iterator[tuple[str, int]]:
    """Yield each paragraph with its line end and the number of tracked changes met since the one before."""
    if _BODY not in names:
        raise BadFile(Reason.BROKEN)
    changes, words = 0, []
    for tag, element in elements(read_member(box, box.getinfo(_BODY))):
        if tag in _CHANGES:
            changes += 1
        elif tag == "t" and element.text:
            words.append(element.text)
        elif tag == "p":
            yield "".join(words) + "\n", changes
            changes, words = 0, []
            element.clear()
    if changes or words:
        yield "".join(words), changes


def _properties(box: ZipFile, names: set[str], seen: Look) -> None:
    if "docProps/core.xml" not in names:
        return
    for tag, element in elements(read_member(box, box.getinfo("docProps/core.xml"), 1_000_000)):
        raw = (element.text or "").strip()
        match = _DAY.match(raw)
        if tag not in ("created", "modified") or not match or raw == _LIBRARY_DAY:
            continue
        try:
            day = date(*(int(part) for part in match.groups()))
        except ValueError:
            continue
        seen.dates.append(DateCandidate(day, f"docx_{tag}", raw))


FORMAT = Format(
    kinds=(FileKind.DOCX, FileKind.XLSX, FileKind.PPTX, FileKind.ODF, FileKind.PACKAGE),
    mark=Mark.CONTAINER,
    recognise=_recognise,
    look=look,
    content=DocumentContent,
    promises={
        "docx": frozenset({FileKind.DOCX}),
        "xlsx": frozenset({FileKind.XLSX}),
        "pptx": frozenset({FileKind.PPTX}),
        **dict.fromkeys(("odt", "ods", "odp"), frozenset({FileKind.ODF})),
    },
)
