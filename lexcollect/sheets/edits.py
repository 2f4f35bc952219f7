"""Edits: what a person changed in the evidence sheet.

Owns the comparison cell by cell with the copy of what was written, and with the catalogue as it is now: a cell that
only the person changed is an edit, one that only the file changed is left, one that both changed is a conflict. Rows
are known by their hidden id, wherever they were moved; a row that was deleted means 不提交 and loses no file. What
cannot be understood is told with its row, and nothing is taken over then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.findings import Finding, Where, finding
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field
from lexcollect.sheets.cells import Cell, Held
from lexcollect.sheets.columns import ALSO, ANSWERS, BY_KEY, COLUMNS, NO, YES
from lexcollect.sheets.evidence_book import TABLE
from lexcollect.sheets.numbering import is_order
from lexcollect.sheets.reading import Book, Line
from lexcollect.sheets.rows import FILE, ITEM, Lines
from lexcollect.wording import text as sentence

_ID = BY_KEY["id"].head
_FILES = BY_KEY["files"].head
_PROOFS = regex(r"[、，,；;/\s]+")


class Edit(NamedTuple):
    """One cell that a person changed: the row of the sheet, whose line, which column, from what to what."""

    row: int
    id: str
    key: str
    old: str
    new: str


class Clash(NamedTuple):
    """A cell that was changed on both sides: ``base`` as written, ``theirs`` in the file now, ``ours`` in the sheet."""

    edit: Edit
    theirs: str


@dataclass
class Compared:
    """The edits of a sheet, conflicts, what is to be told, and where each line now stands in the sheet."""

    edits: list[Edit] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)


def compare(book: Book, now: Lines, file: str) -> Compared:
    """Return what a person changed in ``book`` since it was written; ``now`` are the lines of the catalogue today."""
    out = Compared()
    base = book.memory.rows(TABLE)
    current = {row.id: row.cells for row in now.rows}
    for id, line in _known(book, now, base, file, out):
        out.places[id] = line.number
        _row(id, line, base.get(id, {}), current.get(id), file, out)
    for id in base:
        if id not in out.places and current.get(id, {}).get("submit") == YES:
            out.edits.append(Edit(0, id, "submit", YES, NO))
    return out


def _known(
    book: Book, now: Lines, base: Mapping[str, Mapping[str, str]], file: str, out: Compared
) -> Iterator[tuple[str, Line]]:
    """Yield each row with the id of its line; what belongs to no line is a finding."""
    current = {row.id for row in now.rows}
    by_file = {name: row.id for row in now.rows for name in row.files}
    taken: dict[str, int] = {}
    for line in book.tables[TABLE].lines:
        id = line.text(_ID)
        where = Where(file, line.number)
        if not id:
            name = line.text(_FILES)
            id = by_file.get(name, "")
            if not id:
                out.findings.append(finding("LX-W060", where, text=name or line.text(BY_KEY["title"].head)))
                continue
        if id in taken:
            out.findings.append(finding("LX-W061", where, first=taken[id]))
            continue
        if id not in base and id not in current:
            out.findings.append(finding("LX-W062", where, id=id))
            continue
        taken[id] = line.number
        yield id, line


def _row(id: str, line: Line, base: Mapping[str, str], now: Mapping[str, str] | None, file: str, out: Compared) -> None:
    where = Where(file, line.number)
    ignored = []
    for column in COLUMNS:
        if column.head not in line.cells:
            continue
        was = base.get(column.key, "")
        if not column.open:
            if column.key not in ("picture", "id", "number") and line.text(column.head) != was:
                ignored.append(column.head)
            continue
        found = meant(column.key, line.cells[column.head], was, where, out)
        if found == was:
            continue
        edit = Edit(line.number, id, column.key, was, found)
        if now is None:
            out.clashes.append(Clash(edit, ""))
        elif (there := now.get(column.key, "")) == found:
            continue
        elif there != was:
            out.clashes.append(Clash(edit, there))
        else:
            out.edits.append(edit)
    if ignored:
        out.findings.append(finding("LX-W063", where, heads=tuple(ignored)))


def meant(key: str, cell: Cell, was: str, where: Where, out: Compared) -> str:
    """Return what a person meant in a cell; where that cannot be told, what stood there, with a finding."""
    words = cell.text
    if cell.held is Held.FORMULA or words == was:
        return was
    head = BY_KEY[key].head
    if key == "submit":
        found = ALSO.get(words.casefold(), words)
        if found in ANSWERS:
            return found
        out.findings.append(finding("LX-W064", where, head=head, text=words, choices=ANSWERS))
        return was
    if key == "order" and words:
        if cell.held is not Held.DATE and is_order(words):
            return words
        code = "LX-W066" if cell.held is Held.DATE else "LX-W065"
        out.findings.append(finding(code, where, text=words))
        return was
    if key == "date" and words:
        try:
            return parse_date(words).isoformat()
        except BadDate as bad:
            reason = sentence(f"general.date.{bad.reason}", day=bad.day)
            out.findings.append(finding("LX-W067", where, text=words, reason=reason))
            return was
    if key == "proof":
        return "、".join(dict.fromkeys(filter(None, _PROOFS.split(words))))
    if key in ("group", "title") and cell.held is Held.DATE:
        out.findings.append(finding("LX-W066", where, text=words))
        return was
    return words


def is_item(id: str) -> bool:
    """Tell whether a line is an exhibit; else it is a file."""
    return id.startswith(ITEM)


def bare(id: str) -> str:
    """Return the name in the id of a line: that of the exhibit, or of the file."""
    return id.removeprefix(ITEM if is_item(id) else FILE)


def said(edit: Edit, now: Lines) -> tuple[str, str]:
    """Return how an edit is told: of which exhibit or file, and which column."""
    row = now.row(edit.id)
    cells = row.cells if row else {}
    name = " ".join(filter(None, (cells.get("number", ""), cells.get("title", "") or cells.get("files", ""))))
    return name or bare(edit.id), BY_KEY[edit.key].head
