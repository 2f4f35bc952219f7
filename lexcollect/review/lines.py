"""Lines: the page of each fact by the line of the case file on which it stands.

Owns the way from a line, as verbs tell it, to the form in which that fact is mended, and what the fact is called there.
Valid for the draft as it stands; a file that cannot be read has none.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from lexcollect.findings import Refused, shown
from lexcollect.review.facts import fact_key
from lexcollect.review.keys import key_of
from lexcollect.review.saying import row_words

if TYPE_CHECKING:
    from lexcollect.matter.desk.draft import Desk


class FactLines:
    """The facts of the draft by the lines on which they begin; what stands within a fact is found on its page."""

    def __init__(self, desk: Desk) -> None:
        from lexcollect.sheets.case_grids import grids

        try:
            rows = desk.rows
        except Refused:
            rows = {}
        found: dict[int, tuple[str, str]] = {}
        for grid in grids():
            for row in rows.get(grid.name, ()):
                if row.first and row.place:
                    at = f"/case/{key_of(grid.name)}#{fact_key(grid.name, row.id)}"
                    found[row.first] = at, shown(row_words(desk, grid, row))
        self._lines = sorted(found)
        self._found = [found[line] for line in self._lines]

    def at(self, line: int) -> tuple[str, str]:
        """Return the page of the fact in which ``line`` lies, and what it is called; nothing before the first."""
        at = bisect_right(self._lines, line)
        return self._found[at - 1] if at and line else ("", "")
