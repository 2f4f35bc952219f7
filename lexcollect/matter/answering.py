"""Answering: an opened matter with its claims and deadlines on one day.

Owns the one way from a folder to answers; the order account → agenda → claims is that of ``deadlines.matter``, and the
rates are those in use for the matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding
from lexcollect.matter.opening import Opened, open_matter

if TYPE_CHECKING:
    from datetime import date

    from lexcollect.deadlines.matter import Matter
    from lexcollect.evidence.items import Catalogue


@dataclass(frozen=True)
class Answered:
    """A matter folder with its answers; ``findings`` are those of reading, answers add their own."""

    folder: Path
    matter: Matter
    catalogue: Catalogue | None
    findings: tuple[Finding, ...]
    case_sha256: str
    material_read: bool = False


def answer(given: Path | None, as_of: date, *, dates_anyway: bool = False, read_material: bool = False) -> Answered:
    """Return the matter at ``given`` answered for ``as_of``; :class:`Refused` with every finding.

    ``dates_anyway``: deadlines are answered even where a rate is missing for the amounts. ``read_material``: the raw
    files are read too, as a package needs them.
    """
    return answer_opened(open_matter(given, read_material=read_material), as_of, dates_anyway=dates_anyway)


def answer_opened(opened: Opened, as_of: date, *, dates_anyway: bool = False) -> Answered:
    """Return an opened matter answered for ``as_of``, with the rates in use there."""
    from lexcollect.deadlines.matter import answer_case
    from lexcollect.matter.rates import rates_in_use

    rates, about_rates = rates_in_use(opened.folder)
    matter = answer_case(opened.case, as_of, rates, dates_anyway=dates_anyway)
    findings = (*opened.findings, *about_rates)
    return Answered(opened.folder, matter, opened.catalogue, findings, opened.case_sha256, opened.material_read)
