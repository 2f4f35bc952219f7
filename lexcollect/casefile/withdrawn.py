"""Withdrawn: facts that still cite an exhibit which was withdrawn (撤回).

Owns that one question. What was withdrawn is the catalogue's business and is given by id.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lexcollect.casefile.checks import references_of
from lexcollect.casefile.fields import EXHIBITS
from lexcollect.findings import Finding, finding

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case


def check_withdrawn(case: Case, withdrawn: Mapping[str, str]) -> list[Finding]:
    """Return a finding for each place that cites an exhibit (id → number) that was ``withdrawn``."""
    if not withdrawn:
        return []
    named = [(fact.where, id) for fact, refers, id in references_of(case) if refers.group == EXHIBITS]
    return [finding("LX-E135", where, id=id, no=withdrawn[id]) for where, id in named if id in withdrawn]
