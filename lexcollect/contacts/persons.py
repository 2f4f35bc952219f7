"""Persons (可以联系的人): who is who among those that were spoken to, and who may be spoken to about the debt.

Owns the answer for one name in one matter: the party itself, its head, whom the contract names, an insolvency
administrator. Who is not among them is unknown until somebody says in what capacity he was spoken to.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Party
from lexcollect.records import dataclass

#: Capacities in which somebody may be spoken to about the debt (催收合规手册第4节).
PERMITTED = frozenset(
    {
        *(k.Capacity.SELF, k.Capacity.LEGAL_REP, k.Capacity.NAMED, k.Capacity.FINANCE, k.Capacity.AGENT),
        *(k.Capacity.LAWYER, k.Capacity.SURETY, k.Capacity.ADMINISTRATOR),
    }
)
#: Roles of those from whom the debt is asked.
LIABLE = frozenset({k.Role.DEBTOR, k.Role.JOINT_DEBTOR, k.Role.SURETY, k.Role.SPOUSE, k.Role.GRANTOR})


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody the case file names: his name, the party he stands for, his capacity and post."""

    name: str
    party: str
    capacity: k.Capacity
    post: str = ""
    number: str = ""


def everybody(case: Case) -> tuple[Known, ...]:
    """Return everybody on the other side whom the case file names, parties first."""
    return tuple(_known(case))


def named(case: Case, name: str) -> Known | None:
    """Return who is called ``name`` (or has the id ``name``); ``None`` where nobody is, or two are."""
    parties = [p for p in case.parties if p.role in LIABLE and name in (p.id, p.name)]
    if parties:
        return _party(parties[0])
    found = [one for one in everybody(case) if one.name == name]
    return found[0] if len({one.party for one in found}) == 1 else None


def sole_debtor(case: Case) -> Party | None:
    """Return the debtor where there is but one party from whom the debt is asked."""
    liable = [p for p in case.parties if p.role in LIABLE]
    debtors = [p for p in liable if p.role is k.Role.DEBTOR]
    return debtors[0] if len(debtors) == 1 else liable[0] if len(liable) == 1 else None


def capacity_of(case: Case, recipient: str, name: str, stated: k.Capacity | None) -> k.Capacity | None:
    """Return in what capacity ``name`` was spoken to for ``recipient``: as stated, else as the file names him."""
    if stated is not None:
        return stated
    if not name:
        return None
    found = [one for one in everybody(case) if one.name == name and one.party == recipient]
    return found[0].capacity if found else None


def _party(party: Party) -> Known:
    capacity = k.Capacity.SURETY if party.role is k.Role.SURETY else k.Capacity.SELF
    return Known(party.name, party.id, capacity, "", party.phone)


def _known(case: Case) -> Iterator[Known]:
    liable = [p for p in case.parties if p.role in LIABLE]
    yield from (_party(p) for p in liable)
    for p in liable:
        if p.legal_rep is not None and p.legal_rep.name:
            yield Known(p.legal_rep.name, p.id, k.Capacity.LEGAL_REP, p.legal_rep.post, p.legal_rep.phone)
        if p.service_address is not None and p.service_address.recipient:
            yield Known(p.service_address.recipient, p.id, k.Capacity.NAMED, "", p.service_address.phone)
    debtors = [p for p in liable if p.role is k.Role.DEBTOR]
    owner = debtors[0].id if len(debtors) == 1 else ""
    for contract in case.contracts:
        for one in (*contract.statement_authority, *contract.receivers):
            yield Known(one.name, owner, k.Capacity.NAMED, "", one.phone)
    for found in case.insolvencies:
        if found.administrator is not None:
            yield Known(found.administrator.name, found.person, k.Capacity.ADMINISTRATOR)
