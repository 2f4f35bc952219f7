"""Clocks: photographs whose camera did not know what day it was (相机时钟).

Owns the signs that a day of taking is not to be believed: the first minutes of a new year, as a clock shows that was
set back to its beginning; a day that stands against the numbers the camera gave its files; cameras in one folder that
never shot in the same year. Corrects nothing: the day is marked as doubtful, and a person says the right one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from lexcollect.findings import Finding, Where, finding
from lexcollect.formats.shapes import DateCandidate
from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: The mark of a file whose day of taking is doubtful, among the facts of its record; the value says why.
CLOCK = "clock"
#: The names that cameras give: letters and a counter, never a day.
_COUNTED = regex(r"^(?P<letters>[A-Za-z_]{2,8})(?P<number>\d{3,6})(?:\.\w+)?$")
_TIME = regex(r"^\s*(\d{4})\D(\d{1,2})\D(\d{1,2})\D+(\d{1,2})\D(\d{1,2})")
#: No camera that writes a day into its files is older.
_FIRST_YEAR = 1996
#: So many days without one photo in common and two cameras do not know the same day.
_APART = 300
#: So many file names are told in one finding.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph: its name below the material, what its EXIF says of the day, and its camera as it names itself."""

    name: str
    taken: DateCandidate
    camera: str = ""

    @property
    def folder(self) -> str:
        """The folder it lies in."""
        return self.name.rpartition("/")[0]


def doubtful(photos: Sequence[Photo]) -> tuple[dict[str, str], list[Finding]]:
    """Return for each photo whose day is doubtful why (``reset``, ``order``, ``cameras``), and what is told of them."""
    why: dict[str, str] = {}
    found: list[Finding] = []
    for photo in photos:
        if _is_reset(photo.taken):
            why[photo.name] = "reset"
            found.append(finding("LX-I230", Where(photo.name), day=photo.taken.day, raw=photo.taken.raw))
    left = [photo for photo in photos if photo.name not in why]
    for photo in _against_numbers(left):
        why[photo.name] = "order"
        found.append(finding("LX-I231", Where(photo.name), day=photo.taken.day))
    found += _cameras_apart([photo for photo in left if photo.name not in why], why)
    return why, found


def _is_reset(taken: DateCandidate) -> bool:
    """Tell whether a clock began anew: the first hour of a year, or a year without such cameras."""
    if taken.day.year < _FIRST_YEAR:
        return True
    time = _TIME.match(taken.raw)
    return time is not None and (taken.day.month, taken.day.day, int(time[4])) == (1, 1, 0)


def _against_numbers(photos: Iterable[Photo]) -> Iterator[Photo]:
    """Yield the photos whose day stands against the counter of their names, the fewest that explain it.

    At least three of a folder must be there: of two, nothing says which one is wrong.
    """
    series: dict[tuple[str, str], list[tuple[int, str, Photo]]] = {}
    for photo in photos:
        named = _COUNTED.match(photo.name.rpartition("/")[2])
        if named:
            key = photo.folder, named["letters"].upper()
            series.setdefault(key, []).append((int(named["number"]), photo.name, photo))
    for ones in series.values():
        if len(ones) > 2:
            ordered = [photo for _, _, photo in sorted(ones, key=lambda one: one[:2])]
            keeps = _longest_in_order([photo.taken.day for photo in ordered])
            if 0 < len(ordered) - len(keeps) < len(keeps):
                yield from (photo for at, photo in enumerate(ordered) if at not in keeps)


def _longest_in_order(days: Sequence[date]) -> frozenset[int]:
    """Return the places of a longest run of ``days`` that never goes back."""
    ends: list[date] = []
    places: list[int] = []
    before: dict[int, int] = {}
    for at, day in enumerate(days):
        length = bisect_right(ends, day)
        if length:
            before[at] = places[length - 1]
        ends[length:] = [day, *ends[length + 1 :]]
        places[length:] = [at, *places[length + 1 :]]
    kept, at = set(), places[-1] if places else -1
    while at >= 0:
        kept.add(at)
        at = before.get(at, -1)
    return frozenset(kept)


def _cameras_apart(photos: Iterable[Photo], why: dict[str, str]) -> Iterator[Finding]:
    """Yield the folders in which two cameras never shot within a year of each other; nothing says which is right."""
    folders: dict[str, dict[str, list[Photo]]] = {}
    for photo in photos:
        if photo.camera:
            folders.setdefault(photo.folder, {}).setdefault(photo.camera, []).append(photo)
    for folder, cameras in folders.items():
        spans = sorted(
            (min(p.taken.day for p in ones), max(p.taken.day for p in ones), camera) for camera, ones in cameras.items()
        )
        for (_, last, one), (first, _, other) in pairwise(spans):
            if (first - last).days > _APART:
                ours = [*cameras[one], *cameras[other]]
                why.update({photo.name: "cameras" for photo in ours})
                names = tuple(photo.name for photo in ours[:_NAMED])
                yield finding(
                    "LX-I232", Where(folder or names[0]), cameras=(one, other), days=(last, first), names=names
                )
