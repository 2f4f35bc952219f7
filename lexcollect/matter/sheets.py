"""Sheets: the spreadsheets of a matter, written from the YAML and taken back into it (整理表).

Owns when a sheet is written, where, and what becomes of one that somebody changed: its edits are shown before anything
is written, they go through the one writer, and the sheet that was handed in is kept beside the journal. A sheet that
is held open is never written over; one with edits is never written anew before they were taken in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.files import read_bounded, sha256_bytes, write_all
from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import CASE, CASE_SHEET, EVIDENCE_SHEET, RAW, SHEET_MEMORY, SHEETS_HANDED_IN
from lexcollect.matter.lock import Held
from lexcollect.matter.sheet_memory import handed_in, is_open, memory_bytes, names_of
from lexcollect.matter.writing import Change, Errors, Revision, read_sources, revise, write
from lexcollect.records import dataclass
from lexcollect.sheets.reading import MAX_BYTES

if TYPE_CHECKING:
    from datetime import date

    from lexcollect.intake.register import Seen
    from lexcollect.proposing.papers import Paper
    from lexcollect.sheets.case_rows import Exhibits
    from lexcollect.sheets.fact_choices import FactChoice
    from lexcollect.sheets.rows import Lines

#: A sheet of more lines than this has no pictures: drawing them would take minutes.
_PICTURED = 400


@dataclass(frozen=True)
class Said:
    """One changed cell as it is told: the row of the sheet, whose line, which column, from what to what."""

    row: int
    name: str
    head: str
    old: str
    new: str


@dataclass(frozen=True)
class Handed:
    """A sheet that somebody changed: its ``file``, the edits, changes of the two files, and what is to be told.

    ``facts`` are decisions on proposed facts, which are written after the changes.
    ``stops``: nothing of it can be taken in before what the findings say is mended.
    """

    file: str
    raw: bytes
    said: tuple[Said, ...]
    case: tuple[Change, ...]
    catalogue: tuple[Change, ...]
    findings: tuple[Finding, ...]
    facts: tuple[FactChoice, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether a finding stands in the way."""
        return any(one.stops for one in self.findings)

    @property
    def empty(self) -> bool:
        """Whether nothing was changed that counts."""
        return not (self.case or self.catalogue or self.facts)


@dataclass(frozen=True)
class WrittenSheets:
    """The sheets that were written, relative to the matter, and what is to be told."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]


def changed_sheets(folder: Path) -> list[str]:
    """Return the sheets of the matter that somebody saved since they were written; by their bytes, not their date."""
    return [name for sheet in _READERS for name in handed_in(folder, sheet)]


def read_handed(folder: Path, day: date) -> list[Handed]:
    """Return what was changed in the sheets of the matter; decisions in them are dated ``day``. Writes nothing."""
    found = []
    for sheet in _READERS:
        names = handed_in(folder, sheet)
        read = [_READERS[sheet](folder, name, read_bounded(folder / name, MAX_BYTES), day) for name in names]
        read = [one for one in read if not one.empty or one.findings]
        if sum(not one.empty for one in read) > 1:
            two = finding("LX-W075", Where(read[0].file), other=read[1].file)
            read = [Handed(one.file, one.raw, one.said, (), (), (two,)) for one in read[:1]]
        found += read
    return found


def take_in(held: Held, handed: Sequence[Handed], who: str) -> Revision:
    """Write the edits of ``handed`` into case file and catalogue, both or neither, and write the sheets anew.

    :class:`~lexcollect.findings.Refused` where the writer refuses; then nothing is written, and the sheets stay.
    """
    sources = read_sources(held.folder)
    revision = revise(
        sources,
        case=[change for one in handed for change in one.case],
        catalogue=[change for one in handed for change in one.catalogue],
    )
    write(held, revision, who=who, means="sheet", errors=Errors.REFUSE_NEW)
    if choices := [choice for one in handed for choice in one.facts]:
        from lexcollect.matter.sheet_facts import take_choices

        told = take_choices(held, choices)
        revision = replace(revision, findings=(*revision.findings, *told))
    _keep(held, handed)
    return revision


def settle(held: Held) -> None:
    """Note the sheets as they lie: they were saved without a change that counts."""
    names = changed_sheets(held.folder)
    _write(held.folder, {}, known={name: read_bounded(held.folder / name, MAX_BYTES) for name in names})


def write_sheets(held: Held, papers: Sequence[Paper] | None = None) -> WrittenSheets:
    """Write the sheets of the matter anew; one with edits that were not taken in is left as it is, and told.

    ``papers`` is the material, where it has been read already: facts wait in it for a person.
    """
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    for sheet, build in _BUILDERS.items():
        main, beside = names_of(sheet)
        if handed_in(held.folder, sheet):
            findings.append(finding("LX-W072", Where(main)))
            continue
        raw = build(held.folder, papers)
        if raw is None:
            continue
        name = main
        if is_open(held.folder / main):
            name = beside
            findings.append(finding("LX-W073", Where(main), file=beside))
        files[name] = raw
    if files:
        _write(held.folder, files)  # with what is remembered of them: all or none
    return WrittenSheets(tuple(files), tuple(findings))


def _keep(held: Held, handed: Sequence[Handed]) -> None:
    """Keep the sheets as they were handed in; from now on their bytes are known."""
    stamp = f"{held.now:%Y%m%d-%H%M%S}"
    kept = {
        f"{SHEETS_HANDED_IN}/{Path(one.file).stem}-{stamp}-{sha256_bytes(one.raw)[:8]}.xlsx": one.raw for one in handed
    }
    (held.folder / SHEETS_HANDED_IN).mkdir(parents=True, exist_ok=True)
    _write(held.folder, kept, known={one.file: one.raw for one in handed})


def _write(folder: Path, files: Mapping[str, bytes], known: Mapping[str, bytes] | None = None) -> None:
    memory = memory_bytes(folder, files if known is None else known)
    (folder / SHEET_MEMORY).parent.mkdir(exist_ok=True)
    write_all([*((folder / name, raw) for name, raw in files.items()), (folder / SHEET_MEMORY, memory)])


# --- the evidence sheet ------------------------------------------------------------------------------------------


def _evidence(folder: Path, papers: Sequence[Paper] | None) -> bytes | None:
    from lexcollect.sheets.evidence_book import evidence_book

    raw, lines, seen = _catalogue(folder)
    if raw is None or lines is None:
        return None
    return evidence_book(raw, lines, _pictures(folder, lines, seen))


def _catalogue(folder: Path) -> tuple[bytes | None, Lines | None, dict[str, Seen]]:
    from lexcollect.intake.register import seen
    from lexcollect.sheets.rows import lines_of

    raw, known = read_sources(folder).catalogue, seen(folder)
    return raw, None if raw is None else lines_of(raw, known), known


def _pictures(folder: Path, lines: Lines, seen: Mapping[str, Seen]) -> dict[str, bytes]:
    from lexcollect.formats.thumbnail import thumbnail
    from lexcollect.sheets.workbook import PICTURE_PIXELS

    if len(lines.rows) > _PICTURED:
        return {}
    found = {}
    for row in lines.rows:
        first = next((name for name in row.files if name in seen), "")
        path = folder / RAW / first
        if first and path.is_file() and not path.is_symlink():
            found[row.id] = thumbnail(path, seen[first].kind, PICTURE_PIXELS)
    return found


def _read_evidence(folder: Path, file: str, raw: bytes, day: date) -> Handed:
    from lexcollect.sheets.catalogue_changes import plan_of
    from lexcollect.sheets.columns import BY_KEY, COLUMNS
    from lexcollect.sheets.edits import bare, compare, said
    from lexcollect.sheets.evidence_book import TABLE
    from lexcollect.sheets.reading import read_book

    _, lines, seen = _catalogue(folder)
    heads = [column.head for column in COLUMNS]
    book, found = read_book(raw, file, {TABLE: heads}, BY_KEY["id"].head)
    if book is None or TABLE not in book.tables or lines is None:
        return Handed(file, raw, (), (), (), tuple(found))
    compared = compare(book, lines, file)
    found += compared.findings
    told = []
    for clash in compared.clashes:
        name, head = said(clash.edit, lines)
        base, theirs, ours = (words or "—" for words in (clash.edit.old, clash.theirs, clash.edit.new))
        where = Where(file, clash.edit.row, field=f"{name} {head}")
        found.append(finding("LX-W042", where, base=base, theirs=theirs, ours=ours))
    cited = words_of_case(read_sources(folder).case) & {bare(row.id) for row in lines.rows}
    plan = plan_of(compared.edits, lines, compared.places, seen, day, file, served_numbers(folder), cited)
    for edit in compared.edits:
        name, head = said(edit, lines)
        told.append(Said(edit.row, name, head, edit.old, edit.new))
    return Handed(file, raw, tuple(told), (), tuple(plan.changes), (*found, *plan.findings))


def words_of_case(raw: bytes) -> set[str]:
    """Return every text of the case file ``raw`` that stands by itself: among them the ids of exhibits it speaks of."""
    from lexcollect.yamltree import parse_yaml

    tree, _ = parse_yaml(raw, CASE)
    found: set[str] = set()
    pending: list[object] = [tree.data] if tree else []
    while pending:
        one = pending.pop()
        if isinstance(one, str):
            found.add(one)
        elif isinstance(one, dict):
            pending += one.values()
        elif isinstance(one, list):
            pending += one
    return found


def served_numbers(folder: Path) -> dict[str, str]:
    """Return the numbers that were handed in by the ids of their exhibits."""
    from lexcollect.matter.serving import served_in

    try:
        return {one.id: one.no for one in served_in(folder).exhibits.values()}
    except Refused:  # told when the catalogue is checked
        return {}


# --- the form of the case file -----------------------------------------------------------------------------------


def _case(folder: Path, papers: Sequence[Paper] | None) -> bytes | None:
    from lexcollect.casefile.loader import in_english, parse_case
    from lexcollect.matter.sheet_facts import open_proposals
    from lexcollect.sheets.case_book import case_book

    raw = read_sources(folder).case
    data = in_english(raw, CASE, as_placed=True)
    if not data:
        return None
    return case_book(raw, data, parse_case(raw, CASE).findings, _exhibits(folder), open_proposals(folder, papers))


def _exhibits(folder: Path) -> Exhibits:
    from lexcollect.sheets.case_rows import Exhibits
    from lexcollect.sheets.edits import bare, is_item

    _, lines, _ = _catalogue(folder)
    rows = [row for row in lines.rows if is_item(row.id)] if lines else []
    return Exhibits({bare(row.id): (row.cells.get("number", ""), row.cells.get("title", "")) for row in rows})


def _read_case(folder: Path, file: str, raw: bytes, day: date) -> Handed:
    from lexcollect.casefile.loader import in_english
    from lexcollect.matter.sheet_facts import choices_in
    from lexcollect.sheets.case_book import ID, heads_of
    from lexcollect.sheets.case_edits import case_edits
    from lexcollect.sheets.case_grids import grids
    from lexcollect.sheets.fact_rows import HEADS as FACTS_HEADS
    from lexcollect.sheets.fact_rows import TABLE as FACTS_TABLE
    from lexcollect.sheets.fact_rows import VERDICT, key_of
    from lexcollect.sheets.reading import read_book

    data = in_english(read_sources(folder).case, CASE, as_placed=True)
    wanted = {FACTS_TABLE: FACTS_HEADS, **{grid.name: heads_of(grid) for grid in grids()}}
    book, found = read_book(raw, file, wanted, ID)
    if book is None or not data:
        return Handed(file, raw, (), (), (), tuple(found))
    edits = case_edits(book, data, _exhibits(folder), file)
    facts = choices_in(folder, book, file, edits.groups)
    told = [Said(one.row, one.name, one.head, one.old, one.new) for one in edits.told]
    for one in facts.taken:
        told.append(Said(one.row, f"{FACTS_TABLE} {one.name}", VERDICT, "", f"{one.verdict}：{one.told}"))
        told += [
            Said(one.row, f"{FACTS_TABLE} {one.name}", key_of(one.id, key), "", words)
            for key, words in one.corrected.items()
        ]
    findings = (*found, *edits.findings, *facts.findings)
    return Handed(file, raw, tuple(told), edits.changes, (), findings, tuple(facts.taken))


_BUILDERS: Mapping[str, Callable[[Path, Sequence[Paper] | None], bytes | None]] = {
    EVIDENCE_SHEET: _evidence,
    CASE_SHEET: _case,
}
_READERS: Mapping[str, Callable[[Path, str, bytes, date], Handed]] = {
    EVIDENCE_SHEET: _read_evidence,
    CASE_SHEET: _read_case,
}
