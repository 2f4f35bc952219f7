"""Style: the manner in which a text is written, so that what is added looks like what is there.

Owns indentation of lists and mappings, line ends, blanks inside braces. Where a text shows no manner of its own, that
of the shipped outline is used. Changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from lexcollect.records import dataclass
from lexcollect.yamledit.layout import Entry, Layout, Spot


@dataclass(frozen=True, slots=True)
class Style:
    """``step``: columns from a key to the keys below it; ``dash``: from a key to the dashes of its list; ``gap``:
    from a dash to what stands behind it; ``pad``: what stands inside braces; ``line``: the line end."""

    step: int = 2
    dash: int = 2
    gap: int = 2
    pad: str = ""
    line: str = "\n"


def style_of(layout: Layout) -> Style:
    """Return the manner that most places of ``layout`` follow."""

    def usual(found: Callable[[Layout], Iterator[int]], else_: int) -> int:
        counted = Counter(found(layout)).most_common(1)
        return counted[0][0] if counted else else_

    return Style(usual(_steps, 2), usual(_dashes, 2), usual(_gaps, 2), _pad(layout), line_end_of(layout.text))


def line_end_of(text: str) -> str:
    """Return how the first line of ``text`` ends."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def _below(layout: Layout, kind: str) -> Iterator[tuple[Entry, Spot]]:
    """Yield the keys whose value is a block of ``kind`` on lines of its own."""
    for entry, spot in layout.spots():
        if entry and isinstance(entry.key, str) and spot.kind == kind and spot.entries and not spot.flow:
            yield entry, spot


def _steps(layout: Layout) -> Iterator[int]:
    return (layout.column(spot.start) - layout.column(entry.start) for entry, spot in _below(layout, "map"))


def _dashes(layout: Layout) -> Iterator[int]:
    return (layout.column(spot.start) - layout.column(entry.start) for entry, spot in _below(layout, "list"))


def _gaps(layout: Layout) -> Iterator[int]:
    for _, spot in layout.spots():
        if spot.kind == "list" and not spot.flow:
            for entry in spot.entries:
                if entry.value.start > entry.sign and layout.line_start(entry.value.start) <= entry.start:
                    yield entry.value.start - entry.start


def _pad(layout: Layout) -> str:
    for _, spot in layout.spots():
        if spot.kind == "map" and spot.flow and not spot.bare and spot.entries:
            return " " if layout.text[spot.start + 1] == " " else ""
    return ""
