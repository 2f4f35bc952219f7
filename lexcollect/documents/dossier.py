"""Dossier: what the papers of the office are written from beside facts and figures (内部文书的底稿).

Owns the shape in which deadlines, findings and the state of every other paper come to a review sheet. Computes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.deadlines.deadline import Agenda
from lexcollect.findings import Finding
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.documents.survey import Surveyed


@dataclass(frozen=True)
class Dossier:
    """Deadlines, findings of reading and answering, and how each paper stands; ``surveyed`` is filled when drafting."""

    agenda: Agenda
    findings: tuple[Finding, ...] = ()
    surveyed: tuple[Surveyed, ...] = ()
