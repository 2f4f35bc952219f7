"""Persons: who is liable besides the principal debtor, for which obligations, up to how much.

Owns the guarantors' figures (保证责任范围). Whether a guarantee period lapsed is decided by ``deadlines`` and handed
in as :class:`Standing`; a guarantee is never taken to cover what it does not name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Security
from lexcollect.claims.account import ZERO, Account
from lexcollect.claims.coverage import outside_of
from lexcollect.law.trace import Citation
from lexcollect.wording import Text


class Hold(StrEnum):
    """Whether a guarantee still holds (保证责任存续); the values name the sentences that tell the reason."""

    KEPT = "kept"
    OPEN = "open"
    DOUBTFUL = "doubtful"  # only a demand before the due date: claimed, but warned of
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a guarantee stands for one obligation, with the reason."""

    state: Hold
    reason: Text
    cites: tuple[Citation, ...] = ()

    @property
    def alive(self) -> bool:
        """Whether the guarantor can still be made to pay."""
        return self.state is not Hold.LAPSED


#: Standing per (security id, obligation id).
Standings = Mapping[tuple[str, str], Standing]


@dataclass(frozen=True, slots=True)
class SuretyClaim:
    """What can be asked of one guarantor: covered obligations, the sum before and after the ceiling, in yuan."""

    security: str
    party: str
    joint: bool
    covered: tuple[str, ...]
    excluded: tuple[tuple[str, Text], ...]
    principal: Decimal
    penalty: Decimal
    cap: Decimal | None
    standings: Mapping[str, Standing] = field(default_factory=dict)

    @property
    def gross(self) -> Decimal:
        """The covered debt before the ceiling."""
        return self.principal + self.penalty

    @property
    def amount(self) -> Decimal:
        """The most that can be asked on the as-of day: the covered debt, at most the ceiling (最高债权额)."""
        return self.gross if self.cap is None else min(self.gross, self.cap)

    @property
    def capped(self) -> bool:
        """Whether the ceiling cuts the claim."""
        return self.cap is not None and self.gross > self.cap


def surety_claims(case: Case, account: Account, standings: Standings) -> tuple[SuretyClaim, ...]:
    """Return the claim against each guarantor of ``case``, in file order."""
    return tuple(_claim(case, account, s, standings) for s in case.securities)


def _claim(case: Case, account: Account, security: Security, standings: Standings) -> SuretyClaim:
    covered: list[str] = []
    excluded: list[tuple[str, Text]] = []
    mine: dict[str, Standing] = {}
    for obligation in case.obligations:
        outside = outside_of(security, obligation, case)
        standing = standings.get((security.id, obligation.id))
        if standing:
            mine[obligation.id] = standing
        if outside is not None:
            excluded.append((obligation.id, outside))
        elif standing is not None and not standing.alive:
            excluded.append((obligation.id, standing.reason))
        else:
            covered.append(obligation.id)
    scope = set(security.scope) or set(k.Scope)
    parts = [account.obligation(id) for id in covered]
    principal = sum((p.principal for p in parts), ZERO) if k.Scope.PRINCIPAL in scope else ZERO
    penalty = sum((p.penalty for p in parts), ZERO) if k.Scope.PENALTY in scope else ZERO
    penalty += sum((p.interest for p in parts), ZERO) if k.Scope.INTEREST in scope else ZERO
    return SuretyClaim(
        security.id,
        security.grantor,
        security.kind is k.SecurityKind.SURETY_JOINT,
        tuple(covered),
        tuple(excluded),
        principal,
        penalty,
        security.cap,
        mine,
    )
