"""Opening: a matter read and checked, before any law is asked.

Owns :func:`open_matter`: case file, evidence catalogue if there is one, and what the two say of each other. Reads no
raw material unless told to: names and sizes are looked up, hashes are those that intake remembers. Refuses a case that
cannot be read, with all its findings.
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
    material_read: bool = False


def open_matter(given: Path | None, *, read_material: bool = False) -> Opened:
    """Return the matter at ``given`` (its folder or case file; nothing is the current folder), read and checked.

    ``read_material``: the files of the catalogue are hashed and recognised by their bytes, as a package needs them.
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
        from lexcollect.evidence.material import by_bytes, by_memory
        from lexcollect.intake.register import remembered

        look = by_bytes if read_material else by_memory(remembered(folder))
        catalogue, found = load_catalogue(folder / CATALOGUE, folder / RAW, look)
        findings += found
    if loaded.case is not None and catalogue is not None:
        findings += check_evidence(loaded.case, {item.id for item in catalogue.items})
    if loaded.case is None or has_errors(findings):
        raise Refused(findings)
    return Opened(folder, loaded.case, catalogue, tuple(findings), loaded.sha256, read_material)
