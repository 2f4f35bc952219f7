"""Joining: which files go together as one exhibit (并入), in which order, and which exhibits are taken apart (拆开).

Owns what is typed in the column 并入: the number of the exhibit that a file, or a whole exhibit, becomes part of; or
that the further files of an exhibit stand by themselves again. Owns too the files of an exhibit listed anew, in another
order, with one less or with a file that was none of an exhibit's. What was handed in keeps its files; an exhibit that
the case file speaks of is not dissolved. Loses no file: what is taken apart waits for a decision.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from lexcollect.evidence.paged import PAGE_KEYS, kept_for
from lexcollect.findings import Finding, Where, finding
from lexcollect.records import dataclass, field
from lexcollect.sheets.columns import APART, FILES, NO
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
    part_of = {row.id: [row] for row in now.rows if is_item(row.id)}

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
            part_of[target.id] += part_of.pop(row.id, [])
            touched[target.id] = None
            touched.pop(row.id, None)
            if is_item(row.id):
                out.changes.append(Remove(("items", bare(row.id))))
            elif row.cells.get("submit", "") == NO:
                out.changes.append(Remove(("left_out", bare(row.id))))
    for row, names in _listed(now, by_row):
        if not is_item(row.id) or row.id not in files:
            tell("LX-W093", row)
        elif bare(row.id) in served:
            tell("LX-W131", row, number=row.cells.get("number", ""))
        elif row.cells.get("excerpt", "") and names[:1] != files[row.id][:1]:
            tell("LX-W135", row, number=row.cells.get("number", ""))
        elif (came := _loose(now, names, files[row.id], out.lines)) is None:
            tell("LX-W132", row)
        else:
            files[row.id] = names
            touched[row.id] = None
            out.lines |= {one.id for one in came}
            left = [one for one in came if one.cells.get("submit", "") == NO]
            out.changes += [Remove(("left_out", bare(one.id))) for one in left]
    for id in touched:
        out.changes += [*_pages(id, part_of[id], files[id]), Set(("items", bare(id), "files"), files[id])]
    return out


def _pages(id: str, rows: Sequence[Row], files: Sequence[str]) -> Iterator[Change]:
    """Yield what of the pages changes with the files: what was said of a file goes with it, or falls away with it."""
    own = rows[0]
    for key in PAGE_KEYS:
        was = own.cells.get(key, "")
        now = kept_for(files, [(row.cells.get(key, ""), row.files) for row in rows])
        if now is None or now == was or (len(rows) == 1 and set(files) >= set(own.files) and len(own.files) > 1):
            continue
        yield Set(("items", bare(id), key), now) if now else Remove(("items", bare(id), key))


def _listed(now: Lines, by_row: Mapping[str, Mapping[str, Edit]]) -> Iterator[tuple[Row, list[str]]]:
    for row in now.rows:
        if edit := by_row.get(row.id, {}).get(FILES):
            yield row, [name for name in edit.new.split("\n") if name]


def _loose(now: Lines, names: list[str], own: Collection[str], taken: Collection[str]) -> list[Row] | None:
    """Return the lines of the files among ``names`` that are not ``own`` yet; ``None`` where the list cannot be taken.

    It cannot where it is empty, names a file twice, or one that belongs to another exhibit or is not there.
    """
    if not names or len(set(names)) != len(names):
        return None
    loose = {row.files[0]: row for row in now.rows if not is_item(row.id) and row.id not in taken}
    came = [name for name in names if name not in own]
    return [loose[name] for name in came] if all(name in loose for name in came) else None


def _typed(now: Lines, by_row: Mapping[str, Mapping[str, Edit]]) -> Iterator[tuple[Row, str]]:
    for row in now.rows:
        edit = by_row.get(row.id, {}).get("into")
        if edit and edit.new.strip():
            yield row, edit.new.strip()
