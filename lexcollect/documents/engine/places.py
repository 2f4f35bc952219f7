"""Places: where in a Word template something stands, in words a reader finds in Word.

Owns :class:`Place` and its label (正文第3段, 正文表1第2行第3格). Knows nothing of tags.
"""

from __future__ import annotations

from lexcollect.findings import Where
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.wording import say

_KINDS = (
    (regex(r"(^|/)document\d*\.xml$"), "body"),
    (regex(r"(^|/)header\d*\.xml$"), "header"),
    (regex(r"(^|/)footer\d*\.xml$"), "footer"),
    (regex(r"(^|/)footnotes\d*\.xml$"), "footnotes"),
    (regex(r"(^|/)endnotes\d*\.xml$"), "endnotes"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph (段) of a part, or a cell (格) of a table; all numbers count from 1, 0 means none."""

    part: str
    paragraph: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0

    def label(self) -> str:
        """Return the place in the language of the run."""
        part = part_label(self.part)
        if self.table:
            return say("templates.place_cell", part=part, table=self.table, row=self.row, cell=self.cell)
        if self.paragraph:
            return say("templates.place_paragraph", part=part, paragraph=self.paragraph)
        return part

    def where(self, file: str) -> Where:
        """Return the place as findings carry it."""
        return Where(file, field=self.label())


def part_label(part: str) -> str:
    """Return 正文, 页眉（header1.xml）, … for a part name; other parts keep their name."""
    for pattern, kind in _KINDS:
        if pattern.search(part):
            return say(f"templates.part_{kind}", name=part.rpartition("/")[2])
    return part
