"""Case edits: what a person changed in the form of the case file, as changes by place.

Owns the comparison with what was written and with the case file as it is now. A fact without an id of its own is known
by its position, and only as long as all of it still says what was written: else it might be another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lexcollect.casefile.loader import words_in
from lexcollect.casefile.values import BadValue, spellings
from lexcollect.findings import Finding, Where, finding
from lexcollect.records import dataclass, field
from lexcollect.sheets.case_book import ID, PARENT, PROBLEM
from lexcollect.sheets.case_grids import CaseColumn, Grid, grids
from lexcollect.sheets.case_rows import CaseRow, Exhibits, is_position, place_below, rows_of, said_of, stands_for
from lexcollect.sheets.cells import Held
from lexcollect.sheets.reading import Book, Line
from lexcollect.yamledit.changes import Add, Change, Remove, Set


class CaseEdit(NamedTuple):
    """One thing a person changed: the row of the table, what it is called, which column, from what to what."""

    row: int
    name: str
    head: str
    old: str
    new: str


@dataclass
class CaseEdits:
    """What was changed, the changes of the case file in their order, and what is to be told."""

    told: list[CaseEdit] = field(default_factory=list)
    sets: list[Change] = field(default_factory=list)
    removes: list[Remove] = field(default_factory=list)
    adds: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Values first, ids after all others, then what goes, the last position first, then what is new."""
        gone = sorted(self.removes, key=lambda one: [str(p) if isinstance(p, str) else f"{p:09}" for p in one.place])
        named = [one for one in self.sets if isinstance(one, Set) and one.place[-1] == "id"]
        return (*(one for one in self.sets if one not in named), *named, *reversed(gone), *self.adds)

    @property
    def groups(self) -> frozenset[str]:
        """The groups of the case file in which something changes."""
        places = [one.group if isinstance(one, Add) else one.place for one in self.changes]
        return frozenset(str(place[0]) for place in places)


def case_edits(book: Book, data: Mapping[str, Any], exhibits: Exhibits, file: str) -> CaseEdits:
    """Return what a person changed in ``book``; ``data`` is what the case file says today."""
    out, now = CaseEdits(), rows_of(data, exhibits)
    for grid in grids():
        if grid.name in book.tables:
            _Table(grid, book, {row.id: row for row in now[grid.name]}, exhibits, file, out).compare()
    out.sets += _followed(out.sets, now)
    return out


def _followed(sets: Sequence[Change], now: Mapping[str, Sequence[CaseRow]]) -> Iterator[Set]:
    """Yield the references that follow a fact to its new id, but for those that a person changed too."""
    touched = {one.place for one in sets if not isinstance(one, Add)}
    renamed = {
        (str(one.place[0]), str(one.place[1])): str(one.value)
        for one in sets
        if isinstance(one, Set) and len(one.place) == 3 and one.place[-1] == "id"
    }
    for grid in grids() if renamed else ():
        for column in grid.columns:
            refers = column.field.refers
            for row in now[grid.name] if refers is not None else ():
                words = words_in(row.cells.get(column.head, ""))
                new = [renamed.get((refers.group, word.strip()), word.strip()) for word in words] if refers else []
                place = (*row.place, *column.path)
                if new != [word.strip() for word in words] and place not in touched:
                    yield Set(place, new if column.field.many else new[0])


@dataclass
class _Table:
    """One table on its way through the comparison."""

    grid: Grid
    book: Book
    now: Mapping[str, CaseRow]
    exhibits: Exhibits
    file: str
    out: CaseEdits

    def compare(self) -> None:
        base = self.book.memory.rows(self.grid.name)
        seen: dict[str, int] = {}
        for line in self.book.tables[self.grid.name].lines:
            id = line.text(ID)
            where = Where(f"{self.file}（{self.grid.name}）", line.number)
            if line.column:
                where = Where(f"{self.file}（{self.grid.name} {line.column} 列）")
            if not id:
                self._new(line, where)
            elif id in seen:
                self.out.findings.append(finding("LX-W061", where, first=seen[id]))
            elif id not in base:
                self.out.findings.append(finding("LX-W062", where, id=id))
            else:
                seen[id] = line.number
                self._row(id, line, base[id], where)
        for id in base:
            if id not in seen and self.grid.group:
                self._gone(id, base[id])

    def _row(self, id: str, line: Line, base: Mapping[str, str], where: Where) -> None:
        row = self.now.get(id)
        self._grey(line, base, where)
        meant = {column.head: self._meant(column, line, base) for column in self.grid.columns}
        emptied: set[str] = set()
        worded: dict[str, dict[CaseColumn, str]] = {}
        for column in self.grid.columns:
            found = meant[column.head]
            was = base.get(column.head, "")
            if found == was:
                continue
            there = None if row is None else row.cells.get(column.head, "")
            if there == found:
                continue
            if row is None or there != was or (is_position(id) and not self._same(row, base)):
                at = Where(where.file, where.line, field=f"{_shown(id)} {column.head}")
                said = [said_of(column, words or "", self.exhibits) or "—" for words in (was, there, found)]
                self.out.findings.append(finding("LX-W042", at, base=said[0], theirs=said[1], ours=said[2]))
                continue
            old, new = (said_of(column, words, self.exhibits) for words in (was, found))
            self.out.told.append(CaseEdit(_row_of(line), f"{self.grid.name} {_shown(id)}", column.head, old, new))
            group = column.path[0]
            if len(column.path) > 1 and not any(meant[c.head] for c in self.grid.columns if c.path[0] == group):
                if group not in emptied:  # a nested group of which nothing is left goes as a whole
                    self.out.sets.append(Remove((*row.place, group)))
                emptied.add(group)
                continue
            if len(column.path) > 1 and isinstance(row.whole.get(group), str):
                worded.setdefault(group, {})[column] = found
                continue
            place = (*row.place, *column.path)
            self.out.sets.append(Set(place, _value(column, found)) if found else Remove(place))
        self.out.sets += [
            _spelled_out(self.grid, row, group, typed) for group, typed in worded.items() if row is not None
        ]

    def _grey(self, line: Line, base: Mapping[str, str], where: Where) -> None:
        if PARENT in base and line.text(PARENT) != base[PARENT]:
            self.out.findings.append(finding("LX-W063", where, heads=(PARENT,)))

    def _meant(self, column: CaseColumn, line: Line, base: Mapping[str, str]) -> str:
        cell = line.cells.get(column.head)
        if cell is None or cell.held is Held.FORMULA:
            return base.get(column.head, "")
        return stands_for(column, cell.text, self.exhibits) if cell.text else ""

    def _gone(self, id: str, base: Mapping[str, str]) -> None:
        row = self.now.get(id)
        if row is None:
            return
        if not self._same(row, base):
            where = Where(f"{self.file}（{self.grid.name}）")
            self.out.findings.append(finding("LX-W076", where, id=_shown(id)))
            return
        self.out.told.append(CaseEdit(0, self.grid.name, self.grid.name, _shown(id), ""))
        self.out.removes.append(Remove(row.place))

    def _new(self, line: Line, where: Where) -> None:
        fact: dict[str, Any] = {}
        for column in self.grid.columns:
            cell = line.cells.get(column.head)
            if cell is None or not cell.text or cell.held is Held.FORMULA:
                continue
            inner = fact
            for key in column.path[:-1]:
                inner = inner.setdefault(key, {})
            inner[column.path[-1]] = _value(column, stands_for(column, cell.text, self.exhibits))
        if not fact:
            return
        group: tuple[str | int, ...] = (self.grid.group,)
        if self.grid.below:
            parent = line.text(PARENT)
            many = any(PARENT in line.cells for line in self.book.tables[self.grid.name].lines)
            if many and not parent:
                self.out.findings.append(finding("LX-W077", where))
                return
            group = place_below(self.grid.group, parent, self.grid.below)
        if self.grid.named and "id" not in fact and self.grid.many:
            fact = {"id": self._fresh(), **fact}
        told = "；".join(f"{c.head} {line.text(c.head)}" for c in self.grid.columns if line.text(c.head))
        self.out.told.append(CaseEdit(_row_of(line), self.grid.name, self.grid.name, "", told))
        self.out.adds.append(Add(group, fact) if self.grid.many else Set(group, fact))

    def _fresh(self) -> str:
        """Return an id that no fact of the table has: 付款4."""
        taken = {str(row.place[-1]) for row in self.now.values()}
        taken |= {str(add.fact.get("id")) for add in self.out.adds if isinstance(add, Add)}
        return next(id for n in range(len(self.now) + 1, 100_000) if (id := f"{self.grid.name[:12]}{n}") not in taken)

    def _same(self, row: CaseRow, base: Mapping[str, str]) -> bool:
        return {k: v for k, v in base.items() if k not in (PROBLEM, PARENT)} == dict(row.cells)


def _spelled_out(grid: Grid, row: CaseRow, group: str, typed: Mapping[CaseColumn, str]) -> Change:
    """Return the change of a group for which one value stood (管辖: 甲方住所地法院) once other keys of it are typed."""
    place, held, model = (*row.place, group), str(row.whole[group]), _model(grid, group)
    alone = getattr(model, "alone", "")
    if [column.path[1:] for column in typed] == [(alone,)]:
        (words,) = typed.values()
        return Set(place, words) if words else Remove(place)
    try:
        whole: dict[str, Any] = {k: str(v) for k, v in model.from_words(held).items() if v} if model else {}
    except BadValue:
        whole = {alone: held}
    for column, words in typed.items():
        inner = whole
        for key in column.path[1:-1]:
            inner = inner.setdefault(key, {})
        inner[column.path[-1]] = _value(column, words)
        if not words:
            del inner[column.path[-1]]
    return Set(place, whole)


def _row_of(line: Line) -> int:
    """Return the row that is told; none on a form, where a fact is a column."""
    return -1 if line.column else line.number


def _shown(id: str) -> str:
    """Return the id of a row as people read it: without the key of its group."""
    return id.partition("/")[2]


def _value(column: CaseColumn, words: str) -> Any:
    """Return what is written for a cell: choices by their Chinese word, amounts to the fen, lists as lists."""
    if column.field.many:
        return [_one(column, part.strip()) for part in words_in(words)]
    return _one(column, words)


def _one(column: CaseColumn, words: str) -> str:
    kind, value = column.field.kind, column.field.value
    if kind is not None:
        member = spellings(kind).get(words)
        return member.label if member is not None else words
    if value is not None and value.words.zh.startswith("金额"):
        whole, dot, rest = words.partition(".")
        return f"{whole}.{rest:0<2}" if whole.isdecimal() and (not dot or rest.isdecimal()) and len(rest) < 3 else words
    return words


def _model(grid: Grid, key: str) -> Any:
    from lexcollect.casefile.facts import fields_of

    return next((f.model for f in fields_of(grid.model) if f.key == key), None)
