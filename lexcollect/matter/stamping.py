"""Stamping (时间戳): requests and answers of time-stamp authorities for a package of a matter, or one that lies alone.

Owns which package is meant, that only an intact one is stamped, and the writing into its ``proofs/``. What a token says
is the business of ``bundle.tokens``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Refused, Where, finding
from lexcollect.layout import PACKAGES
from lexcollect.matter.layout import is_link, is_matter, shown
from lexcollect.matter.packages import latest_package

if TYPE_CHECKING:
    from lexcollect.bundle.tokens.request import Hash


def package_to_stamp(place: Path) -> Path:
    """Return the package that ``place`` is, or the latest one of the matter; :class:`Refused` where there is none."""
    from lexcollect.bundle.manifest import MANIFEST
    from lexcollect.bundle.tokens.store import PROOFS

    if not place.is_dir():
        raise Refused([finding("LX-A102", Where(str(place)))])
    package = latest_package(place)
    if not (package / MANIFEST).is_file():
        raise Refused([finding("LX-B170", Where(shown(place)))])
    if is_link(package / PROOFS):
        raise Refused([finding("LX-W003", Where(f"{shown(package)}/{PROOFS}"))])
    return package


def matter_of(package: Path) -> Path | None:
    """Return the matter in which a package lies as one of its versions."""
    folder = package.resolve().parent
    return folder.parent if folder.name == PACKAGES and is_matter(folder.parent) else None


def refuse_altered(package: Path) -> None:
    """:class:`Refused` when the package does not agree with its lists and its matter: a stamp would fix that."""
    from lexcollect.matter.verifying import verify_folder

    if not verify_folder(package).ok:
        raise Refused([finding("LX-B171", Where(shown(package)))])


def write_requests(package: Path, algorithm: Hash) -> tuple[str, ...]:
    """Write a request for each file to be stamped, each with a nonce of its own; return their paths in the package."""
    from lexcollect.bundle.tokens.request import request_for
    from lexcollect.bundle.tokens.store import Form, name_of, next_number, subjects
    from lexcollect.files import write_all

    refuse_altered(package)
    number = next_number(package)
    made = {
        name_of(number, subject, Form.REQUEST): request_for((package / subject.file).read_bytes(), algorithm)
        for subject in subjects(package)
    }
    write_all([(package / name, data) for name, data in made.items()])
    return tuple(made)
