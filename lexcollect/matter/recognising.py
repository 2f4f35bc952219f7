"""Recognising (识别): words in the pictures and scans of a matter, read once and kept.

Owns which files are read (what is read for facts, no other), the order, and that each page is kept as soon as it is
read: a run that is cut short goes on where it stopped. Writes nothing but the cache; what was read becomes a fact only
when a person accepts it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.limits import MAX_OCR_PAGES, MAX_TEXT_CHARS
from lexcollect.formats.ocr.engine import engine_name, installed, load
from lexcollect.formats.ocr.memory import Kept, keep, recall
from lexcollect.formats.ocr.sheets import PICTURES, pages_without_words, read_sheets
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.layout import OCR, RAW
from lexcollect.matter.proposing import is_read
from lexcollect.records import dataclass
from lexcollect.system import reason_of

if TYPE_CHECKING:
    from lexcollect.formats.ocr.engine import Engine
    from lexcollect.formats.ocr.shapes import Sheet
    from lexcollect.formats.page_words import Said
    from lexcollect.intake.records import Record
    from lexcollect.proposing.papers import Paper

#: A page that is less sure than this on average, in thousandths, is told: its words help to find it and no more.
_HARD = 800
#: Characters a page must have before it is called hard to read.
_SOME = 20


@dataclass(frozen=True, slots=True)
class Step:
    """Where a run is: which of how many files, its name, the page that is read next."""

    number: int
    count: int
    file: str
    page: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a run read: files and pages read now, pages kept from before, what went wrong."""

    files: int = 0
    pages: int = 0
    kept: int = 0
    findings: tuple[Finding, ...] = ()


def _silently(_: Step) -> AbstractContextManager[None]:
    return nullcontext()


def may_hold_words(record: Record) -> bool:
    """Tell whether words of this file may stand in pictures only."""
    return is_read(record) and (record.kind in PICTURES or record.kind is FileKind.PDF)


def waiting(matter: Path, records: Sequence[Record]) -> dict[str, int]:
    """Return the files with pages whose words nobody has read yet, each with the number of these pages."""
    out = {}
    for record in records:
        if may_hold_words(record) and not (kept := recall(matter / OCR, record.sha256)).whole:
            pages = _pictures_in(matter / RAW / record.name, record)
            if left := len(pages - set(kept.sheets)):
                out[record.name] = left
    return out


def words_of(matter: Path, record: Record) -> dict[int, Said]:
    """Return the pages of a file that were read as pictures, by their number."""
    from lexcollect.formats.ocr.words import said_in_pictures

    return said_in_pictures(recall(matter / OCR, record.sha256)) if may_hold_words(record) else {}


def sheets_of(matter: Path) -> Callable[[str, int], Sheet | None]:
    """Return what gives the kept words of a page with their places, by the file's SHA-256 and the page from 1."""
    last: tuple[str, Mapping[int, Sheet]] = ("", {})

    def sheet(sha256: str, number: int) -> Sheet | None:
        nonlocal last
        if sha256 != last[0]:
            last = (sha256, recall(matter / OCR, sha256).sheets)
        return last[1].get(number)

    return sheet


def recognise_words(
    matter: Path, records: Sequence[Record], tell: Callable[[Step], AbstractContextManager[None]] = _silently
) -> Recognised:
    """Read every picture and scan among ``records`` that is not kept yet; each page is read within ``tell``.

    Raises :class:`Refused` when the extra is not installed or its engine does not start.
    """
    if not installed():
        raise Refused([finding("LX-I300")])
    name = engine_name()
    todo, kept = [], 0
    for record in records:
        if may_hold_words(record):
            known = recall(matter / OCR, record.sha256, name)
            kept += len(known.sheets)
            if not known.whole and _pictures_in(matter / RAW / record.name, record) - set(known.sheets):
                todo.append((record, known))
    if not todo:
        return Recognised(kept=kept)
    engine = _started()
    files = pages = 0
    findings: list[Finding] = []
    for number, (record, known) in enumerate(todo, start=1):
        before = pages
        for page, told in _read(matter, record, known, engine, partial(_at, tell, number, len(todo), record.name)):
            pages += page > 0
            findings += told
        files += pages > before
    return Recognised(files, pages, kept, tuple(findings))


def _at(
    tell: Callable[[Step], AbstractContextManager[None]], number: int, count: int, file: str, page: int
) -> AbstractContextManager[None]:
    return tell(Step(number, count, file, page))


def remarks_on_pictures(matter: Path, records: Sequence[Record], papers: Sequence[Paper]) -> Iterator[Finding]:
    """Yield what recognised words show: pages that lie or are hard to read, inside words, chats, one paper twice."""
    from lexcollect.proposing.same_words import same_words

    for record in records:
        for sheet in recall(matter / OCR, record.sha256).sheets.values() if may_hold_words(record) else ():
            yield from _told(sheet, Where(record.name))
        if (words := words_of(matter, record)) and (cue := inside_cue(record.name, words)):
            yield finding("LX-I312", Where(record.name), cue=cue)
    if any(paper.recognised for paper in papers):
        yield from same_words(papers, {r.name: _said_in(matter, r) for r in records if r.kind is FileKind.CHAT})


def inside_cue(name: str, words: Mapping[int, Said]) -> str:
    """Return the words by which a recognised picture seems to be for the house only; empty where there are none."""
    from lexcollect.intake.cues import internal_cue, privileged_cue

    said = "\n".join(page.text for page in words.values())
    return privileged_cue("", said) or internal_cue("", said)


def _said_in(matter: Path, record: Record) -> str:
    """Return what is said in a chat, a line a message, without blanks; bounded."""
    from lexcollect.formats.reading import content
    from lexcollect.proposing.papers import squeezed

    said: list[str] = []
    length = 0
    with suppress(Exception):  # what is wrong with a chat was told when it was taken in
        for message in content(matter / RAW / record.name).messages():
            said.append(squeezed(message.text))
            length += len(said[-1])
            if length > MAX_TEXT_CHARS:
                break
    return "\n".join(said)


def _started() -> Engine:
    try:
        return load()
    except Exception as error:  # a library of another's fails in its own ways; it is told, and nothing is read
        raise Refused([finding("LX-I305", reason=f"{type(error).__name__}: {error}")]) from error


def _pictures_in(path: Path, record: Record) -> set[int]:
    if record.kind is not FileKind.PDF:
        return set(range(1, min(int(record.facts.get("pages", "1")), MAX_OCR_PAGES) + 1))
    try:
        return set(pages_without_words(path))
    except (BadFile, OSError):
        return set()


def _read(
    matter: Path, record: Record, known: Kept, engine: Engine, at: Callable[[int], AbstractContextManager[None]]
) -> Iterator[tuple[int, list[Finding]]]:
    """Yield number and findings of each page as it is read and kept; 0 for what concerns the whole file."""
    where, folder, name = Where(record.name), matter / OCR, engine.name
    sheets, path = dict(known.sheets), matter / RAW / record.name
    try:
        coming = read_sheets(path, record.kind, engine, frozenset(sheets))
        for page in sorted(_pictures_in(path, record) - set(sheets)):
            with at(page):
                sheet = next(coming, None)
            if sheet is None:
                break
            sheets[sheet.number] = sheet
            keep(folder, record.sha256, name, Kept(sheets))
            yield sheet.number, []
        keep(folder, record.sha256, name, Kept(sheets, whole=True))
    except BadFile as bad:
        code = "LX-I302" if bad.reason is Reason.TOO_MUCH else "LX-I301"
        yield 0, [finding(code, where)]
    except OSError as error:
        yield 0, [finding("LX-I306", where, reason=reason_of(error))]
    except Exception as error:  # the engine failed on this picture; the others go on
        yield 0, [finding("LX-I307", where, kind=type(error).__name__)]
    if int(record.facts.get("pages", "1")) > MAX_OCR_PAGES:
        yield 0, [finding("LX-I303", where, limit=MAX_OCR_PAGES)]


def _told(sheet: Sheet, where: Where) -> Iterator[Finding]:
    said = sum(len(one.words) for one in sheet.pieces)
    if sheet.turn:
        yield finding("LX-I308", where, page=sheet.number, degrees=sheet.turn)
    if said >= _SOME and sum(one.sure * len(one.words) for one in sheet.pieces) // said < _HARD:
        yield finding("LX-I304", where, page=sheet.number)
