"""Joining: which files go together as one exhibit (并入), and which exhibits are taken apart (拆开).

Owns what is typed in the column 并入: the number of the exhibit that a file, or a whole exhibit, becomes part of; or
that the further files of an exhibit stand by themselves again. What was handed in keeps its files; an exhibit that the
case file speaks of is not dissolved. Loses no file: what is taken apart waits for a decision.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from lexcollect.findings import Finding, Where, finding
from lexcollect.records import dataclass, field
from lexcollect.sheets.columns import APART, NO
from lexcollect.sheets.edits import Edit, bare, is_item
from lexcollect.sheets.rows import Lines, Row
from lexcollect.yamledit.changes import Change, Remove, Set


@dataclass
class Joined:
    """Lines that are dealt with, changes, and what is to be told."""

    lines: set[str] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def joined(
    now: Lines,
    by_row: Mapping[str, Mapping[str, Edit]],
    places: Mapping[str, int],
    served: Collection[str],
    cited: Collection[str],
    file: str,
) -> Joined:
    """Return what the words typed under 并入 ask for.

    ``served`` and ``cited`` are the ids of exhibits that were handed in, and of those that the case file speaks of.
    """
    out = Joined()
    files = {row.id: list(row.files) for row in now.rows if is_item(row.id)}
    touched: dict[str, None] = {}

    def tell(code: str, row: Row, **params: Any) -> None:
        out.findings.append(finding(code, Where(file, places.get(row.id, 0) or 1), **params))

    for row, typed in _typed(now, by_row):
        held = is_item(row.id) and bare(row.id) in served
        if typed in APART:
            if held or not is_item(row.id) or len(files[row.id]) < 2:
                tell("LX-W093", row)
            else:
                del files[row.id][1:]
                touched[row.id] = None
            continue
        target = next((one for one in now.rows if is_item(one.id) and one.cells.get("number", "") == typed), None)
        if target is None or target.id == row.id or target.id in out.lines:
            tell("LX-W090", row, number=typed)
        elif bare(target.id) in served:
            tell("LX-W091", row, number=typed)
        elif held or (is_item(row.id) and bare(row.id) in cited):
            tell("LX-W092", row, number=row.cells.get("number", ""))
        else:
            out.lines.add(row.id)
            files[target.id] += files.pop(row.id, row.files)
            touched[target.id] = None
            touched.pop(row.id, None)
            if is_item(row.id):
                out.changes.append(Remove(("items", bare(row.id))))
            elif row.cells.get("submit", "") == NO:
                out.changes.append(Remove(("left_out", bare(row.id))))
    out.changes += [Set(("items", bare(id), "files"), files[id]) for id in touched]
    return out


def _typed(now: Lines, by_row: Mapping[str, Mapping[str, Edit]]) -> Iterator[tuple[Row, str]]:
    for row in now.rows:
        edit = by_row.get(row.id, {}).get("into")
        if edit and edit.new.strip():
            yield row, edit.new.strip()
