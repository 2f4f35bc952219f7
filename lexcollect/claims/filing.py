"""Filing in an insolvency (债权申报): what is owed by one insolvent person on the day its insolvency was accepted.

Owns the figures of a claim to be filed: interest, penalty and the doubled part stop on the day before acceptance
(企业破产法 46(2), 破产法规定三 3), undue debts count as due (46(1)), a guarantor's own insolvency stops what it
answers for (破产法规定三 4), daily fees and costs after acceptance are left out. Debtors by shares and several moneys
are for the paper to refuse.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lexcollect.casefile.models import Case, Insolvency
from lexcollect.claims.claim import Claims
from lexcollect.claims.costs import cost_items
from lexcollect.claims.heads import Head, heads_of, sum_of
from lexcollect.claims.joint_insolvency import stopped_on
from lexcollect.claims.persons import SuretyClaim, surety_claims
from lexcollect.claims.running import running_amounts
from lexcollect.law.rules.enforcement import bankruptcy_stop
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.claims.titles import TitleAccount

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Filed:
    """What is filed against one insolvent person: ``claims`` as they stood then, ``last`` the last day that counts.

    ``sureties`` are its guarantees where it is a guarantor: then no more than these is filed.
    """

    insolvency: Insolvency
    last: date
    claims: Claims
    sureties: tuple[SuretyClaim, ...] = ()
    guarantor: bool = False

    @property
    def heads(self) -> tuple[Head, ...]:
        """The heads that are filed, each with its sum."""
        if not self.guarantor:
            return self.claims.heads
        return tuple(head for surety in self.sureties for head in surety.heads)

    @property
    def gross(self) -> Decimal:
        """The sum of the heads, in yuan."""
        return sum_of(self.heads)

    @property
    def amount(self) -> Decimal:
        """What is filed, in yuan: of a guarantor at most the ceiling."""
        return sum((s.amount for s in self.sureties), ZERO) if self.guarantor else self.gross


def filed(case: Case, claims: Claims, found: Insolvency) -> Filed:
    """Return what is filed against the person of ``found``; ``claims`` are those of the matter on the as-of day."""
    account = claims.account
    last = bankruptcy_stop(found.accepted_on).value
    earlier = account.ledger.stopped
    last = min(last, earlier) if earlier and found.person not in {p.id for p in case.debtors} else last
    stopped = stopped_on(case, account, last)
    known = case.but(costs=tuple(c for c in case.costs if c.date is None or c.date < found.accepted_on))
    costs, running = cost_items(known), running_amounts(case, last, account.conventions)
    if any(debt.spent for debt in stopped.ledger.debts):
        from lexcollect.claims import cost_order  # only where a payment followed a cost

        costs = cost_order.with_met(known, stopped, costs)
    heads = heads_of(case, stopped, running, costs)
    bound = case.but(titles=tuple(t for t in case.titles if found.person in (t.against or (case.debtor.id,))))
    titles: tuple[TitleAccount, ...] = ()
    if any(title.awards for title in bound.titles):
        from lexcollect.claims.title_heads import with_titles  # only a debt that a title decided needs it
        from lexcollect.claims.titles import title_accounts

        titles = title_accounts(bound, stopped)
        heads = with_titles(case, heads, titles)
    standings = {(s.security, id): standing for s in claims.sureties for id, standing in s.standings.items()}
    sureties = surety_claims(case, heads, standings)
    guarantor = found.person not in {p.id for p in case.debtors}
    then = replace(claims, account=stopped, heads=heads, costs=costs, running=running, sureties=sureties, titles=titles)
    mine = tuple(s for s in sureties if s.party == found.person and s.covered)
    return Filed(found, last, then, mine if guarantor and not titles else (), guarantor and not titles)
