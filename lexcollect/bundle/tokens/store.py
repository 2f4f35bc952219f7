"""Store: the folder ``proofs/`` of a package (docs/bundle-format.md, section 3).

Owns the names in it, which of them are tokens and requests, and their numbers. It lies outside the lists and outside
the content digest: what is put there changes no package. Writes a file once and never over another.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from lexcollect.bundle.manifest import MANIFEST
from lexcollect.patterns import regex
from lexcollect.records import dataclass

PROOFS = "proofs"
#: The digest over all exhibits as a tree, in packages that have one.
ROOT = "merkle-root.txt"
_NAME = regex(rf"{PROOFS}/(\d{{4}})-(?:(manifest|root|renewal)\.(tsq|tsr|tok|p7s)|(document)\.(tsq|pdf))")
#: Revocation lists, and answers about certificates (OCSP), that lie beside the tokens.
LISTS = regex(rf"{PROOFS}/crls/[^/]{{1,100}}\.(?:crl|ocsp)")
_RENEWAL = regex(rf"{PROOFS}/\d{{4}}-renewal\.txt")
#: The reading copy or its volumes; the report on integrity is not handed in alone.
_PAGES = regex(r"data/证据[^/]*\.pdf")
_MOST = 9999


class Subject(StrEnum):
    """Which file of a package is stamped."""

    MANIFEST = "manifest"
    ROOT = "root"
    RENEWAL = "renewal"  # a list of earlier tokens
    DOCUMENT = "document"  # a PDF of the package; the stamped copy bears the token

    def file(self, number: int) -> str:
        """Return the path in the package of the file that is stamped in round ``number``."""
        if self is Subject.RENEWAL:
            return f"{PROOFS}/{number:04d}-renewal.txt"
        if self is Subject.DOCUMENT:
            return name_of(number, self, Form.DOCUMENT)
        return MANIFEST if self is Subject.MANIFEST else ROOT


class Form(StrEnum):
    """What a file of ``proofs/`` is, by its ending."""

    REQUEST = "tsq"
    ANSWER = "tsr"  # as the authority answered
    TOKEN = "tok"  # the token alone, as it was received
    SIGNATURE = "p7s"  # a signature of somebody's own
    DOCUMENT = "pdf"  # a copy of a PDF of the package, with a token inside


@dataclass(frozen=True, slots=True)
class Proof:
    """A file of ``proofs/``: its number, what it is about, what it is, its path in the package."""

    number: int
    subject: Subject
    form: Form
    name: str


def proof_of(name: str) -> Proof | None:
    """Return what the file ``name`` of a package is, if it is a request or an answer."""
    match = _NAME.fullmatch(name)
    return Proof(int(match[1]), Subject(match[2] or match[4]), Form(match[3] or match[5]), name) if match else None


def belongs(name: str) -> bool:
    """Tell whether a file of a package may lie in ``proofs/`` under this name, outside the lists."""
    return any((proof_of(name), LISTS.fullmatch(name), _RENEWAL.fullmatch(name)))


def proofs(names: Iterable[str]) -> list[Proof]:
    """Return the requests and answers among the files of a package, by number and subject."""
    found = [one for name in names if (one := proof_of(name))]
    return sorted(found, key=lambda one: (one.number, one.subject, one.form))


def kept(package: Path) -> list[Proof]:
    """Return the requests and answers that lie in a package."""
    folder = package / PROOFS
    if folder.is_symlink() or not folder.is_dir():
        return []
    return proofs(f"{PROOFS}/{path.name}" for path in folder.iterdir() if path.is_file() and not path.is_symlink())


def subjects(package: Path) -> list[Subject]:
    """Return what of a package is stamped: the manifest, and the root over its lines where there is one."""
    return [one for one in (Subject.MANIFEST, Subject.ROOT) if (package / one.file(0)).is_file()]


def documents(names: Iterable[str]) -> list[str]:
    """Return the PDFs among the files of a package of which a stamped copy can be made: the pages of the exhibits."""
    return sorted(name for name in names if _PAGES.fullmatch(name))


def next_number(package: Path) -> int:
    """Return the number of the next round of requests."""
    number = max((one.number for one in kept(package)), default=0) + 1
    if number > _MOST:
        raise ValueError("no number is left")
    return number


def name_of(number: int, subject: Subject, form: Form) -> str:
    """Return the path in the package of a request or an answer."""
    return f"{PROOFS}/{number:04d}-{subject}.{form}"
