"""Sides: several creditors or debtors, and what is said of how they stand beside each other.

Owns the checks of shares, grounds and spouses (民法典 517–521, 552, 1064). Asks where the case file is silent: joint
liability follows from law or agreement only (518(2)); a debt of one spouse is common only on the grounds of 1064.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Party
from lexcollect.findings import Finding, finding
from lexcollect.wording import pair

_WHOLE = Decimal(100)
#: On which grounds a spouse owes with the other (民法典 1064).
OF_SPOUSES = frozenset(
    {
        k.TieGround.SIGNED,
        k.TieGround.RATIFIED,
        k.TieGround.DAILY_NEEDS,
        k.TieGround.FAMILY_LIFE,
        k.TieGround.FAMILY_BUSINESS,
    }
)
#: What the creditor has to prove of a debt beyond the daily needs of the family (1064(2)).
TO_PROVE = frozenset({k.TieGround.FAMILY_LIFE, k.TieGround.FAMILY_BUSINESS})


def sides(case: Case) -> Iterator[Finding]:
    """Yield what is open or contradicts itself about several persons on one side."""
    for group in (case.by_role(k.Role.CREDITOR), case.by_role(k.Role.DEBTOR)):
        if len(group) > 1:
            yield from _together(group)
    for party in case.parties:
        if party.role is k.Role.JOINT_DEBTOR:
            yield from _joint(party)
        elif party.role is k.Role.SPOUSE:
            yield from _spouse(case, party)
        elif party.role is k.Role.SURETY and party.tie:
            yield finding("LX-C164", party.tie.where, name=party.name, role=pair(*party.role.named))


def said(group: Sequence[Party]) -> k.Sharing | None:
    """Return how the persons of one side stand beside each other, where the case file says it."""
    return next((p.tie.sharing for p in group if p.tie and p.tie.sharing), None)


def shares(group: Sequence[Party]) -> dict[str, Decimal]:
    """Return the share of each person in percent, by id: as stated, else equal ones (民法典 517(2), 519, 521)."""
    stated = {p.id: p.tie.share for p in group if p.tie and p.tie.share is not None}
    if len(stated) == len(group):
        return stated
    return {p.id: _WHOLE / len(group) for p in group}


def _together(group: Sequence[Party]) -> Iterator[Finding]:
    names = tuple(p.name for p in group)
    ways = {p.tie.sharing for p in group if p.tie and p.tie.sharing}
    if not ways:
        yield finding("LX-C160", group[1].where, names=names, role=pair(*group[0].role.named))
        return
    stated = [p.tie.share for p in group if p.tie and p.tie.share is not None]
    contradict = len(ways) > 1 or (stated and (len(stated) < len(group) or sum(stated) != _WHOLE))
    if contradict:
        yield finding("LX-C161", group[1].where, names=names, sum=f"{sum(stated, Decimal(0)):f}")
    elif ways == {k.Sharing.SHARES} and not stated:
        yield finding("LX-C166", group[1].where, names=names)


def _joint(party: Party) -> Iterator[Finding]:
    tie = party.tie
    if tie is None or tie.ground is None:
        yield finding("LX-C165", party.where, name=party.name)
    elif tie.ground in OF_SPOUSES - {k.TieGround.SIGNED}:
        yield finding("LX-C164", tie.where, name=party.name, role=pair(*party.role.named))
    elif not tie.evidence:
        yield finding("LX-C163", tie.where, name=party.name, ground=pair(*tie.ground.named))


def _spouse(case: Case, party: Party) -> Iterator[Finding]:
    tie, married = party.tie, _married_to(case, party)
    if married and married.kind is k.PartyKind.ORGANISATION:
        yield finding("LX-C270", party.where, name=party.name, debtor=married.name)
    elif party.kind is not k.PartyKind.NATURAL:
        yield finding("LX-C164", party.where, name=party.name, role=pair(*party.role.named))
    elif tie is None or tie.ground is None:
        yield finding("LX-C162", party.where, name=party.name)
    elif tie.ground not in OF_SPOUSES:
        yield finding("LX-C164", tie.where, name=party.name, role=pair(*party.role.named))
    elif not tie.evidence:
        yield finding("LX-C163", tie.where, name=party.name, ground=pair(*tie.ground.named))


def _married_to(case: Case, party: Party) -> Party | None:
    """Return whose spouse a party is: the one named, else the first debtor."""
    wanted = party.tie.with_party if party.tie else ""
    return next((p for p in case.parties if p.id == wanted), next(iter(case.by_role(k.Role.DEBTOR)), None))
