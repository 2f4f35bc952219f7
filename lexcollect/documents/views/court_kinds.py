"""The level and the kind of the court of a complaint (级别管辖、专门法院): what is told where they do not fit.

Owns the findings; what the law says stands in ``claims.court_kinds``.
"""

from __future__ import annotations

from lexcollect.claims.court_kinds import Gathered, Special, level_of, special_of
from lexcollect.documents.material import View, listed, yuan
from lexcollect.wording import text


def tell(found: View, court: str) -> None:
    """Say where ``court`` is not of the level of the sum, or where a court for special cases comes into question."""
    material = found.material
    case, claims, day = material.case, material.claims, material.as_of
    amount = None if claims.apart else claims.total
    levels = level_of(case, amount, day, court)
    if amount is not None and levels.fits(court) is False:
        sums = {name: yuan(value) for name, value in (("alike", levels.alike), ("apart", levels.apart))}
        told = text(f"courts.level.{levels.level}", amount=yuan(amount), **sums)
        found.say("LX-P770", case.choices.where, court=court, amount=yuan(amount), level=told)
    for one in special_of(case, material.contracts, levels.level, day):
        if not one.fits(court):
            _elsewhere(found, court, one)


def _elsewhere(found: View, court: str, one: Gathered) -> None:
    contract = found.material.case.contract(one.contract)
    if one.kind is Special.MARITIME:
        if not found.material.case.choices.court_ground:
            found.say("LX-P771", contract.where, contract=contract.called, court=court)
        return
    cites = listed(map(str, one.cites))
    found.say("LX-P772", contract.where, contract=contract.called, special=one.court, court=court, cites=cites)
