"""Twins: files that are the same thing twice.

Owns exact duplicates (equal bytes), near duplicates (the same picture stored anew) and the intact file beside a
broken one. Decides which of several is kept by rules that do not depend on the order of reading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from lexcollect.formats.shapes import Picture

#: Of 256 bits; measured: the same photo recompressed differs in about 12, other photos of one form in 26 or more.
_HASH_DISTANCE = 18
#: Differences of grey values, 0–255, on 64 × 64 fields. Storing anew changes every field a little (mean 0.6–1.2, at
#: most 15); one other digit on the same form changes few fields much (at most 19 and more). Doubt means two papers.
_GREY_MEAN = 2.0
_GREY_MOST = 16
_ASPECT_SLACK = 0.03
_COPY_MARK = re.compile(
    r"(?:\s*[-_]?\s*(?:副本|复件|拷贝|copy)(?:\s*[(（]?\d+[)）]?)?|\s*[(（]\d{1,2}[)）])+$", re.IGNORECASE
)


def exact_twins(digests: Mapping[str, str]) -> dict[str, str]:
    """Return duplicate name → kept name for files (name → SHA-256) with equal bytes."""
    same: dict[str, list[str]] = defaultdict(list)
    for name, digest in digests.items():
        same[digest].append(name)
    out: dict[str, str] = {}
    for names in same.values():
        kept = min(names, key=_preference)
        out.update({name: kept for name in names if name != kept})
    return out


def near_twins(pictures: Mapping[str, Picture], dated: Collection[str]) -> dict[str, str]:
    """Return duplicate name → kept name for pictures that show the same; kept is the one with a day, then larger.

    ``dated`` names the pictures that carry their own day of taking: recompressed copies lose it.
    """
    best_first = sorted(pictures, key=lambda n: (n not in dated, -pictures[n].pixels, _preference(n)))
    out: dict[str, str] = {}
    for index, name in enumerate(best_first):
        for kept in best_first[:index]:
            if kept not in out and _same(pictures[name], pictures[kept]):
                out[name] = kept
                break
    return out


def alike(picture: Picture, others: Mapping[str, Picture]) -> str:
    """Return the name of the picture among ``others`` that shows the same, or an empty text."""
    return next((name for name in sorted(others) if _same(picture, others[name])), "")


def intact_twin(broken: str, usable: Sequence[str]) -> str:
    """Return the usable file with the same name but for copy marks (副本, (1)), or an empty text."""
    wanted = _bare(broken)
    return next((name for name in sorted(usable, key=_preference) if name != broken and _bare(name) == wanted), "")


def _bare(name: str) -> str:
    last = name.rpartition("/")[2]
    stem, dot, suffix = last.rpartition(".")
    return _COPY_MARK.sub("", stem if dot else last).casefold() + dot + suffix.casefold()


def _preference(name: str) -> tuple[bool, int, int, str]:
    stem = name.rpartition(".")[0] or name
    return bool(_COPY_MARK.search(stem)), name.count("/"), len(name), name


def _same(one: Picture, other: Picture) -> bool:
    if abs(one.aspect - other.aspect) > _ASPECT_SLACK * other.aspect:
        return False
    if (one.hash ^ other.hash).bit_count() > _HASH_DISTANCE:
        return False
    differences = [abs(a - b) for a, b in zip(one.grey, other.grey, strict=True)]
    return max(differences) <= _GREY_MOST and sum(differences) <= _GREY_MEAN * len(differences)
