"""One of several debtors is insolvent (连带债务人之一破产): what is filed against it, what the others go on owing.

Owns how far 企业破产法 46(2) reaches: it stops the interest of the claim against the insolvent alone, so the account
runs on against whoever owes the whole beside it; a guarantor of the insolvent may plead the stop (担保制度解释 22). The
other reading, that a joint debtor follows like a guarantor, is told with its effect. Debtors by shares are not read
here: their account stops. Loaded only where one of several debtors is insolvent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from lexcollect.casefile.models import Case
from lexcollect.claims.account import Account, account_of
from lexcollect.claims.costs import CostItem
from lexcollect.claims.heads import Head, heads_of, sum_of
from lexcollect.claims.running import RunningAmount
from lexcollect.findings import Finding, finding
from lexcollect.law.rules.enforcement import bankruptcy_stop


def guaranteed(
    case: Case, account: Account, heads: tuple[Head, ...], running: Sequence[RunningAmount], costs: Sequence[CostItem]
) -> tuple[Head, ...]:
    """Return the heads as guarantors owe them: without interest once the debtor they stand for is insolvent."""
    stops = dict(_stops(case, account))
    if not case.securities or case.debtor.id not in stops:
        return heads
    return _filed(case, account, stops[case.debtor.id], running, costs)


def remarks(
    case: Case, account: Account, heads: Sequence[Head], running: Sequence[RunningAmount], costs: Sequence[CostItem]
) -> list[Finding]:
    """Say for each insolvent debtor what is to be filed against it, and what the other reading takes off."""
    found = []
    for person, last in _stops(case, account):
        filed = sum_of(_filed(case, account, last, running, costs))
        found.append(
            finding("LX-M251", name=case.party(person).name, last=last, filed=filed, less=sum_of(heads) - filed)
        )
    return found


def _stops(case: Case, account: Account) -> Iterator[tuple[str, date]]:
    """Yield each insolvent debtor beside a solvent one who owes the whole, with the last day that counts for it."""
    if account.ledger.stopped or case.by_shares:
        return
    owing = {p.id for p in case.debtors}
    accepted = {i.person: i.accepted_on for i in case.insolvent_on(account.as_of) if i.person in owing}
    if len(accepted) < len(owing):
        yield from ((person, bankruptcy_stop(on).value) for person, on in accepted.items())


def _filed(
    case: Case, account: Account, last: date, running: Sequence[RunningAmount], costs: Sequence[CostItem]
) -> tuple[Head, ...]:
    return heads_of(case, stopped_on(case, account, last), running, costs)


def stopped_on(case: Case, account: Account, last: date) -> Account:
    """Return ``account`` counted anew with charges to ``last`` only (企业破产法 46), on the same law and rates."""
    means = account.means
    return account_of(
        case,
        account.as_of,
        calendar=means.calendar,
        conventions=account.conventions,
        rates=means.rates,
        beyond=means.beyond,
        stopped=last,
    )
