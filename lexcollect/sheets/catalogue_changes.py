"""Catalogue changes: from edited cells to changes of the evidence catalogue, by place.

Owns what an edit means: a file that is now submitted becomes an exhibit, an exhibit that is not becomes a file left out
with its reason, moved rows are counted anew; where a whole group is left out and nothing was handed in yet, the groups
behind it move up; a group whose exhibits went to another one leaves its number, since somebody is still sorting.
Writes no file; the catalogue's own reader checks what comes out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from lexcollect.evidence.collecting import KEYS as COLLECTED
from lexcollect.evidence.excerpts import EXCERPT
from lexcollect.evidence.items import OPEN
from lexcollect.evidence.paged import PAGE_KEYS
from lexcollect.evidence.titles import drafted_title
from lexcollect.findings import Finding, Where, finding
from lexcollect.formats.kinds import FileKind
from lexcollect.intake.register import Seen
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field
from lexcollect.sheets.columns import NO, YES
from lexcollect.sheets.edits import Edit, bare, is_item
from lexcollect.sheets.joining import joined
from lexcollect.sheets.numbering import Placed, numbered
from lexcollect.sheets.rows import ITEM, Lines, Row
from lexcollect.yamledit.changes import Add, Change, Remove, Set

#: What stands for a reason, a source of a day and an unknown place.
_NO_REASON, _TYPED, _LAST = "经核对不提交", "人工填写", "9999"
_GROUP = regex(r"^(?:第)?(\d{1,3})(?:组)?[\s.、:：]*(.*)$", re.DOTALL)
_NONE: Mapping[str, str] = MappingProxyType({})
#: What of its files an exhibit shows; of one that was handed in it stays.
_PARTS = (EXCERPT, *PAGE_KEYS)
#: Columns whose key in the catalogue has another name.
_KEYS = {"note": "working_source"}
_ID_SIGNS = regex(r"[^\w.\-（）()]+")


@dataclass
class Plan:
    """Changes of the catalogue in the order in which they are made, and what is to be told."""

    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def plan_of(
    edits: Iterable[Edit],
    now: Lines,
    places: Mapping[str, int],
    seen: Mapping[str, Seen],
    day: date,
    file: str,
    served: Mapping[str, str] = _NONE,
    cited: Collection[str] = (),
) -> Plan:
    """Return the changes that ``edits`` ask for; ``day`` is when decisions were made that name nobody's day.

    ``served`` are the numbers of exhibits that were handed in, by id: they do not move. ``cited`` are the ids of
    exhibits that the case file speaks of: they are not dissolved.
    """
    by_row: dict[str, dict[str, Edit]] = {}
    for edit in edits:
        by_row.setdefault(edit.id, {})[edit.key] = edit
    parts = joined(now, by_row, places, served, cited, file)
    rest = Lines(tuple(row for row in now.rows if row.id not in parts.lines), now.groups, now.asks)
    planner = _Planner(rest, places, seen, day, file, by_row, served)
    planner.out = Plan(parts.changes, parts.findings)
    for row in now.rows:
        if row.id in parts.lines:
            cells = {**row.cells, **{key: edit.new for key, edit in by_row.get(row.id, {}).items()}, "submit": YES}
            planner.decided(row, cells)
            planner.left |= {_leading(row.cells.get("number", ""))} if is_item(row.id) else set()
    return planner.plan()


@dataclass
class _Planner:
    """One plan on its way."""

    now: Lines
    places: Mapping[str, int]
    seen: Mapping[str, Seen]
    day: date
    file: str
    by_row: Mapping[str, Mapping[str, Edit]]
    served: Mapping[str, str]
    out: Plan = field(default_factory=Plan)
    groups: dict[int, str] = field(default_factory=dict)
    new: dict[str, dict[str, Any]] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)
    closed: Mapping[int, int] = field(default_factory=dict)

    def plan(self) -> Plan:
        self.groups = dict(self.now.groups)
        wanted = {row.id: self._wanted(row) for row in self.now.rows}
        group_of = {id: self._group(id, cells) for id, cells in wanted.items() if cells["submit"] == YES}
        for row in self.now.rows:
            self._row(row, wanted[row.id])
        had = {_leading(row.cells.get("number", "")) for row in self.now.rows}
        gone = sorted(had & set(self.groups) - set(group_of.values()))
        staying = {_leading(row.cells.get("number", "")) for row in self.now.rows if row.id in group_of}
        self.closed = {} if self.served else _closed_up(self.groups, [n for n in gone if n not in staying])
        self._numbers(wanted, group_of)
        self.out.changes += [Add(("items",), fact) for fact in self.new.values()]
        self.out.changes += [Remove(("groups", str(n))) for n in gone]
        self.out.changes += [Set(("groups", str(n), "number"), str(new)) for n, new in sorted(self.closed.items())]
        return self.out

    def _wanted(self, row: Row) -> dict[str, str]:
        """Return the cells of a line as they are to be; the place of what was handed in stays."""
        cells = {"submit": "", **row.cells, **{key: edit.new for key, edit in self.by_row.get(row.id, {}).items()}}
        if no := self._served(row.id):
            group = _GROUP.match(cells.get("group", ""))
            moved = self._changed(row.id, "order") or (group and int(group[1]) != _leading(no))
            if moved or cells["submit"] not in (YES, NO):
                self._tell("LX-E136", row.id, no=no)
                cells |= {
                    key: row.cells.get(key, "") for key in ("group", "order", "submit") if moved or key == "submit"
                }
        return cells

    def _served(self, id: str) -> str:
        """Return the number under which the exhibit of a line was handed in, if it was."""
        return self.served.get(bare(id), "") if is_item(id) else ""

    def _group(self, id: str, cells: Mapping[str, str]) -> int:
        """Return the number of the group of an exhibit; a group that is new is added."""
        words = cells.get("group", "")
        match = _GROUP.match(words)
        title = match[2].strip() if match else words
        number = int(match[1]) if match else next((n for n, t in self.groups.items() if t == words), 0)
        if not words:
            number = max(self.groups, default=0)
            self._tell("LX-W068", id)
        elif not number:
            number = max(self.groups, default=0) + 1
        if number and number not in self.groups:
            self.groups[number] = title or OPEN
            self.out.changes.append(Add(("groups",), {"number": str(number), "title": title or OPEN}))
        elif title and title != self.groups.get(number, "") and self._changed(id, "group"):
            self._named_anew(id, number, title)
        return number

    def _named_anew(self, id: str, number: int, title: str) -> None:
        """Call a group by the one new name that was typed for it; of two names neither is taken."""
        typed = {self.by_row[one]["group"].new for one in self.by_row if self._changed(one, "group")}
        names = {match[2].strip() for words in typed if (match := _GROUP.match(words)) and int(match[1]) == number}
        if names - {self.now.groups.get(number, "")} == {title}:
            self.groups[number] = title
            self.out.changes.append(Set(("groups", str(number), "title"), title))
            return
        self._tell("LX-W069", id, number=number, title=self.groups[number], text=title)

    def _row(self, row: Row, cells: Mapping[str, str]) -> None:
        edits = self.by_row.get(row.id, {})
        if not edits:
            return
        was, wants = row.cells.get("submit", ""), cells["submit"]
        self.decided(row, cells)
        if self._served(row.id) and (wants, was) != (YES, YES):
            self._withdraw(row, cells)
        elif is_item(row.id) and wants == YES:
            self._item(row, edits)
        elif is_item(row.id):
            self.out.changes.append(Remove(("items", bare(row.id))))
            if wants == NO:
                for name in row.files:
                    self._leave_out(name, cells)
        elif wants == YES:
            if was == NO:
                self.out.changes.append(Remove(("left_out", bare(row.id))))
            self.new[row.id] = self._exhibit(row, cells)
        elif wants == NO and was == NO:
            for key, name in (("reason", "reason"), ("note", "note")):
                if key in edits:
                    self.out.changes.append(Set(("left_out", bare(row.id), name), edits[key].new or None))
        elif wants == NO:
            self._leave_out(bare(row.id), cells)
        elif was == NO:
            self.out.changes.append(Remove(("left_out", bare(row.id))))

    def _item(self, row: Row, edits: Mapping[str, Edit]) -> None:
        place = ("items", bare(row.id))
        for key in (*("title", "date", "kind", "proof", "source", "purpose", "original", "note"), *_PARTS, *COLLECTED):
            if key not in edits:
                continue
            if key in _PARTS and (no := self._served(row.id)):
                self._tell("LX-W138", row.id, no=no)
                continue
            value: Any = edits[key].new or None
            if key == "proof" and value and "、" in value:
                value = value.split("、")
            if key == "collected_how" and value and "\n" in value:
                value = value.split("\n")
            if value is None and key in ("date", "proof", "original", *_PARTS, *COLLECTED):
                self.out.changes.append(Remove((*place, key)))
                continue
            self.out.changes.append(Set((*place, _KEYS.get(key, key)), value))
            if key == "date":
                self.out.changes.append(Set((*place, "date_source"), _TYPED))

    def _withdraw(self, row: Row, cells: Mapping[str, str]) -> None:
        """Mark what was handed in as withdrawn, or take that back; its line stays."""
        place = ("items", bare(row.id))
        if cells["submit"] == YES:
            self.out.changes += [Remove((*place, key)) for key in ("withdrawn", "withdrawn_why")]
            return
        if row.cells.get("submit", "") == YES:
            self.out.changes.append(Set((*place, "withdrawn"), self.day))
            self._tell("LX-E137", row.id, no=self._served(row.id))
        self.out.changes.append(Set((*place, "withdrawn_why"), cells.get("reason", "") or _NO_REASON))

    def _leave_out(self, name: str, cells: Mapping[str, str]) -> None:
        fact = {"file": name, "reason": cells.get("reason", "") or _NO_REASON}
        note = cells.get("note", "")
        if note and OPEN not in note:
            fact["note"] = note
        self.out.changes.append(Add(("left_out",), fact))

    def _exhibit(self, row: Row, cells: Mapping[str, str]) -> dict[str, Any]:
        """Return the entry of a file that becomes an exhibit; what nobody said is 待确认."""
        name = bare(row.id)
        known = self.seen.get(name)
        kind = known.kind if known else FileKind.UNKNOWN
        title = cells.get("title", "") or drafted_title(name, kind)
        form = cells.get("kind", "") or _form(kind)
        fact: dict[str, Any] = {"id": self._fresh_id(title, name), "number": "", "title": title}
        if day := cells.get("date", ""):
            fact |= {"date": day, "date_source": _TYPED}
        fact |= {
            "kind": form,
            "working_source": cells.get("note", "") or OPEN,
            "source": cells.get("source", "") or OPEN,
            "purpose": cells.get("purpose", "") or OPEN,
            "original": cells.get("original", "") or (OPEN if form == "书证" else "电子"),
        }
        if proof := cells.get("proof", ""):
            fact["proof"] = proof.split("、") if "、" in proof else proof
        fact |= {key: cells[key] for key in (*_PARTS, *COLLECTED) if cells.get(key, "")}
        return {**fact, "files": [name]}

    def _fresh_id(self, title: str, name: str) -> str:
        """Return an id that a person can read and that no exhibit has: 送货单SH-0412."""
        taken = {bare(row.id) for row in self.now.rows if is_item(row.id)} | {f["id"] for f in self.new.values()}
        words = title if OPEN not in title else PurePosixPath(name).stem
        stem = _ID_SIGNS.sub("", unicodedata.normalize("NFKC", words))[:24] or "证据"
        return next(id for n in range(1, 100_000) if (id := stem if n == 1 else f"{stem}-{n}") not in taken)

    def decided(self, row: Row, cells: Mapping[str, str]) -> None:
        """A file with a question gets the decision that the row tells, with its name and reason."""
        if not (self._changed(row.id, "by") or self._changed(row.id, "why") or self._changed(row.id, "submit")):
            return
        by, why = cells.get("by", ""), cells.get("why", "")
        if bool(by) != bool(why):
            self._tell("LX-W070", row.id)
            return
        if not by or cells["submit"] not in (YES, NO):
            return
        answer = "提交" if cells["submit"] == YES else "不提交"
        for name in row.files:
            asks = self.now.asks.get(name, ())
            if not asks:
                continue
            fact = {"file": name, "about": list(asks), "decision": answer, "by": by, "date": self.day, "why": why}
            if row.cells.get("by", ""):
                self.out.changes += [
                    Set(("decisions", name, key), fact[key]) for key in ("decision", "by", "date", "why")
                ]
            else:
                self.out.changes.append(Add(("decisions",), fact))

    def _numbers(self, wanted: Mapping[str, dict[str, str]], group_of: Mapping[str, int]) -> None:
        """Count the groups in which something moved, came or went."""
        moved = {*self.left}
        placed = []
        came = {
            row.id
            for row in self.now.rows
            if row.id in group_of
            and is_item(row.id)
            and group_of[row.id] != _leading(row.cells.get("number", ""))
            and not self._changed(row.id, "order")
        }
        taken = {(group, wanted[id].get("order", "")) for id, group in group_of.items() if id not in came}
        for row in self.now.rows:
            cells, was = wanted[row.id], row.cells
            before = _leading(was.get("number", ""))
            if row.id in group_of:
                group = group_of[row.id]
                order = cells.get("order", "") or _LAST
                if row.id in came and (group, order) in taken:
                    order = _LAST  # moved to another group, where somebody else has its place: behind what is there
                placed.append(Placed(row.id, group, order, self.places.get(row.id, 0)))
                if row.id in self.new or group != before or self._changed(row.id, "order"):
                    moved |= {group, before}
            elif before and was.get("submit") == YES:
                moved.add(before)
        for id, counted in numbered(placed, frozenset(moved), self.served_lines()).items():
            was_in = _leading(counted)
            number = f"{self.closed.get(was_in, was_in)}-{counted.partition('-')[2]}"
            if id in self.new:
                self.new[id]["number"] = number
            elif (found := self.now.row(id)) and number != found.cells.get("number", ""):
                self.out.changes.append(Set(("items", bare(id), "number"), number))

    def served_lines(self) -> dict[str, str]:
        """Return the numbers that do not move by the lines of their exhibits."""
        return {f"{ITEM}{id}": no for id, no in self.served.items()}

    def _changed(self, id: str, key: str) -> bool:
        return key in self.by_row.get(id, {})

    def _tell(self, code: str, id: str, **params: Any) -> None:
        self.out.findings.append(finding(code, Where(self.file, self.places.get(id, 0) or 1), **params))


def _closed_up(groups: Iterable[int], gone: Collection[int]) -> dict[int, int]:
    """Return the new number of each group that stands behind one that is gone; what had a gap before keeps it."""
    moved = {n: n - sum(one < n for one in gone) for n in groups if n not in gone}
    return {n: new for n, new in moved.items() if n != new}


def _leading(number: str) -> int:
    """Return the group in the number of an exhibit: 3 of 3-2."""
    group = number.partition("-")[0]
    return int(group) if group.isdecimal() else 0


def _form(kind: FileKind) -> str:
    """Return the legal kind of evidence (民事诉讼法 66) that a file most likely is."""
    if kind in (FileKind.AUDIO, FileKind.VIDEO):
        return "视听资料"
    return "电子数据" if kind in _ELECTRONIC else "书证"


_ELECTRONIC = frozenset((FileKind.CHAT, FileKind.MAIL))
