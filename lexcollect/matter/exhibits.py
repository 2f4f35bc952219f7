"""Exhibits: the exhibits of a matter as papers cite them, with their pages in the latest package.

Owns the join of catalogue and package: a page number is used only while the package holds exactly the files of
the catalogue under the same numbers; what was handed in (已提交) keeps the pages it was handed in on. Reads the
package's list, no exhibit.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lexcollect.cn.page_labels import Span, page_span
from lexcollect.files import read_bounded
from lexcollect.findings import Finding, Where, finding
from lexcollect.records import dataclass, field
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.casefile.exhibits import ExhibitRef
    from lexcollect.evidence.items import Catalogue, Paged, SourceFile
    from lexcollect.formats.shapes import Part

#: No list of a package is longer.
_LIST_BYTES = 64 << 20
#: Id of an exhibit → the labels of its pages in a package.
Pages = Mapping[str, Span]
_NONE: Pages = MappingProxyType({})


@dataclass
class Packed:
    """What a package says of one exhibit: the labels of its pages, and its files as (size, SHA-256)."""

    pages: Span
    files: list[tuple[int, str]] = field(default_factory=list)
    excerpt: Part | None = None
    #: What is turned or left out of the pages of a file, by its SHA-256.
    paged: dict[str, Paged] = field(default_factory=dict)

    @property
    def digests(self) -> set[str]:
        """Return the SHA-256 of every file."""
        return {digest for _, digest in self.files}


def exhibits_of(catalogue: Catalogue | None, pages: Pages) -> dict[str, ExhibitRef]:
    """Return the exhibits by stable id; ``pages`` are those of a package, by id."""
    from lexcollect.evidence.refs import exhibit_refs

    return exhibit_refs(catalogue, pages) if catalogue else {}


def shown_by(catalogue: Catalogue | None) -> dict[str, tuple[str, ...]] | None:
    """Return what each exhibit is, as the catalogue says (证明类型); ``None`` without a catalogue.

    What was withdrawn (撤回) is nothing any more: no date rests on it.
    """
    return {item.id: () if item.withdrawn else item.proof for item in catalogue.items} if catalogue else None


def pages_in(package: Path, catalogue: Catalogue | None, served: Pages = _NONE) -> tuple[Pages, list[Finding]]:
    """Return the pages of each exhibit: those that were ``served``, the others as they stand in ``package``.

    When the package is out of date, those that were served and a finding: they do not move.
    """
    packed = packed_in(package)
    if catalogue is None:
        return {}, []
    pages = {item.id: served[item.id] for item in catalogue.items if item.id in served}
    others = [item for item in catalogue.items if item.id not in served]
    if not packed:
        return pages, []
    found: dict[str, Span] = {}
    for item in others:
        one = packed.get(item.no)
        if one is None or not _same(one, item.files):
            return pages, [finding("LX-A114", Where(package.name), no=item.no)]
        found[item.id] = one.pages
    return pages | found, []


def _same(packed: Packed, files: tuple[SourceFile, ...]) -> bool:
    """Tell whether exactly ``files`` were packed: by their hashes, or by size where none is remembered."""
    digests = packed.digests
    if packed.excerpt != next((file.part for file in files if file.part), None):
        return False  # the same chat, and other messages of it
    if not same_pages(packed.paged, files):
        return False  # the same file, and other pages of it
    if all(file.sha256 for file in files):
        return digests == {file.sha256 for file in files}
    sizes = {size for size, _ in packed.files}
    return len(packed.files) == len(files) and all(
        file.sha256 in digests if file.sha256 else file.size in sizes for file in files
    )


def packed_in(package: Path) -> dict[str, Packed]:
    """Return what the list of a package says, by number of the exhibit; nothing where there is none to be read."""
    from lexcollect.bundle.rendering_data import paged_of, part_of

    path = package / "data" / say("bundle.file_list", "zh")
    try:
        lines = list(csv.DictReader(io.StringIO(read_bounded(path, _LIST_BYTES).decode("utf-8-sig"), newline="")))
        columns = ("no", "size", "sha256", "first", "last")
        names = [say(f"bundle.csv_{column}", "zh") for column in columns]
        packed: dict[str, Packed] = {}
        for line in lines:
            no, size, digest, first, last = (line[column] for column in names)
            pages = page_span(f"{first}–{last}")
            if pages is None:
                return {}
            packed.setdefault(no, Packed(pages)).files.append((int(size), digest))
        for no, file in _index_files(package):
            if no in packed:
                packed[no].excerpt = packed[no].excerpt or part_of(file.get("part"))
                if (paged := paged_of(file)) is not None:
                    packed[no].paged[str(file["sha256"])] = paged
        return packed
    except (OSError, ValueError, KeyError, TypeError, AttributeError, csv.Error):
        return {}  # no package, or one that somebody altered: papers then cite numbers without pages


def same_pages(packed: Mapping[str, Paged], files: Sequence[SourceFile]) -> bool:
    """Tell whether the pages of ``files`` are turned and left out as a package says, by the SHA-256 of each file.

    A file of which intake remembers no hash is not compared; its pages are counted only in the package.
    """
    for file in files:
        was = packed.get(file.sha256)
        if not file.sha256 or (was is None and file.paged is None):
            continue
        if was is None or file.paged is None:
            return False
        if replace(file.paged, count=file.paged.count or was.count).plain != was.plain:
            return False
    return True


def _index_files(package: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return the files of a package with the number of their exhibit, as its index says; nothing without one."""
    from lexcollect.bundle.manifest import INDEX

    try:
        read = json.loads(read_bounded(package / INDEX, _LIST_BYTES))
        return [(str(one["number"]), dict(file)) for one in read["items"] for file in one.get("files", ())]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []
