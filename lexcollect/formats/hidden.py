"""Hidden content (隐藏内容): what lies in a file and on none of its pages, told before the file is handed over.

Owns the closed list of kinds and the shape in which a reader hands out what it found: of which kind, how much, and
where. Says nothing of what the hidden words are, and decides nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from lexcollect.findings import Finding, finding
from lexcollect.wording import Text, text

#: So many places of one kind are named; the number says how many there are.
_PLACES_TOLD = 6


class HiddenKind(StrEnum):
    """How something is hidden; each has its sentence in the catalogue (``formats.hidden.…``)."""

    COMMENT = "comment"  # comments of Word, notes of Excel, PDF notes: beside the page
    NOTES = "notes"  # speaker's notes
    TEXT = "text"  # characters marked as hidden
    WHITE = "white"  # white words on white
    UNSEEN = "unseen"  # words drawn so that they do not show
    COVERED = "covered"  # words below a box or picture, still in the file
    REDACTION = "redaction"  # marked for blacking out, not blacked out
    LAYER = "layer"
    SHEET = "sheet"
    ROWS = "rows"
    COLUMNS = "columns"
    FORMAT = "format"  # values that a number format shows as nothing
    SLIDE = "slide"
    FIELD = "field"  # form fields with a value that no page shows
    ANNOTATION = "annotation"  # annotations that are switched off
    CHANGES = "changes"  # tracked changes outside the body
    ATTACHED = "attached"  # files inside the file
    OTHER_FILES = "other_files"  # names and links that tell of files elsewhere
    SCRIPT = "script"
    VERSION = "version"  # an earlier version with other pages is still inside
    UNREAD = "unread"  # whether something is hidden could not be found out


class Hidden(NamedTuple):
    """Something hidden: its kind, how many of it, and the places (sheets, pages, parts), some of them."""

    kind: HiddenKind
    number: int
    places: tuple[Text | str, ...] = ()


class Gathered:
    """Counts what is found, by kind and place, in the order in which it was met."""

    def __init__(self) -> None:
        self._found: dict[HiddenKind, Counter[Text | str]] = {}

    def add(self, kind: HiddenKind, place: Text | str = "", count: int = 1) -> None:
        """Count ``count`` of ``kind`` at ``place``."""
        if count:
            self._found.setdefault(kind, Counter())[place] += count

    def tried(self, look: Callable[[Gathered], None]) -> None:
        """Let ``look`` add to this; what it raises on odd bytes means that nobody knows what is hidden."""
        try:
            look(self)
        except Exception:  # readers of hostile files raise anything; silence would say that nothing is there
            self.add(HiddenKind.UNREAD)

    @property
    def result(self) -> tuple[Hidden, ...]:
        """Return what was found, in the order of the kinds."""
        return tuple(
            Hidden(kind, self._found[kind].total(), tuple(place for place in self._found[kind] if place))
            for kind in HiddenKind
            if kind in self._found
        )


def merged(*found: Iterable[Hidden]) -> tuple[Hidden, ...]:
    """Return what several searches of one file found, each kind once."""
    of_kind: dict[HiddenKind, list[Hidden]] = {}
    for one in chain(*found):
        of_kind.setdefault(one.kind, []).append(one)
    return tuple(
        Hidden(kind, sum(one.number for one in of_kind[kind]), tuple(chain(*(one.places for one in of_kind[kind]))))
        for kind in HiddenKind
        if kind in of_kind
    )


def tell_hidden(found: Iterable[Hidden]) -> list[Finding]:
    """Return one finding that names every kind with its places; none when nothing is hidden."""
    told = [_told(one) for one in found]
    return [finding("LX-I080", what=tuple(told))] if told else []


def page(number: int) -> Text:
    """Return how page ``number`` is called as a place."""
    return text("formats.place.page", number=number)


def _told(one: Hidden) -> Text:
    said = text(f"formats.hidden.{one.kind}", count=one.number)
    if not one.places:
        return said
    more = ("…",) if len(one.places) > _PLACES_TOLD else ()
    return text("formats.hidden_at", what=said, places=(*one.places[:_PLACES_TOLD], *more))
