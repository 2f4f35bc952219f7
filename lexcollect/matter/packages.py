"""Packages: the versions below ``4-证据包``: which are there, the latest, and a new one.

Owns which package is meant. Building and pages are the business of ``bundle``, comparing that of ``verifying``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import PACKAGES, PACKED_NAMES, PROFILES
from lexcollect.matter.layout import is_matter, refuse_links
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.bundle.digested_ahead import DigestedAhead
    from lexcollect.bundle.model import Built, Profile
    from lexcollect.bundle.supplement import Numbering
    from lexcollect.evidence.items import Catalogue, SourceFile
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.packing import Packing


def latest_package(folder: Path) -> Path:
    """Return ``folder``, or its latest package when it is a matter or a folder of packages.

    :class:`Refused` when a link stands in place of it or of a part of the matter.
    """
    packages = folder
    if is_matter(folder):
        refuse_links(folder)
        packages = folder / PACKAGES
    versions = versions_in(packages)
    is_package = (packages / "bagit.txt").exists() or any(packages.glob("manifest-*.txt"))
    if not versions or is_package:
        return packages
    latest = versions[max(versions)]
    refuse_links(packages, [latest.name])
    return latest


def versions_in(packages: Path) -> dict[int, Path]:
    """Return the versions in a folder of packages by their numbers."""
    return {int(p.name[1:]): p for p in packages.glob("v*") if re.fullmatch(r"v[1-9]\d{0,5}", p.name)}


def package_of(matter: Path) -> Path | None:
    """Return the latest package of ``matter``, if it has one."""
    package = latest_package(matter)
    return package if package.parent.name == PACKAGES else None


def build_package(
    answered: Answered,
    passwords: Mapping[str, str],
    made_on: date,
    *,
    searchable: bool = True,
    profile: Profile | None = None,
) -> Built:
    """Build the next version of the package; ``passwords`` open locked files: file → password, kept nowhere.

    ``answered`` must have its material read: a package holds the bytes that are there now, not remembered ones. What
    was recognised in pictures lies unseen on their pages unless ``searchable`` is false.
    """
    from lexcollect.matter.packing import packing_of

    return pack(packing_of(answered), passwords, made_on, searchable=searchable, profile=profile)


def profile_named(matter: Path, word: str) -> tuple[Profile | None, list[Finding]]:
    """Return the profile (装订方案) ``word`` for ``matter``, whose own go before the shipped ones; or what is wrong."""
    from lexcollect.bundle.profile_files import read_profile

    refuse_links(matter, [PROFILES])
    return read_profile(word, matter / PROFILES)


def pack(
    packing: Packing,
    passwords: Mapping[str, str],
    made_on: date,
    *,
    searchable: bool = True,
    numbering: Numbering | None = None,
    profile: Profile | None = None,
    today: date | None = None,
) -> Built:
    """Build the next version of the package from ``packing``, as :func:`build_package` does.

    ``numbering`` says where it goes on; by itself it is the whole set, in which all that was handed in keeps its pages.
    ``made_on`` is the day that it bears; ``today`` is that of the clock, by itself the same.
    """
    from lexcollect.bundle.build import build
    from lexcollect.bundle.model import Built
    from lexcollect.bundle.searchable import no_words
    from lexcollect.matter.page_memory import memory_of
    from lexcollect.matter.received import days_of_intake
    from lexcollect.matter.recognising import sheets_of
    from lexcollect.matter.serving import numbering_for
    from lexcollect.matter.withheld import list_withheld

    if altered := _altered(packing.folder, packing.catalogue):
        return Built(None, {}, 0, altered, new=False)
    if profile is None:  # a matter may say what is usual in it
        profile, found = profile_named(packing.folder, "standard")
        if profile is None:
            raise Refused(found)
    out = packing.folder / PACKAGES
    days = days_of_intake(packing.folder)
    words = sheets_of(packing.folder) if searchable else no_words
    numbering = numbering or numbering_for(packing.folder)
    built = build(
        packing.catalogue,
        packing.cover,
        out,
        made_on=made_on,
        passwords=passwords,
        profile=profile,
        words=words,
        received=days,
        memory=memory_of(packing.folder),
        numbering=numbering,
        packed_on=today,
    )
    if built.folder is not None:
        _keep_names(packing.folder / PACKED_NAMES.format(version=built.folder.name), built.received, built.new)
        list_withheld(packing.folder, built.folder.name, packing.catalogue)
    return built


def digested_ahead(matter: Path) -> DigestedAhead:
    """Return who takes the SM3 of what is taken into ``matter`` beside intake, if its packages are to list it."""
    from lexcollect.bundle.digested_ahead import DigestedAhead
    from lexcollect.matter.page_memory import kept_in

    profile, _ = profile_named(matter, "standard")
    return DigestedAhead(kept_in(matter), wanted=profile is not None and profile.sm3)


def _altered(matter: Path, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Return a finding for every file of the catalogue whose bytes are not those of the day it was taken in."""
    from lexcollect.intake.register import registered

    known = registered(matter)
    return tuple(
        finding("LX-B002", Where(file.name))
        for file in catalogue.files()
        if known.get(file.name, file.sha256) != file.sha256
    )


def _keep_names(path: Path, received: Mapping[str, str], new: bool) -> None:
    """Write which received file is which in a version: the package itself tells nobody how files were called.

    Also for one that is not ``new`` where the list is missing: the run that made it may have been cut short.
    """
    from lexcollect.cells import csv_text
    from lexcollect.files import write_text

    if not new and path.exists():
        return
    rows = [[say("bundle.csv_file", "zh"), say("bundle.csv_received", "zh")], *map(list, received.items())]
    write_text(path, csv_text(rows), bom=True)


def locked_files(catalogue: Catalogue, known: Mapping[str, str]) -> Iterator[SourceFile]:
    """Yield the exhibits' files that ask for a password and have none in ``known`` (by name, or last part of it)."""
    for file in catalogue.files():
        given = known.get(file.name) or known.get(file.name.rsplit("/", 1)[-1])
        if not given and _locked(file):
            yield file


def _locked(file: SourceFile) -> bool:
    from lexcollect.formats.readers.pdf import is_locked

    return file.kind == "pdf" and is_locked(file.path)


def opens_with(file: SourceFile, password: str) -> bool:
    """Tell whether ``password`` opens the file."""
    from lexcollect.formats.readers.pdf import opens_with as opens

    return opens(file.path, password)
