"""Pictures that look alike: the same in every frame and pixel, or only similar.

Owns which pictures are compared in full and which of several equal ones is kept. Only equal ones are called the same;
whatever is merely similar is a doubt for a person, with what tells the two apart: another number of pages, another
size, the place where they differ. Three statements that differ in one amount are three papers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from lexcollect.formats.kinds import FileKind
from lexcollect.formats.pixels import Overlay, Pixels, pixels_of
from lexcollect.formats.shapes import Picture
from lexcollect.intake.twins import could_be_equal, looks_like, preference, similar_pairs
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

#: Kinds that keep every pixel: of equal pictures the original is one of these.
_LOSSLESS = frozenset({FileKind.PNG, FileKind.BMP, FileKind.TIFF})


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture to be compared: where it lies, its small copy, its size and frames, whether it carries its own day."""

    name: str
    path: Path
    kind: FileKind
    picture: Picture
    width: int
    height: int
    frames: int
    dated: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """What came out: ``same`` is name → kept name; ``doubts`` are (name, name of the other, what tells them apart)."""

    same: Mapping[str, str]
    doubts: Sequence[tuple[str, str, Text]]


def compare(pictures: Sequence[Shown]) -> Alike:
    """Compare ``pictures`` with each other; the order in which they are given decides nothing."""
    # Copies that were stored anew lose their day; of equal pixels the one stored without loss is the original.
    best_first = sorted(
        pictures, key=lambda s: (not s.dated, -s.picture.pixels, s.kind not in _LOSSLESS, preference(s.name))
    )
    pairs = [(best_first[later], best_first[kept]) for kept, later in similar_pairs([s.picture for s in best_first])]
    same = _equal(best_first, pairs)
    doubts: dict[str, tuple[str, str, Text]] = {}
    overlay = Overlay()
    for later, kept in pairs:
        if later.name not in doubts and later.name not in same and kept.name not in same:
            doubts[later.name] = (later.name, kept.name, _apart(later, kept, overlay))
    return Alike(same, list(doubts.values()))


def _equal(best_first: Sequence[Shown], pairs: Sequence[tuple[Shown, Shown]]) -> dict[str, str]:
    """Return name → kept name for pictures that are equal in every frame; each candidate is decoded once."""
    wanted = {s.name for pair in pairs if _may_be_equal(*pair) for s in pair}
    first: dict[Pixels, str] = {}
    same: dict[str, str] = {}
    for shown in best_first:
        if shown.name not in wanted or (pixels := pixels_of(shown.path)) is None:
            continue
        kept = first.setdefault(pixels, shown.name)
        if kept != shown.name:
            same[shown.name] = kept
    return same


def _may_be_equal(one: Shown, other: Shown) -> bool:
    shape = (one.width, one.height, one.frames) == (other.width, other.height, other.frames)
    return shape and could_be_equal(one.picture, other.picture)


def _apart(one: Shown, other: Shown, overlay: Overlay) -> Text:
    """Return what tells two similar pictures apart, in words."""
    if one.frames != other.frames:
        return text("intake.alike.pages", one=one.frames, other=other.frames)
    if (one.width, one.height) != (other.width, other.height):
        return text("intake.alike.size", one=f"{one.width}×{one.height}", other=f"{other.width}×{other.height}")
    place = overlay.spot(one.path, other.path)
    if place is None:
        return text("intake.alike.nothing")
    return text("intake.alike.spot", left=place.left, right=place.right, top=place.top, bottom=place.bottom)


def alike(picture: Picture, others: Mapping[str, Picture]) -> str:
    """Return the name of the picture among ``others`` that looks the same, or an empty text."""
    return next((name for name in sorted(others) if looks_like(picture, others[name])), "")
