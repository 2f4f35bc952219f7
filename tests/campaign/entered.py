"""Entered: case files into which a person types at the page, field by field, and what is read back of them.

A trial takes a case file of an example or of a kind of debt and takes some steps on it: fields typed (values of their
kind, texts full of signs, nothing), facts new, facts gone. After each step: the field that was typed says what was
typed, every other field of every table what it said before, remarks are there (but those of facts that are gone), and
the file reads as YAML. A step that is refused leaves the file as it was.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

from tally import Tally

from entered_kit import Typist, meant, remarks, rows_in, sources_of, taken, texts
from lexcollect.findings import Refused
from lexcollect.matter.desk.steps import Gone, New, Step, Typed
from lexcollect.matter.writing import Sources
from lexcollect.sheets.case_grids import CaseColumn, Grid

#: Steps on one case file.
_STEPS = 5
#: The column of what stands alone for a group of keys.
_ALONE = "原文"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Cells = dict[tuple[str, str, str], str]


def run(count: int, seed: int, folder: Path) -> Tally:
    """Type into ``count`` case files."""
    tally, luck = Tally("entered"), random.Random(seed)
    typist, given = Typist(luck), sorted(texts().items())
    for number in range(count):
        name, text = given[number % len(given)]
        sources = sources_of(text)
        tally.tried += 1
        for _ in range(_STEPS):
            step, grid, column, words = typist.step(sources)
            note = f"{name}: {step!r}"[:300]
            try:
                after = taken(sources, step)
            except Refused as refused:
                tally.count("refused")
                if not refused.findings or not all(one.message() for one in refused.findings):
                    tally.bad("silent", note)
                continue
            except Exception as error:
                tally.bad("crashed", f"{note}: {error!r}")
                continue
            tally.count(type(step).__name__.lower())
            for what, told in look(sources, after, step, grid, column, words):
                tally.bad(what, f"{note}: {told}")
            sources = after
    return tally


def look(
    before: Sources, after: Sources, step: Step, grid: Grid, column: CaseColumn | None, words: str
) -> list[tuple[str, str]]:
    """Return what went wrong in a step, and how it is counted."""
    try:
        was, now = _cells(before), _cells(after)
    except Refused as refused:
        return [("torn", f"cannot be read any more: {[one.message() for one in refused.findings]}")]
    wrong: list[tuple[str, str]] = []
    if isinstance(step, Typed) and column is not None:
        place = (grid.name, step.row, column.head)
        wanted = meant(column, words)
        if now.get(place, "") != wanted:
            wrong.append(("lost", f"{now.get(place, '')!r} is read, {wanted!r} was typed"))
        other = {key for key in {*was, *now} if was.get(key) != now.get(key)} - {place}
        other -= _moved_over(was, now, other, place)
        if other and wanted:
            wrong.append(("lost", f"changed as well: {sorted(other)[:3]}"))
    elif isinstance(step, New):
        gone = {key for key in was if was[key] != now.get(key)}
        if gone:
            wrong.append(("lost", f"changed by a new fact: {sorted(gone)[:3]}"))
    elif isinstance(step, Gone):
        # Facts without an id are called by their position, and move up.
        said, says = (Counter((table, head, words) for (table, _, head), words in one.items()) for one in (was, now))
        # One of which every word went before (a settlement whose instalments are gone) takes none with it.
        held = any(key[:2] == (grid.name, step.row) for key in was)
        if (held and not said - says) or says - said:
            wrong.append(("lost", f"said now: {list(says - said)[:3]}"))
    lost = [line for line in remarks(before.case) if line not in remarks(after.case)]
    if lost and isinstance(step, (Typed, New)) and words:
        wrong.append(("lost", f"remarks: {lost[:2]}"))
    return wrong


def _moved_over(
    was: Cells, now: Cells, other: set[tuple[str, str, str]], place: tuple[str, str, str]
) -> set[tuple[str, str, str]]:
    """Return the fields beside ``place`` that may change with it.

    What stood alone for a group of keys (due: 2024-03-15) gets a key of its own once another key of the group is typed:
    word for word, or as 是 at the key that it names; what is typed for that key itself, or a day for the day that stood
    alone, takes its place. Typed alone again, it makes room of the group. Nothing else of the group may change.
    """
    table, row, head = place
    group, _, key = head.partition("·")
    beside = {one for one in other if one[:2] == (table, row) and one[2].startswith(f"{group}·")}
    gone = {one[2].partition("·")[2]: was[one] for one in beside if one in was}
    come = {one[2].partition("·")[2]: now[one] for one in beside if one in now}
    if key == _ALONE:
        return beside if not come else set()
    if list(gone) != [_ALONE] or len(come) > 1:
        return set()
    words = gone[_ALONE]
    if come:
        ((name, said),) = come.items()
        return beside if said == words or (name, said) == (words, "是") else set()
    named = key == words or (_DAY.fullmatch(words) and _DAY.fullmatch(now.get(place, "")))
    return beside if named else set()


def _cells(sources: Sources) -> Cells:
    return {
        (name, row.id, head): words
        for name, rows in rows_in(sources).items()
        for row in rows
        for head, words in row.cells.items()
    }
