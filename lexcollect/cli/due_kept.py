"""Kept: which of many matters a list is kept to, where they are read from their folders.

Owns the same three questions as ``register.reading.Wanted``, asked of an answered matter. One that cannot be read is
kept: nobody knows whose it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.matter.many import Read


@dataclass(frozen=True, slots=True)
class Kept:
    """Words that stand in the name of the person in charge, of the court, of a debtor; empty: all."""

    owner: str = ""
    court: str = ""
    debtor: str = ""

    def keeps(self, one: Read) -> bool:
        """Tell whether a matter is asked for."""
        if not (self.owner or self.court or self.debtor) or one.answered is None:
            return True
        from lexcollect.casefile.kinds import Role
        from lexcollect.register.contents import court_of, spelled

        case = one.answered.case
        others = [p.name for p in case.parties if p.role not in (Role.CREDITOR, Role.THIRD_PARTY)]
        return (
            self.owner in case.in_charge
            and self.court in court_of(case)
            and (not self.debtor or any(spelled(self.debtor) in spelled(name) for name in others))
        )
