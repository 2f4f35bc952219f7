"""Page checks: what the catalogue says of pages against the files of the exhibit.

Owns which file is meant by which name, and that the pages are there: counted where files are opened, taken as written
where a matter is only looked at. Every slip is a finding at its key; what cannot be read changes no page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lexcollect.evidence.items import SourceFile
from lexcollect.evidence.paged import LEFT_OUT, TURNED, BadPages, count_of, has_pages, paged, said_of
from lexcollect.formats.kinds import FileKind
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.evidence.material import Material
    from lexcollect.evidence.reading import CatalogueReader, DraftItem


def with_pages(
    reader: CatalogueReader, draft: DraftItem, files: tuple[SourceFile, ...], material: Material
) -> tuple[SourceFile, ...]:
    """Return ``files`` with what ``draft`` says of their pages."""
    names = _names(draft, files, material)
    sole = files[0].name if len(files) == 1 else ""
    said: dict[str, dict[str, str]] = {}
    for key, value in draft.pages:
        try:
            for name, words in said_of(value, tuple(names), sole).items():
                said.setdefault(names[name], {})[key] = words
        except BadPages as bad:
            reader.refuse(bad.code, (*draft.path, key), **bad.params)
    return tuple(
        _paged(reader, draft, file, said[file.name], material) if file.name in said else file for file in files
    )


def _names(draft: DraftItem, files: tuple[SourceFile, ...], material: Material) -> dict[str, str]:
    """Return the stored name by each name that may be written: as in the catalogue, as stored, without its folder."""
    known = {file.name for file in files}
    names = {name: stored for _, name in draft.files if (stored := material.find(name)) in known}
    names |= {name: name for name in known}
    short: dict[str, list[str]] = {}
    for name in sorted(known):
        short.setdefault(PurePosixPath(name).name, []).append(name)
    return {name: held[0] for name, held in short.items() if len(held) == 1} | names


def _paged(
    reader: CatalogueReader, draft: DraftItem, file: SourceFile, said: Mapping[str, str], material: Material
) -> SourceFile:
    place = (*draft.path, LEFT_OUT if LEFT_OUT in said else TURNED)
    if not has_pages(file):
        kind = text(f"formats.kind.{FileKind(file.kind)}")
        reader.refuse("LX-E144", place, file=file.name, kind=kind)
        return file
    count = count_of(file.path, FileKind(file.kind)) if material.opens and file.kind else 0
    if count is None:
        reader.refuse("LX-E145", place, file=file.name)
        return file
    try:
        return replace(file, paged=paged(said.get(TURNED, ""), said.get(LEFT_OUT, ""), count))
    except BadPages as bad:
        reader.refuse(bad.code, place, file=file.name, **bad.params)
        return file
