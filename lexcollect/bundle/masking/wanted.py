"""Wanted (遮盖要求): what one masked copy is to hide, and what was found to hide.

Owns the shapes of the room: what is asked for, one masked place, and what masking a document brought. Reads no file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from lexcollect.bundle.masking.kinds import Kind, standard
from lexcollect.formats.boxes import Box
from lexcollect.records import dataclass, field


class How(StrEnum):
    """How a place was masked."""

    REMOVED = "removed"  # the letters are gone from the content of the page
    PAINTED = "painted"  # the page is a picture, painted over
    BLOTTED = "blotted"  # a list, a title, a bookmark: ● for each letter


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be hidden: ``kinds`` by their shape, ``words`` wherever they stand, ``boxes`` by page (from 1).

    ``leave`` are values in canonical form that stay: facts in dispute, one's own account. ``looked`` are pages with
    pictures that a person looked through; ``wordless`` those of which a program found no words. ``digests`` are those
    of the originals (canonical): pages that we set from a file state them.
    """

    kinds: frozenset[Kind] = field(default_factory=standard)
    words: tuple[str, ...] = ()
    leave: frozenset[str] = frozenset()
    boxes: Mapping[int, Sequence[Box]] = field(default_factory=dict)
    looked: frozenset[int] = frozenset()
    wordless: frozenset[int] = frozenset()
    digests: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """One masked place: the page (0 for a list or a title), kind, how, and what stood there (for the matter only)."""

    page: int
    kind: Kind
    how: How
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Masked:
    """What masking a document brought: its places, the values that are gone, pages nobody looked at, painted pages.

    ``draft``: its pages bear 草稿未确认, because nobody looked at some or because those of the package bear it.
    """

    places: tuple[Place, ...]
    values: tuple[tuple[str, Kind], ...] = field(repr=False)
    unseen: tuple[int, ...]
    painted: tuple[int, ...]
    pages: int
    draft: bool = False
