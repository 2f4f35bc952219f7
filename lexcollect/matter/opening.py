"""Opening: a matter read and checked, before any law is asked.

Owns :func:`open_matter`: case file, evidence catalogue if there is one, and what the two say of each other. Reads no
raw material: names and sizes are looked up, bytes are not. Refuses a case that cannot be read, with all its findings.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Refused, has_errors
from lexcollect.layout import CASE, CATALOGUE, RAW
from lexcollect.matter.layout import find_matter

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.evidence.items import Catalogue


@dataclass(frozen=True)
class Opened:
    """A matter folder with its case and catalogue; ``findings`` are warnings and notes of reading them."""

    folder: Path
    case: Case
    catalogue: Catalogue | None
    findings: tuple[Finding, ...]
    case_sha256: str


def open_matter(given: Path | None) -> Opened:
    """Return the matter at ``given`` (its folder or case file; nothing is the current folder), read and checked.

    :class:`Refused` with every finding when the case or the catalogue cannot be used.
    """
    from lexcollect.casefile.checks import check_evidence
    from lexcollect.casefile.loader import load_case

    folder = find_matter(given)
    loaded = load_case(folder / CASE, CASE)
    findings = list(loaded.findings)
    catalogue = None
    if (folder / CATALOGUE).is_file():
        from lexcollect.evidence.catalogue import load_catalogue

        catalogue, found = load_catalogue(folder / CATALOGUE, folder / RAW)
        findings += found
    if loaded.case is not None and catalogue is not None:
        findings += check_evidence(loaded.case, {item.id for item in catalogue.items})
    if loaded.case is None or has_errors(findings):
        raise Refused(findings)
    return Opened(folder, loaded.case, catalogue, tuple(findings), loaded.sha256)
