"""Exhibits: the exhibits of a matter as papers cite them, with their pages in the latest package.

Owns the join of catalogue and package: a page number is used only while the package holds exactly the files of
the catalogue under the same numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Where, finding
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.casefile.exhibits import ExhibitRef
    from lexcollect.evidence.items import Catalogue

Pages = Mapping[str, tuple[int, int]]

#: Number of an exhibit → what the package says of it: digests of its files, first and last page.
_Rows = dict[str, tuple[frozenset[str], int, int]]


def exhibits_of(catalogue: Catalogue | None, pages: Pages) -> dict[str, ExhibitRef]:
    """Return the exhibits by stable id; ``pages`` are those of a package, by id."""
    from lexcollect.casefile.exhibits import ExhibitRef

    return {
        item.id: ExhibitRef(
            item.id, item.no, item.title, item.kind, item.group, item.date, item.original, *pages.get(item.id, ())
        )
        for item in (catalogue.items if catalogue else ())
    }


def pages_in(package: Path, catalogue: Catalogue | None) -> tuple[Pages, list[Finding]]:
    """Return first and last page of each exhibit in ``package``; nothing and a finding when it is out of date."""
    rows = _rows(package)
    if not rows or catalogue is None:
        return {}, []
    pages: dict[str, tuple[int, int]] = {}
    for item in catalogue.items:
        digests, first, last = rows.get(item.no, (frozenset(), 0, 0))
        if digests != frozenset(file.sha256 for file in item.files):
            return {}, [finding("LX-A114", Where(package.name), no=item.no)]
        pages[item.id] = (first, last)
    return pages, []


def _rows(package: Path) -> _Rows:
    path = package / "data" / say("bundle.file_list", "zh")
    try:
        lines = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        number, digest, first, last = (say(f"bundle.csv_{c}", "zh") for c in ("no", "sha256", "first", "last"))
        rows: _Rows = {}
        for line in lines:
            known = rows.get(line[number], (frozenset(), 0, 0))[0]
            rows[line[number]] = (known | {line[digest]}, int(line[first]), int(line[last]))
        return rows
    except (OSError, ValueError, KeyError, TypeError, csv.Error):
        return {}  # no package, or one that somebody altered: papers then cite numbers without pages
