"""Twins: files that are the same thing twice.

Owns equal bytes, the coarse look by which pictures are found that may be the same, and the intact file beside a broken
one. Decides which of several is kept by rules that do not depend on the order of reading. A coarse look decides
nothing: what it finds is compared in full by ``intake.alike``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lexcollect.formats.shapes import Picture
from lexcollect.patterns import regex

#: Of 256 bits; measured: the same photo recompressed differs in about 12, other photos of one form in 26 or more.
_HASH_DISTANCE = 18
#: Differences of grey values, 0–255, on 64 × 64 fields. Storing anew changes every field a little (mean 0.6–1.2, at
#: most 15); one other digit on the same form changes few fields, of a large scan hardly more. Doubt means two papers.
_GREY_MEAN = 2.0
_GREY_MOST = 16
#: A JPEG is made small while it is decoded, so that equal pictures may differ by this much.
_GREY_EQUAL = 8
_ASPECT_SLACK = 0.03
_COPY_MARK = regex(
    r"(?:\s*[-_]?\s*(?:副本|复件|拷贝|copy)(?:\s*[(（]?\d+[)）]?)?|\s*[(（]\d{1,2}[)）])+$", re.IGNORECASE
)


def exact_twins(digests: Mapping[str, str]) -> dict[str, str]:
    """Return duplicate name → kept name for files (name → SHA-256) with equal bytes."""
    same: dict[str, list[str]] = defaultdict(list)
    for name, digest in digests.items():
        same[digest].append(name)
    out: dict[str, str] = {}
    for names in same.values():
        kept = min(names, key=preference)
        out.update({name: kept for name in names if name != kept})
    return out


def by_bare_name(names: Iterable[str]) -> dict[str, str]:
    """Return bare name → the name that most likely is the original, for files that are sound."""
    found: dict[str, str] = {}
    for name in sorted(names, key=preference):
        found.setdefault(bare_name(name), name)
    return found


def bare_name(name: str) -> str:
    """Return the last part of ``name`` without copy marks (副本, (1)): what a damaged and a sound copy share."""
    last = name.rpartition("/")[2]
    stem, dot, suffix = last.rpartition(".")
    return _COPY_MARK.sub("", stem if dot else last).casefold() + dot + suffix.casefold()


def preference(name: str) -> tuple[bool, int, int, str]:
    """Return what names are sorted by so that the likely original comes first: no copy mark, near the top, short."""
    stem = name.rpartition(".")[0] or name
    return bool(_COPY_MARK.search(stem)), name.count("/"), len(name), name


def looks_like(one: Picture, other: Picture) -> bool:
    """Tell whether two pictures look alike at a coarse look: worth comparing, no more than that."""
    if abs(one.aspect - other.aspect) > _ASPECT_SLACK * other.aspect:
        return False
    if (one.hash ^ other.hash).bit_count() > _HASH_DISTANCE:
        return False
    differences = _differences(one, other)
    return max(differences) <= _GREY_MOST and sum(differences) <= _GREY_MEAN * len(differences)


def similar_pairs(pictures: Sequence[Picture]) -> Iterator[tuple[int, int]]:
    """Yield the places (earlier, later) of all pictures that look alike, in the order of the later and the earlier.

    Pictures whose grey adds up to something else are not compared: the work grows with what is alike, not with the
    square of a large delivery.
    """
    bound = int(_GREY_MEAN * len(pictures[0].grey)) if pictures else 0
    sums = sorted((sum(picture.grey), place) for place, picture in enumerate(pictures))
    found: list[tuple[int, int]] = []
    for number, (total, place) in enumerate(sums):
        for more, other in sums[number + 1 :]:
            if more - total > bound:
                break
            if looks_like(pictures[place], pictures[other]):
                found.append((max(place, other), min(place, other)))
    yield from ((earlier, later) for later, earlier in sorted(found))


def could_be_equal(one: Picture, other: Picture) -> bool:
    """Tell whether two pictures could be equal pixel for pixel: their small copies hardly differ."""
    return max(_differences(one, other)) <= _GREY_EQUAL


def _differences(one: Picture, other: Picture) -> list[int]:
    return [abs(a - b) for a, b in zip(one.grey, other.grey, strict=True)]
