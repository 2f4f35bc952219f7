"""Supplement (补充证据): a package that goes on where an earlier one ended, and how it names that one.

Owns the link to the set before (the SHA-256 of its manifest, printed on the index and stated in the instructions and
in ``bag-info.txt``), and which exhibits of a catalogue a package holds. Knows no matter: what was served is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lexcollect.bundle.manifest import grouped
from lexcollect.bundle.numbers import FIRST, Placed, Series
from lexcollect.cn.dates import long_date
from lexcollect.cn.page_labels import whole
from lexcollect.evidence.items import Catalogue
from lexcollect.findings import Finding, Where, finding
from lexcollect.records import dataclass
from lexcollect.wording import say


@dataclass(frozen=True, slots=True)
class Numbering:
    """The series that a package continues, and the set before it.

    ``group`` names all sets of the matter together, ``previous`` is the SHA-256 of the manifest of the set before,
    handed in on ``previous_on``; ``late`` are the words on why the evidence comes only now (逾期举证的理由), printed on
    the index when given.
    """

    series: Series = FIRST
    group: str = ""
    previous: str = ""
    previous_on: date | None = None
    late: str = ""


#: A package that continues nothing.
ALONE = Numbering()


def to_pack(catalogue: Catalogue, series: Series) -> Catalogue:
    """Return what of ``catalogue`` a package holds: all, or what was never served; nothing of what was withdrawn.

    An exhibit that was served and withdrawn stays, without its files: a sheet stands in its place.
    """
    kept = []
    for item in catalogue.items:
        if item.id in series.kept:
            if not series.supplement:
                kept.append(replace(item, files=()) if item.withdrawn else item)
        elif not item.withdrawn:
            kept.append(item)
    return replace(catalogue, items=tuple(kept))


def numbering_rows(placed: Placed, numbering: Numbering) -> Iterator[list[str]]:
    """Yield the lines at the head of the index of a supplement: what it continues, and how to know it."""
    if not numbering.series.supplement:
        return
    pages = str(whole(placed.labels))
    said = say("bundle.follows", "zh", last=numbering.series.last, pages=pages)
    yield [say("bundle.head_follows", "zh"), said]
    if numbering.previous:
        day = long_date(numbering.previous_on) if numbering.previous_on else ""
        words = say("bundle.previous", "zh", day=day, digest=grouped(numbering.previous))
        yield [say("bundle.head_previous", "zh"), words]
    if numbering.late:
        yield [say("bundle.head_late", "zh"), numbering.late]


def bag_lines(numbering: Numbering) -> list[tuple[str, str]]:
    """Return the lines of ``bag-info.txt`` that tie a supplement to the set before it."""
    if not numbering.series.supplement:
        return []
    return [
        ("Bag-Group-Identifier", numbering.group),
        ("Bag-Count", f"{numbering.series.number} of ?"),
        (PREVIOUS, numbering.previous),
    ]


#: The line of ``bag-info.txt`` that holds the SHA-256 of the manifest of the set before.
PREVIOUS = "Previous-Manifest-SHA256"


def note_of(numbering: Numbering) -> str:
    """Return what 核验说明.txt says of the set before; nothing when there is none."""
    if not numbering.series.supplement or not numbering.previous:
        return ""
    return say("bundle.check_previous", "zh", number=numbering.series.number, previous=numbering.previous)


def tell_moved(catalogue: Catalogue, placed: Placed, series: Series, pages: dict[str, int]) -> list[Finding]:
    """Tell which served exhibits no longer fill their labels, and which find no room at all."""
    found = []
    for item in catalogue.items:
        kept = series.kept.get(item.id)
        if kept is None or item.withdrawn or series.supplement:
            continue
        was, now = len(kept.labels()), pages[item.id]
        if now != was:
            where = Where(field=say("bundle.exhibit_no", no=item.no))
            code = "LX-B213" if item.id in placed.torn else "LX-B212"
            found.append(finding(code, where, was=was, now=now, pages=str(kept), now_pages=placed.words(item.id)))
    if placed.torn and not any(one.code == "LX-B213" for one in found):
        found.append(finding("LX-B214", pages=placed.words(placed.torn[0])))
    return found
