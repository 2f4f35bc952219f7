"""Exhibits: the exhibits of a matter as papers cite them, with their pages in the latest package.

Owns the join of catalogue and package: a page number is used only while the package holds exactly the files of
the catalogue under the same numbers. Reads the package's list, no exhibit.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.files import read_bounded
from lexcollect.findings import Finding, Where, finding
from lexcollect.records import dataclass, field
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.casefile.exhibits import ExhibitRef
    from lexcollect.evidence.items import Catalogue, SourceFile

#: No list of a package is longer.
_LIST_BYTES = 64 << 20
#: Id of an exhibit → first and last page in a package.
Pages = Mapping[str, tuple[int, int]]


@dataclass
class _Packed:
    """What a package says of one exhibit: its files as (size, SHA-256), and its pages."""

    first: int
    last: int
    files: list[tuple[int, str]] = field(default_factory=list)


def exhibits_of(catalogue: Catalogue | None, pages: Pages) -> dict[str, ExhibitRef]:
    """Return the exhibits by stable id; ``pages`` are those of a package, by id."""
    from lexcollect.evidence.refs import exhibit_refs

    return exhibit_refs(catalogue, pages) if catalogue else {}


def shown_by(catalogue: Catalogue | None) -> dict[str, tuple[str, ...]] | None:
    """Return what each exhibit is, as the catalogue says (证明类型); ``None`` without a catalogue."""
    return {item.id: item.proof for item in catalogue.items} if catalogue else None


def pages_in(package: Path, catalogue: Catalogue | None) -> tuple[Pages, list[Finding]]:
    """Return first and last page of each exhibit in ``package``; nothing and a finding when it is out of date."""
    packed = _packed(package)
    if not packed or catalogue is None:
        return {}, []
    pages: dict[str, tuple[int, int]] = {}
    for item in catalogue.items:
        found = packed.get(item.no)
        if found is None or not _same(found, item.files):
            return {}, [finding("LX-A114", Where(package.name), no=item.no)]
        pages[item.id] = (found.first, found.last)
    return pages, []


def _same(packed: _Packed, files: tuple[SourceFile, ...]) -> bool:
    """Tell whether exactly ``files`` were packed: by their hashes, or by size where none is remembered."""
    digests = {digest for _, digest in packed.files}
    if all(file.sha256 for file in files):
        return digests == {file.sha256 for file in files}
    sizes = {size for size, _ in packed.files}
    return len(packed.files) == len(files) and all(
        file.sha256 in digests if file.sha256 else file.size in sizes for file in files
    )


def _packed(package: Path) -> dict[str, _Packed]:
    """Return what the list of a package says, by number of the exhibit."""
    path = package / "data" / say("bundle.file_list", "zh")
    try:
        lines = list(csv.DictReader(io.StringIO(read_bounded(path, _LIST_BYTES).decode("utf-8-sig"), newline="")))
        columns = ("no", "size", "sha256", "first", "last")
        names = [say(f"bundle.csv_{column}", "zh") for column in columns]
        packed: dict[str, _Packed] = {}
        for line in lines:
            no, size, digest, first, last = (line[column] for column in names)
            packed.setdefault(no, _Packed(int(first), int(last))).files.append((int(size), digest))
        return packed
    except (OSError, ValueError, KeyError, TypeError, csv.Error):
        return {}  # no package, or one that somebody altered: papers then cite numbers without pages
