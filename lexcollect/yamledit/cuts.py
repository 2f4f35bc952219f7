"""Cuts: characters of a text that are replaced, and the ground on which an edit looks for them.

Owns :class:`Splice` and :class:`Ground`. Everything outside the cuts stays byte for byte.
"""

from __future__ import annotations

from lexcollect.records import dataclass
from lexcollect.yamledit.layout import Entry, Layout, Spot
from lexcollect.yamledit.style import Style
from lexcollect.yamltree import Path_

#: A remark that stands at least so far behind its value stands in a column of its own, and stays in it.
_ALIGNED = 3


class CannotEdit(Exception):
    """The place is written in a form that the editor does not change; ``path`` names it."""

    def __init__(self, path: Path_) -> None:
        self.path = path
        super().__init__(f"no way to edit {path!r}")


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters ``[start, end)`` of a text are replaced by ``new``."""

    start: int
    end: int
    new: str


Way = tuple[Splice, ...]


def spliced(text: str, way: Way) -> str:
    """Return ``text`` after all splices of ``way``, which do not overlap; those at one place go in their order."""
    out, at = [], 0
    for splice in sorted(way, key=lambda one: (one.start, one.end)):
        if splice.start < at:
            raise ValueError("splices overlap")
        out += [text[at : splice.start], splice.new]
        at = splice.end
    return "".join([*out, text[at:]])


class Ground:
    """A text with its layout and style, and the small questions that every edit asks of it."""

    def __init__(self, layout: Layout, style: Style) -> None:
        self.layout = layout
        self.text = layout.text
        self.style = style

    def shifted(self, at: int, grown: int) -> Way:
        """Return the cut that keeps the remark behind ``at`` in its column when the line before it has grown."""
        rest = self.text[at : self.layout.line_end(at)]
        gap = len(rest) - len(rest.lstrip(" "))
        if not grown or gap < _ALIGNED or rest[gap : gap + 1] != "#":
            return ()
        return (Splice(at, at + gap, " " * max(gap - grown, 2)),)

    def parent(self, chain: list[Entry]) -> Spot:
        """Return where the last entry of ``chain`` stands."""
        parent = chain[-2].value if len(chain) > 1 else self.layout.root
        assert parent is not None  # an entry has one
        return parent

    def lines_end(self, entry: Entry, parent: Spot) -> int:
        """Return the end of the lines that belong to ``entry``."""
        return self.layout.body_end(entry, self.layout.column(parent.start))
