"""Questions: what has to be decided of a file before it is handed in, and whether a step passes over it.

Owns which questions of intake (privileged, personal, tracked changes, hidden content …) nobody has answered, and the
refusal of a step that hands such a file in without name and reason. The answer itself is cells of the sheet (决定人,
决定理由) and ends among the decisions of the catalogue, where every verb reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Where, finding, shown
from lexcollect.intake.origin import About
from lexcollect.intake.private_words import FACT, GRAVE, unpacked
from lexcollect.layout import CATALOGUE
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.intake.private_words import Mark
    from lexcollect.intake.register import Seen
    from lexcollect.matter.desk.steps import Lined
    from lexcollect.sheets.rows import Lines, Row

#: Columns by which a file may come to be handed in.
_WAYS = frozenset({"submit", "into", "files"})


def may_hand_in(step: Lined) -> bool:
    """Tell whether a step could hand a file in at all; a cheap look."""
    return any(key in _WAYS for _, key, _ in step.cells)


def open_about(row: Row, seen: Mapping[str, Seen]) -> tuple[About, ...]:
    """Return what nobody has decided of the files of a line, the gravest first."""
    if row.cells.get("by", "") and row.cells.get("why", ""):
        return ()
    asked = {about for name in row.files if name in seen for about in seen[name].asks}
    if GRAVE in private_of(row, seen):
        asked.add(About.PRIVILEGED)
    return tuple(about for about in About if about in asked)


def private_of(row: Row, seen: Mapping[str, Seen], known: frozenset[str] = frozenset()) -> dict[str, list[Mark]]:
    """Return what the run of messages of a line says that may be private, by kind; ``known`` numbers are no secret.

    The excerpt is one of the first file. Nobody knows it of a chat that was taken in before there was such a list.
    """
    from lexcollect.evidence.excerpts import EXCERPT, BadExcerpt, excerpt_of
    from lexcollect.evidence.private_runs import of_part

    found: dict[str, list[Mark]] = {}
    for at, name in enumerate(row.files):
        marks = unpacked(seen[name].facts.get(FACT, "")) if name in seen else ()
        if not marks:
            continue
        try:
            part = excerpt_of(row.cells.get(EXCERPT, "")) if at == 0 else None
        except BadExcerpt:
            part = None
        for kind, own in of_part(marks, part, known).items():
            found.setdefault(kind, []).extend(own)
    return found


def passed_over(step: Lined, lines: Lines, seen: Mapping[str, Seen]) -> list[Finding]:
    """Return a finding for each file that ``step`` hands in although a grave question about it is open.

    That nobody sees who wrote a sheet for whom is asked too, but holds up nothing here: building the package tells it.
    """
    told = {}
    typed = {(row, key): words for row, key, words in step.cells}
    for row in _handed_in(step, lines):
        answered = all(typed.get((row.id, key), row.cells.get(key, "")).strip() for key in ("by", "why"))
        what = tuple(about for about in open_about(row, seen) if about is not About.UNCLEAR)
        if what and not answered:
            about = tuple(text(f"intake.exclude.{one}") for one in what)
            told[row.id] = finding("LX-W130", Where(CATALOGUE), name=shown(row.files[0]), what=about)
    return list(told.values())


def _handed_in(step: Lined, lines: Lines) -> Iterator[Row]:
    """Yield the lines that are no exhibit yet and become one, or a part of one, by ``step``."""
    from lexcollect.sheets.columns import FILES, YES
    from lexcollect.sheets.edits import is_item

    rows = {row.id: row for row in lines.rows}
    loose = {name: row for row in lines.rows if not is_item(row.id) for name in row.files}
    for id, key, words in step.cells:
        row = rows.get(id)
        if row is None:
            continue
        if key == FILES:
            yield from (loose[name] for name in words.split("\n") if name in loose)
        elif row.cells.get("submit") != YES and _asks_for(key, words.strip()):
            yield row


def _asks_for(key: str, words: str) -> bool:
    from lexcollect.sheets.columns import ALSO, APART, YES

    if key == "into":
        return bool(words) and words not in APART
    return key == "submit" and ALSO.get(words.casefold(), words) == YES
