"""Answered: a matter read, checked and answered, for the verbs that need all of it.

Owns the one way from a folder to claims and deadlines: case file, evidence catalogue if there is one, law. A case
that cannot be read stops with all its findings.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.matter import CASE, find_matter
from lexcollect.findings import Finding, Refused, has_errors

if TYPE_CHECKING:
    from datetime import date

    from lexcollect.deadlines.matter import Matter
    from lexcollect.evidence.items import Catalogue

CATALOGUE = Path("2-整理") / "证据目录.yaml"
MATERIAL = "1-收到的材料"


@dataclass(frozen=True)
class Answered:
    """A matter folder with its answers; ``findings`` are those of reading, answers add their own."""

    folder: Path
    matter: Matter
    catalogue: Catalogue | None
    findings: tuple[Finding, ...]
    case_sha256: str


def answer(given: Path | None, as_of: date, *, dates_anyway: bool = False) -> Answered:
    """Return the matter at ``given`` answered for ``as_of``; :class:`Refused` with every finding.

    ``dates_anyway``: deadlines are answered even where a rate is missing for the amounts.
    """
    from lexcollect.casefile import load_case
    from lexcollect.casefile.checks import check_evidence
    from lexcollect.cli.law_update import rates_in_use
    from lexcollect.deadlines.matter import answer_case

    folder = find_matter(given)
    loaded = load_case(folder / CASE, CASE)
    findings = list(loaded.findings)
    catalogue = None
    if (folder / CATALOGUE).is_file():
        from lexcollect.evidence.catalogue import load_catalogue

        catalogue, found = load_catalogue(folder / CATALOGUE, folder / MATERIAL)
        findings += found
    if loaded.case is not None and catalogue is not None:
        findings += check_evidence(loaded.case, {item.id for item in catalogue.items})
    if loaded.case is None or has_errors(findings):
        raise Refused(findings)
    rates, about_rates = rates_in_use(folder)
    findings += about_rates
    matter = answer_case(loaded.case, as_of, rates, dates_anyway=dates_anyway)
    return Answered(folder, matter, catalogue, tuple(findings), loaded.sha256)
