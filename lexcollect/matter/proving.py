"""Proving (单份证明): one exhibit of a package taken out with the proof that it belongs to it.

Owns which package is meant, where the folder goes, and that nothing is proved from an altered package. What a proof is
is the business of ``bundle.exhibit_proof``.
"""

from __future__ import annotations

import filecmp
import shutil
import tempfile
from itertools import count
from pathlib import Path

from lexcollect.files import leaving
from lexcollect.findings import Refused, Where, finding
from lexcollect.layout import PACKAGES, PROOFS_OF_ONE
from lexcollect.matter.layout import is_matter, refuse_links, shown
from lexcollect.matter.packages import latest_package, versions_in
from lexcollect.wording import text

#: So many numbers are named where another was asked for.
_NAMED = 6


def package_to_prove(place: Path, version: str = "") -> Path:
    """Return the package at ``place``, which may be a matter: its ``version``, or the latest.

    :class:`Refused` when there is no such folder or no such version.
    """
    if not place.is_dir():
        raise Refused([finding("LX-A102", Where(str(place)))])
    if not version:
        return latest_package(place)
    packages = place / PACKAGES if is_matter(place) else place.absolute().parent
    there = versions_in(packages)
    package = next((one for one in there.values() if one.name == version), None)
    if package is None:
        known = [there[number].name for number in sorted(there)]
        raise Refused(
            [finding("LX-B296", Where(shown(packages)), version=version, known=known or text("bundle.no_version"))]
        )
    refuse_links(packages, [package.name])
    return package


def prove_exhibit(place: Path, number: str, out: Path | None = None, version: str = "") -> tuple[Path, bool]:
    """Write the proof of the exhibit ``number`` of the package at ``place``: its ``version``, or the latest.

    Return the folder, and whether it is new: one that holds the same stays. It lies in ``out``, by default in
    ``单份证明`` of the matter, of a package that lies alone beside it. :class:`Refused` when the package is altered or
    old, or has no such exhibit.
    """
    from lexcollect.bundle.exhibit_proof import numbers_in, write_proof
    from lexcollect.bundle.manifest import ROOT
    from lexcollect.matter.verifying import verify_folder

    package = package_to_prove(place, version)
    if not verify_folder(package, stamps=False).ok:
        raise Refused([finding("LX-B192", Where(shown(package)))])
    if not (package / ROOT).is_file():
        raise Refused([finding("LX-B196", Where(shown(package)))])
    known = numbers_in(package)
    if number not in known:
        raise Refused([finding("LX-B195", Where(shown(package)), no=number, known=known[:_NAMED])])
    within = out or _beside(package)
    within.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix=leaving(), dir=within))
    try:
        made = room / "proof"
        made.mkdir()
        write_proof(package, number, made)
        return _placed(made, within, f"{package.resolve().name}_{number}")
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _beside(package: Path) -> Path:
    folder = package.resolve().parent
    return (folder.parent if is_matter(folder.parent) else folder) / PROOFS_OF_ONE


def _placed(made: Path, within: Path, name: str) -> tuple[Path, bool]:
    """Move a folder to the first free name, unless one that was made before holds the same."""
    for number in count(1):
        folder = within / (name if number == 1 else f"{name}_{number}")
        if not folder.exists():
            made.rename(folder)
            return folder, True
        if _same(made, folder):
            return folder, False
    raise AssertionError("numbers do not end")


def _same(one: Path, other: Path) -> bool:
    names = [sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()) for root in (one, other)]
    return names[0] == names[1] and filecmp.cmpfiles(one, other, names[0], shallow=False)[1:] == ([], [])
