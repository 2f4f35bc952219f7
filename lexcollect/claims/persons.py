"""Persons: who is liable besides the principal debtor, for which obligations, up to how much.

Owns the guarantors' figures (保证责任范围). Whether a guarantee period lapsed is decided by ``deadlines`` and handed
in as :class:`~lexcollect.claims.standing.Standing`; a guarantee is never taken to cover what it does not name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Security
from lexcollect.claims.coverage import outside_of
from lexcollect.claims.heads import Head, HeadKind, sum_of
from lexcollect.claims.standards import void_loan
from lexcollect.claims.standing import Standing, Standings
from lexcollect.law.trace import Citation
from lexcollect.records import dataclass, field
from lexcollect.wording import Text, text

#: Under which word of a guarantee's scope a head falls (民法典 691): what is lost by use or damage is 损害赔偿金.
SCOPE_OF: Mapping[HeadKind, k.Scope] = {
    HeadKind.PRINCIPAL: k.Scope.PRINCIPAL,
    HeadKind.PRICE: k.Scope.PRINCIPAL,
    HeadKind.LOAN: k.Scope.PRINCIPAL,
    HeadKind.RENT: k.Scope.PRINCIPAL,
    HeadKind.PURCHASE_PRICE: k.Scope.PRINCIPAL,
    HeadKind.WORKS: k.Scope.PRINCIPAL,
    HeadKind.RETENTION: k.Scope.PRINCIPAL,
    HeadKind.FEE: k.Scope.PRINCIPAL,
    HeadKind.BILL: k.Scope.PRINCIPAL,
    HeadKind.RECOURSE: k.Scope.PRINCIPAL,
    HeadKind.TERM_INTEREST: k.Scope.INTEREST,
    HeadKind.LATE_INTEREST: k.Scope.INTEREST,
    HeadKind.PENALTY: k.Scope.PENALTY,
    HeadKind.LUMP_PENALTY: k.Scope.PENALTY,
    HeadKind.USE_FEE: k.Scope.DAMAGES,
    HeadKind.COMPENSATION: k.Scope.DAMAGES,
    HeadKind.COSTS: k.Scope.COSTS,
}
#: What stands on no single debt: covered with the contract it belongs to.
_OF_CONTRACT = (HeadKind.COSTS, HeadKind.USE_FEE)


@dataclass(frozen=True, slots=True)
class SuretyClaim:
    """What can be asked of one guarantor: covered obligations and heads, the sum before and after the ceiling, in yuan.

    ``heads`` are the heads of claim within the guarantee's scope, each with the covered obligations alone. ``void``:
    the guarantee fell with a void loan and its grantor was at fault: a third at most of what the debtor cannot pay
    (担保制度解释 17(2)).
    """

    security: str
    party: str
    joint: bool
    covered: tuple[str, ...]
    excluded: tuple[tuple[str, Text], ...]
    heads: tuple[Head, ...]
    cap: Decimal | None
    void: bool = False
    standings: Mapping[str, Standing] = field(default_factory=dict)

    @property
    def lapse(self) -> Citation:
        """The article by which the guarantor is free once the period is over: of a joint one 693(2), else 693(1)."""
        return Citation("民法典", "693(2)" if self.joint else "693(1)")

    @property
    def principal(self) -> Decimal:
        """Covered principal (主债权), in yuan."""
        return self._within(k.Scope.PRINCIPAL)

    @property
    def penalty(self) -> Decimal:
        """Covered penalty (违约金), in yuan."""
        return self._within(k.Scope.PENALTY)

    @property
    def interest(self) -> Decimal:
        """Covered interest and loss from late payment (利息、逾期付款损失), in yuan."""
        return self._within(k.Scope.INTEREST)

    @property
    def runs(self) -> bool:
        """Whether what it covers of penalty, interest or loss grows on after the as-of day."""
        return any(h.per_day for h in self.heads if SCOPE_OF.get(h.kind) in (k.Scope.PENALTY, k.Scope.INTEREST))

    @property
    def fees_run(self) -> bool:
        """Whether a covered fee for use (占用费) grows on after the as-of day until the thing is returned."""
        return any(h.per_day for h in self.heads if SCOPE_OF.get(h.kind) is k.Scope.DAMAGES)

    @property
    def damages(self) -> Decimal:
        """Covered fees for use and damages (损害赔偿金), in yuan."""
        return self._within(k.Scope.DAMAGES)

    @property
    def costs(self) -> Decimal:
        """Covered costs of realising the claim (实现债权的费用), in yuan."""
        return self._within(k.Scope.COSTS)

    @property
    def gross(self) -> Decimal:
        """The covered debt before the ceiling."""
        return sum_of(self.heads)

    @property
    def amount(self) -> Decimal:
        """The most that can be asked on the as-of day: the covered debt, at most the ceiling (最高债权额)."""
        if self.void:
            from lexcollect.claims.void_loans import third  # only a void loan needs it

            return third(self.gross)
        return self.gross if self.cap is None else min(self.gross, self.cap)

    @property
    def capped(self) -> bool:
        """Whether the ceiling cuts the claim."""
        if self.void:
            return False
        return self.cap is not None and self.gross > self.cap

    def _within(self, scope: k.Scope) -> Decimal:
        return sum_of(head for head in self.heads if SCOPE_OF[head.kind] is scope)


def surety_claims(
    case: Case, heads: Sequence[Head], standings: Standings, bound: Mapping[str, Collection[str]] | None = None
) -> tuple[SuretyClaim, ...]:
    """Return the claim against each guarantor of ``case``, in file order: the heads its guarantee covers.

    ``bound``: the receivables for which a title already binds a person; what it owes of these the title says.
    """
    return tuple(_claim(case, heads, s, standings, (bound or {}).get(s.grantor, ())) for s in case.securities)


def guaranteed(heads: Sequence[Head], sureties: Sequence[SuretyClaim]) -> Decimal:
    """Return what ``sureties`` answer for together, in yuan: a debt that several guarantee counts once."""
    covered = (
        head.only({id for s in sureties if any(h.kind is head.kind for h in s.heads) for id in s.covered})
        if not head.whole and head.kind not in _OF_CONTRACT
        else next((h for s in sureties for h in s.heads if h.kind is head.kind and h.contract == head.contract), None)
        for head in heads
    )
    together = sum_of(head for head in covered if head is not None)
    return min(together, sum((s.amount for s in sureties), Decimal("0.00")))


def _claim(
    case: Case, heads: Sequence[Head], security: Security, standings: Standings, bound: Collection[str]
) -> SuretyClaim:
    covered: list[str] = []
    excluded: list[tuple[str, Text]] = []
    mine: dict[str, Standing] = {}
    void = {o.id for o in case.obligations if void_loan(case.contract(o.contract))}
    for obligation in case.obligations:
        outside = outside_of(security, obligation, case)
        standing = standings.get((security.id, obligation.id))
        if standing:
            mine[obligation.id] = standing
        if outside is not None:
            excluded.append((obligation.id, outside))
        elif obligation.id in bound:
            excluded.append((obligation.id, text("claims.title.bound")))
        elif standing is not None and not standing.alive:
            excluded.append((obligation.id, standing.reason))
        elif obligation.id in void and (reason := _freed(security)):
            excluded.append((obligation.id, reason))
        else:
            covered.append(obligation.id)
    ended = {head.contract for head in heads if head.whole and head.amount}  # damages stand on no debt by itself
    owing = {obligation.id for obligation in case.obligations if obligation.contract in ended}
    covered = _left(covered, excluded, heads, owing)
    answers = any(id in void for id in covered)
    scope = set(k.Scope) if answers else set(security.agreed_scope) or set(k.Scope)
    contracts = {obligation.contract for obligation in case.obligations if obligation.id in covered}
    # What the debtor owes after a termination is guaranteed, unless agreed otherwise (民法典 566(3)).
    within = (_covered(head, covered, contracts) for head in heads if head.whole or SCOPE_OF.get(head.kind) in scope)
    return SuretyClaim(
        security.id,
        security.grantor,
        security.kind is k.SecurityKind.SURETY_JOINT,
        tuple(covered),
        tuple(excluded),
        tuple(head for head in within if head is not None),
        None if answers else security.cap,
        answers,
        mine,
    )


def _freed(security: Security) -> Text | None:
    from lexcollect.claims.void_loans import freed  # only a void loan needs it

    return freed(security)


def _left(covered: list[str], excluded: Sequence[object], heads: Sequence[Head], owing: Collection[str]) -> list[str]:
    """Return the covered debts on which something is left: of a paid one no guarantor owes (民法典 557(1)(1), 682(1)).

    Where all are paid and none is outside, costs may still be owed: then all stay. ``owing`` stay, whatever the heads.
    """
    owed = {part.obligation for head in heads for part in head.parts if part.amount} | {*owing}
    open_ = [id for id in covered if id in owed]
    return open_ if open_ or excluded else covered


def _covered(head: Head, obligations: Sequence[str], contracts: Collection[str]) -> Head | None:
    """Return what of a head is covered: of costs and fees for use, those of a contract under which a debt is."""
    if head.whole or head.kind in _OF_CONTRACT:
        return head if head.contract in contracts else None
    return head.only(obligations)
