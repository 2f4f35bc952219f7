"""Saying: a finding, and the place of a fact, in the reader's words.

Owns that a finding names facts and exhibits by what they are called where it holds an id, and the fact or exhibit on
another line where it counts that line; and what a row of a table is called. Shows an id only where a person chose
nothing else (a debt by its order number). Judges nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Finding, Refused, shown
from lexcollect.layout import CASE, CATALOGUE, CATALOGUE_NAME
from lexcollect.review.exhibits import as_called, lines_of, name_of
from lexcollect.review.keys import named
from lexcollect.review.naming import row_name
from lexcollect.wording import language, say

if TYPE_CHECKING:
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.sheets.case_grids import Grid
    from lexcollect.sheets.case_rows import CaseRow
    from lexcollect.sheets.rows import Row

#: What a person typed, or what is looked for: never another name for it.
_TYPED = ("text", "written", "words", "key", "kind")
#: Where a finding counts a line: under which name it does.
_LINES = ("line", "first")


def said(desk: Desk, one: Finding) -> Finding:
    """Return a finding that names facts and exhibits as people do; ``row`` is what stands on the line it counts."""
    names = desk.once("names of ids", lambda: _names(desk))
    kept = {key: value for key, value in one.params if key in _TYPED}
    found = as_called(desk, named(one, lambda words: names.get(words, words)))
    params = {**dict(found.params), **kept}
    line = next((params[key] for key in _LINES if isinstance(params.get(key), int)), 0)
    row = _on_line(desk, one.where.file, line) if line else ""
    return replace(found, params=tuple({**params, **({"row": row} if row else {})}.items()))


def row_words(desk: Desk, grid: Grid, row: CaseRow) -> str:
    """Return what a row of a table is called: its table, what it belongs to, its name, else its day, whom and sum."""
    parties = desk.once("parties", lambda: _parties(desk))
    names = [grid.name if language() == "zh" else grid.english]
    if grid.below and len(row.place) > 1:
        names.append(_called(desk, grid.group, row.place[1]))
    if grid.many:
        last = row.place[-1]
        words = row_name(grid.group if not grid.below else grid.below[-1], row.whole, parties)
        names.append(words or (say("desk.nth", number=last + 1) if isinstance(last, int) else str(last)))
    return "　".join(dict.fromkeys(filter(None, names)))


def _called(desk: Desk, group: str, part: str | int) -> str:
    """Return what an entry of a group is called, by its id or its place."""
    held = _entries(desk, group)
    found = next((one for n, one in enumerate(held) if part in (n, one.get("id"))), None)
    return row_name(group, found, desk.once("parties", lambda: _parties(desk))) if found is not None else ""


def _parties(desk: Desk) -> dict[str, str]:
    return {one["id"]: str(one["name"]) for one in _entries(desk, "parties") if "id" in one and "name" in one}


def _entries(desk: Desk, group: str) -> list[Mapping[str, Any]]:
    try:
        held = desk.data.get(group)
    except Refused:
        return []
    return [one for one in held if isinstance(one, Mapping)] if isinstance(held, list) else []


def _names(desk: Desk) -> dict[str, str]:
    """Return what each id stands for in a sentence: a name or title alone, else day, whom and sum.

    An id that two facts have says neither.
    """
    try:
        groups = list(desk.data)
    except Refused:
        return {}
    parties = desk.once("parties", lambda: _parties(desk))
    found: dict[str, set[str]] = {}
    for group in groups:
        for one in _entries(desk, group):
            if isinstance(one.get("id"), str):
                short = next((str(one[key]) for key in ("name", "title") if isinstance(one.get(key), str)), "")
                found.setdefault(one["id"], set()).add(shown(short) or row_name(group, one, parties))
    return {id: next(iter(names)) for id, names in found.items() if len(names) == 1 and names != {""}}


# --- what stands on a line ---------------------------------------------------------------------------------------


def _on_line(desk: Desk, file: str, line: int) -> str:
    from lexcollect.review.lines import FactLines

    if file == CASE:
        return desk.once("fact lines", lambda: FactLines(desk)).at(line)[1]
    if file in (CATALOGUE, CATALOGUE_NAME) and lines_of(desk) is not None:
        begins = desk.once("lines of exhibits", lambda: _begins(desk))
        at = bisect_right([first for first, _ in begins], line)
        return begins[at - 1][1] if at else ""
    return ""


def _begins(desk: Desk) -> list[tuple[int, str]]:
    """Return the lines on which the exhibits begin in the file, and what each is called."""
    from lexcollect.evidence.keys import in_english
    from lexcollect.sheets.edits import bare, is_item
    from lexcollect.yamltree import parse_yaml

    tree, _ = parse_yaml(desk.sources.catalogue or b"", "")
    if tree is None:
        return []
    tree = in_english(tree)
    rows: dict[str, Row] = {bare(row.id): row for row in desk.lines.rows if is_item(row.id)}
    entries = tree.data.get("items") if isinstance(tree.data, dict) else None
    found = []
    for at, entry in enumerate(entries if isinstance(entries, list) else ()):
        row = rows.get(str(entry.get("id", "")).strip()) if isinstance(entry, dict) else None
        if row is not None:
            found.append((tree.where(("items", at)).line, name_of(row)))
    return sorted(found)
