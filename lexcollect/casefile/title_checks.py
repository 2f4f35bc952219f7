"""Checks of titles: what an enforceable paper grants and what was agreed on it, against each other (生效文书).

Owns the findings on awards, instalments and settlements in enforcement. Decides no law.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Award, Case, Title
from lexcollect.findings import Finding, finding
from lexcollect.wording import pair

_RUNS = (k.AwardKind.GENERAL_INTEREST, k.AwardKind.DAILY_PENALTY)


def title_slips(case: Case) -> Iterator[Finding]:
    """Yield what of a title cannot be counted as it stands."""
    for title in case.titles:
        if others := _not_named(case, title):
            yield finding("LX-C511", title.where, name=case.debtor.name, others=others)
        for award in title.awards:
            yield from _award(award)
        yield from _days(title)
        if title.security is not None and title.security.consented is None:
            yield finding("LX-C630", title.security.where)
        for agreed in title.agreements:
            early = [i.due_on for i in agreed.instalments if i.due_on < agreed.signed_on]
            if early:
                yield finding("LX-C185", agreed.where, day=agreed.signed_on, due=min(early))


def _not_named(case: Case, title: Title) -> tuple[str, ...]:
    """Return who else may be bound by a title that names nobody: it is counted against the debtor alone."""
    if title.against or title.kind is k.TitleKind.PAYMENT_ORDER:
        return ()
    roles = (k.Role.SURETY, k.Role.JOINT_DEBTOR, k.Role.SPOUSE)
    return tuple(party.name for party in case.parties if party.role in roles)


def _award(award: Award) -> Iterator[Finding]:
    if award.amount is None and award.rate is None:
        yield finding("LX-C180", award.where)
    elif award.rate is not None and award.kind not in _RUNS:
        yield finding("LX-C182", award.where, kind=pair(*award.kind.named))
    elif award.rate is not None and award.first is None:
        yield finding("LX-C181", award.where)


def _days(title: Title) -> Iterator[Finding]:
    dated = {a.due_on for a in title.awards if a.due_on}
    if title.instalments and dated and not dated <= set(title.instalments):
        yield finding("LX-C183", title.where, days=tuple(sorted(title.instalments)))
    if title.accelerates and len(title.instalment_days) < 2:
        yield finding("LX-C184", title.where)
