"""Undone: what a press on undo or redo took back, in words, and the fields in which it stands.

Owns what is told of a step that was taken back or taken again, and the names of the fields on the pages to which the
focus goes where they are in sight. Takes nothing back itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from lexcollect.findings import Refused, shown
from lexcollect.matter.desk.adopting import Adopted
from lexcollect.matter.desk.spoken import Spoken
from lexcollect.matter.desk.steps import Filled, Gone, Lined, New, Renamed, Step, Typed
from lexcollect.review.exhibits import lines_of, name_of
from lexcollect.review.facts import fact_key
from lexcollect.review.keys import key_of
from lexcollect.wording import language, say

if TYPE_CHECKING:
    from lexcollect.matter.desk.draft import Desk

#: So many characters are told.
_MOST = 120


def told(desk: Desk, step: Step, way: str) -> dict[str, str]:
    """Return the headers that tell the page what was taken back (``undone``) or taken again (``redone``), and where."""
    words = say(f"desk.{way}", what=_words(desk, step)[:_MOST])
    return {"X-Undone": quote(shown(words)), "X-Undone-At": " ".join(_places(step))}


def _words(desk: Desk, step: Step) -> str:
    if isinstance(step, Lined):
        return "、".join(dict.fromkeys(f"{_line(desk, row)}　{_column(key)}".strip() for row, key, _ in step.cells[:3]))
    if isinstance(step, Adopted):
        return f"{say(f'desk.verdict.{step.verdict.name.lower()}')}　{step.told}"
    if isinstance(step, Spoken):
        return say("desk.speaks")
    if isinstance(step, Renamed):
        return say("desk.mend.key", old=step.written, new=step.meant)
    heads: list[str] = []
    if isinstance(step, Typed):
        heads = [step.head]
    elif isinstance(step, (Filled, New)):
        heads = [head for head, _ in step.cells]
    return "　".join(filter(None, (_table(step.grid), "、".join(_head(step.grid, one) for one in heads[:3]))))


def _places(step: Step) -> list[str]:
    """Return the names of the fields in which a step stands, the likeliest first; keys of ours only."""
    if isinstance(step, Lined):
        keys = [f"cell-{key}" for _, key, _ in step.cells if key.isascii()]
        return list(dict.fromkeys((*keys, *(f"row-{key_of(row)}" for row, _, _ in step.cells))))
    if isinstance(step, Typed):
        return [f"{fact_key(step.grid, step.row)}{key_of(step.head)}", fact_key(step.grid, step.row)]
    if isinstance(step, (Filled, Gone)):
        return [fact_key(step.grid, step.row)]
    return [f"of-{key_of(step.id)}"] if isinstance(step, Adopted) else []


def _line(desk: Desk, id: str) -> str:
    lines = lines_of(desk)
    try:
        row = lines.row(id) if lines is not None else None
    except Refused:
        row = None
    return name_of(row) if row is not None else ""


def _column(key: str) -> str:
    from lexcollect.sheets.columns import BY_KEY

    if key not in BY_KEY:
        return ""
    return BY_KEY[key].head if language() == "zh" else ""


def _table(grid: str) -> str:
    from lexcollect.sheets.case_grids import grids

    return next((grid if language() == "zh" else one.english for one in grids() if one.name == grid), grid)


def _head(grid: str, head: str) -> str:
    from lexcollect.sheets.case_grids import grids

    columns = next((one.columns for one in grids() if one.name == grid), ())
    return next((head if language() == "zh" else one.english for one in columns if one.head == head), head)
