"""Fees left: guarantors who are asked for no fee for use since they are free of every debt (占用费不再请求保证人).

Owns the remark alone; what a guarantor answers for is told by ``persons``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case
from lexcollect.claims.persons import SuretyClaim
from lexcollect.findings import Finding, finding


def fees_left(case: Case, sureties: Sequence[SuretyClaim], running: Decimal) -> Iterator[Finding]:
    """Yield a remark for each guarantor whose period is over for every debt, where fees of ``running`` yuan are owed.

    A fee falls due day by day (民法典 692(2)): whether the last days are still within the period is left to a lawyer.
    """
    for surety in sureties:
        scope = next(s.agreed_scope for s in case.securities if s.id == surety.security)
        lapsed = any(not one.alive for one in surety.standings.values())
        if running and lapsed and not surety.damages and (not scope or k.Scope.DAMAGES in scope):
            yield finding("LX-M380", name=case.party(surety.party).name, amount=running)
