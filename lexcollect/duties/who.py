"""Who (经办人): who is in charge of a matter, as its case file says.

Owns the one answer: ``in_charge`` of the case file, else the first agent of the creditor, else nobody.
"""

from __future__ import annotations

from lexcollect.casefile.models import Case


def in_charge(case: Case) -> str:
    """Return the name of the person in charge; ``""`` when nobody is named."""
    if case.in_charge:
        return case.in_charge
    return case.agents[0].name if case.agents else ""
